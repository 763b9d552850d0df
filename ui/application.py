"""Start of the window: log-in first, everything heavy after it (architecture, decision 14).

This module and what it imports load neither SQLAlchemy nor ReportLab nor Alembic; a test watches.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from boform_app.clock import Clock
from ui.pages.login import LoginPage
from ui.ports import LoginPort
from ui.tasks import Tasks
from ui.theme import Look, install
from ui.widgets.focus_ring import FocusRing

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_READY = "boformReady"


class Session(Protocol):
    """What is built when somebody is in: a window, and how it ends."""

    window: MainWindow

    def begin(self) -> None:
        """The window is on the screen: show the first page."""
        ...

    def close(self, *, force: bool = False) -> bool:
        """End running work, put drafts on disk, drop the keys.

        Returns:
            False when text could not be written and ``force`` was not asked for: all is still open.
        """
        ...


def make_application(
    arguments: Sequence[str] | None = None, look: Look | None = None
) -> QApplication:
    """The QApplication with Danish words, the look and the focus ring; made once per process."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(list(arguments or sys.argv))
    if not app.property(_READY):
        app.setProperty(_READY, True)  # noqa: FBT003 (Qt's signature)
        app.setApplicationName("Boform")
        _speak_danish(app)
        install(app, look)
        FocusRing(app)
    return app


def _speak_danish(app: QApplication) -> None:
    danish = QLocale(QLocale.Language.Danish, QLocale.Country.Denmark)
    QLocale.setDefault(danish)
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(danish, "qtbase", "_", folder):
        app.installTranslator(translator)


class Shell(QObject):
    """Shows the log-in, then the window of the person, then the log-in again.

    Signals:
        session_opened: Carries the session.
        trouble: The house could not be opened; carries the error of file, folder or disk.
    """

    session_opened = Signal(object)
    trouble = Signal(object)

    def __init__(
        self, port: LoginPort, build: Callable[[Any, Shell], Session], *, tasks: Tasks | None = None,
        clock: Clock | None = None, version: str = "",
    ) -> None:  # fmt: skip
        """Prepare; ``show`` puts it on the screen.

        Args:
            port: The door of the house.
            build: Makes the session from the answer of ``LoginPort.open``; imports what it needs.
            tasks: Workers; own ones unless given.
            clock: The clock port.
            version: For the foot of the log-in, e.g. "Boform 1.0".
        """
        super().__init__()
        self.tasks = tasks or Tasks(self)
        self.port, self._build, self._clock = port, build, clock
        self._version = version
        self.session: Session | None = None
        self.login_window: QMainWindow | None = None
        self.login: LoginPage | None = None

    def show(self) -> None:
        """The log-in."""
        self.login = LoginPage(self.port, self.tasks, clock=self._clock, version=self._version)
        self.login.opened.connect(self.open_session)
        self.login.trouble.connect(self.trouble)
        self._show_window(self.login, self.port.house())
        self.login.code.edit.setFocus()

    def show_widget(self, widget: QWidget, title: str) -> None:
        """Something else before anybody is in: the first-start wizard, or trouble with the folder."""
        self._show_window(widget, title)

    def open_session(self, answer: Any) -> None:
        """Somebody is in: build the window and let the log-in go."""
        ending, self.session = self.session, None
        session = self._build(answer, self)
        self.session = session
        session.window.log_out_requested.connect(self.log_out)
        session.window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        before = self.login_window or (ending.window if ending is not None else None)
        if before is not None:
            session.window.setGeometry(before.geometry())
        session.window.show()
        if self.login_window is not None:
            _drop(self.login_window)
        self.login_window, self.login = None, None
        if ending is not None:
            ending.close(force=True)
            _drop(ending.window)
        session.begin()
        self.session_opened.emit(session)

    def log_out(self, *, force: bool = False) -> None:
        """Keys go, the log-in comes; without ``force`` only when all text is on disk."""
        ending = self.session
        if ending is None or not ending.close(force=force):
            return
        self.session = None
        self.show()
        _drop(ending.window)

    def close(self) -> None:
        """The program ends."""
        ending, self.session = self.session, None
        if ending is not None:
            ending.close(force=True)
            _drop(ending.window)
        if self.login_window is not None:
            _drop(self.login_window)
        self.login_window, self.login = None, None
        self.tasks.close()

    def _show_window(self, widget: QWidget, title: str) -> None:
        if self.login_window is None:
            self.login_window = QMainWindow()
            self.login_window.resize(1366, 688)
        self.login_window.setWindowTitle(title)
        self.login_window.setCentralWidget(widget)
        self.login_window.show()


def _drop(window: QWidget) -> None:
    window.hide()
    window.deleteLater()
