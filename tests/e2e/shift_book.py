"""What was done in the house, as somebody with a pencil would write it down, and what follows from it.

Nothing here asks the program: rooms, nights, money and what a colleague must be told are counted
again from the list alone, so that the pages can be held against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from boform_app.clock import COPENHAGEN

_OFF = timedelta(hours=8)
"""Whoever did nothing for so long was at home."""
TOLD = ("arrival", "departure", "move", "note")
"""What the next shift is told of; money and letters have pages of their own."""


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A wall-clock time of November 2026 in Denmark."""
    return datetime(2026, 11, day, hour, minute, tzinfo=COPENHAGEN)


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the book.

    Attributes:
        at: When somebody did it.
        by: First name of who did it.
        kind: ``arrival``, ``departure``, ``move``, ``note``, ``payment``, ``letter`` or ``read``.
        whom: Full name, "" for the house.
        words: The words of a note.
        room: The room that is taken by it, "" for none.
        ore: Money received, øre.
        counts_from: Since when it counts, where that is not when it was done.
        quiet: A note that nobody flagged.
    """

    at: datetime
    by: str
    kind: str
    whom: str = ""
    words: str = ""
    room: str = ""
    ore: int = 0
    counts_from: datetime | None = None
    quiet: bool = False

    @property
    def moment(self) -> datetime:
        """Since when it counts."""
        return self.counts_from or self.at


@dataclass(frozen=True, slots=True)
class Lived:
    """A time of somebody in a room."""

    room: str
    who: str
    starts: datetime
    ends: datetime | None


class Book:
    """All of it in the order in which it was done."""

    def __init__(self) -> None:
        self.deeds: list[Deed] = []

    def write(self, *deeds: Deed) -> None:
        """Add lines."""
        self.deeds += deeds

    def lived(self) -> list[Lived]:
        """Who lived where from when to when."""
        found: list[Lived] = []
        for deed in self.deeds:
            if deed.kind not in {"arrival", "move", "departure"}:
                continue
            if deed.kind != "arrival":
                (open_one,) = [x for x in found if x.who == deed.whom and x.ends is None]
                found.remove(open_one)
                found.append(Lived(open_one.room, deed.whom, open_one.starts, deed.moment))
            if deed.kind != "departure":
                found.append(Lived(deed.room, deed.whom, deed.moment, None))
        return found

    def living(self, when: datetime) -> dict[str, str]:
        """Who is in which room at an instant."""
        return {
            one.room: one.who for one in self.lived()
            if one.starts <= when and (one.ends is None or when < one.ends)
        }  # fmt: skip

    def nights(self, first: date, end: date) -> dict[str, int]:
        """Nights of everybody, each by its evening; ``end`` is the first evening that is not counted."""
        found: dict[str, int] = {}
        evening = first
        while evening < end:
            # The last minute of the evening: who is here then sleeps here.
            minute = datetime(evening.year, evening.month, evening.day, 23, 59, tzinfo=COPENHAGEN)
            for who in self.living(minute).values():
                found[who] = found.get(who, 0) + 1
            evening += timedelta(days=1)
        return found

    def received(self, whom: str = "") -> int:
        """Øre that were paid, by one or by all."""
        return sum(deed.ore for deed in self.deeds if whom in {"", deed.whom})

    def since(self, who: str, now: datetime) -> datetime:
        """When somebody was last here before the last hours off; a day before for who never was."""
        mine = [*sorted(deed.at for deed in self.deeds if deed.by == who), now]
        before = [one for one, then in pairwise(mine) if then - one >= _OFF]
        return max(before, default=mine[0] - timedelta(days=1))

    def told(self, who: str, now: datetime) -> Sequence[Deed]:
        """What somebody has to be told who comes on duty now."""
        since = self.since(who, now)
        return [
            deed for deed in self.deeds
            if deed.kind in TOLD and not deed.quiet and deed.at > since
        ]  # fmt: skip

    def said(self, deeds: Iterable[Deed]) -> list[tuple[str, datetime, str, str]]:
        """Kind, instant, whom and words as a colleague reads them, the latest first."""
        found = [(deed.kind, deed.moment, deed.whom, self._words(deed)) for deed in deeds]
        return sorted(found, key=lambda row: row[1], reverse=True)

    def _words(self, deed: Deed) -> str:
        if deed.kind == "arrival":
            return f"Ny beboer på vær. {deed.room}"
        if deed.kind == "move":
            before = [x for x in self.lived() if x.who == deed.whom and x.ends == deed.moment]
            return f"Flyttet fra vær. {before[0].room} til vær. {deed.room}"
        return deed.words
