from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.doubles import FakeDoor, FixedSearch
from tests.ui.checks import problems_of
from ui.gallery import Gallery
from ui.main_window import MainWindow
from ui.navigator import Place
from ui.pages.base import Target
from ui.pages.login import LoginPage
from ui.tasks import Tasks
from ui.theme import Look, theme

LOOKS = [Look(), Look("dark"), Look("light", 150), Look("light", 200), Look("light", 80, "compact")]


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_every_building_block_keeps_the_rules_in_every_look(qtbot: QtBot, look: Look) -> None:
    theme().use(look)
    window = MainWindow("Havnehuset", FixedSearch())
    qtbot.addWidget(window)
    window.add_place(Place("gallery", "I dag", "bed", Gallery, "Ctrl+1"))
    window.set_user("Mette Krogh", "Leder")
    window.resize(1366, 688)
    window.show()
    window.navigator.go(Target("gallery"))
    qtbot.waitExposed(window)
    assert problems_of(window) == []


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_the_log_in_keeps_the_rules(qtbot: QtBot, look: Look) -> None:
    theme().use(look)
    tasks = Tasks()
    page = LoginPage(FakeDoor(), tasks)
    qtbot.addWidget(page)
    page.resize(1366, 688)
    page.show()
    qtbot.waitExposed(page)
    assert problems_of(page) == []
    page.show_recovery()
    assert problems_of(page) == []
    tasks.close()


def test_the_checker_catches_what_it_is_for(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    box = QVBoxLayout(page)
    nameless, small, cut = QLineEdit(), QPushButton("Lille"), QLabel("en meget lang sætning her")
    small.setStyleSheet("min-height: 0")
    small.setFixedSize(90, 20)
    cut.setFixedWidth(40)
    for widget in (nameless, small, cut):
        box.addWidget(widget)
    page.show()
    qtbot.waitExposed(page)
    found = "\n".join(problems_of(page))
    for words in ("no accessible name: QLineEdit", "target under 24 px", "label cut"):
        assert words in found
