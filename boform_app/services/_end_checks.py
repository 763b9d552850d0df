"""What is asked before a stay ends."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.errors import Problem
from boform_app.rules.discharge import EndKind
from boform_app.services import _rooms
from boform_app.services._stay_checks import day_problems, key_problem, leaders
from boform_app.services.views.stays import EndStayCommand
from models import tables


def end_problems(
    session: Session,
    stay: tables.Stay,
    command: EndStayCommand,
    kind: EndKind,
    *,
    decided_by_id: UUID,
    today: date,
) -> list[Problem]:
    """Everything that keeps the stay from ending as it was typed."""
    found = [
        *_time_problems(session, stay, command.ended_at, today),
        key_problem("destination", "destinations", command.destination),
        key_problem("situation", "homelessness_situations", command.situation),
    ]
    if kind.needs_reason and not command.reason.strip():
        found.append(Problem("reason", "required"))
    if kind.needs_hearing:
        found += _hearing_problems(command)
    if kind.is_house_decision:
        found += _decider_problems(session, decided_by_id)
    if kind.decided_by in {"house", "municipality"}:
        found += _decision_problems(command)
    return [problem for problem in found if problem is not None]


def _time_problems(
    session: Session, stay: tables.Stay, ended_at: datetime, today: date
) -> list[Problem]:
    if ended_at < stay.arrived_at:
        facts = {"arrived_on": local_date(stay.arrived_at)}
        return [Problem("ended_at", "end_before_start", facts)]
    if local_date(ended_at) > today:
        return [Problem("ended_at", "in_the_future", {"day": local_date(ended_at)})]
    found = [
        Problem("ended_at", problem.code, {"decided_on": stay.decided_on})
        for problem in day_problems(stay.decided_on, stay.arrived_at, ended_at, today)
        if problem.code == "decision_after_end"
    ]
    place = _rooms.current_places(session, [stay.id]).get(stay.id)
    if place is not None and ended_at < place[0].starts_at:
        facts = {"moved_on": local_date(place[0].starts_at)}
        found.append(Problem("ended_at", "end_before_move", facts))
    return found


def _hearing_problems(command: EndStayCommand) -> list[Problem]:
    """*Hørt: dato, hvad sagde beboeren*, or why not."""
    if command.not_heard_reason.strip():
        return []
    if command.heard_on is None:
        return [Problem("heard_on", "hearing_missing")]
    if command.heard_on > local_date(command.ended_at):
        return [Problem("heard_on", "heard_after_end")]
    if not command.heard_statement.strip():
        return [Problem("heard_statement", "required")]
    return []


def _decider_problems(session: Session, decided_by_id: UUID) -> list[Problem]:
    if decided_by_id in {leader.id for leader in leaders(session)}:
        return []
    return [Problem("decided_by_id", "not_a_leader")]


def _decision_problems(command: EndStayCommand) -> list[Problem]:
    ended_on = local_date(command.ended_at)
    if command.decided_on is None or command.decided_on <= ended_on:
        return []
    return [Problem("decided_on", "decision_after_end", {"ended_on": ended_on})]
