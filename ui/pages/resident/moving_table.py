"""The 14 areas with two voices side by side: same colour, same weight, no total (mockup 04)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
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

from boform_app.rules.readiness import Reason
from ui import icons
from ui.pages.resident.moving_draft import REASONS
from ui.pages.resident.moving_rows import (
    AREA,
    LAST,
    NOTE,
    NUMBER,
    RESIDENT,
    STAFF,
    VOICES,
    AreasModel,
)
from ui.tablemodels.rows import VALUE, Index
from ui.theme import theme
from ui.widgets.painting import text_line
from ui.widgets.scale_delegate import ScaleDelegate

_WIDTHS = {NUMBER: 38, AREA: 208, RESIDENT: 160, STAFF: 160, LAST: 50}
ROW_PX, HEAD_PX = 28, 30
_REASON_KEYS = {"k": Reason.NOT_SEEN_HERE, "v": Reason.WILL_NOT_SAY}


class AreasTable(QTableView):
    """Keys: 0–4, ? (again for another reason), K, V, Delete; ↑↓ rows, Tab the other voice.

    Signals:
        opened: Enter, or a click on area or note: level texts and note of the row are wanted.
        confirmed: Space: the row's note is still right.
        row_chosen: Another row is in hand.
    """

    opened = Signal(int)
    confirmed = Signal(int)
    row_chosen = Signal(int)

    def __init__(self, model: AreasModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.areas = model
        model.setParent(self)
        self.setModel(model)
        self.setAccessibleName(self.tr("14 områder, to stemmer"))
        self.setAccessibleDescription(
            self.tr(
                "0 til 4 vælger støtte. Spørgsmålstegn: ved ikke, igen for en anden grund. "
                "K: kan ikke ses her. V: vil ikke svare. Enter åbner niveauer og note. "
                "Mellemrum: noten er stadig rigtig."
            )
        )
        self._scale = _Scale(self, lambda: model.editable)
        self._cells = _Cells(self)
        self.setItemDelegate(self._cells)
        for column in VOICES:
            self.setItemDelegateForColumn(column, self._scale)
        self._set_up()
        self._dress()
        theme().changed.connect(self._dress)
        self.setCurrentIndex(model.index(0, RESIDENT))

    @property
    def row(self) -> int:
        """The row in hand."""
        return max(0, self.currentIndex().row())

    def choose(self, row: int, column: int = RESIDENT) -> None:
        """Take a cell in hand."""
        self.setCurrentIndex(self.areas.index(row, column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Levels, reasons, and the way to the other voice."""
        key, plain = (
            Qt.Key(event.key()),
            not event.modifiers() & Qt.KeyboardModifier.ControlModifier,
        )
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2} and plain:
            self.opened.emit(self.row)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.choose(self.row, RESIDENT if key == Qt.Key.Key_Left else STAFF)
        elif key == Qt.Key.Key_Space:
            self.confirmed.emit(self.row)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.areas.setData(self.currentIndex(), None, VALUE)
        elif not (plain and self._answer(event.text())):
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are reasons here, not names."""

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 (Qt's signature)
        """Tab goes to the other voice, then to the next row; at the ends it leaves the table."""
        place = self.row * 2 + (self.currentIndex().column() == STAFF) + (1 if forward else -1)
        if not 0 <= place < 2 * self.areas.rowCount():
            return QWidget.focusNextPrevChild(self, forward)
        self.choose(place // 2, STAFF if place % 2 else RESIDENT)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard starts at the end it comes from."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.BacktabFocusReason:
            self.choose(self.areas.rowCount() - 1, STAFF)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click beside the scales opens the row."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() not in VOICES:
            self.opened.emit(index.row())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """A cell in hand is always one of the two voices."""
        super().currentChanged(current, previous)
        if current.isValid() and current.column() not in VOICES:
            kept = previous.column() if previous.isValid() else RESIDENT
            self.choose(current.row(), kept if kept in VOICES else RESIDENT)
            return
        if current.row() != previous.row():
            self.row_chosen.emit(current.row())
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for the notes they stand in the panel alone."""
        super().resizeEvent(event)
        fixed = sum(theme().px(width) for width in _WIDTHS.values())
        self.setColumnHidden(NOTE, self.viewport().width() - fixed < theme().px(60))

    def sizeHint(self) -> QSize:
        """All fourteen rows."""
        head, rows = self._head_height(), self.areas.rowCount() * self._row_height()
        return QSize(sum(theme().px(width) for width in _WIDTHS.values()), head + rows)

    def minimumSizeHint(self) -> QSize:
        """Rows are not cut; the page scrolls."""
        return QSize(theme().px(480), self.sizeHint().height())

    def _answer(self, text: str) -> bool:
        index = self.currentIndex()
        if self._scale.take_key(text, index):
            return True
        why, voice = _REASON_KEYS.get(text.lower()), VOICES.get(index.column())
        if why is None or voice is None or why not in REASONS[voice]:
            return False
        return self.areas.setData(index, why, VALUE)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = _Head(self)
        self.setHorizontalHeader(header)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(1)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(NOTE, QHeaderView.ResizeMode.Stretch)

    def _row_height(self) -> int:
        return max(theme().px(ROW_PX), 26)

    def _head_height(self) -> int:
        return theme().px(HEAD_PX)

    def _dress(self) -> None:
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, theme().px(width))
        vertical = self.verticalHeader()
        vertical.setMinimumSectionSize(1)
        vertical.setDefaultSectionSize(self._row_height())
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setFixedHeight(self._head_height())
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()


class _Head(QHeaderView):
    """Words above the columns; a voice has its icon. Painted here, so that the icon grows with zoom."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 (Qt's name)
        t = theme()
        painter.save()
        painter.fillRect(rect, t.color("surface"))
        painter.setPen(QPen(t.color("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        words = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal)
        area = rect.adjusted(0, 0, -t.px(4), -1)
        if logicalIndex in VOICES:
            motif = "person" if VOICES[logicalIndex] == "resident" else "people"
            side = t.px(16)
            icons.paint(painter, QRectF(area.x(), area.y(), side, area.height()), motif, "text2")
            area = area.adjusted(side + t.px(6), 0, 0, 0)
        text_line(painter, area, str(words or ""), "smallStrong", "text2")
        painter.restore()


class _Scale(ScaleDelegate):
    """The scale of a voice, with the hairline below."""

    def __init__(self, view: AreasTable, editable: Callable[[], bool]) -> None:
        super().__init__(view, read_only=lambda _index: not editable())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        _hairline(painter, option.rect, index)


class _Cells(QStyledItemDelegate):
    """Number, area, last values and note."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t, rect, column = theme(), QRect(option.rect), index.column()
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, t.color("rowsel"))
        soft = "text2"
        words = str(index.data() or "")
        if column == NUMBER:
            area = rect.adjusted(0, 0, -t.px(10), 0)
            text_line(painter, area, words, "body", soft, align=Qt.AlignmentFlag.AlignRight)
        elif column == NOTE:
            self._note(painter, rect.adjusted(0, 0, -t.px(4), 0), index, chosen=chosen)
        else:
            tone = "text" if column == AREA else soft
            text_line(painter, rect.adjusted(0, 0, -t.px(8), 0), words, "body", tone)
        _hairline(painter, rect, index)
        painter.restore()

    def _note(self, painter: QPainter, rect: QRect, index: Index, *, chosen: bool) -> None:
        kind, words = index.data(VALUE)
        if kind == "talk":
            side = theme().px(16)
            icons.paint(painter, QRectF(rect.x(), rect.y(), side, rect.height()), "chat", "text")
            rect = rect.adjusted(side + theme().px(6), 0, 0, 0)
            text_line(painter, rect, words, "strong", "text")
        elif kind == "plain" or chosen:
            text_line(painter, rect, words, "body", "text2")


def _hairline(painter: QPainter, rect: QRect, index: Index | QModelIndex) -> None:
    if index.row() < index.model().rowCount() - 1:
        painter.setPen(QPen(theme().color("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
