"""Facts about stays as the deadline rules read them, in a handful of queries for the whole house."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar, cast
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from boform_app.clock import from_local, local_date
from boform_app.rules.deadlines import PlanStatus, StayFacts, TaskFacts
from boform_app.services import _families, _prerequisites
from boform_app.services._plan_days import NO_DAYS, plan_days
from models import tables

StayRow = TypeVar("StayRow", tables.Letter, tables.Overview, tables.Task)

# A stay that ended longer ago than this no longer asks for its notice: it is history, not work.
_ENDED_STILL_OPEN_DAYS = 90


@dataclass(frozen=True, slots=True)
class Case:
    """A stay with its person and what the rules need."""

    stay: tables.Stay
    person: tables.Person
    facts: StayFacts


def cases(session: Session, today: date, person_id: UUID | None = None) -> tuple[Case, ...]:
    """Present residents, and stays ended within 90 days (their notice may still be missing)."""
    since = from_local(today - timedelta(days=_ENDED_STILL_OPEN_DAYS), 0)
    query = (
        select(tables.Stay, tables.Person)
        .join(tables.Person, tables.Person.id == tables.Stay.person_id)
        .where(
            tables.Stay.annulled_at.is_(None),
            or_(tables.Stay.ended_at.is_(None), tables.Stay.ended_at >= since),
        )
    )
    if person_id is not None:
        query = query.where(tables.Stay.person_id.in_(_families.family(session, person_id)))
    pairs = session.execute(query).all()
    sources = _Sources(session, [stay.id for stay, _ in pairs])
    kept = _Kept(session)
    found = [(stay, kept.of(person)) for stay, person in pairs]
    return tuple(Case(stay, person, sources.facts(stay, person)) for stay, person in found)


class _Kept:
    """The kept record of joined ones, so that a case stands under one name (``person.merged_into``)."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._pointing = _families.pointers(session)

    def of(self, person: tables.Person) -> tables.Person:
        """The record everything of this person is shown under."""
        root = _families.root(self._pointing, person.id)
        return person if root == person.id else self._session.get_one(tables.Person, root)


class _Sources:
    """One query per table, grouped by stay."""

    def __init__(self, session: Session, stay_ids: list[UUID]) -> None:
        wanted = set(stay_ids)
        self._plans = {
            row.stay_id: row
            for row in session.scalars(
                select(tables.ActionPlan).where(tables.ActionPlan.stay_id.in_(wanted))
            )
        }
        self._items = _prerequisites.rows_of(session, wanted)
        self._plan_days = plan_days(session, wanted)
        self._letters = _by_stay(session.scalars(_sent_letters(wanted)))
        self._overviews = _by_stay(
            session.scalars(
                select(tables.Overview)
                .where(tables.Overview.stay_id.in_(wanted))
                .order_by(tables.Overview.assessed_on, tables.Overview.finished_at)
            )
        )
        self._tasks = _by_stay(
            session.scalars(
                select(tables.Task).where(
                    tables.Task.stay_id.in_(wanted), tables.Task.done_on.is_(None)
                )
            )
        )

    def facts(self, stay: tables.Stay, person: tables.Person) -> StayFacts:
        """Everything the engine asks for about one stay."""
        plan = self._plans.get(stay.id)
        items = self._items.get(stay.id, [])
        overviews = self._overviews.get(stay.id, [])
        last = overviews[-1] if overviews else None
        letters = self._letters.get(stay.id, [])
        own_plan = self._plan_days.get(stay.id, NO_DAYS)
        support = next((item for item in items if item.code == "C7"), None)
        return StayFacts(
            stay_id=str(stay.id),
            person_id=str(person.id),
            decided_on=stay.decided_on,
            arrived_on=local_date(stay.arrived_at),
            ended_on=local_date(stay.ended_at) if stay.ended_at else None,
            planned_end=stay.planned_end_on,
            end_kind=stay.end_kind,
            admission_notice_sent=_sent(letters, "admission_notice"),
            discharge_notice_sent=_sent(letters, "discharge_notice"),
            cpr_known=person.cpr_kind != "unknown",
            acting_municipality=stay.acting_municipality_code,
            plan_status=cast("PlanStatus", plan.status if plan else "not_requested"),
            plan_requested_on=plan.requested_on if plan else None,
            plan_reminded_on=plan.reminded_on if plan else None,
            plan_answer_by=(plan.promised_for or _answer_by(letters)) if plan else None,
            plan_follow_up_on=plan.follow_up_on if plan else None,
            support_decided_on=(support.evidence_on or support.since)
            if support and support.status == "fulfilled"
            else None,
            support_wanted=_support_wanted(support, last),
            overview_on=last.assessed_on if last else None,
            overview_category=last.category if last else "",
            overview_next_on=last.next_on if last else None,
            ready_since=_ready_since(overviews),
            prerequisites=tuple(_prerequisites.facts(item) for item in items),
            tasks=tuple(
                TaskFacts(
                    task_id=str(task.id), kind=task.kind, opened_on=task.opened_on, due=task.due_on
                )
                for task in self._tasks.get(stay.id, [])
            ),
            stay_plan_follow_up_on=own_plan.follow_up_on,
            goals=own_plan.goals,
        )


def _sent_letters(stay_ids: set[UUID]) -> Select[tables.Letter]:
    return (
        select(tables.Letter)
        .where(tables.Letter.stay_id.in_(stay_ids), tables.Letter.status == "sent")
        .order_by(tables.Letter.sent_on)
    )


def _by_stay(rows: Iterable[StayRow]) -> dict[UUID, list[StayRow]]:
    found: dict[UUID, list[StayRow]] = {}
    for row in rows:
        if row.stay_id is not None:
            found.setdefault(row.stay_id, []).append(row)
    return found


def _sent(letters: list[tables.Letter], kind: str) -> date | None:
    return next((letter.sent_on for letter in letters if letter.kind == kind), None)


def _answer_by(letters: list[tables.Letter]) -> date | None:
    days = [
        letter.answer_by for letter in letters if letter.kind == "plan_request" and letter.answer_by
    ]
    return max(days) if days else None


def _support_wanted(
    support: tables.Prerequisite | None, last: tables.Overview | None
) -> bool | None:
    """Not relevant means that no support is wanted; else the last overview knows, or nobody does."""
    if support is not None and support.status == "not_relevant":
        return False
    if last is None:
        return None
    wanted = last.result.get("support_wanted")
    return bool(wanted) if wanted is not None else None


def _ready_since(overviews: list[tables.Overview]) -> date | None:
    """First day in K1 or K2 without a break up to now."""
    since: date | None = None
    for overview in overviews:
        ready = overview.category in {"K1", "K2"}
        since = (since or overview.assessed_on) if ready else None
    return since
