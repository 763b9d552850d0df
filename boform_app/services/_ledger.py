"""Lines of the accounts: read, summed and added; a line is never changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import tables

RECEIPTED = ("payment", "payout")
"""Kinds of lines where money changed hands: each has a number, and there is no gap."""


def lines(session: Session, person_ids: Collection[UUID]) -> Sequence[tables.LedgerEntry]:
    """The lines of a person's account, joined records with it, in the order they were booked."""
    return session.scalars(
        select(tables.LedgerEntry)
        .where(tables.LedgerEntry.person_id.in_(person_ids))
        .order_by(tables.LedgerEntry.booked_on, tables.LedgerEntry.at, tables.LedgerEntry.id)
    ).all()


def balance(session: Session, person_ids: Collection[UUID]) -> int:
    """What is owed: the sum of the lines."""
    total = session.scalar(
        select(func.sum(tables.LedgerEntry.amount_ore)).where(
            tables.LedgerEntry.person_id.in_(person_ids)
        )
    )
    return int(total or 0)


def add(
    session: Session,
    *,
    person_id: UUID,
    kind: str,
    part: str,
    amount_ore: int,
    today: date,
    at: datetime,
    by_id: UUID,
    stay_id: UUID | None = None,
    text: str = "",
    method: str = "",
    month: date | None = None,
    reverses_id: UUID | None = None,
) -> tables.LedgerEntry:
    """Book a line in the open transaction; one where money changed hands gets the next number."""
    row = tables.LedgerEntry(
        person_id=person_id,
        stay_id=stay_id,
        booked_on=today,
        kind=kind,
        part=part,
        text=text.strip(),
        amount_ore=amount_ore,
        month=month,
        method=method,
        receipt=_next_receipt(session) if kind in RECEIPTED else None,
        reverses_id=reverses_id,
        at=at,
        by_id=by_id,
    )
    session.add(row)
    session.flush()
    return row


def _next_receipt(session: Session) -> int:
    # The transaction holds the writer's place, so nobody else can take the same number.
    return int(session.scalar(select(func.max(tables.LedgerEntry.receipt))) or 0) + 1
