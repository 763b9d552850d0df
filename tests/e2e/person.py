"""A person at the keyboard: only keys go in, only what stands on the screen comes out.

Every key goes to the window that has the focus, the way the operating system hands it over, so
shortcuts, popups and tab order are the real ones. Nothing sleeps: the person waits until the screen
shows what they wait for.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QAbstractItemModel, QEvent, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QKeyEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from tests.waiting import turn

PATIENCE = 20.0
"""Seconds until a wait is given up; a condition that comes ends it at once."""
_GLANCE_MS = 15
_MOST_TABS = 250
_MOST_ANSWERS = 20
_TRIES, _A_SECOND_MS = 6, 1000
_PLAIN = Qt.KeyboardModifier.NoModifier


class Stuck(AssertionError):
    """What was looked for cannot be reached by keyboard, or does not come."""


class Person:
    """Types, tabs, presses; waits and reads.

    Attributes:
        dialogs: Beginnings of names of dialogs that may be open; any other one fails the step.
    """

    def __init__(self) -> None:
        self.dialogs: tuple[str, ...] = ()

    # -- keys ------------------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Keys one after another, each as "Ctrl+Shift+N", "Tab", "Down"."""
        for name in keys:
            if name == "Shift+Tab":
                QTest.keyClick(_window(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
            else:
                # The stub of QKeySequence knows no index.
                chord = cast("Any", QKeySequence(name))[0]
                QTest.keyClick(_window(), chord.key(), chord.keyboardModifiers())
            self._no_dialog(name)

    def write(self, text: str) -> None:
        """Letters as they come from the keyboard; a line break is Enter.

        A quick hand: the screen is painted when it rests, not after every letter.
        """
        for letter in text:
            if letter == "\n":
                self.press("Return")
                continue
            window = _window()
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(window, QKeyEvent(kind, 0, _PLAIN, letter))

    def tab_to(self, name: str, kind: type[QWidget] = QWidget, *, back: bool = False) -> QWidget:
        """Tab until the focus stands on a widget of this name; it must be on the screen.

        Args:
            name: Accessible name, whole; one that ends with "…" is a beginning.
            kind: Class of the widget, where a name stands for several.
            back: Go the other way round.
        """
        passed: list[str] = []
        for _ in range(_MOST_TABS):
            widget = QApplication.focusWidget()
            if widget is not None and isinstance(widget, kind) and fits(widget, name):
                # What was just laid out anew scrolls there a moment later.
                self.wait(partial(on_screen, widget), f"{name!r}, which has the focus, to be seen")
                return widget
            passed.append(spoken(widget) if widget is not None else "-")
            self.press("Shift+Tab" if back else "Tab")
        lap = list(dict.fromkeys(passed))
        raise Stuck(f"Tab never comes to {name!r}; it passed {lap}")

    def fill(self, name: str, text: str) -> None:
        """Tab to a field and write into it in place of what stands there."""
        self.tab_to(name, _Writable)
        self.press("Ctrl+A")
        self.write(text)

    def push(self, name: str, *, back: bool = False) -> None:
        """Tab to a button and press it with the space bar."""
        self.tab_to(name, QAbstractButton, back=back)
        self.press("Space")

    def tick(self, name: str) -> None:
        """Tab to a box and tick it."""
        box = self.tab_to(name, QCheckBox)
        assert isinstance(box, QCheckBox)
        if not box.isChecked():
            self.press("Space")
        assert box.isChecked(), name

    def pick(self, name: str, option: str) -> None:
        """Tab to a list that opens, and go down to an answer."""
        combo = self.tab_to(name, QComboBox)
        assert isinstance(combo, QComboBox)
        if combo.isEditable():
            self.press("Ctrl+A")
            self.write(option)
            self.press("Tab")
        else:
            self.press("Home")
            for _ in range(combo.count()):
                if combo.currentText().startswith(option):
                    break
                self.press("Down")
        answers = [combo.itemText(row) for row in range(combo.count())]
        assert combo.currentText().startswith(option), (name, option, answers)

    def choose(self, group: str, option: str) -> None:
        """Tab to a group of buttons of which one holds, and go to one of them with the arrows."""
        wanted = {f"{group}: {option}", f"{group} {option}"}
        self.tab_to(f"{group}…", QAbstractButton)
        seen: list[str] = []
        for arrow in ("Left", "Up", "Right", "Down"):
            for _ in range(_MOST_ANSWERS):
                at = self.focused()
                assert isinstance(at, QAbstractButton), seen
                if spoken(at) in wanted:
                    if not at.isChecked():
                        self.press("Space")
                    assert at.isChecked(), option
                    return
                seen.append(spoken(at))
                self.press(arrow)
                if self.focused() is at:
                    break
        raise Stuck(f"no {option!r} in {list(dict.fromkeys(seen))}")

    def open_tab(self, words: str) -> None:
        """Tab to the row of tabs and go along it."""
        row = self.tab_to("Faneblade", QTabBar)
        assert isinstance(row, QTabBar)
        found = [n for n in range(row.count()) if row.tabText(n).startswith(words)]
        if not found:
            raise Stuck(f"no tab {words!r}")
        while row.currentIndex() != found[0]:
            before = row.currentIndex()
            self.press("Right" if before < found[0] else "Left")
            assert row.currentIndex() != before, f"the arrows do not go to {words!r}"

    def menu(self, words: str) -> None:
        """Go down the open menu to an entry and take it."""
        self.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "a menu")
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        entries = [action.text().split("\t")[0] for action in menu.actions()]
        for _ in entries:
            self.press("Down")
            action = menu.activeAction()
            if action is not None and action.text().split("\t")[0] == words:
                self.press("Return")
                return
        raise Stuck(f"no {words!r} in the menu {entries}")

    def search(self, text: str) -> None:
        """Ctrl+K, a few letters, Enter."""
        self.press("Ctrl+K")
        self.write(text)
        self.press("Return")

    # -- eyes ------------------------------------------------------------------------------------

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Until something is so; the program runs on meanwhile."""
        ends = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > ends:
                raise Stuck(f"waited for {what}; the screen says: {self.screen()}")
            turn(_GLANCE_MS)

    def await_text(self, words: str) -> None:
        """Until words stand on the screen."""
        self.wait(lambda: self.sees(words), repr(words))

    def sees(self, words: str) -> bool:
        """Whether words can be read anywhere on the screen."""
        return any(words in text for text in self.screen())

    def screen(self) -> list[str]:
        """All that can be read, from every visible window."""
        found: list[str] = []
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                for widget in [window, *window.findChildren(QWidget)]:
                    if widget.isVisible():
                        found.extend(text for text in texts_of(widget) if text)
        return list(dict.fromkeys(found))

    @staticmethod
    def turn_to_it() -> None:
        """Make sure that the window in front has the keyboard, also after a list has closed."""
        QTest.qWait(1)
        _window()

    def focused(self) -> QWidget:
        """Where the next key goes."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def _no_dialog(self, key: str) -> None:
        modal = QApplication.activeModalWidget()
        if isinstance(modal, QDialog) and not spoken(modal).startswith(self.dialogs):
            raise Stuck(f"{key} opened the dialog {spoken(modal)!r}")


class _Kinds(type(QWidget)):  # type: ignore[misc]  # Shiboken's metaclass is not in the stubs
    def __instancecheck__(cls, widget: object) -> bool:
        return isinstance(widget, (QLineEdit, QPlainTextEdit, QTextEdit)) or (
            isinstance(widget, QComboBox) and widget.isEditable()
        )


class _Writable(QWidget, metaclass=_Kinds):
    """Anything one can write into."""


def spoken(widget: QWidget) -> str:
    """The name that a screen reader says."""
    # Of a combo Qt says its answer on Linux and leaves its name to the label's relation.
    if widget.accessibleName():
        return widget.accessibleName().strip()
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface is not None else ""


def fits(widget: QWidget, name: str) -> bool:
    """Whether the widget is called so."""
    said = spoken(widget)
    if name.endswith("…") and not said.endswith("…"):
        return said.startswith(name[:-1])
    return said == name


def on_screen(widget: QWidget) -> bool:
    """Whether any of it can be seen."""
    return widget.isVisible() and not widget.visibleRegion().isEmpty()


def texts_of(widget: QWidget) -> Iterator[str]:
    """What stands on one widget."""
    if isinstance(widget, (QLabel, QAbstractButton)):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        if widget.echoMode() == QLineEdit.EchoMode.Normal:
            yield widget.text()
    elif isinstance(widget, (QPlainTextEdit, QTextEdit)):
        yield widget.toPlainText()
    elif isinstance(widget, QComboBox):
        yield widget.currentText()
    elif isinstance(widget, QAbstractItemView):
        yield from _cells(widget)
    else:
        yield widget.accessibleName()


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model: QAbstractItemModel | None = view.model()
    if model is None:
        return
    # QAbstractListModel keeps the number of its columns to itself.
    columns = 1 if isinstance(view, QListView) else model.columnCount()
    for row in range(min(model.rowCount(), 200)):
        for column in range(columns):
            index = model.index(row, column)
            for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                value = index.data(role)
                if isinstance(value, str):
                    yield value


def _window() -> QWindow:
    """The window with the focus; when a dialog or list has gone, the one below gets it back."""
    window: QWindow | None = QGuiApplication.focusWindow()
    if window is None or not window.isVisible():
        # The offscreen platform has no window manager that would do this.
        shown = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
        below = [top for top in shown if isinstance(top, QDialog)] or shown
        assert len(below) == 1, f"no window has the focus, and {below} are there"
        _bring_forward(below[0])
        window = QGuiApplication.focusWindow()
    assert window is not None
    return window


def _bring_forward(window: QWidget) -> None:
    """Make a window the active one; a list that opened late, when its field was left, closes first."""
    for _ in range(_TRIES):
        window.activateWindow()
        if QTest.qWaitForWindowActive(window, _A_SECOND_MS):
            return
        late = QApplication.activePopupWidget()
        if late is not None:
            late.close()
    raise AssertionError(f"{window} does not come forward")
