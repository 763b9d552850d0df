"""A document that came in, as pictures: foreign bytes are drawn only in the child process."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from boform_app.errors import BoformError
from boform_app.progress import Progress
from boform_app.services.page_images import Picture
from ui import messages
from ui.dialogs.panel import Panel
from ui.session import Session
from ui.theme import theme
from ui.widgets.field import Finding, MessageLine
from ui.widgets.page_image import PageImages


def show_document(session: Session, page: QWidget, document_id: UUID, title: str) -> Panel:
    """Open the panel at once; the pages come when they are drawn."""
    panel = DocumentPanel(session, page, document_id, title)
    panel.open()
    return panel


class DocumentPanel(Panel):
    """The first pages, fitted to the width."""

    def __init__(self, session: Session, page: QWidget, document_id: UUID, title: str) -> None:
        super().__init__(page, title, width=720)
        self.pages = PageImages(name=title)
        self.pages.setFixedHeight(theme().px(420))
        self._said = MessageLine()
        self._said.show_finding(Finding("info", _tr("Henter siderne …")))
        self.body.addWidget(self._said)
        self.body.addWidget(self.pages)
        self.pages.hide()
        self.add_button(_tr("Luk"), safe=True)
        documents = session.services.documents

        def work(_progress: Progress) -> tuple[Picture, ...]:
            found = documents.pages(document_id)
            return tuple(Picture(one.width, one.height, one.rgb) for one in found)

        session.tasks.run(work, self._show, failed=self._cannot, owner=self)

    def _show(self, pages: tuple[Picture, ...]) -> None:
        self._said.show_finding(None)
        self.pages.show()
        self.pages.set_pages(pages)

    def _cannot(self, error: Exception) -> None:
        if not isinstance(error, BoformError):
            raise error
        self._said.show_finding(Finding("stop", messages.describe(error).text))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Document", words)
