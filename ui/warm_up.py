"""The code of the pages is read ahead, once the first page stands: the first visit need not wait for it.

Services are read on a worker, pages a module at a time between what a hand does.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from boform_app.progress import Progress
from boform_app.services import facade
from ui.tasks import Tasks

BEGIN_AFTER_MS = 1_500
_STEP_MS = 40
_BREATH = 0.02
"""Seconds between two modules on the worker, so that the window gets its turns."""
PAGES = (
    "resident.page", "resident.overview", "resident.notes", "resident.moving", "resident.plan",
    "resident.letters", "resident.economy", "resident.facts", "resident.history", "residents",
    "day_log.page", "rooms.page", "admit.page", "board.page", "letters", "letter.page", "house.page",
    "incidents.page", "end_stay.page", "consent", "settlement.page", "figures.page", "settings.page",
    "turned_away", "answer.page", "stack.page", "transfer.send", "transfer.take",
)  # fmt: skip
"""Below ``ui.pages``, the most visited first."""


class WarmUp(QObject):
    """Reads ahead until everything is read, or ``stop``.

    Attributes:
        done: Nothing is left to read.
    """

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self.done = False
        self._tasks = tasks
        self._left: Iterator[str] = iter(PAGES)
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self._step)
        self._begin = QTimer(self)
        self._begin.setSingleShot(True)
        self._begin.setInterval(BEGIN_AFTER_MS)
        self._begin.timeout.connect(self._read_services)

    def start(self) -> None:
        """The first page stands; begin when the person has seen it."""
        self._begin.start()

    def stop(self) -> None:
        """Read no more."""
        self._begin.stop()
        self._timer.stop()

    def _read_services(self) -> None:
        self._tasks.run(_read_services, lambda _read: self._timer.start(), owner=self)

    def _step(self) -> None:
        page = next(self._left, None)
        if page is None:
            self._timer.stop()
            self.done = True
        else:
            import_module(f"ui.pages.{page}")


def _read_services(progress: Progress) -> int:
    """How many modules were new."""
    new = 0
    for number, name in enumerate(facade.modules()):
        progress.report(number, 0)
        if name not in sys.modules:
            import_module(name)
            time.sleep(_BREATH)
            new += 1
    return new
