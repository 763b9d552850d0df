"""Days of the opholdsplan that the deadline rules read: one query per table for the whole house."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from boform_app.rules.dated_facts import GoalFacts
from models import tables


@dataclass(frozen=True, slots=True)
class PlanDays:
    """When to look at a plan, and at each of its active goals."""

    follow_up_on: date | None = None
    goals: tuple[GoalFacts, ...] = ()


NO_DAYS = PlanDays()


def plan_days(session: Session, stay_ids: Collection[UUID]) -> dict[UUID, PlanDays]:
    """Days by stay; stays without a plan are not there.

    A goal is looked at on the first of its own follow-up and the days of its open steps and tasks.
    """
    plans = session.execute(
        select(tables.StayPlan.id, tables.StayPlan.stay_id, tables.StayPlan.follow_up_on).where(
            tables.StayPlan.stay_id.in_(stay_ids)
        )
    ).all()
    if not plans:
        return {}
    plan_ids = [plan_id for plan_id, _, _ in plans]
    goals = session.execute(
        select(tables.Goal.id, tables.Goal.stay_plan_id, tables.Goal.follow_up_on)
        .where(tables.Goal.stay_plan_id.in_(plan_ids), tables.Goal.status == "active")
        .order_by(tables.Goal.sort, tables.Goal.id)
    ).all()
    first = {goal_id: day for goal_id, _, day in goals if day is not None}
    goal_ids = [goal_id for goal_id, _, _ in goals]
    for query in (_steps(goal_ids), _tasks(goal_ids)):
        for goal_id, day in session.execute(query):
            if day is not None:
                first[goal_id] = min(day, first.get(goal_id, day))
    found: dict[UUID, list[GoalFacts]] = {}
    for goal_id, plan_id, _ in goals:
        if goal_id in first:
            fact = GoalFacts(goal_id=str(goal_id), next_on=first[goal_id])
            found.setdefault(plan_id, []).append(fact)
    return {
        stay_id: PlanDays(follow_up_on, tuple(found.get(plan_id, ())))
        for plan_id, stay_id, follow_up_on in plans
    }


def _steps(goal_ids: Sequence[UUID]) -> Select[UUID, date | None]:
    """The first day of the open steps of each goal."""
    return (
        select(tables.Subgoal.goal_id, func.min(tables.Subgoal.due_on))
        .where(
            tables.Subgoal.goal_id.in_(goal_ids),
            tables.Subgoal.status == "open",
            tables.Subgoal.due_on.is_not(None),
        )
        .group_by(tables.Subgoal.goal_id)
    )


def _tasks(goal_ids: Sequence[UUID]) -> Select[UUID, date | None]:
    """The first day of the open tasks of the open steps of each goal."""
    return (
        select(tables.Subgoal.goal_id, func.min(tables.SubgoalTask.due_on))
        .join(tables.Subgoal, tables.Subgoal.id == tables.SubgoalTask.subgoal_id)
        .where(
            tables.Subgoal.goal_id.in_(goal_ids),
            tables.Subgoal.status == "open",
            tables.SubgoalTask.done_on.is_(None),
            tables.SubgoalTask.due_on.is_not(None),
        )
        .group_by(tables.Subgoal.goal_id)
    )
