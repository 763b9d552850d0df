"""``python -m benchmarks._board DIR PASSPHRASE``: open Handleplaner with many cases and look at it.

Prints one line of JSON: how many rows there are, and the milliseconds of each thing done, every
round of it.
"""

from __future__ import annotations

# As in the program, where the window's package is the first that knows PySide (see its docstring).
import ui  # noqa: F401 - puts the import back  # isort: skip

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from benchmarks.ports import recording_ports
from boform_app import garbage
from boform_app.clock import SystemClock
from boform_app.paths import DataFolder
from tests.waiting import turn
from ui.application import make_application
from ui.desk import Desk
from ui.door import HouseDoor
from ui.pages.base import Target
from ui.pages.board.page import BoardPage
from ui.tasks import Tasks

ROUNDS = 15
_WIDTH, _HEIGHT = 1366, 688
_REST_MS = 30
_POLL_MS = 5


def main(root: str, passphrase: str) -> None:
    """Log in, show, regroup, tell."""
    make_application(["boform"])
    garbage.settle()
    door = HouseDoor(DataFolder(Path(root)), SystemClock())
    desk = Desk(door.open(door.people()[0].staff_id, passphrase), door, Tasks(), recording_ports)
    desk.window.resize(_WIDTH, _HEIGHT)
    desk.window.show()
    desk.begin()
    opened = _timed(lambda: _visit(desk))
    page = _board(desk)
    told = {"rows": len(page.rows), "opened": [opened], **_looks(desk.window, page)}
    print(json.dumps(told), flush=True)
    desk.close(force=True)


def _visit(desk: Desk) -> None:
    """From another place until every row is there and painted."""
    desk.window.navigator.go(Target("board"))
    while desk.tasks.busy or not _board(desk).rows:
        # A loop that never rests would take the worker's turns.
        turn(_POLL_MS)
    _paint(desk.window)


def _board(desk: Desk) -> BoardPage:
    return cast("BoardPage", desk.window.navigator.current)


def _looks(window: QWidget, page: BoardPage) -> dict[str, list[float]]:
    municipality = page.filters.municipality

    def choose(number: int) -> Callable[[], None]:
        return lambda: municipality.setCurrentIndex(number)

    def show(key: str) -> Callable[[], None]:
        return lambda: _switch(page, key)

    def again() -> None:
        page.restore({})

    bare = _bare(window, page)
    show("list")()
    found = {
        "list": _rounds(window, again),
        "list, one municipality": _rounds(window, choose(1), choose(0)),
        "to the board": _rounds(window, show("board"), show("list")),
    }
    show("board")()
    return found | {
        "board": _rounds(window, again),
        "board, one municipality": _rounds(window, choose(1), choose(0)),
        "to the list": _rounds(window, show("list"), show("board")),
        "bare": _rounds(bare, lambda: _fill(bare, page)),
    }


def _switch(page: BoardPage, key: str) -> None:
    page.show_as.choose(key)
    page.show_as.changed.emit(key)


def _rounds(
    window: QWidget, work: Callable[[], object], back: Callable[[], object] | None = None
) -> list[float]:
    """Milliseconds of the work with its paint, each round from the same state."""
    found = []
    for number in range(ROUNDS + 1):
        if back is not None:
            back()
        _paint(window)
        turn(_REST_MS)

        def all_of_it() -> None:
            work()
            _paint(window)

        if number:
            found.append(_timed(all_of_it))
        else:
            all_of_it()
    return found


def _paint(window: QWidget) -> None:
    """Everything that a change asked for, done now: layouts, then every dot of the window."""
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    window.repaint()


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def _bare(window: QWidget, page: BoardPage) -> QTableView:
    """The least that shows the same words: a table of Qt's own, as large as the window."""
    table = QTableView()
    table.resize(window.size())
    _fill(table, page)
    table.show()
    return table


def _fill(table: QTableView, page: BoardPage) -> None:
    rows: Sequence[object] = page.rows
    model = QStandardItemModel(table)
    for row in rows:
        words = (str(getattr(row, name)) for name in ("name", "badge_text", "detail", "due"))
        model.appendRow([QStandardItem(one) for one in words])
    table.setModel(model)


if __name__ == "__main__":
    main(*sys.argv[1:])
