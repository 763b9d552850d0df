"""What the services of the opholdsplan share: who may write, whose plan it is, how a step is named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.errors import NotFound, Problem, ValidationFailed
from boform_app.services import _families, _plan_rows
from boform_app.services._sight import SightService
from models import tables
from models.unit_of_work import UnitOfWork
from models.values.changes import Changes

PERMISSION = "overview"


class PlanWork(SightService):
    """Root of the services of the opholdsplan; a temp reads it and writes nothing."""

    def _require_writing(self) -> None:
        if self._require(PERMISSION) != "yes":
            self._refuse(PERMISSION)

    def _stay(self, session: Session, stay_id: UUID) -> tables.Stay:
        """The stay of a person the actor may see and has open."""
        stay = self._get(session, tables.Stay, stay_id)
        self._opened(session, stay.person_id)
        return stay

    def _of_goal(
        self, session: Session, goal_id: UUID
    ) -> tuple[tables.Stay, tables.StayPlan, tables.Goal]:
        goal = self._get(session, tables.Goal, goal_id)
        plan = self._get(session, tables.StayPlan, goal.stay_plan_id)
        return self._stay(session, plan.stay_id), plan, goal

    def _begun(self, session: Session, stay: tables.Stay) -> tables.StayPlan:
        """The plan of a stay, begun today when there is none."""
        plan = _plan_rows.plan_row(session, stay.id)
        if plan is None:
            plan = tables.StayPlan(stay_id=stay.id, started_on=self._house.clock.today())
            session.add(plan)
            session.flush()
        return plan

    def _plan(self, session: Session, stay_id: UUID) -> tables.StayPlan:
        plan = _plan_rows.plan_row(session, stay_id)
        if plan is None:
            raise NotFound(str(stay_id))
        return plan

    @staticmethod
    def _done(unit: UnitOfWork, stay: tables.Stay, plan: tables.StayPlan, label: str) -> Changes:
        """Name the step with the resident and commit; the plan counts as written today."""
        _families.check_here(stay)
        person = _families.kept(unit.session, stay.person_id)
        unit.relabel(f"{label} for {_families.full_name(person)}")
        unit.about(stay.person_id)
        unit.concerns("stay_plan", plan.id)
        return unit.commit()

    def _past_day(self, field: str, on: date | None, since: date, code: str) -> Iterator[Problem]:
        """A day on which something happened: not ahead, not before it could."""
        if on is not None and on > self._house.clock.today():
            yield Problem(field, "in_future")
        if on is not None and on < since:
            yield Problem(field, code)


def refuse(problems: Iterator[Problem] | list[Problem]) -> None:
    """Raise everything that was found at once.

    Raises:
        ValidationFailed: There was something.
    """
    found = tuple(problems)
    if found:
        raise ValidationFailed(*found)
