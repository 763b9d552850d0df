"""What is next for each resident, in two or three words for a tile of the room board."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.rules.deadlines import Deadline, deadlines, ready_without_plan
from boform_app.rules.rows import RuleBook
from boform_app.services import _deadline_rows
from boform_app.services._rule_rows import rule_book
from boform_app.services._stay_facts import Case, cases
from models.values import dates

_READY = {"K1": "Klar nu", "K2": "Klar med støtte"}
_WAITS = {"C6": "Plan", "C7": "Støtte", "C1": "Bolig", "C2": "Bolig", "C3": "Husleje"}
_SOON = timedelta(days=8)


class Next(NamedTuple):
    """Kind as for a badge, the words of the tile, and the same in full."""

    kind: str
    text: str
    why: str = ""


_NOTHING = Next("", "")


def next_of_all(session: Session, today: date) -> dict[UUID, Next]:
    """By stay, for everybody who lives here; one reading for the whole house."""
    found = [case for case in cases(session, today) if case.stay.ended_at is None]
    book = rule_book(session)
    first: dict[str, Deadline] = {}
    for one in deadlines([case.facts for case in found], book, today):
        first.setdefault(one.stay_id, one)
    unplanned = {one.stay_id for one in ready_without_plan([c.facts for c in found], today)}
    return {
        case.stay.id: _next(case, first.get(str(case.stay.id)), book, today, unplanned=unplanned)
        for case in found
    }


def _next(
    case: Case, deadline: Deadline | None, book: RuleBook, today: date, *, unplanned: set[str]
) -> Next:
    """Late first, then a move that is planned, what is due, who waits, and whoever is ready."""
    due = _due(case, deadline, book, today) if deadline is not None else _NOTHING
    category = case.facts.overview_category
    plan = Next("ok", "Klar – uden plan", "Klar til egen bolig, uden handleplan")
    ready = Next("ok", _READY.get(category, ""), "Udflytningsoverblikkets forslag")
    candidates = (
        due if due.kind == "over" else None,
        _moving(case, today),
        due if due.kind == "soon" else None,
        plan if str(case.stay.id) in unplanned else None,
        due if due.kind == "wait" else None,
        ready if ready.text else None,
        due,
    )
    return next(one for one in candidates if one is not None)


def _due(case: Case, deadline: Deadline, book: RuleBook, today: date) -> Next:
    """The most pressing deadline in the words of a tile; nothing for one without a day."""
    kind = _deadline_rows.badge_kind(deadline)
    why = _why(case, deadline, book, today)
    if kind == "over":
        return Next(kind, f"Overskredet {deadline.days} hv.", why)
    if kind == "soon":
        text = _deadline_rows.badge_text(deadline, today)
        # A tile is narrow: "For 3 hv. siden".
        return Next(kind, text.replace("hverdage", "hv.").replace("hverdag", "hv."), why)
    if kind == "wait":
        return Next(
            kind, f"{_WAITS.get(deadline.subject, _of(deadline))} {deadline.days} døgn", why
        )
    if deadline.due is None:
        return _NOTHING
    return Next("none", f"{deadline.due.day}-{deadline.due.month}", why)


def _moving(case: Case, today: date) -> Next | None:
    day, at = case.stay.planned_end_on, case.stay.planned_end_time.removesuffix(".00")
    if day is None:
        return None
    if day == today:
        text = f"Flytter kl. {at}" if at else "Flytter i dag"
        return Next("soon", text, f"planlagt flytning i dag{f' kl. {at}' if at else ''}")
    why = f"planlagt flytning {dates.dense(day)}"
    if day < today:
        return Next("soon", f"Skulle flytte {day.day}-{day.month}", why)
    near = day <= today + _SOON
    return Next("none", f"Flytter {day.day}-{day.month}", why) if near else None


def _of(deadline: Deadline) -> str:
    plans = {"action_plan_reminder", "action_plan_request", "action_plan_promised"}
    return "Plan" if deadline.kind in plans else "Svar"


def _why(case: Case, deadline: Deadline, book: RuleBook, today: date) -> str:
    """The title of the deadline and its badge, for the line below the board."""
    row = _deadline_rows.row(
        deadline, case.facts, case.person, "", book=book, today=today, mine=False, closed=False
    )
    badge = row.badge_text
    if deadline.due is None:
        return f"{row.what}: {badge[:1].lower()}{badge[1:]}"
    return f"{row.what}: {dates.dense(deadline.due)}"
