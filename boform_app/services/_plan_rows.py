"""Rows of an opholdsplan as views; one query per table, whatever the plan holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.services import _ffb
from boform_app.services._letter_rows import staff_names
from boform_app.services.views.people import StaffName
from boform_app.services.views.stay_plans import (
    EvaluationView,
    GoalView,
    StayPlanView,
    SubgoalTaskView,
    SubgoalView,
)
from models import tables
from models.values.ffb import Ffb, theme_label

Child = TypeVar("Child", tables.Subgoal, tables.SubgoalTask, tables.GoalEvaluation)


def plan_row(session: Session, stay_id: UUID) -> tables.StayPlan | None:
    """The opholdsplan of a stay, None when none was begun."""
    return session.scalars(
        select(tables.StayPlan).where(tables.StayPlan.stay_id == stay_id)
    ).one_or_none()


def goal_rows(session: Session, plan_id: UUID) -> list[tables.Goal]:
    """Goals of a plan in their order."""
    return list(
        session.scalars(
            select(tables.Goal)
            .where(tables.Goal.stay_plan_id == plan_id)
            .order_by(tables.Goal.sort, tables.Goal.id)
        )
    )


def subgoal_rows(session: Session, goal_ids: Sequence[UUID]) -> list[tables.Subgoal]:
    """Steps of goals, each goal's in their order."""
    return list(
        session.scalars(
            select(tables.Subgoal)
            .where(tables.Subgoal.goal_id.in_(goal_ids))
            .order_by(tables.Subgoal.sort, tables.Subgoal.id)
        )
    )


def evaluation_rows(session: Session, goal_ids: Sequence[UUID]) -> list[tables.GoalEvaluation]:
    """Evaluations of goals, oldest first."""
    return list(
        session.scalars(
            select(tables.GoalEvaluation)
            .where(tables.GoalEvaluation.goal_id.in_(goal_ids))
            .order_by(tables.GoalEvaluation.evaluated_on, tables.GoalEvaluation.id)
        )
    )


def plan_view(session: Session, plan: tables.StayPlan) -> StayPlanView:
    """The whole plan."""
    goals = goal_rows(session, plan.id)
    ids = [goal.id for goal in goals]
    subgoals = subgoal_rows(session, ids)
    tasks = session.scalars(
        select(tables.SubgoalTask)
        .where(tables.SubgoalTask.subgoal_id.in_([row.id for row in subgoals]))
        .order_by(tables.SubgoalTask.sort, tables.SubgoalTask.id)
    )
    evaluations = evaluation_rows(session, ids)
    parts = _Parts(
        _ffb.words(session),
        _grouped(subgoals, "goal_id"),
        _grouped(tasks, "subgoal_id"),
        _grouped(evaluations, "goal_id"),
        staff_names(session, {row.by_id for row in evaluations}),
    )
    return StayPlanView(
        id=plan.id,
        version=plan.version,
        stay_id=plan.stay_id,
        own_words=plan.own_words,
        purpose=plan.purpose,
        started_on=plan.started_on,
        changed_on=_changed_on(session, plan),
        follow_up_on=plan.follow_up_on,
        goals=tuple(parts.goal(goal) for goal in goals),
    )


def evaluation_view(
    row: tables.GoalEvaluation, words: Ffb, staff: dict[UUID, StaffName]
) -> EvaluationView:
    """One evaluation."""
    known = {term.key: term.label for term in words.lists["source"]}
    return EvaluationView(
        id=row.id,
        evaluated_on=row.evaluated_on,
        level=row.level,
        resident_words=row.resident_words,
        staff_words=row.staff_words,
        done=row.done,
        informant=row.informant,
        informant_label=known.get(row.informant, row.informant),
        by=staff[row.by_id],
    )


class _Parts:
    """Everything below a plan, by what it belongs to."""

    def __init__(
        self,
        words: Ffb,
        subgoals: dict[UUID, list[tables.Subgoal]],
        tasks: dict[UUID, list[tables.SubgoalTask]],
        evaluations: dict[UUID, list[tables.GoalEvaluation]],
        staff: dict[UUID, StaffName],
    ) -> None:
        self._words = words
        self._subgoals = subgoals
        self._tasks = tasks
        self._evaluations = evaluations
        self._staff = staff

    def goal(self, row: tables.Goal) -> GoalView:
        kind = self._words.term("goal_type", row.goal_type)
        told = self._evaluations.get(row.id, [])
        return GoalView(
            id=row.id,
            version=row.version,
            title=row.title,
            theme=row.theme,
            theme_label=theme_label(self._words, row.theme),
            secondary=tuple(row.secondary),
            secondary_labels=tuple(theme_label(self._words, key) for key in row.secondary),
            goal_type=row.goal_type,
            goal_type_label=kind.label,
            goal_type_short=kind.short,
            origin=row.origin,
            effort=row.effort,
            level_start=row.level_start,
            level_now=row.level_now,
            level_expected=row.level_expected,
            responsible=row.responsible,
            set_on=row.set_on,
            follow_up_on=row.follow_up_on,
            status=row.status,
            ended_on=row.ended_on,
            subgoals=tuple(self._subgoal(one) for one in self._subgoals.get(row.id, [])),
            evaluation=evaluation_view(told[-1], self._words, self._staff) if told else None,
            evaluations=len(told),
        )

    def _subgoal(self, row: tables.Subgoal) -> SubgoalView:
        return SubgoalView(
            id=row.id,
            version=row.version,
            text=row.text,
            who=row.who,
            due_on=row.due_on,
            status=row.status,
            done_on=row.done_on,
            tasks=tuple(
                SubgoalTaskView(one.id, one.version, one.text, one.who, one.due_on, one.done_on)
                for one in self._tasks.get(row.id, [])
            ),
        )


def _grouped(rows: Iterable[Child], column: str) -> dict[UUID, list[Child]]:
    found: dict[UUID, list[Child]] = {}
    for row in rows:
        found.setdefault(getattr(row, column), []).append(row)
    return found


def _changed_on(session: Session, plan: tables.StayPlan) -> date:
    """The day of the last step about the plan; every step on a goal names the plan, too."""
    at = session.scalars(
        select(tables.Operation.at)
        .join(tables.OperationSubject, tables.OperationSubject.operation_id == tables.Operation.id)
        .where(
            tables.OperationSubject.entity == "stay_plan",
            tables.OperationSubject.entity_id == plan.id,
        )
        .order_by(tables.Operation.seq.desc())
        .limit(1)
    ).first()
    return local_date(at) if at else plan.started_on
