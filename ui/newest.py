"""Work for a worker of which only the newest wish counts: one at a time, older ones are dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from boform_app.progress import Progress
from ui.tasks import Tasks

PAUSE_MS = 400
"""The keys rest this long before what was typed is made."""


class NewestWins(QObject):
    """While one wish is carried out the newest one waits.

    Signals:
        ready: What the newest wish gave.
        failed: Why it gave nothing.
    """

    ready = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._wish: Callable[[], Any] | None = None
        self._busy = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._start)

    @property
    def waiting(self) -> bool:
        """Whether what is shown is older than what is written."""
        return self._busy or self._wish is not None

    def drop(self) -> None:
        """Nobody waits for it any more."""
        self._wish = None
        self._timer.stop()

    def wish(self, make: Callable[[], Any], *, typed: bool = False) -> None:
        """Carry it out on a worker; after typing only when the keys rest."""
        self._wish = make
        if typed:
            self._timer.start()
        else:
            self._timer.stop()
            self._start()

    def _start(self) -> None:
        if self._busy or self._wish is None:
            return
        make, self._wish, self._busy = self._wish, None, True

        def work(_progress: Progress) -> Any:
            return make()

        self._tasks.run(work, self._done, failed=self._refused, cancelled=self._free, owner=self)

    def _done(self, found: Any) -> None:
        self._busy = False
        if self._wish is None:
            self.ready.emit(found)
        elif not self._timer.isActive():
            self._start()

    def _refused(self, error: Exception) -> None:
        self._busy = False
        if self._wish is None:
            self.failed.emit(error)
        elif not self._timer.isActive():
            self._start()

    def _free(self) -> None:
        self._busy = False
