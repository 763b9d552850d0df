"""The parts of the page and where they stand: strip above, questions left, paper right (mockup 17)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.forms.order import read_in_order
from ui.pages.answer.paper import Follows, Paper
from ui.pages.answer.strip import FileStrip
from ui.pages.answer.table import AnswerTable
from ui.pages.answer.which import WhichLetter
from ui.pages.answer.words import take_words
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Text
from ui.widgets.shown_stack import ShownStack

BESIDE = 900
"""From this many pixels at 100 % the pages stand beside the table."""
_MAX = 16_777_215


class Sheet(QWidget):
    """A file that was recognised, or whose letter is being chosen."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strip = FileStrip()
        self.table = AnswerTable()
        self.which = WhichLetter(session)
        self.paper, self.follows = Paper(), Follows()
        self.write = Button(self.tr("Ret svaret"))
        self.keep = Button(self.tr("Gem kun filen"))
        self.take = Button(take_words(0), "primary", hint="Ctrl+Enter", height="title_button")
        self._left = ShownStack()
        self._left.addWidget(self._table_card())
        chooser = Card(padded=False)
        chooser.body.addWidget(self.which)
        self._left.addWidget(chooser)
        self._right = QWidget()
        self._right_box = QVBoxLayout(self._right)
        self._right_box.setContentsMargins(0, 0, 0, 0)
        self._right_box.addWidget(self.paper, 1)
        self._right_box.addWidget(self.follows)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.addWidget(self._left, 774)
        self._columns.addWidget(self._right, 360)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self.strip)
        self._box.addLayout(self._columns, 1)
        read_in_order(self.strip, self._left, self._right)
        self._dress()
        theme().changed.connect(self._dress)

    def choose_letter(self, *, on: bool) -> None:
        """Ask for the letter in the place of the table."""
        self._left.setCurrentIndex(1 if on else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pages go below where both do not fit."""
        super().resizeEvent(event)
        self._arrange()

    def _table_card(self) -> Card:
        card = Card(padded=False)
        card.body.addWidget(self.table, 1)
        foot = QFrame()
        foot.setObjectName("foot")
        row = QHBoxLayout(foot)
        always = Text(self.tr("Filen gemmes altid under Dokumenter."), "body", "text2", wrap=True)
        row.addWidget(always, 1)
        for button in (self.write, self.keep, self.take):
            row.addWidget(button)
        self._foot = row
        self._card = card
        card.body.addWidget(foot)
        return card

    def _arrange(self) -> None:
        t = theme()
        beside = self.width() >= t.px(BESIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if beside else down)
        self._right.setMinimumWidth(t.px(360) if beside else 0)
        self._right.setMaximumWidth(t.px(360) if beside else _MAX)
        self.table.setMinimumHeight(t.px(120 if beside else 41 * 4 + 32))

    def _dress(self) -> None:
        t = theme()
        self._card.body.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(t.px(12))
        self._columns.setSpacing(t.px(16))
        self._right_box.setSpacing(t.px(12))
        self._foot.setContentsMargins(t.px(12), t.px(12), t.px(12), t.px(12))
        self._foot.setSpacing(t.px(8))
        self._arrange()


class Words(QWidget):
    """No file, one being read, or one that is refused: a sentence and what can be done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._state = EmptyState("")
        self._shown = ("", "")
        self._buttons = {
            "choose": Button(self.tr("Vælg fil"), icon="attach"),
            "cancel": Button(self.tr("Annullér")),
            "document": Button(self.tr("Gem som dokument")),
        }
        for button in self._buttons.values():
            self._state.add_button(button)
        card = Card(padded=False)
        card.body.addWidget(self._state)
        box.addWidget(card)
        box.addStretch(1)

    @property
    def text(self) -> str:
        """What is said."""
        return " ".join(self._shown)

    def button(self, verb: str) -> Button:
        """``choose``, ``cancel`` or ``document``."""
        return self._buttons[verb]

    def say(self, title: str, text: str, verbs: Sequence[str]) -> None:
        """Other words, and the verbs that help."""
        self._shown = (title, text)
        self._state.set_text(text, title)
        for verb, button in self._buttons.items():
            button.setVisible(verb in verbs)
