"""Form at the left, panel at the right; below each other where both do not fit (ux 2.2)."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.scrolling import scrolling

STACK_BELOW = 1000
LEAST_HEIGHT = 320


class SidePanel(Protocol):
    """A panel that stands beside the form or below it."""

    def set_stacked(self, *, on: bool) -> None:
        """Whether it stands below."""
        ...


class FormColumns(QObject):
    """Cards in a scroll area of their own; stacked, the page itself scrolls.

    Attributes:
        cards: Column for the cards.
        row: Put it into the page's layout.
        stacked: How it stands at the moment.
    """

    def __init__(self, page: QWidget, panel: QWidget, side: SidePanel) -> None:
        """Make the columns.

        Args:
            page: Its width decides.
            panel: What stands at the right.
            side: The same panel, told how it stands.
        """
        super().__init__(page)
        self._page, self._panel, self._side = page, panel, side
        self.stacked: bool | None = None
        self._left = QWidget()
        self._left.setObjectName("scrolled")
        self.cards = QVBoxLayout(self._left)
        self.cards.setContentsMargins(0, 0, 0, 0)
        self.area = scrolling()
        self.row = QHBoxLayout()
        self.row.addWidget(self.area, 1)
        page.installEventFilter(self)
        theme().changed.connect(self.again)

    def add(self, card: QWidget | QLayout) -> None:
        """The next card."""
        if isinstance(card, QLayout):
            self.cards.addLayout(card)
        else:
            self.cards.addWidget(card)

    def finish(self) -> None:
        """All cards are in."""
        self.cards.addStretch(1)
        self.arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page has another width."""
        if event.type() == QEvent.Type.Resize and watched is self._page:
            self.arrange()
        return super().eventFilter(watched, event)

    def again(self) -> None:
        """Another zoom."""
        self.stacked = None
        self.arrange()

    def arrange(self) -> None:
        """Put form and panel where they belong at this width."""
        t = theme()
        stacked = self._page.width() < t.px(STACK_BELOW)
        if stacked == self.stacked:
            return
        self.stacked = stacked
        self.cards.setSpacing(t.px(12))
        self.row.setSpacing(t.px(16))
        self.area.setVisible(not stacked)
        if stacked:
            # One scroll bar, that of the page.
            self.area.takeWidget()
            self.row.insertWidget(0, self._left, 1)
            self.cards.insertWidget(self.cards.count() - 1, self._panel)
        else:
            self.row.removeWidget(self._left)
            self.cards.removeWidget(self._panel)
            self.area.setWidget(self._left)
            self.row.addWidget(self._panel)
        self._left.show()
        self.cards.setContentsMargins(0, 0, 0 if stacked else t.px(14), 0)
        self._side.set_stacked(on=stacked)
        self.area.setMinimumHeight(t.px(LEAST_HEIGHT))
