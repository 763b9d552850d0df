"""Parts that both ways share: columns that fold, words in the place of a sheet, whom it is about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from boform_app.services.views.people import Identity
from ui.pages.base import Page
from ui.pages.resident import who as persons
from ui.privacy import privacy
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import IconLabel, Text
from ui.widgets.title_row import TitleRow

BESIDE = 900
"""From this many pixels at 100 % the cards at the right stand beside the sheet."""
RIGHT = 360
_MOST_WIDTH = 16_777_215


class SheetPage(Page):
    """A title row and one of several sheets; only the shown one takes room."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = TitleRow(title, with_back=True)
        self.layout_.addWidget(self.head)
        self._sheets: list[QWidget] = []

    def add_sheets(self, *sheets: QWidget) -> None:
        """Sheets of the page; one that scrolls in itself fills it."""
        for sheet in sheets:
            self._sheets.append(sheet)
            high = sheet.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Expanding
            self.layout_.addWidget(sheet, 1000 if high else 0)
        self.layout_.addStretch(1)

    def show_sheet(self, shown: QWidget) -> None:
        """Bring one to the front."""
        for sheet in self._sheets:
            sheet.setVisible(sheet is shown)

    def minimumSizeHint(self) -> QSize:
        """As high as the words are at this width: broken in a narrow page they would be higher."""
        return QSize(super().minimumSizeHint().width(), 0)


class Columns(QWidget):
    """A wide column and a narrow one; below each other where both do not fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left, self._right = QVBoxLayout(), QWidget()
        self.right = QVBoxLayout(self._right)
        for column in (self.left, self.right):
            column.setContentsMargins(0, 0, 0, 0)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addLayout(self.left, 1)
        self._box.addWidget(self._right)
        self._arrange()
        theme().changed.connect(self._arrange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The narrow column goes below where both do not fit."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        t = theme()
        beside = self.width() >= t.px(BESIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._box.setDirection(across if beside else down)
        self._box.setSpacing(t.px(16 if beside else 12))
        self.left.setSpacing(t.px(12))
        self.right.setSpacing(t.px(12))
        self._right.setMinimumWidth(t.px(RIGHT) if beside else 0)
        self._right.setMaximumWidth(t.px(RIGHT) if beside else _MOST_WIDTH)


class Instead(Card):
    """A sentence and a button in the place of a sheet."""

    def __init__(self, button: Button | None = None, parent: QWidget | None = None) -> None:
        super().__init__(padded=False, parent=parent)
        self._state = EmptyState("")
        self.button = button
        if button is not None:
            self._state.add_button(button)
        self._shown = ("", "")
        self.body.addWidget(self._state)

    @property
    def words(self) -> str:
        """What is said."""
        return " ".join(self._shown)

    def say(self, title: str, text: str, *, button: bool = True) -> None:
        """Other words."""
        self._shown = (title, text)
        self._state.set_text(text, title)
        if self.button is not None:
            self.button.setVisible(button)


class Foot(QFrame):
    """The grey strip at the foot of a card: a sentence, and buttons at the right."""

    def __init__(self, words: str, *buttons: Button, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("foot")
        self._row = QHBoxLayout(self)
        self._words = Text(words, "body", "text2", wrap=True)
        self._row.addWidget(self._words, 1)
        for button in buttons:
            self._row.addWidget(button)
        self._dress()
        theme().changed.connect(self._dress)

    @property
    def words(self) -> str:
        """The sentence."""
        return self._words.text()

    def say(self, words: str) -> None:
        """Another sentence."""
        self._words.setText(words)

    def _dress(self) -> None:
        t = theme()
        self._row.setContentsMargins(t.px(12), t.px(12), t.px(12), t.px(12))
        self._row.setSpacing(t.px(8))


class Lines(QWidget):
    """An icon and a sentence per line."""

    def __init__(
        self, lines: Sequence[tuple[str, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme().px(8))
        self.show_lines(lines)

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Other lines."""
        while (item := self._box.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for icon, words in lines:
            self._box.addWidget(_line(icon, words))


def _line(icon: str, words: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme().px(8))
    marks = QVBoxLayout()
    marks.addWidget(IconLabel(icon, 20))
    marks.addStretch(1)
    row.addLayout(marks)
    row.addWidget(Text(words, "body", wrap=True), 1)
    return holder


def about(who: Identity | None) -> str:
    """Whom it is about, as in every title row; the room alone while names are hidden."""
    if who is None:
        return ""
    room = _tr("vær. {room}").format(room=who.room) if who.room else ""
    if privacy().on or who.closed:
        return " · ".join(part for part in (_tr("om beboer"), room) if part)
    name = _tr("om {name}").format(name=who.list_name)
    return " · ".join(part for part in (name, persons.born(who), room) if part)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Transfer", words)
