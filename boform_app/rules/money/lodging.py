"""What the handlekommune collects from the resident for lodging: for guidance, never charged here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from boform_app.rules.money import rates
from boform_app.rules.money.facts import Part, StayMoney
from boform_app.rules.rows import RuleBook
from models.values.periods import Nights

COLLECTED_BY_HOUSE: tuple[Part, ...] = ("food", "laundry")
"""Paid directly to the boform (BEK 1244 § 2 stk. 3); lodging is the handlekommune's (§ 4)."""


@dataclass(frozen=True, slots=True)
class LodgingLine:
    """Nights with one rate.

    Attributes:
        kind: ``own_home`` and ``exempt`` say why it is less; "" is the dated rate.
        rate_ore: Øre a night; None where the rate is not known.
    """

    first: date
    last: date
    nights: int
    kind: str
    rate_ore: int | None
    row_id: str = ""

    @property
    def amount_ore(self) -> int | None:
        """What it comes to, None where the rate is not known."""
        return None if self.rate_ore is None else self.nights * self.rate_ore


def lodging(stay: StayMoney, within: Nights, book: RuleBook) -> tuple[LodgingLine, ...]:
    """Lodging of the nights of a stay within a time.

    Who keeps an own home as a rule pays nothing (serviceloven § 163 stk. 2); who is exempt pays
    nothing or what the municipality has set.
    """
    days = [(day, *_of(stay, day, book)) for day in stay.nights.within(within.first, within.until)]
    made = []
    for (kind, rate), group in groupby(days, key=lambda one: one[1:]):
        found = [one[0] for one in group]
        ore, row_id = (rate.ore, rate.row_id) if rate else (None, "")
        made.append(LodgingLine(found[0], found[-1], len(found), kind, ore, row_id))
    return tuple(made)


def _of(stay: StayMoney, day: date, book: RuleBook) -> tuple[str, rates.Rate | None]:
    term = stay.term("lodging", day)
    if term is not None and term.kind in {"own_home", "exempt"}:
        return term.kind, rates.Rate(term.rate_ore or 0)
    if term is not None and term.rate_ore is not None:
        return "", rates.Rate(term.rate_ore)
    return "", rates.rate(book, rates.LODGING, day)
