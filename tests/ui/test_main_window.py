from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from models.values.changes import Changes
from tests.doubles import FixedSearch
from ui.main_window import MainWindow
from ui.navigator import Place
from ui.pages.base import Page, Target
from ui.ports import SearchHit
from ui.privacy import privacy
from ui.theme import theme

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
HIT = SearchHit(
    "Beboere", "Lund, Jonas", Target("resident", {"person_id": "p1"}), "vær. 12", name_of="12"
)


class _Page(Page):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.edit = QLineEdit()
        self.edit.setAccessibleName(name)
        self.layout_.addWidget(self.edit)
        self.reads = 0
        self.changes: list[Changes] = []
        self.commands: list[str] = []
        self.answers = False

    def title(self) -> str:
        return self.name

    def refresh(self) -> None:
        self.reads += 1

    def apply_changes(self, changes: Changes) -> None:
        self.changes.append(changes)

    def state(self) -> Mapping[str, Any]:
        return {"text": self.edit.text()}

    def restore(self, state: Mapping[str, Any]) -> None:
        self.edit.setText(state.get("text", state.get("person_id", "")))

    def command(self, name: str) -> bool:
        self.commands.append(name)
        return self.answers


class _Shell:
    def __init__(self) -> None:
        self.search = FixedSearch(HIT)
        self.window = MainWindow("Havnehuset", self.search)
        self.made: dict[str, _Page] = {}
        for number, (key, label) in enumerate((("today", "I dag"), ("residents", "Beboere")), 1):
            place = Place(
                key, label, "people", partial(self.make, key, label), f"Ctrl+{number}",
                badge_words="frister",
            )  # fmt: skip
            self.window.add_place(place)
        self.window.add_place(
            Place(
                "resident",
                "",
                "person",
                lambda: self.make("resident", "Beboer"),
                parent="residents",
            )
        )
        self.window.set_user("Mette Krogh", "Leder")

    def make(self, key: str, name: str) -> _Page:
        self.made[key] = _Page(name)
        return self.made[key]


@pytest.fixture
def shell(qtbot: QtBot) -> _Shell:
    found = _Shell()
    qtbot.addWidget(found.window)
    with qtbot.waitActive(found.window):
        found.window.show()
        found.window.activateWindow()
    found.window.navigator.go(Target("today"))
    return found


def test_places_are_made_when_first_visited_and_the_way_back_restores_the_spot(
    qtbot: QtBot, shell: _Shell
) -> None:
    assert "residents" not in shell.made
    shell.made["today"].edit.setText("her var jeg")
    qtbot.keyClick(shell.window, Qt.Key.Key_2, CTRL)
    assert shell.window.windowTitle() == "Havnehuset – Beboere"
    shell.made["today"].edit.clear()
    qtbot.keyClick(shell.window, Qt.Key.Key_Left, ALT)
    assert shell.window.navigator.current is shell.made["today"]
    assert shell.made["today"].edit.text() == "her var jeg"
    qtbot.keyClick(shell.window, Qt.Key.Key_Right, ALT)
    assert shell.window.navigator.current is shell.made["residents"]


def test_a_page_without_a_row_marks_its_parent(qtbot: QtBot, shell: _Shell) -> None:
    shell.window.navigator.go(Target("resident", {"person_id": "p1"}))
    assert shell.window.nav._buttons["residents"].isChecked()


def test_search_opens_a_person_by_keyboard_alone(qtbot: QtBot, shell: _Shell) -> None:
    qtbot.keyClick(shell.window, Qt.Key.Key_K, CTRL)
    edit = shell.window.top.search.edit
    assert edit.hasFocus()
    qtbot.keyClicks(edit, "lund")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert shell.search.asked[-1] == "lund"
    assert shell.made["resident"].edit.text() == "p1"
    assert edit.text() == "", "what was searched for does not stay"
    assert "Lund" not in shell.window.windowTitle()


def test_esc_closes_the_list_and_keeps_the_text(qtbot: QtBot, shell: _Shell) -> None:
    shell.window.top.search.focus()
    edit, popup = shell.window.top.search.edit, shell.window.top.search.popup()
    qtbot.keyClicks(edit, "lu")
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert edit.text() == "lu"


def test_f8_hides_names_in_the_list_and_tells_every_page(qtbot: QtBot, shell: _Shell) -> None:
    before = shell.made["today"].reads
    qtbot.keyClick(shell.window, Qt.Key.Key_F8)
    assert privacy().on
    assert shell.made["today"].reads == before + 1
    assert privacy().name("Lund, Jonas", "12") == "Beboer, vær. 12"
    shell.window.top.search.focus()
    popup = shell.window.top.search.popup()
    shown = popup._model.index(0).data(Qt.ItemDataRole.DisplayRole)
    assert shown == "Beboer, vær. 12"


def test_the_shown_page_hears_of_changes_and_the_others_read_later(
    qtbot: QtBot, shell: _Shell
) -> None:
    shell.window.navigator.go(Target("residents"))
    changes = Changes(uuid4(), 1, "note.finish", "notat", {})
    shell.window.apply_changes(changes)
    assert shell.made["residents"].changes == [changes]
    assert shell.made["today"].changes == []
    before = shell.made["today"].reads
    shell.window.navigator.go(Target("today"))
    assert shell.made["today"].reads == before + 1


def test_keys_go_to_the_page_first_and_else_to_the_shell(qtbot: QtBot, shell: _Shell) -> None:
    page = shell.made["today"]
    with qtbot.waitSignal(shell.window.command) as heard:
        qtbot.keyClick(shell.window, Qt.Key.Key_N, CTRL)
    assert heard.args == ["new_note"]
    page.answers = True
    with qtbot.assertNotEmitted(shell.window.command):
        qtbot.keyClick(shell.window, Qt.Key.Key_P, CTRL)
    assert page.commands == ["new_note", "print"]


def test_zoom_folds_the_navigation(qtbot: QtBot, shell: _Shell) -> None:
    shell.window.resize(1366, 688)
    assert shell.window.nav.width() == 184
    for _ in range(3):
        qtbot.keyClick(shell.window, Qt.Key.Key_Plus, CTRL)
    assert theme().look.zoom == 150
    assert shell.window.nav.width() == round(56 * 1.5)
    qtbot.keyClick(shell.window, Qt.Key.Key_0, CTRL)
    assert shell.window.nav.width() == 184


def test_badges_are_counted_in_words(qtbot: QtBot, shell: _Shell) -> None:
    shell.window.set_badge("residents", 2)
    assert shell.window.nav._buttons["residents"].accessibleName() == "Beboere, 2 frister"


def test_f6_walks_through_the_areas(qtbot: QtBot, shell: _Shell) -> None:
    shell.made["today"].edit.setFocus()
    seen = set()
    for _ in range(3):
        qtbot.keyClick(shell.window, Qt.Key.Key_F6)
        focused = shell.window.focusWidget()
        assert focused is not None
        seen.add(type(focused).__name__)
    assert len(seen) >= 2
    assert shell.made["today"].edit.hasFocus(), "nav, top bar, page: round again"


def test_the_notice_offers_the_named_undo(qtbot: QtBot, shell: _Shell) -> None:
    done: list[str] = []
    shell.window.say("Jonas Lund er flyttet til vær. 11.", "Fortryd", lambda: done.append("x"))
    shell.window.notice.press()
    assert done == ["x"]


def test_trouble_stays_in_the_status_line_until_it_is_over(qtbot: QtBot, shell: _Shell) -> None:
    status = shell.window.status
    status.set_trouble("Kan ikke gemme lige nu – teksten er i sikkerhed her", "Prøv nu")
    assert status.words.startswith("Kan ikke gemme")
    with qtbot.waitSignal(status.retry):
        status._again.click()
    status.set_saved("Alt er gemt")
    assert status.words == "Alt er gemt"


def test_another_person_gets_pages_of_their_own(qtbot: QtBot, shell: _Shell) -> None:
    first = shell.made["today"]
    shell.window.navigator.clear()
    shell.window.navigator.go(Target("today"))
    assert shell.made["today"] is not first
    assert not shell.window.navigator.back()
