"""Handleplan and prerequisites: who has the ball, since when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from boform_app.clock import FixedClock
from boform_app.errors import (
    Conflict,
    ForeignFile,
    NotAllowed,
    NotFound,
    ReasonNeeded,
    ValidationFailed,
)
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.plans import PlanCommand, PrerequisiteCommand, PrerequisiteView
from boform_app.services.views.stays import AdmitCommand
from models import tables
from tests import houses
from tests.houses import PLACES
from tests.small_pdf import small_pdf

TODAY = date(2026, 11, 23)
PDF = small_pdf()


@pytest.fixture
def stay(services: Services) -> UUID:
    ole = services.stays.admit(
        AdmitCommand("Ole", "Bach", place_id=PLACES[1], acting_municipality_code="0851")
    ).first("person")
    return services.stays.for_person(ole)[0].id


def item(services: Services, stay: UUID, code: str) -> PrerequisiteView:
    return next(row for row in services.plans.prerequisites(stay) if row.code == code)


def command(row: PrerequisiteView, **changes: object) -> PrerequisiteCommand:
    made = PrerequisiteCommand(row.id, row.version, row.status, row.owner, row.since)
    return replace(made, **changes)  # type: ignore[arg-type] # fields by name


def moved(services: Services, stay: UUID, **facts: object) -> None:
    version = services.plans.get(stay).version
    services.plans.change(PlanCommand(stay, version, **facts))  # type: ignore[arg-type] # by name


def test_a_stay_begins_without_a_plan_and_with_twelve_open_prerequisites(
    services: Services, stay: UUID
) -> None:
    plan = services.plans.get(stay)
    assert (plan.status, plan.municipality, plan.waited_days) == (
        "not_requested",
        "Aalborg Kommune",
        0,
    )
    rows = services.plans.prerequisites(stay)
    assert [row.code for row in rows] == [f"C{n}" for n in range(1, 13)]
    assert {row.status for row in rows} == {"unknown"}


def test_the_plan_moves_on_and_c6_moves_with_it(
    services: Services, stay: UUID, clock: FixedClock
) -> None:
    moved(services, stay, status="requested", on=TODAY)
    assert item(services, stay, "C6").status == "in_progress"
    clock.set(clock.now() + timedelta(days=12))
    plan = services.plans.get(stay)
    assert (plan.requested_on, plan.waited_days) == (TODAY, 12)
    assert item(services, stay, "C6").days == 12
    moved(services, stay, status="reminded")
    assert services.plans.get(stay).reminded_on == clock.today()
    assert item(services, stay, "C6").reminded_on == clock.today()
    assert item(services, stay, "C6").days == 12, "a reminder does not restart the wait"
    moved(services, stay, promised_for=TODAY + timedelta(days=26), caseworker=" Hanne Riis ")
    plan = services.plans.get(stay)
    assert (plan.status, plan.caseworker) == ("reminded", "Hanne Riis")
    moved(services, stay, status="received")
    assert services.plans.get(stay).waited_days is None
    c6 = item(services, stay, "C6")
    assert (c6.status, c6.days, c6.evidence_on) == ("fulfilled", 0, clock.today())


def test_a_received_plan_keeps_its_pdf_as_an_encrypted_file(
    services: Services, house: OpenHouse, stay: UUID
) -> None:
    moved(services, stay, status="received", document=PDF, document_name="handleplan.pdf")
    assert services.plans.document(stay) == PDF
    assert services.plans.get(stay).document_name == "handleplan.pdf"
    stored = [p for p in house.folder.root.rglob("*") if p.is_file()]
    assert not [p for p in stored if PDF in p.read_bytes()]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7\n% begins like one, and is none\n", "file_damaged"),
        (b'{"plan": 1}', "file_other_kind"),
        (b"PK\x03\x04", "file_office"),
        (b"MZ\x90\x00", "file_unknown"),
        (b"", "file_empty"),
    ],
)
def test_a_file_goes_through_the_door_for_foreign_ones(
    services: Services, stay: UUID, data: bytes, code: str
) -> None:
    with pytest.raises(ForeignFile) as refused:
        moved(services, stay, status="received", document=data)
    assert refused.value.code == code
    assert services.plans.get(stay).status == "not_requested"
    with pytest.raises(NotFound):
        services.plans.document(stay)


@pytest.mark.parametrize(
    ("on", "code"),
    [(TODAY + timedelta(days=1), "in_future"), (TODAY - timedelta(days=30), "before_stay")],
)
def test_a_plan_was_not_asked_for_before_the_stay_or_tomorrow(
    services: Services, stay: UUID, on: date, code: str
) -> None:
    with pytest.raises(ValidationFailed) as refused:
        moved(services, stay, status="requested", on=on)
    assert [(p.field, p.code) for p in refused.value.problems] == [("on", code)]


def test_a_follow_up_lies_ahead(services: Services, stay: UUID) -> None:
    moved(services, stay, status="received")
    moved(services, stay, status="follow_up", on=TODAY + timedelta(days=28))
    plan = services.plans.get(stay)
    assert (plan.status, plan.follow_up_on) == ("follow_up", TODAY + timedelta(days=28))
    assert item(services, stay, "C6").status == "fulfilled"


def test_steps_are_named_with_the_resident_and_undone_whole(services: Services, stay: UUID) -> None:
    moved(services, stay, status="requested", on=TODAY)
    assert services.undo.state().undo_label == "handleplan anmodet for Ole Bach"
    services.undo.undo()
    assert services.plans.get(stay).status == "not_requested"
    assert item(services, stay, "C6").status == "unknown"


def test_the_support_decision_is_registered_with_date_and_words(
    services: Services, house: OpenHouse, stay: UUID
) -> None:
    c7 = item(services, stay, "C7")
    services.plans.set_prerequisite(
        command(
            c7, status="fulfilled", since=TODAY, evidence=" ICM, 6 timer om ugen ",
            evidence_on=TODAY,
        )
    )  # fmt: skip
    after = item(services, stay, "C7")
    assert (after.status, after.evidence, after.evidence_on) == (
        "fulfilled", "ICM, 6 timer om ugen", TODAY,
    )  # fmt: skip
    assert services.undo.state().undo_label == "afgørelse om støtte for Ole Bach"
    with house.database.read() as session:
        row = session.scalars(
            select(tables.Prerequisite).where(tables.Prerequisite.id == c7.id)
        ).one()
    assert row.confirmed_by_id == houses.STAFF["leader"][0]


def test_a_change_is_kept_in_the_history_with_what_was_before(
    services: Services, stay: UUID
) -> None:
    person = services.stays.get(stay).person_id
    services.plans.set_prerequisite(command(item(services, stay, "C2"), owner="municipality"))
    newest = services.history.for_person(person)[0]
    assert "bolig for Ole Bach" in f"{newest}"


def test_an_unknown_owner_and_days_ahead_are_refused_together(
    services: Services, stay: UUID
) -> None:
    ahead = TODAY + timedelta(days=1)
    wrong = command(
        item(services, stay, "C2"), owner="nobody", status="done", since=ahead, evidence_on=ahead
    )
    with pytest.raises(ValidationFailed) as refused:
        services.plans.set_prerequisite(wrong)
    assert {p.field for p in refused.value.problems} == {"owner", "status", "since", "evidence_on"}


def test_a_colleagues_change_is_not_overwritten(
    services: Services, house: OpenHouse, stay: UUID
) -> None:
    read = item(services, stay, "C2")
    ali = houses.services(house, "staff")
    ali.plans.set_prerequisite(command(read, status="missing"))
    with pytest.raises(Conflict) as refused:
        services.plans.set_prerequisite(command(read, status="fulfilled"))
    assert refused.value.changed_by == "Ali"
    version = services.plans.get(stay).version
    ali.plans.change(PlanCommand(stay, version, caseworker="Hanne Riis"))
    with pytest.raises(Conflict) as refused:
        services.plans.change(PlanCommand(stay, version, caseworker="Bo Riis"))
    assert refused.value.changed_by == "Ali"


def test_a_temp_reads_and_changes_nothing(house: OpenHouse, stay: UUID) -> None:
    temp = houses.services(house, "temp")
    plan, c2 = temp.plans.get(stay), item(temp, stay, "C2")
    with pytest.raises(NotAllowed):
        temp.plans.change(PlanCommand(stay, plan.version, status="requested"))
    with pytest.raises(NotAllowed):
        temp.plans.set_prerequisite(command(c2, status="fulfilled"))


def test_a_protected_resident_is_opened_first(
    services: Services, house: OpenHouse, stay: UUID
) -> None:
    person_id = services.stays.get(stay).person_id
    with house.database.write_unjournaled() as session:
        session.get_one(tables.Person, person_id).protected_address = True
    for read in (services.plans.get, services.plans.prerequisites, services.plans.document):
        with pytest.raises(ReasonNeeded):
            read(stay)
