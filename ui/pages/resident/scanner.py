"""*Hent fra scanner*: the newest files of the folder where the scanner puts them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from boform_app.clock import local_date, local_time
from boform_app.progress import Progress
from models.values import dates
from ui import messages
from ui.dialogs.panel import Panel
from ui.privacy import privacy
from ui.session import Session
from ui.tablemodels.rows import Column
from ui.widgets.buttons import Button
from ui.widgets.labels import Text
from ui.widgets.tick_list import TICK, TickList

SETTING = "scanner_folder"
"""The folder, remembered for each member of staff."""
_ENDINGS = {".pdf", ".jpg", ".jpeg", ".png"}
_MOST = 30
_SHOWN = 6
_MEGABYTE, _KILOBYTE = 1_000_000, 1_000


@dataclass(frozen=True, slots=True)
class ScannedFile:
    """A file in the scanner's folder.

    Attributes:
        at: When it was written (UTC).
        size: Bytes.
    """

    path: Path
    at: datetime
    size: int


def newest(folder: Path) -> tuple[ScannedFile, ...]:
    """PDF and pictures in a folder, the newest first. A worker's work: it may lie on the network.

    Raises:
        OSError: The folder cannot be read.
    """
    found = []
    for path in folder.iterdir():
        if path.suffix.lower() in _ENDINGS and path.is_file():
            told = path.stat()
            found.append(
                ScannedFile(path, datetime.fromtimestamp(told.st_mtime, UTC), told.st_size)
            )
    return tuple(sorted(found, key=lambda one: one.at, reverse=True)[:_MOST])


class ScannerPanel(Panel):
    """Choose some of the newest files; the folder is asked for once."""

    def __init__(
        self, session: Session, parent: QWidget, take: Callable[[tuple[Path, ...]], object]
    ) -> None:
        """Make the panel.

        Args:
            session: For the folder that is remembered.
            parent: Where it stands.
            take: Gets the chosen files, the oldest first: that is the order of the pages.
        """
        super().__init__(parent, _tr("Hent fra scanner"), width=600)
        self._session, self._take = session, take
        self.words = Text("", "body", "text2", wrap=True)
        self.list = TickList(
            _columns(), name=_tr("Scannerens nyeste filer"), id_of=lambda row: row.path,
            may_tick=lambda _row: True, row_px=40, search_key="what",
        )  # fmt: skip
        self.body.addWidget(self.words)
        self.body.addWidget(self.list)
        self.other = Button(_tr("Vælg mappe …"))
        self.other.clicked.connect(self._ask)
        self._buttons.insertWidget(0, self.other)
        self.verb = self.add_button(_tr("Tag med"), self._taken, kind="primary")
        self.add_button(_tr("Tilbage"))
        self.list.ticks_changed.connect(self._count)
        self.list.opened.connect(lambda row: self._only(row.path))
        self._say(_tr("Vælg den mappe, hvor scanneren lægger sine filer."))

    def start(self) -> None:
        """Show it, with what lies in the folder that was chosen last."""
        self.open()
        kept = self._session.services.settings.get(SETTING, "")
        if kept:
            self._read(Path(kept))
        else:
            self.other.setFocus()

    def _ask(self) -> None:
        kept = self._session.services.settings.get(SETTING, "")
        self._session.ports.files.folder(_tr("Scannerens mappe"), kept, self._chosen)

    def _chosen(self, folder: Path | None) -> None:
        if folder is not None:
            self._session.services.settings.put(SETTING, str(folder))
            self._read(folder)

    def _read(self, folder: Path) -> None:
        self._say(_tr("Ser i mappen …"))

        def work(_progress: Progress) -> tuple[ScannedFile, ...]:
            return newest(folder)

        def failed(error: Exception) -> None:
            if isinstance(error, OSError):
                self._say(_tr("Mappen kan ikke læses. Vælg en anden."))
            else:
                messages.present(error, self)

        def done(found: tuple[ScannedFile, ...]) -> None:
            if not found:
                self._say(
                    _tr("Der er ingen PDF eller billeder i mappen. Scan først, og prøv igen.")
                )
                return
            self._say(_tr("De nyeste filer i {folder}").format(folder=folder.name))
            self.list.show_ticked(found, set())
            self.list.setFixedHeight(min(_SHOWN, len(found)) * self.list.row_height() + 2)
            self.list.show()
            self.list.setFocus()
            self._count()

        self._session.tasks.run(work, done, failed=failed, owner=self)

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.list.show_ticked((), set())
        self.list.hide()
        self._count()

    def _count(self) -> None:
        self.verb.setEnabled(bool(self.list.ticked))

    def _only(self, path: Path) -> None:
        self.list.ticked = {path}
        self.accept()
        self._taken()

    def _taken(self) -> None:
        rows = [row for row in self.list.model_.rows if row.path in self.list.ticked]
        if rows:
            self._take(tuple(row.path for row in sorted(rows, key=lambda row: row.at)))


def ask_for_originals(session: Session, parent: QWidget, paths: tuple[Path, ...]) -> QWidget | None:
    """The file of the scanner is still there, readable for everybody: shall it go?"""
    there = tuple(path for path in paths if path.is_file())
    if not there:
        return None
    one = len(there) == 1

    def remove() -> None:
        left = [path.name for path in there if not _gone(path)]
        words = _tr("Originalen er fjernet.") if one else _tr("Originalerne er fjernet.")
        if left:
            words = _tr("Ikke fjernet endnu: {names}").format(names=", ".join(left))
        session.say(words)

    return messages.confirm(
        parent,
        _tr("Fjern originalen fra scannerens mappe?")
        if one
        else _tr("Fjern de {n} originaler fra scannerens mappe?").format(n=len(there)),
        _tr("Dokumentet er gemt krypteret i Boform. I scannerens mappe kan andre stadig læse det."),
        _tr("Fjern originalen") if one else _tr("Fjern originalerne"),
        remove,
        back=_tr("Behold"),
    )


def _gone(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _columns() -> tuple[Column, ...]:
    return (
        Column(TICK, "", lambda _row: "", "text", 24),
        Column("what", "", _name, "strong"),
        Column("day", "", _when, "muted", 148),
        Column("size", "", lambda row: size_words(row.size), "number", 72),
    )


def _name(row: ScannedFile) -> str:
    return _tr("Skjult navn") if privacy().on else row.path.name


def _when(row: ScannedFile) -> str:
    return f"{dates.short(local_date(row.at))} kl. {local_time(row.at):%H.%M}"


def size_words(size: int) -> str:
    """``340 kB``, ``1,2 MB``."""
    if size < _MEGABYTE:
        return f"{max(1, round(size / _KILOBYTE))} kB"
    return f"{size / _MEGABYTE:.1f} MB".replace(".", ",")


def _tr(words: str) -> str:
    return QCoreApplication.translate("Documents", words)
