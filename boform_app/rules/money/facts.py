"""What the money rules are told about a stay: plain facts, no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from models.values.dates import add_months
from models.values.periods import Nights

Part = Literal["lodging", "food", "laundry"]
TermKind = Literal["agreed", "own_home", "exempt", "opted_out"]

MEALS = ("breakfast", "lunch", "dinner")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermFacts:
    """How one part of a stay is paid for a time; both days count.

    Attributes:
        meals: With food: what is taken; all when empty.
        rate_ore: Øre a day or a wash, where it differs from the dated rate.
    """

    part: Part
    kind: TermKind
    first: date
    last: date | None = None
    meals: tuple[str, ...] = ()
    rate_ore: int | None = None

    def holds(self, day: date) -> bool:
        """Whether it holds on the day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class StayMoney:
    """A stay as money sees it.

    Attributes:
        nights: Nights the resident is enrolled at 24.00, up to today while the stay goes on.
        away: Nights away, as told; what lies outside the stay is nothing.
        terms: The one entered last wins on a day.
    """

    stay_id: str
    nights: Nights
    away: tuple[Nights, ...] = ()
    terms: tuple[TermFacts, ...] = ()

    def term(self, part: Part, day: date) -> TermFacts | None:
        """What holds for a part on a day; None where only the rule rows do."""
        found = [one for one in self.terms if one.part == part and one.holds(day)]
        return found[-1] if found else None


def month_nights(month: date) -> Nights:
    """The nights of a month, named by any of its days."""
    first = month.replace(day=1)
    return Nights(first, add_months(first, 1))


def away_nights(first: date, last: date | None, today: date) -> Nights:
    """An absence as nights; one that goes on counts up to today."""
    return Nights(first, max(first, last + _DAY if last is not None else today))
