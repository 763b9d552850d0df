"""The sheet for a cooperation meeting: whose matters stand on it, and what never does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from boform_app.clock import COPENHAGEN, FixedClock
from boform_app.errors import NotAllowed, NotFound
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.contacts import AgendaItem, Agreement, MeetingCommand
from boform_app.services.views.cooperation import AgreedStep
from boform_app.services.views.plans import PlanCommand, PrerequisiteCommand
from boform_app.services.views.stays import StayView
from tests import houses
from tests.boform_app.services import letter_house as given
from tests.boform_app.services.letter_house import TODAY, text_of_document

AALBORG, RANDERS = "0851", "0730"


def living(services: Services, name: str, place: int, **changes: object) -> StayView:
    command = replace(
        given.ADMISSION,
        first_name=name,
        place_id=houses.PLACES[place],
        cpr_text="",
        **changes,  # type: ignore[arg-type]  # fields by name
    )
    return services.stays.for_person(given.admitted(services, command))[0]


def waits(services: Services, stay: StayView, code: str, owner: str, days: int) -> None:
    row = next(one for one in services.plans.prerequisites(stay.id) if one.code == code)
    services.plans.set_prerequisite(
        PrerequisiteCommand(row.id, row.version, "in_progress", owner, TODAY - timedelta(days=days))
    )


@pytest.fixture
def kim(services: Services) -> StayView:
    given.contact(services)
    kim = living(services, "Kim", 1)
    waits(services, kim, "C2", "housing", 30)
    waits(services, kim, "C7", "municipality", 12)
    waits(services, kim, "C11", "municipality", 40)
    waits(services, kim, "C12", "health", 50)
    return kim


@pytest.fixture
def ea(services: Services, kim: StayView) -> StayView:
    ea = living(services, "=Ea", 2, last_name="1+1")
    waits(services, ea, "C8", "provider", 20)
    living(services, "Ole", 3, acting_municipality_code=RANDERS)
    assert kim.id != ea.id
    return ea


def opened(data: bytes) -> Worksheet:
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_only_this_municipality_longest_wait_first(services: Services, ea: StayView) -> None:
    view = services.cooperation.view(AALBORG)
    assert [(one.name, one.what, one.days) for one in view.items] == [
        ("=Ea 1+1", "Støtteperson", 20),
        ("Kim Dahl", "Afgørelse om støtte", 12),
        ("Kim Dahl", "Bolig", 30),
        ("=Ea 1+1", "Handleplan", 0),
        ("Kim Dahl", "Handleplan", 0),
    ]
    assert [one.column for one in view.items] == ["municipality"] * 2 + ["housing"] + ["us"] * 2
    assert (view.unit, view.hidden, view.unsaid) == ("Socialafdelingen, voksne", 0, 2)
    assert ea.case_number in {one.case_number for one in view.items}
    towns = services.cooperation.municipalities()
    assert [(one.name, one.residents) for one in towns] == [
        ("Randers Kommune", 1),
        ("Aalborg Kommune", 2),
    ]


def test_the_sheet_tells_no_money_no_treatment_and_no_cpr(services: Services, ea: StayView) -> None:
    text = text_of_document(services.cooperation.sheet(AALBORG))
    assert "Samarbejdsark: Aalborg Kommune" in text
    assert "5 åbne punkter om 2 borgere" in text
    for told in ("Kim Dahl", "=Ea 1+1", "Afgørelse om støtte", "Støtteperson"):
        assert told in text
    for kept in ("Ole", "Gæld", "Behandling", "140682", "CTI"):
        assert kept not in text
    history = services.history.for_person(ea.person_id)
    assert "har lavet et samarbejdsark" in {item.label for item in history}


def test_a_closed_protected_resident_is_on_no_sheet(
    house: OpenHouse, services: Services, kim: StayView, ea: StayView
) -> None:
    person = kim.person_id
    facts = services.people.facts(person)
    services.people.set_fact(person, facts.version, "protected_address", value=True)
    closed = houses.services(house, "staff")
    view = closed.cooperation.view(AALBORG)
    assert view.hidden == 1
    assert {one.name for one in view.items} == {"=Ea 1+1"}
    text = text_of_document(closed.cooperation.sheet(AALBORG))
    assert "Kim" not in text
    assert "eskyttet" not in text
    closed.people.open(person, "samarbejdsmøde")
    assert closed.cooperation.view(AALBORG).hidden == 0
    assert "Kim Dahl" in text_of_document(closed.cooperation.sheet(AALBORG))
    assert ea.id


def test_what_was_solved_since_the_last_meeting(
    services: Services, kim: StayView, clock: FixedClock
) -> None:
    held = services.meetings.plan(
        MeetingCommand(
            starts_at=datetime(2026, 11, 23, 10, tzinfo=COPENHAGEN),
            kind="cooperation",
            municipality_code=AALBORG,
        )
    ).first("meeting")
    services.meetings.hold(held, 1, "Vi talte om alle.")
    clock.set(clock.now() + timedelta(days=9))
    plan = services.plans.get(kim.id)
    services.plans.change(PlanCommand(kim.id, plan.version, "received", on=date(2026, 12, 1)))
    coming = services.meetings.plan(
        MeetingCommand(
            starts_at=datetime(2026, 12, 9, 10, tzinfo=COPENHAGEN),
            kind="cooperation",
            municipality_code=AALBORG,
        )
    ).first("meeting")
    view = services.cooperation.view(AALBORG)
    assert (view.meeting_id, view.previous) == (coming, TODAY)
    assert view.solved == ("Kim Dahl har fået handleplan.",)
    text = text_of_document(services.cooperation.sheet(AALBORG, coming))
    assert "Til mødet onsdag 9. december 2026 kl. 10" in text
    assert "Løst: et punkt. Kim Dahl har fået handleplan." in text
    with pytest.raises(NotFound):
        services.cooperation.view(RANDERS, coming)
    with pytest.raises(NotFound):
        services.cooperation.view("9999")


def test_the_spreadsheet_holds_the_same_and_no_formula(services: Services, ea: StayView) -> None:
    sheet = opened(services.cooperation.spreadsheet(AALBORG))
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == (
        "Borger", "Sagsnr.", "Hvem har bolden", "Hvad mangler", "Siden", "Døgn", "Sidst rykket",
        "Det aftaler vi", "Hvem", "Hvornår",
    )  # fmt: skip
    assert rows[1][:4] == ("=Ea 1+1", ea.case_number, "Leverandør", "Støtteperson")
    assert rows[1][4:7] == (datetime(2026, 11, 3), 20, None)  # noqa: DTZ001 - a day has no zone
    assert len(rows) == 6
    assert all(row[7:] == (None, None, None) for row in rows[1:])
    first = sheet["A2"]
    assert (first.data_type, first.quotePrefix) == ("s", True)
    assert sheet.freeze_panes == "A2"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)


def test_the_properties_say_nothing(services: Services, ea: StayView) -> None:
    book = load_workbook(BytesIO(services.cooperation.spreadsheet(AALBORG)))
    said = book.properties
    assert said.creator == "Boform"
    assert not any((said.title, said.subject, said.description, said.keywords, said.lastModifiedBy))
    assert book.sheetnames == ["Samarbejdsark"]
    assert ea.id


def test_a_temp_makes_no_sheet(house: OpenHouse, ea: StayView) -> None:
    temp = houses.services(house, "temp")
    for ask in (
        temp.cooperation.municipalities,
        lambda: temp.cooperation.sheet(AALBORG),
        lambda: temp.cooperation.spreadsheet(AALBORG),
    ):
        with pytest.raises(NotAllowed):
            ask()
    assert ea.id


def test_a_municipality_without_residents_has_an_empty_sheet(services: Services) -> None:
    assert "0 åbne punkter" in text_of_document(services.cooperation.sheet(RANDERS))
    assert len(list(opened(services.cooperation.spreadsheet(RANDERS)).iter_rows())) == 1


def met(services: Services, *agreements: Agreement) -> None:
    """A meeting with Aalborg this morning, and what it agreed."""
    meeting = services.meetings.plan(
        MeetingCommand(
            starts_at=datetime(2026, 11, 23, 9, tzinfo=COPENHAGEN),
            kind="cooperation",
            municipality_code=AALBORG,
        )
    ).first("meeting")
    services.meetings.hold(meeting, 1, "Vi talte om alle.", agreements)


def test_what_was_agreed_stands_on_the_sheet_and_the_rest_is_left_to_the_pen(
    services: Services, kim: StayView, ea: StayView, clock: FixedClock
) -> None:
    friday = date(2026, 11, 27)
    met(
        services,
        Agreement("Afgørelsen sendes", "Hanne Riis", friday, "C7", kim.id),
        Agreement("Gælden lægges frem", "Hanne Riis", friday, "C11", kim.id),
        Agreement("Nyt fast møde hver måned", "Begge"),
    )
    plan = services.plans.get(ea.id)
    promised = date(2026, 12, 4)
    services.plans.change(PlanCommand(ea.id, plan.version, "requested", on=TODAY))
    plan = services.plans.get(ea.id)
    services.plans.change(PlanCommand(ea.id, plan.version, promised_for=promised))
    row = next(one for one in services.plans.prerequisites(kim.id) if one.code == "C2")
    services.plans.set_prerequisite(
        PrerequisiteCommand(
            row.id, row.version, row.status, row.owner, row.since, next_on=date(2026, 12, 1)
        )
    )
    clock.set(clock.now() + timedelta(days=1))
    services.meetings.plan(
        MeetingCommand(
            starts_at=datetime(2026, 12, 9, 10, tzinfo=COPENHAGEN),
            kind="cooperation",
            municipality_code=AALBORG,
            agenda=(AgendaItem("Ny aftale om nødplads"),),
        )
    )
    view = services.cooperation.view(AALBORG)
    agreed = {(one.name, one.code): one.agreed for one in view.items}
    assert agreed["Kim Dahl", "C7"] == AgreedStep("Afgørelsen sendes", "Hanne Riis", friday)
    assert agreed["=Ea 1+1", "C6"] == AgreedStep("Lovet", "Kommunen", promised)
    house = services.house.facts().name
    assert agreed["Kim Dahl", "C2"] == AgreedStep("", house, date(2026, 12, 1))
    assert agreed["=Ea 1+1", "C8"] is None
    assert view.also_agreed == (AgreedStep("Nyt fast møde hver måned", "Begge", None),)
    text = text_of_document(services.cooperation.sheet(AALBORG))
    assert "Til mødet onsdag 9. december 2026 kl. 10" in text
    for told in ("Afgørelsen sendes", "27-11-2026", "4-12-2026", "1-12-2026", "hvad vi har aftalt"):
        assert told in text
    assert "Aftalt 23. november 2026: Nyt fast møde hver måned, Begge." in text
    assert "Også på dagsordenen: Ny aftale om nødplads." in text
    assert "Gælden" not in text
    rows = list(opened(services.cooperation.spreadsheet(AALBORG)).iter_rows(values_only=True))
    pens = {(row[0], row[3]): row[7:] for row in rows[1:]}
    assert pens["Kim Dahl", "Afgørelse om støtte"][:2] == ("Afgørelsen sendes", "Hanne Riis")
    assert pens["=Ea 1+1", "Støtteperson"] == (None, None, None)


def test_what_is_done_is_no_longer_agreed(services: Services, kim: StayView) -> None:
    met(
        services,
        Agreement("Kommer til visning", "Kim", None, "C2", kim.id),
        Agreement("Ringer til moren", "Os", None, "", kim.id),
    )
    row = next(one for one in services.plans.prerequisites(kim.id) if one.code == "C2")
    services.plans.set_prerequisite(
        PrerequisiteCommand(row.id, row.version, "fulfilled", "housing", TODAY)
    )
    view = services.cooperation.view(AALBORG)
    assert "C2" not in {one.code for one in view.items}
    assert [(one.name, one.what) for one in view.also_agreed] == [("Kim Dahl", "Ringer til moren")]


def test_nothing_agreed_about_a_closed_protected_resident_is_told(
    house: OpenHouse, services: Services, kim: StayView
) -> None:
    met(
        services,
        Agreement("Afgørelsen sendes", "Hanne Riis", None, "C7", kim.id),
        Agreement("Ringer til moren", "Os", None, "", kim.id),
    )
    facts = services.people.facts(kim.person_id)
    services.people.set_fact(kim.person_id, facts.version, "protected_address", value=True)
    closed = houses.services(house, "staff")
    assert closed.cooperation.view(AALBORG).also_agreed == ()
    text = text_of_document(closed.cooperation.sheet(AALBORG))
    assert "moren" not in text
    assert "Afgørelsen" not in text
