"""Tells the moment at which a window can be used, and ends the program.

Usable: the window has been painted and the event loop has nothing left to do, so that a key would
be taken at once. The moment is ``time.monotonic()``, the same for every process of the machine.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication


def end_when_usable() -> None:
    """Print the moment and leave the event loop, which is about to begin."""
    # A timer of 0 ms fires when all other events are done.
    QTimer.singleShot(0, _look)


def _look() -> None:
    windows = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    if not windows or not windows[0].windowHandle().isExposed():
        QTimer.singleShot(0, _look)
        return
    windows[0].repaint()
    print(time.monotonic(), flush=True)
    QApplication.exit(0)
