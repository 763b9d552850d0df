"""Notes (*notater*): finished ones are signed, dated and never edited (law.md 9.4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from boform_app.errors import NotFound, Problem, ValidationFailed
from boform_app.services import _families, _note_writes
from boform_app.services._log_notes import GOAL
from boform_app.services._note_views import note_views
from boform_app.services._people_names import about
from boform_app.services._sight import SightService
from boform_app.services._texts import character_problems
from boform_app.services.views.records import NoteCommand, NoteView
from models import tables
from models.values.changes import Changes
from models.values.lists import load_list

# permissions.md: a temp reads the notes of the last 14 days.
TEMP_DAYS = 14


class NotesService(SightService):
    """Notes about residents and about the house."""

    def finish(self, command: NoteCommand) -> Changes:
        """Sign a note; from now on it is corrected by a new one, never edited.

        One transaction. It is not undone: what was written down as a fact stays (law.md 9.4).

        Raises:
            ValidationFailed: ``required`` or ``nul_character`` at ``text``, ``unknown_choice`` at ``kind``,
                ``in_future`` at ``happened_at``, ``unknown_person`` at ``person_ids``,
                ``unknown_note`` at ``corrects_id``, ``unknown_choice`` at ``readers``: a goal of
                nobody the note is about, or of one among several.
        """
        self._require("write_notes")
        now = self._house.clock.now()
        with self._write("note.finish", "notat", undoable=False) as unit:
            person_ids = self._checked(unit.session, command, now)
            _note_writes.signed(
                unit.session, command, person_ids, by_id=self._actor.staff_id, now=now
            )
            unit.relabel(f"{_what(command)} om {about(unit.session, person_ids)}")
            unit.about(*person_ids)
            return unit.commit()

    def for_person(
        self, person_id: UUID, before: datetime | None = None, limit: int = 50
    ) -> tuple[NoteView, ...]:
        """Notes on a person's file, what happened last first; moved ones leave their trace.

        Args:
            person_id: The person; joined records are read with it.
            before: Only what happened before this instant, for the next page.
            limit: At least this many, when there are as many; notes of one instant stay together.
        """
        with self._read() as session:
            query = self._on_file(session, person_id).distinct()
            if before is not None:
                query = query.where(tables.Note.happened_at < before)
            order = (tables.Note.happened_at.desc(), tables.Note.written_at.desc())
            notes = list(session.scalars(query.order_by(*order).limit(limit)))
            if len(notes) == limit:
                known = {note.id for note in notes}
                ties = query.where(tables.Note.happened_at == notes[-1].happened_at).order_by(
                    *order
                )
                notes += [note for note in session.scalars(ties) if note.id not in known]
            return note_views(session, notes, _families.family(session, person_id))

    def count(self, person_id: UUID) -> int:
        """How many notes stand on the file, traces of moved ones left out."""
        with self._read() as session:
            query = self._on_file(session, person_id).where(tables.NotePerson.moved_at.is_(None))
            distinct = query.with_only_columns(func.count(tables.Note.id.distinct()))
            return int(session.scalars(distinct).one())

    def latest(self, person_id: UUID) -> NoteView | None:
        """The note about what happened last, None when there is none."""
        with self._read() as session:
            query = self._on_file(session, person_id).where(tables.NotePerson.moved_at.is_(None))
            found = session.scalars(
                query.order_by(tables.Note.happened_at.desc(), tables.Note.written_at.desc()).limit(
                    1
                )
            ).all()
            return next(
                iter(note_views(session, found, _families.family(session, person_id))), None
            )

    def moments(self, person_id: UUID, kind: str) -> tuple[datetime, ...]:
        """When everything happened that notes of one kind tell of, oldest first.

        Corrections and notes that were moved away are left out.

        Raises:
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            query = self._on_file(session, person_id).where(
                tables.Note.kind == kind,
                tables.Note.corrects_id.is_(None),
                tables.NotePerson.moved_at.is_(None),
            )
            moments = query.with_only_columns(tables.Note.happened_at).distinct()
            return tuple(session.scalars(moments.order_by(tables.Note.happened_at)))

    def move(self, note_id: UUID, from_person: UUID, to_person: UUID, reason: str) -> Changes:
        """Move a note that stands on the wrong person, with the corrections that belong to it.

        The first file keeps when and who, not the text. An incident goes with its note.

        Raises:
            ValidationFailed: ``required`` at ``reason``, ``same_person`` or ``unknown_person`` at
                ``to_person``.
            NotFound: The note does not stand on the first person's file.
        """
        self._require("write_notes")
        with self._write("note.move", "flytning af notat") as unit:
            session = unit.session
            self._check_move(session, from_person, to_person, reason)
            family = _families.family(session, from_person)
            placed = _placed(session, _with_corrections(session, note_id), family)
            if note_id not in {row.note_id for row in placed}:
                raise NotFound(str(note_id))
            for row in placed:
                row.moved_to_id, row.moved_at = to_person, self._house.clock.now()
                row.moved_by_id, row.moved_reason = self._actor.staff_id, reason.strip()
                if not _placed(session, [row.note_id], _families.family(session, to_person)):
                    session.add(tables.NotePerson(note_id=row.note_id, person_id=to_person))
            _move_incidents(session, [row.note_id for row in placed], family, to_person)
            # Neither name: the line stands on the history of both.
            unit.relabel("flytning af notat til en anden beboer")
            unit.about(from_person, to_person)
            return unit.commit()

    def _on_file(self, session: Session, person_id: UUID) -> Select[tables.Note]:
        """Notes on the files of a person that the actor may read."""
        person = self._opened(session, person_id)
        query = (
            select(tables.Note)
            .join(tables.NotePerson, tables.NotePerson.note_id == tables.Note.id)
            .where(tables.NotePerson.person_id.in_(_families.family(session, person.id)))
        )
        if self._extent("see_residents") == "present_only":
            query = query.where(self._recent())
        return query

    def _recent(self) -> ColumnElement[bool]:
        return tables.Note.written_at >= self._house.clock.now() - timedelta(days=TEMP_DAYS)

    def _checked(self, session: Session, command: NoteCommand, now: datetime) -> tuple[UUID, ...]:
        """The persons the note is about; a correction without names takes those of its note."""
        problems = list(_problems(command, now))
        person_ids = tuple(dict.fromkeys(command.person_ids))
        if any(session.get(tables.Person, person_id) is None for person_id in person_ids):
            problems.append(Problem("person_ids", "unknown_person"))
        if command.corrects_id is not None:
            if session.get(tables.Note, command.corrects_id) is None:
                problems.append(Problem("corrects_id", "unknown_note"))
            person_ids = person_ids or _persons_of(session, command.corrects_id)
        if not _goals_are_theirs(session, command.readers, person_ids):
            problems.append(Problem("readers", "unknown_choice"))
        if problems:
            raise ValidationFailed(*problems)
        return person_ids

    def _check_move(self, session: Session, one: UUID, other: UUID, reason: str) -> None:
        problems = [] if reason.strip() else [Problem("reason", "required")]
        problems += character_problems("reason", reason)
        if session.get(tables.Person, other) is None:
            problems.append(Problem("to_person", "unknown_person"))
        elif _families.kept(session, one).id == _families.kept(session, other).id:
            problems.append(Problem("to_person", "same_person"))
        if problems:
            raise ValidationFailed(*problems)


def _what(command: NoteCommand) -> str:
    return "rettelse" if command.corrects_id else "notat"


def _problems(command: NoteCommand, now: datetime) -> Sequence[Problem]:
    found = [] if command.text.strip() else [Problem("text", "required")]
    found += character_problems("text", command.text)
    if command.kind and command.kind not in {entry.key for entry in load_list("note_kinds")}:
        found.append(Problem("kind", "unknown_choice"))
    if command.happened_at is not None and command.happened_at > now:
        found.append(Problem("happened_at", "in_future"))
    return found


def _persons_of(session: Session, note_id: UUID) -> tuple[UUID, ...]:
    rows = session.scalars(
        select(tables.NotePerson.person_id).where(
            tables.NotePerson.note_id == note_id, tables.NotePerson.moved_at.is_(None)
        )
    )
    return tuple(rows)


def _goals_are_theirs(session: Session, readers: Sequence[str], person_ids: Sequence[UUID]) -> bool:
    """Whether the goals among the readers are those of the one resident the note is about."""
    asked = {UUID(key.removeprefix(GOAL)) for key in readers if key.startswith(GOAL)}
    if not asked:
        return True
    families = {_families.kept(session, person).id for person in person_ids}
    owners = session.scalars(
        select(tables.Stay.person_id)
        .join(tables.StayPlan, tables.StayPlan.stay_id == tables.Stay.id)
        .join(tables.Goal, tables.Goal.stay_plan_id == tables.StayPlan.id)
        .where(tables.Goal.id.in_(asked))
    ).all()
    kept = {_families.kept(session, person).id for person in owners}
    return len(families) == 1 and len(owners) == len(asked) and kept == families


def _with_corrections(session: Session, note_id: UUID) -> list[UUID]:
    found, level = [note_id], [note_id]
    while level:
        level = list(
            session.scalars(select(tables.Note.id).where(tables.Note.corrects_id.in_(level)))
        )
        found += level
    return found


def _placed(
    session: Session, note_ids: Sequence[UUID], family: Sequence[UUID]
) -> Sequence[tables.NotePerson]:
    return session.scalars(
        select(tables.NotePerson).where(
            tables.NotePerson.note_id.in_(note_ids),
            tables.NotePerson.person_id.in_(family),
            tables.NotePerson.moved_at.is_(None),
        )
    ).all()


def _move_incidents(
    session: Session, note_ids: Sequence[UUID], family: Sequence[UUID], to_person: UUID
) -> None:
    """Incidents that were told in these notes are about the other person instead, named once."""
    link = tables.IncidentPerson
    told = select(tables.Incident.id).where(tables.Incident.note_id.in_(note_ids))
    links = session.scalars(select(link).where(link.incident_id.in_(told))).all()
    others = _families.family(session, to_person)
    named = {row.incident_id for row in links if row.person_id in others}
    for row in links:
        if row.person_id not in family:
            continue
        if row.incident_id in named:
            session.delete(row)
        else:
            row.person_id = to_person
            named.add(row.incident_id)
