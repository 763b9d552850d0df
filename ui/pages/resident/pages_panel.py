"""A document's pages in a panel: a received plan, or the opholdsplan before it is printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from boform_app.errors import BoformError
from boform_app.progress import Progress
from boform_app.services.page_images import Picture, pictures
from ui import messages
from ui.dialogs.panel import Panel
from ui.privacy import privacy
from ui.saved_files import keep, target_of
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Text
from ui.widgets.page_image import PageImages

if TYPE_CHECKING:
    from uuid import UUID

PREVIEW_DPI, PRINT_DPI = 96, 300
_HEIGHT, _WIDTH = 440, 720


@dataclass(frozen=True, slots=True)
class Shown:
    """What a worker hands back: the bytes, and pictures of their pages."""

    data: bytes
    pages: Sequence[Picture]


class PagesPanel(Panel):
    """Pages of one document; print and save where it is our own."""

    def __init__(
        self, session: Session, parent: QWidget, title: str, load: Callable[[], Shown], *,
        file_name: str, queue_name: str = "", printed: str = "",
        used: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        """Make the panel; show it with ``open()``.

        Args:
            session: For the worker and the doors to the desktop.
            parent: Where it stands.
            title: Heading.
            load: Reads the document; runs on a worker.
            file_name: Proposed name of a saved copy; never a resident's name.
            queue_name: Neutral name for the print queue; "" for a document that is not printed here.
            printed: Said when it went to the printer.
            used: Called when it went to the printer or was saved, e.g. to note it.
        """
        super().__init__(parent, title, width=_WIDTH)
        self._session, self._load, self._parent = session, load, parent
        self._file_name, self._queue = file_name, queue_name
        self._said = printed or _tr("Planen er printet.")
        self._used = used
        self.shown: Shown | None = None
        self.words = Text(_tr("Siderne bliver hentet …"), "body", "text2", wrap=True)
        self.images = PageImages(name=_tr("Dokumentets sider"))
        self.images.setFixedHeight(min(theme().px(_HEIGHT), parent.window().height() - 220))
        self.images.hide()
        self.body.addWidget(self.words)
        self.body.addWidget(self.images)
        self.print_out = Button(_tr("Print"), "primary", icon="print")
        self.print_out.clicked.connect(self._print)
        self.save = Button(_tr("Gem som PDF") if queue_name else _tr("Gem kopi …"))
        self.save.clicked.connect(self._ask_where)
        for button in (self.print_out, self.save):
            button.setEnabled(False)
            self._buttons.addWidget(button)
        self.print_out.setVisible(bool(queue_name))
        self.add_button(_tr("Luk"), safe=True)

    def start(self) -> None:
        """Show it; the pages come when the worker has them."""
        self.open()
        load = self._load

        def work(_progress: Progress) -> Shown:
            return load()

        self._session.tasks.run(work, self._ready, failed=self._failed, owner=self)

    # -- own -------------------------------------------------------------------------------------

    def _ready(self, shown: Shown) -> None:
        self.shown = shown
        hidden = privacy().on
        words = _tr("Siderne er skjult, mens navne er skjult (F8).") if hidden else ""
        if not shown.pages:
            words = _tr("Filen kan ikke vises her. Gem en kopi for at se den.")
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.images.setVisible(not words)
        if not words:
            self.images.set_pages(shown.pages)
        self.print_out.setEnabled(True)
        self.save.setEnabled(True)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, BoformError):
            raise error
        self.words.setText(messages.describe(error).text)

    def _print(self) -> None:
        shown = self.shown
        if shown is None:
            return

        def work(_progress: Progress) -> tuple[Picture, ...]:
            return pictures(shown.data, PRINT_DPI)

        def ready(pages: tuple[Picture, ...]) -> None:
            self._session.ports.printer.print_pdf(
                shown.data, self._queue, self._printed, pages=pages
            )

        self._session.tasks.run(work, ready, failed=self._failed, owner=self)

    def _printed(self, ok: bool) -> None:  # noqa: FBT001 (the printer's signature)
        """A print that was cancelled is not an event."""
        if ok:
            self._note()
            self._session.say(self._said)
            self.accept()

    def _ask_where(self) -> None:
        title = self.save.text().replace("…", "").strip()
        self._session.ports.files.save(title, self._file_name, _pattern(self._file_name), self._put)

    def _put(self, path: Path | None) -> None:
        target = target_of(self._session, path, Path(self._file_name).suffix)
        if target is None or self.shown is None:
            return
        if keep(self._session, target, self.shown.data):
            self._note()
            self._session.say(_tr("Kopien ligger uden for Boform. Fjern den, når den er brugt."))

    def _note(self) -> None:
        if self._used is not None:
            self._used()


def own_pdf(read: Callable[[], bytes]) -> Callable[[], Shown]:
    """Our own document: its pages are drawn here."""

    def load() -> Shown:
        data = read()
        return Shown(data, pictures(data, PREVIEW_DPI))

    return load


def received(session: Session, document_id: UUID) -> Callable[[], Shown]:
    """A file from outside: its pages are drawn by the child process."""

    def load() -> Shown:
        documents = session.services.documents
        data = documents.data(document_id)
        found = documents.pages(document_id)
        return Shown(data, tuple(Picture(one.width, one.height, one.rgb) for one in found))

    return load


def _pattern(name: str) -> str:
    end = name.rpartition(".")[2].lower()
    return f"{end.upper()} (*.{end})"


def _tr(words: str) -> str:
    return QCoreApplication.translate("Plan", words)
