"""A list whose rows carry a box: Space ticks, and so does a click in the column of boxes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from ui import icons
from ui.tablemodels.rows import ROW, Column, Index
from ui.theme import theme
from ui.widgets.list_view import ListView, RowDelegate
from ui.widgets.painting import rounded

TICK = "tick"
"""Key of the column of boxes."""


class TickDelegate(RowDelegate):
    """Draws the boxes, besides what every row has."""

    def __init__(self, view: TickList) -> None:
        super().__init__(view)
        self._ticks = view

    def _content(self, painter: QPainter, rect: QRect, column: Column, index: Index) -> None:
        row = index.data(ROW)
        if column.key != TICK:
            super()._content(painter, rect, column, index)
        elif self._ticks.may_tick(row):
            _paint_box(painter, rect, ticked=self._ticks.has_tick(row))


class TickList(ListView):
    """One of its columns has the key ``TICK``; a row that may not be ticked has no box.

    Attributes:
        ticked: Ids of the rows with a tick.
        may_tick: Whether a row has a box.

    Signals:
        ticks_changed: Another set of rows is ticked.
    """

    ticks_changed = Signal()

    def __init__(
        self, columns: Sequence[Column], *, name: str, id_of: Callable[[Any], Any],
        may_tick: Callable[[Any], bool], row_px: int, search_key: str,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """Make an empty list; the rest is as in ``ListView``.

        Args:
            columns: From left to right.
            name: What the list is, for screen readers.
            id_of: Reads the id of a row, by which it is ticked.
            may_tick: Whether a row has a box.
            row_px: Height of a row at 100 %.
            search_key: Column that letters jump in.
            parent: Qt parent.
        """
        super().__init__(
            columns, name=name, id_of=id_of, row_px=row_px, gap=12, search_key=search_key,
            parent=parent,
        )  # fmt: skip
        self.ticked: set[Any] = set()
        self.may_tick = may_tick
        self.setItemDelegate(TickDelegate(self))

    def has_tick(self, row: Any) -> bool:
        """Whether a row is ticked."""
        return self.model_.id_of(row) in self.ticked

    def show_ticked(self, rows: Sequence[Any], ticked: set[Any]) -> None:
        """Other rows, of which these are ticked; nobody did that, so it is not told."""
        self.ticked = ticked
        self.set_rows(rows)
        if rows and self.current_row is None:
            self.setCurrentIndex(self.model_.index(0, 0))
        self.viewport().update()

    def toggle(self, row: Any) -> None:
        """Tick a row, or take the tick away; a row without a box stays as it is."""
        if row is None or not self.may_tick(row):
            return
        self.ticked ^= {self.model_.id_of(row)}
        self.viewport().update()
        self.ticks_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.toggle(self.current_row)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click in the column of boxes ticks; it is easier to hit than the box."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        if left and index.isValid() and self.column(index.column()).key == TICK:
            self.toggle(index.data(ROW))


def _paint_box(painter: QPainter, cell: QRect, *, ticked: bool) -> None:
    """In the middle of its cell."""
    t = theme()
    side = t.px(16)
    left, top = cell.x() + (cell.width() - side) // 2, cell.y() + (cell.height() - side) // 2
    box = QRect(left, top, side, side)
    inside, edge = ("accent", "accent") if ticked else ("surface", "ctl")
    rounded(painter, QRectF(box), inside, edge, t.px(3))
    if ticked:
        icons.paint(painter, QRectF(box.adjusted(2, 2, -2, -2)), "checkmark", "onaccent")
