"""What stands in the way of opening the house: a page of its own, nothing is overwritten."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import messages
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.labels import Text
from ui.widgets.who import centered


class TroublePage(QWidget):
    """A heading, a sentence, the folder, and what can be done.

    Signals:
        again: Try once more.
        leave: Close the program.
    """

    again = Signal()
    leave = Signal()

    def __init__(self, error: Exception, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        said = messages.describe(error)
        t = theme()
        card = Card(said.title)
        card.setFixedWidth(t.px(560))
        self.words = Text(said.text, wrap=True)
        card.body.addWidget(self.words)
        where = Text(self.tr("Mappe: {path}").format(path=folder), "small", "text2", wrap=True)
        card.body.addWidget(where)
        self.retry = Button(self.tr("Prøv igen"), "primary")
        self.retry.clicked.connect(self.again)
        leave = Button(self.tr("Luk Boform"))
        leave.clicked.connect(self.leave)
        row = QHBoxLayout()
        row.addWidget(leave)
        row.addStretch(1)
        row.addWidget(self.retry)
        card.body.addSpacing(t.px(8))
        card.body.addLayout(row)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(centered(card))
        outer.addStretch(3)
        self.retry.setFocus()
