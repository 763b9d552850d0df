"""The folder for a fire says who is in the house and whom to call, and keeps what must be kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from boform_app.clock import COPENHAGEN, FixedClock
from boform_app.services.facade import Services
from boform_app.services.views.admin import ContactView
from boform_app.services.views.contacts import MunicipalityCommand
from boform_app.services.views.incidents import IncidentCommand
from boform_app.services.views.rooms import ReserveCommand
from boform_app.services.views.stays import AdmitCommand
from reports.lists.emergency_folder import FolderFacts, PhoneRow, texts_of
from reports.lists.who_is_where import WhereRow
from tests.houses import PLACES, ROOMS


def admit(services: Services, first: str, place: int) -> UUID:
    return services.stays.admit(AdmitCommand(first, "Holm", place_id=PLACES[place])).first("stay")


def rows(services: Services) -> dict[str, WhereRow]:
    return {
        row.label: row
        for floor in services.emergency_folder.facts().where.floors
        for row in floor.rows
    }


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
    facts = services.emergency_folder.facts().where
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
    assert services.emergency_folder.facts().where.assembly_point == "Gården ved cykelskuret"
    assert services.emergency_folder.sheet().startswith(b"%PDF")


def folder(services: Services) -> FolderFacts:
    return services.emergency_folder.facts()


def test_whom_to_call_and_who_said_no(services: Services) -> None:
    person = services.stays.get(admit(services, "Per", 1)).person_id
    services.circle.add_kin(person, "Anna Holm", "søster", "12 34 56 01", "Ja, også om natten")
    services.circle.add_kin(person, "Bo Holm", "bror", "12 34 56 02", "Nej")
    services.circle.add_kin(person, "Ida Holm", "", "12 34 56 03")
    services.circle.add_kin(person, "Uden nummer", "ven", "", "ja")
    assert folder(services).kin == (
        PhoneRow(
            "1 Per Holm", "Anna Holm, søster · må kontaktes: ja, også om natten", "12 34 56 01"
        ),
        PhoneRow("1 Per Holm", "Ida Holm · ikke spurgt, om vi må ringe", "12 34 56 03"),
    )


def test_the_municipalities_of_those_who_live_here(services: Services, clock: FixedClock) -> None:
    stay = admit(services, "Per", 1)
    for code, unit in (("0851", "Socialafdelingen"), ("0101", "Hjemløseenheden")):
        lines = ("Boks 1", "", "", "", "")
        services.municipalities.save(
            ContactView(None, 0, code, unit, lines, "12 34 56 80", "", "", "", "", True)
        )
    # Our own.
    assert [row.name for row in folder(services).municipalities] == ["Aalborg Kommune"]
    version = services.stays.get(stay).version
    services.case_municipalities.change(
        MunicipalityCommand(stay, version, "acting", "0101", clock.today())
    )
    assert [(row.name, row.what) for row in folder(services).municipalities] == [
        ("Københavns Kommune", "Hjemløseenheden"),
        ("Aalborg Kommune", "Socialafdelingen"),
    ]


def test_nothing_of_a_protected_resident_but_the_room(
    services: Services, clock: FixedClock
) -> None:
    stay = admit(services, "Rikke", 1)
    person = services.stays.get(stay).person_id
    services.circle.add_kin(person, "Anna Holm", "søster", "12 34 56 01", "ja")
    services.people.set_fact(
        person, services.people.facts(person).version, "protected_address", value=True
    )
    services.people.open(person, "Brandøvelse")
    clock.set(clock.now() + timedelta(days=10))
    found = folder(services)
    assert found.late
    assert {(row.room, row.name) for row in found.late} == {("1", "Én person, navn skjult")}
    assert found.kin == ()
    assert not any("Rikke" in said for said in texts_of(found))


def test_what_is_due_and_what_is_late(services: Services, clock: FixedClock) -> None:
    admit(services, "Per", 1)
    notice = "Orientering om optagelse, handlekommune ikke afklaret"
    assert not any(row.what == notice for row in folder(services).today)
    due = next(
        row.due for row in services.today.deadlines() if row.action == "letter:admission_notice"
    )
    assert due is not None
    clock.set(datetime(due.year, due.month, due.day, 9, 0, tzinfo=COPENHAGEN))
    (row,) = [one for one in folder(services).today if one.what == notice]
    assert (row.room, row.name, row.when) == ("1", "Per Holm", "lovens frist")
    clock.set(clock.now() + timedelta(days=1))
    (row,) = [one for one in folder(services).late if one.what == notice]
    assert row.when == f"siden {due.day}-{due.month} · lovens frist"


def test_what_the_leader_reads_alone_does_not_lie_on_the_table(
    services: Services, clock: FixedClock
) -> None:
    services.incidents.write(IncidentCommand("Et glas gik i stykker"))
    clock.set(clock.now() + timedelta(days=60))
    assert any(row.action == "review:incident" for row in services.today.deadlines())
    assert not any("gennemgå" in row.what for row in folder(services).late)
