"""What a house keeps for residents or lends to them: keys, post, belongings in the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import Problem, ValidationFailed
from boform_app.services import _families
from boform_app.services._changed import check_version
from boform_app.services._house_people import present_rooms, subjects
from boform_app.services._letter_rows import staff_names
from boform_app.services._sight import SightService
from boform_app.services._texts import (
    LONGEST,
    LONGEST_LINE,
    plain_lines,
    required_problems,
    text_problems,
)
from boform_app.services.views.things import ThingCommand, ThingView
from models import tables
from models.values.changes import Changes

MOST = 300
OUTCOMES = {
    "key": ("returned", "lost"),
    "post": ("handed_over", "returned", "thrown_away"),
    "belonging": ("handed_over", "thrown_away", "lost"),
}
_NAMES = {"key": "nøgle", "post": "post", "belonging": "opbevaring"}


class KeepingService(SightService):
    """Handed out and back, come and handed over, with who did it and when."""

    def rows(
        self, kind: str, person_id: UUID | None = None, *, gone: bool = False
    ) -> tuple[ThingView, ...]:
        """What is here now (keys: what is out), the oldest first; or what is gone, latest first.

        Raises:
            ReasonNeeded: A protected person that is not open.
        """
        self._require("house_things")
        table = tables.KeptThing
        query = select(table).where(table.kind == kind)
        if gone:
            query = query.where(table.gone_at.is_not(None)).order_by(table.gone_at.desc())
        else:
            query = query.where(table.gone_at.is_(None)).order_by(table.came_at, table.id)
        with self._read() as session:
            if person_id is not None:
                person = self._opened(session, person_id)
                query = query.where(table.person_id.in_(_families.family(session, person.id)))
            return self._views(session, session.scalars(query.limit(MOST)).all())

    def save(self, command: ThingCommand) -> Changes:
        """Hand a key out, take post or belongings in; or change what is known of one (``id``).

        Raises:
            Conflict: Somebody changed it since it was read.
            ReasonNeeded: A protected person that is not open.
            ValidationFailed: ``required``, ``too_long`` or ``nul_character`` at a text,
                ``unknown_choice`` at ``kind``, ``gone_already``.
        """
        self._require("house_things")
        if problems := tuple(_problems(command)):
            raise ValidationFailed(*problems)
        with self._write("thing.save", _NAMES[command.kind]) as unit:
            session = unit.session
            person = self._opened(session, command.person_id)
            row = self._row(session, command, person)
            row.what, row.detail = command.what.strip(), command.detail.strip()
            row.note, row.until_on = plain_lines(command.note).strip(), command.until_on
            name = _families.full_name(person)
            unit.relabel(f"{_NAMES[row.kind]} for {name}: {row.what}")
            unit.about(person.id)
            return unit.commit()

    def gone(self, thing_id: UUID, version: int, outcome: str, note: str = "") -> Changes:
        """A key came back, post or belongings were handed over, or what else became of it.

        Raises:
            Conflict: Somebody changed it since it was read.
            ReasonNeeded: A protected person that is not open.
            ValidationFailed: ``unknown_choice`` at ``outcome``, ``required`` at ``note`` for what
                was thrown away, ``too_long`` or ``nul_character`` at ``note``, ``gone_already``.
        """
        self._require("house_things")
        problems = list(text_problems("note", note, LONGEST))
        if outcome == "thrown_away" and not note.strip():
            problems.append(Problem("note", "required"))
        with self._write("thing.gone", "udleveret") as unit:
            session = unit.session
            row = self._get(session, tables.KeptThing, thing_id)
            person = self._opened(session, row.person_id)
            check_version(session, row, version)
            if outcome not in OUTCOMES[row.kind]:
                problems.append(Problem("outcome", "unknown_choice"))
            if row.gone_at is not None:
                problems.append(Problem("", "gone_already"))
            if problems:
                raise ValidationFailed(*problems)
            row.gone_at, row.gone_by_id = self._house.clock.now(), self._actor.staff_id
            row.outcome = outcome
            row.note = "\n".join(part for part in (row.note, plain_lines(note).strip()) if part)
            unit.relabel(f"{_gone_words(row)}, {_families.full_name(person)}")
            unit.about(person.id)
            return unit.commit()

    def _row(
        self, session: Session, command: ThingCommand, person: tables.Person
    ) -> tables.KeptThing:
        if command.id is not None:
            row = self._get(session, tables.KeptThing, command.id)
            check_version(session, row, command.version)
            if row.gone_at is not None:
                raise ValidationFailed(Problem("", "gone_already"))
            return row
        stay = _families.open_stay(session, _families.family(session, person.id))
        row = tables.KeptThing(
            kind=command.kind,
            person_id=person.id,
            stay_id=stay.id if stay else None,
            came_at=self._house.clock.now(),
            came_by_id=self._actor.staff_id,
        )
        session.add(row)
        return row

    def _views(self, session: Session, rows: Sequence[tables.KeptThing]) -> tuple[ThingView, ...]:
        here = present_rooms(session)
        known = subjects(session, [row.person_id for row in rows], self._closed)
        staff = staff_names(session, [*(r.came_by_id for r in rows), *(r.gone_by_id for r in rows)])
        temp = self._extent("see_residents") == "present_only"
        found = []
        for row in rows:
            who = known[row.person_id]
            if temp and who.person_id not in here:
                continue
            hidden = who.closed
            found.append(
                ThingView(
                    id=row.id,
                    version=row.version,
                    kind=row.kind,
                    who=who,
                    what="" if hidden else row.what,
                    detail="" if hidden else row.detail,
                    note="" if hidden else row.note,
                    until_on=row.until_on,
                    came_at=row.came_at,
                    came_by=staff[row.came_by_id],
                    gone_at=row.gone_at,
                    gone_by=staff[row.gone_by_id] if row.gone_by_id else None,
                    outcome=row.outcome,
                    living_here=who.person_id in here,
                )
            )
        return tuple(found)


def _gone_words(row: tables.KeptThing) -> str:
    if row.outcome == "lost":
        return f"{_NAMES[row.kind]} mistet: {row.what}"
    verb = "afleveret" if row.kind == "key" else "udleveret"
    return f"{_NAMES[row.kind]} {verb}: {row.what}"


def _problems(command: ThingCommand) -> Iterator[Problem]:
    if command.kind not in OUTCOMES:
        yield Problem("kind", "unknown_choice")
    yield from required_problems("what", command.what, LONGEST_LINE)
    yield from text_problems("detail", command.detail, LONGEST_LINE)
    yield from text_problems("note", command.note, LONGEST)
