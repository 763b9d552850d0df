"""Goals of the opholdsplan in letters, as far as the chosen consent carries their themes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from boform_app.services._letter_case import MarkedNote
from boform_app.services._letter_common import Draft, covered
from boform_app.services._letter_parts import marked, note_facts, note_kind, stopped
from boform_app.services._plan_document import kinds_of
from boform_app.services.views.stay_plans import GoalView, SubgoalView
from models.values.information import InformationKind
from reports.letters.plan_request import GoalProposal
from reports.letters.referral import ReferralGoal
from reports.letters.status_facts import GoalFacts, PartGoalFacts

_NOTES_OF_A_GOAL = 2
"""Marked notes that stand under a goal."""


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


def noted(
    draft: Draft, goals: tuple[GoalView, ...], first: date, last: date
) -> dict[UUID, tuple[MarkedNote, ...]]:
    """The newest marked notes of a period about each goal, oldest first; a note stands once.

    The others stay by their theme, where the author can leave some out.

    Args:
        draft: The letter; goals: those it tells; first and last: the period.
    """
    found: dict[UUID, list[MarkedNote]] = {}
    newest_first = sorted(marked(draft, first, last), key=lambda note: note.day, reverse=True)
    for note in newest_first:
        home = next((goal.id for goal in goals if goal.id in note.goals), None)
        if home is not None and len(found.get(home, ())) < _NOTES_OF_A_GOAL:
            found.setdefault(home, []).insert(0, note)
    return {goal: tuple(notes) for goal, notes in found.items()}


def is_over(goal: GoalView, since: date) -> bool:
    """Whether it was reached before the period, and is told no more."""
    return goal.status == "reached" and goal.ended_on is not None and goal.ended_on < since


def status_facts(
    goals: tuple[GoalView, ...], notes: Mapping[UUID, tuple[MarkedNote, ...]]
) -> Iterator[GoalFacts]:
    """Goals with what is known of them.

    Args:
        goals: Those to tell.
        notes: Marked notes by goal.
    """
    for goal in goals:
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
            notes=tuple(note_facts(note) for note in notes.get(goal.id, ())),
            noted=frozenset(note_kind(note) for note in notes.get(goal.id, ())),
        )


def _part(step: SubgoalView) -> PartGoalFacts:
    if step.status == "done":
        return PartGoalFacts(step.text, "nået", step.done_on)
    return PartGoalFacts(step.text, "i gang")
