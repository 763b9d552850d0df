"""C1 to C12: who has the ball, for how long, and what holds back a move (readiness.md 3.5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from models.values.lists import entry, load_list

PrerequisiteStatus = Literal["fulfilled", "in_progress", "missing", "unknown", "not_relevant"]
Blocking = Literal["yes", "no", "if_support", "warns"]

_OPEN = {"in_progress", "missing", "unknown"}
_UNSETTLED = {"missing", "unknown"}
# The board has three columns for open matters; the smaller parties stand with the municipality,
# which is who a house can write to about them.
_COLUMN = {"us": "us", "housing": "housing"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PrerequisiteFacts:
    """What is known of one prerequisite of a stay.

    Attributes:
        code: ``C1`` to ``C12``.
        status: As stored.
        owner: Who has the ball, a key of the list ``ball_owners``.
        since: The day the status or the owner last changed.
        reminded_on: The last reminder, or None.
        next_on: A day the house chose to come back to it, or None.
    """

    code: str
    status: PrerequisiteStatus
    owner: str
    since: date
    reminded_on: date | None = None
    next_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether something is left to do."""
        return self.status in _OPEN


def default_owner(code: str) -> str:
    """Who has the ball unless the house says otherwise.

    Raises:
        KeyError: There is no such prerequisite.
    """
    return entry("prerequisites", code).extra["owner"]


def letter_kind(code: str) -> str:
    """The letter or step that moves the item.

    Raises:
        KeyError: There is no such prerequisite.
    """
    return entry("prerequisites", code).extra["letter"]


def opening(on: date) -> tuple[PrerequisiteFacts, ...]:
    """The twelve items of a new stay: nothing is known, everything has an owner."""
    return tuple(
        PrerequisiteFacts(code=row.key, status="unknown", owner=row.extra["owner"], since=on)
        for row in load_list("prerequisites")
    )


def days_waited(item: PrerequisiteFacts, today: date) -> int:
    """Days since the item came to its owner; 0 when nothing is waited for or the day is ahead."""
    return max(0, (today - item.since).days) if item.is_open else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFacts:
    """A status and owner that a prerequisite had before.

    Attributes:
        status: As stored.
        owner: Who had the ball.
        from_on: The day it came to them.
        to_on: The day it changed; that day is no longer theirs.
    """

    status: PrerequisiteStatus
    owner: str
    from_on: date
    to_on: date

    @property
    def days(self) -> int:
        """Days waited; 0 when nothing was open."""
        return (self.to_on - self.from_on).days if self.status in _OPEN else 0


def waited_by_party(
    periods: Iterable[PeriodFacts], current: Iterable[PrerequisiteFacts], today: date
) -> Mapping[str, int]:
    """Days each party had the ball over the whole stay; parties with none left out.

    A day on which two items waited for the same party is one day: the resident waits once.

    Args:
        periods: What was, of as many prerequisites as one likes.
        current: What holds now.
        today: The day that the present waits are counted to; it is not over and not counted.
    """
    waits = [(p.owner, p.from_on, p.to_on) for p in periods if p.status in _OPEN]
    waits += [(item.owner, item.since, today) for item in current if item.is_open]
    found = {row.key: 0 for row in load_list("ball_owners")}
    for owner in {owner for owner, _, _ in waits}:
        spans = sorted((start, end) for party, start, end in waits if party == owner)
        found[owner] = _days_covered(spans)
    return {owner: days for owner, days in found.items() if days}


def _days_covered(spans: Iterable[tuple[date, date]]) -> int:
    """Days in any of the spans, sorted by their first; the last day of a span is not in it."""
    days, reached = 0, date.min
    for start, end in spans:
        first = max(start, reached)
        days += max(0, (end - first).days)
        reached = max(reached, end)
    return days


def reminder_due(item: PrerequisiteFacts, interval_days: int) -> date | None:
    """When to come back to an item, None when nothing calls for it.

    A day that the house chose holds for every open item, whoever has it. The house's own interval
    is for what others have been asked for: it counts from the last reminder, then from the day the
    item was opened.
    """
    if item.is_open and item.next_on is not None:
        return item.next_on
    if not is_asked_of_others(item):
        return None
    return (item.reminded_on or item.since) + timedelta(days=interval_days)


def is_asked_of_others(item: PrerequisiteFacts) -> bool:
    """Whether somebody else is known to owe the item: only then is there anybody to remind."""
    return item.status in {"in_progress", "missing"} and item.owner != "us"


@cache
def _blocking(code: str) -> str:
    return entry("prerequisites", code).extra["blocking"]


def holds_back_move(item: PrerequisiteFacts, *, support_wanted: bool | None) -> bool:
    """Whether the item stands in the way of a moving date.

    Args:
        item: The prerequisite.
        support_wanted: Whether support is proposed and wanted; None (not known) counts as yes, so
            that C7 and C8 are never forgotten.
    """
    blocking = _blocking(item.code)
    if not item.is_open or blocking in {"no", "warns"}:
        return False
    return blocking == "yes" or support_wanted is not False


def waits_on_system(items: Iterable[PrerequisiteFacts], *, support_wanted: bool | None) -> bool:
    """Y2 (*Venter på systemet*): something that holds back a move is missing or unknown."""
    return bool(holding_system(items, support_wanted=support_wanted))


def holding_system(
    items: Iterable[PrerequisiteFacts], *, support_wanted: bool | None
) -> tuple[PrerequisiteFacts, ...]:
    """What Y2 rests on: items that hold back a move and are missing or unknown."""
    return tuple(
        item
        for item in items
        if item.status in _UNSETTLED and holds_back_move(item, support_wanted=support_wanted)
    )


def column(owner: str) -> str:
    """The board column of an owner: ``us``, ``municipality`` or ``housing``."""
    return _COLUMN.get(owner, "municipality")


@dataclass(frozen=True, slots=True)
class BallOwner:
    """The open items of one owner.

    Attributes:
        owner: A key of the list ``ball_owners``.
        items: Longest wait first.
        longest_wait: Days.
    """

    owner: str
    items: tuple[PrerequisiteFacts, ...]
    longest_wait: int


def who_has_the_ball(items: Iterable[PrerequisiteFacts], today: date) -> tuple[BallOwner, ...]:
    """Open items by owner: us first, then in the order of the list; owners with none left out."""
    groups: dict[str, list[PrerequisiteFacts]] = {row.key: [] for row in load_list("ball_owners")}
    for item in items:
        if item.is_open:
            groups.setdefault(item.owner, []).append(item)
    return tuple(
        BallOwner(owner, ordered, days_waited(ordered[0], today))
        for owner, found in groups.items()
        if found
        for ordered in [tuple(sorted(found, key=lambda item: (item.since, _number(item))))]
    )


def _number(item: PrerequisiteFacts) -> int:
    return int(item.code.removeprefix("C"))
