"""The ways out of a window that is only measured: nothing is printed, saved or opened."""

from __future__ import annotations

from tests.doubles import (
    RecordingClipboard,
    RecordingFileDialogs,
    RecordingOpener,
    RecordingPrinter,
)
from ui.main_window import MainWindow
from ui.session import Ports


def recording_ports(_window: MainWindow) -> Ports:
    """Printer, file dialogs, opener and clipboard that only remember."""
    return Ports(
        RecordingPrinter(), RecordingFileDialogs(), RecordingOpener(), RecordingClipboard()
    )
