"""Økonomi on the resident's page: take a payment, print the receipt, correct, agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from boform_app.clock import FixedClock
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.economy import TermCommand
from tests import houses
from tests.boform_app.services import money_house as given
from tests.boform_app.services.letter_house import text_of_document
from tests.boform_app.services.money_house import OCTOBER
from tests.doubles import RecordingPrinter
from tests.ui.checks import problems_of
from tests.ui.pages import residents
from ui.pages.resident.economy import EconomyTab
from ui.pages.resident.economy_forms import ChargeForm, MoneyForm, ReverseForm, TermForm
from ui.pages.resident.page import ResidentPage
from ui.pages.resident.pages_panel import PagesPanel
from ui.privacy import privacy
from ui.session import Session


@pytest.fixture
def services(session: Session) -> Services:
    return session.services


@pytest.fixture
def jonas(services: Services) -> UUID:
    """Owes 2.580,00 for October; the person's id."""
    given.priced(services)
    stay = given.living(services, "Jonas Lund", 1, OCTOBER)
    services.month_runs.book(OCTOBER, services.month_runs.proposed(OCTOBER))
    return given.person(services, stay)


@pytest.fixture
def page(qtbot: QtBot, session: Session, jonas: UUID) -> Iterator[ResidentPage]:
    made = ResidentPage(session)
    qtbot.addWidget(made)
    made.resize(1182, 616)
    made.show()
    session.bus.changed.connect(made.apply_changes)
    made.restore({"person_id": jonas, "tab": "economy"})
    yield made
    privacy().set_on(on=False)


def tab(page: ResidentPage) -> EconomyTab:
    (found,) = page.findChildren(EconomyTab)
    return found


def type_into(qtbot: QtBot, edit: object, text: str) -> None:
    assert isinstance(edit, QLineEdit)
    edit.selectAll()
    qtbot.keyClicks(edit, text)


def paper(qtbot: QtBot, session: Session, shown: EconomyTab) -> str:
    """The text of the document in the panel, printed."""
    panel = shown.panel
    assert isinstance(panel, PagesPanel)
    qtbot.waitUntil(lambda: panel.shown is not None, timeout=20_000)
    assert panel.shown is not None
    text = text_of_document(panel.shown.data)
    printer = session.ports.printer
    assert isinstance(printer, RecordingPrinter)
    panel.print_out.click()
    qtbot.waitUntil(lambda: bool(printer.jobs), timeout=20_000)
    return text


def test_what_is_owed_is_said_and_taken_with_a_receipt(
    qtbot: QtBot, session: Session, page: ResidentPage
) -> None:
    shown = tab(page)
    assert shown._card._facts.text() == "Jonas skylder 2.580,00 kr."
    qtbot.mouseClick(shown.take, Qt.MouseButton.LeftButton)
    form = shown.panel
    assert isinstance(form, MoneyForm)
    # What is owed stands there; somebody pays less.
    assert form.amount.text() == "2.580,00"
    type_into(qtbot, form.amount, "2.400")
    form.verb.click()
    text = paper(qtbot, session, shown)
    assert "Kvittering nr. 1" in text
    assert "skylder du 180,00 kr." in text
    assert shown.account is not None
    assert shown.account.balance_ore == 18_000


def test_a_payment_far_ahead_is_asked_about(qtbot: QtBot, page: ResidentPage) -> None:
    # 31 x 80,00 = 2.480,00 may be ahead; with 2.580,00 owed the limit is 5.060,00.
    shown = tab(page)
    shown.take.click()
    form = shown.panel
    assert isinstance(form, MoneyForm)
    type_into(qtbot, form.amount, "5060")
    assert not form.ahead.isVisible()
    type_into(qtbot, form.amount, "5060,01")
    assert form.ahead.isVisible()


def test_an_amount_that_is_none_stays_at_its_field(qtbot: QtBot, page: ResidentPage) -> None:
    shown = tab(page)
    shown.take.click()
    form = shown.panel
    assert isinstance(form, MoneyForm)
    type_into(qtbot, form.amount, "hundrede")
    form.verb.click()
    assert form.isVisible()
    assert form.form.field("amount_ore").finding is not None
    assert shown.account is not None
    assert shown.account.balance_ore == 258_000


def test_a_note_that_no_receipt_can_hold_stays_at_its_field(
    qtbot: QtBot, page: ResidentPage
) -> None:
    shown = tab(page)
    shown.take.click()
    form = shown.panel
    assert isinstance(form, MoneyForm)
    form.form.write("text", "Tak \N{GRINNING FACE}")
    form.verb.click()
    assert form.isVisible()
    finding = form.form.field("text").finding
    assert finding is not None
    assert finding.text == "Skriften mangler tegnet \N{GRINNING FACE}. Skriv det på en anden måde."
    assert form.form.values()["text"] == "Tak \N{GRINNING FACE}"
    assert shown.account is not None
    assert shown.account.balance_ore == 258_000


def test_what_another_desk_agreed_on_meanwhile_is_not_written_over(
    qtbot: QtBot, house: OpenHouse, jonas: UUID, page: ResidentPage
) -> None:
    shown = tab(page)
    shown.edit["food"].click()
    form = shown.panel
    assert isinstance(form, TermForm)
    form.form.write("kind", "opted_out")
    assert shown.account is not None
    assert shown.account.stay_id is not None
    desk = houses.services(house, "staff")
    desk.economy.set_term(
        TermCommand(shown.account.stay_id, "food", "agreed", OCTOBER, meals=("dinner",))
    )
    form.verb.click()
    assert form.isVisible()
    assert houses.STAFF["staff"][1] in " ".join(one.text() for one in form._general.findChildren(QLabel))
    form.reject()
    # Opened again it begins with what the other desk wrote.
    shown.edit["food"].click()
    again = shown.panel
    assert isinstance(again, TermForm)
    assert again.form.values()["meals"] == ["dinner"]
    again.form.write("kind", "opted_out")
    again.form.write("meals", [])
    again.verb.click()
    assert "Fravalgt" in shown.rows["food"].words


def test_a_line_is_corrected_with_a_reason(
    qtbot: QtBot, session: Session, services: Services, jonas: UUID, page: ResidentPage
) -> None:
    line = given.paid(services, jonas, 30_000)
    shown = tab(page)
    shown.refresh()
    assert shown.lines.choose(line)
    assert shown.correct.isVisible()
    shown.correct.click()
    form = shown.panel
    assert isinstance(form, ReverseForm)
    form.verb.click()
    assert form.isVisible()
    type_into(qtbot, form.form.field("reason").control, "Talt forkert")
    form.verb.click()
    assert "Kvittering nr. 1 gælder ikke mere" in paper(qtbot, session, shown)
    assert shown.account is not None
    assert shown.account.balance_ore == 258_000
    shown.lines.choose(line)
    assert not shown.correct.isVisible()


def test_a_meal_is_opted_out_of(qtbot: QtBot, page: ResidentPage) -> None:
    shown = tab(page)
    assert "80,00 kr. pr. dag" in shown.rows["food"].words
    shown.edit["food"].click()
    form = shown.panel
    assert isinstance(form, TermForm)
    form.form.write("meals", ["breakfast", "dinner"])
    form.form.write("from_on", date(2026, 11, 23))
    form.verb.click()
    assert "55,00 kr. pr. dag (morgenmad, aftensmad)" in shown.rows["food"].words
    assert "Opkræves af Aalborg Kommune" in shown.rows["lodging"].words
    assert "ikke skrevet ind" in shown.rows["lodging"].words


def test_who_leaves_pays_up_to_today(page: ResidentPage) -> None:
    # November: nights 1..22 x 80,00 = 1.760,00 and washes on 5, 12, 19 November: 60,00.
    shown = tab(page)
    assert "1.820,00 kr." in shown._waits.words
    action = next(one for one in shown._menu().actions() if one.text().startswith("Bogfør"))
    action.trigger()
    form = shown.panel
    assert isinstance(form, ChargeForm)
    form.verb.click()
    assert shown.account is not None
    assert shown.account.balance_ore == 258_000 + 182_000
    assert not shown._waits.isVisible()


def test_the_tab_keeps_to_the_rules_of_the_screen(page: ResidentPage) -> None:
    shown = tab(page)
    shown.lines.choose(shown.lines.model_.rows[0].id)
    assert problems_of(page) == []


def test_names_and_notes_are_hidden(services: Services, jonas: UUID, page: ResidentPage) -> None:
    shown = tab(page)
    privacy().set_on(on=True)
    page.privacy_changed(on=True)
    assert "Jonas" not in shown._card._facts.text()


def test_a_temp_has_no_economy(qtbot: QtBot, house: OpenHouse, clock: FixedClock) -> None:
    session = residents.session(houses.services(house, "temp"), clock)
    page = ResidentPage(session)
    qtbot.addWidget(page)
    assert "economy" not in page._entries
    session.tasks.close()
