"""Which expulsions hold on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from boform_app.services import _families
from models import tables


def open_on(today: date) -> ColumnElement[bool]:
    """Proposals, and decisions whose last day has not passed."""
    return or_(tables.Expulsion.state == "proposed", _decided(today))


def holding(session: Session, person_id: UUID, today: date) -> Sequence[tables.Expulsion]:
    """Decisions that hold today for one person, the longest first; joined records are one."""
    rows = session.scalars(
        select(tables.Expulsion).where(
            tables.Expulsion.person_id.in_(_families.family(session, person_id)),
            tables.Expulsion.from_on <= today,
            _decided(today),
        )
    )
    return sorted(rows, key=lambda row: row.until_on or date.max, reverse=True)


def stopping(session: Session, person_id: UUID, what: str, today: date) -> tables.Expulsion | None:
    """The decision that stops something today, the longest one; None when nothing does."""
    found = (row for row in holding(session, person_id, today) if what in row.stops)
    return next(found, None)


def is_proposed(session: Session, person_id: UUID) -> bool:
    """Whether a proposal waits for the leader."""
    found = session.scalar(
        select(tables.Expulsion.id)
        .where(
            tables.Expulsion.person_id.in_(_families.family(session, person_id)),
            tables.Expulsion.state == "proposed",
        )
        .limit(1)
    )
    return found is not None


def _decided(today: date) -> ColumnElement[bool]:
    last = tables.Expulsion.until_on
    return and_(tables.Expulsion.state == "decided", or_(last.is_(None), last >= today))
