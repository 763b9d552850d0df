"""Waiting without standing in the way of what is waited for."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QTimer


def turn(milliseconds: int) -> None:
    """Let the program run on for a while.

    QTest.qWait keeps Python's lock all the while, and the program's workers stand still.
    """
    loop, over = QEventLoop(), list[bool]()
    QTimer.singleShot(milliseconds, lambda: over.append(True))
    # Not ``exec``: the guard against nested loops lets no test of the program call it.
    while not over:
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
