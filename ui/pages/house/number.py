"""A whole number as people type it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui import messages
from ui.widgets.field import Finding
from ui.widgets.line_edit import LineEdit

_MOST_DIGITS = 6


class NumberField(LineEdit):
    """Digits; empty is no answer.

    Signals:
        changed: Another text.
    """

    changed = Signal()

    def __init__(self, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name=name, parent=parent)
        self.textEdited.connect(lambda _text: self.changed.emit())

    @property
    def value(self) -> int | None:
        """The number, None while there is none."""
        typed = self.text().strip()
        fits = typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS
        return int(typed) if fits else None

    def read(self) -> int | str | None:
        """The number, or the text while it is none."""
        typed = self.text().strip()
        return self.value if self.value is not None or not typed else typed

    def write(self, value: int | str | None) -> None:
        """Show a number, or a text that was typed once."""
        self.setText("" if value is None else str(value))

    def finding(self) -> Finding | None:
        """What there is to say about the text."""
        if self.value is not None or not self.text().strip():
            return None
        return Finding("stop", messages.words("whole_number"))

    def keep(self) -> None:
        """A number asks nothing."""
