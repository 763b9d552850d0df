"""Whole kroner as people type them: 4100, 4.100 or 4.100 kr."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui import messages
from ui.widgets.field import Finding
from ui.widgets.labels import Text
from ui.widgets.line_edit import LineEdit

_WHOLE = re.compile(r"\d{1,3}(?:[. ]?\d{3})*|\d+")


def kroner(amount: int) -> str:
    """Write "4.100 kr."."""
    return f"{_dotted(amount)} kr."


class AmountField(LineEdit):
    """Normalised to 4.100 when it is left; empty is an answer ("not known").

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
        """Whole kroner, None while the field is empty or not understood."""
        typed = self._typed()
        if not _WHOLE.fullmatch(typed):
            return None
        return int(re.sub(r"\D", "", typed))

    def read(self) -> int | str | None:
        """The amount, or the text while it is none: a draft keeps what was typed."""
        typed = self._typed()
        return self.value if self.value is not None or not typed else typed

    def write(self, value: int | str | None) -> None:
        """Show an amount, or a text that was typed once."""
        self.setText(_dotted(value) if isinstance(value, int) else value or "")

    def finding(self) -> Finding | None:
        """What there is to say about the text."""
        if self.value is not None or not self._typed():
            return None
        return Finding("stop", messages.words("amount.not_understood"))

    def keep(self) -> None:
        """An amount asks nothing."""

    def _typed(self) -> str:
        return (
            self.text().casefold().removesuffix(",-").removesuffix("kr.").removesuffix("kr").strip()
        )

    def _leaving(self) -> None:
        if self.value is not None:
            self.setText(_dotted(self.value))


def _dotted(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")
