"""Columns side by side as far as they fit; below each other, scrolling, at a large zoom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from ui.theme import theme

WIDE, HALF = 1000, 660
"""From this many pixels at 100 % three columns stand side by side, and two."""
HIGH = 474
"""Height of a column at 100 % where they do not share the page."""


class Columns(QScrollArea):
    """Three widgets with their widths at 100 %; the last one goes below first."""

    def __init__(
        self, parts: Sequence[tuple[QWidget, int]], parent: QWidget | None = None, *,
        half: int = HALF,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._parts, self._shown, self._half = tuple(parts), 0, half
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(200)
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.setWidget(inner)
        self._arrange()
        theme().changed.connect(self._dress)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many side by side as fit."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = self.width() * 100 / theme().px(100)
        count = 3 if wide >= WIDE else 2 if wide >= self._half else 1
        if count == self._shown:
            return
        self._shown = count
        self._grid.setSpacing(theme().px(16))
        for number, (widget, _) in enumerate(self._parts):
            self._grid.removeWidget(widget)
            self._grid.setColumnStretch(number, 0)
        for number, (widget, width) in enumerate(self._parts):
            widget.setMinimumHeight(theme().px(HIGH) if count < 3 else 0)
            alone = number >= count
            row, column = (number - count + 1, 0) if alone else (0, number)
            self._grid.addWidget(widget, row, column, 1, count if alone else 1)
            if not alone:
                self._grid.setColumnStretch(column, width)

    def _dress(self) -> None:
        self._shown = 0
        self._arrange()
