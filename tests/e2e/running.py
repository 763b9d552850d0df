"""The program as it is started, on a real folder, with recording doors to the desktop."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QMainWindow

from boform_app.clock import COPENHAGEN, Clock, local_date
from boform_app.paths import DataFolder
from boform_app.services.facade import Services
from boform_app.vault.crypto import CHEAP_KDF
from tests.doubles import (
    RecordingClipboard,
    RecordingFileDialogs,
    RecordingOpener,
    RecordingPrinter,
)
from tests.e2e.person import Person
from tests.waiting import turn
from ui.desk import Desk
from ui.door import HouseDoor
from ui.session import Ports
from ui.start import Program

_GLANCE_MS = 15
STARTED_AT = datetime(2026, 11, 23, 9, 0, tzinfo=COPENHAGEN)
"""A Monday morning in week 48, as on the mockups."""


class RunningClock:
    """A clock that begins at ``STARTED_AT`` and goes on from there."""

    def __init__(self) -> None:
        self._from = time.monotonic()
        self._days = 0

    def now(self) -> datetime:
        """The present instant, in UTC."""
        gone = timedelta(seconds=time.monotonic() - self._from)
        # Days are added to the wall clock of Denmark: nine in the morning stays nine.
        return (STARTED_AT + timedelta(days=self._days) + gone).astimezone(UTC)

    def forward(self, days: int) -> None:
        """That many nights go by; the program is closed meanwhile.

        Args:
            days: More than 0.
        """
        assert days > 0
        self._days += days

    def today(self) -> date:
        """The present day in Denmark."""
        return local_date(self.now())


class Running:
    """A program on the screen and somebody in front of it."""

    def __init__(self, folder: Path, standing: Clock | None = None) -> None:
        """Not started yet.

        Args:
            folder: Of the data.
            standing: A clock that the test moves; else the day goes by on its own.
        """
        self.folder = DataFolder(folder)
        self.clock = RunningClock()
        self._clock: Clock = standing or self.clock
        self.printer, self.files = RecordingPrinter(), RecordingFileDialogs()
        self.opener, self.clipboard = RecordingOpener(), RecordingClipboard()
        self.person = Person()
        self.program: Program | None = None

    def start(self) -> None:
        """Start the program: first start where there is no house, else the log-in."""
        program = Program(HouseDoor(self.folder, self._clock, kdf=CHEAP_KDF), "Boform 0.1")
        program.ports = self._ports
        self.program = program
        program.start()
        self.come_forward()

    def end(self) -> None:
        """The program ends, its windows go."""
        program, self.program = self.program, None
        if program is None:
            return
        window = self.window_of(program)
        program.close()
        if window is not None:
            # In real life the process ends here: no timer of a page may fire any more.
            window.hide()
            window.deleteLater()
            QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)

    def come_forward(self) -> None:
        """Wait until the window has the keyboard."""
        # The window before this one goes first; the offscreen platform would take the focus with it.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        turn(_GLANCE_MS)
        window = self.window_of(self.running)
        assert window is not None
        window.activateWindow()
        self.person.wait(window.isActiveWindow, "the window to be active")

    def await_desk(self) -> None:
        """Wait until somebody is logged in and the window stands."""
        self.person.wait(lambda: self.running.shell.session is not None, "the desk")
        self.come_forward()

    @property
    def running(self) -> Program:
        """The program, which has been started."""
        assert self.program is not None
        return self.program

    @property
    def desk(self) -> Desk:
        """The log-in that is open."""
        desk = self.running.shell.session
        assert isinstance(desk, Desk)
        return desk

    @property
    def services(self) -> Services:
        """What the pages of this log-in are given; tests only read with it."""
        return self.desk.services

    @staticmethod
    def window_of(program: Program) -> QMainWindow | None:
        """The one window."""
        session = program.shell.session
        return session.window if session is not None else program.shell.login_window

    def _ports(self, _window: Any) -> Ports:
        return Ports(self.printer, self.files, self.opener, self.clipboard)
