"""What a resident owes the house for a month: food by meals, laundry by wash (BEK 1244 § 2 stk. 3).

Only nights spent here count. The resident may opt out of single meals and of laundry from any day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from boform_app.rules.money import rates
from boform_app.rules.money.facts import MEALS, StayMoney, TermFacts
from boform_app.rules.money.nights import nights_away
from boform_app.rules.rows import RuleBook
from models.values.periods import Nights


@dataclass(frozen=True, slots=True)
class ChargeLine:
    """Something taken so many times at one price.

    Attributes:
        what: A meal, ``day`` for food at an agreed price a day, or ``wash``.
        count: How many.
    """

    part: Literal["food", "laundry"]
    what: str
    count: int
    price_ore: int
    row_id: str = ""

    @property
    def amount_ore(self) -> int:
        """What it comes to."""
        return self.count * self.price_ore


def month_charges(stay: StayMoney, within: Nights, book: RuleBook) -> tuple[ChargeLine, ...]:
    """What is owed for the nights of a stay within a time; what has no price is not charged."""
    away = nights_away(stay.nights, stay.away)
    here = [day for day in stay.nights.within(within.first, within.until) if day not in away]
    found: Counter[tuple[Literal["food", "laundry"], str, int, str]] = Counter()
    for day in here:
        found.update(("food", meal, one.ore, one.row_id) for meal, one in _meals(stay, day, book))
        found.update(("laundry", "wash", one.ore, one.row_id) for one in _washes(stay, day, book))
    order = (*MEALS, "day", "wash")
    lines = [
        ChargeLine(part, what, count, ore, row)
        for (part, what, ore, row), count in found.items()
        if ore
    ]
    return tuple(sorted(lines, key=lambda one: order.index(one.what)))


def daily_food_ore(stay: StayMoney, day: date, book: RuleBook) -> int:
    """What the meals of a day cost this resident."""
    return sum(one.ore for _, one in _meals(stay, day, book))


def _meals(stay: StayMoney, day: date, book: RuleBook) -> Iterator[tuple[str, rates.Rate]]:
    term = stay.term("food", day)
    if _nothing(term):
        return
    if (agreed := _agreed(term)) is not None:
        yield "day", agreed
        return
    taken = term.meals if term is not None and term.meals else MEALS
    for meal in MEALS:
        price = rates.rate(book, rates.FOOD[meal], day)
        if meal in taken and price is not None:
            yield meal, price


def _washes(stay: StayMoney, day: date, book: RuleBook) -> Iterator[rates.Rate]:
    term = stay.term("laundry", day)
    every = book.select(rates.WASH_DAYS, day).number
    due = every > 0 and (day - stay.nights.first).days % every == 0
    price = _agreed(term) or rates.rate(book, rates.WASH, day)
    if due and price is not None and not _nothing(term):
        yield price


def _nothing(term: TermFacts | None) -> bool:
    """Opted out, or exempt without an amount that is left to pay."""
    return term is not None and (
        term.kind == "opted_out" or (term.kind == "exempt" and not term.rate_ore)
    )


def _agreed(term: TermFacts | None) -> rates.Rate | None:
    if term is None or term.rate_ore is None:
        return None
    return rates.Rate(term.rate_ore)
