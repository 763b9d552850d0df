from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from boform_app.clock import FixedClock
from boform_app.errors import AlreadyOpen
from tests.doubles import FakeDoor, FixedSearch
from ui.application import Shell
from ui.lock import Locker
from ui.main_window import MainWindow
from ui.navigator import Place
from ui.pages.base import Page, Target
from ui.pages.login import LoginPage
from ui.tasks import Tasks
from ui.widgets.who import genitive

CLOCK = FixedClock(datetime(2026, 11, 23, 9, 18, tzinfo=UTC))
CTRL = Qt.KeyboardModifier.ControlModifier


class _Now:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


class _NotePage(Page):
    def __init__(self) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setAccessibleName("Notat")
        self.layout_.addWidget(self.edit)


class _House:
    def __init__(self) -> None:
        self.door, self.tasks, self.now = FakeDoor(), Tasks(), _Now()
        self.window = MainWindow("Havnehuset", FixedSearch())
        self.window.add_place(Place("today", "I dag", "bed", _NotePage, "Ctrl+1"))
        self.window.navigator.go(Target("today"))
        self.is_writing = False
        self.locker = Locker(
            self.window, self.door, self.tasks, "s1", clock=CLOCK, monotonic=self.now,
            writing=lambda: self.is_writing,
        )  # fmt: skip

    @property
    def edit(self) -> QLineEdit:
        page = self.window.navigator.current
        assert isinstance(page, _NotePage)
        return page.edit


@pytest.fixture
def house(qtbot: QtBot) -> Iterator[_House]:
    found = _House()
    qtbot.addWidget(found.window)
    with qtbot.waitActive(found.window):
        found.window.show()
        found.window.activateWindow()
    yield found
    found.tasks.close()


def _unlock(qtbot: QtBot, house: _House, code: str = "åben") -> None:
    edit = house.locker.cover.code.edit
    qtbot.keyClicks(edit, code)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not house.tasks.busy)


def test_the_lock_covers_everything_and_comes_back_to_the_same_spot(
    qtbot: QtBot, house: _House
) -> None:
    house.edit.setFocus()
    qtbot.keyClicks(house.edit, "Rolig nat")
    house.edit.setCursorPosition(5)
    qtbot.keyClick(house.window, Qt.Key.Key_L, CTRL)
    assert house.locker.cover.isVisible()
    assert not house.edit.isVisible()
    assert house.locker.cover.code.edit.hasFocus()
    _unlock(qtbot, house)
    assert house.edit.isVisible()
    assert house.edit.hasFocus()
    assert (house.edit.text(), house.edit.cursorPosition()) == ("Rolig nat", 5)


def test_no_key_reaches_the_work_under_the_cover(qtbot: QtBot, house: _House) -> None:
    house.locker.lock()
    with qtbot.assertNotEmitted(house.window.command):
        qtbot.keyClick(house.window, Qt.Key.Key_N, CTRL)
        qtbot.keyClick(house.window, Qt.Key.Key_K, CTRL)
    assert not house.window.top.search.edit.hasFocus()


def test_dialogs_close_and_other_windows_hide_and_return(qtbot: QtBot, house: _House) -> None:
    other, dialog = QWidget(), QDialog(house.window)
    qtbot.addWidget(other)
    other.show()
    dialog.open()
    house.locker.lock()
    assert not dialog.isVisible()
    assert not other.isVisible()
    _unlock(qtbot, house)
    assert other.isVisible()


@pytest.mark.parametrize(("writing", "minutes"), [(False, 5), (True, 10)])
def test_it_locks_when_nobody_is_there(
    qtbot: QtBot, house: _House, writing: bool, minutes: int
) -> None:
    house.is_writing = writing
    house.now.seconds = minutes * 60 - 12
    house.locker.look()
    assert not house.locker.is_locked
    assert house.window._countdown_words.text() == "Låser om 12 sek. – bevæg musen for at blive"
    house.now.seconds = minutes * 60
    house.locker.look()
    assert house.locker.is_locked


def test_a_movement_keeps_it_open(qtbot: QtBot, house: _House) -> None:
    house.locker.look()
    house.now.seconds = 299
    qtbot.keyClick(house.window.windowHandle(), Qt.Key.Key_Shift)
    house.now.seconds = 310
    house.locker.look()
    assert not house.locker.is_locked
    assert house.window.status._lock.text().endswith("Låser om 4 min.")


def test_a_wrong_code_says_how_many_tries_are_left(qtbot: QtBot, house: _House) -> None:
    house.locker.lock()
    _unlock(qtbot, house, "forkert")
    assert house.locker.is_locked
    message = house.locker.cover.code.message.finding
    assert message is not None
    assert message.text.startswith("Koden passer ikke. Prøv igen. Du har 2 forsøg")
    assert house.locker.cover.code.edit.text() == ""


def test_a_colleague_gets_a_log_in_of_their_own(qtbot: QtBot, house: _House) -> None:
    house.locker.lock()
    house.locker.cover.who.choose("s2")
    with qtbot.waitSignal(house.locker.switched) as switched:
        _unlock(qtbot, house)
    assert switched.args == ["s2"]


def test_the_cover_names_staff_and_nobody_else(qtbot: QtBot, house: _House) -> None:
    house.edit.setText("Ole Bach")
    house.locker.lock()
    shown = house.locker.cover
    words = [w.text() for w in shown.findChildren(QWidget) if hasattr(w, "text")]
    assert "Låst kl. 10.18 – dine kladder er gemt" in words
    assert not any("Ole" in word for word in words)


@pytest.fixture
def login(qtbot: QtBot) -> Iterator[tuple[LoginPage, FakeDoor, Tasks]]:
    door, tasks = FakeDoor(), Tasks()
    page = LoginPage(door, tasks, clock=CLOCK, version="Boform 0.1")
    qtbot.addWidget(page)
    page.resize(1366, 688)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    yield page, door, tasks
    tasks.close()


def _try(qtbot: QtBot, page: LoginPage, passphrase: str) -> None:
    qtbot.keyClicks(page.code.edit, passphrase)
    qtbot.keyClick(page.code.edit, Qt.Key.Key_Return)


Login = tuple[LoginPage, FakeDoor, Tasks]


def test_the_last_user_is_chosen_and_the_passphrase_opens(qtbot: QtBot, login: Login) -> None:
    page, _, _ = login
    assert page.code._label.text() == "Mettes kode"
    with qtbot.waitSignal(page.opened) as opened:
        _try(qtbot, page, "åben")
    assert opened.args == ["s1"]
    assert page.code.edit.text() == ""


def test_trouble_with_the_folder_is_said_in_the_page(qtbot: QtBot, login: Login) -> None:
    page, door, tasks = login
    door.trouble = AlreadyOpen()
    _try(qtbot, page, "åben")
    qtbot.waitUntil(lambda: not tasks.busy)
    finding = page.code.message.finding
    assert finding is not None
    assert "Boform på denne computer" in finding.text


def test_a_pause_is_said_and_no_try_is_made(qtbot: QtBot, login: Login) -> None:
    page, door, tasks = login
    door.wait = 30.0
    _try(qtbot, page, "åben")
    assert not tasks.busy
    finding = page.code.message.finding
    assert finding is not None
    assert finding.text == "Koden passer ikke. Vent 30 sekunder, og prøv igen."


def test_another_than_the_usual_stands_behind_en_anden(qtbot: QtBot, login: Login) -> None:
    page, _, _ = login
    assert "s3" not in page.who._tiles
    page.who._tiles["+"].click()
    page.who.choose("s3")
    assert page.code._label.text() == "Ibs kode"


def test_arrows_go_along_the_tiles_and_enter_goes_to_the_code(qtbot: QtBot, login: Login) -> None:
    page, _, _ = login
    tiles = page.who._tiles
    tiles["s1"].setFocus()
    qtbot.keyClick(tiles["s1"], Qt.Key.Key_Right)
    assert page.who.current == "s2"
    assert tiles["s2"].hasFocus()
    qtbot.keyClick(tiles["s2"], Qt.Key.Key_Right)
    assert tiles["+"].hasFocus(), "nobody is chosen by going past"
    assert page.who.current == "s2"
    qtbot.keyClick(tiles["+"], Qt.Key.Key_Left)
    qtbot.keyClick(tiles["s2"], Qt.Key.Key_Return)
    assert page.code.edit.hasFocus()
    assert page.code._label.text() == "Jens' kode"


def test_the_sheet_opens_with_fourteen_groups_and_a_new_code(qtbot: QtBot, login: Login) -> None:
    page, door, _ = login
    page.show_recovery()
    panel = page.recovery
    assert panel is not None
    groups = [f"AB{n:02d}" for n in range(14)]
    panel.groups[0].setFocus()
    qtbot.keyClicks(panel.groups[0], groups[0])
    assert panel.groups[1].hasFocus(), "a full group passes the cursor on"
    for edit, group in zip(panel.groups, groups, strict=True):
        edit.setText(group)
    panel._new.setText("fem ord er godt")
    panel._again.setText("noget andet")
    panel._submit()
    assert door.recovered == []
    panel._again.setText("fem ord er godt")
    with qtbot.waitSignal(page.opened):
        panel._submit()
    assert door.recovered == [(" ".join(groups), "s1", "fem ord er godt")]
    assert all(not edit.text() for edit in panel.groups)


class _Session:
    def __init__(self) -> None:
        self.window = MainWindow("Havnehuset", FixedSearch())
        self.closed = self.begun = False

    def begin(self) -> None:
        self.begun = True

    def close(self, *, force: bool = False) -> bool:
        del force
        self.closed = True
        return True


def test_the_shell_goes_from_log_in_to_window_and_back(qtbot: QtBot) -> None:
    sessions: list[_Session] = []

    def build(_answer: Any, _shell: Shell) -> _Session:
        sessions.append(_Session())
        return sessions[-1]

    shell = Shell(FakeDoor(), build, clock=CLOCK)
    shell.show()
    assert shell.login is not None
    with qtbot.waitSignal(shell.session_opened):
        _try(qtbot, shell.login, "åben")
    assert sessions[0].window.isVisible()
    assert sessions[0].begun
    sessions[0].window.log_out_requested.emit()
    assert sessions[0].closed
    window = shell.login_window
    assert window is not None
    assert window.isVisible()
    shell.close()
    window.close()


@pytest.mark.parametrize(("name", "whose"), [("Sara", "Saras"), ("Jens", "Jens'"), ("Max", "Max'")])
def test_whose_code_it_is(name: str, whose: str) -> None:
    assert genitive(name) == whose


def test_the_log_in_shows_before_anything_heavy_is_loaded() -> None:
    code = """
import sys
from ui.application import make_application, Shell
from tests.doubles import FakeDoor
app = make_application(["boform"])
shell = Shell(FakeDoor(), lambda answer, shell: None)
shell.show()
heavy = {"sqlalchemy", "alembic", "reportlab", "pikepdf", "pypdfium2", "holidays", "cryptography"}
print(sorted(heavy & set(sys.modules)), shell.login.isVisible())
shell.close()
"""
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.split("\n")[0] == "[] True"
