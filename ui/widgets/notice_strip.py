"""A message that stays until the next action or until it is closed, e.g. with Fortryd."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Text


class NoticeStrip(QFrame):
    """Hidden until ``say`` is called; never goes away by a timer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self._action: Callable[[], None] | None = None
        self._row = QHBoxLayout(self)
        self._words = Text("", "body", wrap=True)
        self._button = Button("", "stronglink")
        self._button.clicked.connect(self._act)
        self._close = IconButton("dismiss", self.tr("Luk"))
        self._close.clicked.connect(self.clear)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._button)
        self._row.addWidget(self._close)
        self.hide()
        self._dress()
        theme().changed.connect(self._dress)

    @property
    def text(self) -> str:
        """What is said at the moment; "" while the strip is hidden."""
        return "" if self.isHidden() else self._words.text()

    def say(self, words: str, action: str = "", then: Callable[[], None] | None = None) -> None:
        """Show a sentence, e.g. ``say("Fortrudt: …", "Annullér fortryd", redo)``."""
        self._words.setText(words)
        self._action = then
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def clear(self) -> None:
        """Nothing to say any more."""
        self._action = None
        self.hide()

    def press(self) -> None:
        """The action by shortcut."""
        if not self.isHidden() and self._action is not None:
            self._act()

    def _act(self) -> None:
        then = self._action
        self.clear()
        if then is not None:
            then()

    def _dress(self) -> None:
        t = theme()
        self._row.setContentsMargins(t.px(12), t.px(3), t.px(4), t.px(3))
        self._row.setSpacing(t.px(8))
        self.setMinimumHeight(t.px(40))
