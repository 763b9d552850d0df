"""What a handlekommune owes for a month: nights times the dated rate, and what changed since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from boform_app.rules.money import rates
from boform_app.rules.money.facts import StayMoney
from boform_app.rules.money.nights import Night, counted
from boform_app.rules.rows import RuleBook
from models.values.periods import Nights


@dataclass(frozen=True, slots=True)
class NightLine:
    """Nights of one stay at one rate.

    Attributes:
        first, last: First and last night; both count.
        nights: Nights enrolled at 24.00; ``away`` of them slept elsewhere, ``paid`` are paid.
        rate_ore: Øre a night; None where no rate is known, and then nothing is computed.
        rows: Ids of the rule rows used.
    """

    stay_id: str
    first: date
    last: date
    nights: int
    away: int
    paid: int
    rate_ore: int | None
    rows: tuple[str, ...] = ()

    @property
    def amount_ore(self) -> int:
        """What these nights cost; 0 without a rate."""
        return self.paid * (self.rate_ore or 0)


@dataclass(frozen=True, slots=True)
class Billed:
    """What was asked for a stay and a month, in a basis that holds.

    Attributes:
        paid: Nights paid for.
    """

    stay_id: str
    paid: int
    amount_ore: int


def month_lines(stay: StayMoney, within: Nights, book: RuleBook) -> tuple[NightLine, ...]:
    """The nights of a stay within a time; another rate begins another line.

    Args:
        stay: The stay.
        within: The month, or the part of it with this handlekommune.
        book: Rule rows of the house.
    """
    nights = [
        (night, rates.rate(book, rates.BED, night.day))
        for night in counted(stay.nights, stay.away, within, book)
    ]
    return tuple(
        _line(stay.stay_id, list(group))
        for _, group in groupby(nights, lambda one: one[1].ore if one[1] else None)
    )


def changes(now: Iterable[NightLine], billed: Iterable[Billed]) -> tuple[Billed, ...]:
    """What must be asked beside what was asked before, by stay; below 0 is given back.

    A stay whose nights and amount are what they were is not named.
    """
    totals: dict[str, tuple[int, int]] = {}
    for line in now:
        paid, ore = totals.get(line.stay_id, (0, 0))
        totals[line.stay_id] = (paid + line.paid, ore + line.amount_ore)
    for old in billed:
        paid, ore = totals.get(old.stay_id, (0, 0))
        totals[old.stay_id] = (paid - old.paid, ore - old.amount_ore)
    return tuple(Billed(key, *total) for key, total in totals.items() if total != (0, 0))


def _line(stay_id: str, found: Sequence[tuple[Night, rates.Rate | None]]) -> NightLine:
    nights = [night for night, _ in found]
    rate = found[0][1]
    priced = [one.row_id for _, one in found if one is not None]
    counted_by = [row for night in nights for row in night.rows]
    return NightLine(
        stay_id=stay_id,
        first=nights[0].day,
        last=nights[-1].day,
        nights=len(nights),
        away=sum(night.away for night in nights),
        paid=sum(night.paid for night in nights),
        rate_ore=rate.ore if rate else None,
        rows=tuple(dict.fromkeys((*priced, *counted_by))),
    )
