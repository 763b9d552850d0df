"""All deadlines of all stays, in the order of the start page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from boform_app.rules.deadlines import dated, municipal
from boform_app.rules.deadlines.item import Deadline
from boform_app.rules.deadlines.notices import notices
from boform_app.rules.deadlines.refunds import Refunds
from boform_app.rules.rows import RuleBook
from boform_app.rules.stay_facts import StayFacts

_NO_DAY = date.max.toordinal() + 1
_LONGEST = 10_000_000  # more days than any wait has
_names = attrgetter("person_id", "kind", "subject", "stay_id")


def deadlines(
    stays: Iterable[StayFacts], book: RuleBook, today: date, *, for_leader: bool = False
) -> tuple[Deadline, ...]:
    """Everything due for the stays, in the order of the start page.

    Args:
        stays: In any order; the result does not depend on it. Persons who were refused are among
            them (``stay_facts.refused_facts``).
        book: Shipped rows and those of the house.
        today: The day of the question.
        for_leader: Whether to make what only leaders see. Never for the resident's page.
    """
    found: list[Deadline] = []
    refunds = Refunds(book, today) if for_leader else None
    for stay in stays:
        if not stay.stay_id:
            # Nobody was admitted: nothing is owed to anybody but the period to appeal.
            found.extend(dated.appeals(stay, book, today))
            continue
        _always(found, stay, book, today)
        if stay.ended_on is None:
            _while_here(found, stay, book, today)
            if refunds is not None and stay.refund is not None:
                found.extend(refunds.of(stay, stay.refund))
    # Equals keep their order, so the names come first and what decides comes last.
    found.sort(key=_names)
    found.sort(key=_urgency)
    return tuple(found)


def _urgency(deadline: Deadline) -> int:
    # What the law asked for stands above the house's own reminders, however old these are.
    status, due = deadline.status, deadline.due
    own = status == "over" and not deadline.is_law
    longest_first = -deadline.days if status in {"wait", "open"} else 0
    # One whole number is compared far quicker than its parts.
    group = (2 * deadline.rank + own) * _LONGEST + longest_first
    return group * _NO_DAY + (_NO_DAY if due is None else due.toordinal())


# Most stays have few of these, and a generator that yields nothing is not free.
def _always(found: list[Deadline], stay: StayFacts, book: RuleBook, today: date) -> None:
    found.extend(notices(stay, book, today))
    if stay.tasks:
        found.extend(dated.tasks(stay, today))
    if stay.meetings:
        found.extend(dated.meetings(stay, today))
    if stay.follow_ups:
        found.extend(dated.follow_ups(stay, today))
    if stay.decisions:
        found.extend(dated.appeals(stay, book, today))


def _while_here(found: list[Deadline], stay: StayFacts, book: RuleBook, today: date) -> None:
    found.extend(municipal.support(stay, book, today))
    plan = municipal.action_plan(stay, book, today)
    if plan is not None:
        found.append(plan)
    found.extend(municipal.prerequisites(stay, book, today))
    found.append(dated.overview(stay, book, today))
    if stay.stay_plan_follow_up_on or stay.goals:
        found.extend(dated.stay_plan(stay, today))
    if stay.consents:
        found.extend(dated.consents(stay, book, today))
    if stay.letters:
        found.extend(dated.letters(stay, book, today))
    if stay.home_offers:
        found.extend(dated.homes(stay, today))


@dataclass(frozen=True, slots=True)
class ReadyWithoutPlan:
    """A resident ready for an own home whose handleplan has not come (start page list).

    Attributes:
        ready_since: First day in K1 or K2.
        days: Days since then.
    """

    stay_id: str
    person_id: str
    ready_since: date
    days: int


def ready_without_plan(stays: Iterable[StayFacts], today: date) -> tuple[ReadyWithoutPlan, ...]:
    """*Klar til egen bolig – uden plan*, longest wait first."""
    found = [
        ReadyWithoutPlan(
            stay.stay_id, stay.person_id, stay.ready_since, (today - stay.ready_since).days
        )
        for stay in stays
        if stay.ended_on is None
        and stay.ready_since is not None
        and stay.plan_status in {"not_requested", "requested", "reminded"}
    ]
    return tuple(sorted(found, key=lambda row: (row.ready_since, row.person_id)))
