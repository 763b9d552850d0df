"""A finished note as rows in an open transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.services._texts import plain_lines
from boform_app.services.views.records import NoteCommand
from models import tables


def signed(
    session: Session,
    command: NoteCommand,
    person_ids: Sequence[UUID],
    *,
    by_id: UUID,
    now: datetime,
) -> tables.Note:
    """Write a checked note, signed by its author, on the files of these persons."""
    note = tables.Note(
        kind=command.kind,
        text=plain_lines(command.text).strip(),
        important=command.important,
        readers=list(command.readers),
        author_id=by_id,
        written_at=now,
        happened_at=command.happened_at or now,
        corrects_id=command.corrects_id,
    )
    session.add(note)
    session.flush()
    session.add_all(
        tables.NotePerson(note_id=note.id, person_id=person_id) for person_id in person_ids
    )
    return note
