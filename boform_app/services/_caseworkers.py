"""Case workers (*rådgivere*) of a municipality: typed once and found again."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import tables
from models.base import new_id
from models.values.danish import sort_key


def open_ones(session: Session, code: str) -> list[tables.Caseworker]:
    """Case workers of a municipality that were not closed, in Danish order."""
    rows = session.scalars(
        select(tables.Caseworker).where(
            tables.Caseworker.municipality_code == code, tables.Caseworker.closed_on.is_(None)
        )
    )
    return sorted(rows, key=lambda row: sort_key(row.name))


def named(session: Session, code: str, name: str) -> tables.Caseworker:
    """The case worker of that name, made when nobody has typed it yet; capitals do not matter."""
    wanted = " ".join(name.split())
    for row in open_ones(session, code):
        if row.name.casefold() == wanted.casefold():
            return row
    row = tables.Caseworker(id=new_id(), municipality_code=code, name=wanted)
    session.add(row)
    session.flush()
    return row


def of(session: Session, caseworker_id: UUID | None) -> tables.Caseworker | None:
    """The case worker behind an id, None for none."""
    return session.get(tables.Caseworker, caseworker_id) if caseworker_id else None
