"""Standing bars: residents a night, by month or night by night, against the places of the house."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from boform_app.services.views.figures import Chart, Figure
from ui.pages.figures.bars import spoken_of
from ui.theme import theme
from ui.widgets.painting import text_line

_WIDEST, _TOP, _AXIS, _EDGE = 44, 10, 20, 6
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class NightBars(QWidget):
    """The chart; Left and Right walk through it, and it says what stands there.

    Signals:
        chosen: Another bar was chosen; carries its figure.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._bars: tuple[Figure, ...] = ()
        self._title = ""
        self.here = -1
        theme().changed.connect(self._dress)
        self._dress()

    def show_chart(self, chart: Chart) -> None:
        """Other bars; all of them stand in the description as words."""
        self._bars, self._title, self.here = chart.bars, chart.title, -1
        self.setAccessibleDescription(". ".join(map(spoken_of, self._bars)))
        self.setVisible(bool(self._bars))
        self._speak()

    def mark(self, key: str) -> None:
        """Show which figure of the page is chosen, here or elsewhere."""
        self.here = next((n for n, bar in enumerate(self._bars) if bar.key == key), -1)
        self._speak()

    def sizeHint(self) -> QSize:
        """Room for a dozen months."""
        return QSize(theme().px(340), theme().px(126))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from bar to bar."""
        last = len(self._bars) - 1
        key = Qt.Key(event.key())
        if last < 0 or key not in {*_STEPS, Qt.Key.Key_Home, Qt.Key.Key_End}:
            super().keyPressEvent(event)
            return
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        start = self.here if self.here >= 0 else last - _STEPS.get(key, 0)
        self._choose(ends.get(key, max(0, min(last, start + _STEPS.get(key, 0)))))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the bar below the mouse."""
        super().mousePressEvent(event)
        if not self._bars:
            return
        area = self._area()
        number = int((event.position().x() - area.left()) / self._pitch(area))
        if 0 <= number < len(self._bars):
            self._choose(number)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The chosen one, bars, the line of places, the axis."""
        painter = QPainter(self)
        if self._bars:
            area = self._area()
            most = max(max(bar.count, bar.of) for bar in self._bars) or 1
            for number, bar in enumerate(self._bars):
                self._bar(painter, area, number, bar, area.height() / most)
            self._places(painter, area, area.height() / most)
            painter.setPen(QPen(theme().color("ctl"), 1))
            painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.end()

    # -- own -------------------------------------------------------------------------------------

    def _choose(self, number: int) -> None:
        self.here = number
        self._speak()
        self.chosen.emit(self._bars[number])

    def _speak(self) -> None:
        if 0 <= self.here < len(self._bars):
            self.setAccessibleName(f"{self._title}. {spoken_of(self._bars[self.here])}")
        else:
            self.setAccessibleName(self._title)
        self.update()

    def _dress(self) -> None:
        self.setMinimumHeight(theme().px(112))
        self.update()

    def _area(self) -> QRectF:
        t = theme()
        edge = t.px(_EDGE)
        return QRectF(self.rect()).adjusted(edge, t.px(_TOP), -edge, -t.px(_AXIS))

    def _pitch(self, area: QRectF) -> float:
        return min(area.width() / len(self._bars), theme().px(_WIDEST))

    def _bar(self, painter: QPainter, area: QRectF, number: int, bar: Figure, scale: float) -> None:
        t, pitch = theme(), self._pitch(area)
        left = area.left() + number * pitch
        column = QRectF(left, area.top(), pitch, area.height())
        if number == self.here:
            painter.fillRect(column.adjusted(0, 0, 0, t.px(_AXIS)), t.color("rowsel"))
        gap = max(1.0, pitch * 0.16)
        top = area.bottom() - bar.count * scale
        shape = QRectF(left + gap, top, pitch - 2 * gap, area.bottom() - top)
        painter.fillRect(shape, t.color("accent"))
        small = QFontMetrics(t.font("smallStrong"))
        words, line = str(bar.count), t.line_height("small")
        if small.horizontalAdvance(words) <= pitch:
            inside = shape.height() >= line
            y = shape.top() + t.px(1) if inside else shape.top() - line
            at = QRect(round(left), round(y), round(pitch), line)
            color = "onaccent" if inside else "text"
            text_line(painter, at, words, "smallStrong", color, align=_MIDDLE)
        self._below(painter, area, number, bar.short)

    def _below(self, painter: QPainter, area: QRectF, number: int, words: str) -> None:
        """As many labels as there is room for, the first and then every so many."""
        t, pitch = theme(), self._pitch(area)
        metrics = QFontMetrics(t.font("small"))
        widest = max(metrics.horizontalAdvance(bar.short) for bar in self._bars) + t.px(4)
        every = max(1, -int(-widest // pitch))
        if number % every:
            return
        left = area.left() + number * pitch
        extra = (every - 1) * pitch / 2 if every > 1 else 0.0
        at = QRectF(left - extra, area.bottom() + t.px(2), pitch + 2 * extra, t.px(_AXIS - 2))
        text_line(painter, at.toRect(), words, "small", "text2", align=_MIDDLE)

    def _places(self, painter: QPainter, area: QRectF, scale: float) -> None:
        """A dashed line as high as the places of each bar."""
        pen = QPen(theme().color("text"), max(1, theme().px(1)))
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        pitch = self._pitch(area)
        for number, bar in enumerate(self._bars):
            y = area.bottom() - bar.of * scale
            left = area.left() + number * pitch
            painter.drawLine(QPointF(left, y), QPointF(left + pitch, y))


_MIDDLE = Qt.AlignmentFlag.AlignHCenter
