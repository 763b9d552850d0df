"""The pages of a letter or a document beside the list: made on a worker, kept in memory only."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boform_app.progress import Progress
from boform_app.services.page_images import Picture, of_letter
from ui import messages
from ui.privacy import privacy
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Text
from ui.widgets.page_image import PageImages

SCREEN_DPI = 130


class PaperView(QWidget):
    """Pages one below the other with their number, larger and smaller, and more of a long document."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: UUID | None = None
        self._task, self._total = 0, 0
        self._pages: tuple[Picture, ...] = ()
        self.pages = PageImages(name=_tr("Siderne, som de er gemt"))
        self.number = Text("", "small", "text2")
        self.more = Button(_tr("Vis flere sider"), "link")
        self.larger = IconButton("add", _tr("Større"))
        self.smaller = IconButton("subtract", _tr("Mindre"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.pages, 1)
        self._foot = QWidget()
        self._line = QHBoxLayout(self._foot)
        self._line.addWidget(self.number)
        self._line.addWidget(self.more)
        self._line.addStretch(1)
        self._line.addWidget(self.smaller)
        self._line.addWidget(self.larger)
        box.addWidget(self._foot)
        self.larger.clicked.connect(lambda: self.pages.step_zoom(1))
        self.smaller.clicked.connect(lambda: self.pages.step_zoom(-1))
        self.more.clicked.connect(self._more)
        self.pages.page_changed.connect(self._count)
        self.clear()
        self._dress()
        theme().changed.connect(self._dress)

    def clear(self) -> None:
        """Let every page go."""
        self._task += 1
        self._shown, self._total = None, 0
        self._set(())

    def show_letter(self, letter_id: UUID) -> None:
        """A letter of the house, from its stored bytes."""
        services = self._session.services
        self._show(letter_id, 1, lambda: of_letter(services, letter_id, SCREEN_DPI))

    def show_document(self, document_id: UUID, total: int) -> None:
        """A document that came in, as the child draws it."""
        self._show(document_id, total, lambda: self._drawn(document_id, 0))

    def _show(self, paper_id: UUID, total: int, make: Callable[[], tuple[Picture, ...]]) -> None:
        hidden = privacy().on
        self.setVisible(not hidden)
        if hidden:
            self.clear()
        elif self._shown != paper_id:
            self._shown, self._total = paper_id, total
            self._set(())
            self.pages.set_zoom(0)
            self.pages.verticalScrollBar().setValue(0)
            self._make(make, ())

    def _more(self) -> None:
        shown, before = self._shown, self._pages
        if shown is not None:
            self._make(lambda: self._drawn(shown, len(before)), before)

    def _make(self, make: Callable[[], tuple[Picture, ...]], before: tuple[Picture, ...]) -> None:
        """A slower answer to an earlier choice is dropped."""
        self._task += 1
        mine = self._task
        self.more.hide()

        def work(_progress: Progress) -> tuple[Picture, ...]:
            return make()

        def done(found: tuple[Picture, ...]) -> None:
            if mine == self._task:
                # Nothing more came: the child stopped in good time, and asking again helps nobody.
                self._total = self._total if found else len(before)
                self._set((*before, *found))

        self._session.tasks.run(work, done, failed=self._failed, owner=self)

    def _drawn(self, document_id: UUID, first: int) -> tuple[Picture, ...]:
        found = self._session.services.documents.pages(document_id, first)
        return tuple(Picture(page.width, page.height, page.rgb) for page in found)

    def _set(self, pages: tuple[Picture, ...]) -> None:
        self._pages = pages
        self.pages.set_pages(pages)
        self._foot.setVisible(bool(pages))
        self.more.setVisible(0 < len(pages) < self._total)
        # Which page is in view is known when they have their width.
        QTimer.singleShot(0, self, self._recount)

    def _recount(self) -> None:
        self._count(self.pages.current_page, len(self._pages))

    def _count(self, number: int, there: int) -> None:
        total = max(there, self._total)
        words = _tr("Side {number} af {total}").format(number=number, total=total)
        self.number.setText(words if there else "")

    def _failed(self, error: Exception) -> None:
        messages.present(error, self)

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._line.setContentsMargins(pad, t.px(4), pad, t.px(4))
        self._line.setSpacing(t.px(8))
        self.pages.setMinimumHeight(t.px(140))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Letters", words)
