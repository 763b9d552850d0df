"""Support and home on the timeline and in Historik."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from boform_app.clock import FixedClock, from_local
from boform_app.services._field_names import field_name
from boform_app.services.facade import Services
from boform_app.services.views.moving import (
    DecisionCommand,
    OfferCommand,
    SearchCommand,
    SupportCommand,
    SupporterCommand,
)
from boform_app.services.views.stays import AdmitCommand
from models import tables
from tests.houses import PLACES

TODAY = date(2026, 11, 23)


def back(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture
def stay(services: Services, clock: FixedClock) -> UUID:
    clock.set(from_local(back(98), 21))
    made = services.stays.admit(AdmitCommand("Lise", "Toft", place_id=PLACES[4])).first("stay")
    clock.set(from_local(TODAY, 9))
    return made


def told(services: Services, stay: UUID, *, important: bool = False) -> dict[str, str]:
    person_id = services.stays.get(stay).person_id
    items = services.timeline.items(person_id, important_only=important)
    return {item.title: item.text for item in items if item.kind in {"support", "home"}}


def lise(services: Services, stay: UUID) -> None:
    services.support.propose(SupportCommand(stay, 0, "cti", applied_on=back(56)))
    services.support.decide(DecisionCommand(stay, 1, "granted", back(3)))
    services.support.supporter(
        SupporterCommand(stay, 2, "Bostøtten", "Bo Lind", met_on=back(1), starts_on=back(-5))
    )
    services.homes.change_search(SearchCommand(stay, 0, back(80), back(70)))
    first = services.offers.offer(OfferCommand(stay, back(40), address="Engvej 9"))
    services.offers.decline(first.first("home_offer"), 1, "For langt væk", back(39))
    second = services.offers.offer(OfferCommand(stay, back(28), address="Prøvevænget 3"))
    home = second.first("home_offer")
    services.offers.accept(home, 1, back(27))
    services.offers.step(home, 2, "contract", back(14))
    services.offers.step(home, 3, "keys", TODAY + timedelta(days=1))


def test_the_way_is_told_and_what_lies_ahead_is_not(services: Services, stay: UUID) -> None:
    lise(services, stay)
    assert told(services, stay) == {
        "Har mødt sin støtteperson": "Bo Lind",
        "Støtte bevilget": "CTI",
        "Lejekontrakt underskrevet": "Prøvevænget 3",
        "Tog imod boligen": "Prøvevænget 3",
        "Tilbudt bolig": "Engvej 9",
        "Sagde nej tak til boligen": "For langt væk",
        "Støtte ansøgt": "CTI",
        "Skrevet op til bolig": "",
        "Indstillet til bolig": "",
    }


def test_a_no_is_not_among_what_matters_most(services: Services, stay: UUID) -> None:
    lise(services, stay)
    assert "Sagde nej tak til boligen" not in told(services, stay, important=True)


def test_a_refusal_is_told_with_its_reason(services: Services, stay: UUID) -> None:
    services.support.decide(DecisionCommand(stay, 0, "refused", TODAY, reason="Ingen plads"))
    assert told(services, stay) == {"Støtte ikke bevilget": "Ingen plads"}


def test_history_has_names_and_words_for_every_column(services: Services, stay: UUID) -> None:
    lise(services, stay)
    services.homes.change_search(
        SearchCommand(stay, 1, back(80), back(70), ("youth",), ("husdyr", "ro"))
    )
    person_id = services.stays.get(stay).person_id
    fields = [one for item in services.history.for_person(person_id) for one in item.fields]
    assert ("afgørelse om støtte", "", "bevilget") in fields
    assert ("svar på boligen", "", "ja tak") in fields
    assert ("boligtyper", "", "Ungdomsbolig") in fields
    assert ("krav til boligen", "", "husdyr tilladt, ro og afstand til naboer") in fields
    assert ("nøgler", "", "24-11-2026") in fields


@pytest.mark.parametrize(
    "table", [tables.Support, tables.HousingSearch, tables.HomeOffer, tables.DischargeEvidence]
)
def test_every_column_that_people_write_has_a_name(table: type[tables.Support]) -> None:
    entity = table.__tablename__
    hidden = {"id", "version", "stay_id", "condition"}
    columns = {column.name for column in table.__table__.columns} - hidden
    assert not [name for name in sorted(columns) if not field_name(entity, name)]


def test_nights_elsewhere_have_no_names_for_everybody() -> None:
    assert not field_name("nights_elsewhere", "house")
    assert not field_name("stay", "nights_elsewhere_asked_on")
