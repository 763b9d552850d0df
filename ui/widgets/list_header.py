"""The head of a list: words stand over their cells, an arrow says what is sorted by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView

from ui import icons
from ui.theme import theme
from ui.widgets.painting import text_line

if TYPE_CHECKING:
    from ui.widgets.list_view import ListView


class ListHeader(QHeaderView):
    """Draws the words of a column where its cells begin, or end for numbers."""

    def __init__(self, view: ListView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self.setSectionsClickable(True)

    def sectionSizeFromContents(self, section: int) -> QSize:
        """Widths are the columns' own; only the height is the head's."""
        return QSize(super().sectionSizeFromContents(section).width(), theme().px(32))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Words, arrow, hairline."""
        t = theme()
        painter.save()
        painter.fillRect(rect, t.color("surface"))
        column = self._view.column(section)
        area = self._view.cell_area(rect, section)
        align = Qt.AlignmentFlag.AlignLeft
        if column.kind == "number":
            align = Qt.AlignmentFlag.AlignRight
        used = text_line(painter, area, column.header, "smallStrong", "text2", align=align)
        if self._view.isSortingEnabled() and self.sortIndicatorSection() == section:
            up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            side = t.px(16)
            # After the words; before them where numbers stand at the right.
            left = area.x() + used + t.px(4)
            if align == Qt.AlignmentFlag.AlignRight:
                left = area.right() - used - side - t.px(2)
            at = QRectF(left, area.y(), side, area.height())
            icons.paint(painter, at, "chevron_up" if up else "chevron_down", "text2")
        painter.setPen(QPen(t.color("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()
