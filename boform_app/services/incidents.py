"""Incidents (*hændelser*): told as they were seen, read by the leader, with their note in the journal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.errors import Problem, ValidationFailed
from boform_app.rules.rows import Reason
from boform_app.services import _families, _note_writes
from boform_app.services._changed import check_version
from boform_app.services._house_people import subjects
from boform_app.services._incident_words import note_text
from boform_app.services._letter_rows import staff_names
from boform_app.services._note_views import note_views
from boform_app.services._people_names import about
from boform_app.services._rule_rows import rule_book
from boform_app.services._sight import SightService
from boform_app.services._texts import (
    LONGEST,
    LONGEST_LINE,
    character_problems,
    plain_lines,
    required_problems,
    text_problems,
)
from boform_app.services.notes import TEMP_DAYS
from boform_app.services.views.incidents import IncidentCommand, IncidentView
from boform_app.services.views.records import NoteCommand, NoteView
from models import tables
from models.values.changes import Changes
from models.values.danish import sort_key
from models.values.lists import load_list

MOST = 200
"""Incidents in a list; older ones stand on the pages of those they are about."""

Show = Literal["all", "review", "adverse"]


class IncidentsService(SightService):
    """What happened in the house, and what became of it."""

    def rows(self, show: Show = "all", person_id: UUID | None = None) -> tuple[IncidentView, ...]:
        """The latest first; at most ``MOST``.

        Args:
            show: All, those no leader has read, or those that are or shall be reported (UTH).
            person_id: Only those about one person; joined records are read with it.

        Raises:
            ReasonNeeded: A protected person that is not open.
        """
        self._require("see_residents")
        query = select(tables.Incident).order_by(tables.Incident.happened_at.desc()).limit(MOST)
        if show == "review":
            query = query.where(tables.Incident.reviewed_on.is_(None))
        elif show == "adverse":
            query = query.where(tables.Incident.adverse_event != "not_relevant")
        with self._read() as session:
            return self._views(session, self._of_person(session, query, person_id))

    def get(self, incident_id: UUID) -> IncidentView:
        """One incident.

        Raises:
            NotAllowed: A temp, about nobody who lives here now.
            NotFound: There is none.
        """
        self._require("see_residents")
        with self._read() as session:
            row = self._get(session, tables.Incident, incident_id)
            found = self._views(session, [row])
        if not found:
            self._refuse("see_residents")
        return found[0]

    def write(self, command: IncidentCommand) -> Changes:
        """Write an incident down, ``changes.first("incident")``, with its signed note.

        Not undone: it is corrected by a linked note, as everything in the journal.

        Raises:
            ReasonNeeded: A protected resident that is not open.
            ValidationFailed: ``required``, ``too_long`` or ``nul_character`` at a text,
                ``in_future`` at ``happened_at`` or ``reported_on``, ``unknown_choice`` at ``harm``
                or ``adverse_event``, ``required`` at ``reported_on``.
        """
        self._require("write_notes")
        now = self._house.clock.now()
        problems = tuple(_problems(command, now, self._house.clock.today()))
        if problems:
            raise ValidationFailed(*problems)
        with self._write("incident.write", "hændelse", undoable=False) as unit:
            session = unit.session
            persons = tuple(
                dict.fromkeys(self._opened(session, one).id for one in command.person_ids)
            )
            note = NoteCommand(
                note_text(command), persons, "incident", happened_at=command.happened_at or now
            )
            written = _note_writes.signed(
                session, note, persons, by_id=self._actor.staff_id, now=now
            )
            row = _row(command, written.id, self._actor.staff_id, now)
            session.add(row)
            session.flush()
            session.add_all(
                tables.IncidentPerson(incident_id=row.id, person_id=one) for one in persons
            )
            unit.relabel(f"hændelse om {about(session, persons)}")
            unit.about(*persons)
            return unit.commit()

    def correct(self, incident_id: UUID, text: str) -> Changes:
        """A linked new note; what was written first stays.

        Raises:
            ReasonNeeded: A protected resident that is not open.
            ValidationFailed: ``required`` or ``nul_character`` at ``text``.
        """
        self._require("write_notes")
        problems = [] if text.strip() else [Problem("text", "required")]
        if problems := [*problems, *character_problems("text", text)]:
            raise ValidationFailed(*problems)
        now = self._house.clock.now()
        with self._write("incident.correct", "rettelse", undoable=False) as unit:
            session = unit.session
            row = self._get(session, tables.Incident, incident_id)
            persons = self._persons(session, row)
            note = NoteCommand(text, persons, "incident", corrects_id=row.note_id)
            _note_writes.signed(session, note, persons, by_id=self._actor.staff_id, now=now)
            unit.relabel(f"rettelse til hændelse om {about(session, persons)}")
            unit.about(*persons)
            return unit.commit()

    def set_adverse_event(
        self, incident_id: UUID, version: int, state: str, on: date | None = None
    ) -> Changes:
        """Whether it is an *utilsigtet hændelse*, and the day it was reported to DPSD.

        Raises:
            Conflict: Somebody changed it since it was read.
            ValidationFailed: ``unknown_choice`` at ``adverse_event``, ``required`` or ``in_future``
                at ``reported_on``.
        """
        self._require("write_notes")
        if problems := tuple(_adverse_problems(state, on, self._house.clock.today())):
            raise ValidationFailed(*problems)
        with self._write("incident.adverse_event", "utilsigtet hændelse") as unit:
            row = self._get(unit.session, tables.Incident, incident_id)
            persons = self._persons(unit.session, row)
            check_version(unit.session, row, version)
            row.adverse_event, row.reported_on = state, on if state == "reported" else None
            unit.relabel(f"utilsigtet hændelse, {about(unit.session, persons)}")
            unit.about(*persons)
            return unit.commit()

    def review(self, incident_id: UUID, version: int, words: str = "") -> Changes:
        """*Gennemgået*: the leader has read it, with a note for those who work here.

        Raises:
            Conflict: Somebody changed it since it was read.
            NotAllowed: Only a leader reviews.
            ValidationFailed: ``too_long`` or ``nul_character`` at ``review``.
        """
        self._require("review_incidents")
        if problems := tuple(text_problems("review", words, LONGEST)):
            raise ValidationFailed(*problems)
        with self._write("incident.review", "gennemgang af hændelse") as unit:
            row = self._get(unit.session, tables.Incident, incident_id)
            persons = self._persons(unit.session, row)
            check_version(unit.session, row, version)
            row.reviewed_on = self._house.clock.today()
            row.reviewed_by_id = self._actor.staff_id
            row.review = plain_lines(words).strip()
            unit.relabel(f"gennemgang af hændelse om {about(unit.session, persons)}")
            unit.about(*persons)
            return unit.commit()

    def law(self, key: Literal["use_of_force", "adverse_event_duty"]) -> tuple[str, Reason]:
        """The sentence that stands beside the field, and the dated row it comes from."""
        with self._read() as session:
            found = rule_book(session).select(key, self._house.clock.today())
            return found.row.note, found.reason

    # -- own -------------------------------------------------------------------------------------

    def _of_person(
        self, session: Session, query: Select[tables.Incident], person_id: UUID | None
    ) -> Sequence[tables.Incident]:
        if person_id is not None:
            person = self._opened(session, person_id)
            concerned = select(tables.IncidentPerson.incident_id).where(
                tables.IncidentPerson.person_id.in_(_families.family(session, person.id))
            )
            query = query.where(tables.Incident.id.in_(concerned))
        return session.scalars(query).all()

    def _persons(self, session: Session, row: tables.Incident) -> tuple[UUID, ...]:
        """Whom it is about; who may not open them changes nothing."""
        ids = session.scalars(
            select(tables.IncidentPerson.person_id)
            .where(tables.IncidentPerson.incident_id == row.id)
            .order_by(tables.IncidentPerson.id)
        )
        return tuple(self._opened(session, one).id for one in ids)

    def _views(self, session: Session, rows: Sequence[tables.Incident]) -> tuple[IncidentView, ...]:
        temp = self._extent("see_residents") == "present_only"
        since = self._house.clock.now() - timedelta(days=TEMP_DAYS)
        reader = _Reader(self, session, rows)
        return tuple(
            view
            for row in rows
            if not temp or row.written_at >= since
            if (view := reader.view(row, temp=temp)) is not None
        )


class _Reader:
    """Names, corrections and persons of many incidents, each read once."""

    def __init__(
        self, service: IncidentsService, session: Session, rows: Sequence[tables.Incident]
    ) -> None:
        ids = [row.id for row in rows]
        self._there: dict[UUID, list[UUID]] = {}
        for link in session.scalars(
            select(tables.IncidentPerson)
            .where(tables.IncidentPerson.incident_id.in_(ids))
            .order_by(tables.IncidentPerson.id)
        ):
            self._there.setdefault(link.incident_id, []).append(link.person_id)
        everybody = [one for there in self._there.values() for one in there]
        self._subjects = subjects(session, everybody, service._closed)  # noqa: SLF001 (its own reader)
        self._staff = staff_names(
            session, [*(row.written_by_id for row in rows), *(row.reviewed_by_id for row in rows)]
        )
        self._corrections = _corrections(session, [row.note_id for row in rows if row.note_id])
        book, today = rule_book(session), service._house.clock.today()  # noqa: SLF001 (its own reader)
        self._days = book.select("incident_review_days", today).number

    def view(self, row: tables.Incident, *, temp: bool) -> IncidentView | None:
        """None where a temp may see nobody of those it is about."""
        everybody = [self._subjects[one] for one in self._there.get(row.id, ())]
        everybody.sort(key=lambda one: (one.closed, sort_key(one.name)))
        seen = tuple(one for one in everybody if one.room or not temp)
        if everybody and not seen:
            return None
        hidden = any(one.closed for one in everybody)
        said = {} if hidden else {"place": row.place, "what": row.what, "done": row.done}
        reviewed = row.reviewed_on is not None
        due = local_date(row.written_at) + timedelta(days=self._days)
        return IncidentView(
            id=row.id,
            version=row.version,
            happened_at=row.happened_at,
            place=said.get("place", ""),
            what=said.get("what", ""),
            done=said.get("done", ""),
            harm=row.harm,
            adverse_event=row.adverse_event,
            reported_on=row.reported_on,
            force="" if hidden else row.force,
            police_called=row.police_called,
            about=seen,
            hidden=hidden,
            author=self._staff[row.written_by_id],
            written_at=row.written_at,
            note_id=row.note_id,
            corrections=() if hidden else self._corrections.get(row.note_id, ()),
            review_due=None if reviewed else due,
            reviewed_on=row.reviewed_on,
            reviewed_by=self._staff[row.reviewed_by_id] if row.reviewed_by_id else None,
            review="" if hidden else row.review,
        )


def _corrections(
    session: Session, note_ids: Sequence[UUID]
) -> dict[UUID | None, tuple[NoteView, ...]]:
    """Corrections by the note they belong to in the end, oldest first."""
    root: dict[UUID, UUID] = {one: one for one in note_ids}
    found: dict[UUID | None, list[tables.Note]] = {}
    level = list(note_ids)
    while level:
        query = select(tables.Note).where(tables.Note.corrects_id.in_(level))
        notes = session.scalars(query.order_by(tables.Note.written_at)).all()
        for note in notes:
            if note.corrects_id is not None:
                root[note.id] = root[note.corrects_id]
                found.setdefault(root[note.id], []).append(note)
        level = [note.id for note in notes]
    return {key: note_views(session, notes, ()) for key, notes in found.items()}


def _row(command: IncidentCommand, note_id: UUID, by_id: UUID, now: datetime) -> tables.Incident:
    return tables.Incident(
        happened_at=command.happened_at or now,
        place=command.place.strip(),
        what=plain_lines(command.what).strip(),
        done=plain_lines(command.done).strip(),
        harm=command.harm,
        adverse_event=command.adverse_event,
        reported_on=command.reported_on if command.adverse_event == "reported" else None,
        force=plain_lines(command.force).strip(),
        police_called=command.police_called,
        note_id=note_id,
        written_at=now,
        written_by_id=by_id,
    )


def _problems(command: IncidentCommand, now: datetime, today: date) -> Iterator[Problem]:
    yield from required_problems("what", command.what, LONGEST)
    yield from text_problems("done", command.done, LONGEST)
    yield from text_problems("force", command.force, LONGEST)
    yield from text_problems("place", command.place, LONGEST_LINE)
    if command.happened_at is not None and command.happened_at > now:
        yield Problem("happened_at", "in_future")
    if command.harm not in {entry.key for entry in load_list("incident_harms")}:
        yield Problem("harm", "unknown_choice")
    yield from _adverse_problems(command.adverse_event, command.reported_on, today)


def _adverse_problems(state: str, on: date | None, today: date) -> Iterator[Problem]:
    if state not in {entry.key for entry in load_list("adverse_events")}:
        yield Problem("adverse_event", "unknown_choice")
    elif state == "reported" and on is None:
        yield Problem("reported_on", "required")
    elif state == "reported" and on is not None and on > today:
        yield Problem("reported_on", "in_future")
