"""What is asked of an offered home: order of days, known types, amounts that can be one."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.errors import Problem
from boform_app.services import _homes
from boform_app.services._rent import HIGHEST_KR
from boform_app.services._stay_checks import key_problem
from boform_app.services.views.moving import OfferCommand
from models import tables

_HIGHEST_DEPOSIT_KR = 10 * HIGHEST_KR


def offer_problems(command: OfferCommand, today: date) -> list[Problem]:
    """Everything that keeps an offer from being written down like this."""
    visit_on = local_date(command.visit_at) if command.visit_at else None
    found = [
        key_problem("home_type", "home_types", command.home_type),
        _amount("rent_kr", command.rent_kr, HIGHEST_KR),
        _amount("deposit_kr", command.deposit_kr, _HIGHEST_DEPOSIT_KR),
        _not_before("answer_by", command.answer_by, command.offered_on),
        _not_before("visit_at", visit_on, command.offered_on),
    ]
    if command.offered_on > today:
        found.append(Problem("offered_on", "in_future"))
    if not command.address.strip() and not command.home_type:
        found.append(Problem("address", "required"))
    return [problem for problem in found if problem is not None]


def visit_problems(
    row: tables.HomeOffer, at: datetime | None, on: date | None, today: date
) -> list[Problem]:
    """A visit comes after the offer; one that was held does not lie ahead."""
    agreed = _not_before("visit_at", local_date(at) if at else None, row.offered_on)
    held = day_problems(row, "visited_on", on, today)
    return [*([agreed] if agreed else []), *held]


def day_problems(
    row: tables.HomeOffer, field: str, day: date | None, latest: date | None
) -> list[Problem]:
    """A day after the offer, and no later than ``latest`` where there is one."""
    if day is not None and latest is not None and day > latest:
        return [Problem(field, "in_future")]
    early = _not_before(field, day, row.offered_on)
    return [early] if early else []


def other_accepted(session: Session, row: tables.HomeOffer) -> list[Problem]:
    """One home at a time: the other one is given back first."""
    for other in _homes.offers_of(session, row.stay_id):
        if other.answer == "accepted" and other.id != row.id:
            return [Problem("", "other_home_accepted", {"home": _homes.place(other)})]
    return []


def _not_before(field: str, day: date | None, offered_on: date) -> Problem | None:
    if day is None or day >= offered_on:
        return None
    return Problem(field, "before_offer", {"offered_on": offered_on})


def _amount(field: str, amount: int | None, highest: int) -> Problem | None:
    if amount is None or 0 <= amount <= highest:
        return None
    return Problem(field, "out_of_range")
