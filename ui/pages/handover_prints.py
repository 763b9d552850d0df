"""The sheet for the change of shift: printed, or as a file; from *I dag* and from the log."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QMenu, QWidget

from boform_app.progress import Progress
from boform_app.services.page_images import Picture, pictures
from ui import messages
from ui.saved_files import keep, target_of
from ui.session import Session

_PRINT_DPI = 300


class HandoverPrints(QObject):
    """What *Print overlevering* does; a worker makes the sheet."""

    def __init__(self, session: Session, where: QWidget) -> None:
        super().__init__(where)
        self._session, self._where = session, where

    def menu(self, parent: QWidget) -> QMenu:
        """The ways the sheet can go."""
        menu = QMenu(parent)
        menu.addAction(_tr("Print overlevering"), self.to_printer)
        menu.addAction(_tr("Gem overlevering som PDF …"), self.save)
        return menu

    def to_printer(self) -> None:
        """To the printer of the house."""
        handover = self._session.services.handover

        def work(_progress: Progress) -> tuple[bytes, tuple[Picture, ...]]:
            pdf = handover.sheet()
            return pdf, pictures(pdf, _PRINT_DPI)

        def ready(found: tuple[bytes, tuple[Picture, ...]]) -> None:
            self._session.ports.printer.print_pdf(
                found[0], _tr("Overlevering"), self._printed, pages=found[1]
            )

        self._session.tasks.run(work, ready, failed=self._failed, owner=self)

    def save(self) -> None:
        """As a file, wherever the person chooses."""
        self._session.ports.files.save(
            _tr("Gem overlevering"), "overlevering.pdf", "PDF (*.pdf)", self._write
        )

    def _write(self, path: Path | None) -> None:
        target = target_of(self._session, path, ".pdf")
        if target is None:
            return
        handover = self._session.services.handover
        self._session.tasks.run(
            lambda _progress: handover.sheet(), partial(self._keep, target),
            failed=self._failed, owner=self,
        )  # fmt: skip

    def _keep(self, target: Path, data: bytes) -> None:
        if keep(self._session, target, data):
            self._session.say(_tr("Overleveringen er gemt. Fjern filen ved næste vagtskifte."))

    def _printed(self, ok: bool) -> None:  # noqa: FBT001 (the port's answer)
        if not ok:
            self._session.say(_tr("Overleveringen er ikke printet."))

    def _failed(self, error: Exception) -> None:
        messages.present(error, self._where)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Handover", words)
