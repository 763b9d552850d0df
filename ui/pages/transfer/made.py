"""A file that was made: save it, and tell its code by telephone. Neither is kept in the house."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.clock import local_time
from boform_app.errors import EnvironmentTrouble
from boform_app.progress import Progress
from boform_app.services.page_images import Picture, pictures
from boform_app.services.views.transfers import TransferSent
from models.values import dates
from ui import messages
from ui.pages.transfer.parts import Foot
from ui.pages.transfer.slip import slip_pdf
from ui.privacy import privacy
from ui.saved_files import target_of
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.field import Finding, MessageLine
from ui.widgets.key_tiles import KeyTile
from ui.widgets.labels import Cut, IconLabel, Text

GROUPS, HALF = 6, 3
PRINT_DPI = 300
PATTERN = "Flyttefil (*.boform)"
"""What the file dialogs offer."""


class MadeSheet(QWidget):
    """Two steps below each other: the file, the code.

    Signals:
        finished: *Færdig*: file and code are forgotten.
        again: Another file is wanted.
    """

    finished = Signal()
    again = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sent: TransferSent | None = None
        self._house, self._covered = "", False
        self.saved = False
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._file_card())
        self._box.addWidget(self._code_card())
        self._box.addStretch(1)
        privacy().changed.connect(self._show_tiles)
        self._dress()
        theme().changed.connect(self._dress)

    @property
    def groups(self) -> tuple[str, ...]:
        """The code as it is read aloud; empty when there is none."""
        return tuple(self._sent.code.split()) if self._sent is not None else ()

    def show_sent(self, sent: TransferSent, house: str) -> None:
        """A file that was made just now."""
        self._sent, self._house = sent, house
        self.saved = self._covered = False
        self._name.setText(sent.name)
        self._name.setToolTip(sent.name)
        self._say_it.setText(
            _tr("Ring til {house}, og læs koden højt, gruppe for gruppe.").format(house=house)
        )
        self._file_message.show_finding(None)
        self._code_message.show_finding(None)
        self._show_saved()
        self._show_tiles()

    def forget(self) -> None:
        """Nothing of file and code stays here."""
        self._sent = None
        self._session.ports.clipboard.clear_secret()
        for tile in self.tiles:
            tile.show_group("", covered=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All groups in a line, or in two."""
        super().resizeEvent(event)
        self._arrange()

    # -- building --------------------------------------------------------------------------------

    def _file_card(self) -> Card:
        card = Card(_tr("1. Gem filen"))
        card.body.addWidget(
            Text(
                _tr(
                    "Filen er låst med koden. Send den med sikker mail, eller giv den med på en "
                    "USB-nøgle. Navnet på filen siger ikke, hvem den handler om."
                ),
                "body", wrap=True,
            )
        )  # fmt: skip
        self.save = Button(_tr("Gem filen …"), "primary", icon="save", height="title_button")
        self.save.clicked.connect(self._ask_where)
        self._name = Cut("", "body", "text2")
        self._done_icon = IconLabel("checkmark_circle", 16, theme().badge("ok").text)
        self._done = Text("", "strong")
        row = self._file_row = QHBoxLayout()
        for widget in (self.save, self._done_icon, self._done):
            row.addWidget(widget)
        row.addWidget(self._name, 1)
        card.body.addLayout(row)
        self._file_message = MessageLine()
        card.body.addWidget(self._file_message)
        return card

    def _code_card(self) -> Card:
        card = Card(_tr("2. Sig koden i telefonen"), _tr("Den vises kun nu"), padded=False)
        self.hide_code = Button(_tr("Skjul"), "link", icon="eye_off")
        self.hide_code.clicked.connect(self._toggle)
        card.add_tool(self.hide_code)
        inner = self._inner = QVBoxLayout()
        self._say_it = Text("", "strong", wrap=True)
        inner.addWidget(self._say_it)
        inner.addWidget(
            Text(
                _tr(
                    "Koden og filen rejser hver sin vej. Skriv ikke koden i en mail, og læg den "
                    "ikke ved USB-nøglen. Bliver koden væk, laver du en ny fil."
                ),
                "body", "text2", wrap=True,
            )
        )  # fmt: skip
        grid = self._grid = QGridLayout()
        self.tiles = [KeyTile(number + 1, large=True) for number in range(GROUPS)]
        grid.setColumnStretch(GROUPS, 1)
        inner.addLayout(grid)
        self.copy = Button(_tr("Kopiér koden"), icon="copy")
        self.copy.clicked.connect(self._copy)
        self.print_out = Button(_tr("Print koden"), icon="print")
        self.print_out.clicked.connect(self._print)
        row = self._code_row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addWidget(self.print_out)
        row.addStretch(1)
        inner.addLayout(row)
        self._code_message = MessageLine()
        inner.addWidget(self._code_message)
        card.body.addLayout(inner)
        another = Button(_tr("Lav en anden fil"))
        another.clicked.connect(self.again)
        self.done = Button(_tr("Færdig"), "primary", height="title_button")
        self.done.clicked.connect(self.finished)
        self.foot = Foot("", another, self.done)
        card.body.addWidget(self.foot)
        self._code_body = card.body
        return card

    # -- what happens ----------------------------------------------------------------------------

    def _ask_where(self) -> None:
        if self._sent is not None:
            title = _tr("Gem flyttefilen")
            self._session.ports.files.save(title, self._sent.name, PATTERN, self._put)

    def _put(self, path: Path | None) -> None:
        sent, target = self._sent, target_of(self._session, path)
        if target is None or sent is None:
            return
        self.save.setEnabled(False)

        def write(_progress: Progress) -> None:
            target.write_bytes(sent.data)

        def failed(error: Exception) -> None:
            self.save.setEnabled(True)
            if not isinstance(error, OSError):
                raise error
            words = _tr("Filen kunne ikke gemmes der. Vælg et andet sted.")
            self._file_message.show_finding(Finding("stop", words))

        def done(_nothing: None) -> None:
            self.save.setEnabled(True)
            if sent is self._sent:
                self._has_saved()

        # Up to 200 megabytes, perhaps on a slow stick.
        self._session.tasks.run(write, done, failed=failed, owner=self)

    def _has_saved(self) -> None:
        self.saved = True
        at = dates.clock(local_time(self._session.clock.now()).time())
        self._done.setText(_tr("Gemt kl. {time}").format(time=at))
        words = _tr("Filen ligger uden for Boform. Fjern den, når det andet hus har taget imod.")
        self._file_message.show_finding(Finding("info", words))
        self._show_saved()
        self.copy.setFocus()

    def _copy(self) -> None:
        if self._sent is not None:
            self._session.ports.clipboard.put_secret(self._sent.code)
            words = _tr("Koden er kopieret. Den forsvinder fra udklipsholderen om et minut.")
            self._code_message.show_finding(Finding("info", words))

    def _print(self) -> None:
        if self._sent is None:
            return
        pdf = slip_pdf(self.groups, self._house)

        def ready(pages: tuple[Picture, ...]) -> None:
            printer = self._session.ports.printer
            printer.print_pdf(pdf, _tr("Kode"), self._printed, pages=pages)

        def failed(error: Exception) -> None:
            if not isinstance(error, EnvironmentTrouble):
                raise error
            self._code_message.show_finding(Finding("stop", messages.describe(error).text))

        self._session.tasks.run(
            lambda _progress: pictures(pdf, PRINT_DPI), ready, failed=failed, owner=self
        )

    def _printed(self, went: bool) -> None:  # noqa: FBT001 (the port's signature)
        words = (
            _tr("Koden er printet. Hent papiret nu, og makulér det, når koden er sagt.")
            if went
            else _tr("Koden er ikke printet.")
        )
        self._code_message.show_finding(Finding("info", words))

    def _toggle(self) -> None:
        self._covered = not self._covered
        self._show_tiles()

    def _show_tiles(self) -> None:
        covered = self._covered or privacy().on
        self.hide_code.setText(_tr("Vis") if self._covered else _tr("Skjul"))
        self.hide_code.change(icon="eye" if self._covered else "eye_off")
        for tile, group in zip(self.tiles, self.groups, strict=False):
            tile.show_group(group, covered=covered)

    def _show_saved(self) -> None:
        self._done_icon.setVisible(self.saved)
        self._done.setVisible(self.saved)
        self.save.change(kind="normal" if self.saved else "primary")
        self.done.setEnabled(self.saved)
        self.foot.say(
            _tr("Når du trykker Færdig, er koden væk her.")
            if self.saved
            else _tr("Gem filen først. Boform gemmer hverken filen eller koden.")
        )

    def _arrange(self) -> None:
        t = theme()
        line = sum(tile.sizeHint().width() for tile in self.tiles) + t.px(8 * GROUPS + 32)
        across = GROUPS if self.width() >= line else HALF
        for number, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, number // across, number % across)

    def _dress(self) -> None:
        t = theme()
        self._box.setSpacing(t.px(12))
        self._arrange()
        for row in (self._file_row, self._code_row):
            row.setSpacing(t.px(8))
        self._grid.setSpacing(t.px(8))
        self._inner.setContentsMargins(t.px(16), t.px(12), t.px(16), t.px(12))
        self._inner.setSpacing(t.px(8))
        self._code_body.setContentsMargins(0, 0, 0, 0)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Transfer", words)
