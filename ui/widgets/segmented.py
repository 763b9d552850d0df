"""Segmented switch (Mine/Alle): one of a few, acts at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui.theme import theme
from ui.widgets.buttons import PaintedButton
from ui.widgets.painting import ButtonHeight, text_line


class _Segment(PaintedButton):
    def __init__(self, text: str, place: str, height: ButtonHeight, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self._place, self._height = place, height
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        t = theme()
        width = QFontMetrics(t.font("strong")).horizontalAdvance(self.text())
        return QSize(width + 2 * t.px(10) + 2, max(t.size(self._height), 24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        # The outer corners are round, the inner edges shared.
        shape = area.adjusted(
            0 if self._place in {"first", "only"} else -8, 0,
            0 if self._place in {"last", "only"} else 8, 0,
        )  # fmt: skip
        path = QPainterPath()
        path.addRoundedRect(shape, t.px(4), t.px(4))
        fill = (
            "navsel"
            if self.isChecked() and not t.dark
            else "rowsel"
            if self.isChecked()
            else "surface"
        )
        if self._hover and not self.isChecked():
            fill = "accentBg"
        painter.fillPath(path, t.color(fill if self.isEnabled() else "surface2"))
        painter.setPen(QPen(t.color("ctl"), 1))
        painter.drawPath(path)
        if self._place in {"middle", "last"}:
            painter.setPen(QPen(t.color("line"), 1))
            painter.drawLine(area.topLeft() + QRectF(0, 1, 0, 0).topLeft(), area.bottomLeft())
        role, token = ("strong", "text") if self.isChecked() else ("body", "text2")
        token = token if self.isEnabled() else "ctl"
        text_line(
            painter, self.rect(), self.text(), role, token, align=Qt.AlignmentFlag.AlignHCenter
        )
        painter.end()


class Segmented(QWidget):
    """Exclusive choices side by side; arrow keys move, ``changed`` carries the key."""

    changed = Signal(str)

    def __init__(
        self, choices: Sequence[tuple[str, str]], current: str = "", *, name: str,
        height: ButtonHeight = "row_button", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """Make the switch.

        Args:
            choices: Pairs of key and label.
            current: Key that is chosen at first; "" takes the first.
            name: What the switch is about, for screen readers.
            height: Named measure of the density table.
            parent: Qt parent.
        """
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._segments: dict[str, _Segment] = {}
        for number, (key, label) in enumerate(choices):
            segment = _Segment(label, _place(number, len(choices)), height, self)
            segment.setAccessibleName(f"{name}: {label}")
            segment.clicked.connect(lambda _checked=False, key=key: self.changed.emit(key))
            self._group.addButton(segment)
            self._segments[key] = segment
            row.addWidget(segment)
        self._segments[current or choices[0][0]].setChecked(True)

    @property
    def current(self) -> str:
        """Key of the chosen segment."""
        return next(key for key, segment in self._segments.items() if segment.isChecked())

    def choose(self, key: str) -> None:
        """Choose without telling anyone."""
        self._segments[key].setChecked(True)

    def set_label(self, key: str, label: str) -> None:
        """Other words on a segment, e.g. with a count."""
        self._segments[key].setText(label)
        # What is read aloud holds what is seen, so that it can be asked for by its words.
        self._segments[key].setAccessibleName(f"{self.accessibleName()}: {label}")
        self._segments[key].updateGeometry()


def _place(number: int, total: int) -> str:
    if total == 1:
        return "only"
    return "first" if number == 0 else "last" if number == total - 1 else "middle"
