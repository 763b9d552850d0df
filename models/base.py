"""What every table shares: naming, identity and version."""

from __future__ import annotations

import os
import time
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import JSON, Index, MetaData, Table, Uuid, event
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def new_id() -> UUID:
    """A fresh identity: 48 bits of milliseconds, 74 random bits (UUID version 7, RFC 9562).

    Rising ids keep a million notes in the order they were written, which the B-tree likes.
    """
    millis = time.time_ns() // 1_000_000
    value = (millis & (2**48 - 1)) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


class Base(DeclarativeBase):
    """Root of every mapped class."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        UUID: Uuid(as_uuid=True),
        dict[str, Any]: JSON,
        list[Any]: JSON,
        list[str]: JSON,
    }


class Entity:
    """A row with an identity of our own, a version and a journal.

    Columns with ``info={"journal": False}`` (keys of blobs) never reach the journal.
    """

    __journaled__: ClassVar[bool] = True

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column(nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy hands in the class
        """Compare and raise the version on every update."""
        return {"version_id_col": cls.version}


@event.listens_for(Index, "after_parent_attach")
def _rows_that_point(index: Index, table: Table) -> None:
    """An index of a pointer that may be empty holds the rows that point.

    A full one would be taken for "points to nothing", which is most of a million rows, before the
    index of the day that was asked for. To find who points to a row the partial one does as well.
    """
    columns = list(index.columns)
    if table.metadata is Base.metadata and len(columns) == 1:
        (column,) = columns
        if column.nullable and column.foreign_keys and not index.unique:
            index.dialect_options["sqlite"]["where"] = column.is_not(None)
