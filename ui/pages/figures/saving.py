"""*Gem som PDF*: what the page shows, as a file, wherever the person chooses."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from boform_app.services.views.figures import FiguresView
from ui import messages
from ui.saved_files import keep, target_of
from ui.session import Session

_NAME = "ledelsestal.pdf"


class FiguresPdf(QObject):
    """Asks for a place, then a worker makes the sheet."""

    def __init__(self, session: Session, where: QWidget) -> None:
        super().__init__(where)
        self._session, self._where = session, where

    def save(self, view: FiguresView, done: Callable[[], None] = lambda: None) -> None:
        """Save what is shown; ``done`` is called when the file stands there."""
        self._session.ports.files.save(
            _tr("Gem ledelsestal"), _NAME, "PDF (*.pdf)", partial(self._write, view, done)
        )

    def _write(self, view: FiguresView, done: Callable[[], None], path: Path | None) -> None:
        target = target_of(self._session, path, ".pdf")
        if target is None:
            return
        figures = self._session.services.figures
        self._session.tasks.run(
            lambda _progress: figures.sheet(view), partial(self._keep, target, done),
            failed=self._failed, owner=self,
        )  # fmt: skip

    def _keep(self, target: Path, done: Callable[[], None], data: bytes) -> None:
        if keep(self._session, target, data):
            self._session.say(_tr("Ledelsestallene er gemt. Arket viser ingen navne."))
            done()

    def _failed(self, error: Exception) -> None:
        messages.present(error, self._where)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Figures", words)
