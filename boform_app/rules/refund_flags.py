"""Rule E and the overview at refund night 60: what the refund clock asks a leader to look at.

For leaders alone. Every flag carries the fixed sentence, and none of them changes what the
resident is offered (readiness.md 3.7 E and 3.7 a). Where nights are unknown there is no clock, and
nothing is said. A number that is "mindst" speaks when it reaches a limit: the true one has, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from boform_app.rules.readiness.answers import RefundClock as ReadinessClock
from boform_app.rules.refund import SENTENCE, RefundClock, RefundMark
from boform_app.rules.rows import RuleBook

FlagRule = Literal["E1", "E2", "E3"]
READY = frozenset({"K1", "K2"})
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RefundFlag:
    """One of E1 to E3.

    Attributes:
        rule: ``E1`` ready and waiting on the system, ``E2`` the mark comes near, ``E3`` reached.
        since: The first day it held, for E1 the day of the number of nights.
        nights: The number of nights that raised it.
        mark: The mark of E2 and E3, None for E1.
        because: Ids of the rule rows used.
        sentence: To be shown with it.
    """

    rule: FlagRule
    since: date
    nights: int
    mark: RefundMark | None
    because: tuple[str, ...]
    sentence: str = SENTENCE


def refund_flags(
    clock: RefundClock | None, book: RuleBook, *, category: str, waits_on_system: bool
) -> tuple[RefundFlag, ...]:
    """The flags of the running year, E1 first.

    Args:
        clock: None where nights are unknown.
        book: The numbers of nights.
        category: ``K1`` to ``K4`` of the last overview, "" without one.
        waits_on_system: Y2, see ``prerequisites.waits_on_system``.
    """
    if clock is None or clock.current is None:
        return ()
    waiting = category in READY and waits_on_system
    return (*(_e1(clock, book) if waiting else ()), *_e2_and_e3(clock, book))


def _e1(clock: RefundClock, book: RuleBook) -> Iterator[RefundFlag]:
    row = book.select("refund_waiting_nights", clock.today)
    if clock.used < row.number:
        return
    since = _used_up(clock, row.number)
    if since is not None and since <= clock.today:
        yield RefundFlag("E1", since, row.number, None, (row.row.row_id,))


def _e2_and_e3(clock: RefundClock, book: RuleBook) -> Iterator[RefundFlag]:
    row = book.select("refund_warning_nights", clock.today)
    now = clock.current
    # Most years are far from any mark, and then no mark need be worked out.
    if now is None or not now.caps or now.used < now.caps[0].number - row.number:
        return
    for mark in now.marks:
        # The house's row speaks first: a limit of the municipality's is no deadline of the law's.
        rows = (row.row.row_id, mark.row_id)
        if mark.is_reached and mark.reached_on is not None:
            yield RefundFlag("E3", mark.reached_on, mark.nights, mark, rows)
            continue
        since = _used_up(clock, mark.nights - row.number)
        if since is not None and since <= clock.today:
            yield RefundFlag("E2", since, mark.nights, mark, rows)


def _used_up(clock: RefundClock, nights: int) -> date | None:
    """The first day on which so many nights of the running year are used."""
    if clock.current is None:
        return None
    last = clock.current.night(nights) if nights > 0 else clock.current.start - _DAY
    return None if last is None else last + _DAY


@dataclass(frozen=True, slots=True)
class RefundAssessment:
    """The overview that belongs to refund night 60.

    Attributes:
        from_on: An overview from this day on counts ("day 55 to 60").
        due: The date of night 60.
        nights: 60, from the rule row.
        window_start: First day of the running year.
        because: Ids of the rule rows used.
    """

    from_on: date
    due: date
    nights: int
    window_start: date
    because: tuple[str, ...]


def refund_assessment(
    clock: RefundClock | None, book: RuleBook, overview_on: date | None
) -> RefundAssessment | None:
    """The overview still to be made at night 60; None when it was made or night 60 will not come.

    Args:
        clock: None where nights are unknown.
        book: The numbers of nights.
        overview_on: The last finished overview, or None.
    """
    if clock is None or clock.current is None:
        return None
    at = book.select("refund_assessment_night", clock.today)
    earliest = book.select("refund_assessment_from_night", clock.today)
    due, from_on = clock.current.night(at.number), clock.current.night(earliest.number)
    if due is None or from_on is None or (overview_on is not None and overview_on >= from_on):
        return None
    rows = (at.row.row_id, earliest.row.row_id)
    return RefundAssessment(from_on, due, at.number, clock.current.start, rows)


def for_overview(clock: RefundClock | None) -> ReadinessClock | None:
    """The clock as rule E of the Udflytningsoverblik reads it: the running year, the safe mark."""
    if clock is None or clock.current is None or not clock.current.marks:
        return None
    safe = clock.current.marks[0]
    return ReadinessClock(clock.used, safe.nights, safe.row_id)
