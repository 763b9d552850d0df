"""Re-assessment dates (N) and the refund flags (E).

The method paper gives the dates no numbers; N1 to N4 are ours: N1 day 14 of the stay, N2 every
28 days, N3 refund night 60, N4 every 14 days while something is being clarified. The earliest one
wins (case 6: day 14 of the stay comes before 14 days from now). An overview made on refund night 55
to 60 counts as the one at 60. N3 comes from refund and therefore lies apart from the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from boform_app.rules.instrument import Limits
from boform_app.rules.readiness.answers import RefundClock, Situation
from boform_app.rules.readiness.result import Category, RefundView, RuleHit


def next_review(
    category: Category, situation: Situation, limits: Limits, today: date
) -> tuple[date, RuleHit]:
    """Date of the next overview without refund, and the rule that set it."""
    clarifying = category is Category.CLARIFYING
    days = limits.clarify_days if clarifying else limits.review_every_days
    rule = "N4" if clarifying else "N2"
    if situation.stay_start is not None:
        first = limits.first_review_day - (today - situation.stay_start).days
        if 0 < first < days:
            days, rule = first, "N1"
    return today + timedelta(days=days), RuleHit(rule, (("dage", str(days)),))


def refund_view(
    regular: date, situation: Situation, limits: Limits, today: date, *, waiting: bool
) -> RefundView | None:
    """Rule E and N3; ``None``, and so silent, where refund nights are unknown.

    Args:
        regular: Date of the next overview without refund.
        waiting: K1 or K2 with Y2; E1 then tells leader and municipality.
    """
    clock = situation.refund
    if clock is None:
        return None
    hits = _flags(clock, limits, escalate=waiting)
    due = regular
    if clock.nights < limits.refund_review_from:
        at_sixty = today + timedelta(days=limits.refund_review_night - clock.nights)
        if at_sixty < regular:
            due = at_sixty
            hits.append(RuleHit("N3", (("refusionsdøgn", str(clock.nights)),)))
    return RefundView(clock.nights, clock.limit, clock.limit_row, tuple(hits), due)


def _flags(clock: RefundClock, limits: Limits, *, escalate: bool) -> list[RuleHit]:
    because = (("refusionsdøgn", str(clock.nights)),)
    left = clock.limit - clock.nights
    flags = []
    if escalate and clock.nights >= limits.refund_review_night:
        flags.append(RuleHit("E1", because))
    if 0 < left <= limits.refund_warn_before:
        flags.append(RuleHit("E2", because))
    if left <= 0:
        flags.append(RuleHit("E3", because))
    return flags


def review_after_events(planned: date, events: Iterable[tuple[str, date]]) -> date:
    """The planned date, or the first day something happened that calls for a new overview.

    Args:
        planned: ``next_review`` of the last overview.
        events: Event id of the instrument and local date, only those after the last overview.
    """
    return min([planned, *(day for _, day in events)])
