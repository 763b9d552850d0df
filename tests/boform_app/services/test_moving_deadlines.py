"""Support and home as deadlines: promised, refused, appeal, visit and answer."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import delete

from boform_app.clock import FixedClock, from_local
from boform_app.services._stay_facts import cases
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.moving import DecisionCommand, OfferCommand, SupportCommand
from boform_app.services.views.plans import PrerequisiteCommand
from boform_app.services.views.stays import AdmitCommand
from boform_app.services.views.today import DeadlineRow
from models import tables
from tests.houses import PLACES
from tests.query_watch import QueryWatch

TODAY = date(2026, 11, 23)


def back(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.fixture
def stay(services: Services, clock: FixedClock) -> UUID:
    return admitted(services, clock, 4)


def admitted(services: Services, clock: FixedClock, place: int) -> UUID:
    clock.set(from_local(back(98), 21))
    made = services.stays.admit(
        AdmitCommand(
            "Lise", f"Toft {place}", place_id=PLACES[place], acting_municipality_code="0791"
        )
    ).first("stay")
    clock.set(from_local(TODAY, 9))
    return made


def due(services: Services, stay: UUID) -> dict[str, DeadlineRow]:
    person_id = services.stays.get(stay).person_id
    return {row.what: row for row in services.today.deadlines(person_id)}


def plan_move(services: Services, stay: UUID) -> None:
    services.ending.plan_end(stay, services.stays.get(stay).version, TODAY)


def alarmed(services: Services, stay: UUID) -> bool:
    return any(row.strong for row in due(services, stay).values())


def test_a_registered_decision_silences_the_strongest_alarm(services: Services, stay: UUID) -> None:
    plan_move(services, stay)
    assert alarmed(services, stay)
    services.support.decide(DecisionCommand(stay, 0, "granted", TODAY))
    assert not alarmed(services, stay)
    services.support.decide(DecisionCommand(stay, 1, ""))
    assert alarmed(services, stay), "taken back, it is missing again"


def test_c7_alone_still_counts_for_data_from_before(
    services: Services, house: OpenHouse, stay: UUID
) -> None:
    plan_move(services, stay)
    c7 = next(row for row in services.plans.prerequisites(stay) if row.code == "C7")
    services.plans.set_prerequisite(
        PrerequisiteCommand(c7.id, c7.version, "fulfilled", c7.owner, TODAY, "brev", TODAY)
    )
    with house.database.write_unjournaled() as session:
        session.execute(delete(tables.Support))
    assert not alarmed(services, stay)


def test_a_refusal_stays_open_and_has_its_appeal_period(services: Services, stay: UUID) -> None:
    plan_move(services, stay)
    services.support.decide(
        DecisionCommand(stay, 0, "refused", back(3), received_on=back(1), reason="Ingen plads")
    )
    found = due(services, stay)
    assert not alarmed(services, stay)
    assert "Støtte ikke bevilget, Viborg Kommune" in found
    appeal = found["Klagefristen slutter, Viborg Kommune"]
    assert appeal.due == back(1) + timedelta(weeks=4)


def test_a_promise_is_waited_for(services: Services, stay: UUID) -> None:
    services.support.propose(
        SupportCommand(stay, 0, "cti", applied_on=back(56), promised_on=back(2))
    )
    assert due(services, stay)["Afgørelse om støtte lovet, Viborg Kommune"].due == back(2)


def test_an_offer_waits_for_a_visit_and_an_answer(services: Services, stay: UUID) -> None:
    home = services.offers.offer(
        OfferCommand(
            stay, back(5), address="Engvej 9", answer_by=TODAY + timedelta(days=2),
            visit_at=from_local(TODAY, 14),
        )
    ).first("home_offer")  # fmt: skip
    found = due(services, stay)
    assert (found["Se på bolig"].due, found["Svar på tilbud om bolig"].due) == (
        TODAY, TODAY + timedelta(days=2),
    )  # fmt: skip
    services.offers.visit(home, 1, at=from_local(TODAY, 8), on=TODAY)
    assert "Se på bolig" not in due(services, stay)
    services.offers.decline(home, 2, "For småt")
    assert "Svar på tilbud om bolig" not in due(services, stay)


def test_more_stays_take_no_more_queries(
    services: Services, house: OpenHouse, clock: FixedClock, stay: UUID
) -> None:
    def count() -> int:
        with house.database.read() as session:
            watch = QueryWatch()
            watch.listen(session.get_bind().engine)
            cases(session, TODAY, refund=True)
            return watch.statements

    services.support.decide(DecisionCommand(stay, 0, "granted", TODAY))
    before = count()
    for place in (1, 2, 3):
        other = admitted(services, clock, place)
        services.support.decide(DecisionCommand(other, 0, "granted", TODAY))
        services.offers.offer(OfferCommand(other, TODAY, address="Engvej 9", answer_by=TODAY))
    assert count() == before
