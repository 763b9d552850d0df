"""Empty places say why they are empty and what to do next (design/ux.md 3.11)."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Text


class EmptyState(QWidget):
    """Words and at most two buttons, no picture. Stands inside a card."""

    def __init__(self, text: str, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._title = Text(title, "h3")
        self._text = Text(text, "body", "text2", wrap=True)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        self._box.addWidget(self._title)
        self._title.setVisible(bool(title))
        self._box.addWidget(self._text)
        self._box.addLayout(self._buttons)
        # In a high card words and button stay together.
        self._box.addStretch(1)
        self._dress()
        theme().changed.connect(self._dress)

    def set_text(self, text: str, title: str = "") -> None:
        """Other words."""
        self._text.setText(text)
        self._title.setText(title)
        self._title.setVisible(bool(title))

    def add_button(self, button: Button) -> Button:
        """The next step."""
        self._buttons.insertWidget(self._buttons.count() - 1, button)
        return button

    def _dress(self) -> None:
        t = theme()
        self._box.setContentsMargins(t.px(16), t.px(12), t.px(16), t.px(12))
        self._box.setSpacing(t.px(8))
