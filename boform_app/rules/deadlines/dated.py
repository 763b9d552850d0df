"""What has a day of its own: overview, opholdsplan, consent, meetings, letters, homes, appeals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from boform_app.rules.appeals import appeal_period
from boform_app.rules.deadlines.item import Deadline, counted, dated, left_open, waiting
from boform_app.rules.deadlines.municipal import codes_asked_about
from boform_app.rules.rows import RuleBook
from boform_app.rules.stay_facts import StayFacts

# Where a decision is seen; one of the house's own is its letter.
_APPEALED_AT = {
    "support": "open:support",
    "residential_offer_decision": "open:homes",
    "municipal_decision": "open:case",
    "own_payment": "open:case",
}


def overview(stay: StayFacts, book: RuleBook, today: date) -> Deadline:
    """The next Udflytningsoverblik without refund: day 14, then every 28 days, K3 every 14."""
    if stay.overview_on is None:
        row = book.select("overview_first_day", stay.decided_on)
        start, named = stay.arrived_on, None
    else:
        clarifying = stay.overview_category == "K3"
        key = "overview_clarifying_days" if clarifying else "overview_again_days"
        row = book.select(key, stay.overview_on)
        start, named = stay.overview_on, stay.overview_next_on
    return dated(
        stay,
        today,
        kind="overview",
        due=named or start + timedelta(days=row.number),
        reason=row.reason,
        counted=None if named else counted(start, row.number, "days"),
        action="open:overview",
    )


def stay_plan(stay: StayFacts, today: date) -> Iterator[Deadline]:
    """The house's opholdsplan, and goals to be looked at on another day than the plan itself."""
    plan_on = stay.stay_plan_follow_up_on
    if plan_on is not None:
        yield dated(stay, today, kind="stay_plan_follow_up", due=plan_on, action="open:stay_plan")
    for goal in stay.goals:
        if goal.next_on != plan_on:
            yield dated(
                stay,
                today,
                kind="goal_follow_up",
                subject=goal.goal_id,
                due=goal.next_on,
                action="open:stay_plan",
            )


def consents(stay: StayFacts, book: RuleBook, today: date) -> Iterator[Deadline]:
    """A consent that runs out soon; one that has run out stops letters and stands open."""
    for consent in stay.consents:
        if consent.valid_to is None:
            continue
        row = book.select("consent_warning_days", today)
        if today < consent.valid_to - timedelta(days=row.number):
            continue
        counted_back = counted(consent.valid_to, -row.number, "days")
        if today > consent.valid_to:
            yield left_open(
                stay,
                today,
                kind="consent",
                subject=consent.consent_id,
                since=consent.valid_to,
                reason=row.reason,
                counted=counted_back,
                action="open:consent",
            )
        else:
            yield dated(
                stay,
                today,
                kind="consent",
                subject=consent.consent_id,
                due=consent.valid_to,
                reason=row.reason,
                counted=counted_back,
                action="open:consent",
            )


def meetings(stay: StayFacts, today: date) -> Iterator[Deadline]:
    """Meetings to come, and those held without a minute."""
    for meeting in stay.meetings:
        if meeting.starts_on >= today and stay.ended_on is None:
            yield dated(
                stay,
                today,
                kind="meeting",
                subject=meeting.meeting_id,
                due=meeting.starts_on,
                action="open:meeting",
            )
        elif meeting.starts_on < today and meeting.minute_missing:
            yield left_open(
                stay,
                today,
                kind="meeting_minute",
                subject=meeting.meeting_id,
                since=meeting.starts_on,
                action="open:meeting",
            )


def follow_ups(stay: StayFacts, today: date) -> Iterator[Deadline]:
    """Next steps of the contact log."""
    for step in stay.follow_ups:
        yield dated(
            stay,
            today,
            kind="follow_up",
            subject=step.follow_up_id,
            due=step.due,
            action="open:case",
        )


def letters(stay: StayFacts, book: RuleBook, today: date) -> Iterator[Deadline]:
    """Answers asked for in letters, where nothing else already waits for them."""
    if not stay.letters:
        return
    asked = codes_asked_about(stay)
    row = book.select("answer_days", today)
    for letter in stay.letters:
        if asked.intersection(letter.about):
            continue
        yield waiting(
            stay,
            today,
            kind="letter_answer",
            subject=letter.letter_id,
            due=letter.answer_by,
            since=letter.sent_on,
            reason=row.reason,
            action="letter:reminder",
            before="open:case",
        )


def homes(stay: StayFacts, today: date) -> Iterator[Deadline]:
    """Homes to be seen and offers to be answered."""
    for offer in stay.home_offers:
        days = (("home_visit", offer.visit_on), ("home_offer", offer.answer_by))
        for kind, due in days:
            if due is not None:
                yield dated(
                    stay, today, kind=kind, subject=offer.offer_id, due=due, action="open:homes"
                )


def appeals(stay: StayFacts, book: RuleBook, today: date) -> Iterator[Deadline]:
    """Running appeal periods; after the last day there is nothing left to do."""
    for decision in stay.decisions:
        if decision.appealed:
            continue
        found = appeal_period(
            decision.kind, decision.received_on, book, decided_on=decision.decided_on
        )
        if found is None or today > found.last_day:
            continue
        own = found.via == "house"
        *about, weeks = (book.row(row_id) for row_id in found.because)
        yield dated(
            stay,
            today,
            kind="appeal" if own else "municipal_appeal",
            subject=decision.decision_id,
            due=found.last_day,
            reason=book.reason(weeks, *about),
            counted=counted(found.received_on, found.weeks, "weeks"),
            action=_APPEALED_AT.get(decision.kind, "open:letters"),
        )


def tasks(stay: StayFacts, today: date) -> Iterator[Deadline]:
    """Open tasks, with and without a day."""
    for task in stay.tasks:
        kind = task.kind if task.kind == "cpr_missing" else "task"
        action = "open:master_data" if kind == "cpr_missing" else "open:task"
        if task.due is None:
            yield left_open(
                stay, today, kind=kind, since=task.opened_on, action=action, subject=task.task_id
            )
        else:
            yield dated(stay, today, kind=kind, due=task.due, action=action, subject=task.task_id)
