"""What the refund clock asks of a leader: E1 to E3, and the overview at refund night 60.

Nothing in here is made for anybody else, and no other item says a word or a day of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from boform_app.rules.deadlines.item import Deadline, counted, dated, left_open, of_stay, waiting
from boform_app.rules.prerequisites import waits_on_system
from boform_app.rules.refund import RefundFacts, RefundRules, RefundWindow
from boform_app.rules.refund_flags import (
    READY,
    RefundAssessment,
    RefundFlag,
    refund_assessment,
    refund_flags,
)
from boform_app.rules.rows import RuleBook
from boform_app.rules.stay_facts import StayFacts

_OPEN_REFUND = "open:refund"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the same nights ask of everybody who has them.

    Attributes:
        overview: The overview at night 60; None when that night will not come.
        overview_from: An overview from this day on is the one of night 60.
        waiting: E1, for those who are ready and wait on the system.
        marks: E2 and E3.
    """

    overview: Deadline | None
    overview_from: date
    waiting: tuple[Deadline, ...]
    marks: tuple[Deadline, ...]


_NOTHING = _Asked(None, date.max, (), ())


class Refunds:
    """Items for leaders, for many stays of one day.

    Args:
        book: For the numbers of nights.
        today: The day of the question.
    """

    def __init__(self, book: RuleBook, today: date) -> None:
        self._book = book
        self._today = today
        self._rules = RefundRules(book, today)
        # Most people have one stay, and many came on the same day: the same nights are asked once.
        self._asked: dict[RefundFacts, _Asked] = {}

    def of(self, stay: StayFacts, facts: RefundFacts) -> list[Deadline]:
        """Items of a running stay; where its nights are unknown nothing is asked."""
        asked = self._asked.get(facts)
        if asked is None:
            asked = self._asked[facts] = self._ask(stay, facts)
        found = [of_stay(stay, mark) for mark in asked.marks]
        seen_on = stay.overview_on
        if asked.overview is not None and (seen_on is None or seen_on < asked.overview_from):
            found.append(of_stay(stay, asked.overview))
        if asked.waiting and _is_ready_and_waits(stay):
            found += [of_stay(stay, flag) for flag in asked.waiting]
        return found

    def _ask(self, stay: StayFacts, facts: RefundFacts) -> _Asked:
        clock = self._rules.clock(facts)
        if clock is None or clock.current is None:
            return _NOTHING
        found = refund_assessment(clock, self._book, None)
        flags = refund_flags(clock, self._book, category="K1", waits_on_system=True)
        said = [(flag.rule, self._flag(stay, flag, clock.current)) for flag in flags]
        return _Asked(
            overview=None if found is None else self._overview(stay, found),
            overview_from=date.max if found is None else found.from_on,
            waiting=tuple([item for rule, item in said if rule == "E1"]),
            marks=tuple([item for rule, item in said if rule != "E1"]),
        )

    def _overview(self, stay: StayFacts, found: RefundAssessment) -> Deadline:
        return waiting(
            stay,
            self._today,
            kind="refund_overview",
            due=found.due,
            since=found.due,
            reason=self._book.reason_of(found.because),
            counted=counted(found.window_start, found.nights, "nights"),
            action="open:overview",
            audience="leader",
        )

    def _flag(self, stay: StayFacts, flag: RefundFlag, year: RefundWindow) -> Deadline:
        nights = counted(year.start, flag.nights, "nights")
        if flag.rule == "E2" and flag.mark is not None and flag.mark.last_night is not None:
            return dated(
                stay,
                self._today,
                kind="refund_warning",
                subject=str(flag.nights),
                due=flag.mark.last_night,
                reason=self._book.reason_of(flag.because),
                counted=nights,
                action=_OPEN_REFUND,
                audience="leader",
            )
        return left_open(
            stay,
            self._today,
            kind="refund_waiting" if flag.rule == "E1" else "refund_reached",
            subject="" if flag.rule == "E1" else str(flag.nights),
            since=flag.since,
            reason=self._book.reason_of(flag.because),
            counted=nights,
            action=_OPEN_REFUND,
            audience="leader",
        )


def _is_ready_and_waits(stay: StayFacts) -> bool:
    return stay.overview_category in READY and waits_on_system(
        stay.prerequisites, support_wanted=stay.support_wanted
    )
