"""The real program on a demo house of its own, with hands to reach everything on its screen."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from boform_app.clock import FixedClock
from boform_app.paths import DataFolder
from boform_app.services.facade import Services
from boform_app.services.views.people import ResidentFilter
from boform_app.vault.crypto import CHEAP_KDF
from tests.doubles import (
    RecordingClipboard,
    RecordingFileDialogs,
    RecordingOpener,
    RecordingPrinter,
)
from tests.screens.demo import NOW, Template
from tests.ui.checks import problems_of
from tests.waiting import turn
from ui.application import make_application
from ui.desk import Desk
from ui.door import HouseDoor
from ui.main_window import MainWindow
from ui.pages.base import Target
from ui.privacy import privacy
from ui.session import Ports
from ui.start import Program
from ui.theme import Look, theme

SCREEN = (1366, 688)
"""The client area of a laptop of 1366x768: the rest is the title bar and the task bar, px."""
_PATIENCE_MS = 15_000
_STEP_MS = 4


class NotSeen(LookupError):
    """What a scene wanted to press, fill in or wait for is not on the screen."""


class Stage:
    """One look at one house, from log-in to the end.

    Attributes:
        folder: The data folder; thrown away at the end.
        program: The program as a person starts it, with recording ports.
        made: Letters that a scene sent, by first name, for the scenes after it.
    """

    def __init__(self, folder: DataFolder, look: Look, passphrase: str = "") -> None:
        make_application()
        if theme().look != look:
            theme().use(look)
        self.look, self.folder, self._passphrase = look, folder, passphrase
        self.made: dict[str, UUID] = {}
        self._clock = FixedClock(NOW)
        self.door = HouseDoor(folder, self._clock, kdf=CHEAP_KDF)
        self.ports = Ports(
            RecordingPrinter(), RecordingFileDialogs(), RecordingOpener(), RecordingClipboard()
        )
        self.program = Program(self.door, "Boform 1.0")
        self.program.ports = lambda _window: self.ports
        self.program.start()
        self._show()

    @classmethod
    def of(cls, template: Template, look: Look, *, inside: bool = True) -> Stage:
        """A stage on a copy of a house with this look; ``inside`` logs the leader in."""
        stage = cls(template.copy(), look, template.passphrase)
        if inside:
            stage.log_in()
        return stage

    @property
    def desk(self) -> Desk:
        """The leader's log-in."""
        desk = self.program.shell.session
        if not isinstance(desk, Desk):
            raise NotSeen("nobody is logged in")
        return desk

    @property
    def window(self) -> QWidget:
        """What is on the screen: the desk's window, or the one before the log-in."""
        shell = self.program.shell
        found = shell.session.window if shell.session is not None else shell.login_window
        if found is None:
            raise NotSeen("no window")
        return found

    @property
    def main(self) -> MainWindow:
        """The desk's window."""
        return self.desk.window

    @property
    def services(self) -> Services:
        """For scenes that need something written before."""
        return self.desk.services

    def at(self, instant: datetime) -> None:
        """It is another time of the day."""
        self._clock.set(instant)

    def close(self) -> None:
        """End the program and throw the house away."""
        self.calm()
        windows = [self.program.shell.login_window]
        if self.program.shell.session is not None:
            windows.append(self.program.shell.session.window)
        self.program.close()
        for window in windows:
            if window is not None:
                window.hide()
                window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        shutil.rmtree(self.folder.root.parent, ignore_errors=True)

    # -- hands -----------------------------------------------------------------------------------

    def log_in(self) -> None:
        """The leader types the passphrase."""
        login = self.program.shell.login
        if login is None:
            raise NotSeen("the log-in")
        login.code.edit.setText(self._passphrase)
        QTest.keyClick(login.code.edit, Qt.Key.Key_Return)
        self.until(lambda: self.program.shell.session is not None, "the desk")
        self._show()

    def go(self, place: str, **facts: Any) -> None:
        """Show a place, as a link would."""
        self.main.navigator.go(Target(place, facts))
        self.settle()

    def resident(self, first: str, tab: str = "overview", last: str = "", **facts: Any) -> None:
        """The page of a present resident."""
        self.go("resident", person_id=self.person(first, last), tab=tab, **facts)

    def person(self, first: str, last: str = "") -> UUID:
        """Id of a present resident by name."""
        for row in self.services.residents.rows(ResidentFilter()):
            if row.full_name.startswith(first) and row.full_name.endswith(last):
                return row.person_id
        raise NotSeen(f"{first} {last}")

    def protected(self) -> UUID:
        """Id of the resident whose page asks why."""
        rows = self.services.residents.rows(ResidentFilter())
        return next(row.person_id for row in rows if row.closed)

    def stay(self, first: str, last: str = "") -> UUID:
        """Id of a present resident's stay."""
        return self.services.stays.for_person(self.person(first, last))[0].id

    def press(self, words: str) -> None:
        """Click the button with these words (or this accessible name)."""
        button = self.find(QAbstractButton, words)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def afresh(self) -> None:
        """Throw away what an earlier scene left typed on this page."""
        again = [button for button in self.all(QAbstractButton) if button.text() == "Begynd forfra"]
        if again:
            QTest.mouseClick(again[0], Qt.MouseButton.LeftButton)
            self.main.notice.clear()
            self.settle()

    def type_text(self, name: str, text: str) -> None:
        """Write into the field with this accessible name."""
        for kind in (QLineEdit, QPlainTextEdit, QTextEdit):
            for field in self.all(kind):
                if _names(field, name):
                    field.setFocus()
                    QTest.keyClicks(field, text)
                    self.settle()
                    return
        raise NotSeen(f"field {name!r}; there are {self._names_of(QLineEdit, QPlainTextEdit)}")

    def choose(self, words: str) -> None:
        """Take an entry of the open menu."""
        for menu in self.all(QMenu):
            for action in menu.actions():
                if action.text().split("\t")[0] == words:
                    action.trigger()
                    menu.close()
                    self.settle()
                    return
        raise NotSeen(f"menu entry {words!r}")

    def keys(self, *sequence: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press keys where the cursor is."""
        for key in sequence:
            target = QApplication.focusWidget() or self.window
            QTest.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)
        self.settle()

    def find(self, kind: type[Any], words: str) -> Any:
        """The visible widget of a kind with these words; the topmost window wins."""
        for widget in self.all(kind):
            if _names(widget, words):
                return widget
        raise NotSeen(f"{kind.__name__} {words!r}; there are {self._names_of(kind)}")

    def all(self, kind: type[Any]) -> Iterator[Any]:
        """Every visible widget of a kind, those of dialogs and menus first."""
        for window in [*reversed(self._above()), self.window]:
            if isinstance(window, kind):
                yield window
            yield from (found for found in window.findChildren(kind) if found.isVisible())

    def until_over(self) -> None:
        """Wait for something to lie over the page: a panel that a key opened."""
        self.until(self._above, "a panel")

    def until(self, seen: Callable[[], object], what: str = "") -> None:
        """Wait for something to be there."""
        for _ in range(_PATIENCE_MS // _STEP_MS):
            if seen():
                return
            turn(_STEP_MS)
        raise NotSeen(what or "what was waited for")

    def wait(self, milliseconds: int) -> None:
        """Let a timer of a page run out, then settle."""
        turn(milliseconds)
        self.settle()

    def settle(self) -> None:
        """Layouts, queued signals, short timers and all work off the thread have come to an end."""
        turn(_STEP_MS)
        self.until(lambda: not self._busy(), "an end of the work")
        turn(_STEP_MS)

    def calm(self) -> None:
        """Put away what lies over the page, as Esc would."""
        for widget in reversed(self._above()):
            if isinstance(widget, QDialog):
                widget.reject()
            else:
                widget.close()
        session = self.program.shell.session
        if session is not None:
            privacy().set_on(on=False)
            session.window.notice.hide()
            session.window.top.search.clear()
            # Keys go to the window in front, and what lay over it took that place along.
            session.window.activateWindow()
            session.window.setFocus()
            # Somebody is there: presses go to widgets, and the lock listens to windows alone.
            QTest.keyClick(session.window.windowHandle(), Qt.Key.Key_Shift)
        self.settle()

    def picture(self) -> QPixmap:
        """The window with everything that lies over it."""
        window = self.window
        shot = window.grab()
        origin = window.mapToGlobal(QPoint())
        painter = QPainter(shot)
        for above in self._above():
            where = QRect(above.mapToGlobal(QPoint()) - origin, above.size())
            if isinstance(above, QDialog):
                # Without a window manager a dialog has neither frame nor place.
                where.moveCenter(QRect(QPoint(), window.size()).center())
                painter.fillRect(where.adjusted(-1, -1, 1, 1), theme().color("ctl"))
            painter.drawPixmap(where.topLeft(), above.grab())
        painter.end()
        return shot

    def problems(self) -> Iterator[str]:
        """What is cut, nameless or too small, and panels that the window has no room for."""
        for above in self._above():
            if isinstance(above, QDialog) and (
                above.width() > self.window.width() or above.height() > self.window.height()
            ):
                size = f"{above.width()}x{above.height()}"
                yield f"panel larger than the window ({size}): {above.accessibleName()!r}"
        for root in (self.window, *self._above()):
            yield from problems_of(root)

    # -- own -------------------------------------------------------------------------------------

    def _show(self) -> None:
        self.window.resize(*SCREEN)
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        self.settle()

    def _busy(self) -> bool:
        shell = self.program.shell
        desk = shell.session
        return shell.tasks.busy or (isinstance(desk, Desk) and desk.tasks.busy)

    def _above(self) -> list[QWidget]:
        base = self.window
        return [
            widget
            for widget in QApplication.topLevelWidgets()
            if widget is not base and widget.isVisible() and not isinstance(widget, QMainWindow)
        ]

    def _names_of(self, *kinds: type[Any]) -> list[str]:
        found = [one for kind in kinds for one in self.all(kind)]
        return sorted({one.accessibleName() or getattr(one, "text", str)() for one in found})


def _names(widget: QWidget, words: str) -> bool:
    spoken = {widget.accessibleName()}
    if isinstance(widget, QAbstractButton):
        spoken.add(widget.text().replace("&&", "&"))
    return words in spoken
