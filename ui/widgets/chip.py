"""Chips that are switched on and off: kinds of a note (square corners), its readers (round)."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.theme import theme
from ui.widgets.buttons import PaintedButton
from ui.widgets.painting import rounded, text_line

ChipShape = Literal["kind", "reader"]


class Chip(PaintedButton):
    """28 high; Space and Enter switch it. A reader shows a tick when it is on."""

    def __init__(
        self, text: str, shape: ChipShape = "kind", *, name: str = "", icon: str = "add",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """Make the chip.

        Args:
            text: The word.
            shape: ``kind`` has corners of 4, ``reader`` is round and has an icon.
            name: What it is about, for screen readers, e.g. "Slags: Samtale".
            icon: Motif of a reader that is off.
            parent: Qt parent.
        """
        super().__init__(parent)
        self.setCheckable(True)
        self._shape, self._icon = shape, icon
        self.setText(text)
        self.setAccessibleName(name or text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the semibold word, so that nothing moves when it is switched."""
        t = theme()
        words = QFontMetrics(t.font("strong")).horizontalAdvance(self.text())
        icon = t.px(20 + 6) if self._shape == "reader" else 0
        return QSize(words + icon + 2 * t.px(10) + 2, max(t.px(28), 24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Tint and semibold when it is on."""
        t, on = theme(), self.isChecked()
        painter = QPainter(self)
        radius = t.px(4) if self._shape == "kind" else self.height() / 2
        edge = "accent" if on else "line" if self._shape == "kind" else "ctl"
        fill = "accentBg" if on or self._state().hover else "surface"
        rounded(painter, QRectF(self.rect()), fill, edge, radius)
        left = t.px(10)
        if self._shape == "reader":
            area = QRectF(left, 0, t.px(20), self.height())
            icons.paint(painter, area, "checkmark" if on else self._icon, "text2")
            left += t.px(26)
        rect = QRect(left, 0, self.width() - left - t.px(8), self.height())
        text_line(painter, rect, self.text(), "strong" if on else "body", "text")
        painter.end()
