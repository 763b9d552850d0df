"""Cards: surface, hairline border, radius 8, a header of 44 with title, facts, link and tools."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.labels import Hairline, Text


class Card(QFrame):
    """A frame with a header. ``padded=False`` lets lists reach the border.

    Put content into ``body``; widgets for the right end of the header go to ``add_tool``.
    """

    def __init__(
        self, title: str = "", facts: str = "", *, padded: bool = True, hairline: bool = True,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("card")
        self._padded, self._ruled = padded, hairline
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self._title = Text(title, "h3")
        self._facts = Text(facts, "body", "text3")
        self._header = QWidget()
        self._head = QHBoxLayout(self._header)
        self._head.addWidget(self._title)
        self._head.addWidget(self._facts)
        self._head.addStretch(1)
        self._after_facts = 2
        self._line = Hairline()
        outer.addWidget(self._header)
        outer.addWidget(self._line)
        self._header.setVisible(bool(title))
        self._line.setVisible(bool(title) and hairline)
        self.body = QVBoxLayout()
        outer.addLayout(self.body, 1)
        self._dress()
        theme().changed.connect(self._dress)

    def set_title(self, title: str, facts: str = "") -> None:
        """Other words in the header."""
        self._title.setText(title)
        self._facts.setText(facts)
        self._header.setVisible(bool(title))
        self._line.setVisible(bool(title) and self._ruled)

    def add_link(self, widget: QWidget) -> None:
        """A link right after title and facts ("Vis alle")."""
        self._head.insertWidget(self._after_facts, widget)
        self._after_facts += 1

    def add_tool(self, widget: QWidget) -> None:
        """A widget at the right end of the header."""
        self._head.addWidget(widget)

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._header.setFixedHeight(t.px(44))
        self._head.setContentsMargins(pad, 0, pad, 0)
        self._head.setSpacing(t.px(8))
        if self._padded:
            self.body.setContentsMargins(pad, pad, pad, pad)
            self.body.setSpacing(t.size("gap"))
        else:
            self.body.setContentsMargins(0, 0, 0, t.px(4))
            self.body.setSpacing(0)
