"""Danish dates and times: read what people type, show what they expect (design/ux.md 3.9).

The parser asks when a day could be meant in two ways and never guesses past that. ``+3h`` steps
Monday to Friday and is a typing aid; legal days come from ``boform_app.rules.weekdays`` alone.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Literal

Direction = Literal["past", "future", "any"]
DateQuestion = Literal["other_year"]
DateProblem = Literal["empty", "no_such_date", "not_understood", "out_of_range"]
TimeProblem = Literal["empty", "no_such_time", "not_understood"]

MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_TODAY_WORDS = {"i dag": 0, "idag": 0, "d": 0, "i morgen": 1, "imorgen": 1, "m": 1,
                "i går": -1, "igår": -1, "g": -1, "i gaar": -1}  # fmt: skip
_FAR = (date(1850, 1, 1), date(2199, 12, 31))

_STEP = re.compile(r"([+-])\s*(\d{1,4})\s*(h|u|m|d)?(?:verdage?|ger?|åneder?|age?)?")
_WEEK = re.compile(r"uge\s*(\d{1,2})(?:[\s/,-]+(\d{4}))?")
_NUMBERS = re.compile(r"(\d{1,2})\s*[-./ ]\s*(\d{1,2})(?:\s*[-./ ]\s*(\d{4}|\d{2}))?\s*\.?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})?")
_NAMED = re.compile(r"(\d{1,2})\s*\.?\s*([a-zæøå]{3,9})\.?,?\s*(\d{4}|\d{2})?")
_TIME = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:\s*[.:]\s*(\d{2}))?")
_TIME_DIGITS = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(\d{2})")


@dataclass(frozen=True, slots=True)
class DateResult:
    """What a typed date turned out to be.

    Attributes:
        date: The day, or None when there is a problem.
        question_code: ``other_year`` ("Mente du 1-12-2026?"): the day is kept unless changed.
        problem_code: ``empty``, ``no_such_date`` ("Den dato findes ikke"), ``not_understood``
            ("Skriv en dato, fx 22-11, i dag eller +3"), ``out_of_range``.
        facts: What the sentence needs: ``other`` (the other day), ``typed`` (the text).
    """

    date: date | None = None
    question_code: DateQuestion | None = None
    problem_code: DateProblem | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TimeResult:
    """What a typed time turned out to be; exactly one of the two is set."""

    time: time | None = None
    problem_code: TimeProblem | None = None


def parse_date(text: str, today: date, direction: Direction = "any") -> DateResult:
    """Read a date as Danes type it.

    Args:
        text: E.g. ``22-11-2026``, ``22/11``, ``221126``, ``22 nov``, ``i går``, ``+3``, ``fre``.
        today: The day that words and missing years are counted from.
        direction: Where a day without a year lies: ``past`` for arrivals and birth dates,
            ``future`` for deadlines, ``any`` for the year of today. Two-digit years follow it too.
    """
    typed = _tidy(text)
    if not typed:
        return DateResult(problem_code="empty")
    for read in (_word, _step, _weekday, _week):
        day = read(typed, today)
        if day is not None:
            return _in_range(day, text)
    parts = _parts(typed)
    if parts is None:
        return DateResult(problem_code="not_understood", facts={"typed": text})
    return _from_parts(parts, today, direction, text)


def parse_time(text: str, now: time) -> TimeResult:
    """Read a time of day: ``2140``, ``21.40``, ``21:40``, ``21``, ``kl. 9.05``, ``nu``.

    Args:
        text: What was typed.
        now: What ``nu`` stands for; seconds are dropped.
    """
    typed = _tidy(text)
    if not typed:
        return TimeResult(problem_code="empty")
    if typed == "nu":
        return TimeResult(time=now.replace(second=0, microsecond=0, tzinfo=None))
    found = _TIME.fullmatch(typed) or _TIME_DIGITS.fullmatch(typed)
    if found is None:
        return TimeResult(problem_code="not_understood")
    try:
        return TimeResult(time=time(int(found[1]), int(found[2] or 0)))
    except ValueError:
        return TimeResult(problem_code="no_such_time")


def short(day: date) -> str:
    """``22-11-2026``, for tables."""
    return f"{day:%d-%m}-{day.year:04d}"


def dense(day: date) -> str:
    """``man. 23-11``, for dense lists."""
    return f"{WEEKDAYS[day.weekday()][:3]}. {day.day}-{day.month}"


def long(day: date) -> str:
    """``22. november 2026``, for letters."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def with_weekday(day: date) -> str:
    """``onsdag 25-11-2026``: what a date field shows when it is left, so that a slip is seen."""
    return f"{WEEKDAYS[day.weekday()]} {short(day)}"


def long_with_weekday(day: date) -> str:
    """``mandag 23. november 2026``, for page titles."""
    return f"{WEEKDAYS[day.weekday()]} {long(day)}"


def clock(moment: time) -> str:
    """``14.30``; "kl." is put before it where a sentence needs it."""
    return f"{moment.hour:02d}.{moment.minute:02d}"


def week_number(day: date) -> int:
    """ISO week, as Danish calendars count it."""
    return day.isocalendar().week


def age(born: date, on: date) -> int:
    """Whole years lived; a person born on 29 February turns a year older on 1 March."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def add_months(day: date, months: int) -> date:
    """The same day of the month some months on, or the month's last day where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def month_by_name(name: str) -> int | None:
    """1 to 12 for a Danish month or at least three letters of its beginning."""
    if len(name) < 3:
        return None
    for number, month in enumerate(MONTHS, start=1):
        if month.startswith(name):
            return number
    return None


def _tidy(text: str) -> str:
    return " ".join(text.casefold().split())


def _in_range(day: date, typed: str) -> DateResult:
    if _FAR[0] <= day <= _FAR[1]:
        return DateResult(date=day)
    return DateResult(problem_code="out_of_range", facts={"typed": typed})


def _word(typed: str, today: date) -> date | None:
    days = _TODAY_WORDS.get(typed)
    return None if days is None else today + timedelta(days=days)


def _step(typed: str, today: date) -> date | None:
    found = _STEP.fullmatch(typed)
    if found is None:
        return None
    count = int(found[2]) * (-1 if found[1] == "-" else 1)
    step: dict[str | None, Callable[[], date]] = {
        None: lambda: today + timedelta(days=count),
        "d": lambda: today + timedelta(days=count),
        "u": lambda: today + timedelta(weeks=count),
        "m": lambda: add_months(today, count),
        "h": lambda: _monday_to_friday(today, count),
    }
    return step[found[3]]()


def _monday_to_friday(day: date, count: int) -> date:
    """Typing aid only: knows no holidays, and no legal date is ever made with it."""
    one = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += one
        left -= day.weekday() < 5
    return day


def _weekday(typed: str, today: date) -> date | None:
    back = typed.startswith("sidste ")
    name = typed.removeprefix("sidste ").removeprefix("på ").removeprefix("næste ").rstrip(".")
    if len(name) < 3:
        return None
    for number, weekday in enumerate(WEEKDAYS):
        if weekday.startswith(name):
            if back:
                return today - timedelta(days=(today.weekday() - number - 1) % 7 + 1)
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return None


def _week(typed: str, today: date) -> date | None:
    found = _WEEK.fullmatch(typed)
    if found is None:
        return None
    year = int(found[2]) if found[2] else today.isocalendar().year
    try:
        return date.fromisocalendar(year, int(found[1]), 1)
    except ValueError:
        return None


def _parts(typed: str) -> tuple[int, int, str] | None:
    """Day, month and the year as typed ("" when left out)."""
    bare = typed.removeprefix("den ").removeprefix("d. ")
    first, _, rest = bare.partition(" ")
    if len(first) >= 3 and rest and any(day.startswith(first.rstrip(".,")) for day in WEEKDAYS):
        bare = rest.removeprefix("den ").removeprefix("d. ")
    if found := _ISO.fullmatch(bare):
        return int(found[3]), int(found[2]), found[1]
    if found := _NUMBERS.fullmatch(bare) or _DIGITS.fullmatch(bare):
        return int(found[1]), int(found[2]), found[3] or ""
    if found := _NAMED.fullmatch(bare):
        month = month_by_name(found[2])
        return None if month is None else (int(found[1]), month, found[3] or "")
    return None


def _from_parts(
    parts: tuple[int, int, str], today: date, direction: Direction, typed: str
) -> DateResult:
    number, month, year = parts
    if len(year) == 4:
        day = _day(int(year), month, number)
        return _in_range(day, typed) if day else _no_such(typed)
    found = (
        _two_digit_year(number, month, int(year), today, direction)
        if year
        else _without_year(number, month, today, direction)
    )
    if found is None:
        return _no_such(typed)
    this_year = None if year else _day(today.year, month, number)
    if this_year is not None and abs(this_year - today) < abs(found - today):
        return DateResult(date=found, question_code="other_year", facts={"other": this_year})
    return DateResult(date=found)


def _without_year(number: int, month: int, today: date, direction: Direction) -> date | None:
    """The nearest such day on the asked side; 29 February looks up to eight years away."""
    back = direction == "past"
    years = range(today.year, today.year - 9, -1) if back else range(today.year, today.year + 9)
    for year in years:
        day = _day(year, month, number)
        if day is None:
            if direction == "any":
                return None
            continue
        if direction == "any" or (day <= today if back else day >= today):
            return day
    return None


def _two_digit_year(
    number: int, month: int, year: int, today: date, direction: Direction
) -> date | None:
    """The past takes the latest such day not after today; otherwise years up to 50 ahead."""
    century = today.year // 100 * 100
    past = direction == "past"
    for base in (century + 100, century, century - 100):
        if not past and base + year > today.year + 50:
            continue
        day = _day(base + year, month, number)
        if not past or (day is not None and day <= today):
            return day
    return None


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _no_such(typed: str) -> DateResult:
    return DateResult(problem_code="no_such_date", facts={"typed": typed})
