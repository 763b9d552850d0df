"""Note rows as the pages show them; a moved note is a trace without text."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.services._letter_rows import staff_names
from boform_app.services.views.people import StaffName
from boform_app.services.views.records import NoteView
from models import tables


def note_views(
    session: Session, notes: Sequence[tables.Note], family: Sequence[UUID]
) -> tuple[NoteView, ...]:
    """Views of notes as they stand on one person's file.

    Args:
        session: An open session.
        notes: In the order they are shown.
        family: The records whose file it is; () for the house's notes.
    """
    ids = [note.id for note in notes]
    placed = _placed(session, ids)
    corrections = _corrections(session, ids)
    staff = staff_names(
        session,
        [
            *(note.author_id for note in notes),
            *(r.moved_by_id for rows in placed.values() for r in rows),
        ],
    )
    return tuple(
        _view(note, placed.get(note.id, []), corrections.get(note.id, ()), staff, set(family))
        for note in notes
    )


def _placed(session: Session, note_ids: Sequence[UUID]) -> dict[UUID, list[tables.NotePerson]]:
    found: dict[UUID, list[tables.NotePerson]] = {}
    rows = session.scalars(
        select(tables.NotePerson)
        .where(tables.NotePerson.note_id.in_(note_ids))
        .order_by(tables.NotePerson.moved_at)
    )
    for row in rows:
        found.setdefault(row.note_id, []).append(row)
    return found


def _corrections(session: Session, note_ids: Sequence[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    found: dict[UUID, tuple[UUID, ...]] = {}
    rows = session.execute(
        select(tables.Note.corrects_id, tables.Note.id)
        .where(tables.Note.corrects_id.in_(note_ids))
        .order_by(tables.Note.written_at)
    )
    for corrected, correction in rows:
        if corrected is not None:
            found[corrected] = (*found.get(corrected, ()), correction)
    return found


def _view(
    note: tables.Note,
    placed: Sequence[tables.NotePerson],
    corrected_by: tuple[UUID, ...],
    staff: dict[UUID, StaffName],
    family: set[UUID],
) -> NoteView:
    here = [row for row in placed if row.person_id in family]
    moved = next((row for row in here if row.moved_at), None)
    if moved is not None and all(row.moved_at for row in here):
        # The first file keeps time and actor; not the text, and not where the note went.
        return NoteView(
            id=note.id,
            kind="",
            text="",
            important=False,
            readers=(),
            author=staff[note.author_id],
            written_at=note.written_at,
            happened_at=note.happened_at,
            corrects_id=None,
            corrected_by=(),
            persons=tuple(row.person_id for row in here),
            moved_at=moved.moved_at,
            moved_by=staff[moved.moved_by_id] if moved.moved_by_id else None,
            moved_reason=moved.moved_reason,
        )
    return NoteView(
        id=note.id,
        kind=note.kind,
        text=note.text,
        important=note.important,
        readers=tuple(note.readers),
        author=staff[note.author_id],
        written_at=note.written_at,
        happened_at=note.happened_at,
        corrects_id=note.corrects_id,
        corrected_by=corrected_by,
        persons=tuple(row.person_id for row in placed if row.moved_at is None),
    )
