"""EAN numbers of public payers: 13 digits, the last a check digit (GS1 General Specifications 7.9)."""

from __future__ import annotations

import re
from typing import Literal

EanStop = Literal["ean_digits", "ean_check"]

_DIGITS = 13
_SEPARATORS = re.compile(r"[\s\-.]+")


def plain(text: str) -> str:
    """What was typed, without the spaces, hyphens and dots it is often written with."""
    return _SEPARATORS.sub("", text)


def stop(text: str) -> EanStop | None:
    """Why the number cannot be one, or None; nothing written is nothing to stop.

    Args:
        text: As typed.
    """
    digits = plain(text)
    if not digits:
        return None
    if len(digits) != _DIGITS or not (digits.isascii() and digits.isdigit()):
        return "ean_digits"
    return None if check_digit(digits[:-1]) == digits[-1] else "ean_check"


def check_digit(digits: str) -> str:
    """The digit after these; from the right they weigh 3, 1, 3, 1."""
    total = sum(int(one) * (1 if place % 2 else 3) for place, one in enumerate(reversed(digits)))
    return str(-total % 10)
