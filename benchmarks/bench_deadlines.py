"""Deadlines of 10,000 stays, a leader's included, against making and sorting the same deadlines.

The floor makes each deadline from values that are ready and puts them in order: what is left is the
rules. The stays are made up: a quarter of the prerequisites waited for, now and then a meeting, a
letter, an offer, a goal or a next step, and the nights of every person, one in three with nights
told of another house.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from operator import attrgetter

from benchmarks.measure import side_by_side
from benchmarks.result import Result
from boform_app import garbage
from boform_app.rules.dated_facts import (
    ConsentFacts,
    DecisionFacts,
    FollowUpFacts,
    GoalFacts,
    LetterFacts,
    MeetingFacts,
    OfferFacts,
)
from boform_app.rules.deadlines import Deadline, StayFacts, deadlines
from boform_app.rules.prerequisites import PrerequisiteFacts, PrerequisiteStatus
from boform_app.rules.refund import RefundFacts, RefundPeriod
from boform_app.rules.rows import shipped_book

STAYS = 10_000
LIMIT_MS = 1000.0
_TODAY = date(2026, 11, 23)
_STATES: tuple[PrerequisiteStatus, ...] = (
    *("fulfilled",) * 6, *("unknown",) * 2, "not_relevant", "in_progress", "in_progress", "missing",
)  # fmt: skip
_OWNERS = ("us", "municipality", "housing")


def stays(count: int, seed: int = 7) -> list[StayFacts]:
    """Made-up running stays, none longer than 200 days."""
    chance = random.Random(seed)
    return [_stay(number, chance) for number in range(count)]


def _stay(number: int, chance: random.Random) -> StayFacts:
    came = _TODAY - timedelta(days=chance.randrange(200))
    soon = _TODAY + timedelta(days=chance.randrange(-5, 25))
    name = str(number)
    return StayFacts(
        stay_id=name,
        person_id=name,
        decided_on=came,
        arrived_on=came,
        planned_end=soon if number % 5 == 0 else None,
        admission_notice_sent=None if number % 3 == 0 else came,
        acting_municipality="0851",
        plan_status="requested",
        plan_requested_on=came,
        overview_on=max(came, _TODAY - timedelta(days=chance.randrange(40))),
        overview_category=chance.choice(("K1", "K2", "K3", "K4")),
        prerequisites=_prerequisites(came, chance),
        stay_plan_follow_up_on=soon if number % 2 else None,
        consents=(ConsentFacts(consent_id=name, valid_to=came + timedelta(days=180)),),
        meetings=(MeetingFacts(meeting_id=name, starts_on=soon),) if number % 4 == 0 else (),
        follow_ups=(FollowUpFacts(follow_up_id=name, kind="call", due=soon),)
        if number % 3 == 1
        else (),
        letters=(LetterFacts(letter_id=name, sent_on=came, answer_by=soon),)
        if number % 4 == 3
        else (),
        goals=(GoalFacts(goal_id=name, next_on=soon + timedelta(days=1)),) if number % 3 else (),
        home_offers=(OfferFacts(offer_id=name, answer_by=soon),) if number % 4 == 1 else (),
        decisions=(DecisionFacts(decision_id=name, kind="support", received_on=came),)
        if number % 4 == 2
        else (),
        refund=_refund(number, came, chance),
    )


def _prerequisites(since: date, chance: random.Random) -> tuple[PrerequisiteFacts, ...]:
    return tuple(
        PrerequisiteFacts(
            code=f"C{code}",
            status=chance.choice(_STATES),
            owner=chance.choice(_OWNERS),
            since=since,
        )
        for code in range(1, 13)
    )


def _refund(number: int, came: date, chance: random.Random) -> RefundFacts:
    before = came - timedelta(days=chance.randrange(20, 300))
    told = RefundPeriod.elsewhere(before, before + timedelta(days=10), "Et andet hus")
    here = RefundPeriod(first_night=came)
    return RefundFacts(periods=(told, here) if number % 3 == 0 else (here,))


_FIELDS = (
    "kind", "stay_id", "person_id", "status", "due", "action", "rank", "subject", "reason",
    "legal_due", "lenient_due", "counted", "days", "audience",
)  # fmt: skip
_ORDER = attrgetter("rank", "person_id", "kind", "subject")


def run(count: int = STAYS, rounds: int = 5) -> list[Result]:
    """One evaluation of the whole house, as a leader's start page asks for it."""
    facts, book = stays(count), shipped_book()
    ready = [
        {name: getattr(one, name) for name in _FIELDS}
        for one in deadlines(facts, book, _TODAY, for_leader=True)
    ]
    garbage.settle()  # as in the program, once its window stands
    all_of_it, floor = side_by_side(
        lambda: deadlines(facts, book, _TODAY, for_leader=True),
        lambda: sorted((Deadline(**values) for values in ready), key=_ORDER),
        rounds=rounds,
    )
    everybody, _ = side_by_side(lambda: deadlines(facts, book, _TODAY), lambda: None, rounds=rounds)
    name = f"{count} stays, {len(ready)} deadlines"
    return [
        Result(f"{name}, a leader", all_of_it, "ms", limit=LIMIT_MS),
        Result("the same against making them", all_of_it, "ms", floor, "make and sort"),
        Result(f"{count} stays, everybody else", everybody, "ms", limit=LIMIT_MS),
    ]
