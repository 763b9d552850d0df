"""The house's own plan for a stay (*opholdsplan*): own words, purpose, goals; and what to begin with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from boform_app.errors import Problem, ValidationFailed
from boform_app.services import _families, _ffb, _goal_notes, _plan_proposals, _plan_rows
from boform_app.services._changed import check_version
from boform_app.services._plan_work import PlanWork, refuse
from boform_app.services._texts import text_problems
from boform_app.services.notes import TEMP_DAYS
from boform_app.services.overviews import OverviewsService
from boform_app.services.views.stay_plans import PlanProposal, StayPlanCommand, StayPlanView
from models import tables
from models.values.changes import Changes


class StayPlansService(PlanWork):
    """The plan of one stay as a whole; goals and steps have services of their own."""

    def get(self, stay_id: UUID) -> StayPlanView | None:
        """The plan with its goals, steps, tasks, latest evaluations and notes; None when not begun.

        Raises:
            NotFound: There is no such stay.
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            stay = self._stay(session, stay_id)
            plan = _plan_rows.plan_row(session, stay_id)
            if plan is None:
                return None
            since = None
            if self._extent("see_residents") == "present_only":
                since = self._house.clock.now() - timedelta(days=TEMP_DAYS)
            family = _families.family(session, _families.kept(session, stay.person_id).id)
            return _goal_notes.with_notes(
                session, _plan_rows.plan_view(session, plan), family, since
            )

    def begin(self, stay_id: UUID) -> Changes:
        """Begin an empty plan today.

        Raises:
            NotAllowed: A temp reads the plan and begins none.
            ValidationFailed: ``plan_exists``.
        """
        self._require_writing()
        with self._write("stay_plan.begin", "opholdsplan") as unit:
            stay = self._stay(unit.session, stay_id)
            if _plan_rows.plan_row(unit.session, stay_id) is not None:
                raise ValidationFailed(Problem("", "plan_exists"))
            plan = self._begun(unit.session, stay)
            return self._done(unit, stay, plan, "ny opholdsplan")

    def change(self, command: StayPlanCommand) -> Changes:
        """Write own words, purpose and follow-up; version 0 begins the plan when there is none.

        Raises:
            Conflict: Somebody else changed the plan (or began it) meanwhile; names who.
            NotAllowed: A temp reads the plan and changes nothing.
            ValidationFailed: ``too_long`` or ``nul_character`` at ``own_words`` or ``purpose``,
                ``before_plan`` at ``follow_up_on``.
        """
        self._require_writing()
        with self._write("stay_plan.change", "opholdsplan") as unit:
            stay = self._stay(unit.session, command.stay_id)
            if command.version == 0 and _plan_rows.plan_row(unit.session, stay.id) is None:
                plan = self._begun(unit.session, stay)
            else:
                plan = self._plan(unit.session, stay.id)
                check_version(unit.session, plan, command.version)
            refuse(_problems(plan, command))
            plan.own_words = command.own_words.strip()
            plan.purpose = command.purpose.strip()
            plan.follow_up_on = command.follow_up_on
            return self._done(unit, stay, plan, "opholdsplan")

    def propose(self, stay_id: UUID) -> PlanProposal:
        """What the resident's last Udflytningsoverblik suggests; nothing is written.

        Raises:
            NotFound: There is no such stay.
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            person_id = self._stay(session, stay_id).person_id
            words = _ffb.words(session)
        last = OverviewsService(self._house, self._actor).last(person_id)
        return _plan_proposals.of(last, words) if last is not None else PlanProposal()

    def document(self, stay_id: UUID) -> bytes:
        """The plan as a PDF for the resident to keep and to sign; nothing is written.

        To somebody else it goes as a letter, under consent.

        Raises:
            NotFound: There is no such stay, or no plan was begun.
            ReasonNeeded: A protected resident that is not open.
            ValidationFailed: ``glyph_missing``: the fonts lack a character; it is told, never
                printed as a box.
        """
        # What prints is imported when something is printed: the page must not pay for it.
        from boform_app.services import _plan_document  # noqa: PLC0415 - only what prints pays for it
        from reports.render import missing_characters, render  # noqa: PLC0415 - only what prints pays for it

        with self._read() as session:
            stay, plan = self._stay(session, stay_id), self._plan(session, stay_id)
            view = _plan_rows.plan_view(session, plan)
            today = self._house.clock.today()
            context = _plan_document.sheet(session, stay, view, self._actor, today)
        lacking = missing_characters(context)
        refuse(Problem("", "glyph_missing", {"character": one}) for one in lacking)
        return render(context)


def _problems(plan: tables.StayPlan, command: StayPlanCommand) -> Iterator[Problem]:
    yield from text_problems("own_words", command.own_words)
    yield from text_problems("purpose", command.purpose)
    if command.follow_up_on is not None and command.follow_up_on < plan.started_on:
        yield Problem("follow_up_on", "before_plan")
