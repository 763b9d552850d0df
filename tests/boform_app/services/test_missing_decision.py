"""The strongest alarm says the same on the start page, in Handleplaner and on Afslut ophold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from boform_app.clock import from_local
from boform_app.rules.discharge import Branch
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.moving import DecisionCommand, OfferCommand
from boform_app.services.views.plans import PrerequisiteCommand
from models import tables
from tests.boform_app.services import letter_house as given
from tests.boform_app.services.letter_house import TODAY

Given = Callable[[Services, UUID], None]
MOVES = TODAY + timedelta(days=5)
SUPPORT = "Flytter – afgørelse om støtte er ikke registreret"
BOTILBUD = "Flytter – afgørelse om botilbud er ikke registreret"


@pytest.fixture
def stay(services: Services) -> UUID:
    return services.stays.for_person(given.admitted(services))[0].id


def nothing(services: Services, stay: UUID) -> None:
    """Nobody has decided anything."""


def accepted(home_type: str) -> Given:
    def act(services: Services, stay: UUID) -> None:
        made = services.offers.offer(OfferCommand(stay, TODAY, home_type=home_type))
        services.offers.accept(made.first("home_offer"), 1, TODAY)

    return act


def granted(services: Services, stay: UUID) -> None:
    services.support.decide(DecisionCommand(stay, 0, "granted", TODAY))


def refused(services: Services, stay: UUID) -> None:
    services.support.decide(DecisionCommand(stay, 0, "refused", TODAY, reason="Ingen plads"))


def not_wanted(services: Services, stay: UUID) -> None:
    item = next(one for one in services.plans.prerequisites(stay) if one.code == "C7")
    services.plans.set_prerequisite(
        PrerequisiteCommand(item.id, item.version, "not_relevant", item.owner, TODAY)
    )


def seen(services: Services, stay: UUID) -> None:
    services.conditions.confirm(stay, 2, 0, TODAY, text="Afgørelsen er set.")


@pytest.mark.parametrize(
    ("known", "kind", "branch", "says"),
    [
        (nothing, "", "own_home", SUPPORT),
        (nothing, "own_home", "own_home", SUPPORT),
        (nothing, "municipal_decision", "own_home", SUPPORT),
        (nothing, "residential_offer", "residential_offer", BOTILBUD),
        (nothing, "moved_own_wish", "own_home", ""),
        (nothing, "expulsion", "own_home", ""),
        (accepted("private"), "", "own_home", SUPPORT),
        (accepted("private"), "residential_offer", "residential_offer", BOTILBUD),
        (accepted("residential"), "", "residential_offer", ""),
        (accepted("residential"), "residential_offer", "residential_offer", ""),
        (accepted("residential"), "municipal_decision", "residential_offer", ""),
        (accepted("residential"), "own_home", "own_home", SUPPORT),
        (granted, "own_home", "own_home", ""),
        (granted, "municipal_decision", "own_home", ""),
        (granted, "residential_offer", "residential_offer", BOTILBUD),
        (refused, "own_home", "own_home", ""),
        (not_wanted, "own_home", "own_home", ""),
        (not_wanted, "residential_offer", "residential_offer", BOTILBUD),
        (seen, "residential_offer", "residential_offer", ""),
        (seen, "own_home", "own_home", SUPPORT),
    ],
)
def test_one_rule_for_every_place_that_sounds_the_alarm(  # noqa: PLR0917 - a table's columns
    house: OpenHouse, services: Services, stay: UUID,
    known: Given, kind: str, branch: Branch, says: str,
) -> None:  # fmt: skip
    known(services, stay)
    with house.database.write_unjournaled() as session:
        row = session.get_one(tables.Stay, stay)
        row.planned_end_on, row.end_kind = MOVES, kind
    found = services.ending.preview(stay, kind, branch, from_local(MOVES, 11))
    missing = {"": "", SUPPORT: "own_home", BOTILBUD: "residential_offer"}
    assert found.missing_decision == missing[says]
    due = [row for row in services.today.deadlines() if row.strong]
    assert [row.what for row in due] == ([says] if says else [])
    (card,) = (row for row in services.board.view().rows if row.column == "moving")
    assert card.strong == bool(says)
    assert not says or card.what == says.removeprefix("Flytter – ").capitalize()
    assert not says or card.action == due[0].action
