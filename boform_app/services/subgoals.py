"""Steps (*delmål*) towards a goal, which the house owns, and the tasks of a step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from boform_app.errors import Problem
from boform_app.services import _plan_rows
from boform_app.services._changed import check_version
from boform_app.services._goal_checks import order_problems
from boform_app.services._plan_work import PlanWork, refuse
from boform_app.services._texts import LONGEST, LONGEST_LINE, required_problems, text_problems
from boform_app.services.views.stay_plans import SubgoalCommand, SubgoalTaskCommand
from models import tables
from models.values.changes import Changes

_STATUS = {"open": "delmål åbnet igen", "done": "delmål nået", "dropped": "delmål taget af planen"}


class SubgoalsService(PlanWork):
    """Who does what by when; a tick keeps its day."""

    def save(self, command: SubgoalCommand) -> Changes:
        """Add a step at the end, or change one.

        Raises:
            Conflict: Somebody else changed the step meanwhile; names who.
            NotAllowed: A temp reads steps and writes none.
            ValidationFailed: ``required``, ``too_long`` or ``nul_character`` at ``text``, the last
                two at ``who``, ``before_goal`` at ``due_on``.
        """
        self._require_writing()
        with self._write("subgoal.save", "delmål") as unit:
            session = unit.session
            row = self._get(session, tables.Subgoal, command.id) if command.id else None
            stay, plan, goal = self._of_goal(session, row.goal_id if row else command.goal_id)
            if row is not None:
                check_version(session, row, command.version)
            refuse(_problems(command, goal))
            if row is None:
                last = session.scalar(
                    select(func.max(tables.Subgoal.sort)).where(tables.Subgoal.goal_id == goal.id)
                )
                row = tables.Subgoal(goal_id=goal.id, sort=_next(last))
                session.add(row)
            _take_over(row, command)
            session.flush()
            return self._done(unit, stay, plan, "delmål" if command.id else "nyt delmål")

    def set_status(
        self, subgoal_id: UUID, version: int, status: str, on: date | None = None
    ) -> Changes:
        """Tick a step, open it again, or take it off the plan.

        Args:
            subgoal_id: The step.
            version: As read.
            status: ``done``, ``open`` or ``dropped``.
            on: The day it was done, today when None.

        Raises:
            Conflict: Somebody else changed the step meanwhile; names who.
            ValidationFailed: ``unknown_choice`` at ``status``, ``in_future`` or ``before_stay`` at
                ``on``.
        """
        self._require_writing()
        with self._write("subgoal.set", "delmål") as unit:
            row = self._get(unit.session, tables.Subgoal, subgoal_id)
            stay, plan, _ = self._of_goal(unit.session, row.goal_id)
            check_version(unit.session, row, version)
            problems = list(self._past_day("on", on, stay.decided_on, "before_stay"))
            if status not in _STATUS:
                problems.append(Problem("status", "unknown_choice"))
            refuse(problems)
            row.status = status
            row.done_on = (on or self._house.clock.today()) if status == "done" else None
            return self._done(unit, stay, plan, _STATUS[status])

    def order(self, goal_id: UUID, subgoal_ids: Sequence[UUID]) -> Changes:
        """Set the order of a goal's steps.

        Raises:
            ValidationFailed: ``list_changed`` at ``subgoal_ids``: not exactly the goal's steps.
        """
        self._require_writing()
        with self._write("subgoal.order", "delmål") as unit:
            stay, plan, goal = self._of_goal(unit.session, goal_id)
            rows = {row.id: row for row in _plan_rows.subgoal_rows(unit.session, [goal.id])}
            refuse(order_problems("subgoal_ids", subgoal_ids, list(rows)))
            for sort, subgoal_id in enumerate(subgoal_ids):
                rows[subgoal_id].sort = sort
            return self._done(unit, stay, plan, "rækkefølge af delmål")

    def save_task(self, command: SubgoalTaskCommand) -> Changes:
        """Add a task to a step, or change one.

        Raises:
            Conflict: Somebody else changed the task meanwhile; names who.
            ValidationFailed: As ``save``.
        """
        self._require_writing()
        with self._write("subgoal_task.save", "opgave") as unit:
            session = unit.session
            row = self._get(session, tables.SubgoalTask, command.id) if command.id else None
            stay, plan, goal = self._of_step(session, row.subgoal_id if row else command.subgoal_id)
            if row is not None:
                check_version(session, row, command.version)
            refuse(_problems(command, goal))
            if row is None:
                last = session.scalar(
                    select(func.max(tables.SubgoalTask.sort)).where(
                        tables.SubgoalTask.subgoal_id == command.subgoal_id
                    )
                )
                row = tables.SubgoalTask(subgoal_id=command.subgoal_id, sort=_next(last))
                session.add(row)
            _take_over(row, command)
            session.flush()
            return self._done(unit, stay, plan, "opgave i plan" if command.id else "ny opgave")

    def set_task(
        self, task_id: UUID, version: int, *, done: bool, on: date | None = None
    ) -> Changes:
        """Tick a task, or open it again.

        Raises:
            Conflict: Somebody else changed the task meanwhile; names who.
            ValidationFailed: ``in_future`` or ``before_stay`` at ``on``.
        """
        self._require_writing()
        with self._write("subgoal_task.set", "opgave") as unit:
            row = self._get(unit.session, tables.SubgoalTask, task_id)
            stay, plan, _ = self._of_step(unit.session, row.subgoal_id)
            check_version(unit.session, row, version)
            refuse(self._past_day("on", on, stay.decided_on, "before_stay"))
            row.done_on = (on or self._house.clock.today()) if done else None
            return self._done(unit, stay, plan, "opgave gjort" if done else "opgave åbnet igen")

    def remove_task(self, task_id: UUID, version: int) -> Changes:
        """Take a task away; the journal keeps it, and undo brings it back.

        Raises:
            Conflict: Somebody else changed the task meanwhile; names who.
        """
        self._require_writing()
        with self._write("subgoal_task.remove", "opgave") as unit:
            row = self._get(unit.session, tables.SubgoalTask, task_id)
            stay, plan, _ = self._of_step(unit.session, row.subgoal_id)
            check_version(unit.session, row, version)
            unit.session.delete(row)
            return self._done(unit, stay, plan, "opgave fjernet")

    def _of_step(
        self, session: Session, subgoal_id: UUID
    ) -> tuple[tables.Stay, tables.StayPlan, tables.Goal]:
        return self._of_goal(session, self._get(session, tables.Subgoal, subgoal_id).goal_id)


def _problems(command: SubgoalCommand | SubgoalTaskCommand, goal: tables.Goal) -> Iterator[Problem]:
    yield from required_problems("text", command.text, LONGEST)
    yield from text_problems("who", command.who, LONGEST_LINE)
    if command.due_on is not None and command.due_on < goal.set_on:
        yield Problem("due_on", "before_goal")


def _take_over(
    row: tables.Subgoal | tables.SubgoalTask, command: SubgoalCommand | SubgoalTaskCommand
) -> None:
    row.text, row.who, row.due_on = command.text.strip(), command.who.strip(), command.due_on


def _next(last: int | None) -> int:
    return 0 if last is None else last + 1
