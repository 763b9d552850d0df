"""What is asked of a decision on support before it is written down."""

from __future__ import annotations

from datetime import date

from boform_app.errors import Problem
from boform_app.services.views.moving import DECISIONS, SUPPORT_METHODS, DecisionCommand


def decision_problems(command: DecisionCommand, today: date) -> list[Problem]:
    """Everything that keeps a decision from being written down like this."""
    problems: list[Problem] = []
    if command.decision and command.decision not in DECISIONS:
        problems.append(Problem("decision", "unknown_choice"))
    if command.decision:
        problems += _day_problems(command, today)
    if command.granted_method and command.granted_method not in SUPPORT_METHODS:
        problems.append(Problem("granted_method", "unknown_choice"))
    if command.decision == "granted_otherwise" and not command.granted_method:
        problems.append(Problem("granted_method", "required"))
    return problems


def before(day: date | None, other: date | None) -> bool:
    """Whether one day lies before another; an unknown day lies nowhere."""
    return day is not None and other is not None and day < other


def _day_problems(command: DecisionCommand, today: date) -> list[Problem]:
    found: list[Problem] = []
    if command.decided_on is None:
        found.append(Problem("decided_on", "required"))
    elif command.decided_on > today:
        found.append(Problem("decided_on", "in_future"))
    if command.received_on is not None and command.received_on > today:
        found.append(Problem("received_on", "in_future"))
    if before(command.received_on, command.decided_on):
        found.append(Problem("received_on", "before_decision"))
    return found
