"""Must show 3: clicks and keys of the tasks of ux.md 5.2, counted on the real window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication

from boform_app.clock import from_local
from boform_app.services.facade import Services
from boform_app.services.views.moving import DecisionCommand, SupportCommand
from boform_app.services.views.plans import PlanCommand
from boform_app.services.views.stays import AdmitCommand
from tests import houses
from tests.e2e import case_steps as steps
from tests.e2e.hand import Counter, click, click_entry, click_row
from tests.e2e.running import Running
from ui.application import make_application
from ui.theme import Look, theme

TODAY = date(2026, 11, 23)


def admitted(services: Services, first: str, last: str, days: int, room: int) -> UUID:
    """Somebody whose admission was decided some days ago; Aalborg is the handlekommune."""
    decided = TODAY - timedelta(days=days)
    return services.stays.admit(
        AdmitCommand(
            first, last, place_id=houses.PLACES[room], came="self", cpr_unknown=True,
            arrived_at=from_local(decided, 14), decided_on=decided, reason_text="Har mistet sin lejlighed.",
            acting_municipality_code="0851",
        )
    ).first("person")  # fmt: skip


def fill(services: Services) -> None:
    """Jonas was admitted three weekdays ago; Ole's plan was asked for; Lise has her decision."""
    admitted(services, "Jonas", "Lund", 4, 1)
    ole = services.stays.for_person(admitted(services, "Ole", "Bach", 30, 2))[0].id
    plan = services.plans.get(ole)
    services.plans.change(
        PlanCommand(ole, plan.version, status="requested", on=TODAY - timedelta(days=20))
    )
    lise = services.stays.for_person(admitted(services, "Lise", "Toft", 40, 3))[0].id
    services.support.propose(SupportCommand(lise, 0, "cti", applied_on=TODAY - timedelta(days=30)))
    support = services.support.get(lise)
    services.support.decide(
        DecisionCommand(lise, support.version, "granted", decided_on=TODAY - timedelta(days=3))
    )


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Running]:
    """The leader is in, on the start page."""
    make_application()
    house = houses.make_house(tmp_path)
    fill(houses.services(house))
    houses.close(house)
    running = Running(house.folder.root)
    running.start()
    steps.log_in(running)
    running.person.await_text("Frister")
    yield running
    running.end()
    theme().use(Look())


def test_the_notice_takes_four_clicks_and_no_key(desk: Running) -> None:
    """Task 3: the notice about Jonas is printed and marked as sent."""
    person = desk.person
    due = [row for row in desk.services.today.deadlines() if row.name == "Jonas Lund"]
    (notice,) = [row for row in due if row.is_law]
    assert (notice.due, notice.badge_text) == (TODAY, "I dag")
    counter = Counter(desk.printer)
    click_row(person, "Frister", "Jonas Lund", "do")
    click(person, "Print")
    person.wait(lambda: len(desk.printer.jobs) == 1, "the printer")
    click(person, "Ja, sendt med Digital Post")
    clicks, keys = counter.stop()
    person.await_text("med Digital Post.")
    assert (clicks, keys) == (4, 0)
    whose = notice.person_id
    (letter,) = desk.services.register.letters(whose)
    assert (letter.kind, letter.sent_on, letter.status) == ("admission_notice", TODAY, "sent")
    left = desk.services.today.deadlines(whose)
    assert not [row for row in left if row.is_law]
    stay = desk.services.stays.for_person(whose)[0].id
    assert [one.ref_id for one in desk.services.contact_log.entries(stay)] == [letter.id]


def test_an_answer_is_registered_with_two_clicks_and_seven_keys(desk: Running) -> None:
    """Task 9: Aalborg says that the plan comes in fourteen days."""
    person = desk.person
    person.dialogs = ("Registrér svar fra Aalborg",)
    counter = Counter(desk.printer)
    person.press("Ctrl+4")
    click_row(person, "Sager", "Handleplan · Aalborg")
    click(person, "Registrér svar")
    person.wait(lambda: QApplication.activeModalWidget() is not None, "the form")
    person.write("+14")
    person.press("Ctrl+Return")
    clicks, keys = counter.stop()
    person.await_text("Svaret er gemt")
    assert clicks <= 2
    assert keys <= 7
    assert keys > 0
    (row,) = [
        row for row in desk.services.today.deadlines()
        if row.name == "Ole Bach" and row.what.startswith("Handleplan lovet")
    ]  # fmt: skip
    assert row.due == TODAY + timedelta(days=14)


def test_a_stay_is_ended_with_five_clicks_and_36_keys(desk: Running) -> None:
    """Task 11: Lise moves into a home of her own at eleven."""
    person = desk.person
    person.dialogs = ("Afslut Lises ophold",)
    lise = next(row.person_id for row in desk.services.today.deadlines() if "Lise" in row.name)
    counter = Counter(desk.printer)
    person.search("Lise")
    click(person, "Mere")
    click_entry(person, "Afslut ophold")
    click(person, "Hvordan slutter opholdet? Flyttet til egen bolig")
    person.press("Tab", "Tab")
    person.write("8")
    person.press("Tab")
    person.write("Egen a")
    person.press("Tab")
    person.write("Nygade 3")
    person.press("Ctrl+Return")
    click(person, "Afslut ophold")
    clicks, keys = counter.stop()
    person.await_text("ophold er afsluttet")
    assert clicks <= 5
    assert keys <= 36
    assert keys > 0
    (stay,) = desk.services.stays.for_person(lise)
    assert (stay.end_kind, stay.destination) == ("own_home", "own_home_public")
    assert stay.new_address == "Nygade 3"
