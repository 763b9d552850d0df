"""Widgets one after the other in as many lines as the width asks for: chips, a title with its tools."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lines of widgets at their own size; ``fills`` gives the last one what is left of its line."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 6, fills: bool = False) -> None:
        """Make an empty layout.

        Args:
            parent: The widget that is laid out.
            gap: Between widgets and between lines, px.
            fills: The last widget takes the rest of its line.
        """
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._fills = gap, fills
        self.setContentsMargins(0, 0, 0, 0)

    def set_gap(self, gap: int) -> None:
        """Another distance, px: the size of letters changed."""
        self._gap = gap
        self.invalidate()

    def put(self, place: int, widget: QWidget) -> None:
        """A widget before the one at this place."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Qt adds a widget."""
        self._items.append(item)

    def count(self) -> int:
        """How many widgets."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a place, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out, None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Takes no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrow is high."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of all lines."""
        margins = self.contentsMargins()
        inner = QRect(0, 0, width - margins.left() - margins.right(), 0)
        return self._arrange(inner, move=False) + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        """Put every widget in its place."""
        super().setGeometry(rect)
        self._arrange(rect.marginsRemoved(self.contentsMargins()), move=True)

    def sizeHint(self) -> QSize:
        """One line, where there is room for it."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() for size in shown) + self._gap * max(0, len(shown) - 1)
        return self._framed(QSize(width, max((size.height() for size in shown), default=0)))

    def minimumSize(self) -> QSize:
        """As narrow as the widest widget."""
        shown = [item.minimumSize() for item in self._items if not item.isEmpty()]
        width = max((size.width() for size in shown), default=0)
        return self._framed(QSize(width, max((size.height() for size in shown), default=0)))

    def _framed(self, size: QSize) -> QSize:
        return size.grownBy(self.contentsMargins())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        x, y, line = rect.x(), rect.y(), list[tuple[QLayoutItem, QRect]]()
        high = 0
        for item in [item for item in self._items if not item.isEmpty()]:
            size = item.sizeHint()
            if line and x + size.width() > rect.x() + rect.width():
                self._place(line, high, move=move)
                y += high + self._gap
                x, high, line = rect.x(), 0, []
            width = min(size.width(), rect.width())
            line.append((item, QRect(QPoint(x, y), QSize(width, size.height()))))
            x += size.width() + self._gap
            high = max(high, size.height())
        if line and self._fills:
            line[-1][1].setRight(rect.x() + rect.width() - 1)
        self._place(line, high, move=move)
        return y + high - rect.y()

    @staticmethod
    def _place(line: list[tuple[QLayoutItem, QRect]], high: int, *, move: bool) -> None:
        for item, where in line:
            if move:
                where.translate(0, (high - where.height()) // 2)
                item.setGeometry(where)
