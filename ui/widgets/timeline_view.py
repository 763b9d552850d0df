"""The timeline of a stay: when, what kind, title, who, at most three lines (mockup 03)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import icons
from ui.tablemodels.items import ItemsModel
from ui.tablemodels.rows import ROW, Index
from ui.theme import theme
from ui.widgets.painting import ring, text_line
from ui.widgets.wrapping import lines_of

MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One entry.

    Attributes:
        key: Id of what it shows.
        when: As it is read: "i nat 01.40", "fre. 20-11"; only the day when no time is known.
        icon: Fluent motif of the kind.
        title: E.g. "Samtale – bolig og støtte".
        author: Who wrote it.
        text: The words; folded to three lines until it is opened.
        important: Drawn with a flag.
    """

    key: object
    when: str
    icon: str
    title: str
    author: str = ""
    text: str = ""
    important: bool = False


class _Items(ItemsModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.open_keys: set[object] = set()

    def says(self, row: TimelineItem, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (row.when, row.title, row.author, row.text)
            return ". ".join(part for part in parts if part)
        return None

    def toggle(self, row: int) -> None:
        key = self.rows[row].key
        self.open_keys ^= {key}


class _ItemDelegate(QStyledItemDelegate):
    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        t = theme()
        del option
        item = index.data(ROW)
        lines, folded = self._lines(item) if item.text else ([], False)
        height = t.px(36) + len(lines) * t.px(20) + (t.px(20) if folded else 0)
        return QSize(10, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t, item = theme(), index.data(ROW)
        rect = QRect(option.rect)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen and self._view.hasFocus():
            painter.fillRect(rect, t.color("rowsel"))
            ring(painter, QRectF(rect), 2)
        painter.setPen(QPen(t.color("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        top = rect.y() + t.px(8)
        when = QRect(rect.x() + t.px(12), top, t.px(90), t.px(20))
        text_line(painter, when, item.when, "body", "text2" if chosen else "text3")
        icon_at = QRectF(rect.x() + t.px(108), top, t.px(20), t.px(20))
        icons.paint(painter, icon_at, item.icon, "text2")
        left, right = rect.x() + t.px(136), rect.right() - t.px(12)
        author = QFontMetrics(t.font("small")).horizontalAdvance(item.author)
        title = QRect(left, top, right - left - author - t.px(12), t.px(20))
        used = text_line(painter, title, item.title, "strong")
        if item.important:
            flag = QRectF(left + used + t.px(6), top, t.px(16), t.px(20))
            icons.paint(painter, flag, "flag", "soonI", filled=True)
        who = QRect(right - author, top, author + 1, t.px(20))
        text_line(painter, who, item.author, "small", "text2")
        self._paint_text(painter, item, QRect(left, top + t.px(20), right - left, rect.height()))
        painter.restore()

    def _paint_text(self, painter: QPainter, item: TimelineItem, rect: QRect) -> None:
        if not item.text:
            return
        t = theme()
        lines, folded = self._lines(item)
        for number, line in enumerate(lines):
            at = QRect(rect.x(), rect.y() + number * t.px(20), rect.width() + t.px(8), t.px(20))
            text_line(painter, at, line, "body", "text2")
        if folded:
            at = QRect(rect.x(), rect.y() + len(lines) * t.px(20), rect.width(), t.px(20))
            text_line(painter, at, self.tr("Vis mere"), "body", "accent")

    def _lines(self, item: TimelineItem) -> tuple[list[str], bool]:
        t = theme()
        width = self._view.viewport().width() - t.px(136 + 12)
        most = 0 if item.key in self._view.open_keys else MOST_LINES
        return lines_of(item.text, t.font("body"), width, most)


class TimelineView(QListView):
    """Newest first or last as the page gives it; Enter or a click on *Vis mere* unfolds the text."""

    opened = Signal(object)

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.model_ = _Items(self)
        self.setModel(self.model_)
        self._delegate = _ItemDelegate(self)
        self.setItemDelegate(self._delegate)
        self.clicked.connect(self._clicked)
        theme().changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def open_keys(self) -> set[object]:
        """Keys of the entries that are unfolded."""
        return self.model_.open_keys

    def set_items(self, items: Sequence[TimelineItem]) -> None:
        """Show entries; unfolded ones stay unfolded."""
        self.model_.show(items)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter unfolds, and opens what is unfolded already."""
        index = self.currentIndex()
        if (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
            and index.isValid()
        ):
            self._clicked(index)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks lines in other places."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _clicked(self, index: Index) -> None:
        item = index.data(ROW)
        width = self.viewport().width() - theme().px(136 + 12)
        _, folded = lines_of(item.text, theme().font("body"), width, MOST_LINES)
        if folded:
            self.model_.toggle(index.row())
            self.doItemsLayout()
        self.opened.emit(item)
