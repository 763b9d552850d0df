"""Who waits, in the order they asked, and contacts that led to no place."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from boform_app.clock import COPENHAGEN, FixedClock
from boform_app.errors import NotAllowed, ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.letters import LetterEdits
from boform_app.services.views.rooms import RefusalCommand, ReserveCommand, WaitCommand
from boform_app.services.views.stays import AdmitCommand
from boform_app.services.views.turned_away import ContactCommand
from tests import houses
from tests.boform_app.services.test_letter_decisions import REFUSAL
from tests.houses import PLACES


def codes(refused: pytest.ExceptionInfo[ValidationFailed]) -> set[tuple[str, str]]:
    return {(p.field, p.code) for p in refused.value.problems}


def test_the_list_stands_in_the_order_they_asked(services: Services, clock: FixedClock) -> None:
    now = clock.now()
    services.waiting.add(WaitCommand("Ida Lund", now - timedelta(days=1), contact="22 33 44 55"))
    services.waiting.add(WaitCommand("Bo Skov", now - timedelta(days=4), from_whom="gadeplan"))
    services.waiting.add(WaitCommand("Per Holm"))
    assert [row.name for row in services.waiting.rows()] == ["Bo Skov", "Ida Lund", "Per Holm"]
    first = services.waiting.rows()[0]
    services.waiting.end(first.id, "no_contact")
    assert [row.name for row in services.waiting.rows()] == ["Ida Lund", "Per Holm"]
    (gone,) = services.waiting.rows(ended=True)
    assert (gone.name, gone.outcome, gone.ended_on) == ("Bo Skov", "no_contact", date(2026, 11, 23))
    services.undo.undo()
    assert len(services.waiting.rows()) == 3


def test_who_waits_becomes_a_reservation_and_an_admission(services: Services) -> None:
    waiting = services.waiting.add(WaitCommand("Ida Lund")).first("waiting")
    services.reservations.reserve(ReserveCommand(PLACES[2], date(2026, 11, 24), waiting_id=waiting))
    (kept,) = services.reservations.holding()
    assert kept.who == "Ida Lund"
    assert services.waiting.rows()[0].reserved == "Vær. 2, tir. 24-11"
    services.stays.admit(AdmitCommand("Ida", "Lund", place_id=PLACES[2], waiting_id=waiting))
    assert services.waiting.rows() == ()
    assert services.reservations.holding() == ()
    (ended,) = services.waiting.rows(ended=True)
    assert ended.outcome == "admitted"
    assert ended.person_id is not None


def test_what_the_waiting_list_needs(services: Services, clock: FixedClock) -> None:
    with pytest.raises(ValidationFailed) as refused:
        services.waiting.add(WaitCommand(" ", clock.now() + timedelta(hours=1)))
    assert codes(refused) == {("name", "required"), ("asked_at", "in_the_future")}


def test_contacts_are_counted_by_month_and_need_no_name(
    services: Services, clock: FixedClock
) -> None:
    services.refused_contacts.add(RefusalCommand("full", referred_to="Natvarmestuen"))
    services.refused_contacts.add(RefusalCommand("full"))
    services.refused_contacts.add(
        RefusalCommand("animal", datetime(2026, 10, 31, 23, 30, tzinfo=COPENHAGEN))
    )
    months = services.refused_contacts.months()
    assert len(months) == 13
    assert (months[0].first, months[0].number, months[0].by_reason) == (
        date(2026, 11, 1), 2, (("full", 2),),
    )  # fmt: skip
    assert (months[1].first, months[1].number) == (date(2026, 10, 1), 1)
    assert (months[12].first, months[12].number) == (date(2025, 11, 1), 0)
    (october,) = services.refused_contacts.of_month(date(2026, 10, 15))
    assert (october.reason, october.name, october.by) == ("animal", "", "Mette")
    clock.set(clock.now() + timedelta(days=31))
    assert services.refused_contacts.months()[1].number == 2


def test_what_a_contact_needs(services: Services) -> None:
    for command, expected in (
        (RefusalCommand(""), ("reason", "required")),
        (RefusalCommand("because"), ("reason", "unknown_choice")),
        (RefusalCommand("other"), ("reason_text", "required")),
    ):
        with pytest.raises(ValidationFailed) as refused:
            services.refused_contacts.add(command)
        assert codes(refused) == {expected}


def test_a_temp_reads_no_names_of_who_was_refused(services: Services, house: OpenHouse) -> None:
    services.refused_contacts.add(RefusalCommand("full", name="Ida Lund"))
    kaj = services.turned_away.note(ContactCommand("Kaj", "Vest")).first("person")
    services.letters.make("admission_refusal", kaj, LetterEdits(fields=REFUSAL))
    month = services.open_house.clock.today()
    for role, names in (("staff", {"Ida Lund", "Kaj Vest"}), ("temp", {""})):
        seen = houses.services(house, role).refused_contacts.of_month(month)
        assert {one.name for one in seen} == names
        assert len(seen) == 2


def test_a_temp_writes_contacts_and_reads_the_list(house: OpenHouse) -> None:
    freja = houses.services(house, "temp")
    freja.refused_contacts.add(RefusalCommand("safety"))
    assert freja.refused_contacts.months()[0].number == 1
    freja.waiting.add(WaitCommand("Ida"))
    assert len(freja.waiting.rows()) == 1
    with pytest.raises(NotAllowed):
        freja.rooms.add_range(30, 31, "stuen")
