"""What is asked of the facts of a stay: known keys, order of days, no two stays at one time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.errors import Problem
from boform_app.services import _families
from models import tables
from models.values import municipalities
from models.values.lists import load_list

MUNICIPALITY_FIELDS = (
    "acting_municipality_code",
    "residence_municipality_code",
    "fact_registered_code",
    "fact_lived_code",
    "fact_wished_code",
    "fact_sought_code",
)


def key_problem(field: str, list_name: str, key: str) -> Problem | None:
    """``unknown_choice`` for a key that the list does not have; "" means not answered."""
    known = {row.key for row in load_list(list_name)}
    return Problem(field, "unknown_choice") if key and key not in known else None


def municipality_problem(field: str, code: str) -> Problem | None:
    """``unknown_choice`` for a code that is no municipality; "" means not known yet."""
    unknown = code and municipalities.find(code) is None
    return Problem(field, "unknown_choice") if unknown else None


def overlap_problem(
    session: Session,
    person_ids: Iterable[UUID],
    start: datetime,
    end: datetime | None,
    *,
    but: UUID | None = None,
) -> Problem | None:
    """One person cannot live here twice at one time; the sentence names the other stay."""
    for other in _families.stays_of(session, person_ids):
        if other.id == but:
            continue
        begins_before = end is None or other.arrived_at < end
        goes_on = other.ended_at is None or other.ended_at > start
        if begins_before and goes_on:
            return _overlap(other)
    return None


def _overlap(other: tables.Stay) -> Problem:
    case = {"case": other.case_number, "since": local_date(other.arrived_at)}
    if other.ended_at is None:
        return Problem("arrived_at", "already_here", case)
    return Problem("arrived_at", "stays_overlap", {**case, "until": local_date(other.ended_at)})


def day_problems(
    decided_on: date, arrived_at: datetime, ended_at: datetime | None, today: date
) -> list[Problem]:
    """Decision in the future or after the end; end before start."""
    found: list[Problem] = []
    if decided_on > today:
        found.append(Problem("decided_on", "in_the_future", {"day": decided_on}))
    if ended_at is not None:
        ended_on = local_date(ended_at)
        if decided_on > ended_on:
            found.append(Problem("decided_on", "decision_after_end", {"ended_on": ended_on}))
        if ended_at < arrived_at:
            found.append(Problem("arrived_at", "end_before_start", {"ended_on": ended_on}))
    return found


def leaders(session: Session) -> list[tables.Staff]:
    """Leaders who have access now, the first one first."""
    return list(
        session.scalars(
            select(tables.Staff)
            .where(tables.Staff.role == "leader", tables.Staff.closed_on.is_(None))
            .order_by(tables.Staff.id)
        )
    )
