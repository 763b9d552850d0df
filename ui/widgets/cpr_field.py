"""CPR: only an impossible date or a wrong length stops; modulus 11 asks (domain/law.md 9.7)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.values.cpr import CprResult, parse_cpr
from ui import messages
from ui.widgets.field import Finding
from ui.widgets.line_edit import LineEdit


class CprField(LineEdit):
    """Reads 1401820000, 140182-0000, an eCPR, or the first six digits alone."""

    changed = Signal()

    def __init__(
        self, *, today: Callable[[], date], name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(name=name, parent=parent)
        self._today = today
        self._result = CprResult(stop="empty")
        self._kept = ""
        self.setMaxLength(16)
        self.textEdited.connect(self._typed)

    @property
    def result(self) -> CprResult:
        """What the text turned out to be."""
        return self._result

    @property
    def value(self) -> str:
        """Normalised text, "" while it is empty or not understood."""
        return self._result.text

    def set_value(self, text: str) -> None:
        """Show a stored number without asking about it."""
        self._result = parse_cpr(text, self._today())
        self._kept = self._result.text
        self.setText(self._result.text or text)

    def finding(self) -> Finding | None:
        """What there is to say about the number."""
        if self._result.stop and self._result.stop != "empty":
            digits = sum(sign.isalnum() for sign in self.text())
            code = f"cpr.{self._result.stop}"
            return Finding("stop", messages.words(code, {"digits": digits}))
        if self._result.ask and self._result.text != self._kept:
            words = messages.words(f"cpr.{self._result.ask}")
            return Finding("ask", words, self.tr("Det er rigtigt"), icon="question_circle")
        return None

    def keep(self) -> None:
        """The number is right as it stands."""
        self._kept = self._result.text

    def _typed(self, text: str) -> None:
        self._result = parse_cpr(text, self._today())
        self.changed.emit()

    def _leaving(self) -> None:
        # Normalised when it is left, never while somebody types.
        if self._result.text:
            self.setText(self._result.text)
