"""*Nødmappe*: who is where at this minute, telephones, what is due, and an empty form."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from boform_app.progress import Progress
from boform_app.services.page_images import Picture, pictures
from ui import messages
from ui.session import Session

_PRINT_DPI = 300


def print_board(session: Session, where: QWidget) -> None:
    """Make the folder beside the interface and hand it to the printer."""
    papers = session.services.emergency_folder

    def work(_progress: Progress) -> tuple[bytes, tuple[Picture, ...]]:
        pdf = papers.sheet()
        return pdf, pictures(pdf, _PRINT_DPI)

    def ready(found: tuple[bytes, tuple[Picture, ...]]) -> None:
        session.ports.printer.print_pdf(found[0], _tr("Nødmappe"), printed, pages=found[1])

    def printed(ok: bool) -> None:  # noqa: FBT001 (the port's answer)
        if not ok:
            session.say(_tr("Nødmappen er ikke printet."))

    def failed(error: Exception) -> None:
        messages.present(error, where)

    session.tasks.run(work, ready, failed=failed, owner=where)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Rooms", words)
