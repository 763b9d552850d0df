"""Which nights count, and which nights away are paid.

A night is named by the evening it begins and counts when the resident is enrolled at 24.00: the day
of arrival counts, the day of departure does not (``models.values.periods``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from boform_app.rules.money import rates
from boform_app.rules.rows import RuleBook
from models.values.periods import Nights, union

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Night:
    """One counted night.

    Attributes:
        away: The resident slept elsewhere.
        paid: The handlekommune pays for it.
        rows: Ids of the rule rows that said so.
    """

    day: date
    away: bool
    paid: bool
    rows: tuple[str, ...] = ()


def counted(
    stay: Nights, away: Iterable[Nights], within: Nights, book: RuleBook
) -> Iterator[Night]:
    """The nights of a stay within a time, each with whether it was spent here and is paid.

    The place of a night in its run of absence counts from the run's first night, also where that
    lies in the month before.
    """
    place = _places(stay, away)
    for day in stay.within(within.first, within.until):
        if day not in place:
            yield Night(day, away=False, paid=True)
        else:
            rule = book.select(rates.AWAY_PAID, day)
            yield Night(day, away=True, paid=place[day] <= rule.number, rows=(rule.row.row_id,))


def nights_away(stay: Nights, away: Iterable[Nights]) -> frozenset[date]:
    """Nights of the stay that were slept elsewhere."""
    return frozenset(_places(stay, away))


def _places(stay: Nights, away: Iterable[Nights]) -> dict[date, int]:
    """Each night away with its number in the run it belongs to, 1 for the first."""
    runs = union(run.within(stay.first, stay.until) for run in away)
    return {run.first + _DAY * step: step + 1 for run in runs for step in range(run.count)}
