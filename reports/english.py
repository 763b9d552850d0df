"""English forms for what a resident reads in English: dates, times, lists, genitive."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from reports.danish import NBSP

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def day_month(day: date) -> str:
    """``30 November``; a line never ends inside a date."""
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]}"


def long_date(day: date) -> str:
    """``16 May 2027``."""
    return f"{day_month(day)}{NBSP}{day.year}"


def clock(moment: datetime) -> str:
    """``9:30``."""
    return f"{moment.hour}:{moment.minute:02}"


def listed(words: Sequence[str]) -> str:
    """``home, money and health``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def count_word(number: int) -> str:
    """``three``; from eleven on in digits."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def genitive(name: str) -> str:
    """``Ole Bach’s``."""
    return f"{name}’s" if name else ""
