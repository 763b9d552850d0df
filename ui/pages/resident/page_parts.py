"""Parts of the resident page: the tabs one at a time, and what stands there while it is closed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from ui.pages.resident.tab import Tab
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState


class OneAtATime(QStackedWidget):
    """Only the shown tab says how much room is needed; each scrolls on its own."""

    def add(self, tab: Tab) -> None:
        """Take a tab in; it is not shown yet."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(_Holder(tab))
        self.addWidget(area)

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


class _Holder(QWidget):
    """As high as a tab needs at least: a scroll area would give it all the height it could use."""

    def __init__(self, tab: Tab) -> None:
        super().__init__()
        self.setObjectName("scrolled")
        self._tab = tab
        tab.setParent(self)
        tab.show()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        # The tab gets the width there is and puts its columns below each other where it must.
        return QSize(0, self._tab.minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            # Without a layout of its own nobody else tells the scroll area.
            self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
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
