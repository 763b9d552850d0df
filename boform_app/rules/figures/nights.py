"""Places in use (*belægning*): residents at midnight against the places of the house."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import groupby

from boform_app.rules.figures.lengths import whole
from boform_app.rules.occupancy import Offered, Use, residents_at

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Night:
    """One night.

    Attributes:
        on: The evening it begins.
        residents: Who had a place at its midnight.
        places: Ordinary places there were.
    """

    on: date
    residents: int
    places: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Nights that are shown as one, as a rule a month."""

    nights: tuple[Night, ...]

    @property
    def first(self) -> date:
        """The first night."""
        return self.nights[0].on

    @property
    def used(self) -> int:
        """Nights with a resident (*overnatninger*)."""
        return sum(night.residents for night in self.nights)

    @property
    def offered(self) -> int:
        """Places times nights (*pladsdøgn*)."""
        return sum(night.places for night in self.nights)

    @property
    def average(self) -> int:
        """Residents a night, whole."""
        return whole(Fraction(self.used, len(self.nights)))

    @property
    def places(self) -> int:
        """Places a night, whole."""
        return whole(Fraction(self.offered, len(self.nights)))


def nights(
    uses: Sequence[Use],
    offered: Iterable[Offered],
    first: date,
    last: date,
    midnight: Callable[[date], datetime],
) -> tuple[Night, ...]:
    """Every night of a period.

    Args:
        uses: Times on places that touch the period.
        offered: Every place of the house.
        first: Evening of the first night.
        last: Evening of the last night; none when it lies before ``first``.
        midnight: The instant at which a day begins.
    """
    days = [first + _DAY * step for step in range((last - first).days + 1)]
    counted = residents_at(uses, [midnight(day + _DAY) for day in days])
    ordinary = [one for one in offered if not one.extra]
    places = {day: sum(one.exists(day) for one in ordinary) for day in _changes(ordinary, days)}
    found: list[Night] = []
    there = 0
    for day, residents in zip(days, counted, strict=True):
        there = places.get(day, there)
        found.append(Night(day, residents, there))
    return tuple(found)


def by_month(counted: Iterable[Night]) -> tuple[Stretch, ...]:
    """The nights of each month, in order."""
    return tuple(
        Stretch(tuple(group))
        for _, group in groupby(counted, key=lambda night: (night.on.year, night.on.month))
    )


def one_by_one(counted: Iterable[Night]) -> tuple[Stretch, ...]:
    """Each night alone, for a period of a month at most."""
    return tuple(Stretch((night,)) for night in counted)


def _changes(offered: Iterable[Offered], days: Sequence[date]) -> set[date]:
    """Days of the period on which another number of places may begin."""
    if not days:
        return set()
    turns = {day for one in offered for day in (one.active_from, one.active_to) if day is not None}
    return {days[0], *(day for day in turns if days[0] < day <= days[-1])}
