"""Who changed a record last, read from the journal; and the version check of every edit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import Conflict
from boform_app.services.views.people import LastChange
from models import tables
from models.base import Entity
from models.journal import entity_name

# How far back to look: steps that are only about a person are many, those that change the row few.
_STEPS = 60


def last_change(session: Session, entity: str, entity_id: UUID) -> LastChange | None:
    """The last step that changed the row itself; None when its content was erased."""
    for step, first_name, entries in _steps(session, entity, entity_id):
        if any(e["entity"] == entity and e["id"] == str(entity_id) for e in entries):
            return LastChange(step.at, first_name)
    return None


def last_changed_by(session: Session, entity: str, entity_id: UUID) -> str:
    """First name of who changed the row last, "" when nobody knows."""
    found = last_change(session, entity, entity_id)
    return found.by if found else ""


def check_version(session: Session, row: Entity, version: int) -> None:
    """Refuse an edit of a row that somebody changed after it was read.

    Raises:
        Conflict: Names who changed it; nothing was written.
    """
    if row.version != version:
        name = entity_name(row)
        raise Conflict(name, str(row.id), changed_by=last_changed_by(session, name, row.id))


def _steps(
    session: Session, entity: str, entity_id: UUID
) -> Iterator[tuple[tables.Operation, str, list[Any]]]:
    query = (
        select(tables.Operation, tables.Staff.first_name, tables.Revision.content)
        .join(tables.OperationSubject, tables.OperationSubject.operation_id == tables.Operation.id)
        .join(tables.Revision, tables.Revision.operation_id == tables.Operation.id)
        .outerjoin(tables.Staff, tables.Staff.id == tables.Operation.actor_id)
        .where(
            tables.OperationSubject.entity == entity,
            tables.OperationSubject.entity_id == entity_id,
        )
        .order_by(tables.Operation.seq.desc())
        .limit(_STEPS)
    )
    for step, first_name, content in session.execute(query):
        yield step, first_name or "", content
