"""Lists of rows with fixed columns: hairlines, no zebra, badges, painted row buttons (mockups 01, 02).

Up and down choose a row, Enter opens it. Right and left walk to the row's buttons and back; Enter or
Space presses. Letters jump to the name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui import icons
from ui.tablemodels.rows import ROW, VALUE, Column, Index, RowsModel, Strong, words_of
from ui.theme import theme
from ui.widgets.badge import BadgeSpec, badge_size, paint_badge
from ui.widgets.list_header import ListHeader
from ui.widgets.list_parts import cell_words, lead_line, make_room, two_lines, width_of
from ui.widgets.painting import ButtonLook, ButtonState, paint_button, ring


class RowDelegate(QStyledItemDelegate):
    """Draws cells by the kind of their column."""

    def __init__(self, view: ListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows have one height; widths are the columns' own."""
        del option, index
        return QSize(0, self._view.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Background, content, hairline, focus ring."""
        column = self._view.column(index.column())
        rect = QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._background(painter, rect, index, chosen=chosen)
        inner = self._view.cell_area(rect, index.column())
        self._content(painter, inner, column, index)
        if chosen and self._view.hasFocus() and not self._view.on_button():
            self._ring(painter, rect, index)
        painter.restore()

    def _background(self, painter: QPainter, rect: QRect, index: Index, *, chosen: bool) -> None:
        t, focused = theme(), self._view.hasFocus()
        if chosen:
            painter.fillRect(rect, t.color("rowsel" if focused else "surface2"))
        elif index.row() == self._view.hovered_row:
            painter.fillRect(rect, t.color("bg"))
        if index.row() < index.model().rowCount() - 1 or not self._view.fitted:
            painter.setPen(QPen(t.color("line"), 1))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if chosen and index.column() == 0:
            bar = QRect(rect.topLeft(), QSize(t.px(3), rect.height()))
            painter.fillRect(bar, t.color("accent" if focused else "ctl"))

    def _content(self, painter: QPainter, rect: QRect, column: Column, index: Index) -> None:
        value = index.data(VALUE)
        soft = "text2"
        if column.kind == "badge":
            if isinstance(value, BadgeSpec):
                top = rect.y() + (rect.height() - badge_size(value).height()) // 2
                paint_badge(painter, QPoint(rect.x(), top), value, rect.width())
        elif column.kind == "button":
            if value:
                self._button(painter, rect, str(value), index)
        elif column.kind == "icon":
            if value:
                side = theme().px(20)
                at = QRectF(rect.x(), rect.y(), side, rect.height())
                name, tone, filled = value if isinstance(value, tuple) else (value, soft, False)
                icons.paint(painter, at, str(name), tone, filled=filled)
        elif column.kind == "two":
            two_lines(painter, rect, value, soft)
        elif column.kind == "lead":
            lead_line(painter, rect, value, soft)
        else:
            strong = isinstance(value, Strong)
            cell_words(painter, rect, words_of(value), column, soft, strong=strong)

    def _button(self, painter: QPainter, rect: QRect, verb: str, index: Index) -> None:
        area = self._view.button_area(rect)
        view = self._view
        current = view.currentIndex()
        here = (index.row(), index.column())
        state = ButtonState(hover=view.hovered_button == here, pressed=view.pressed_button == here)
        paint_button(painter, area, ButtonLook(verb, "row", height="row_button"), state)
        if (current.row(), current.column()) == here and view.hasFocus() and view.on_button():
            ring(painter, QRectF(area.adjusted(-3, -3, 3, 3)))

    def _ring(self, painter: QPainter, rect: QRect, index: Index) -> None:
        painter.setPen(QPen(theme().color("focus"), 2))
        top, bottom = rect.top() + 1, rect.bottom()
        painter.drawLine(rect.left(), top, rect.right(), top)
        painter.drawLine(rect.left(), bottom, rect.right(), bottom)
        if index.column() == 0:
            painter.drawLine(rect.left() + 1, top, rect.left() + 1, bottom)
        if index.column() == index.model().columnCount() - 1:
            painter.drawLine(rect.right(), top, rect.right(), bottom)


class ListView(QTableView):
    """A list of dataclasses.

    Signals:
        opened: Enter or double click; carries the row.
        pressed: A row button; carries the row and the key of the column.
        chosen: Another row was chosen; carries the row or None.
    """

    opened = Signal(object)
    pressed = Signal(object, str)
    chosen = Signal(object)

    def __init__(
        self, columns: Sequence[Column], *, name: str, id_of: Callable[[Any], Any],
        row_px: int = 0, gap: int = 16, search_key: str = "", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """Make an empty list.

        Args:
            columns: From left to right.
            name: What the list is, for screen readers.
            id_of: Reads the id of a row; the choice survives new rows by it.
            row_px: Height of a row at 100 %; 0 for that of the density.
            gap: Pixels between columns at 100 %.
            search_key: Column that letters jump in; the first strong or text column unless given.
            parent: Qt parent.
        """
        super().__init__(parent)
        self.setAccessibleName(name)
        self._row_px, self._gap, self.fitted = row_px, gap, False
        self.hovered_row, self.hovered_button = -1, (-1, -1)
        self.pressed_button = (-1, -1)
        self.model_ = RowsModel(columns, id_of, self)
        self._search_column = self._find_search_column(search_key)
        self._typed = ""
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(1000)
        self._typing.timeout.connect(self._forget_typing)
        self.setModel(self.model_)
        self._delegate = RowDelegate(self)
        self.setItemDelegate(self._delegate)
        self._set_up()
        self._dress()
        theme().changed.connect(self._dress)

    # -- what pages use --------------------------------------------------------------------------

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show rows; the chosen one stays chosen when it is still there."""
        row = self.current_row
        kept = None if row is None else self.model_.id_of(row)
        column = max(0, self.currentIndex().column())
        header = self.horizontalHeader()
        self.model_.set_rows(rows)
        if self.isSortingEnabled() and header.sortIndicatorSection() < len(self.model_.columns):
            self.model_.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())
        place = self.model_.row_of(kept) if kept is not None else -1
        if place >= 0:
            self.setCurrentIndex(self.model_.index(place, column))
        if self.fitted:
            self.fit_rows()

    @property
    def current_row(self) -> Any:
        """The chosen row, None when there is none."""
        return self.currentIndex().data(ROW) if self.currentIndex().isValid() else None

    def choose(self, row_id: Any) -> bool:
        """Choose a row by its id."""
        place = self.model_.row_of(row_id)
        if place >= 0:
            self.setCurrentIndex(self.model_.index(place, 0))
        return place >= 0

    def fit_rows(self) -> None:
        """As high as its rows: for cards, which do not scroll."""
        self.fitted = True
        head = self.horizontalHeader()
        header = head.height() if not head.isHidden() else 0
        self.setFixedHeight(header + self.model_.rowCount() * self.row_height())
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sort_by(self, key: str, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Let a click on a header sort; start with a column."""
        place = next(n for n, column in enumerate(self.model_.columns) if column.key == key)
        self.horizontalHeader().setSectionsClickable(True)
        self.horizontalHeader().setSortIndicator(place, order)
        self.setSortingEnabled(True)

    # -- what the delegate uses ------------------------------------------------------------------

    def column(self, number: int) -> Column:
        """A column by its place."""
        return self.model_.columns[number]

    def row_height(self) -> int:
        """Zoomed height of a row."""
        return theme().px(self._row_px) if self._row_px else theme().size("row")

    def cell_area(self, rect: QRect, number: int) -> QRect:
        """A cell without padding and gap."""
        pad, last = theme().px(12), len(self.model_.columns) - 1
        left = pad if number == 0 else 0
        right = pad if number == last else theme().px(self._gap)
        return rect.adjusted(left, 0, -right, -1)

    def button_area(self, cell: QRect) -> QRect:
        """Where a row button stands in its cell."""
        height = min(theme().size("row_button"), cell.height() - 4)
        return QRect(cell.x(), cell.y() + (cell.height() - height) // 2, cell.width(), height)

    def on_button(self) -> bool:
        """Whether the keyboard stands on a row button."""
        current = self.currentIndex()
        return current.isValid() and self._has_button(current.row(), current.column())

    # -- Qt --------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, Space and the way to the buttons."""
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self.on_button():
            self._press(self.currentIndex())
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self.current_row)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right} and not event.modifiers():
            self._walk(1 if key == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Jump to the next name that begins with what was typed."""
        self._typed += search.casefold()
        self._typing.start()
        count = self.model_.rowCount()
        start = max(0, self.currentIndex().row()) + (1 if len(self._typed) == 1 else 0)
        for step in range(count):
            row = (start + step) % count
            words = words_of(self.model_.index(row, self._search_column).data(VALUE)).casefold()
            if any(word.startswith(self._typed) for word in [words, *words.split()]):
                self.setCurrentIndex(self.model_.index(row, 0))
                return

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Remember what the mouse stands on."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()), event.position().toPoint())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A button goes down with the mouse."""
        super().mousePressEvent(event)
        self._hover(self.indexAt(event.position().toPoint()), event.position().toPoint())
        self.pressed_button = self.hovered_button
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A button is pressed when the mouse comes up on it."""
        super().mouseReleaseEvent(event)
        self._hover(self.indexAt(event.position().toPoint()), event.position().toPoint())
        here, self.pressed_button = self.pressed_button, (-1, -1)
        self.viewport().update()
        if here != (-1, -1) and here == self.hovered_button:
            self._press(self.model_.index(*here))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens the row."""
        super().mouseDoubleClickEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not self._has_button(index.row(), index.column()):
            self.opened.emit(index.data(ROW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spare columns give way to the words of the wide one."""
        super().resizeEvent(event)
        make_room(self, self.model_.columns, self._gap)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse left the list."""
        super().leaveEvent(event)
        self._hover(QModelIndex(), QPoint())

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 (Qt's signature)
        """Tab leaves the list."""
        return QWidget.focusNextPrevChild(self, forward)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the page when another row is chosen."""
        super().currentChanged(current, previous)
        if current.row() != previous.row() or not previous.isValid():
            self.chosen.emit(current.data(ROW) if current.isValid() else None)
        self.viewport().update()

    # -- own -------------------------------------------------------------------------------------

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = ListHeader(self)
        self.setHorizontalHeader(header)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setVisible(any(column.header for column in self.model_.columns))
        for number, column in enumerate(self.model_.columns):
            if column.width is None:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)

    def _dress(self) -> None:
        t = theme()
        for number, column in enumerate(self.model_.columns):
            if column.width is not None:
                self.setColumnWidth(number, width_of(self.model_.columns, number, self._gap))
        vertical = self.verticalHeader()
        vertical.setMinimumSectionSize(1)
        vertical.setDefaultSectionSize(self.row_height())
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setFixedHeight(t.px(32))
        if self.fitted:
            self.fit_rows()
        make_room(self, self.model_.columns, self._gap)

    def _find_search_column(self, key: str) -> int:
        for number, column in enumerate(self.model_.columns):
            if column.key == key or (not key and column.kind in {"strong", "two"}):
                return number
        return 0

    def _has_button(self, row: int, column: int) -> bool:
        index = self.model_.index(row, column)
        return self.column(column).kind == "button" and bool(index.data(VALUE))

    def _walk(self, step: int) -> None:
        current = self.currentIndex()
        if not current.isValid():
            return
        column = current.column() + step
        while 0 <= column < len(self.model_.columns):
            if self._has_button(current.row(), column):
                self.setCurrentIndex(self.model_.index(current.row(), column))
                return
            column += step
        if step < 0:
            self.setCurrentIndex(self.model_.index(current.row(), 0))

    def _press(self, index: QModelIndex) -> None:
        self.pressed.emit(index.data(ROW), self.column(index.column()).key)

    def _hover(self, index: QModelIndex, at: QPoint) -> None:
        row, button = index.row() if index.isValid() else -1, (-1, -1)
        if index.isValid() and self._has_button(index.row(), index.column()):
            cell = self.cell_area(self.visualRect(index), index.column())
            if self.button_area(cell).contains(at):
                button = (index.row(), index.column())
        if (row, button) != (self.hovered_row, self.hovered_button):
            self.hovered_row, self.hovered_button = row, button
            shape = (
                Qt.CursorShape.PointingHandCursor
                if button != (-1, -1)
                else Qt.CursorShape.ArrowCursor
            )
            self.viewport().setCursor(shape)
            self.viewport().update()

    def _forget_typing(self) -> None:
        self._typed = ""
