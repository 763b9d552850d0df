"""Where residents stand on the way to an own home, and who has a handleplan; read, never judged.

The categories come from the last Udflytningsoverblik, the systemstatus from the prerequisites
(``rules.readiness``, ``rules.prerequisites``); here they are only put side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from boform_app.rules import prerequisites
from boform_app.rules.prerequisites import PrerequisiteFacts
from boform_app.rules.stay_facts import StayFacts

Stage = Literal["waits", "last_step", "moving", "clarifying", "other_way"]
STAGES: tuple[Stage, ...] = ("waits", "last_step", "moving", "clarifying", "other_way")
READY: frozenset[Stage] = frozenset({"waits", "last_step", "moving"})
_READY_CATEGORIES = {"K1", "K2"}


@dataclass(frozen=True, slots=True)
class Settings:
    """Numbers of the dated rule rows.

    Attributes:
        least_nights: Nights after which a resident is counted (``overview_first_day``).
        valid_days: How old an overview may be (``overview_again_days``).
    """

    least_nights: int
    valid_days: int


def counts(stay: StayFacts, settings: Settings, today: date) -> bool:
    """Whether a resident has been here long enough to have a plan and an overview."""
    return stay.ended_on is None and nights(stay, today) >= settings.least_nights


def nights(stay: StayFacts, today: date) -> int:
    """Nights of a stay that goes on; the one that is coming is not counted yet."""
    return (today - stay.arrived_on).days


def stage(stay: StayFacts, settings: Settings, today: date) -> Stage | None:
    """Where a resident stands; None without an overview that is new enough.

    Who is ready and waits for the system is counted there, also with a day agreed: what is missing
    is missing on that day, too.
    """
    seen = stay.overview_on
    if seen is None or (today - seen).days > settings.valid_days or not stay.overview_category:
        return None
    if stay.overview_category not in _READY_CATEGORIES:
        return "clarifying" if stay.overview_category == "K3" else "other_way"
    if waiting_for(stay):
        return "waits"
    return "moving" if stay.planned_end is not None else "last_step"


def waiting_for(stay: StayFacts) -> tuple[PrerequisiteFacts, ...]:
    """What holds the move back and is missing or unknown."""
    return prerequisites.holding_system(stay.prerequisites, support_wanted=stay.support_wanted)
