"""The line at the foot: what is saved, backup, zoom, time to lock; trouble stays in amber."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QWidget

from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import IconLabel, Text


class StatusLine(QFrame):
    """24 high; ``retry`` fires when a person presses the button of a trouble."""

    retry = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 1, 0, 0)
        self._calm = QWidget()
        self._row = QHBoxLayout(self._calm)
        self._saved = Text(self.tr("Alt er gemt"), "small", "text2")
        self._backup = Text("", "small", "text2")
        self._zoom = Text("100 %", "small", "text2")
        self._lock = Text("", "small", "text2")
        self._row.addWidget(self._saved)
        self._row.addWidget(self._backup)
        self._row.addStretch(1)
        self._row.addWidget(self._zoom)
        self._row.addWidget(self._lock)
        self._stack.addWidget(self._calm)
        self._stack.addWidget(self._make_trouble())
        self._dress()
        theme().changed.connect(self._dress)

    def set_saved(self, words: str) -> None:
        """Say that all is saved, being saved or kept as a draft; ends a trouble."""
        self._saved.setText(words)
        self._stack.setCurrentIndex(0)

    def set_trouble(self, words: str, action: str = "") -> None:
        """Amber, until ``set_saved`` is called."""
        self._words.setText(words)
        self._again.setVisible(bool(action))
        self._again.setText(action)
        self._stack.setCurrentIndex(1)

    def set_backup(self, words: str) -> None:
        """When the last copy was made."""
        self._backup.setText(f"·  {words}" if words else "")

    def set_lock(self, words: str) -> None:
        """Time left, e.g. "Låser om 4 min."."""
        self._lock.setText(f"·  {words}" if words else "")

    @property
    def words(self) -> str:
        """What the line says at the left at the moment."""
        return self._saved.text() if self._stack.currentIndex() == 0 else self._words.text()

    def _make_trouble(self) -> QWidget:
        frame = QFrame()
        frame.setObjectName("warning")
        row = QHBoxLayout(frame)
        row.setContentsMargins(16, 0, 16, 0)
        row.addWidget(IconLabel("warning", 16, "onaccent" if theme().dark else "text"))
        self._words = Text("", "small")
        self._again = Button("", "link", height="row_button")
        self._again.clicked.connect(self.retry)
        row.addWidget(self._words)
        row.addStretch(1)
        row.addWidget(self._again)
        return frame

    def _dress(self) -> None:
        t = theme()
        self.setFixedHeight(t.px(24))
        self._row.setContentsMargins(t.px(16), 0, t.px(16), 0)
        self._row.setSpacing(t.px(8))
        self._zoom.setText(f"{t.look.zoom} %")
