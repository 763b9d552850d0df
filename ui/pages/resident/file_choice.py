"""Choose a PDF or picture that came in; its bytes go into the house's encrypted store."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.values.files import MOST_BYTES
from ui import messages
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.field import Field, Finding
from ui.widgets.labels import Cut

FILES = "PDF og billeder (*.pdf *.png *.jpg *.jpeg *.tif *.tiff)"
"""What is kept as a document, for the window that chooses a file."""


class FileChoice(QWidget):
    """A button and the name of the chosen file. Never part of a draft: the file stays where it is.

    Attributes:
        name: Of the chosen file, "" while none is.
        data: Its bytes; looked at only by the service and in the child for foreign files.

    Signals:
        chosen: Another file.
    """

    chosen = Signal()

    def __init__(self, session: Session, title: str, kept: str = "") -> None:
        super().__init__()
        self._session, self._title = session, title
        self.name = ""
        self.data: bytes | None = None
        self.button = Button(_tr("Vælg fil …"), icon="attach")
        self.button.setAccessibleName(title)
        self.button.clicked.connect(self._ask)
        self._none = kept or _tr("Ingen fil valgt")
        self._words = Cut(self._none, "body", "text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        row.addWidget(self._words, 1)
        row.setSpacing(theme().px(8))
        self.setFocusProxy(self.button)

    def clear(self) -> None:
        """No file after all."""
        self.data, self.name = None, ""
        self._words.setText(self._none)
        self._words.setToolTip("")

    def _ask(self) -> None:
        self._session.ports.files.open(self._title, FILES, self._take)

    def _take(self, path: Path | None) -> None:
        if path is None:
            return
        data = read_file(path)
        if data is None:
            self._say(Finding("stop", messages.words("file_not_readable")))
            return
        self.data, self.name = data, path.name
        self._words.setText(path.name)
        self._words.setToolTip(path.name)
        self._say(None)
        self.chosen.emit()

    def _say(self, finding: Finding | None) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, Field):
            above = above.parentWidget()
        if above is not None:
            above.say(finding)


def read_file(path: Path) -> bytes | None:
    """The bytes of a chosen file, one more than allowed at most; None when it cannot be read."""
    try:
        with path.open("rb") as file:
            # One byte more than allowed, so that the service can say that it is too much.
            return file.read(MOST_BYTES + 1)
    except OSError:
        return None


def _tr(words: str) -> str:
    return QCoreApplication.translate("Plan", words)
