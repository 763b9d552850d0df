"""Goals (*indsatsmål*) of an opholdsplan and how they go, over time (domain/law.md 10.5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.errors import Problem
from boform_app.services import _ffb, _plan_rows
from boform_app.services._changed import check_version
from boform_app.services._goal_checks import (
    evaluation_problems,
    goal_problems,
    order_problems,
)
from boform_app.services._letter_rows import staff_names
from boform_app.services._plan_work import PlanWork, refuse
from boform_app.services.views.stay_plans import (
    EvaluationCommand,
    GoalCommand,
    GoalHistory,
    LevelPoint,
)
from models import tables
from models.values.changes import Changes

_ENDS = {"reached": "mål nået", "stopped": "mål stoppet"}


class GoalsService(PlanWork):
    """Goals of the house's own plan; steps and tasks are in ``subgoals``."""

    def save(self, command: GoalCommand) -> Changes:
        """Set a goal, or change one; the first goal of a stay begins its plan.

        Raises:
            Conflict: Somebody else changed the goal meanwhile; names who.
            NotAllowed: A temp reads goals and sets none.
            ValidationFailed: ``required`` at ``title`` or ``theme``, ``theme_not_levelled`` at
                ``theme``, ``theme_twice`` at ``secondary``, ``unknown_choice`` at a list,
                ``level_out_of_range`` at a level, ``level_is_evaluated`` at ``level_now``,
                ``too_long`` or ``nul_character`` at a text, ``in_future`` or ``before_stay`` at
                ``set_on``, ``before_goal`` at ``follow_up_on``.
        """
        self._require_writing()
        with self._write("goal.save", "mål") as unit:
            session = unit.session
            if command.id is None:
                stay = self._stay(session, command.stay_id)
                plan = self._begun(session, stay)
                goal = None
            else:
                stay, plan, goal = self._of_goal(session, command.id)
                check_version(session, goal, command.version)
            refuse(self._problems(session, command, stay, goal))
            row = goal or self._new(session, plan, command)
            _take_over(row, command)
            session.flush()
            return self._done(unit, stay, plan, "nyt mål" if goal is None else "mål")

    def end(self, goal_id: UUID, version: int, status: str, on: date | None = None) -> Changes:
        """A goal was reached, or is not worked on any more; its steps stay as they are.

        Args:
            goal_id: The goal.
            version: As read.
            status: ``reached`` or ``stopped``.
            on: Today when None.

        Raises:
            Conflict: Somebody else changed the goal meanwhile; names who.
            ValidationFailed: ``unknown_choice`` at ``status``, ``in_future`` or ``before_goal`` at
                ``on``.
        """
        self._require_writing()
        with self._write("goal.end", "mål") as unit:
            stay, plan, goal = self._of_goal(unit.session, goal_id)
            check_version(unit.session, goal, version)
            day = on or self._house.clock.today()
            problems = list(self._past_day("on", day, goal.set_on, "before_goal"))
            if status not in _ENDS:
                problems.append(Problem("status", "unknown_choice"))
            refuse(problems)
            goal.status, goal.ended_on = status, day
            return self._done(unit, stay, plan, _ENDS[status])

    def reopen(self, goal_id: UUID, version: int) -> Changes:
        """Work on a goal again.

        Raises:
            Conflict: Somebody else changed the goal meanwhile; names who.
        """
        self._require_writing()
        with self._write("goal.reopen", "mål") as unit:
            stay, plan, goal = self._of_goal(unit.session, goal_id)
            check_version(unit.session, goal, version)
            goal.status, goal.ended_on = "active", None
            return self._done(unit, stay, plan, "mål i gang igen")

    def order(self, stay_id: UUID, goal_ids: Sequence[UUID]) -> Changes:
        """Set the order of a plan's goals.

        Raises:
            ValidationFailed: ``list_changed`` at ``goal_ids``: not exactly the plan's goals.
        """
        self._require_writing()
        with self._write("goal.order", "mål") as unit:
            stay = self._stay(unit.session, stay_id)
            plan = self._plan(unit.session, stay_id)
            rows = {row.id: row for row in _plan_rows.goal_rows(unit.session, plan.id)}
            refuse(order_problems("goal_ids", goal_ids, list(rows)))
            for sort, goal_id in enumerate(goal_ids):
                rows[goal_id].sort = sort
            return self._done(unit, stay, plan, "rækkefølge af mål")

    def evaluate(self, command: EvaluationCommand) -> Changes:
        """Write how it goes, beside what was written before; the newest one sets the level now.

        Raises:
            Conflict: Somebody else changed the goal meanwhile; names who.
            NotAllowed: A temp reads evaluations and makes none.
            ValidationFailed: ``evaluation_empty``, ``in_future`` or ``before_goal`` at
                ``evaluated_on``, ``level_out_of_range`` at ``level``, ``too_long`` or
                ``nul_character`` at a text, ``unknown_choice`` at ``informant``,
                ``before_evaluation`` at ``follow_up_on``.
        """
        self._require_writing()
        with self._write("goal.evaluate", "evaluering") as unit:
            session = unit.session
            stay, plan, goal = self._of_goal(session, command.goal_id)
            check_version(session, goal, command.version)
            day = command.evaluated_on or self._house.clock.today()
            words = _ffb.words(session)
            refuse([
                *self._past_day("evaluated_on", day, goal.set_on, "before_goal"),
                *evaluation_problems(command, words, day),
            ])  # fmt: skip
            _move_on(goal, command, day, _plan_rows.evaluation_rows(session, [goal.id]))
            session.add(self._evaluation(command, day))
            session.flush()
            return self._done(unit, stay, plan, "evaluering af mål")

    def history(self, goal_id: UUID) -> GoalHistory:
        """Levels and evaluations of a goal over time.

        Raises:
            NotFound: There is no such goal.
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            *_, goal = self._of_goal(session, goal_id)
            rows = _plan_rows.evaluation_rows(session, [goal.id])
            words, staff = _ffb.words(session), staff_names(session, {row.by_id for row in rows})
            told = tuple(_plan_rows.evaluation_view(row, words, staff) for row in rows)
            return GoalHistory(goal.id, goal.title, goal.level_expected, _points(goal, rows), told)

    def _problems(
        self,
        session: Session,
        command: GoalCommand,
        stay: tables.Stay,
        goal: tables.Goal | None,
    ) -> Iterator[Problem]:
        set_on = command.set_on or (goal.set_on if goal else self._house.clock.today())
        yield from goal_problems(command, _ffb.words(session), set_on, goal)
        yield from self._past_day("set_on", command.set_on, stay.decided_on, "before_stay")
        if goal is not None and command.level_now != goal.level_now:
            rows = _plan_rows.evaluation_rows(session, [goal.id])
            if any(row.level is not None for row in rows):
                yield Problem("level_now", "level_is_evaluated")

    def _new(self, session: Session, plan: tables.StayPlan, command: GoalCommand) -> tables.Goal:
        others = _plan_rows.goal_rows(session, plan.id)
        goal = tables.Goal(
            stay_plan_id=plan.id,
            sort=max((row.sort for row in others), default=-1) + 1,
            set_on=command.set_on or self._house.clock.today(),
        )
        session.add(goal)
        return goal

    def _evaluation(self, command: EvaluationCommand, day: date) -> tables.GoalEvaluation:
        return tables.GoalEvaluation(
            goal_id=command.goal_id,
            evaluated_on=day,
            level=command.level,
            resident_words=command.resident_words.strip(),
            staff_words=command.staff_words.strip(),
            done=command.done.strip(),
            informant=command.informant,
            by_id=self._actor.staff_id,
        )


def _take_over(goal: tables.Goal, command: GoalCommand) -> None:
    goal.title, goal.theme = command.title.strip(), command.theme
    goal.secondary = list(command.secondary)
    goal.goal_type, goal.origin = command.goal_type, command.origin
    goal.effort, goal.responsible = command.effort.strip(), command.responsible.strip()
    goal.level_start, goal.level_now = command.level_start, command.level_now
    if command.id is None:
        # A goal is set at the level of the day; one of the two is enough.
        start, now = command.level_start, command.level_now
        goal.level_start = now if start is None else start
        goal.level_now = start if now is None else now
    goal.level_expected = command.level_expected
    goal.follow_up_on = command.follow_up_on
    if command.set_on is not None:
        goal.set_on = command.set_on


def _move_on(
    goal: tables.Goal,
    command: EvaluationCommand,
    day: date,
    before: Sequence[tables.GoalEvaluation],
) -> None:
    """Level now and next follow-up; an evaluation that is typed late moves neither back."""
    told = [row.evaluated_on for row in before if row.level is not None]
    if command.level is not None and all(day >= earlier for earlier in told):
        goal.level_now = command.level
    if command.follow_up_on is not None:
        goal.follow_up_on = command.follow_up_on
    elif goal.follow_up_on is not None and goal.follow_up_on <= day:
        goal.follow_up_on = None


def _points(goal: tables.Goal, rows: Sequence[tables.GoalEvaluation]) -> tuple[LevelPoint, ...]:
    return (
        LevelPoint(goal.set_on, goal.level_start, "set"),
        *(
            LevelPoint(row.evaluated_on, row.level, "evaluated")
            for row in rows
            if row.level is not None
        ),
    )
