"""The program that a person starts: log-in or first start, then the desk, then the log-in again."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from boform_app import bootstrap, garbage
from boform_app.clock import SystemClock
from boform_app.errors import EnvironmentTrouble
from boform_app.paths import DataFolder
from ui import messages
from ui.application import Shell, make_application
from ui.door import HouseDoor, Opened
from ui.pages.trouble import TroublePage

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.pages.first_start import FirstStart


def run(folder: DataFolder, version: str) -> int:
    """Show the window until it is closed; the exit code of the program."""
    app = make_application()
    program = Program(HouseDoor(folder, SystemClock()), version)
    sys.excepthook = program.say_unexpected
    program.start()
    garbage.settle()
    code = app.exec()
    program.close()
    return code


class Program(QObject):
    """Decides what is on the screen: first start, log-in, trouble, or somebody's desk.

    Attributes:
        shell: Holds the window.
    """

    def __init__(self, door: HouseDoor, version: str = "") -> None:
        super().__init__()
        self._door, self._version = door, version
        self.shell = Shell(door, self._build, clock=door.clock, version=version)
        self.shell.trouble.connect(self._trouble)
        self.ports: Callable[[Any], Any] = _real_ports
        self._wizard: FirstStart | None = None

    def start(self) -> None:
        """The first thing on the screen."""
        try:
            if not bootstrap.has_house(self._door.folder):
                self._first_start()
                return
            self._door.look()
        except EnvironmentTrouble as error:
            self._trouble(error)
            return
        self.shell.show()

    def close(self) -> None:
        """The program ends; also in the middle of the first start, when the house stands open."""
        wizard, self._wizard = self._wizard, None
        if wizard is not None and wizard.opened is not None:
            bootstrap.close_house(wizard.opened.house, force=True)
        self.shell.close()

    def say_unexpected(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Something we did not think of: a sentence for the person, the places in the code for us.

        The error's own words stay away: they can hold what somebody typed.
        """
        sys.stderr.write("".join(traceback.format_tb(trace)) + f"{kind.__name__}\n")
        window = self.shell.session.window if self.shell.session else self.shell.login_window
        if window is not None and isinstance(error, Exception):
            messages.present(error, window)

    def _build(self, answer: Any, shell: Shell) -> Any:
        from ui.desk import Desk  # noqa: PLC0415 - imports SQLAlchemy; the log-in is seen first

        opened: Opened = answer
        desk = Desk(opened, self._door, shell.tasks, self.ports)
        desk.ended.connect(lambda: shell.log_out(force=True))
        desk.switched.connect(lambda other: self._switch(desk, other))
        return desk

    def _switch(self, desk: Any, other: Opened) -> None:
        desk.hand_over()
        self.shell.open_session(other)

    def _first_start(self) -> None:
        from ui.pages.first_start import FirstStart  # noqa: PLC0415 - once in the life of a house

        wizard = FirstStart(self._door, self.shell.tasks, self.ports, self._version)
        wizard.finished.connect(self._moved_in)
        wizard.trouble.connect(self._trouble)
        self._wizard = wizard
        self.shell.show_widget(wizard, self.tr("Velkommen til Boform"))

    def _moved_in(self, opened: Opened) -> None:
        self._wizard = None
        self._door.entered(opened)
        self.shell.open_session(opened)

    def _trouble(self, error: Exception) -> None:
        page = TroublePage(error, self._door.folder.root)
        # The page that was in the way goes only after the press on it has come to its end.
        page.again.connect(lambda: QTimer.singleShot(0, self.start))
        page.leave.connect(QApplication.quit)
        self.shell.show_widget(page, "Boform")


def _real_ports(window: MainWindow) -> Any:
    from ui.qt_ports import QtClipboard, QtFileDialogs, QtOpener, QtPrinter  # noqa: PLC0415 - imports QtPrintSupport
    from ui.session import Ports  # noqa: PLC0415 - imports SQLAlchemy

    return Ports(QtPrinter(window), QtFileDialogs(window), QtOpener(), QtClipboard(window))
