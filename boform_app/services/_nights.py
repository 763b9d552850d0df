"""Which evening a night belongs to, by the house's own hour (``night_before_until``)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from boform_app.clock import local_date, local_time
from boform_app.rules import midnight
from boform_app.services._rule_rows import rule_book

KEY = "night_before_until"


def until_hour(session: Session, on: date) -> int:
    """The hour from which the new day counts."""
    return rule_book(session).select(KEY, on).number


def tonight(session: Session, now: datetime) -> date:
    """The evening of the night: at two o'clock it is still yesterday's."""
    hour = until_hour(session, local_date(now))
    return midnight.evening(local_time(now), hour).date()
