"""The opholdsplan as the sheet that resident and house sign; facts in, nothing is decided here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import cast

from sqlalchemy.orm import Session

from boform_app.services import _families, _letter_sources
from boform_app.services._letter_common import Draft, letter_facts
from boform_app.services.views.admin import Actor
from boform_app.services.views.letters import LetterEdits
from boform_app.services.views.stay_plans import GoalView, StayPlanView, SubgoalView
from models import tables
from models.values.information import InformationKind
from reports.contexts import LetterContext
from reports.letters import stay_plan
from reports.letters.base import LetterFacts
from reports.letters.stay_plan import PlanGoal, PlanStep

# What a theme tells about somebody, the closest key first: ``society.economy``, then ``society``.
# Everything about body, mind and what somebody went through counts as health.
_KINDS: Mapping[str, InformationKind] = MappingProxyType(
    {
        "relations": InformationKind.NETWORK,
        "communication": InformationKind.EVERYDAY,
        "mobility": InformationKind.HEALTH,
        "self_care": InformationKind.EVERYDAY,
        "self_care.health": InformationKind.HEALTH,
        "self_care.sexuality": InformationKind.HEALTH,
        "self_care.toilet": InformationKind.HEALTH,
        "society": InformationKind.EVERYDAY,
        "society.employment": InformationKind.WORK,
        "society.education": InformationKind.WORK,
        "society.economy": InformationKind.ECONOMY,
        "society.housing": InformationKind.HOUSING,
        "practical": InformationKind.EVERYDAY,
        "mental": InformationKind.HEALTH,
        "health": InformationKind.HEALTH,
        "health.substances": InformationKind.SUBSTANCES,
        "physical": InformationKind.HEALTH,
        "social": InformationKind.HEALTH,
        "social.economy": InformationKind.ECONOMY,
        "social.housing": InformationKind.HOUSING,
        "social.interests": InformationKind.EVERYDAY,
        "social.family": InformationKind.NETWORK,
        "social.education_work": InformationKind.WORK,
        "environment": InformationKind.NETWORK,
        "environment.neighbourhood": InformationKind.HOUSING,
    }
)


def sheet(
    session: Session, stay: tables.Stay, plan: StayPlanView, actor: Actor, today: date
) -> LetterContext:
    """The plan for the resident: no address, no consent needed, both sign."""
    person = _families.kept(session, stay.person_id)
    sources = _letter_sources.load(session, person.id, actor, today, None)
    if sources.stay.id != stay.id:
        # An earlier stay's plan carries its own case number, not the present one's.
        sources = replace(sources, lived=stay, plan=None)
    return stay_plan.compose(
        facts(Draft(sources, LetterEdits(), None, None, kind="stay_plan"), plan)
    )


def facts(draft: Draft, plan: StayPlanView) -> stay_plan.StayPlanFacts:
    """The plan for ``stay_plan.compose``: goals that were stopped are left out.

    Args:
        draft: Sources of the house and the person; without a recipient it is the resident's sheet.
        plan: What stands in the plan.
    """
    letter = letter_facts(draft, statutory=False, copy=False)
    contact = letter.contact
    return stay_plan.StayPlanFacts(
        letter=_sheet(letter) if letter.recipient is None else letter,
        goals=tuple(goal_facts(goal) for goal in plan.goals if goal.status != "stopped"),
        own_words=plan.own_words,
        purpose=plan.purpose,
        started=plan.started_on,
        follow_up=plan.follow_up_on,
        contact=contact,
    )


def goal_facts(goal: GoalView) -> PlanGoal:
    """One goal as letters print it."""
    told = goal.evaluation
    return PlanGoal(
        title=goal.title,
        theme=" · ".join((goal.theme_label, *goal.secondary_labels)),
        goal_type=goal.goal_type_label,
        kinds=kinds_of(goal.theme, *goal.secondary),
        origin=cast("stay_plan.Origin", goal.origin),
        level_now=goal.level_now,
        level_expected=goal.level_expected,
        follow_up=goal.follow_up_on,
        steps=tuple(_step(step) for step in goal.subgoals),
        resident_words=told.resident_words if told else "",
        staff_words=told.staff_words if told else "",
        evaluated_on=told.evaluated_on if told else None,
    )


def kinds_of(*themes: str) -> frozenset[InformationKind]:
    """Kinds of information that themes disclose; one that is not known here counts as health."""
    return frozenset(
        _KINDS.get(theme) or _KINDS.get(theme.partition(".")[0], InformationKind.HEALTH)
        for theme in themes
    )


def _sheet(letter: LetterFacts) -> LetterFacts:
    """A sheet for the resident: no address, no channel; both sign below."""
    return replace(
        letter, channel="", contact="", contact_title="", contact_phone="", signer="",
        signer_title="",
    )  # fmt: skip


def _step(step: SubgoalView) -> PlanStep:
    return PlanStep(
        text=step.text,
        who=step.who,
        due=step.due_on,
        status=cast("stay_plan.Status", step.status),
        done_on=step.done_on,
    )
