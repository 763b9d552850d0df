"""Facts about stays as the deadline rules read them, in a handful of queries for the whole house."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, TypeVar, cast
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, load_only

from boform_app.clock import from_local, local_date
from boform_app.rules.dated_facts import ConsentFacts
from boform_app.rules.deadlines import PlanStatus, StayFacts, TaskFacts
from boform_app.rules.stay_facts import SupportDecision
from boform_app.services import (
    _case_days,
    _decision_days,
    _ends,
    _families,
    _move_decisions,
    _moving_days,
    _prerequisites,
    _refund_facts,
)
from boform_app.services._plan_days import NO_DAYS, plan_days
from models import tables

StayRow = TypeVar("StayRow", tables.Letter, tables.Task)

_OF_LETTERS = (
    tables.Letter.stay_id,
    tables.Letter.kind,
    tables.Letter.sent_on,
    tables.Letter.answer_by,
    tables.Letter.answered_on,
    tables.Letter.about_id,
)

# A stay that ended longer ago than this no longer asks for its notice: it is history, not work.
_ENDED_STILL_OPEN_DAYS = 90


@dataclass(frozen=True, slots=True)
class Case:
    """A stay with its person and what the rules need."""

    stay: tables.Stay
    person: tables.Person
    facts: StayFacts


def cases(
    session: Session, today: date, person_id: UUID | None = None, *, refund: bool = False
) -> tuple[Case, ...]:
    """Present residents, and stays ended within 90 days (their notice may still be missing).

    Args:
        session: An open session.
        today: The day of the question.
        person_id: Only this person's.
        refund: Read nights for the refund clock, too. For a leader's own list; never for the page
            of a resident.
    """
    since = from_local(today - timedelta(days=_ENDED_STILL_OPEN_DAYS), 0)
    query = (
        select(tables.Stay, tables.Person)
        .join(tables.Person, tables.Person.id == tables.Stay.person_id)
        .where(tables.Stay.other_house == "", _ends.not_ended_before(since))
    )
    if person_id is not None:
        query = query.where(tables.Stay.person_id.in_(_families.family(session, person_id)))
    pairs = session.execute(query).all()
    kept = _families.Kept(session)
    found = [(stay, kept.of(person.id)) for stay, person in pairs]
    sources = _Sources(session, found, today, refund=refund)
    return tuple(Case(stay, person, sources.facts(stay, person)) for stay, person in found)


def facts_of(session: Session, stay: tables.Stay, today: date) -> StayFacts:
    """One stay as the rules read it, however long ago it ended; no row of another stay is read."""
    person = _families.kept(session, stay.person_id)
    return _Sources(session, [(stay, person)], today, refund=False).facts(stay, person)


class _Assessed(NamedTuple):
    """What the deadlines need of a finished Udflytningsoverblik; its answers stay in the file."""

    stay_id: UUID
    assessed_on: date
    category: str
    next_on: date | None
    support_wanted: bool | None


def _overviews(session: Session, stay_ids: Collection[UUID]) -> dict[UUID, list[_Assessed]]:
    rows = session.execute(
        select(
            tables.Overview.stay_id,
            tables.Overview.assessed_on,
            tables.Overview.category,
            tables.Overview.next_on,
            tables.Overview.result["support_wanted"].as_boolean(),
        )
        .where(tables.Overview.stay_id.in_(stay_ids))
        .order_by(tables.Overview.assessed_on, tables.Overview.finished_at)
    )
    found: dict[UUID, list[_Assessed]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(_Assessed(*row))
    return found


class _Sources:
    """One query per table, grouped by stay."""

    def __init__(
        self,
        session: Session,
        found: Sequence[tuple[tables.Stay, tables.Person]],
        today: date,
        *,
        refund: bool,
    ) -> None:
        wanted = {stay.id for stay, _ in found}
        self._meetings = _case_days.meetings(session, wanted)
        self._follow_ups = _case_days.follow_ups(session, wanted)
        self._supports = _case_days.supports(session, wanted)
        self._decisions = _decision_days.Decisions(session, wanted)
        self._offers = _moving_days.home_offers(session, wanted)
        self._moves = _move_decisions.MoveDecisions(session, wanted)
        # Nights for the refund clock are a leader's; nobody else's reading touches their tables.
        living = {person.id for stay, person in found if stay.ended_at is None}
        self._nights = _refund_facts.facts_of(session, living, today) if refund else {}
        self._consents = _case_days.consents(
            session, {person.id for stay, person in found if stay.ended_at is None}
        )
        self._plans = {
            row.stay_id: row
            for row in session.scalars(
                select(tables.ActionPlan).where(tables.ActionPlan.stay_id.in_(wanted))
            )
        }
        self._items = _prerequisites.rows_of(session, wanted)
        self._plan_days = plan_days(session, wanted)
        self._letters = _by_stay(session.scalars(_sent_letters(wanted)))
        self._overviews = _overviews(session, wanted)
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
        by_code = {item.code: item for item in items}
        support = by_code.get("C7")
        decision = self._supports.get(stay.id)
        said = _case_days.said(plan, letters, by_code.get("C6"), decision)
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
            plan_answer_by=said.plan_answer_by,
            plan_promised_for=said.plan_promised_for,
            plan_follow_up_on=plan.follow_up_on if plan else None,
            support_decided_on=_moving_days.support_decided_on(decision, support),
            support_decision=cast("SupportDecision", decision.decision if decision else ""),
            support_promised_on=decision.promised_on if decision else None,
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
            home_offers=self._offers.get(stay.id, ()),
            home_branch=self._moves.branch(stay.id),
            residential_decided=self._moves.residential(stay.id, by_code.get("C2")),
            decisions=self._decisions.of(stay, decision, by_code.get("C2")),
            refund=self._nights.get(person.id),
            meetings=self._meetings.get(stay.id, ()),
            follow_ups=_case_days.without_told(self._follow_ups.get(stay.id, ()), said.told),
            letters=_case_days.open_letters(letters, items),
            consents=self._consents_of(stay, person),
        )

    def _consents_of(self, stay: tables.Stay, person: tables.Person) -> tuple[ConsentFacts, ...]:
        """One that ran out before the stay began is history."""
        began = local_date(stay.arrived_at)
        return tuple(
            consent
            for consent in self._consents.get(person.id, ())
            if consent.valid_to is None or consent.valid_to >= began
        )


def _sent_letters(stay_ids: set[UUID]) -> Select[tables.Letter]:
    return (
        select(tables.Letter)
        # What a letter disclosed and to whom is long, and no deadline reads it.
        .options(load_only(*_OF_LETTERS, raiseload=True))
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


def _support_wanted(support: tables.Prerequisite | None, last: _Assessed | None) -> bool | None:
    """Not relevant means that no support is wanted; else the last overview knows, or nobody does."""
    if support is not None and support.status == "not_relevant":
        return False
    return last.support_wanted if last is not None else None


def _ready_since(overviews: list[_Assessed]) -> date | None:
    """First day in K1 or K2 without a break up to now."""
    since: date | None = None
    for overview in overviews:
        ready = overview.category in {"K1", "K2"}
        since = (since or overview.assessed_on) if ready else None
    return since
