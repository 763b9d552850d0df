"""Help in use: who helps with what, and the need that nobody helps with."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from boform_app.errors import Conflict, NotAllowed, ReasonNeeded, ValidationFailed
from boform_app.rules.readiness import Answers
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.services_in_use import ServiceCommand
from boform_app.services.views.stays import AdmitCommand
from models import tables
from tests import houses
from tests.houses import PLACES

TODAY = date(2026, 11, 23)


@pytest.fixture
def ole(services: Services) -> UUID:
    return services.stays.admit(AdmitCommand("Ole", "Bach", place_id=PLACES[1])).first("person")


def _debt(person_id: UUID) -> ServiceCommand:
    return ServiceCommand(
        person_id, "debt_advice", from_whom="Settlementet", how_often="hver anden uge",
        since_on=TODAY - timedelta(days=30), phone="12 34 56 90", domains=("B4", "B3"),
    )  # fmt: skip


def test_written_changed_and_ended(services: Services, ole: UUID) -> None:
    done = services.services_in_use.save(_debt(ole))
    assert done.label == "hjælp i dag for Ole Bach"
    (one,) = services.services_in_use.of(ole).in_use
    assert (one.title, one.from_whom, one.domains) == (
        "Gældsrådgivning",
        "Settlementet",
        ("B3", "B4"),
    )
    assert one.written_by.first_name == "Mette"
    changed = ServiceCommand(ole, "debt_advice", what="Budget", id=one.id, version=one.version)
    services.services_in_use.save(changed)
    with pytest.raises(Conflict):
        services.services_in_use.save(changed)
    (now,) = services.services_in_use.of(ole).in_use
    assert (now.title, now.from_whom, now.domains) == ("Budget", "", ())
    services.services_in_use.end(now.id, now.version, TODAY - timedelta(days=1))
    after = services.services_in_use.of(ole)
    assert (after.in_use, [one.title for one in after.ended]) == ((), ["Budget"])


def test_the_last_day_of_help_is_a_day_with_help(services: Services, ole: UUID) -> None:
    services.services_in_use.save(_debt(ole))
    (one,) = services.services_in_use.of(ole).in_use
    services.services_in_use.end(one.id, one.version)
    assert services.services_in_use.of(ole).in_use


def test_a_need_of_the_newest_overview_stands_beside_the_help(
    services: Services, ole: UUID
) -> None:
    stay = services.stays.for_person(ole)[0].id
    rest: tuple[None, ...] = (None,) * 10
    services.overviews.finish(stay, Answers(resident=(1, 0, 2, 2, *rest)), TODAY)
    services.services_in_use.save(_debt(ole))
    found = services.services_in_use.of(ole)
    assert found.assessed_on == TODAY
    assert [(row.domain, row.gap) for row in found.needs] == [
        ("B1", True), ("B3", False), ("B4", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        (ServiceCommand(UUID(int=0), ""), ("kind", "required")),
        (ServiceCommand(UUID(int=0), "bus"), ("kind", "unknown_choice")),
        (ServiceCommand(UUID(int=0), "other"), ("what", "required")),
        (ServiceCommand(UUID(int=0), "doctor", domains=("B15",)), ("domains", "unknown_choice")),
        (ServiceCommand(UUID(int=0), "doctor", since_on=date(2026, 11, 24)), ("since_on", "in_future")),
        (ServiceCommand(UUID(int=0), "doctor", what="x" * 201), ("what", "too_long")),
    ],
)  # fmt: skip
def test_what_cannot_be_written(
    services: Services, command: ServiceCommand, problem: tuple[str, str]
) -> None:
    with pytest.raises(ValidationFailed) as refused:
        services.services_in_use.save(command)
    assert [(one.field, one.code) for one in refused.value.problems] == [problem]


def test_an_end_lies_neither_ahead_nor_before_the_start(services: Services, ole: UUID) -> None:
    services.services_in_use.save(_debt(ole))
    (one,) = services.services_in_use.of(ole).in_use
    for day, code in (
        (TODAY + timedelta(days=1), "in_future"),
        (date(2026, 1, 1), "end_before_start"),
    ):
        with pytest.raises(ValidationFailed) as refused:
            services.services_in_use.end(one.id, one.version, day)
        assert [found.code for found in refused.value.problems] == [code]


def test_a_temp_reads_and_a_protected_resident_is_closed(
    house: OpenHouse, services: Services, ole: UUID
) -> None:
    services.services_in_use.save(_debt(ole))
    temp = houses.services(house, "temp")
    assert temp.services_in_use.of(ole).in_use
    with pytest.raises(NotAllowed):
        temp.services_in_use.save(_debt(ole))
    with house.database.write_unjournaled() as session:
        session.get_one(tables.Person, ole).protected_address = True
    with pytest.raises(ReasonNeeded):
        temp.services_in_use.of(ole)
