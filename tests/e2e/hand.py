"""A hand on the mouse, and a counter of what mouse and keyboard are used for (ux.md 5.1)."""

from __future__ import annotations

from itertools import product

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QTabBar, QToolTip, QWidget

from tests.doubles import RecordingPrinter
from tests.e2e.person import Person, fits, on_screen
from ui.pages.rooms.tiles import TileBoard
from ui.widgets.list_view import ListView

_MODIFIERS = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Counter(QObject):
    """Clicks and keys as the program gets them from the system, each once.

    A click is a mouse press; a key is any key, a modifier that is held is one more. A print dialog
    of the system is one click that the program does not see.
    """

    def __init__(self, printer: RecordingPrinter) -> None:
        super().__init__()
        self._printer, self._printed = printer, len(printer.jobs)
        self.keys, self._pressed = 0, 0
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    @property
    def clicks(self) -> int:
        """Presses of the mouse, and one for each print dialog."""
        return self._pressed + len(self._printer.jobs) - self._printed

    def stop(self) -> tuple[int, int]:
        """Clicks and keys; nothing is counted any more."""
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self)
        return self.clicks, self.keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (a name of Qt)
        """Windows get every press first, and only once; widgets get it handed on."""
        if isinstance(watched, QWindow):
            if event.type() == QEvent.Type.MouseButtonPress:
                self._pressed += 1
            elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                held = sum(bool(event.modifiers() & one) for one in _MODIFIERS)
                self.keys += 1 + held
        return False


def click(person: Person, name: str, kind: type[QWidget] = QAbstractButton) -> None:
    """Press what is called so and can be seen, in its middle."""
    person.wait(lambda: len(_seen(name, kind)) == 1, f"one {name!r} to click")
    (widget,) = _seen(name, kind)
    _press(widget, widget.rect().center())


def click_row(person: Person, list_name: str, words: str, column: str = "") -> None:
    """Press a row of a list, or the button that stands in one of its columns."""
    person.wait(lambda: _row(list_name, words) is not None, f"{words!r} in {list_name!r}")
    found = _row(list_name, words)
    assert found is not None
    view, row = found
    keys = [one.key for one in view.model_.columns]
    number = keys.index(column) if column else 0
    rect = view.cell_area(view.visualRect(view.model_.index(row, number)), number)
    _press(view.viewport(), rect.center())


def read_tip(person: Person, words: str) -> str:
    """Rest the mouse on what stands in a list; what the tip says."""
    views = (
        one for window in QApplication.topLevelWidgets() for one in window.findChildren(ListView)
    )
    for view in filter(on_screen, views):
        for row, number in product(range(view.model_.rowCount()), range(len(view.model_.columns))):
            index = view.model_.index(row, number)
            if words not in str(index.data()):
                continue
            at = view.cell_area(view.visualRect(view.model_.index(row, number)), number).center()
            port = view.viewport()
            event = QHelpEvent(QEvent.Type.ToolTip, at, port.mapToGlobal(at))
            QApplication.sendEvent(port, event)
            person.wait(QToolTip.isVisible, f"a tip on {words!r}")
            return QToolTip.text()
    return ""


def click_entry(person: Person, words: str) -> None:
    """Press an entry of the menu that is open."""
    person.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "a menu")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    entry = next(one for one in menu.actions() if one.text().split("\t")[0] == words)
    _press(menu, menu.actionGeometry(entry).center())


def click_tab(person: Person, words: str) -> None:
    """Press a tab that begins with these words."""
    person.wait(lambda: bool(_seen("Faneblade", QTabBar)), "the row of tabs")
    (row,) = _seen("Faneblade", QTabBar)
    assert isinstance(row, QTabBar)
    number = next(n for n in range(row.count()) if row.tabText(n).startswith(words))
    _press(row, row.tabRect(number).center())


def drag_tile(person: Person, start: str, end: str) -> None:
    """Press a place of the board, carry it to another one, let go."""
    person.wait(lambda: any(_tile(start)), f"room {start}")
    ((view, at),), ((_, to),) = _tile(start), _tile(end)
    window = view.window().windowHandle()
    assert window is not None
    left = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mousePress(window, *left, at)
    QTest.mouseMove(window, at + QPoint(30, 0))
    QTest.mouseMove(window, to)
    QTest.mouseRelease(window, *left, to)


def _tile(label: str) -> list[tuple[TileBoard, QPoint]]:
    """The board and the middle of a place in the window; [] while it is not there."""
    found = []
    for view in _seen("Tavle over værelser", TileBoard):
        assert isinstance(view, TileBoard)
        tiles = (tile for row in view.model_.rows for tile in row.tiles)
        for tile in (one for one in tiles if one.label == label):
            middle = view.visualRect(view.model_.index_of(tile.place_id)).center()
            found.append((view, view.viewport().mapTo(view.window(), middle)))
    return found


def _seen(name: str, kind: type[QWidget]) -> list[QWidget]:
    top = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    tops = [top] if top is not None else QApplication.topLevelWidgets()
    return [
        widget for window in tops for widget in window.findChildren(kind)
        if fits(widget, name) and on_screen(widget) and widget.isEnabled()
    ]  # fmt: skip


def _row(list_name: str, words: str) -> tuple[ListView, int] | None:
    for view in _seen(list_name, ListView):
        assert isinstance(view, ListView)
        model = view.model_
        for row in range(model.rowCount()):
            cells = (model.index(row, n).data() for n in range(model.columnCount()))
            if any(words in str(cell) for cell in cells):
                return view, row
    return None


def _press(widget: QWidget, at: QPoint) -> None:
    top = widget.window()
    handle = top.windowHandle()
    assert handle is not None
    # Through the window, as the system does it: what lies on top gets the click.
    QTest.mouseClick(
        handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, widget.mapTo(top, at)
    )
