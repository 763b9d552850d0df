"""Room tiles: one list in icon mode, walked by the arrow keys like radio buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QItemSelection,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.tablemodels.items import ItemsModel
from ui.tablemodels.rows import ROW, Index
from ui.theme import theme
from ui.widgets.painting import ring, rounded, text_line

LEAST_WIDTH, HEIGHT, GAP = 124, 52, 8
_ARROWS = {
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down,
    Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tile:
    """One place that can be chosen.

    Attributes:
        key: ``place:<id>``, or ``extra:<room id>`` for an extra place.
        label: "11" or "11 A".
        floor: "stuen".
        words: "Ledig", "Skal gøres rent", "Ekstra plads" or "Reserveret til mand".
    """

    key: str
    label: str
    floor: str
    words: str


class _Model(ItemsModel):
    def says(self, row: Tile, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.label
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            parts = (self.tr("Vær. {label}").format(label=row.label), row.floor, row.words)
            return ", ".join(part for part in parts if part)
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return self._view.gridSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tile, t = index.data(ROW), theme()
        if not isinstance(tile, Tile):
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        inset = t.px(GAP) // 2
        rect = QRect(option.rect).adjusted(inset, inset, -inset, -inset)
        painter.save()
        self._frame(painter, rect, chosen=chosen, hover=hover)
        pad = t.px(10)
        upper = QRect(rect.x() + pad, rect.y() + t.px(5), rect.width() - 2 * pad, t.px(20))
        used = text_line(painter, upper, tile.label, "strong")
        rest = upper.adjusted(used + t.px(6), 0, 0, 0)
        text_line(painter, rest, tile.floor, "small", "text2", align=Qt.AlignmentFlag.AlignRight)
        text_line(painter, upper.translated(0, t.px(20)), tile.words, "body", "text")
        if focused:
            ring(painter, QRectF(rect.adjusted(-3, -3, 3, 3)))
        painter.restore()

    @staticmethod
    def _frame(painter: QPainter, rect: QRect, *, chosen: bool, hover: bool) -> None:
        t = theme()
        if chosen:
            rounded(painter, QRectF(rect), "rowsel", "accent", t.px(4), width=2)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(t.color("accentBg" if hover else "surface"))
        painter.setPen(QPen(t.color("ctl"), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), t.px(4), t.px(4))


class RoomTiles(QListView):
    """Choose a place. ``value`` is the key of the chosen tile, None while nothing is chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self._all: tuple[Tile, ...] = ()
        self._one_row = True
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setSelectionRectVisible(False)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._dress()
        theme().changed.connect(self._dress)

    @property
    def value(self) -> str | None:
        """Key of the chosen tile."""
        chosen = self.selectedIndexes()
        tile = chosen[0].data(ROW) if chosen else None
        return tile.key if isinstance(tile, Tile) else None

    @property
    def tile(self) -> Tile | None:
        """The chosen tile."""
        return next((tile for tile in self._all if tile.key == self.value), None)

    def set_value(self, key: str | None) -> None:
        """Choose without telling anyone; an unknown key chooses nothing."""
        with QSignalBlocker(self):
            self._show(key)

    def set_tiles(self, tiles: Sequence[Tile]) -> None:
        """Other tiles; the chosen one stays when it is still there."""
        kept = self.value
        self._all = tuple(tiles)
        self.set_value(kept)

    def show_all(self, *, on: bool) -> None:
        """All tiles, or one row of them."""
        self._one_row = not on
        self.set_value(self.value)

    @property
    def hidden_count(self) -> int:
        """How many tiles do not fit into one row."""
        return max(0, len(self._all) - self._per_row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Like radio buttons: the first arrow chooses where the focus stands, Tab passes on."""
        here = self.currentIndex()
        if Qt.Key(event.key()) in _ARROWS and not self.selectedIndexes() and here.isValid():
            self.setCurrentIndex(here)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width holds another number in the row."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.set_value(self.value)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Somebody chose."""
        super().selectionChanged(selected, deselected)
        if self.selectedIndexes():
            self.changed.emit()

    def _show(self, key: str | None) -> None:
        shown = list(self._all)
        if self._one_row and self.hidden_count:
            first = shown[: self._per_row()]
            chosen = next((tile for tile in shown if tile.key == key), None)
            # The chosen one is never out of sight.
            shown = first if chosen in first or chosen is None else [*first[:-1], chosen]
        if shown != self._model.rows:
            self._model.show(shown)
        self._fit()
        self.clearSelection()
        row = next((n for n, tile in enumerate(shown) if tile.key == key), -1)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row, 0))

    def _per_row(self) -> int:
        return max(1, (self.viewport().width() - 2) // theme().px(LEAST_WIDTH))

    def _fit(self) -> None:
        t, columns = theme(), self._per_row()
        width = min((self.viewport().width() - 2) // columns, t.px(LEAST_WIDTH + 16))
        self.setGridSize(QSize(max(width, t.px(LEAST_WIDTH)), t.px(HEIGHT + GAP)))
        rows = -(-max(1, len(self._model.rows)) // columns)
        self.setFixedHeight(rows * t.px(HEIGHT + GAP) + 2)

    def _dress(self) -> None:
        self.setMinimumWidth(theme().px(LEAST_WIDTH) + 2)
        self.set_value(self.value)
