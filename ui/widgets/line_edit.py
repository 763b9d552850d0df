"""One-line fields: signals when they are left, room for a button at the right end."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import theme
from ui.widgets.labels import Text


class LineEdit(QLineEdit):
    """A QLineEdit that tells when it was left and may carry a shortcut hint or a button."""

    left = Signal()

    def __init__(
        self, *, placeholder: str = "", name: str = "", hint: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        if name:
            self.setAccessibleName(name)
        self._tail: QWidget | None = Text(hint, "small", "text3", parent=self) if hint else None
        self._dress_tail()
        theme().changed.connect(self._dress_tail)

    def set_tail(self, widget: QWidget) -> None:
        """A small widget inside the field at its right end."""
        widget.setParent(self)
        self._tail = widget
        self._dress_tail()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The field is left: now its format may be looked at."""
        super().focusOutEvent(event)
        self._leaving()
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the tail at the right end."""
        super().resizeEvent(event)
        self._place_tail()

    def _leaving(self) -> None:
        """Normalise before anybody looks."""

    def _dress_tail(self) -> None:
        if self._tail is not None:
            self._tail.adjustSize()
            self.setTextMargins(0, 0, self._tail.width() + 4, 0)
            self._place_tail()

    def _place_tail(self) -> None:
        if self._tail is not None:
            gap = theme().px(4 if self._tail.focusPolicy() else 10)
            x = self.width() - self._tail.width() - gap
            self._tail.move(x, (self.height() - self._tail.height()) // 2)
