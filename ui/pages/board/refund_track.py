"""The refund clock as a track from 0 to the highest mark, with a tick at each mark."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets.painting import rounded

END = 120
_TRACK, _TICK = 8, 16


class RefundTrack(QWidget):
    """Painted; its words stand in the accessible name."""

    def __init__(self) -> None:
        super().__init__()
        self._used = 0
        self._marks: tuple[int, ...] = (90, END)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_nights(self, used: int, marks: Sequence[int], words: str) -> None:
        """Show a number of nights against the marks."""
        self._used, self._marks = used, tuple(marks)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Track, ticks, and the numbers below them."""
        t = theme()
        return QSize(t.px(240), t.px(_TICK) + t.line_height("small"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Track, what is used, ticks with their numbers; length says it, colour judges nothing."""
        t = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = t.px(12)
        width, top = self.width() - 2 * edge, (t.px(_TICK) - t.px(_TRACK)) / 2
        end = max((END, *self._marks))
        rounded(painter, QRectF(edge, top, width, t.px(_TRACK)), "surface2", "ctl", t.px(4))
        share = min(self._used, end) / end
        if share:
            rounded(painter, QRectF(edge, top, width * share, t.px(_TRACK)), "text2", "", t.px(4))
        painter.setFont(t.font("small"))
        for number in dict.fromkeys((0, *self._marks, end)):
            x = edge + width * number / end
            if number in self._marks:
                painter.setPen(QPen(t.color("text"), t.px(2)))
                painter.drawLine(round(x), 0, round(x), t.px(_TICK))
            painter.setPen(t.color("text2"))
            below = QRectF(x - t.px(20), t.px(_TICK), t.px(40), t.line_height("small"))
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(number))
        painter.end()
