"""What keeps a goal or an evaluation from being written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from boform_app.errors import Problem
from boform_app.services._texts import LONGEST_LINE, required_problems, text_problems
from boform_app.services.views.stay_plans import EvaluationCommand, GoalCommand
from models import tables
from models.values.ffb import LEVELS, Ffb, Theme, shipped

_TYPES = frozenset({"keep", "develop", "limit"})
_ORIGINS = frozenset({"municipality", "proposed"})


def goal_problems(
    command: GoalCommand, words: Ffb, set_on: date, goal: tables.Goal | None
) -> Iterator[Problem]:
    """Problems of a goal at its fields.

    Args:
        command: What shall be written.
        words: The house's words of FFB.
        set_on: The day the goal was or is set.
        goal: The goal that is changed, None for a new one; its themes stay allowed.
    """
    yield from required_problems("title", command.title)
    yield from text_problems("effort", command.effort)
    yield from text_problems("responsible", command.responsible, LONGEST_LINE)
    yield from _theme_problems(command, words, goal)
    for field in ("level_start", "level_now", "level_expected"):
        yield from level_problems(field, getattr(command, field))
    if command.goal_type not in _TYPES:
        yield Problem("goal_type", "unknown_choice")
    if command.origin not in _ORIGINS:
        yield Problem("origin", "unknown_choice")
    if command.follow_up_on is not None and command.follow_up_on < set_on:
        yield Problem("follow_up_on", "before_goal")


def level_problems(field: str, level: int | None) -> Iterator[Problem]:
    """A level is 0 to 4, or nobody knows; type() and not isinstance(), for True is an int."""
    if level is not None and (type(level) is not int or level not in LEVELS):
        yield Problem(field, "level_out_of_range")


def evaluation_problems(command: EvaluationCommand, words: Ffb, on: date) -> Iterator[Problem]:
    """Problems of an evaluation at its fields; one that says nothing is none."""
    texts = ("resident_words", "staff_words", "done")
    for field in texts:
        yield from text_problems(field, getattr(command, field))
    yield from level_problems("level", command.level)
    if command.level is None and not any(getattr(command, field).strip() for field in texts):
        yield Problem("", "evaluation_empty")
    if command.informant and command.informant not in {t.key for t in words.lists["source"]}:
        yield Problem("informant", "unknown_choice")
    if command.follow_up_on is not None and command.follow_up_on < on:
        yield Problem("follow_up_on", "before_evaluation")


def order_problems(field: str, given: Sequence[object], known: Sequence[object]) -> list[Problem]:
    """An order names everything once, or somebody added or removed something meanwhile."""
    same = len(given) == len(known) and set(given) == set(known)
    return [] if same else [Problem(field, "list_changed")]


def _theme_problems(
    command: GoalCommand, words: Ffb, goal: tables.Goal | None
) -> Iterator[Problem]:
    kept = {goal.theme, *goal.secondary} if goal is not None else set()
    if not command.theme:
        yield Problem("theme", "required")
    elif (theme := _known(command.theme, words, kept)) is None:
        yield Problem("theme", "unknown_choice")
    elif not theme.may_be_primary:
        yield Problem("theme", "theme_not_levelled")
    if len(set(command.secondary)) != len(command.secondary) or command.theme in command.secondary:
        yield Problem("secondary", "theme_twice")
    if any(_known(key, words, kept) is None for key in command.secondary):
        yield Problem("secondary", "unknown_choice")


def _known(key: str, words: Ffb, kept: set[str]) -> Theme | None:
    """A theme of the house's words; one that the goal has already may stay when they changed."""
    return words.find_theme(key) or (shipped().find_theme(key) if key in kept else None)
