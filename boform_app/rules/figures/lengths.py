"""How long people stayed (*opholdslængde*): nights of stays that ended in a period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import groupby
from statistics import median

from models.values.periods import Period, count_nights

_SAME_STAY = timedelta(hours=24)
"""Who comes back within it has not left (the readiness paper, 5.1)."""


@dataclass(frozen=True, slots=True)
class Lived:
    """One stay as it is kept.

    Attributes:
        person: Whose, joined records as one person.
        stay: Its id.
        ends: None while it goes on.
    """

    person: str
    stay: str
    starts: datetime
    ends: datetime | None = None


@dataclass(frozen=True, slots=True)
class Spell:
    """Stays of one person without 24 hours between them: one stay when lengths are counted.

    Attributes:
        stay: Id of the last of them.
        nights: In the house over all of them, no night twice.
        ended: None while it goes on.
    """

    person: str
    stay: str
    nights: int
    ended: datetime | None


@dataclass(frozen=True, slots=True)
class Length:
    """Average (*i snit*) and median over a number of stays, whole nights; 0 of nothing."""

    stays: int
    average: int
    median: int


def spells(stays: Iterable[Lived], today: date) -> tuple[Spell, ...]:
    """Stays with those put together that are one.

    Args:
        stays: In any order.
        today: Nights of a stay that goes on are counted up to it.
    """
    ordered = sorted(stays, key=lambda one: (one.person, one.starts, one.stay))
    found: list[Spell] = []
    for _, group in groupby(ordered, key=lambda one: one.person):
        found += (_spell(run, today) for run in _runs(list(group)))
    return tuple(found)


def length(nights: Iterable[int]) -> Length:
    """Average and median, halves rounded up."""
    counted = sorted(nights)
    if not counted:
        return Length(0, 0, 0)
    average = Fraction(sum(counted), len(counted))
    return Length(len(counted), whole(average), whole(Fraction(median(counted))))


def whole(number: Fraction) -> int:
    """The nearest whole number; a half is rounded up, as people do it."""
    return int((number * 2 + 1) // 2)


def _runs(stays: Sequence[Lived]) -> Iterable[list[Lived]]:
    """Stays of one person in their order, parted where more than a day lies between."""
    run: list[Lived] = []
    reached: datetime | None = None
    for one in stays:
        if run and reached is not None and one.starts - reached > _SAME_STAY:
            yield run
            run = []
        if not run:
            reached = one.ends
        elif reached is not None:
            reached = max(reached, one.ends) if one.ends is not None else None
        run.append(one)
    if run:
        yield run


def _spell(run: Sequence[Lived], today: date) -> Spell:
    # Of stays that end at one instant the later one: it says where the resident was last.
    last = max(reversed(run), key=lambda one: (one.ends is None, one.ends or one.starts))
    nights = count_nights(Period(one.starts, one.ends).nights(today) for one in run)
    return Spell(last.person, last.stay, nights, last.ends)
