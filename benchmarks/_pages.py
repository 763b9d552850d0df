"""``python -m benchmarks._pages DIR PASSPHRASE``: look at every page twice and press many keys.

Prints one line of JSON: milliseconds of every page by its name, of every key by where it was
pressed, of the window painted again, and of keys in a bare field.
"""

from __future__ import annotations

# As in the program, where the window's package is the first that knows PySide (see its docstring).
import ui  # noqa: F401 - puts the import back  # isort: skip

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from benchmarks import _tour
from benchmarks.ports import recording_ports
from boform_app import garbage
from boform_app.clock import SystemClock
from boform_app.paths import DataFolder
from boform_app.services.views.people import ResidentFilter
from tests.waiting import turn
from ui.application import make_application
from ui.desk import Desk
from ui.door import HouseDoor
from ui.pages.base import Target
from ui.tasks import Tasks

_SIZE = (1366, 688)
_POLL_MS = 2
_MOVES = 30
_SENTENCE = "Talte på gangen, fik te og sov fra kl. 4. "
Keys = Sequence[str | Qt.Key]


def main(root: str, passphrase: str) -> None:
    """Log in, look, press, tell."""
    make_application(["boform"])
    garbage.settle()
    door = HouseDoor(DataFolder(Path(root)), SystemClock())
    desk = Desk(door.open(door.people()[0].staff_id, passphrase), door, Tasks(), recording_ports)
    desk.window.resize(*_SIZE)
    desk.window.show()
    desk.begin()
    # A person has looked at the first page by then.
    while not desk.warm_up.done:
        turn(_POLL_MS)
    _rest(desk)
    pages: dict[str, list[float]] = defaultdict(list)
    repaint = []
    for target in _tour.targets(desk):
        pages[_name(target)].append(_timed(partial(_open, desk, target)))
        repaint.append(_timed(partial(_paint, desk.window)))
        _rest(desk)
    told = {
        "pages": pages, "repaint": repaint, "keys": dict(_keys(desk)), "bare_key": _bare(),
    }  # fmt: skip
    print(json.dumps(told), flush=True)
    desk.close(force=True)


def _name(target: Target) -> str:
    tab = target.facts.get("tab") or target.facts.get("show")
    return f"{target.place}/{tab}" if tab else target.place


def _open(desk: Desk, target: Target) -> None:
    """From the call until it is painted with what was read for it; a picture of a letter may follow."""
    desk.window.navigator.go(target)
    _paint(desk.window)
    if target.place in {"letter", "letter_stack"}:
        return
    if desk.tasks.busy:
        # As the program waits: looking again and again would take its turns from the worker.
        loop = QEventLoop()
        desk.tasks.idle.connect(loop.quit)
        loop.exec()
    _paint(desk.window)


def _keys(desk: Desk) -> list[tuple[str, list[float]]]:
    """Milliseconds of each key, by where it is pressed."""
    services = desk.services
    person_id = next(one.person_id for one in services.residents.rows(ResidentFilter()) if not one.closed)
    down: Keys = [Qt.Key.Key_Down] * _MOVES
    to_and_fro: Keys = [Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up] * 8

    def go(place: str, **facts: object) -> Callable[[], None]:
        return lambda: desk.window.navigator.go(Target(place, facts))

    ways: list[tuple[str, Callable[[], None], str, Keys]] = [
        ("the search", desk.window.top.search.focus, "", "sørensen lars"),
        ("a note about a resident", go("resident", person_id=person_id, tab="notes"), "Ctrl+N", _SENTENCE),
        ("the list of residents", go("residents", show="present"), "list", down),
        ("the list of former residents", go("residents", show="past"), "list", down),
        ("the search in notes", go("day_log"), "Ctrl+F", "urolig nat"),
        ("a note in the day log", go("day_log"), "Ctrl+N", _SENTENCE),
        ("the room board", go("rooms"), "list", to_and_fro),
        ("Handleplaner", go("board"), "list", down),
        ("the name of an admission", go("admit"), "", "Lars Sørensen"),
    ]  # fmt: skip
    return [(name, _pressed(desk, there, how, keys)) for name, there, how, keys in ways]


def _pressed(desk: Desk, there: Callable[[], None], how: str, keys: Keys) -> list[float]:
    there()
    _rest(desk)
    if how == "list":
        _view(desk).setFocus()
    elif how:
        QTest.keySequence(desk.window, how)
    _rest(desk)
    times = []
    for key in keys:
        focus = QApplication.focusWidget() or desk.window
        times.append(_timed(partial(_press, desk.window, focus, key)))
        turn(_POLL_MS)
    _rest(desk)
    QTest.keyClick(QApplication.focusWidget() or desk.window, Qt.Key.Key_Escape)
    return times


def _view(desk: Desk) -> QWidget:
    """The list or board of the page: the largest widget that takes the keyboard."""
    page = desk.window.navigator.current
    assert page is not None
    found = [one for one in page.findChildren(QWidget) if one.isVisible()
             and one.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(one, QLineEdit)]  # fmt: skip
    return max(found, key=lambda one: one.width() * one.height())


def _press(window: QWidget, focus: QWidget, key: str | Qt.Key) -> None:
    if isinstance(key, str):
        QTest.keyClicks(focus, key)
    else:
        QTest.keyClick(focus, key)
    _paint(window)


def _bare() -> list[float]:
    """The least that a key can take: a field of Qt's own in a window as large."""
    window = QWidget()
    window.resize(*_SIZE)
    field = QLineEdit(window)
    field.resize(400, 32)
    window.show()
    field.setFocus()
    return [_timed(partial(_press, window, field, key)) for key in _SENTENCE]


def _paint(window: QWidget) -> None:
    """Everything that a change asked for, done now: layouts, then every dot of the window."""
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    window.repaint()


def _rest(desk: Desk) -> None:
    turn(30)
    while desk.tasks.busy:
        turn(_POLL_MS)


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main(*sys.argv[1:])
