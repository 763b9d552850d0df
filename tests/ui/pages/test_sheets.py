"""Samarbejdsark from Handleplaner: which municipality, printed, or as a file outside the house."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from boform_app.clock import FixedClock
from boform_app.services.context import OpenHouse
from tests import houses
from tests.boform_app.services.letter_house import text_of_document
from tests.doubles import RecordingFileDialogs, RecordingPrinter
from tests.ui.checks import problems_of
from tests.ui.pages import residents
from ui.pages.base import Target
from ui.pages.board.agreement_table import AgreementTable
from ui.pages.board.page import BoardPage
from ui.pages.resident.meeting_form import PrintingForm
from ui.pages.today_parts import draft_target
from ui.session import Session

WAYS = ("Print", "Gem som PDF …", "Gem som regneark …")
AALBORG = "Aalborg Kommune"
CONTROL = Qt.KeyboardModifier.ControlModifier
LAPTOP = 688
"""Client area of 1366x768, px."""


@dataclass
class Desk:
    """Lund and Bach live here, with Aalborg and Aarhus; the button is pressed with the keyboard."""

    qtbot: QtBot
    house: OpenHouse
    session: Session
    page: BoardPage
    said: list[str]
    clock: FixedClock

    @property
    def printer(self) -> RecordingPrinter:
        printer = self.session.ports.printer
        assert isinstance(printer, RecordingPrinter)
        return printer

    @property
    def files(self) -> RecordingFileDialogs:
        files = self.session.ports.files
        assert isinstance(files, RecordingFileDialogs)
        return files

    def menu(self) -> QMenu:
        self.qtbot.keyClick(self.page.sheet_button, Qt.Key.Key_Return)
        found = QApplication.activePopupWidget()
        assert isinstance(found, QMenu)
        return found

    def form(self) -> PrintingForm:
        """The form that a menu entry opened."""
        panel = self.page.sheets.panel
        assert panel is not None
        self.qtbot.waitUntil(panel.isActiveWindow)
        return panel

    def write(self, panel: PrintingForm, **texts: str) -> None:
        for name, text in texts.items():
            self.qtbot.keyClicks(panel.form.field(name).control, text)

    def take(self, *words: str) -> None:
        """Walk the menu by its words, as a mouse would, and close it."""
        whole = menu = self.menu()
        for word in words:
            action = next(one for one in menu.actions() if one.text() == word)
            inner = action.menu()
            if isinstance(inner, QMenu):
                menu = inner
            else:
                action.trigger()
        whole.close()
        self.qtbot.waitUntil(lambda: not self.session.tasks.busy, timeout=20_000)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    clock = houses.make_clock()
    house = houses.make_house(tmp_path / "house", clock)
    session = residents.session(houses.services(house), clock)
    residents.furnish(house, session.services, clock, frozenset({"Lund", "Bach", "Nissen"}))
    page, said = BoardPage(session), list[str]()
    session.spoke.connect(lambda words, _action, _then: said.append(words))
    qtbot.addWidget(page)
    page.resize(1182, 616)
    page.refresh()
    page.show()
    qtbot.waitUntil(lambda: bool(page.rows))
    yield Desk(qtbot, house, session, page, said, clock)
    session.tasks.close()
    houses.close(house)


def pages_in(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as found:
        return len(found.pages)


def names(desk: Desk) -> list[str]:
    return [one.name for one in desk.session.services.cooperation.municipalities()]


def test_each_municipality_has_its_three_ways(desk: Desk) -> None:
    menu = desk.menu()
    assert [action.text() for action in menu.actions()] == names(desk)
    ways = menu.actions()[0].menu()
    assert isinstance(ways, QMenu)
    said = [action.text() for action in ways.actions()]
    assert said == [*WAYS, "", "Planlæg samarbejdsmøde …"]
    menu.close()


def test_with_a_filter_the_ways_stand_at_once(desk: Desk) -> None:
    code = desk.session.services.cooperation.municipalities()[0].code
    desk.page.filters.municipality.set_value(code)
    menu = desk.menu()
    head, *ways = menu.actions()
    assert (head.text(), head.isEnabled()) == (names(desk)[0], False)
    assert [way.text() for way in ways] == [*WAYS, "", "Planlæg samarbejdsmøde …"]
    menu.close()


def test_a_sheet_is_printed_and_a_print_that_was_given_up_is_said(desk: Desk) -> None:
    desk.take(names(desk)[0], "Print")
    ((pdf, title),) = desk.printer.jobs
    assert title == "Samarbejdsark"
    assert pages_in(pdf) == 1
    assert desk.said == []
    desk.printer.answer = False
    desk.take(names(desk)[0], "Print")
    assert desk.said == ["Samarbejdsarket er ikke printet."]


def test_the_file_gets_its_ending_and_a_reminder_to_remove_it(desk: Desk, tmp_path: Path) -> None:
    desk.files.answer = tmp_path / "ark"
    desk.take(names(desk)[0], "Gem som PDF …")
    assert desk.files.asked == [("Gem samarbejdsark", "samarbejdsark.pdf")]
    assert pages_in((tmp_path / "ark.pdf").read_bytes()) == 1
    assert desk.said == ["Samarbejdsarket er gemt. Fjern filen efter mødet."]
    desk.take(names(desk)[0], "Gem som regneark …")
    sheet = load_workbook(tmp_path / "ark.xlsx").active
    assert sheet is not None
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    view = desk.session.services.cooperation.view(
        desk.session.services.cooperation.municipalities()[0].code
    )
    assert view.items
    assert {item.name for item in view.items} <= set(words)
    assert not any("-0000" in word for word in words)


def test_the_houses_own_folder_and_a_folder_that_is_gone_are_refused_in_words(
    desk: Desk, tmp_path: Path
) -> None:
    desk.files.answer = desk.house.folder.root / "ark.pdf"
    desk.take(names(desk)[0], "Gem som PDF …")
    assert not desk.files.answer.exists()
    desk.files.answer = tmp_path / "væk" / "ark.pdf"
    desk.take(names(desk)[0], "Gem som PDF …")
    assert desk.said == [
        "Vælg en mappe uden for husets egne data.",
        "Filen kunne ikke gemmes der. Vælg et andet sted.",
    ]
    desk.files.answer = None
    desk.take(names(desk)[0], "Gem som PDF …")
    assert len(desk.said) == 2


def test_a_house_without_residents_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    house = houses.make_house(tmp_path)
    session = residents.session(houses.services(house), houses.make_clock())
    page = BoardPage(session)
    qtbot.addWidget(page)
    menu = page.sheets.menu(None)
    assert menu is not None
    (only,) = menu.actions()
    assert (only.text(), only.isEnabled()) == ("Ingen beboere har en handlekommune", False)
    session.tasks.close()
    houses.close(house)


def sheet_words(desk: Desk) -> str:
    desk.printer.jobs.clear()
    desk.take(AALBORG, "Print")
    ((pdf, _title),) = desk.printer.jobs
    return text_of_document(pdf)


def planned(desk: Desk, day: str) -> None:
    desk.take(AALBORG, "Planlæg samarbejdsmøde …")
    panel = desk.form()
    desk.write(panel, day=day, time="10", place="Rådhuset", agenda="Ny aftale om nødplads")
    assert problems_of(panel) == []
    assert panel.height() <= LAPTOP
    desk.qtbot.keyClick(panel, Qt.Key.Key_Return, CONTROL)


def test_from_the_meeting_to_the_sheet_of_the_next_one(desk: Desk) -> None:
    cooperation, meetings = desk.session.services.cooperation, desk.session.services.meetings
    planned(desk, "+2")
    (first,) = meetings.of_municipality("0851")
    assert (first.kind, first.state, first.place) == ("cooperation", "planned", "Rådhuset")
    told = {(one.stay_id, one.code) for one in cooperation.view("0851").items}
    assert {(one.stay_id, one.code) for one in first.agenda} == {*told, (None, "")}
    words = sheet_words(desk)
    assert "Til mødet onsdag 25. november 2026 kl. 10" in words
    assert "Også på dagsordenen: Ny aftale om nødplads." in words
    desk.take(AALBORG, "Ret mødet ons. 25-11 …")
    assert desk.form().form.values()["agenda"] == "Ny aftale om nødplads"
    desk.form().reject()

    desk.clock.set(desk.clock.now() + timedelta(days=2))
    desk.take(AALBORG, "Referat af mødet ons. 25-11 …")
    minute = desk.form()
    desk.write(minute, minute="Vi talte om alle.")
    table = minute.form.field("agreements").control
    assert isinstance(table, AgreementTable)
    row = table.rows[0]
    assert row.key in {(str(stay), code) for stay, code in told}, "a row for what is open"
    desk.qtbot.keyClicks(row.what, "Sagen fordeles")
    desk.qtbot.keyClicks(row.who, "Hanne Riis")
    desk.qtbot.keyClicks(row.by, "+7")
    desk.qtbot.keyClick(table.more, Qt.Key.Key_Return)
    beside = table.rows[-1]
    desk.qtbot.keyClicks(beside.what, "Fast møde hver måned")
    assert problems_of(minute) == []
    assert minute.height() <= LAPTOP
    desk.qtbot.keyClick(minute, Qt.Key.Key_Return, CONTROL)
    (held,) = meetings.of_municipality("0851")
    assert [(one.what, str(one.stay_id or ""), one.code) for one in held.agreements] == [
        ("Sagen fordeles", *row.key), ("Fast møde hver måned", "", ""),
    ]  # fmt: skip

    desk.clock.set(desk.clock.now() + timedelta(days=1))
    planned(desk, "+14")
    words = sheet_words(desk)
    assert "Til mødet torsdag 10. december 2026 kl. 10" in words
    assert "Aftalt 25. november 2026:" in words
    for agreed in ("Sagen fordeles", "Hanne Riis", "2-12-2026", "Fast møde hver måned."):
        assert agreed in words
    desk.files.answer = desk.house.folder.root.parent / "ark.xlsx"
    desk.take(AALBORG, "Gem som regneark …")
    sheet = load_workbook(desk.files.answer).active
    assert sheet is not None
    pens = {values[7:9] for values in sheet.iter_rows(min_row=2, values_only=True)}
    assert ("Sagen fordeles", "Hanne Riis") in pens


def test_a_minute_is_a_draft_and_is_corrected_where_it_stood(desk: Desk) -> None:
    planned(desk, "+0")
    desk.take(AALBORG, "Referat af mødet man. 23-11 …")
    minute = desk.form()
    table = minute.form.field("agreements").control
    assert isinstance(table, AgreementTable)
    desk.qtbot.keyClicks(table.rows[-1].what, "Sende planen")
    desk.write(minute, minute="Planen kommer.")
    minute.reject()
    (draft,) = desk.session.services.drafts.mine()
    assert draft.title == "Referat af samarbejdsmøde"
    assert draft_target(draft) == Target("board")
    desk.take(AALBORG, "Referat af mødet man. 23-11 …")
    again = desk.form()
    table = again.form.field("agreements").control
    assert isinstance(table, AgreementTable)
    assert table.rows[-1].what.text() == "Sende planen"
    desk.qtbot.keyClick(again, Qt.Key.Key_Return, CONTROL)
    desk.take(AALBORG, "Referat af mødet man. 23-11 …")
    assert desk.form().form.values()["minute"] == "Planen kommer."
    (made,) = desk.form().form.values()["agreements"]
    assert made["what"] == "Sende planen"
    desk.form().reject()


def test_who_may_not_plan_sees_no_meetings(desk: Desk) -> None:
    menu = desk.page.sheets.menu("0851")
    assert menu is not None
    assert "Planlæg samarbejdsmøde …" in [action.text() for action in menu.actions()]
    reading = residents.session(houses.services(desk.house, "temp"), desk.clock)
    page = BoardPage(reading)
    desk.qtbot.addWidget(page)
    assert page.sheets.menu(None) is None
    reading.tasks.close()
