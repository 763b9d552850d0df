"""Hverdage: the one module that counts weekdays for legal dates (domain/law.md 12).

Serviceloven does not define *hverdag*, so both readings are computed. The strict one counts
Saturdays, 5 June, 24 and 31 December and is safe under every reading; the lenient one counts Monday
to Friday. Screens show the working target of the strict date and keep the lenient one in a tooltip.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

_DAY = timedelta(days=1)
# Days off by agreement only; they count as hverdage, but nobody answers the telephone.
_CLOSED = frozenset({(6, 5), (12, 24), (12, 31)})


# Skærtorsdag, langfredag, påskedag, 2. påskedag, Kristi himmelfartsdag, pinsedag, 2. pinsedag.
_FROM_EASTER = (-3, -2, 0, 1, 39, 49, 50)
_PRAYER_DAY = 26
"""Store bededag, days after Easter."""
_PRAYER_DAY_UNTIL = 2023
_FIXED = ((1, 1), (12, 25), (12, 26))


@lru_cache(maxsize=256)
def _holidays(year: int) -> frozenset[date]:
    sunday = easter(year)
    moving = (*_FROM_EASTER, _PRAYER_DAY) if year <= _PRAYER_DAY_UNTIL else _FROM_EASTER
    days = {date(year, month, day) for month, day in _FIXED}
    return frozenset(days | {sunday + timedelta(days=after) for after in moving})


def is_holiday(day: date) -> bool:
    """Whether the day is a public holiday (*helligdag*); store bededag is one until 2023."""
    return day in _holidays(day.year)


def counts_strictly(day: date) -> bool:
    """Whether the strict reading counts the day: no Sunday and no public holiday."""
    return day.weekday() != 6 and not is_holiday(day)


def counts_leniently(day: date) -> bool:
    """Whether the lenient reading counts the day: Monday to Friday and no public holiday."""
    return day.weekday() < 5 and not is_holiday(day)


def is_working_day(day: date) -> bool:
    """Whether an office can be expected to be open: lenient, and not 5/6, 24/12 or 31/12."""
    return counts_leniently(day) and (day.month, day.day) not in _CLOSED


def add_weekdays(start: date, days: int, *, saturday_counts: bool) -> date:
    """The last of ``days`` weekdays after ``start``; day 0 itself is not counted.

    Args:
        start: The day of the decision or the discharge.
        days: Number of weekdays, 0 or more.
        saturday_counts: The strict reading when true, the lenient one otherwise.

    Raises:
        ValueError: ``days`` is negative.
    """
    if days < 0:
        raise ValueError("weekdays are counted forward")
    counts: Callable[[date], bool] = counts_strictly if saturday_counts else counts_leniently
    day = start
    left = days
    while left:
        day += _DAY
        left -= counts(day)
    return day


def working_day_on_or_after(day: date) -> date:
    """The day itself, or the first working day after it: for days that we choose ourselves."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def working_day_on_or_before(day: date) -> date:
    """The day itself, or the nearest working day before it."""
    while not is_working_day(day):
        day -= _DAY
    return day


@dataclass(frozen=True, slots=True)
class LegalDate:
    """A deadline in weekdays under both readings.

    Attributes:
        start: Day 0, not counted.
        days: Weekdays counted.
        strict: The last day under the reading that counts Saturdays.
        target: The strict day, moved back to a working day; "Send senest". Never before ``start``.
        lenient: The last day when only Monday to Friday count; for the tooltip alone.
    """

    start: date
    days: int
    strict: date
    target: date
    lenient: date


@lru_cache(maxsize=4096)
def legal_date(start: date, days: int, *, saturday_counts: bool = True) -> LegalDate:
    """When something is due so many weekdays after an event.

    Args:
        start: The day of the decision or the discharge (day 0).
        days: Weekdays, from the rule row.
        saturday_counts: From the rule row of that name; a house that sets it to no takes the
            lenient date as its own.
    """
    lenient = add_weekdays(start, days, saturday_counts=False)
    strict = add_weekdays(start, days, saturday_counts=True) if saturday_counts else lenient
    return LegalDate(start, days, strict, max(start, working_day_on_or_before(strict)), lenient)


@lru_cache(maxsize=256)
def _lenient_days(year: int) -> tuple[int, ...]:
    """How many days of a year count leniently, up to and with each of its days; 0 before it."""
    first = date(year, 1, 1)
    counted = [0]
    for step in range((date(year + 1, 1, 1) - first).days):
        counted.append(counted[-1] + counts_leniently(first + timedelta(days=step)))
    return tuple(counted)


@lru_cache(maxsize=4096)
def weekdays_between(start: date, end: date) -> int:
    """Monday-to-Friday weekdays after ``start`` up to and with ``end``; 0 when it is not later.

    For the words on screen: "Overskredet 1 hverdag", "Om 3 hverdage".
    """
    if end <= start:
        return 0
    whole_years = sum(_lenient_days(year)[-1] for year in range(start.year, end.year))
    upto_end = _lenient_days(end.year)[end.timetuple().tm_yday]
    return whole_years + upto_end - _lenient_days(start.year)[start.timetuple().tm_yday]
