"""The deadline engine: what is due for a stay, under which rule row, and which step solves it.

Pure functions of (facts, rule book, today). The two statutory notices and the support decision are
the law's; everything else is the house's own reminder and says so (``is_law``). Nothing here reads
who the person is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from boform_app.rules.prerequisites import days_waited, reminder_due
from boform_app.rules.rows import RuleBook, RuleRow
from boform_app.rules.stay_facts import PlanStatus, StayFacts, TaskFacts
from boform_app.rules.weekdays import legal_date, weekdays_between

__all__ = [
    "Deadline",
    "PlanStatus",
    "ReadyWithoutPlan",
    "Status",
    "StayFacts",
    "TaskFacts",
    "deadlines",
    "ready_without_plan",
]

Status = Literal["over", "today", "soon", "wait", "planned", "open"]

SOON_DAYS = 3
HORIZON_DAYS = 7
_MOVES = {"", "own_home", "residential_offer"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """Something due, waited for or left open.

    Attributes:
        kind: Stable key: ``support_decision``, ``admission_notice``, ``discharge_notice``,
            ``action_plan_request``, ``action_plan_reminder``, ``action_plan_follow_up``,
            ``prerequisite``, ``overview``, ``cpr_missing``, ``acting_municipality``,
            ``confirm_admission``, ``task``.
        subject: What of it: the code of a prerequisite, the id of a task; else "".
        status: ``over``, ``today``, ``soon`` (within three days), ``wait`` (the house's own
            interval has passed), ``planned``, ``open`` (no day).
        due: The day to act on ("Send senest"), or None.
        legal_due: The strict legal day behind ``due``, or None.
        lenient_due: The day under the lenient reading, for the tooltip, or None.
        because: Ids of the rule rows used.
        paragraph: As cited, "" for the house's own.
        source: The source of the first row.
        days: With ``over`` weekdays late, with ``wait`` and ``open`` days waited, else days to go.
        is_law: False is "husets egen påmindelse".
        action: What the button does: ``letter:KIND``, ``open:PAGE`` or ``register:WHAT``.
        rank: Group on the start page (design/ux.md 2.3): 0 move without support decision, 1 over,
            2 today, 3 tomorrow, 4 waiting, 5 the next 7 days, 6 open, 7 later.
    """

    kind: str
    stay_id: str
    person_id: str
    status: Status
    due: date | None
    because: tuple[str, ...]
    action: str
    rank: int
    subject: str = ""
    legal_due: date | None = None
    lenient_due: date | None = None
    paragraph: str = ""
    source: str = ""
    days: int = 0
    is_law: bool = False

    @property
    def title_key(self) -> str:
        """Key of the Danish words in ``ui``: the kind, with the subject of a prerequisite."""
        return f"{self.kind}:{self.subject}" if self.kind == "prerequisite" else self.kind

    @property
    def on_start_page(self) -> bool:
        """Whether it belongs on I dag: everything but what lies further ahead than a week."""
        return self.rank < 7


def deadlines(stays: Iterable[StayFacts], book: RuleBook, today: date) -> tuple[Deadline, ...]:
    """Everything due for the stays, in the order of the start page."""
    found = (deadline for stay in stays for deadline in _of_stay(stay, book, today))
    return tuple(sorted(found, key=_order))


def _order(deadline: Deadline) -> tuple[int, bool, int, date, str, str]:
    # What the law asked for stands above the house's own reminders, however old these are.
    own = deadline.status == "over" and not deadline.is_law
    longest_first = -deadline.days if deadline.status in {"wait", "open"} else 0
    due = deadline.due or date.max
    return deadline.rank, own, longest_first, due, deadline.person_id, deadline.title_key


def _of_stay(stay: StayFacts, book: RuleBook, today: date) -> Iterator[Deadline]:
    yield from _admission_notice(stay, book, today)
    yield from _discharge_notice(stay, book, today)
    yield from _after_notice(stay, book, today)
    yield from _tasks(stay, today)
    if stay.ended_on is None:
        yield from _support_decision(stay, book, today)
        yield from _action_plan(stay, book, today)
        yield from _prerequisites(stay, book, today)
        yield from _overview(stay, book, today)


def _admission_notice(stay: StayFacts, book: RuleBook, today: date) -> Iterator[Deadline]:
    if stay.admission_notice_sent is None:
        yield from _notice(stay, book, today, "admission", stay.decided_on)


def _discharge_notice(stay: StayFacts, book: RuleBook, today: date) -> Iterator[Deadline]:
    if stay.discharge_notice_sent is not None:
        return
    if stay.ended_on is not None:
        yield from _notice(stay, book, today, "discharge", stay.ended_on)
        return
    if stay.planned_end is None:
        return
    # "As far as possible before": the plan opens the task, the legal day follows from the plan.
    for late in _notice(stay, book, today, "discharge", stay.planned_end):
        yield _dated(
            stay,
            today,
            kind="discharge_notice",
            due=max(stay.planned_end, today),
            rows=[book.row(row_id) for row_id in late.because],
            action=late.action,
            legal_due=late.legal_due,
            lenient_due=late.lenient_due,
        )


def _notice(
    stay: StayFacts, book: RuleBook, today: date, of: str, start: date
) -> Iterator[Deadline]:
    days = book.find(f"notice_days_{of}", start)
    if days is None:
        return
    saturday = book.select("saturday_counts", start)
    legal = legal_date(start, days.number, saturday_counts=saturday.yes)
    yield _dated(
        stay,
        today,
        kind=f"{of}_notice",
        due=legal.target,
        rows=[days.row, saturday.row],
        action=f"letter:{of}_notice",
        legal_due=legal.strict,
        lenient_due=legal.lenient,
    )


def _after_notice(stay: StayFacts, book: RuleBook, today: date) -> Iterator[Deadline]:
    """A notice without CPR or handlekommune is in time and leaves its question open."""
    if stay.unconfirmed:
        yield _open(stay, today, "confirm_admission", stay.decided_on, "register:confirmation")
    sent = stay.admission_notice_sent
    if sent is None:
        return
    asked = {task.kind for task in stay.tasks}
    if not stay.cpr_known and "cpr_missing" not in asked:
        rule = book.find("notice_without_cpr", sent)
        because = () if rule is None else (rule.row.row_id,)
        yield _open(stay, today, "cpr_missing", sent, "open:master_data", because=because)
    c9_open = any(item.code == "C9" and item.is_open for item in stay.prerequisites)
    if not stay.acting_municipality and not c9_open and stay.ended_on is None:
        yield _open(stay, today, "acting_municipality", sent, "register:acting_municipality")


def _support_decision(stay: StayFacts, book: RuleBook, today: date) -> Iterator[Deadline]:
    """The strongest alarm: the decision must exist before the day of the move (§ 176 a)."""
    if (
        stay.planned_end is None
        or stay.support_decided_on is not None
        or stay.support_wanted is False
        or stay.end_kind not in _MOVES
    ):
        return
    rule = book.find("support_decision_before_discharge", stay.planned_end)
    if rule is None or not rule.yes:
        return
    yield _dated(
        stay,
        today,
        kind="support_decision",
        due=stay.planned_end,
        rows=[rule.row],
        action="register:support_decision",
        legal_due=stay.planned_end,
        rank=0,
    )


def _action_plan(stay: StayFacts, book: RuleBook, today: date) -> Iterator[Deadline]:
    """The law sets no number of days for the plan, so these are the house's own reminders."""
    if stay.plan_status in {"received", "active", "follow_up"}:
        if stay.plan_follow_up_on is not None:
            yield _dated(
                stay,
                today,
                kind="action_plan_follow_up",
                due=stay.plan_follow_up_on,
                rows=[],
                action="open:action_plan",
            )
        return
    if stay.plan_status == "not_requested":
        row = book.select("plan_reminder_first_days", today)
        again = book.select("plan_reminder_second_days", today)
        due = stay.decided_on + timedelta(days=row.number)
        passed_both = today >= stay.decided_on + timedelta(days=again.number)
        yield _waiting(
            stay,
            today,
            kind="action_plan_request",
            due=due,
            since=stay.decided_on,
            rows=[row.row, again.row] if passed_both else [row.row],
            action="letter:action_plan_request",
        )
        return
    row = book.select("answer_days", today)
    asked = stay.plan_requested_on or stay.decided_on
    last = max(asked, stay.plan_reminded_on or asked)
    yield _waiting(
        stay,
        today,
        kind="action_plan_reminder",
        due=stay.plan_answer_by or last + timedelta(days=row.number),
        since=asked,
        rows=[row.row],
        action="letter:reminder",
    )


def _prerequisites(stay: StayFacts, book: RuleBook, today: date) -> Iterator[Deadline]:
    """Open items elsewhere; C6 is the handleplan above and not said twice."""
    row = book.select("prerequisite_reminder_days", today)
    for item in stay.prerequisites:
        due = reminder_due(item, row.number)
        if due is None or item.code == "C6":
            continue
        yield _waiting(
            stay,
            today,
            kind="prerequisite",
            subject=item.code,
            due=due,
            since=today - timedelta(days=days_waited(item, today)),
            rows=[row.row],
            action="open:prerequisites",
        )


def _overview(stay: StayFacts, book: RuleBook, today: date) -> Iterator[Deadline]:
    if stay.overview_on is None:
        row = book.select("overview_first_day", stay.decided_on)
        due = stay.arrived_on + timedelta(days=row.number)
    else:
        clarifying = stay.overview_category == "K3"
        key = "overview_clarifying_days" if clarifying else "overview_again_days"
        row = book.select(key, stay.overview_on)
        due = stay.overview_next_on or stay.overview_on + timedelta(days=row.number)
    yield _dated(stay, today, kind="overview", due=due, rows=[row.row], action="open:overview")


def _tasks(stay: StayFacts, today: date) -> Iterator[Deadline]:
    for task in stay.tasks:
        kind = task.kind if task.kind == "cpr_missing" else "task"
        action = "open:master_data" if kind == "cpr_missing" else "open:task"
        if task.due is None:
            yield _open(stay, today, kind, task.opened_on, action, subject=task.task_id)
        else:
            yield _dated(
                stay, today, kind=kind, due=task.due, rows=[], action=action, subject=task.task_id
            )


def _dated(
    stay: StayFacts,
    today: date,
    *,
    kind: str,
    due: date,
    rows: list[RuleRow],
    action: str,
    subject: str = "",
    legal_due: date | None = None,
    lenient_due: date | None = None,
    rank: int | None = None,
) -> Deadline:
    # Moved back to a working day, a notice is not late before the legal day itself has passed.
    status = _status(due, max(due, legal_due or due), today)
    late = weekdays_between(legal_due or due, today)
    return Deadline(
        kind=kind,
        subject=subject,
        stay_id=stay.stay_id,
        person_id=stay.person_id,
        status=status,
        due=due,
        legal_due=legal_due,
        lenient_due=lenient_due,
        because=tuple(row.row_id for row in rows),
        paragraph=rows[0].paragraph if rows else "",
        source=rows[0].source if rows else "",
        days=max(1, late) if status == "over" else max(0, (due - today).days),
        is_law=bool(rows) and rows[0].is_law,
        action=action,
        rank=_rank(status, due, today) if rank is None else rank,
    )


def _waiting(
    stay: StayFacts,
    today: date,
    *,
    kind: str,
    due: date,
    since: date,
    rows: list[RuleRow],
    action: str,
    subject: str = "",
) -> Deadline:
    """The house's own interval: past it the matter waits, it is never overdue."""
    passed = due <= today
    status: Status = "wait" if passed else _status(due, due, today)
    return Deadline(
        kind=kind,
        subject=subject,
        stay_id=stay.stay_id,
        person_id=stay.person_id,
        status=status,
        due=due,
        because=tuple(row.row_id for row in rows),
        source=rows[0].source,
        days=max(0, (today - since).days) if passed else (due - today).days,
        action=action,
        rank=_rank(status, due, today),
    )


def _open(
    stay: StayFacts,
    today: date,
    kind: str,
    since: date,
    action: str,
    *,
    because: tuple[str, ...] = (),
    subject: str = "",
) -> Deadline:
    return Deadline(
        kind=kind,
        subject=subject,
        stay_id=stay.stay_id,
        person_id=stay.person_id,
        status="open",
        due=None,
        because=because,
        days=max(0, (today - since).days),
        action=action,
        rank=6,
    )


def _status(due: date, last: date, today: date) -> Status:
    if today > last:
        return "over"
    if today >= due:
        return "today"
    return "soon" if (due - today).days <= SOON_DAYS else "planned"


def _rank(status: Status, due: date, today: date) -> int:
    by_status = {"over": 1, "today": 2, "wait": 4}
    if status in by_status:
        return by_status[status]
    ahead = (due - today).days
    if ahead == 1:
        return 3
    return 5 if ahead <= HORIZON_DAYS else 7


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
