"""Danish forms used in print: dates, genitive, lists, amounts and what must not be parted.

Pure and without imports of weight; the rules are those of the letters paper (Grid and type).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime

from models.values.danish import listed

NBSP = "\u00a0"

MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
_INVISIBLE = {"Cc", "Cf", "Zl", "Zp"}
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")

_GLUED = re.compile(
    r"\d{1,2}\. (?:" + "|".join(MONTHS) + r")\b(?: \d{4}\b)?"
    r"|\bkl\. \d"
    r"|§§? \d+(?: [a-z]\b)?"
    r"|\b(?:stk|nr)\. \d"
    r"|\bpunkt \d"
    r"|\b\d\d \d\d \d\d \d\d\b"
    r"|(?:(?<=, )|^)\d{4} [A-ZÆØÅ][\w-]*(?: [A-ZÆØÅ]{1,2}\b)?"
    r"|\d+(?:,\d\d)? kr\.",
    re.MULTILINE,
)


def long_date(day: date) -> str:
    """``7. december 2026``."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date, beside: date) -> str:
    """``7. december``, with its year only when that is not the year of ``beside``."""
    return long_date(day) if day.year != beside.year else f"{day.day}. {MONTHS[day.month - 1]}"


def clock(moment: datetime) -> str:
    """``9`` or ``9.30``, as after *kl.*."""
    return f"{moment.hour}.{moment.minute:02}" if moment.minute else str(moment.hour)


def dates(days: Sequence[date]) -> str:
    """``4. januar, 1. marts og 1. december 2027``: a year stands once, at its last day."""
    last = {day.year: day for day in days}
    return listed(
        [long_date(day) if last[day.year] == day else short_date(day, day) for day in days]
    )


def weekday_date(day: date) -> str:
    """``mandag den 7. december 2026``."""
    return f"{WEEKDAYS[day.weekday()]} den {long_date(day)}"


def numeric_date(day: date) -> str:
    """``8-10-2026``, for columns."""
    return f"{day.day}-{day.month}-{day.year}"


def genitive(name: str) -> str:
    """Genitive of a name: after s, x and z only an apostrophe (``Niels’``, ``Samiras``)."""
    if not name:
        return ""
    return f"{name}’" if name[-1].lower() in "sxz" else f"{name}s"


_NUMBERS = ("nul", "et", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti")


def count_word(number: int) -> str:
    """``tre``; from eleven on in digits. *et* agrees with *punkt*."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def amount(kroner: int) -> str:
    """Whole kroner with points: ``4.100 kr.``."""
    return f"{kroner:,}".replace(",", ".") + " kr."


def kroner(ore: int) -> str:
    """Whole øre as ``1.234,50 kr.``; a negative amount has its sign in front."""
    whole, part = divmod(abs(ore), 100)
    sign = "-" if ore < 0 else ""
    return f"{sign}{whole:,}".replace(",", ".") + f",{part:02} kr."


def glue(text: str) -> str:
    """Put hard spaces where a line must not end: dates, § 110, stk. 6, kl. 9, telephone, kr."""
    return _GLUED.sub(lambda found: found.group().replace(" ", NBSP), text)


def clean(text: str) -> str:
    """Composed letters; invisible control and format characters fall out, tabs become spaces.

    A line separator and a carriage return become newlines.
    """
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text)
    for old, new in (("\r\n", "\n"), ("\r", "\n"), ("\u2028", "\n"), ("\u2029", "\n"), ("\t", " ")):
        composed = composed.replace(old, new)
    return "".join(
        one for one in composed if one == "\n" or unicodedata.category(one) not in _INVISIBLE
    )
