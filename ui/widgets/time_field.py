"""A time of day as people type it: 2140, 21.40, 21 or nu (design/ux.md 3.9)."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from boform_app.clock import Clock, local_time
from models.values import dates
from models.values.dates import TimeResult
from ui import messages
from ui.theme import theme
from ui.widgets.field import Finding
from ui.widgets.line_edit import LineEdit


class TimeField(LineEdit):
    """Normalised to 21.40 when it is left."""

    changed = Signal()

    def __init__(self, clock: Clock, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name=name, parent=parent)
        self._clock = clock
        self._result = TimeResult(problem_code="empty")
        self.textEdited.connect(self._typed)
        self._dress_width()
        theme().changed.connect(self._dress_width)

    @property
    def value(self) -> time | None:
        """The time, None while the field is empty or not understood."""
        return self._result.time

    def set_text(self, text: str | None) -> None:
        """Show what was typed once; it is read again."""
        self.setText(text or "")
        self._result = dates.parse_time(text or "", local_time(self._clock.now()).time())

    def finding(self) -> Finding | None:
        """What there is to say about the text."""
        code = self._result.problem_code
        if code is None or code == "empty":
            return None
        return Finding("stop", messages.words(f"time.{code}"))

    def keep(self) -> None:
        """A time asks nothing."""

    def _typed(self, text: str) -> None:
        self._result = dates.parse_time(text, local_time(self._clock.now()).time())
        self.changed.emit()

    def _leaving(self) -> None:
        if self._result.time is not None:
            self.setText(dates.clock(self._result.time))

    def _dress_width(self) -> None:
        self.setFixedWidth(theme().px(61))
