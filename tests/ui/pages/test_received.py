"""Files that came in, beside the letters: looked at, saved as a copy, and left again."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.contacts import DocumentCommand
from boform_app.services.views.letters import LetterEdits
from tests import houses
from tests.boform_app.services import letter_house as given
from tests.doubles import RecordingFileDialogs, RecordingPrinter
from tests.ui.checks import problems_of
from tests.ui.pages import residents
from ui.pages.resident.letters import LettersTab
from ui.pages.resident.page import ResidentPage
from ui.pages.resident.received import Received
from ui.session import Session
from ui.widgets.list_view import ListView


def pdf() -> bytes:
    made = pikepdf.new()
    made.add_blank_page(page_size=(200, 280))
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


@dataclass
class Desk:
    """Kim's Dokumenter with a letter and, where wanted, a plan from the municipality."""

    qtbot: QtBot
    services: Services
    session: Session
    page: ResidentPage
    kim: UUID
    said: list[str]

    @property
    def tab(self) -> LettersTab:
        found = self.page.findChild(LettersTab)
        assert found is not None
        return found

    @property
    def received(self) -> Received:
        return self.tab.received

    @property
    def files(self) -> RecordingFileDialogs:
        files = self.session.ports.files
        assert isinstance(files, RecordingFileDialogs)
        return files

    def show(self) -> None:
        self.page.restore({"person_id": self.kim, "tab": "letters"})
        self.rested()

    def rested(self) -> None:
        self.qtbot.waitUntil(lambda: not self.session.tasks.busy, timeout=20_000)

    def click(self, view: ListView) -> None:
        where = view.visualRect(view.model_.index(0, 0)).center()
        self.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(where))
        self.rested()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    house: OpenHouse = houses.make_house(tmp_path)
    services = houses.services(house)
    given.contact(services)
    kim = given.admitted(services)
    services.letters.make("stay_confirmation", kim, LetterEdits())
    session = residents.session(services, houses.make_clock())
    page, said = ResidentPage(session), list[str]()
    session.spoke.connect(lambda words, _action, _then: said.append(words))
    session.bus.changed.connect(page.apply_changes)
    qtbot.addWidget(page)
    page.resize(1182, 616)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    yield Desk(qtbot, services, session, page, kim, said)
    session.tasks.close()
    houses.close(house)


@pytest.fixture
def plan(desk: Desk) -> bytes:
    """What the municipality sent; it lies under Dokumenter."""
    data = pdf()
    command = DocumentCommand(
        desk.kim, data, "action_plan", "Handleplan", "Aalborg Kommune", file_name="plan.pdf"
    )
    desk.services.documents.keep(command)
    desk.show()
    return data


def test_without_files_there_is_no_empty_list(desk: Desk) -> None:
    desk.show()
    assert not desk.received.isVisible()
    assert desk.tab.list.isVisible()


def test_a_click_shows_its_pages_and_who_sent_it(desk: Desk, plan: bytes) -> None:
    assert desk.received.isVisible()
    desk.click(desk.received.list)
    desk.qtbot.waitUntil(lambda: len(desk.tab.pages._sheets) == 1)
    shown = desk.tab._title.text(), desk.tab._facts.text()
    assert shown == (
        "Handleplan",
        "Modtaget 23-11-2026 · Aalborg Kommune · lagt her 23-11-2026 af Mette Krogh",
    )
    assert desk.received.save_button.isVisible()
    assert not desk.tab.print_button.isVisible()
    assert problems_of(desk.page) == []


def test_ctrl_p_prints_no_letter_while_a_file_is_looked_at(desk: Desk, plan: bytes) -> None:
    printer = desk.session.ports.printer
    assert isinstance(printer, RecordingPrinter)
    desk.click(desk.received.list)
    assert not desk.page.command("print")
    desk.rested()
    assert printer.jobs == []
    desk.click(desk.tab.list)
    assert desk.page.command("print")
    desk.qtbot.waitUntil(lambda: len(printer.jobs) == 1, timeout=20_000)


def test_the_letter_that_was_chosen_comes_back_by_a_click(desk: Desk, plan: bytes) -> None:
    desk.click(desk.received.list)
    desk.click(desk.tab.list)
    assert desk.tab._title.text() == "Bekræftelse på ophold"
    assert desk.tab.print_button.isVisible()
    assert not desk.received.save_button.isVisible()
    desk.qtbot.waitUntil(lambda: len(desk.tab.pages._sheets) == 1)


def test_a_copy_is_the_same_bytes_and_never_among_the_houses_own(
    desk: Desk, plan: bytes, tmp_path: Path
) -> None:
    desk.click(desk.received.list)
    desk.files.answer = desk.services.open_house.folder.root / "kopi.pdf"
    desk.qtbot.keyClick(desk.received.save_button, Qt.Key.Key_Return)
    assert not desk.files.answer.exists()
    assert desk.said == ["Vælg en mappe uden for husets egne data."]
    desk.files.answer = tmp_path / "usb" / "kopi.pdf"
    desk.qtbot.keyClick(desk.received.save_button, Qt.Key.Key_Return)
    assert desk.said[-1] == "Filen kunne ikke gemmes der. Vælg en anden mappe."
    desk.files.answer.parent.mkdir()
    desk.qtbot.keyClick(desk.received.save_button, Qt.Key.Key_Return)
    assert desk.files.answer.read_bytes() == plan
    assert desk.said[-1] == "Kopien er gemt. Fjern den, når du er færdig med den."
    assert desk.files.asked == [("Gem en kopi", "dokument.pdf")] * 3
    desk.files.answer = None
    desk.qtbot.keyClick(desk.received.save_button, Qt.Key.Key_Return)
    assert len(desk.said) == 3


def test_the_keyboard_looks_and_stays_where_it_is(desk: Desk, plan: bytes) -> None:
    view = desk.received.list
    desk.tab.list.setFocus()
    for _ in range(20):
        if view.hasFocus():
            break
        desk.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    desk.rested()
    assert desk.received.looking
    assert QApplication.focusWidget() is view
