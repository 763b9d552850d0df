"""Periods that are asked for; each ends with the last night that can be counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from models.values.dates import add_months

_DAY = timedelta(days=1)
LONGEST = 3660
"""Most days of a period, ten years: what a house counts at once."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first to the last, both counted.

    Raises:
        ValueError: The last lies before the first.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a period ends before it begins")

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1


def this_year(last_night: date) -> Span:
    """From 1 January; on 1 January itself the year before, of which alone there are nights."""
    return Span(date(last_night.year, 1, 1), last_night)


def last_year(last_night: date) -> Span:
    """The calendar year before that of the last night."""
    year = last_night.year - 1
    return Span(date(year, 1, 1), date(year, 12, 31))


def twelve_months(last_night: date) -> Span:
    """A year back from the last night."""
    return Span(add_months(last_night + _DAY, -12), last_night)


def month(of: date, last_night: date) -> Span:
    """The month of a day, as far as it has gone."""
    first = of.replace(day=1)
    return Span(first, max(first, min(add_months(first, 1) - _DAY, last_night)))


def months_back(last_night: date, count: int) -> tuple[date, ...]:
    """First days of the last months, the newest first."""
    newest = last_night.replace(day=1)
    return tuple(add_months(newest, -step) for step in range(count))
