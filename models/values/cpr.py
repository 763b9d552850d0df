"""CPR numbers and their replacements: parse, never make up (domain/law.md 9.7).

Only an impossible date or a wrong length stops. A failed modulus 11 is a question, because numbers
without a check digit have been given out since 1 October 2007 and are fully valid.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

CprKind = Literal["cpr", "x_ecpr", "d_ecpr", "birth_date"]
CprStop = Literal["empty", "not_a_number", "wrong_length", "impossible_date", "in_the_future"]
CprAsk = Literal["modulus_11"]

_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_SEPARATORS = re.compile(r"[\s\-–./]+")
_SHAPE = re.compile(r"(\d{6})(?:(\d{4})|([01756][A-Z]{2}\d))?")
_HIDDEN = "••••"


@dataclass(frozen=True, slots=True)
class CprResult:
    """What a typed CPR number turned out to be.

    Attributes:
        text: Normalised ``DDMMYY-SSSS``, ``DDMMYY`` for a birth date alone, "" when stopped.
        kind: ``cpr``, ``x_ecpr`` (national replacement), ``d_ecpr`` (regional replacement),
            ``birth_date`` (the first six digits alone) or None when stopped.
        birth_date: From the century table; None when stopped, or when six digits alone leave the
            century open because no ``today`` was given.
        stop: Why it cannot be kept, or None.
        ask: What to ask about; the number may be kept, or None.
    """

    text: str = ""
    kind: CprKind | None = None
    birth_date: date | None = None
    stop: CprStop | None = None
    ask: CprAsk | None = None

    @property
    def is_number(self) -> bool:
        """Whether it identifies a person (a CPR number or a replacement for one)."""
        return self.kind in {"cpr", "x_ecpr", "d_ecpr"}

    @property
    def masked(self) -> str:
        """``140682-••••``: the form shown on screens unless someone asks for the whole number."""
        return masked(self.text)


def parse_cpr(text: str, today: date | None = None) -> CprResult:
    """Read a CPR number, an eCPR or the first six digits of one.

    Args:
        text: What was typed; spaces, hyphens, dots and slashes between the parts are ignored.
        today: With it, six digits alone are read as the latest such day that is not after today,
            and a birth date after today stops.
    """
    squeezed = _SEPARATORS.sub("", text).upper()
    if not squeezed:
        return CprResult(stop="empty")
    if not squeezed.isascii() or not squeezed.isalnum() or not squeezed[:6].isdigit():
        return CprResult(stop="not_a_number")
    found = _SHAPE.fullmatch(squeezed)
    if found is None:
        letters = any(letter.isalpha() for letter in squeezed)
        right_length = len(squeezed) == 10
        return CprResult(stop="not_a_number" if letters and right_length else "wrong_length")
    if len(squeezed) == 6:
        return _six_digits(squeezed, today)
    return _ten_signs(squeezed, today)


def _six_digits(digits: str, today: date | None) -> CprResult:
    years = [
        day
        for century in (2000, 1900)
        if (day := _day(digits, century + int(digits[4:]))) is not None
    ]
    if not years:
        return CprResult(stop="impossible_date")
    if today is None:
        return CprResult(text=digits, kind="birth_date")
    past = [day for day in years if day <= today]
    if not past:
        return CprResult(stop="impossible_date")
    return CprResult(text=digits, kind="birth_date", birth_date=past[0])


def _ten_signs(signs: str, today: date | None) -> CprResult:
    born = _day(signs, birth_year(int(signs[4:6]), int(signs[6])))
    if born is None:
        return CprResult(stop="impossible_date")
    if today is not None and born > today:
        return CprResult(stop="in_the_future")
    normal = f"{signs[:6]}-{signs[6:]}"
    if signs.isdigit():
        ask: CprAsk | None = None if passes_modulus_11(signs) else "modulus_11"
        return CprResult(text=normal, kind="cpr", birth_date=born, ask=ask)
    kind: CprKind = "x_ecpr" if signs[6] in "17" else "d_ecpr"
    return CprResult(text=normal, kind=kind, birth_date=born)


def birth_year(two_digits: int, seventh: int) -> int:
    """The year of birth by digit 7 (domain/law.md 9.7).

    Args:
        two_digits: The year as written, 0 to 99.
        seventh: Digit 7 of the number, 0 to 9.
    """
    if seventh <= 3:
        return 1900 + two_digits
    if seventh in {4, 9}:
        return (2000 if two_digits <= 36 else 1900) + two_digits
    return (2000 if two_digits <= 57 else 1800) + two_digits


def passes_modulus_11(digits: str) -> bool:
    """Whether ten digits fulfil the old check; a number that does not may still be right."""
    return sum(w * int(d) for w, d in zip(_WEIGHTS, digits, strict=True)) % 11 == 0


def masked(text: str) -> str:
    """``140682-0000`` as ``140682-••••``; a text without a second part is left as it is."""
    first, hyphen, last = text.partition("-")
    return f"{first}-{_HIDDEN}" if hyphen and last else text


def _day(digits: str, year: int) -> date | None:
    try:
        return date(year, int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return None
