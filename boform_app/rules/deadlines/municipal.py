"""What the municipality owes: the decision on support, the handleplan, and C1 to C12."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from boform_app.rules.deadlines.item import Deadline, counted, dated, left_open, waiting
from boform_app.rules.discharge import branch_of_move, missing_decision
from boform_app.rules.prerequisites import is_asked_of_others, reminder_due
from boform_app.rules.rows import RuleBook
from boform_app.rules.stay_facts import StayFacts

_HAVE_PLAN = {"received", "active", "follow_up"}


def support(stay: StayFacts, book: RuleBook, today: date) -> Iterator[Deadline]:
    """The decision on support: missing before a move, promised, or refused."""
    yield from _decision_before_move(stay, book, today)
    if stay.support_decision == "refused":
        # Decided, so nothing is missing; but the resident still has no support, so it stays open.
        yield left_open(
            stay,
            today,
            kind="support_refused",
            since=stay.support_decided_on or today,
            action="open:support",
        )
    elif support_is_awaited(stay) and stay.support_promised_on is not None:
        yield waiting(
            stay,
            today,
            kind="support_promised",
            due=stay.support_promised_on,
            since=stay.support_promised_on,
            action="letter:reminder",
            before="open:support",
        )


def support_is_awaited(stay: StayFacts) -> bool:
    """Whether the municipality promised a day for its decision and has not decided."""
    undecided = stay.support_decided_on is None and not stay.support_decision
    return undecided and stay.support_promised_on is not None and stay.support_wanted is not False


def _decision_before_move(stay: StayFacts, book: RuleBook, today: date) -> Iterator[Deadline]:
    """The strongest alarm: the decision must exist before the day of the move (§ 176 a)."""
    if stay.planned_end is None:
        return
    branch = branch_of_move(stay.end_kind, stay.home_branch)
    missing = missing_decision(stay, stay.end_kind, branch, stay.planned_end, book)
    if missing is None:
        return
    own_home = missing == "own_home"
    rule = book.select("support_decision_before_discharge", stay.planned_end)
    yield dated(
        stay,
        today,
        kind="support_decision",
        subject="" if own_home else missing,
        due=stay.planned_end,
        reason=rule.reason,
        action="register:support_decision" if own_home else "open:homes",
        legal_due=stay.planned_end,
        rank=0,
    )


def action_plan(stay: StayFacts, book: RuleBook, today: date) -> Deadline | None:
    """The law sets no number of days for the plan, so these are the house's own reminders."""
    if stay.plan_status in _HAVE_PLAN:
        if stay.plan_follow_up_on is None:
            return None
        return dated(
            stay,
            today,
            kind="action_plan_follow_up",
            due=stay.plan_follow_up_on,
            action="open:action_plan",
        )
    if stay.plan_promised_for is not None:
        return waiting(
            stay,
            today,
            kind="action_plan_promised",
            due=stay.plan_promised_for,
            since=stay.plan_requested_on or stay.plan_promised_for,
            action="letter:reminder",
            before="open:action_plan",
        )
    if stay.plan_status == "not_requested":
        return _request(stay, book, today)
    return _reminder(stay, book, today)


def _request(stay: StayFacts, book: RuleBook, today: date) -> Deadline:
    row = book.select("plan_reminder_first_days", today)
    again = book.select("plan_reminder_second_days", today)
    passed_both = today >= stay.decided_on + timedelta(days=again.number)
    rows = (row.row, again.row) if passed_both else (row.row,)
    chosen = next(
        (one.next_on for one in stay.prerequisites if one.code == "C6" and one.is_open), None
    )
    return waiting(
        stay,
        today,
        kind="action_plan_request",
        due=chosen or stay.decided_on + timedelta(days=row.number),
        since=stay.decided_on,
        reason=book.reason(*rows),
        counted=None if chosen else counted(stay.decided_on, row.number, "days"),
        action="letter:action_plan_request",
    )


def _reminder(stay: StayFacts, book: RuleBook, today: date) -> Deadline:
    row = book.select("answer_days", today)
    asked = stay.plan_requested_on or stay.decided_on
    last = max(asked, stay.plan_reminded_on or asked)
    named = stay.plan_answer_by
    return waiting(
        stay,
        today,
        kind="action_plan_reminder",
        due=named or last + timedelta(days=row.number),
        since=asked,
        reason=row.reason,
        counted=None if named else counted(last, row.number, "days"),
        action="letter:reminder",
        before="open:action_plan",
    )


def prerequisites(stay: StayFacts, book: RuleBook, today: date) -> Iterator[Deadline]:
    """Open items elsewhere, and our own on a chosen day; C6 is the handleplan, not said twice."""
    row = book.select("prerequisite_reminder_days", today)
    reason = row.reason
    days = row.number
    said = {"C6", "C7"} if support_is_awaited(stay) else {"C6"}
    stepped = _said_by_others(stay) if stay.follow_ups or stay.home_offers else ()
    for item in stay.prerequisites:
        # Most are settled, and of ten thousand stays there are very many.
        due = reminder_due(item, days) if item.is_open else None
        if due is None or item.code in said or (item.code, due) in stepped:
            continue
        if not is_asked_of_others(item):
            # Nobody else has been asked: on the chosen day it is ours to act.
            yield dated(
                stay,
                today,
                kind="prerequisite",
                subject=item.code,
                due=due,
                action="open:prerequisites",
            )
            continue
        last = item.reminded_on or item.since
        yield waiting(
            stay,
            today,
            kind="prerequisite",
            subject=item.code,
            due=due,
            since=item.since,
            reason=reason,
            counted=None if item.next_on else counted(last, days, "days"),
            action="open:prerequisites",
        )


def _said_by_others(stay: StayFacts) -> set[tuple[str, date]]:
    """Days of prerequisites that a next step, or an open offer to be answered, says itself."""
    steps = {(code, step.due) for step in stay.follow_ups for code in step.codes}
    return steps | {("C2", offer.answer_by) for offer in stay.home_offers if offer.answer_by}


def codes_asked_about(stay: StayFacts) -> set[str]:
    """Prerequisites whose answer is already waited for by an item of their own."""
    asked = {item.code for item in stay.prerequisites if is_asked_of_others(item)}
    if stay.plan_status in _HAVE_PLAN:
        asked.discard("C6")
    else:
        asked.add("C6")
    return asked | {"C7"} if support_is_awaited(stay) else asked
