"""A protected address when two records of one person are joined, and when they are parted again."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import tables
from models.journal import Plain, from_plain

JOIN: Final = "person.join"
"""Kind of the step that joins two records."""
_COLUMNS: Final = ("protected_address", "protected_since", "protected_until")


def carry(keep: tables.Person, other: tables.Person) -> bool:
    """Whoever is protected under one record is protected under both; whether that is new."""
    if keep.protected_address or not other.protected_address:
        return False
    for column in _COLUMNS:
        setattr(keep, column, getattr(other, column))
    return True


def give_back(session: Session, keep: tables.Person, other: tables.Person) -> None:
    """The record that stays is as it was before the joining, unless that is not known any more.

    Then, or where somebody changed it since, it stays protected until somebody says otherwise.
    """
    before = _before(session, keep, other)
    as_carried = all(getattr(keep, column) == getattr(other, column) for column in _COLUMNS)
    if "protected_address" in before and as_carried:
        for column, value in before.items():
            setattr(keep, column, from_plain(tables.Person, column, value))


def _before(session: Session, keep: tables.Person, other: tables.Person) -> Plain:
    """What the last joining of the other record changed of the kept one's protection, as it was."""
    touched = select(tables.OperationSubject.operation_id).where(
        tables.OperationSubject.entity == "person", tables.OperationSubject.entity_id == other.id
    )
    content = session.scalars(
        select(tables.Revision.content)
        .join(tables.Operation, tables.Operation.id == tables.Revision.operation_id)
        .where(tables.Operation.kind == JOIN, tables.Operation.id.in_(touched))
        .order_by(tables.Operation.seq.desc())
        .limit(1)
    ).first()
    for entry in content or ():
        if entry["entity"] == "person" and entry["id"] == str(keep.id):
            columns: Plain = entry["before"] or {}
            return {key: value for key, value in columns.items() if key in _COLUMNS}
    return {}
