"""Taking a step back: the opposite of what its revision says, if nobody changed it since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from boform_app.errors import Conflict
from boform_app.services import _still_holds
from models import tables
from models.base import Base, Entity
from models.journal import entity_classes, from_plain, to_plain
from models.unit_of_work import UnitOfWork

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a step did to one row; columns as the journal writes them."""

    row_class: type[Any]
    id: UUID
    before: Plain | None
    after: Plain | None

    @property
    def entity(self) -> str:
        return str(self.row_class.__tablename__)


def take_back(unit: UnitOfWork, step: tables.Operation, content: Sequence[Plain]) -> None:
    """Bring every row of a step back to how it was before.

    Rows that were deleted come back, parents first; then columns; rows that were made go last,
    children first, so that no row is ever without its parent.

    Raises:
        Conflict: A row or column is no longer as the step left it, or what somebody else did since
            does not go together with it (their resident on the place); names who.
    """
    session = unit.session
    entries = _in_parent_order([_entry(raw) for raw in content])
    for entry in entries:
        _check(session, step, entry)
    for entry in entries:
        if entry.after is None and entry.before is not None:
            session.add(_row(entry, entry.before))
            session.flush()
    for entry in entries:
        if entry.before is not None and entry.after is not None:
            _set(session.get_one(entry.row_class, entry.id), entry.before)
    session.flush()
    for entry in reversed(entries):
        if entry.before is None and not _holds_a_key(entry.row_class):
            _not_settled(session, step, entry)
            _forget_presence(session, entry)
            session.delete(session.get_one(entry.row_class, entry.id))
            session.flush()
    for entry in entries:
        if entry.before is not None:
            _still_holds.check(session, session.get_one(entry.row_class, entry.id), entry.before)


def can_come_back(content: Sequence[Plain]) -> bool:
    """Whether the journal knows enough: a deleted blob took its key with it, for good."""
    return not any(
        e["after"] is None and _holds_a_key(entity_classes()[e["entity"]]) for e in content
    )


def changed_by(session: Session, step: tables.Operation, actor_id: UUID) -> str:
    """First name of the colleague who touched any record of a step after it, "" when none did."""
    touched = select(tables.OperationSubject.entity_id).where(
        tables.OperationSubject.operation_id == step.id
    )
    return _name_of_last(session, step, touched, actor_id)


def _name_of_last(session: Session, step: tables.Operation, ids: Any, actor_id: UUID | None) -> str:
    name = session.scalars(
        select(tables.Staff.first_name)
        .join(tables.Operation, tables.Operation.actor_id == tables.Staff.id)
        .join(tables.OperationSubject, tables.OperationSubject.operation_id == tables.Operation.id)
        .where(
            tables.OperationSubject.entity_id.in_(ids),
            tables.Operation.seq > step.seq,
            tables.Operation.actor_id != actor_id,
        )
        .order_by(tables.Operation.seq.desc())
        .limit(1)
    ).first()
    return name or ""


def _entry(raw: Plain) -> _Entry:
    row_class = entity_classes()[raw["entity"]]
    return _Entry(row_class, UUID(raw["id"]), raw["before"], raw["after"])


def _in_parent_order(entries: list[_Entry]) -> list[_Entry]:
    """By table, parents first; rows of one table in the order the step made them."""
    rank = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
    return sorted(entries, key=lambda entry: rank[entry.entity])


def _check(session: Session, step: tables.Operation, entry: _Entry) -> None:
    row = session.get(entry.row_class, entry.id)
    if entry.after is None:
        fits = row is None
    else:
        fits = row is not None and all(
            to_plain(getattr(row, name)) == value for name, value in entry.after.items()
        )
    if not fits:
        who = _name_of_last(session, step, [entry.id], step.actor_id)
        raise Conflict(entry.entity, str(entry.id), changed_by=who)


def _row(entry: _Entry, columns: Plain) -> Entity:
    made: Entity = entry.row_class(id=entry.id)
    _set(made, columns)
    return made


def _set(row: Entity, columns: Plain) -> None:
    for name, value in columns.items():
        if name != "id":
            setattr(row, name, from_plain(type(row), name, value))


def _holds_a_key(row_class: type[Any]) -> bool:
    """A row whose key never reaches the journal stays: taken away it could not come back."""
    return any(
        not column.columns[0].info.get("journal", True)
        for column in inspect(row_class).column_attrs
    )


def _not_settled(session: Session, step: tables.Operation, entry: _Entry) -> None:
    """A stay that a basis for an invoice names is annulled, not unmade: the paper stays.

    Raises:
        Conflict: Names who made the basis, where somebody else did.
    """
    if entry.row_class is not tables.Stay:
        return
    for row in session.scalars(select(tables.Settlement)):
        if any(one["stay_id"] == str(entry.id) for one in (*row.lines, *row.corrections)):
            by = session.get_one(tables.Staff, row.made_by_id)
            who = by.first_name if by.id != step.actor_id else ""
            raise Conflict(entry.entity, str(entry.id), changed_by=who)


def _forget_presence(session: Session, entry: _Entry) -> None:
    """Who has a draft on a person goes with the person; the draft itself is not touched."""
    if entry.row_class is tables.Person:
        for row in session.scalars(
            select(tables.DraftPresence).where(tables.DraftPresence.person_id == entry.id)
        ):
            session.delete(row)
        session.flush()
