"""Cards of a form: the heading stands in the card without a line below it (mockups 13, 16)."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.labels import Text


class Section(QFrame):
    """Heading, grey facts, tools at the right; content goes to ``body``, strips to ``outer``.

    With ``beside`` the grey facts stand right after the heading.
    """

    def __init__(
        self, title: str, facts: str = "", *, beside: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.outer = QVBoxLayout(self)
        self.outer.setContentsMargins(1, 1, 1, 1)
        self.outer.setSpacing(0)
        self.body = QVBoxLayout()
        self.outer.addLayout(self.body)
        self._title = Text(title, "h3")
        self._facts = Text(facts, "body" if beside else "small", "text2")
        self._head = QHBoxLayout()
        self._head.addWidget(self._title)
        if beside:
            self._head.addWidget(self._facts)
        self._head.addStretch(1)
        if not beside:
            self._head.addWidget(self._facts)
        self._facts.setVisible(bool(facts))
        self.body.addLayout(self._head)
        self._dress()
        theme().changed.connect(self._dress)

    def set_title(self, title: str) -> None:
        """Other words in the heading."""
        self._title.setText(title)

    def set_facts(self, facts: str) -> None:
        """Other grey words at the right."""
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts))

    def add_tool(self, widget: QWidget) -> None:
        """A widget at the right end of the heading."""
        self._head.addWidget(widget)

    def _dress(self) -> None:
        t = theme()
        self.body.setContentsMargins(t.px(12), t.px(4), t.px(12), t.px(10))
        self.body.setSpacing(t.px(4))
        self._head.setSpacing(t.px(8))
