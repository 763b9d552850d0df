"""Opholdsplaner of the present residents, written through the services on the days they would have been."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from boform_app.demo.cast import Role
from boform_app.demo.furnish import COLLEAGUES, LEADER
from boform_app.demo.invent import data
from boform_app.services.facade import Services
from boform_app.services.views.stay_plans import (
    EvaluationCommand,
    GoalCommand,
    GoalView,
    StayPlanCommand,
    StayPlanView,
    SubgoalCommand,
)

Plan = Mapping[str, Any]

# A resident has been here some weeks before the house writes a plan for somebody without a story.
_USUAL_AFTER = 14
_FIRST_NAMES = {one.initials: one.first_name for one in (LEADER, *COLLEAGUES)}


class Planner:
    """Writes one resident's plan: begun on a day, and looked at again on another."""

    def __init__(self, services: Services, today: date) -> None:
        self._services = services
        self._today = today
        self._usual = 0

    def steps(self, role: Role, stay_id: UUID) -> list[tuple[int, Callable[[], None]]]:
        """What is written, each with the days back it is written on; nothing for a newcomer."""
        plan = self._plan(role)
        if plan is None:
            return []
        return [
            (-plan["begun"], partial(self._begin, plan, role, stay_id)),
            (-plan["changed"], partial(self._look_again, plan, stay_id)),
        ]

    def _plan(self, role: Role) -> Plan | None:
        texts = data("plans")
        name = f"{role.first} {role.last}"
        told = next((plan for plan in texts["plan"] if plan["person"] == name), None)
        if told is not None:
            return told  # type: ignore[no-any-return] # data of our own
        if role.protected or not role.overview or role.nights < _USUAL_AFTER:
            return None
        self._usual += 1
        # Every third has none yet, as in a real house.
        usual = texts["usual"]
        return None if self._usual % 3 == 0 else usual[self._usual % len(usual)]

    def _begin(self, plan: Plan, role: Role, stay_id: UUID) -> None:
        names = {"navn": role.first, "kontakt": _FIRST_NAMES[role.worker]}
        self._services.stay_plans.change(
            StayPlanCommand(
                stay_id, 0, plan["own_words"], plan["purpose"], self._day(plan.get("follow_up"))
            )
        )
        for goal in plan["goal"]:
            now, expected = goal["levels"]
            made = self._services.goals.save(
                GoalCommand(
                    stay_id=stay_id,
                    title=goal["title"],
                    theme=goal["theme"],
                    goal_type=goal["goal_type"],
                    secondary=tuple(goal.get("secondary", ())),
                    origin=goal.get("origin", "proposed"),
                    level_now=now,
                    level_expected=expected,
                    responsible=names["kontakt"],
                    follow_up_on=self._day(goal.get("follow_up")),
                )
            )
            goal_id = made.first("goal")
            for step in goal["steps"]:
                who = step["who"].format(**names)
                due = self._day(step.get("due"))
                self._services.subgoals.save(SubgoalCommand(goal_id, step["text"], who, due))

    def _look_again(self, plan: Plan, stay_id: UUID) -> None:
        """Ticks with their days, how it goes, and what has been reached."""
        goals = self._goals(stay_id)
        for told in plan["goal"]:
            goal = goals[told["title"]]
            done = {step["text"]: step["done"] for step in told["steps"] if "done" in step}
            for step in goal.subgoals:
                if step.text in done:
                    day = self._day(done[step.text])
                    self._services.subgoals.set_status(step.id, step.version, "done", day)
            if "evaluation" in told:
                self._evaluate(told["evaluation"], goal)
            if "reached" in told:
                goal = self._goals(stay_id)[told["title"]]
                day = self._day(told["reached"])
                self._services.goals.end(goal.id, goal.version, "reached", day)

    def _evaluate(self, told: Plan, goal: GoalView) -> None:
        self._services.goals.evaluate(
            EvaluationCommand(
                goal_id=goal.id,
                version=goal.version,
                evaluated_on=self._day(told["on"]),
                level=told["level"],
                resident_words=told["resident"],
                staff_words=told["staff"],
                done=told["done"],
                informant=told["informant"],
                follow_up_on=goal.follow_up_on,
            )
        )

    def _goals(self, stay_id: UUID) -> dict[str, GoalView]:
        plan: StayPlanView | None = self._services.stay_plans.get(stay_id)
        return {goal.title: goal for goal in plan.goals} if plan else {}

    def _day(self, days: int | None) -> date | None:
        return None if days is None else self._today + timedelta(days=days)
