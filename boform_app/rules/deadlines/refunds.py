"""What the refund clock asks of a leader: E1 to E3, and the overview at refund night 60.

Nothing in here is made for anybody else, and no other item says a word or a day of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from boform_app.rules.deadlines.item import Deadline, counted, dated, left_open, waiting
from boform_app.rules.prerequisites import waits_on_system
from boform_app.rules.refund import RefundClock, RefundFacts, RefundRules
from boform_app.rules.refund_flags import READY, RefundFlag, refund_assessment, refund_flags
from boform_app.rules.rows import RuleBook
from boform_app.rules.stay_facts import StayFacts

_OPEN_REFUND = "open:refund"


def refunds(
    stay: StayFacts, facts: RefundFacts, rules: RefundRules, book: RuleBook
) -> Iterator[Deadline]:
    """Items for leaders.

    Args:
        stay: A running stay.
        facts: The person's nights; where they are unknown nothing is asked.
        rules: How nights are counted today.
        book: For the numbers of nights.
    """
    clock = rules.clock(facts)
    if clock is None or clock.current is None:
        return
    yield from _overview(stay, clock, book)
    waits = stay.overview_category in READY and waits_on_system(
        stay.prerequisites, support_wanted=stay.support_wanted
    )
    for flag in refund_flags(clock, book, category=stay.overview_category, waits_on_system=waits):
        yield _flag(stay, flag, clock.current.start, book, clock.today)


def _overview(stay: StayFacts, clock: RefundClock, book: RuleBook) -> Iterator[Deadline]:
    found = refund_assessment(clock, book, stay.overview_on)
    if found is not None:
        yield waiting(
            stay,
            clock.today,
            kind="refund_overview",
            due=found.due,
            since=found.due,
            reason=book.reason(*[book.row(row_id) for row_id in found.because]),
            counted=counted(found.window_start, found.nights, "nights"),
            action="open:overview",
            audience="leader",
        )


def _flag(stay: StayFacts, flag: RefundFlag, start: date, book: RuleBook, today: date) -> Deadline:
    reason = book.reason(*[book.row(row_id) for row_id in flag.because])
    nights = counted(start, flag.nights, "nights")
    if flag.rule == "E2" and flag.mark is not None and flag.mark.last_night is not None:
        return dated(
            stay,
            today,
            kind="refund_warning",
            subject=str(flag.nights),
            due=flag.mark.last_night,
            reason=reason,
            counted=nights,
            action=_OPEN_REFUND,
            audience="leader",
        )
    return left_open(
        stay,
        today,
        kind="refund_waiting" if flag.rule == "E1" else "refund_reached",
        subject="" if flag.rule == "E1" else str(flag.nights),
        since=flag.since,
        reason=reason,
        counted=nights,
        action=_OPEN_REFUND,
        audience="leader",
    )
