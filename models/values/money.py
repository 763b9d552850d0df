"""Danish amounts in whole øre: read as typed, written as read; never a floating point number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_AMOUNT = re.compile(
    r"(?P<sign>[-−]?)\s*(?P<whole>\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(?P<part>\d{1,2}|-))?"
    r"\s*(?:kr\.?|kroner)?",
    re.IGNORECASE,
)
MOST_ORE = 100_000_000_00
"""No amount of a resident or of a month is as large; what is, was typed wrong."""

MOST_A_DAY_ORE = MOST_ORE // 100
"""No price of a day or a wash is as large, and a month of them stays below ``MOST_ORE``."""


@dataclass(frozen=True, slots=True)
class Ore:
    """An amount where a whole number would be a count: a cell of a spreadsheet."""

    ore: int

    @property
    def in_kroner(self) -> Decimal:
        """Exactly, with two decimals."""
        return Decimal(self.ore).scaleb(-2)


def parse_ore(typed: str) -> int | None:
    """Øre of an amount as typed: "1.234,50", "96,5", "240 kr.", "240,-".

    Returns:
        None for nothing, for what is no amount, and for three or more decimals: nothing is rounded.
    """
    found = _AMOUNT.fullmatch(typed.strip())
    if found is None:
        return None
    whole = int(re.sub(r"[. ]", "", found["whole"]))
    part = (found["part"] or "").replace("-", "")
    ore = whole * 100 + int(part.ljust(2, "0") or 0)
    if ore > MOST_ORE:
        return None
    return -ore if found["sign"] else ore


def amount(ore: int) -> str:
    """Whole øre as ``1.234,50``; a negative amount has its sign in front."""
    whole, part = divmod(abs(ore), 100)
    sign = "−" if ore < 0 else ""
    return f"{sign}{whole:,}".replace(",", ".") + f",{part:02}"


def kroner(ore: int) -> str:
    """As ``amount``, with the unit: ``1.234,50 kr.``."""
    return f"{amount(ore)} kr."


def exact_ore(in_kroner: float) -> int:
    """Øre of kroner as a rule row keeps them (``96.71``), by its decimals and not by its bits.

    Raises:
        ValueError: It has parts of an øre.
    """
    ore = Decimal(str(in_kroner)) * 100
    if ore != ore.to_integral_value():
        raise ValueError(f"{in_kroner} is no whole number of øre")
    return int(ore)
