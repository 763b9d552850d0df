"""The board: four columns by who has the ball, side by side (mockup 05), two by two in large type."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.services.views.board import MatterRow
from ui.pages.board.cards import CardColumn
from ui.theme import theme
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import IconLabel, Text

_COLUMNS = (
    ("us", "home", "Bolden er hos os"),
    ("municipality", "building_government", "Hos kommunen"),
    ("housing", "key", "Hos bolig"),
    ("moving", "calendar", "Flyttedato aftalt"),
)
_SIDE_BY_SIDE = 1100
"""Width at 100 % from which a card has room for its badge and its button in all four columns."""
_TWO_BY_TWO = 236
"""Height at 100 % of a column above another: its head, two cards and a little of the next."""


class _Column(QFrame):
    """Head with icon, title and count; the cards, or a line when there are none."""

    def __init__(self, icon: str, title: str) -> None:
        super().__init__()
        self.setObjectName("column")
        self._title = title
        self._icon = IconLabel(icon)
        self._words = Text(title, "h3")
        self._count = Text("0", "body", "text3")
        self.cards = CardColumn(title)
        self._empty = EmptyState(_tr("Ingen sager ligger her."))
        self._head = QHBoxLayout()
        self._head.addWidget(self._icon)
        self._head.addWidget(self._words)
        self._head.addWidget(self._count)
        self._head.addStretch(1)
        self._box = QVBoxLayout(self)
        self._box.addLayout(self._head)
        self._box.addWidget(self._empty)
        self._box.addWidget(self.cards, 1)
        self._box.addStretch(0)
        self._dress()
        theme().changed.connect(self._dress)

    def show_rows(self, rows: Sequence[MatterRow]) -> None:
        """The matters of this column."""
        self._count.setText(str(len(rows)))
        self.cards.setAccessibleName(_tr("{title}, {n}").format(title=self._title, n=len(rows)))
        self.cards.set_rows(rows)
        self.cards.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def _dress(self) -> None:
        t = theme()
        self._box.setContentsMargins(t.px(8), 0, t.px(8), t.px(8))
        self._box.setSpacing(t.px(6))
        self._head.setContentsMargins(t.px(4), t.px(8), 0, t.px(2))
        self._head.setSpacing(t.px(8))


class BoardColumns(QWidget):
    """All four columns; one card is chosen in all of them.

    Signals:
        chosen: Another card; carries the row.
        opened: The resident of a row is wanted.
        pressed: The button of a row.
    """

    chosen = Signal(object)
    opened = Signal(object)
    pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._across = 0
        self._columns: dict[str, _Column] = {}
        for key, icon, title in _COLUMNS:
            self._columns[key] = _Column(icon, _tr(title))
            self._wire(key, self._columns[key].cards)
        self._dress()
        theme().changed.connect(self._dress)

    def column(self, key: str) -> CardColumn:
        """The cards of a column."""
        return self._columns[key].cards

    def show_rows(self, rows: Sequence[MatterRow]) -> None:
        """Group the matters by column; their order stays."""
        for key, column in self._columns.items():
            column.show_rows([row for row in rows if row.column == key])

    @property
    def current_row(self) -> MatterRow | None:
        """The chosen matter in whichever column it stands."""
        rows = (column.cards.current_row for column in self._columns.values())
        return next((row for row in rows if row is not None), None)

    def choose(self, key: str) -> bool:
        """Choose a card by its key."""
        return any(column.cards.choose(key) for column in self._columns.values())

    def choose_first(self) -> None:
        """The first card of the first column that has any."""
        for column in self._columns.values():
            if column.cards.model_.rows:
                column.cards.choose(column.cards.model_.rows[0].key)
                return

    def enter(self) -> None:
        """The keyboard comes into the board."""
        for column in self._columns.values():
            if column.cards.current_row is not None:
                column.cards.enter()
                return
        self._walk(-1, 1)

    # -- Qt --------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two by two where four columns would cut the words on the cards."""
        super().resizeEvent(event)
        self._arrange()

    # -- own -------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        t = theme()
        across = 4 if self.width() >= t.px(_SIDE_BY_SIDE) else 2
        low = t.px(_TWO_BY_TWO) if across == 2 else 0
        for place, column in enumerate(self._columns.values()):
            column.setMinimumHeight(low)
            if across != self._across:
                self._grid.addWidget(column, place // across, place % across)
        self._across = across
        for place in range(len(self._columns)):
            self._grid.setColumnStretch(place, 1 if place < across else 0)

    def _wire(self, key: str, cards: CardColumn) -> None:
        place = list(self._columns).index(key)
        cards.chosen.connect(lambda row, key=key: self._chose(key, row))
        cards.opened.connect(self.opened)
        cards.pressed.connect(self.pressed)
        cards.walked.connect(lambda step, place=place: self._walk(place, step))

    def _chose(self, key: str, row: object) -> None:
        for other, column in self._columns.items():
            if other != key:
                column.cards.leave()
        self.chosen.emit(row)

    def _walk(self, place: int, step: int) -> None:
        """To the next column that has cards."""
        columns = list(self._columns.values())
        place += step
        while 0 <= place < len(columns):
            if columns[place].cards.model_.rows:
                columns[place].cards.enter()
                return
            place += step

    def _dress(self) -> None:
        self._grid.setSpacing(theme().px(12))
        self._arrange()


def _tr(words: str) -> str:
    return QCoreApplication.translate("Board", words)
