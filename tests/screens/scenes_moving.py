"""Udflytning: over time, help today, the conversation sheet taken over, and the resident's own papers."""

from __future__ import annotations

from PySide6.QtCore import Qt

from boform_app.services.views.services_in_use import ServiceView
from tests.screens.scene import Scene
from tests.screens.stage import Stage
from ui.pages.resident import own_papers
from ui.pages.resident.moving import MovingTab
from ui.pages.resident.page import ResidentPage


def _tab(stage: Stage, first: str = "Preben", section: str = "") -> MovingTab:
    stage.resident(first, "moving")
    page = stage.main.navigator.current
    if not isinstance(page, ResidentPage):
        raise TypeError("no resident is shown")
    tab = page.findChild(MovingTab)
    if tab is None:
        raise TypeError("the tab is not there")
    if section:
        tab._pick_section(section)
    stage.settle()
    return tab


def _area(stage: Stage, domain: str) -> None:
    tab = _tab(stage, section="course")
    tab.more.course.areas.choose(domain)
    stage.settle()


def _form(stage: Stage) -> None:
    tab = _tab(stage, section="help")
    row = tab.more.help.list.current_row
    tab.more.help.write(row if isinstance(row, ServiceView) else None)
    stage.settle()


def _sheet(stage: Stage) -> None:
    tab = _tab(stage, "Ole")
    tab.take_sheet()
    stage.keys(Qt.Key.Key_1)
    stage.settle()


def _papers(stage: Stage, kind: str, language: str) -> None:
    tab = _tab(stage, "Ole")
    show = own_papers.folder if kind == "folder" else own_papers.plan
    if tab.person_id is None:
        raise TypeError("no resident is shown")
    show(tab.session, tab, tab.person_id, "en" if language == "en" else "da")
    stage.settle()


def _empty_sheet(stage: Stage) -> None:
    _tab(stage, "Ole").print_sheet()
    stage.settle()


def _letter(stage: Stage) -> None:
    tab = _tab(stage)
    tab._print_result()
    stage.settle()


MOVING: tuple[Scene, ...] = (
    Scene("moving-over-time", lambda s: _area(s, "B3")),
    Scene("moving-over-time-gaps", lambda s: _area(s, "B7")),
    Scene("moving-help", lambda s: _tab(s, "Ole", "help")),
    Scene("moving-help-form", _form, house="forms"),
    Scene("moving-sheet", _sheet, house="forms"),
    Scene("moving-print", _letter, house="forms"),
    Scene("paper-folder", lambda s: _papers(s, "folder", "da")),
    Scene("paper-folder-english", lambda s: _papers(s, "folder", "en")),
    Scene("paper-plan", lambda s: _papers(s, "plan", "da")),
    Scene("paper-conversation", _empty_sheet),
)
