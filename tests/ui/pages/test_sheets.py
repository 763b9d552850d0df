"""Samarbejdsark from Handleplaner: which municipality, printed, or as a file outside the house."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from boform_app.services.context import OpenHouse
from tests import houses
from tests.doubles import RecordingFileDialogs, RecordingPrinter
from tests.ui.pages import residents
from ui.pages.board.page import BoardPage
from ui.session import Session


@dataclass
class Desk:
    """Lund and Bach live here, with Aalborg and Aarhus; the button is pressed with the keyboard."""

    qtbot: QtBot
    house: OpenHouse
    session: Session
    page: BoardPage
    said: list[str]

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
    yield Desk(qtbot, house, session, page, said)
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
    assert said == ["Print", "Gem som PDF …", "Gem som regneark …"]
    menu.close()


def test_with_a_filter_the_ways_stand_at_once(desk: Desk) -> None:
    code = desk.session.services.cooperation.municipalities()[0].code
    desk.page.municipality.set_value(code)
    menu = desk.menu()
    head, *ways = menu.actions()
    assert (head.text(), head.isEnabled()) == (names(desk)[0], False)
    assert [way.text() for way in ways] == ["Print", "Gem som PDF …", "Gem som regneark …"]
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
