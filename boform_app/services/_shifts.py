"""The three shifts of a day (*vagter*) by the house's own hours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from boform_app.clock import from_local, local_date
from boform_app.rules.rows import RuleBook

SHIFTS = ("night", "day", "evening")
"""In the order in which a calendar day meets them."""
SETTLING_IN = timedelta(hours=2)
"""So long after a shift began, what is handed over is still the shift before."""
_A_DAY = timedelta(days=1)
_A_MINUTE = timedelta(minutes=1)


def hours(book: RuleBook, on: date) -> dict[str, int]:
    """The hour at which each shift begins, by the rows of the day."""
    return {key: book.select(f"shift_starts_{key}", on).number for key in SHIFTS}


def shift_of(hour: int, begins: Mapping[str, int]) -> str:
    """Whose hour of the day it is: the shift that began last."""
    return max(begins, key=lambda key: (begins[key] <= hour, begins[key]))


def end_of(shift: str, begins: Mapping[str, int]) -> int:
    """The hour at which the next shift begins."""
    later = [hour for hour in begins.values() if hour > begins[shift]]
    return min(later) if later else min(begins.values())


def began(now: datetime, begins: Mapping[str, int]) -> datetime:
    """When the shift that runs now began."""
    today = local_date(now)
    starts = [from_local(day, hour) for day in (today - _A_DAY, today) for hour in begins.values()]
    return max(start for start in starts if start <= now)


def is_new(now: datetime, begins: Mapping[str, int]) -> bool:
    """Whether the shift that runs has just begun and the one before is still being handed over."""
    return now - began(now, begins) < SETTLING_IN


def handed_over(now: datetime, book: RuleBook) -> datetime:
    """When the shift began that is handed over now: the one before while a new one settles in."""
    begins = hours(book, local_date(now))
    start = began(now, begins)
    return began(start - _A_MINUTE, begins) if is_new(now, begins) else start
