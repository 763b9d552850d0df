"""Half-open periods and nights.

A night is named by the date of the evening it begins. It counts when the person is enrolled at
midnight Danish time, the end of that date; which is how a stay from 21.40 to 11.00 the next day is
one night and a stay within one day is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

_COPENHAGEN = ZoneInfo("Europe/Copenhagen")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Nights:
    """A half-open run of nights: ``first`` counts, ``until`` does not; equal dates are no nights.

    Raises:
        ValueError: ``until`` lies before ``first``.
    """

    first: date
    until: date

    def __post_init__(self) -> None:
        if self.until < self.first:
            raise ValueError("nights end before they begin")

    @property
    def count(self) -> int:
        """Number of nights."""
        return (self.until - self.first).days

    def within(self, first: date, until: date) -> Nights:
        """The part inside another half-open period; empty at ``first`` when there is none."""
        start = min(max(self.first, first), max(until, first))
        return Nights(start, max(start, min(self.until, until)))

    def __iter__(self) -> Iterator[date]:
        return (self.first + _DAY * step for step in range(self.count))


@dataclass(frozen=True, slots=True)
class Period:
    """A half-open time ``[start, end)`` of aware instants; ``end`` None is open.

    Raises:
        ValueError: An instant without time zone, or the end lies before the start.
    """

    start: datetime
    end: datetime | None = None

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or (self.end is not None and self.end.tzinfo is None):
            raise ValueError("period needs aware instants")
        if self.end is not None and self.end < self.start:
            raise ValueError("period ends before it begins")

    def overlaps(self, other: Period) -> bool:
        """Whether the two share any time; touching ends and empty periods do not."""
        starts = max(self.start, other.start)
        ends = [end for end in (self.end, other.end) if end is not None]
        return all(starts < end for end in ends)

    def contains(self, instant: datetime) -> bool:
        """Whether the instant lies inside; the start does, the end does not."""
        return self.start <= instant and (self.end is None or instant < self.end)

    def nights(self, today: date) -> Nights:
        """Nights spent up to now: an open period counts the nights before ``today``."""
        first = self.start.astimezone(_COPENHAGEN).date()
        last = today if self.end is None else self.end.astimezone(_COPENHAGEN).date()
        return Nights(first, max(first, last))


def union(runs: Iterable[Nights]) -> tuple[Nights, ...]:
    """The same nights as disjoint runs in order: no night is counted twice."""
    merged: list[Nights] = []
    for run in sorted(run for run in runs if run.count):
        if merged and run.first <= merged[-1].until:
            merged[-1] = Nights(merged[-1].first, max(merged[-1].until, run.until))
        else:
            merged.append(run)
    return tuple(merged)


def count_nights(runs: Iterable[Nights]) -> int:
    """Different nights in all the runs together."""
    return sum(run.count for run in union(runs))


def without(runs: Iterable[Nights], taken: Iterable[Nights]) -> tuple[Nights, ...]:
    """The nights of ``runs`` that are not in ``taken``, e.g. nights present despite absences."""
    left = union(runs)
    for gap in union(taken):
        left = tuple(
            part
            for run in left
            for part in (
                Nights(run.first, max(run.first, min(run.until, gap.first))),
                Nights(min(run.until, max(run.first, gap.until)), run.until),
            )
            if part.count
        )
    return left
