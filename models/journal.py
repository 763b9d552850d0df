"""The journal: who changed what, in what order; audit trail, history view and undo in one.

``operation`` and ``operation_subject`` are permanent and hold no text. ``revision`` holds the content and
can be erased: the operation keeps a salted commitment to it, and the chain runs over operations only.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import inspect, select, text
from sqlalchemy.orm import Session

from models.base import Base, Entity, new_id
from models.tables.journal import Operation, OperationSubject, Revision
from models.values.changes import Changes

if TYPE_CHECKING:
    from models.unit_of_work import Step

Plain = dict[str, Any]


def entity_name(row: Entity | type[Entity]) -> str:
    """The table's name, which is the entity's key in ``Changes`` and journal."""
    return str(row.__tablename__)  # type: ignore[union-attr]  # every table has a name


def entity_classes() -> dict[str, type[Any]]:
    """Every mapped class by entity name."""
    return {str(m.class_.__tablename__): m.class_ for m in Base.registry.mappers}


@dataclass(slots=True)
class _Entry:
    entity: str
    entity_id: UUID
    before: Plain | None
    after: Plain | None


@dataclass(slots=True)
class Ledger:
    """What the flushes of one unit of work did to each row, first state and last state."""

    entries: dict[tuple[str, UUID], _Entry] = field(default_factory=dict)

    def added(self, row: Entity) -> None:
        """A row that did not exist before."""
        self._keep(row, None, _columns(row))

    def changed(self, row: Entity) -> None:
        """A row with new values; only the columns that differ are kept."""
        before: Plain = {}
        after: Plain = {}
        for name in _journaled_columns(row):
            history = inspect(row).attrs[name].history
            if history.has_changes():
                before[name] = to_plain(history.deleted[0] if history.deleted else None)
                after[name] = to_plain(getattr(row, name))
        if after:
            self._keep(row, before, after)

    def deleted(self, row: Entity) -> None:
        """A row that is taken away."""
        self._keep(row, _columns(row), None)

    def _keep(self, row: Entity, before: Plain | None, after: Plain | None) -> None:
        if not row.__journaled__:
            return
        key = (entity_name(row), row.id)
        known = self.entries.get(key)
        if known is None:
            self.entries[key] = _Entry(*key, before, after)
        elif after is None:
            known.after = None
        else:
            known.after = {**(known.after or {}), **after}
            if known.before is not None and before is not None:
                known.before = {**before, **known.before}

    def content(self) -> list[Plain]:
        """Plain data for the revision."""
        return [
            {"entity": e.entity, "id": str(e.entity_id), "before": e.before, "after": e.after}
            for e in self.entries.values()
            # Made and taken away in one step: nothing happened.
            if e.before is not None or e.after is not None
        ]


def _journaled_columns(row: Entity) -> Iterable[str]:
    mapper = inspect(type(row))
    return [
        c.key
        for c in mapper.column_attrs
        if c.key != "version" and c.columns[0].info.get("journal", True)
    ]


def _columns(row: Entity) -> Plain:
    return {name: to_plain(getattr(row, name)) for name in _journaled_columns(row)}


def to_plain(value: Any) -> Any:
    """A column's value as JSON keeps it."""
    match value:
        case datetime():
            # One instant, one text: what is compared at undo must not depend on who set the zone.
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
        case bytes():
            return value.hex()
        case _:
            return value


def from_plain(row_class: type[Any], name: str, value: Any) -> Any:
    """The column's own type again, for undo and for restoring an earlier value."""
    if value is None:
        return None
    python_type = inspect(row_class).columns[name].type.python_type
    if python_type is datetime:
        return datetime.fromisoformat(value)
    if python_type is date:
        return date.fromisoformat(value)
    if python_type is UUID:
        return UUID(value)
    if python_type is bytes:
        return bytes.fromhex(value)
    return value


def next_number(session: Session, name: str) -> int:
    """Draw the next number of a series; the counter row stays locked until commit."""
    session.execute(
        text("INSERT INTO counter (name, value) VALUES (:n, 0) ON CONFLICT (name) DO NOTHING"),
        {"n": name},
    )
    row = session.execute(
        text("UPDATE counter SET value = value + 1 WHERE name = :n RETURNING value"), {"n": name}
    )
    return int(row.scalar_one())


def commitment_of(salt: bytes, label: str, content: list[Plain]) -> bytes:
    """SHA-256 over salt, label and content in one canonical form."""
    canonical = json.dumps(
        [label, content], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(salt + canonical.encode()).digest()


def chain_of(previous: bytes, operation: Operation, subjects: Iterable[tuple[str, UUID]]) -> bytes:
    """SHA-256 that ties an operation to the one before it."""
    facts = [
        operation.seq,
        operation.id.hex,
        operation.kind,
        to_plain(operation.actor_id),
        to_plain(operation.at),
        operation.undoable,
        to_plain(operation.undoes_id),
        operation.commitment.hex(),
        sorted(f"{entity}:{entity_id}" for entity, entity_id in subjects),
    ]
    return hashlib.sha256(previous + json.dumps(facts).encode()).digest()


def write(session: Session, step: Step, ledger: Ledger, about: set[tuple[str, UUID]]) -> Changes:
    """Add operation, subjects and revision of a step to the open transaction."""
    content, salt = ledger.content(), os.urandom(16)
    seq = next_number(session, "operation")
    operation = Operation(
        id=new_id(),
        seq=seq,
        kind=step.kind,
        actor_id=step.actor_id,
        session_id=step.session_id,
        at=step.at,
        undoable=step.undoable,
        undoes_id=step.undoes_id,
        commitment=commitment_of(salt, step.label, content),
    )
    subjects = set(ledger.entries) | about
    previous = session.execute(
        select(Operation.chain).where(Operation.seq == seq - 1)
    ).scalar_one_or_none()
    operation.chain = chain_of(previous or b"", operation, subjects)
    session.add(operation)
    session.flush()
    session.add_all(
        OperationSubject(operation_id=operation.id, entity=e, entity_id=i) for e, i in subjects
    )
    session.add(Revision(operation_id=operation.id, label=step.label, content=content, salt=salt))
    ids: dict[str, set[UUID]] = {}
    for entity, entity_id in subjects:
        ids.setdefault(entity, set()).add(entity_id)
    return Changes(
        operation.id,
        seq,
        step.kind,
        step.label,
        {e: frozenset(i) for e, i in ids.items()},
        undoable=step.undoable,
    )


def verify_chain(session: Session) -> list[str]:
    """Walk the whole journal; a finding per operation whose chain or content does not fit."""
    found: list[str] = []
    previous, expected = b"", 1
    for operation in session.scalars(select(Operation).order_by(Operation.seq)).yield_per(500):
        subjects = session.execute(
            select(OperationSubject.entity, OperationSubject.entity_id).where(
                OperationSubject.operation_id == operation.id
            )
        ).all()
        if (
            operation.seq != expected
            or chain_of(previous, operation, [(e, i) for e, i in subjects]) != operation.chain
        ):
            found.append(f"operation {operation.seq}: chain")
        revision = session.get(Revision, operation.id)
        if (
            revision
            and commitment_of(revision.salt, revision.label, revision.content)
            != operation.commitment
        ):
            found.append(f"operation {operation.seq}: content")
        previous, expected = operation.chain, operation.seq + 1
    return found
