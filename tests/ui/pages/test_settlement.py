"""Afregning: a month of the municipalities, made, printed, saved, sent; and before a rate is known."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from boform_app.services.facade import Services
from tests.boform_app.services import letter_house
from tests.boform_app.services import money_house as given
from tests.boform_app.services.letter_house import text_of_document
from tests.boform_app.services.money_house import OCTOBER
from tests.doubles import RecordingFileDialogs
from tests.ui.checks import problems_of
from ui import actions
from ui.pages.base import Target
from ui.pages.resident.pages_panel import PagesPanel
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.rules import RulesSection
from ui.pages.settlement.forms import AnnulForm, RunForm, SentForm
from ui.pages.settlement.page import SettlementPage
from ui.pages.today import TodayPage
from ui.searching import HouseSearch
from ui.session import Session


@pytest.fixture
def services(session: Session) -> Services:
    return session.services


@pytest.fixture
def bach(services: Services) -> UUID:
    given.priced(services)
    letter_house.contact(services)
    return given.living(services, "Ole Bach", 1, date(2026, 10, 10), cpr="140682-0000")


def shown(qtbot: QtBot, session: Session) -> SettlementPage:
    page = SettlementPage(session)
    qtbot.addWidget(page)
    page.resize(1182, 616)
    page.show()
    page.refresh()
    session.bus.changed.connect(page.apply_changes)
    return page


@pytest.fixture
def page(qtbot: QtBot, session: Session, bach: UUID) -> SettlementPage:
    return shown(qtbot, session)


def test_the_month_that_ended_is_made_and_sent(qtbot: QtBot, page: SettlementPage) -> None:
    assert page.month == OCTOBER
    assert page.pane.make.isVisible()
    assert not page.pane.sheet.isVisible()
    qtbot.mouseClick(page.pane.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.pane.make.isEnabled, timeout=20_000)
    assert not page.pane.make.isVisible()
    page.pane.sent.click()
    form = page.pane.panel
    assert isinstance(form, SentForm)
    form.verb.click()
    page.refresh()
    assert page.view is not None
    row = page.view.rows[0]
    assert row.state == "sent"
    assert row.settlement is not None
    assert row.settlement.channel == "Digital Post"
    assert not page.pane.sent.isVisible()


def test_the_pages_are_looked_at_and_the_sheet_saved_outside_the_house(
    qtbot: QtBot, session: Session, page: SettlementPage, tmp_path: Path
) -> None:
    page.pane.look.click()
    panel = page.pane.panel
    assert isinstance(panel, PagesPanel)
    qtbot.waitUntil(lambda: panel.shown is not None, timeout=20_000)
    assert panel.shown is not None
    assert "32.164,00 kr. for 22 døgn." in text_of_document(panel.shown.data)
    # What is not made is neither printed nor saved.
    assert not panel.print_out.isVisible()
    panel.accept()
    session.services.settlements.make("0851", OCTOBER)
    page.refresh()
    files = session.ports.files
    assert isinstance(files, RecordingFileDialogs)
    inside = session.services.open_house.folder.root / "ark.xlsx"
    page.pane._write(inside)
    assert not inside.exists()
    target = tmp_path / "ark"
    page.pane._write(target)
    qtbot.waitUntil(lambda: target.with_suffix(".xlsx").exists(), timeout=20_000)
    sheet = load_workbook(target.with_suffix(".xlsx")).worksheets[0]
    assert sheet["B2"].value == "Ole Bach"


def test_what_was_sent_is_annulled_with_a_reason(
    qtbot: QtBot, session: Session, page: SettlementPage
) -> None:
    session.services.settlements.make("0851", OCTOBER)
    page.refresh()
    page.pane.annul.click()
    form = page.pane.panel
    assert isinstance(form, AnnulForm)
    form.verb.click()
    assert form.isVisible()
    qtbot.keyClicks(form.form.field("reason").control, "Forkert takst")
    form.verb.click()
    page.refresh()
    assert page.pane.make.isVisible()
    assert "er annulleret: Forkert takst." in page.pane._about.text()


def test_before_a_rate_is_written_in(qtbot: QtBot, session: Session, services: Services) -> None:
    given.living(services, "Ole Bach", 1, date(2026, 10, 10))
    page = shown(qtbot, session)
    assert page.write_rate.isVisible() or page.rate.isVisible()
    assert not page.pane.make.isVisible()
    went: list[Target] = []
    page.navigate.connect(went.append)
    page.rate.click()
    assert went == [Target("settings", {"tab": "rules", "rule": "bed_rate"})]
    settings = SettingsPage(session)
    qtbot.addWidget(settings)
    settings.show()
    settings.restore(went[0].facts)
    (section,) = settings.findChildren(RulesSection)
    qtbot.keyClicks(section.fields["value"].control, "1.462")
    section.form.write("valid_from", date(2026, 1, 1))
    qtbot.keyClicks(section.fields["source"].control, "Tilbudsportalen")
    section.form.submit()
    page.refresh()
    assert page.pane.make.isVisible()
    assert page.view is not None
    assert page.view.amount_ore == 22 * 146_200


def test_rates_are_typed_in_kroner_and_oere(qtbot: QtBot, session: Session) -> None:
    settings = SettingsPage(session)
    qtbot.addWidget(settings)
    settings.show()
    settings.restore({"tab": "rules", "rule": "food_dinner"})
    (section,) = settings.findChildren(RulesSection)
    qtbot.keyClicks(section.fields["value"].control, "42,505")
    qtbot.keyClicks(section.fields["source"].control, "Huset")
    section.form.submit()
    finding = section.fields["value"].finding
    assert finding is not None
    assert "kroner og øre" in finding.text
    section.form.write("value", "42,50")
    section.form.submit()
    row = next(
        one for one in session.services.rules.rows() if one.key == "food_dinner" and one.wins
    )
    assert (row.value, row.value_text) == (4_250, "42,50 kr. pr. måltid")


def test_who_has_no_handlekommune_is_said_in_place(
    qtbot: QtBot, session: Session, services: Services, bach: UUID
) -> None:
    kim = given.living(services, "Kim Dahl", 2, date(2026, 10, 30), code="")
    page = shown(qtbot, session)
    assert "Kim Dahl" in page.lack.text()
    went: list[Target] = []
    page.navigate.connect(went.append)
    page.open_resident.click()
    assert went[0].facts["person_id"] == given.person(services, kim)
    assert went[0].facts["field"] == "acting_municipality_code"


def test_the_months_charges_are_seen_and_booked(page: SettlementPage) -> None:
    # 22 x 80,00 and washes on 10, 17, 24, 31 October: 1.760,00 + 80,00.
    page.run.click()
    form = page.panel
    assert isinstance(form, RunForm)
    assert [row.amount_ore for row in form.rows.model_.rows] == [176_000, 8_000]
    form.verb.click()
    page.refresh()
    assert [row.balance_ore for row in page.balances.model_.rows] == [184_000]


def test_other_months_and_the_one_that_runs(qtbot: QtBot, page: SettlementPage) -> None:
    qtbot.mouseClick(page.after, Qt.MouseButton.LeftButton)
    assert page.month == date(2026, 11, 1)
    assert not page.after.isEnabled()
    assert not page.pane.make.isVisible()
    qtbot.mouseClick(page.before, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.before, Qt.MouseButton.LeftButton)
    assert "Ingen døgn" in " ".join(label.text() for label in page.empty.findChildren(QLabel))
    assert not page.pane.isVisible()


def test_it_is_reached_from_the_search_and_from_today(
    qtbot: QtBot, session: Session, bach: UUID
) -> None:
    hits = HouseSearch(session.services.search).find("afregning")
    assert Target("settlement") in [hit.target for hit in hits]
    today = TodayPage(session)
    qtbot.addWidget(today)
    went: list[Target] = []
    today.navigate.connect(went.append)
    today.refresh()
    row = next(one for one in today.confirm.model_.rows if one.action == "open:settlement")
    actions.run(session, today, row)
    today.confirm.opened.emit(row)
    assert went == [Target("settlement", {"month": "2026-10-01"})] * 2


def test_the_page_keeps_to_the_rules_of_the_screen(page: SettlementPage) -> None:
    assert problems_of(page) == []
