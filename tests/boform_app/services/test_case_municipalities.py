"""Handlekommune and opholdskommune over time, and who had the ball when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from boform_app.clock import FixedClock
from boform_app.errors import Conflict, NotAllowed, ReasonNeeded, ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.contacts import (
    ContactCommand,
    MunicipalityCommand,
    MunicipalityPeriodView,
    ReplyCommand,
)
from boform_app.services.views.plans import PlanCommand, PrerequisiteCommand, PrerequisiteView
from boform_app.services.views.stays import AdmitCommand
from models import tables
from tests import houses
from tests.houses import PLACES

TODAY = date(2026, 11, 23)
LATER = TODAY + timedelta(days=20)


@pytest.fixture
def stay(services: Services) -> UUID:
    ole = services.stays.admit(
        AdmitCommand("Ole", "Bach", place_id=PLACES[1], acting_municipality_code="0851")
    ).first("person")
    return services.stays.for_person(ole)[0].id


def command(services: Services, stay: UUID, **changes: object) -> MunicipalityCommand:
    version = services.stays.get(stay).version
    made = MunicipalityCommand(stay, version, "acting", "0730", LATER)
    return replace(made, **changes)  # type: ignore[arg-type] # fields by name


def item(services: Services, stay: UUID, code: str) -> PrerequisiteView:
    return next(row for row in services.plans.prerequisites(stay) if row.code == code)


def test_the_former_municipality_is_kept_with_its_days_and_number(
    services: Services, stay: UUID, clock: FixedClock
) -> None:
    plan = services.plans.get(stay)
    services.plans.change(
        PlanCommand(stay, plan.version, caseworker="Hanne Riis", municipal_case_number="27-1182")
    )
    clock.set(clock.now() + timedelta(days=25))
    services.case_municipalities.change(command(services, stay, note="Flyttet af Ankestyrelsen"))
    assert services.case_municipalities.history(stay) == (
        MunicipalityPeriodView(
            "acting", "0851", "Aalborg Kommune", TODAY, LATER,
            "Flyttet af Ankestyrelsen; sagsnummer 27-1182",
        ),
        MunicipalityPeriodView("acting", "0730", "Randers Kommune", LATER, None),
    )  # fmt: skip
    plan = services.plans.get(stay)
    assert (plan.municipality, plan.caseworker, plan.municipal_case_number) == (
        "Randers Kommune",
        "",
        "",
    )
    services.undo.undo()
    assert services.plans.get(stay).caseworker == "Hanne Riis"
    assert len(services.case_municipalities.history(stay)) == 1


def test_stamdata_records_the_same_history(
    services: Services, stay: UUID, clock: FixedClock
) -> None:
    clock.set(clock.now() + timedelta(days=20))
    version = services.stays.get(stay).version
    services.stays.set_fact(stay, version, "acting_municipality_code", "0730")
    services.stays.set_fact(stay, version + 1, "residence_municipality_code", "0851")
    history = services.case_municipalities.history(stay)
    assert [(one.role, one.code, one.from_on, one.to_on) for one in history] == [
        ("acting", "0851", TODAY, LATER),
        ("acting", "0730", LATER, None),
        ("residence", "0851", TODAY, None),
    ]


def test_the_first_day_corrects_and_keeps_what_was_typed(services: Services, stay: UUID) -> None:
    plan = services.plans.get(stay)
    services.plans.change(
        PlanCommand(
            stay, plan.version, caseworker="Hanne Riis", caseworker_phone="12 34 56 80",
            municipal_case_number="7",
        )
    )  # fmt: skip
    services.case_municipalities.change(command(services, stay, from_on=TODAY))
    (present,) = services.case_municipalities.history(stay)
    assert (present.code, present.from_on, present.to_on) == ("0730", TODAY, None)
    plan = services.plans.get(stay)
    assert (plan.caseworker, plan.caseworker_phone, plan.municipal_case_number) == (
        "Hanne Riis",
        "12 34 56 80",
        "7",
    )
    assert services.caseworkers.of_municipality("0730")[0].name == "Hanne Riis"


def test_one_that_is_not_known_any_more_is_c9(
    services: Services, stay: UUID, clock: FixedClock
) -> None:
    clock.set(clock.now() + timedelta(days=20))
    services.case_municipalities.change(command(services, stay, code=""))
    assert item(services, stay, "C9").status == "missing"
    former, present = services.case_municipalities.history(stay)
    assert (former.to_on, present.code, present.municipality) == (LATER, "", "")
    services.case_municipalities.change(command(services, stay, code="0730"))
    assert item(services, stay, "C9").status == "unknown"
    history = services.case_municipalities.history(stay)
    assert [one.code for one in history] == ["0851", "0730"], "what nobody knew was no period"


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"role": "third"}, "role:unknown_choice"),
        ({"code": "9999", "from_on": TODAY}, "acting_municipality_code:unknown_choice"),
        ({"from_on": LATER}, "from_on:in_future"),
        ({"from_on": TODAY - timedelta(days=1)}, "from_on:before_stay"),
    ],
)
def test_what_cannot_be_is_refused(
    services: Services, stay: UUID, changes: dict[str, object], found: str
) -> None:
    with pytest.raises(ValidationFailed, match=found):
        services.case_municipalities.change(command(services, stay, **changes))
    assert len(services.case_municipalities.history(stay)) == 1


def test_one_begins_after_the_one_before(services: Services, stay: UUID, clock: FixedClock) -> None:
    clock.set(clock.now() + timedelta(days=25))
    services.case_municipalities.change(command(services, stay))
    with pytest.raises(ValidationFailed, match="from_on:end_before_start"):
        services.case_municipalities.change(
            command(services, stay, code="0751", from_on=LATER - timedelta(days=1))
        )


def test_the_usual_doors_are_shut(services: Services, house: OpenHouse, stay: UUID) -> None:
    temp = houses.services(house, "temp")
    assert temp.case_municipalities.history(stay)
    with pytest.raises(NotAllowed):
        temp.case_municipalities.change(command(services, stay, from_on=TODAY))
    with pytest.raises(Conflict):
        services.case_municipalities.change(command(services, stay, version=99, from_on=TODAY))
    person = services.stays.get(stay).person_id
    with house.database.write_unjournaled() as session:
        session.get_one(tables.Person, person).protected_address = True
    with pytest.raises(ReasonNeeded):
        services.case_municipalities.history(stay)


def test_who_had_the_ball_when_and_for_how_long(
    services: Services, stay: UUID, clock: FixedClock
) -> None:
    start = clock.now()

    def after(days: int, code: str, **changes: object) -> None:
        clock.set(start + timedelta(days=days))
        row = item(services, stay, code)
        made = PrerequisiteCommand(row.id, row.version, row.status, row.owner, clock.today())
        services.plans.set_prerequisite(replace(made, **changes))  # type: ignore[arg-type] # by name

    after(4, "C2", status="in_progress", owner="us", evidence="Vi skriver")
    after(10, "C2", owner="housing")
    clock.set(start + timedelta(days=30))
    history = services.plans.history(item(services, stay, "C2").id)
    assert [(p.status, p.owner, p.days) for p in history] == [
        ("unknown", "housing", 4),
        ("in_progress", "us", 6),
        ("in_progress", "housing", 20),
    ]
    assert (history[1].evidence, history[1].by, history[1].owner_label) == (
        "Vi skriver",
        "Mette Krogh",
        "Os",
    )
    assert history[-1].to_on is None
    waited = services.plans.waited(stay)
    assert waited["municipality"] == 30, "six items that wait at once are one wait"
    assert list(waited) == ["us", "municipality", "housing", "benefits", "provider", "health"]


def test_the_timeline_tells_what_happened_in_the_case(
    services: Services, stay: UUID, clock: FixedClock
) -> None:
    person = services.stays.get(stay).person_id
    services.contact_log.write(ContactCommand(stay, "call", "Talt om planen.", caseworker="Hanne"))
    services.contact_log.reply(ReplyCommand(stay, "meeting", TODAY, time="22", text="I aften."))
    told = [(item.kind, item.title) for item in services.timeline.items(person)]
    assert ("contact", "Telefon – Hanne") in told
    assert "meeting" not in {kind for kind, _ in told}, "it has not been held yet"
    clock.set(clock.now() + timedelta(days=25))
    services.case_municipalities.change(command(services, stay))
    told = [(item.kind, item.title) for item in services.timeline.items(person)]
    assert ("meeting", "Møde") in told
    assert ("municipality", "Ny handlekommune: Randers Kommune") in told
