"""Amounts with øre as people type them: 240, 96,50, 1.234,50 or 240 kr."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.values.money import amount, parse_ore
from ui import messages
from ui.widgets.field import Finding
from ui.widgets.labels import Text
from ui.widgets.line_edit import LineEdit


class OreField(LineEdit):
    """Normalised to 1.234,50 when it is left; empty is an answer ("not agreed").

    Signals:
        changed: Another text.
    """

    changed = Signal()

    def __init__(self, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name=name, parent=parent)
        self.set_tail(Text("kr.", "small", "text2", parent=self))
        self.textEdited.connect(lambda _text: self.changed.emit())

    @property
    def value(self) -> int | None:
        """Whole øre, None while the field is empty or not understood."""
        ore = parse_ore(self.text())
        return None if ore is None or ore < 0 else ore

    def read(self) -> int | str | None:
        """The amount, or the text while it is none: a draft keeps what was typed."""
        typed = self.text().strip()
        return self.value if self.value is not None or not typed else typed

    def write(self, value: int | str | None) -> None:
        """Show an amount, or a text that was typed once."""
        self.setText(amount(value) if isinstance(value, int) else value or "")

    def finding(self) -> Finding | None:
        """What there is to say about the text."""
        if self.value is not None or not self.text().strip():
            return None
        return Finding("stop", messages.words("ore.not_understood"))

    def keep(self) -> None:
        """An amount asks nothing."""

    def _leaving(self) -> None:
        if self.value is not None:
            self.setText(amount(self.value))
