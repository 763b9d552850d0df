"""Handleplaner: the list, the board, a chosen matter, and nothing to see."""

from __future__ import annotations

from PySide6.QtCore import Qt

from boform_app.services.views.contacts import MeetingCommand
from tests.screens.demo import NOW
from tests.screens.scene import Scene
from tests.screens.stage import Stage
from ui.pages.board.page import BoardPage


def _board(stage: Stage, show: str) -> BoardPage:
    stage.go("board")
    page = stage.main.navigator.current
    if not isinstance(page, BoardPage):
        raise TypeError("the board is not shown")
    stage.until(lambda: bool(page.rows), "the matters")
    page.show_as.choose(show)
    page.show_as.changed.emit(show)
    stage.settle()
    return page


def _at_first(stage: Stage) -> None:
    _board(stage, "board")
    stage.wait(200)


def _chosen(stage: Stage, show: str) -> None:
    page = _board(stage, show)
    row = next(row for row in page.rows if row.name == "Bach, Ole" and row.code == "C6")
    (page.board if show == "board" else page.list).choose(row.key)
    page.board.column("municipality").setFocus(Qt.FocusReason.OtherFocusReason)
    stage.wait(200)


def _nothing(stage: Stage) -> None:
    page = _board(stage, "list")
    page.filters.caseworker.set_value(page.filters.caseworker._options[1].key)
    page.filters.worker.set_value(page.filters.worker._options[-1].key)
    page.filters.municipality.set_value(page.filters.municipality._options[-1].key)
    page.filters.municipality.changed.emit()
    stage.settle()


def _met(stage: Stage, words: str) -> None:
    """The menu of the sheets of Aalborg, and one of its entries."""
    page = _board(stage, "list")
    page.filters.municipality.set_value("0851")
    meetings = stage.services.meetings
    if not meetings.of_municipality("0851"):
        meetings.plan(
            MeetingCommand(NOW.replace(hour=9, minute=0), "cooperation", municipality_code="0851",
                           place="Rådhuset, lokale 3")
        )  # fmt: skip
    page.sheets.popup(page.sheet_button, "0851")
    stage.settle()
    if words:
        stage.choose(words)
        stage.settle()


BOARD: tuple[Scene, ...] = (
    Scene("board-at-first", _at_first, house="forms"),
    Scene("board-list", lambda s: _chosen(s, "list"), house="forms"),
    Scene("board", lambda s: _chosen(s, "board"), house="forms"),
    Scene("board-sheets", lambda s: _met(s, ""), house="forms"),
    Scene("board-meeting", lambda s: _met(s, "Planlæg samarbejdsmøde …"), house="forms"),
    Scene("board-minute", lambda s: _met(s, "Referat af mødet man. 23-11 …"), house="forms"),
    Scene("board-nothing", _nothing, house="forms"),
)
