"""The board of Handleplaner: every open matter with who has the ball, and for how long (mockup 05).

One matter per open thing, so one person can stand in two columns. Pure functions of facts and of
what the deadline engine found; nothing here reads who the person is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from boform_app.rules import prerequisites
from boform_app.rules.deadlines import Deadline
from boform_app.rules.prerequisites import PrerequisiteFacts
from boform_app.rules.stay_facts import StayFacts

Column = Literal["us", "municipality", "housing", "moving"]
COLUMNS: tuple[Column, ...] = ("us", "municipality", "housing", "moving")

_HAVE_PLAN = {"received", "active", "follow_up"}
# A letter of ours must ask for these first: until then the ball is here, whoever decides.
_ASKED_BY_LETTER = {"C1", "C7"}
_OURS = (
    "admission_notice",
    "discharge_notice",
    "action_plan_follow_up",
    "meeting_minute",
    "follow_up",
    "cpr_missing",
    "acting_municipality",
    "home_offer",
    "home_visit",
)
_NEEDS_US = {"over": 0, "today": 1, "soon": 2, "wait": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One open matter of one stay.

    Attributes:
        what: A code ``C1`` to ``C12``, the kind of a deadline, or ``move`` for an agreed moving day.
        subject: Id that the deadline names, "" for none.
        column: Who has the ball.
        owner: Key of ``ball_owners``, "" in the column ``moving``.
        since: The day that party got it; None where nothing is waited for.
        days: Days waited.
        deadline: What is due about it, None when nothing is.
        reminded_on: The last reminder; next_on: the day the house comes back to it.
        all_set: Only for ``move``: nothing holds the move back.
    """

    stay_id: str
    person_id: str
    what: str
    column: Column
    subject: str = ""
    owner: str = ""
    since: date | None = None
    days: int = 0
    deadline: Deadline | None = None
    reminded_on: date | None = None
    next_on: date | None = None
    all_set: bool = False


def matters(stays: Iterable[StayFacts], due: Iterable[Deadline], today: date) -> tuple[Matter, ...]:
    """Every open matter: what needs something from us first, then the longest wait.

    Args:
        stays: Stays that go on, and those whose notice is still missing.
        due: What the deadline engine found for these stays.
        today: The day it is counted on.
    """
    by_stay: dict[str, list[Deadline]] = {}
    for deadline in due:
        by_stay.setdefault(deadline.stay_id, []).append(deadline)
    found = (
        matter for stay in stays for matter in _of_stay(stay, by_stay.get(stay.stay_id, ()), today)
    )
    return tuple(sorted(found, key=order))


def presses(matter: Matter, today: date) -> bool:
    """Whether somebody must act today or is late: what the navigation counts (design/ux.md 3.13)."""
    if matter.what == "move" and matter.next_on is not None and matter.next_on <= today:
        return True
    return matter.deadline is not None and matter.deadline.status in {"over", "today"}


def order(matter: Matter) -> tuple[int, int, str, str]:
    """What needs something from us first, then the longest wait."""
    return _needs_us(matter), -matter.days, matter.person_id, matter.what


def _needs_us(matter: Matter) -> int:
    """What lies elsewhere and is not due yet can wait, however near its day is."""
    status = matter.deadline.status if matter.deadline else ""
    near = status == "soon" and matter.column in {"municipality", "housing"}
    return len(_NEEDS_US) if near else _NEEDS_US.get(status, len(_NEEDS_US))


def has_plan(stay: StayFacts) -> bool:
    """Whether the municipality's handleplan has come."""
    return stay.plan_status in _HAVE_PLAN


def by_column(found: Iterable[Matter]) -> Mapping[Column, tuple[Matter, ...]]:
    """The matters of each column in their order; every column is there."""
    columns: dict[Column, list[Matter]] = {column: [] for column in COLUMNS}
    for matter in found:
        columns[matter.column].append(matter)
    return {column: tuple(rows) for column, rows in columns.items()}


def _of_stay(stay: StayFacts, due: Sequence[Deadline], today: date) -> Iterator[Matter]:
    for deadline in due:
        if deadline.kind in _OURS and deadline.on_start_page:
            yield _ours(stay, deadline)
        elif deadline.kind == "letter_answer":
            yield _answer(stay, deadline, today)
    if stay.ended_on is None:
        yield from _plan(stay, due, today)
        yield from _items(stay, due, today)
        yield from _move(stay, due)


def _ours(stay: StayFacts, deadline: Deadline) -> Matter:
    return Matter(
        stay_id=stay.stay_id,
        person_id=stay.person_id,
        what=deadline.kind,
        subject=deadline.subject,
        column="us",
        owner="us",
        deadline=deadline,
    )


def _answer(stay: StayFacts, deadline: Deadline, today: date) -> Matter:
    sent = next((one.sent_on for one in stay.letters if one.letter_id == deadline.subject), None)
    return Matter(
        stay_id=stay.stay_id,
        person_id=stay.person_id,
        what=deadline.kind,
        subject=deadline.subject,
        column="municipality",
        owner="municipality",
        since=sent,
        days=max(0, (today - sent).days) if sent else 0,
        deadline=deadline,
    )


def _plan(stay: StayFacts, due: Sequence[Deadline], today: date) -> Iterator[Matter]:
    """The handleplan: ours to ask for, then the municipality's until it has come."""
    if has_plan(stay):
        return
    asked = stay.plan_status != "not_requested"
    since = (stay.plan_requested_on if asked else None) or stay.decided_on
    kinds = {"action_plan_request", "action_plan_reminder", "action_plan_promised"}
    item = next((one for one in stay.prerequisites if one.code == "C6"), None)
    yield Matter(
        stay_id=stay.stay_id,
        person_id=stay.person_id,
        what="C6",
        column="municipality" if asked else "us",
        owner="municipality" if asked else "us",
        since=since,
        days=max(0, (today - since).days),
        deadline=next((one for one in due if one.kind in kinds), None),
        reminded_on=stay.plan_reminded_on,
        next_on=stay.plan_promised_for or (item.next_on if item else None),
    )


def _items(stay: StayFacts, due: Sequence[Deadline], today: date) -> Iterator[Matter]:
    """C1 to C12 but the plan; what is unknown says nothing unless a day was chosen for it."""
    for item in stay.prerequisites:
        unknown = item.status == "unknown" and item.next_on is None
        if item.code == "C6" or unknown or not item.is_open:
            continue
        column = _column(item)
        yield Matter(
            stay_id=stay.stay_id,
            person_id=stay.person_id,
            what=item.code,
            column=column,
            owner="us" if column == "us" else item.owner,
            since=item.since,
            days=prerequisites.days_waited(item, today),
            deadline=_about(item.code, due),
            reminded_on=item.reminded_on,
            next_on=item.next_on,
        )


def _column(item: PrerequisiteFacts) -> Column:
    unasked = item.status == "missing" and item.reminded_on is None
    if item.status == "unknown" or (unasked and item.code in _ASKED_BY_LETTER):
        return "us"
    found = prerequisites.column(item.owner)
    return "us" if found == "us" else "housing" if found == "housing" else "municipality"


def _about(code: str, due: Sequence[Deadline]) -> Deadline | None:
    kinds = {"support_promised", "support_refused"} if code == "C7" else set()
    for deadline in due:
        if (deadline.kind == "prerequisite" and deadline.subject == code) or deadline.kind in kinds:
            return deadline
    return None


def _move(stay: StayFacts, due: Sequence[Deadline]) -> Iterator[Matter]:
    """An agreed moving day: the strongest alarm, or what still holds it back, or all is there."""
    if stay.planned_end is None:
        return
    alarm = next((one for one in due if one.kind == "support_decision"), None)
    holding = any(
        prerequisites.holds_back_move(item, support_wanted=stay.support_wanted)
        for item in stay.prerequisites
    )
    yield Matter(
        stay_id=stay.stay_id,
        person_id=stay.person_id,
        what="move",
        column="moving",
        deadline=alarm,
        next_on=stay.planned_end,
        all_set=alarm is None and not holding,
    )
