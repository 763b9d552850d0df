"""How many live in the house at an instant, counted from the times on its places; pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Use:
    """Somebody has a place from an instant on, until another (open while they live there)."""

    place: str
    starts: datetime
    ends: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Whether it holds at an instant; the instant of the end belongs to whoever comes next."""
        return self.starts <= at and (self.ends is None or at < self.ends)


@dataclass(frozen=True, slots=True)
class Offered:
    """A place of the house with the days on which it exists.

    Attributes:
        room: Whose it is.
        extra: Opened for a night of need; it is no place the house is built for.
    """

    place: str
    room: str
    active_from: date
    active_to: date | None = None
    extra: bool = False

    def exists(self, on: date) -> bool:
        """Whether the place is there on a day; the last day it is not."""
        return self.active_from <= on and (self.active_to is None or on < self.active_to)


@dataclass(frozen=True, slots=True)
class Tally:
    """How full the house was.

    Attributes:
        residents: Who had a place.
        places: Ordinary places there were, also those in closed rooms.
        usable: Those of them that were in use or could have been.
        extra: Residents on an extra place.
    """

    residents: int
    places: int
    usable: int
    extra: int

    @property
    def too_many(self) -> int:
        """Residents beyond the places that could be used; 0 on an ordinary night."""
        return max(0, self.residents - self.usable)


def tally(
    uses: Iterable[Use], offered: Iterable[Offered], closed: Iterable[str], at: datetime, on: date
) -> Tally:
    """Count one instant.

    Args:
        uses: Times on places.
        offered: Every place of the house.
        closed: Rooms that were closed at the instant.
        at: The instant.
        on: The local day it falls on.
    """
    places = {one.place: one for one in offered}
    shut = set(closed)
    used = [use.place for use in uses if use.holds(at)]
    ordinary = [one for one in places.values() if one.exists(on) and not one.extra]
    return Tally(
        residents=len(used),
        places=len(ordinary),
        usable=sum(one.room not in shut or one.place in used for one in ordinary),
        extra=sum(places[one].extra for one in used if one in places),
    )


def residents_at(uses: Sequence[Use], instants: Iterable[datetime]) -> tuple[int, ...]:
    """Residents at each of many instants: who has come less who has gone, with one sort.

    Args:
        uses: Times on places, in any order.
        instants: In any order.
    """
    came = sorted(use.starts for use in uses)
    gone = sorted(use.ends for use in uses if use.ends is not None)
    return tuple(bisect_right(came, at) - bisect_right(gone, at) for at in instants)
