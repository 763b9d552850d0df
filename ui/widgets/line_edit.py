"""One-line fields: signals when they are left, room for a button at the right end."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import theme
from ui.widgets.labels import Text

REDO = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Y)


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

    def event(self, event: QEvent) -> bool:
        """With no typing to take back, Ctrl+Z takes the last step of the window back."""
        if nothing_to_take_back(event, self):
            event.ignore()
            return False
        return super().event(event)

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


class _Typed(Protocol):
    """What knows whether there is typing to take back: a line edit, or a text's document."""

    def isUndoAvailable(self) -> bool:
        """Ctrl+Z would do something."""
        ...

    def isRedoAvailable(self) -> bool:
        """Ctrl+Y would do something."""
        ...


def nothing_to_take_back(event: QEvent, typed: _Typed) -> bool:
    """Whether this is a claim on Ctrl+Z or Ctrl+Y by an editor that has nothing to do with it."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.matches(QKeySequence.StandardKey.Undo):
        return not typed.isUndoAvailable()
    # Ctrl+Y is Danish staff's redo, whatever the platform's own key is.
    redo = event.matches(QKeySequence.StandardKey.Redo)
    return (redo or event.keyCombination() == REDO) and not typed.isRedoAvailable()
