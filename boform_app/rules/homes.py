"""The way to a home (*boligsag*): from the nomination to the day the resident moved in.

A step is read from the days that are written, so that it can never say something else than they
do. A home that was declined or withdrawn leads back to where the search stood, and nothing here
counts how often that happened (readiness.md 3.9).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class HomeStep(StrEnum):
    """Where the way to a home stands; ``NONE`` before anybody has nominated the resident."""

    NONE = ""
    NOMINATED = "nominated"
    LISTED = "listed"
    OFFERED = "offered"
    VISITED = "visited"
    ACCEPTED = "accepted"
    CONTRACT = "contract"
    KEYS = "keys"
    MOVED_IN = "moved_in"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"

    @property
    def is_closed(self) -> bool:
        """Whether this home leads nowhere any more."""
        return self in {HomeStep.DECLINED, HomeStep.WITHDRAWN}


_ORDER = tuple(HomeStep)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferFacts:
    """The days of one offered home.

    Attributes:
        answer: "" while open, ``accepted``, ``declined`` or ``withdrawn``.
        visited_on: The visit that was held.
        contract_on: The tenancy was signed.
        keys_on: The keys are handed over; may be an appointment ahead.
        moved_in_on: The resident moved in.
    """

    answer: str = ""
    visited_on: date | None = None
    contract_on: date | None = None
    keys_on: date | None = None
    moved_in_on: date | None = None


def offer_step(offer: OfferFacts, today: date) -> HomeStep:
    """How far one home has come; a day ahead does not count yet."""
    if offer.answer == "declined":
        return HomeStep.DECLINED
    if offer.answer == "withdrawn":
        return HomeStep.WITHDRAWN
    reached = HomeStep.VISITED if _passed(offer.visited_on, today) else HomeStep.OFFERED
    if offer.answer != "accepted":
        return reached
    days = (
        (HomeStep.MOVED_IN, offer.moved_in_on),
        (HomeStep.KEYS, offer.keys_on),
        (HomeStep.CONTRACT, offer.contract_on),
    )
    return next((step for step, day in days if _passed(day, today)), HomeStep.ACCEPTED)


def stay_step(
    offers: Iterable[OfferFacts],
    today: date,
    *,
    nominated_on: date | None,
    listed_on: date | None,
) -> HomeStep:
    """How far the way to a home has come: the furthest open home, else the search itself."""
    steps = [offer_step(offer, today) for offer in offers]
    live = [step for step in steps if not step.is_closed]
    if live:
        return max(live, key=_ORDER.index)
    if _passed(listed_on, today):
        return HomeStep.LISTED
    return HomeStep.NOMINATED if _passed(nominated_on, today) else HomeStep.NONE


def ready_on(
    keys_on: date | None, move_in_on: date | None, moved_in_on: date | None
) -> date | None:
    """The first day the resident can move in, None where nobody has said.

    The keys open the door: an agreed day counts from the keys where both are known.
    """
    if moved_in_on is not None:
        return moved_in_on
    known = [day for day in (keys_on, move_in_on) if day is not None]
    return max(known, default=None)


def _passed(day: date | None, today: date) -> bool:
    return day is not None and day <= today
