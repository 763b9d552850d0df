"""The sheet for a fire says who is in the house at this minute, and keeps what must be kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from boform_app.clock import COPENHAGEN, FixedClock
from boform_app.services.facade import Services
from boform_app.services.views.rooms import ReserveCommand
from boform_app.services.views.stays import AdmitCommand
from reports.lists.who_is_where import WhereRow
from tests.houses import PLACES, ROOMS


def admit(services: Services, first: str, place: int) -> UUID:
    return services.stays.admit(AdmitCommand(first, "Holm", place_id=PLACES[place])).first("stay")


def rows(services: Services) -> dict[str, WhereRow]:
    return {row.label: row for floor in services.who_is_where.facts().floors for row in floor.rows}


def test_who_is_in_out_and_where_nobody_is(services: Services, clock: FixedClock) -> None:
    per, ole = admit(services, "Per", 1), admit(services, "Ole", 2)
    person = services.stays.get(per).person_id
    services.people.set_fact(person, 1, "evacuation_help", "Rollator. Følg med ned")
    services.absences.away_tonight(ole, "hospital", clock.today() + timedelta(days=1))
    services.rooms.set_state(ROOMS[3], 1, "closed", "vandskade")
    services.reservations.reserve(ReserveCommand(PLACES[4], clock.today(), "23", for_whom="mand"))
    found = rows(services)
    assert found["1"] == WhereRow("1", "Per Holm", "in", "Rollator. Følg med ned")
    # Until when, never why.
    assert found["2"] == WhereRow("2", "Ole Holm", "out", "Ude til i morgen")
    assert found["3"] == WhereRow("3", "", "closed", "Lukket")
    assert found["4"] == WhereRow("4", "", "empty", "Tomt. Ny beboer kl. 23")
    assert found["5"].words == "Tomt"
    facts = services.who_is_where.facts()
    assert [floor.name for floor in facts.floors] == ["1. sal", "stuen"]
    assert (facts.inside, facts.outside) == (1, 1)


def test_at_three_in_the_morning_tonight_is_still_the_evening_before(
    services: Services, clock: FixedClock
) -> None:
    stay = admit(services, "Per", 1)
    services.absences.away_tonight(stay, "leave", clock.today() + timedelta(days=1))
    clock.set(datetime(2026, 11, 24, 3, 0, tzinfo=COPENHAGEN))
    assert rows(services)["1"].state == "out"
    clock.set(datetime(2026, 11, 24, 8, 0, tzinfo=COPENHAGEN))
    assert rows(services)["1"].state == "in"


def test_a_protected_resident_has_no_name_on_paper_whoever_prints(services: Services) -> None:
    stay = admit(services, "Rikke", 1)
    person = services.stays.get(stay).person_id
    services.people.set_fact(person, 1, "evacuation_help", "Sover tungt")
    version = services.people.facts(person).version
    services.people.set_fact(person, version, "protected_address", value=True)
    services.people.open(person, "Brandøvelse")
    assert rows(services)["1"] == WhereRow("1", "Én person, navn skjult", "in", "Sover tungt")


def test_the_assembly_point_is_the_house_s_own(services: Services) -> None:
    facts = services.house.facts()
    services.house.set_fact(facts.version, "assembly_point", "Gården ved cykelskuret")
    assert services.who_is_where.facts().assembly_point == "Gården ved cykelskuret"
    assert services.who_is_where.sheet().startswith(b"%PDF")
