"""Which file, and the code that was told by telephone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boform_app.errors import ForeignFile
from boform_app.exchange.transfer_code import GROUP_LENGTH, GROUPS, TransferCode
from ui import messages
from ui.pages.transfer.parts import Columns, Foot, Lines
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.field import Field, Finding
from ui.widgets.labels import Cut
from ui.widgets.line_edit import LineEdit

AT_THE_CODE = frozenset({"transfer_wrong_code", "transfer_code_mistyped"})
"""What is said where the code is typed; the rest is said where the file was chosen."""


class CodeEdit(LineEdit):
    """The code. It is a key, so that it is never a draft and never on the disk.

    Case, blanks and dashes are all fine; left, it stands in groups as it is read aloud.
    """

    submitted = Signal()

    def finding(self) -> Finding | None:
        """Whether it can be a code at all; an empty one may wait."""
        missing = GROUPS * GROUP_LENGTH - sum(sign.isalnum() for sign in self.text())
        if not self.text().strip():
            return None
        if missing > 0:
            words = _tr("Der mangler 1 tegn.") if missing == 1 else _tr("Der mangler {n} tegn.")
            return Finding("stop", words.format(n=missing))
        try:
            TransferCode.parse(self.text())
        except ForeignFile as refused:
            return Finding("stop", messages.words(refused.code))
        return None

    def keep(self) -> None:
        """There is nothing to keep: a code is right or it is not."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.submitted.emit()
            return
        super().keyPressEvent(event)

    def _leaving(self) -> None:
        try:
            self.setText(TransferCode.parse(self.text()).text)
        except ForeignFile:
            return


class AskSheet(QWidget):
    """Two questions and what happens with the answers.

    Signals:
        choose: *Vælg flyttefil* was pressed.
        wanted: *Se, hvad der er i filen* was pressed.
    """

    choose = Signal()
    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = Button(_tr("Vælg flyttefil …"), icon="attach")
        self.button.clicked.connect(self.choose)
        self._name = Cut(_tr("Ingen fil valgt"), "body", "text2")
        chosen = QWidget()
        row = self._row = QHBoxLayout(chosen)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        row.addWidget(self._name, 1)
        chosen.setFocusProxy(self.button)
        self.file = Field(
            _tr("Filen fra det andet hus"), chosen,
            help_text=_tr("Du kan også slippe den et vilkårligt sted i vinduet."),
        )  # fmt: skip
        self.edit = CodeEdit(placeholder="XXXX XXXX XXXX XXXX XXXX XXXX")
        self.edit.submitted.connect(self.wanted)
        self.code = Field(
            _tr("Koden, som det andet hus har sagt i telefonen"), self.edit, width=380,
            help_text=_tr("Seks grupper med fire tegn. Mellemrum og små bogstaver er lige meget."),
        )  # fmt: skip
        self.see = Button(
            _tr("Se, hvad der er i filen"), "primary", hint="Ctrl+Enter", height="title_button"
        )
        self.see.clicked.connect(self.wanted)
        self.foot = Foot(_tr("Intet bliver gemt, før du har set det."), self.see)
        self._card = Card(_tr("Flyttefilen"), padded=False)
        self._body = QVBoxLayout()
        self._body.addWidget(self.file)
        self._body.addWidget(self.code)
        self._card.body.addLayout(self._body)
        self._card.body.addWidget(self.foot)
        how = Card(_tr("Sådan gør I"))
        how.body.addWidget(
            Lines(
                (
                    ("document_text", _tr("Det andet hus laver filen under beboerens samtykke.")),
                    ("phone", _tr("Koden får du i telefonen, aldrig sammen med filen.")),
                    ("eye", _tr("Du ser først, hvem det er, og hvad der er i filen.")),
                    ("person_add", _tr("Så tager du imod og indskriver beboeren her.")),
                )
            )
        )
        self._columns = Columns()
        self._columns.left.addWidget(self._card)
        self._columns.left.addStretch(1)
        self._columns.right.addWidget(how)
        self._columns.right.addStretch(1)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._columns)
        self._dress()
        theme().changed.connect(self._dress)

    def show_file(self, path: Path | None) -> None:
        """The name of the chosen file; nothing has been said about it."""
        words = path.name if path is not None else _tr("Ingen fil valgt")
        self._name.setText(words)
        self._name.setToolTip(words)
        self.file.say(None)

    def refuse(self, refused: ForeignFile) -> None:
        """Say it where it was chosen or typed."""
        field = self.code if refused.code in AT_THE_CODE else self.file
        field.say(Finding("stop", messages.words(refused.code, refused.facts)))
        if field is self.code:
            self.edit.setFocus()
            self.edit.selectAll()
        else:
            self.button.setFocus()

    def lacks(self, path: Path | None) -> bool:
        """Whether something is missing or cannot be right yet, which is said."""
        required = Finding("stop", messages.words("required"))
        if path is None:
            self.file.say(Finding("stop", _tr("Vælg filen fra det andet hus.")))
        found = self.edit.finding() if self.edit.text().strip() else required
        self.code.say(found)
        if path is None or self.file.finding is not None:
            self.button.setFocus()
            return True
        if found is not None:
            self.edit.setFocus()
        return found is not None

    def _dress(self) -> None:
        t = theme()
        self._card.body.setContentsMargins(0, 0, 0, 0)
        self._body.setContentsMargins(t.px(16), t.px(14), t.px(16), t.px(14))
        self._body.setSpacing(t.px(14))
        self._row.setSpacing(t.px(8))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Transfer", words)
