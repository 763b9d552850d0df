"""Goals of the opholdsplan in letters, as far as the chosen consent carries their themes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from boform_app.services._letter_common import Draft, covered
from boform_app.services._letter_parts import stopped
from boform_app.services._plan_document import kinds_of
from boform_app.services.views.stay_plans import GoalView, SubgoalView
from models.values.information import InformationKind
from reports.letters.plan_request import GoalProposal
from reports.letters.referral import ReferralGoal
from reports.letters.status_facts import GoalFacts, PartGoalFacts


def tellable(draft: Draft) -> tuple[GoalView, ...]:
    """Goals that were not stopped and whose theme the consent carries."""
    plan = draft.sources.case.plan
    allowed = covered(draft)
    goals = plan.goals if plan else ()
    return tuple(g for g in goals if g.status != "stopped" and kind_of(g) in allowed)


def kind_of(goal: GoalView) -> InformationKind:
    """What a goal tells of: its primary theme; secondary themes are not printed."""
    return next(iter(kinds_of(goal.theme)))


def proposals(draft: Draft) -> tuple[tuple[GoalProposal, ...], frozenset[InformationKind]]:
    """Goals that the house proposes for the plan, and what they tell."""
    goals = [g for g in tellable(draft) if g.origin == "proposed" and g.status == "active"]
    made = tuple(
        GoalProposal(
            theme=goal.theme_label,
            goal=stopped(goal.title),
            goal_type=goal.goal_type_label,
            effort=goal.effort,
        )
        for goal in goals
    )
    return made, frozenset(kind_of(goal) for goal in goals)


def in_short(draft: Draft) -> Iterator[ReferralGoal]:
    """Title, theme and level of the goals that are worked on."""
    for goal in tellable(draft):
        if goal.status == "active":
            level = goal.level_start if goal.level_now is None else goal.level_now
            yield ReferralGoal(goal.theme_label, kind_of(goal), goal.title, level)


def status_facts(goals: tuple[GoalView, ...], since: date) -> Iterator[GoalFacts]:
    """Goals with what is known of them; what was reached before the period is told no more.

    Args:
        goals: Those to tell.
        since: First day of the period.
    """
    for goal in goals:
        if goal.status == "reached" and goal.ended_on is not None and goal.ended_on < since:
            continue
        told = goal.evaluation
        yield GoalFacts(
            theme=goal.theme_label,
            goal_type=goal.goal_type_label,
            kind=kind_of(goal),
            start=goal.level_start,
            now=goal.level_now,
            expected=goal.level_expected,
            part_goals=tuple(_part(one) for one in goal.subgoals if one.status != "dropped"),
            done=told.done if told else "",
            says=told.resident_words if told else "",
            assessed=told.staff_words if told else "",
            assessed_by=told.by.name if told else "",
            assessed_on=told.evaluated_on if told else None,
        )


def _part(step: SubgoalView) -> PartGoalFacts:
    if step.status == "done":
        return PartGoalFacts(step.text, "nået", step.done_on)
    return PartGoalFacts(step.text, "i gang")
