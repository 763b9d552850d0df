"""Dated amounts: a shipped amount of 0, and a shipped rate nobody could read, are not known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from boform_app.rules.rows import RuleBook, RuleRow
from models.values.money import exact_ore

LODGING, BED = "own_payment_rate", "bed_rate"
FOOD = {"breakfast": "food_breakfast", "lunch": "food_lunch", "dinner": "food_dinner"}
WASH, WASH_DAYS = "laundry_wash", "laundry_days"
AWAY_PAID = "absence_paid_nights"


@dataclass(frozen=True, slots=True)
class Rate:
    """An amount that holds on a day.

    Attributes:
        row_id: The rule row that it was read from, "" for an agreed amount.
    """

    ore: int
    row_id: str = ""


def rate(book: RuleBook, key: str, day: date) -> Rate | None:
    """The amount of a key on a day, None where it is not known and must not be guessed."""
    found = book.find(key, day)
    if found is None or not known(found.row):
        return None
    return Rate(ore_of(found.row), found.row.row_id)


def known(row: RuleRow) -> bool:
    """Whether an amount may be computed from: the house's own may be 0, a shipped one may not."""
    return row.is_house or (row.value != 0 and row.verified != "U")


def ore_of(row: RuleRow) -> int:
    """The amount of a row in øre, whichever unit it is kept in.

    Raises:
        TypeError: The row holds no amount.
    """
    if isinstance(row.value, bool) or not isinstance(row.value, int | float):
        raise TypeError(f"{row.row_id} is no amount")
    return int(row.value) if row.unit.startswith("øre") else exact_ore(row.value)
