"""Years and months counted from a day, as a limit counts them: the end is the first day outside."""

from __future__ import annotations

from datetime import date, timedelta

from models.values.dates import add_months

_DAY = timedelta(days=1)


def after_months(start: date, months: int) -> date:
    """The first day after so many whole months from ``start``.

    Where the month has no such day, the next month's first: a year from 29 February ends with 28
    February, so the first day after it is 1 March (as with birthdays, ``models.values.dates.age``).
    """
    day = add_months(start, months)
    return day if day.day == start.day else day + _DAY


def after_years(start: date, years: int) -> date:
    """The first day after so many whole years from ``start``."""
    return after_months(start, 12 * years)
