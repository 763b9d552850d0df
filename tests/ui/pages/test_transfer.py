"""Flytning: a file is made in the window of one house and taken in the window of another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QMenu
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from boform_app.errors import ForeignFile
from boform_app.exchange import foreign
from boform_app.exchange.child import frame
from boform_app.exchange.foreign import Foreign
from boform_app.paths import DataFolder
from boform_app.services.facade import Services
from boform_app.services.views.people import ResidentFilter
from boform_app.services.views.stays import AdmitCommand
from boform_app.services.views.transfers import TransferSent
from models import tables
from tests import houses
from tests.boform_app.services import letter_house, two_houses
from tests.boform_app.services.two_houses import ALL_TOPICS, OTHER
from tests.doubles import (
    RecordingClipboard,
    RecordingFileDialogs,
    RecordingOpener,
    RecordingPrinter,
)
from tests.ui.checks import problems_of
from tests.ui.pages.test_answer import falls
from tests.ui.program import Running, log_in, made_house, running
from ui.pages.admit.page import AdmitPage
from ui.pages.base import Target
from ui.pages.resident.page import ResidentPage
from ui.pages.transfer.send import SendPage
from ui.pages.transfer.take import TakePage
from ui.privacy import privacy
from ui.searching import HouseSearch

_LEFT = Qt.MouseButton.LeftButton


def quick_door(data: bytes, **_: object) -> Foreign:
    """What the child answers, without a child; services' own tests go through the true one."""
    kind = foreign.kind_of(data)
    if kind is None:
        raise ForeignFile("file_unknown")
    return Foreign(kind, page_count=1, json=frame.values(data) if kind == "json" else None)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "inspect", quick_door)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TransferSent]:
    """Everything about Kim, from Havnehuset to Østhuset; made by the service."""
    with pytest.MonkeyPatch.context() as quick:
        quick.setattr(foreign, "inspect", quick_door)
        house = houses.make_house(tmp_path_factory.mktemp("moved"))
        services = houses.services(house)
        made = two_houses.sent(services, two_houses.furnished(services))
        houses.close(house)
    yield made


class Window:
    """The program of a house, with a person in front of it."""

    def __init__(self, qtbot: QtBot, folder: Path, name: str) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.running: Running = running(_named(folder, name))
        self.running.program.start()
        self.desk = log_in(qtbot, self.running)
        self.services, self.window = self.desk.services, self.desk.window
        self.window.show()

    def go(self, place: str, **facts: object) -> None:
        self.window.navigator.go(Target(place, facts))
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.desk.tasks.busy, timeout=20_000)
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def send_page(self) -> SendPage:
        page = self.window.navigator.current
        assert isinstance(page, SendPage)
        return page

    def take_page(self) -> TakePage:
        page = self.window.navigator.current
        assert isinstance(page, TakePage)
        return page

    def drop(self, data: bytes, name: str = "flytning.boform") -> TakePage:
        path = self.folder / name
        path.write_bytes(data)
        assert falls(self.window, path)
        self.settle()
        return self.take_page()

    def look(self, data: bytes, code: str) -> TakePage:
        """Drop the file, type the code, Enter."""
        page = self.drop(data)
        page.ask.edit.clear()
        self.qtbot.keyClicks(page.ask.edit, code)
        self.qtbot.keyClick(page.ask.edit, Qt.Key.Key_Return)
        self.settle()
        return page

    def press(self, button: QAbstractButton) -> None:
        assert button.isVisible()
        self.qtbot.mouseClick(button, _LEFT)
        self.settle()

    def close(self) -> None:
        privacy().set_on(on=False)
        self.running.program.close()


def _named(folder: Path, name: str) -> DataFolder:
    """A closed house of that name."""
    house = houses.make_house(folder)
    with house.database.write_unjournaled() as session:
        session.scalars(select(tables.House)).one().name = name
    houses.close(house)
    return house.folder


@pytest.fixture
def havnehuset(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """Where Kim lives."""
    made = Window(qtbot, tmp_path / "havnehuset", "Havnehuset")
    yield made
    made.close()


@pytest.fixture
def other(qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """Where Kim moves to."""
    made = Window(qtbot, tmp_path / "other", OTHER)
    yield made
    made.close()


def digest(window: Window) -> str:
    """Of everything that is in the house, save who looked at whom."""
    return two_houses.digest(window.desk.opened.house)


# ---- sending ------------------------------------------------------------------------------------


def made_file(window: Window, person_id: UUID) -> tuple[Path, str]:
    """Press through the page; the file on the disk and the code from the screen."""
    window.go("transfer_send", person_id=person_id)
    page = window.send_page()
    window.press(page.offer.make)
    path = window.folder / "usb" / "flytning.boform"
    path.parent.mkdir(exist_ok=True)
    window.running.files.answer = path
    window.press(page.made.save)
    return path, " ".join(page.made.groups)


def test_from_one_window_to_the_other(qtbot: QtBot, tmp_path: Path) -> None:
    away = Window(qtbot, tmp_path / "havnehuset", "Havnehuset")
    kim = two_houses.furnished(away.services)
    two_houses.consented_to_move(away.services, kim)
    path, code = made_file(away, kim)
    sent = {letter.id for letter in away.services.register.letters(kim) if letter.sent_on}
    away.close()
    here = Window(qtbot, tmp_path / "other", OTHER)
    page = here.look(path.read_bytes(), code.replace(" ", "").lower())
    shown = page.sheet.beside.words
    for words in ("Kim Dahl", "Havnehuset, 23-11-2026", "Styr på posten", "CPR 140682-••••"):
        assert words in shown
    assert "Ingen, I kender" in shown
    assert problems_of(page) == []
    before = here.services.residents.rows(ResidentFilter())
    here.qtbot.keyClick(page.sheet.take, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    here.settle()
    resident = here.window.navigator.current
    assert isinstance(resident, ResidentPage)
    assert {letter.id for letter in here.services.register.letters(kim)} == sent
    assert here.services.stays.for_person(kim)[0].other_house == "Havnehuset"
    assert here.services.overviews.last(kim) is not None
    assert here.services.residents.rows(ResidentFilter()) == before
    assert here.window.notice.text == "Papirerne fra Havnehuset er taget imod."
    here.window.notice.press()
    here.settle()
    admit = here.window.navigator.current
    assert isinstance(admit, AdmitPage)
    assert (admit.who.first.text(), admit.who.last.text()) == ("Kim", "Dahl")
    assert admit._command().person_id == kim
    here.close()
