"""The sample letter with the typed text, made on a worker, one at a time, the newest wins."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from boform_app.progress import Progress
from boform_app.services.letter_texts import LetterTextsService
from boform_app.services.page_images import Picture, pictures
from ui.pages.letter.proofs import PAUSE_MS, SCREEN_DPI
from ui.tasks import Tasks

Wish = tuple[str, str, str]
"""Kind, place and text."""


class SampleProofs(QObject):
    """While one is made the newest wish waits; older ones are dropped.

    Signals:
        ready: The pages of the newest wish.
        failed: Why there are none.
    """

    ready = Signal(object)
    failed = Signal(object)

    def __init__(self, texts: LetterTextsService, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._texts, self._tasks = texts, tasks
        self._wish: Wish | None = None
        self._busy = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._start)

    @property
    def waiting(self) -> bool:
        """Whether what is shown is older than what is written."""
        return self._busy or self._wish is not None

    def ask(self, wish: Wish, *, typed: bool = False) -> None:
        """Make the pages; after typing only when the keys rest."""
        self._wish = wish
        if typed:
            self._timer.start()
        else:
            self._timer.stop()
            self._start()

    def drop(self) -> None:
        """Nobody waits for the pages any more."""
        self._wish = None
        self._timer.stop()

    def _start(self) -> None:
        if self._busy or self._wish is None:
            return
        (kind, place, text), self._wish, self._busy = self._wish, None, True
        texts = self._texts

        def work(_progress: Progress) -> tuple[Picture, ...]:
            return pictures(texts.preview(kind, place, text), SCREEN_DPI)

        self._tasks.run(work, self._done, failed=self._refused, cancelled=self._free, owner=self)

    def _done(self, pages: tuple[Picture, ...]) -> None:
        self._busy = False
        if self._wish is None:
            self.ready.emit(pages)
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
