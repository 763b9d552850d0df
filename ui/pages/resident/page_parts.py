"""Parts of the resident page: the tabs one at a time, and what stands there while it is closed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from ui.pages.resident.tab import Tab
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.scrolling import scrolling


class OneAtATime(QStackedWidget):
    """Only the shown tab says how much room is needed; each scrolls on its own."""

    def make_room(self) -> Holder:
        """Where a tab will be, before it is made: what gets another parent later is dressed again."""
        area = scrolling()
        self.addWidget(area)
        holder = Holder()
        area.setWidget(holder)
        return holder

    def show_tab(self, tab: Tab) -> None:
        """Bring a tab to the front."""
        above: QWidget | None = tab.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            self.setCurrentWidget(above)

    def sizeHint(self) -> QSize:
        """What is left of the page."""
        return QSize(theme().px(600), theme().px(400))

    def minimumSizeHint(self) -> QSize:
        """A low window scrolls the tab, so that the note stays in view."""
        return QSize(theme().px(200), theme().px(160))


class Holder(QWidget):
    """As high as a tab needs at least: a scroll area would give it all the height it could use."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("scrolled")
        self._tab: Tab | None = None

    def take_in(self, tab: Tab) -> None:
        """Hold a tab that was made in here."""
        self._tab = tab
        tab.setGeometry(self.rect())
        tab.show()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As the least."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """The tab gets the width there is and puts its columns below each other where it must."""
        return QSize(0, self._tab.minimumSizeHint().height() if self._tab is not None else 0)

    def event(self, event: QEvent) -> bool:
        """Tell the scroll area when the tab wants another height."""
        if event.type() == QEvent.Type.LayoutRequest:
            # Without a layout of its own nobody else tells the scroll area.
            self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tab fills it."""
        super().resizeEvent(event)
        if self._tab is not None:
            self._tab.setGeometry(self.rect())


class ClosedCard(Card):
    """In the place of the tabs while a protected resident is closed."""

    def __init__(self) -> None:
        super().__init__()
        self._words = EmptyState("")
        self.wanted = Button(self.tr("Åbn"), "primary")
        self._words.add_button(self.wanted)
        self.body.addWidget(self._words)

    def say(self, title: str, text: str, *, ask: bool) -> None:
        """Why there is nothing to see, and whether it can be opened with a reason."""
        self._words.set_text(
            text or self.tr("Siden åbner, når du har skrevet, hvorfor du skal se den."),
            title or self.tr("Beboeren har beskyttet adresse"),
        )
        self.wanted.setVisible(ask)
