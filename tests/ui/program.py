"""The program on a real small house, with recording doors to the desktop."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pytestqt.qtbot import QtBot

from boform_app.clock import FixedClock
from boform_app.paths import DataFolder
from boform_app.services.page_images import Picture
from boform_app.vault.crypto import CHEAP_KDF
from tests import houses
from tests.doubles import (
    RecordingClipboard,
    RecordingFileDialogs,
    RecordingOpener,
    RecordingPrinter,
)
from ui.desk import Desk
from ui.door import HouseDoor
from ui.session import Ports
from ui.start import Program

__all__ = ["Picture", "Running", "log_in", "made_house", "running"]


class Seconds:
    """A monotonic clock that goes where it is put."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass(slots=True)
class Running:
    """The program and what stands around it."""

    program: Program
    door: HouseDoor
    clock: FixedClock
    seconds: Seconds
    printer: RecordingPrinter = field(default_factory=RecordingPrinter)
    files: RecordingFileDialogs = field(default_factory=RecordingFileDialogs)
    clipboard: RecordingClipboard = field(default_factory=RecordingClipboard)

    @property
    def desk(self) -> Desk:
        """Who is in."""
        found = self.program.shell.session
        assert isinstance(found, Desk)
        return found


def made_house(tmp_path: Path) -> DataFolder:
    """The folder of a closed house with a leader who has a code."""
    house = houses.make_house(tmp_path)
    houses.close(house)
    return house.folder


def running(folder: DataFolder) -> Running:
    """The program, not started yet."""
    clock, seconds = houses.make_clock(), Seconds()
    door = HouseDoor(folder, clock, seconds, CHEAP_KDF)
    found = Running(Program(door, "Boform 0.1"), door, clock, seconds)
    found.program.ports = lambda _window: Ports(
        found.printer, found.files, RecordingOpener(), found.clipboard
    )
    return found


def log_in(qtbot: QtBot, found: Running, passphrase: str = houses.PASSPHRASE) -> Desk:
    """Type the leader's code and wait for the window."""
    login = found.program.shell.login
    assert login is not None
    login.who.choose(str(houses.STAFF["leader"][0]))
    qtbot.keyClicks(login.code.edit, passphrase)
    with qtbot.waitSignal(found.program.shell.session_opened, timeout=20_000):
        login.code.submitted.emit(login.code.edit.text())
    return found.desk
