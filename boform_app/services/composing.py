"""What helps somebody write a note: whom it can be about, goals, phrases, and the last one again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from boform_app.clock import local_date, local_time
from boform_app.errors import Problem, ValidationFailed
from boform_app.services import _families, _plan_rows
from boform_app.services._changed import check_version
from boform_app.services._log_notes import GOAL, Sight, log_notes, present, subjects_of
from boform_app.services._rule_rows import rule_book
from boform_app.services._shifts import hours, shift_of
from boform_app.services._sight import SightService
from boform_app.services._texts import LONGEST_LINE, plain_lines, required_problems
from boform_app.services.views.day_log import GoalChoice, LogNote, PhraseView, Subject
from models import tables
from models.values.changes import Changes
from models.values.danish import sort_key

LONGEST_PHRASE = 1000
"""Characters; what is longer is a note of its own."""
_LOOKED_BACK = 20
"""Own notes that are looked at for one whose text may be shown."""


class ComposingService(SightService):
    """For the composers of the house log and of the resident's page."""

    def people(self) -> tuple[Subject, ...]:
        """Everybody who lives here, by name in Danish order; a closed one is a room."""
        self._require("see_residents")
        with self._read() as session:
            found = present(session, self._closed)
        return tuple(sorted(found, key=lambda one: (one.closed, sort_key(one.name))))

    def named(self, person_ids: Iterable[UUID]) -> Mapping[UUID, Subject]:
        """Residents whom a draft names, also who has left or is closed; by the id in the draft.

        A record that was joined since is shown as the kept one. Whom this person may not see, and
        who is no more there, is left out.
        """
        self._require("see_residents")
        sight = Sight(self._closed, self._extent("see_residents") == "present_only")
        with self._read() as session:
            return subjects_of(session, set(person_ids), sight)

    def goals(self, person_id: UUID) -> tuple[GoalChoice, ...]:
        """Goals that are worked on, as readers of a note; () for a closed resident.

        Raises:
            NotAllowed: The actor sees present residents only, and this person is none.
            NotFound: There is no such person.
        """
        with self._read() as session:
            person = self._seen(session, person_id)
            stay = _families.open_stay(session, _families.family(session, person.id))
            plan = _plan_rows.plan_row(session, stay.id) if stay is not None else None
            if plan is None or self._closed(person):
                return ()
            rows = _plan_rows.goal_rows(session, plan.id)
            active = [row for row in rows if row.status == "active"]
            return tuple(GoalChoice(f"{GOAL}{row.id}", row.title) for row in active)

    def shift(self) -> str:
        """The shift that runs now: ``night``, ``day`` or ``evening``."""
        now = self._house.clock.now()
        with self._read() as session:
            return shift_of(local_time(now).hour, hours(rule_book(session), local_date(now)))

    def again(self) -> LogNote | None:
        """The last note this person wrote, to begin the next one with; None when there is none."""
        self._require("write_notes")
        query = (
            select(tables.Note)
            .where(tables.Note.author_id == self._actor.staff_id, tables.Note.corrects_id.is_(None))
            .order_by(tables.Note.written_at.desc())
            .limit(_LOOKED_BACK)
        )
        with self._read() as session:
            notes = session.scalars(query).all()
            sight = Sight(self._closed, self._extent("see_residents") == "present_only")
            shown = log_notes(session, notes, sight)
        return next((one for one in shown if not one.hidden and one.note.text), None)

    def phrases(self) -> tuple[PhraseView, ...]:
        """The house's phrases, then one's own, each by label in Danish order."""
        mine = self._actor.staff_id
        owned = or_(tables.Phrase.staff_id.is_(None), tables.Phrase.staff_id == mine)
        with self._read() as session:
            rows = session.scalars(select(tables.Phrase).where(owned)).all()
        views = [
            PhraseView(row.id, row.version, row.label, row.text, row.staff_id is not None)
            for row in rows
        ]
        return tuple(sorted(views, key=lambda one: (one.own, sort_key(one.label))))

    def keep_phrase(self, label: str, text: str, *, own: bool = True) -> Changes:
        """Keep a text that is written often; the house's are the leader's to choose.

        Raises:
            NotAllowed: A phrase for the whole house by somebody who is no leader.
            ValidationFailed: ``required``, ``too_long`` or ``nul_character`` at ``label`` or
                ``text``, ``name_taken`` at ``label``.
        """
        self._require("write_notes" if own else "manage_house")
        owner = self._actor.staff_id if own else None
        with self._write("phrase.keep", f"frase {label.strip()}") as unit:
            problems = tuple(_problems(unit.session, owner, label, text))
            if problems:
                raise ValidationFailed(*problems)
            row = tables.Phrase(staff_id=owner, label=label.strip(), text=plain_lines(text).strip())
            unit.session.add(row)
            return unit.commit()

    def drop_phrase(self, phrase_id: UUID, version: int) -> Changes:
        """Take a phrase away; notes that were written with it stand.

        Raises:
            Conflict: Somebody changed it meanwhile.
            NotAllowed: It is the house's, or somebody else's own.
        """
        with self._write("phrase.drop", "frase fjernet") as unit:
            row = self._get(unit.session, tables.Phrase, phrase_id)
            if row.staff_id is None:
                self._require("manage_house")
            elif row.staff_id != self._actor.staff_id:
                self._refuse("manage_house")
            check_version(unit.session, row, version)
            unit.relabel(f"frase {row.label} fjernet")
            unit.session.delete(row)
            return unit.commit()


def _problems(session: Session, owner: UUID | None, label: str, text: str) -> Iterator[Problem]:
    yield from required_problems("label", label, LONGEST_LINE)
    yield from required_problems("text", text, LONGEST_PHRASE)
    known = session.scalars(select(tables.Phrase.label).where(tables.Phrase.staff_id == owner))
    if label.strip().casefold() in {one.casefold() for one in known}:
        yield Problem("label", "name_taken")
