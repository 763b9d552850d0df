"""The journal's own tables: a permanent chain and content that can be erased (architecture 4)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id
from models.types import UtcDateTime


class Counter(Base):
    """Locked in the transaction, so that order of number is order of commit."""

    __tablename__ = "counter"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[int]


class Operation(Base):
    """One step somebody took: ids, kind, actor, time, order and a salted commitment; no text."""

    __tablename__ = "operation"
    __table_args__ = (
        UniqueConstraint("seq"),
        Index("ix_operation_actor", "actor_id", "at"),
    )
    __journaled__ = False

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    seq: Mapped[int]
    kind: Mapped[str]
    actor_id: Mapped[UUID | None]
    session_id: Mapped[UUID | None]
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    undoable: Mapped[bool]
    undoes_id: Mapped[UUID | None] = mapped_column(ForeignKey("operation.id"), index=True)
    commitment: Mapped[bytes] = mapped_column(LargeBinary)
    chain: Mapped[bytes] = mapped_column(LargeBinary)


class OperationSubject(Base):
    """Which records an operation touched, and which persons it is about."""

    __tablename__ = "operation_subject"
    __table_args__ = (Index("ix_operation_subject_entity", "entity", "entity_id"),)

    operation_id: Mapped[UUID] = mapped_column(ForeignKey("operation.id"), primary_key=True)
    entity: Mapped[str] = mapped_column(primary_key=True)
    entity_id: Mapped[UUID] = mapped_column(primary_key=True)


class Revision(Base):
    """Before, after, label and salt of one operation; erasing it leaves the chain whole."""

    __tablename__ = "revision"

    operation_id: Mapped[UUID] = mapped_column(ForeignKey("operation.id"), primary_key=True)
    label: Mapped[str]
    content: Mapped[list[Any]]
    salt: Mapped[bytes] = mapped_column(LargeBinary)


class AccessLog(Base):
    """Who looked at whom, when, and why when the person is protected.

    No foreign key: the log outlives a record that was taken back or deleted.
    """

    __tablename__ = "access_log"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    person_id: Mapped[UUID] = mapped_column(index=True)
    actor_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    what: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")


class DraftPresence(Base):
    """Who has a draft on what since when; the text itself is never here."""

    __tablename__ = "draft_presence"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"), index=True)
    kind: Mapped[str]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    field: Mapped[str] = mapped_column(default="")
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
