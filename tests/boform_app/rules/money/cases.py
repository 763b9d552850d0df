"""A stay and a rule book in few words, for cases that are calculated by hand."""

from __future__ import annotations

from datetime import date, timedelta

from boform_app.rules.money.facts import StayMoney, TermFacts
from boform_app.rules.rows import RuleBook, RuleRow, RuleValue, shipped_rows
from models.values.periods import Nights

DAY = timedelta(days=1)
PRICES = {
    "bed_rate": 146_200,
    "food_breakfast": 1_500,
    "food_lunch": 2_500,
    "food_dinner": 4_000,
    "laundry_wash": 2_000,
}


def house_row(key: str, value: RuleValue, since: date) -> RuleRow:
    like = next(row for row in shipped_rows() if row.key == key)
    return RuleRow(
        key=key,
        title=like.title,
        value=value,
        unit=like.unit,
        valid_from=since,
        source="Huset",
        is_house=True,
        row_id=f"house:{key}@{since}#{value}",
    )


def book(
    *more: RuleRow, prices: dict[str, int] = PRICES, since: date = date(2020, 1, 1)
) -> RuleBook:
    rows = [house_row(key, ore, since) for key, ore in prices.items()]
    return RuleBook(shipped_rows(), [*rows, *more])


def stay(
    first: date,
    until: date,
    *away: tuple[date, date],
    terms: tuple[TermFacts, ...] = (),
    key: str = "a",
) -> StayMoney:
    """``until`` is the day of departure; an absence names its first and last night."""
    runs = tuple(Nights(start, last + DAY) for start, last in away)
    return StayMoney(stay_id=key, nights=Nights(first, until), away=runs, terms=terms)
