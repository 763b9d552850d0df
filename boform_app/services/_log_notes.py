"""Notes as the house log shows them: whom they are about, what corrects them, what stays hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.services import _families
from boform_app.services._deadline_rows import display_name
from boform_app.services._note_views import note_views
from boform_app.services.today import rooms_by_stay
from boform_app.services.views.day_log import LogNote, Subject
from boform_app.services.views.records import NoteView
from models import tables

GOAL = "goal:"
"""Beginning of the reader that stands for a goal; the goal's id follows."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Whom the reader may see.

    Attributes:
        closed: Whether a protected resident is still closed.
        present_only: A temp reads about present residents and the house alone.
    """

    closed: Callable[[tables.Person], bool]
    present_only: bool


def log_notes(session: Session, notes: Sequence[tables.Note], sight: Sight) -> tuple[LogNote, ...]:
    """Views of notes in the order they are given, with their corrections.

    A note about somebody who is closed keeps its place and loses its text; one that a temp may not
    read is left out.
    """
    under = _corrections(session, [note.id for note in notes])
    views = {view.id: view for view in note_views(session, [*notes, *under], ())}
    persons = {person for view in views.values() for person in view.persons}
    subjects = subjects_of(session, persons, sight)
    goals = _goal_names(session, views.values())
    found = []
    for note in notes:
        view = views[note.id]
        about = tuple(subjects[person] for person in view.persons if person in subjects)
        if view.persons and not about:
            continue
        found.append(
            LogNote(
                note=view,
                about=about,
                corrections=tuple(_chain(note.id, under, views)),
                goals=tuple(goals[key] for key in view.readers if key in goals),
            )
        )
    return tuple([_without_text(one) if one.hidden else one for one in found])


def present(session: Session, closed: Callable[[tables.Person], bool]) -> list[Subject]:
    """Everybody who lives here now, with the room."""
    rooms = _rooms(session, _families.pointers(session))
    people = session.scalars(select(tables.Person).where(tables.Person.id.in_(rooms)))
    found = []
    for person in people:
        room, hidden = rooms[person.id], closed(person)
        found.append(Subject(person.id, display_name(person, room, closed=hidden), room, hidden))
    return found


def root_of(session: Session, note: tables.Note) -> tables.Note:
    """The note itself, and for a correction the note that it corrects in the end."""
    while note.corrects_id is not None:
        note = session.get_one(tables.Note, note.corrects_id)
    return note


def subjects_of(session: Session, ids: set[UUID], sight: Sight) -> dict[UUID, Subject]:
    """Residents, also former ones, by the id asked for, which may be of a record joined since.

    Those not to be seen, and those who are no more there, are left out.
    """
    pointing = _families.pointers(session) if ids else {}
    roots = {person: _families.root(pointing, person) for person in ids}
    people = {
        person.id: person
        for person in session.scalars(
            select(tables.Person).where(tables.Person.id.in_(set(roots.values())))
        )
    }
    rooms = _rooms(session, pointing)
    found = {}
    for record, root in roots.items():
        person, room = people.get(root), rooms.get(root)
        if person is None or (sight.present_only and room is None):
            continue
        closed = sight.closed(person)
        name = display_name(person, room or "", closed=closed)
        found[record] = Subject(root, name, room or "", closed)
    return found


def _without_text(note: LogNote) -> LogNote:
    return replace(
        note,
        note=replace(note.note, text=""),
        corrections=tuple([replace(one, text="") for one in note.corrections]),
        goals=(),
    )


def _corrections(session: Session, note_ids: Sequence[UUID]) -> list[tables.Note]:
    """Corrections of these notes, and corrections of corrections, oldest first."""
    found: list[tables.Note] = []
    level = list(note_ids)
    while level:
        query = select(tables.Note).where(tables.Note.corrects_id.in_(level))
        rows = session.scalars(query.order_by(tables.Note.written_at)).all()
        found += rows
        level = [row.id for row in rows]
    return found


def _chain(
    note_id: UUID, under: Iterable[tables.Note], views: Mapping[UUID, NoteView]
) -> Iterable[NoteView]:
    corrected = {note_id}
    for row in under:
        if row.corrects_id in corrected:
            corrected.add(row.id)
            yield views[row.id]


def _rooms(session: Session, pointing: Mapping[UUID, UUID]) -> dict[UUID, str]:
    """Room number of everybody who lives here, "" for who has no place; by kept record."""
    here = select(tables.Stay.id, tables.Stay.person_id).where(
        tables.Stay.ended_at.is_(None), tables.Stay.annulled_at.is_(None)
    )
    rooms = rooms_by_stay(session)
    return {
        _families.root(pointing, person): rooms.get(stay, "")
        for stay, person in session.execute(here)
    }


def _goal_names(session: Session, views: Iterable[NoteView]) -> dict[str, str]:
    asked = {key for view in views for key in view.readers if key.startswith(GOAL)}
    ids = {UUID(key.removeprefix(GOAL)) for key in asked}
    if not ids:
        return {}
    rows = session.scalars(select(tables.Goal).where(tables.Goal.id.in_(ids)))
    return {f"{GOAL}{row.id}": row.title for row in rows}
