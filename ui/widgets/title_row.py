"""The first line of a page: way back, title, grey facts, actions at the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.buttons import IconButton
from ui.widgets.labels import Text


class TitleRow(QWidget):
    """Height 36: h1, facts, actions. ``back`` shows the arrow and fires when it is pressed."""

    back = Signal()

    def __init__(
        self, title: str, facts: str = "", *, with_back: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._back: IconButton | None = None
        if with_back:
            self._back = IconButton("arrow_left", self.tr("Tilbage"))
            self._back.clicked.connect(self.back)
            self._row.addWidget(self._back)
        self._title = Text(title, "h1")
        # Long facts break into a second line before they push the page wider than the window.
        self._facts = Text(facts, "body", "text2", wrap=True)
        self._row.addWidget(self._title)
        self._row.addWidget(self._facts, 1)
        self._dress()
        theme().changed.connect(self._dress)

    def set_title(self, title: str, facts: str = "") -> None:
        """Other words."""
        self._title.setText(title)
        self._facts.setText(facts)

    def add_action(self, widget: QWidget) -> None:
        """A button at the right end."""
        self._row.addWidget(widget)

    def minimumSizeHint(self) -> QSize:
        """One line of facts; a second one takes its height when the width asks for it."""
        return QSize(super().minimumSizeHint().width(), theme().size("title_button"))

    def _dress(self) -> None:
        t = theme()
        self.setMinimumHeight(t.size("title_button"))
        self._row.setSpacing(t.px(8))
        self._facts.setContentsMargins(t.px(8), t.px(4), 0, 0)
