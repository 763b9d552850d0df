"""The one dialog frame: question with the name, consequence, verbs. Opened with ``open()`` only.

Made by ``ui.messages`` for messages and the six confirmations, and by dialogs that hold a form.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Text
from ui.widgets.painting import ButtonKind


class Panel(QDialog):
    """Heading, body, buttons at the right; Esc is always the safe way out."""

    def __init__(
        self, parent: QWidget | None, title: str, text: str = "", *, width: int = 480
    ) -> None:
        super().__init__(parent)
        # Headings hold names; the frame of a window is read over shoulders and in shared screens.
        self.setWindowTitle("Boform")
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        t = theme()
        self.setFixedWidth(t.px(width))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(t.px(24), t.px(20), t.px(24), t.px(20))
        outer.setSpacing(t.px(12))
        outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.heading = Text(title, "h2", wrap=True)
        outer.addWidget(self.heading)
        self.text = Text(text, "body", "text2", wrap=True)
        outer.addWidget(self.text)
        self.text.setVisible(bool(text))
        self.body = QVBoxLayout()
        self.body.setSpacing(t.px(8))
        outer.addLayout(self.body)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(t.px(8))
        self._buttons.addStretch(1)
        outer.addSpacing(t.px(4))
        outer.addLayout(self._buttons)
        self.setAccessibleDescription(text)

    def event(self, event: QEvent) -> bool:
        """A sentence that comes or goes changes the height."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its words."""
        self._fit()
        super().showEvent(event)

    def _fit(self) -> None:
        """Left to itself Qt leaves room for the words as broken in a narrower panel."""
        layout = self.layout()
        if layout is not None:
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))

    def add_lines(self, lines: Sequence[str]) -> None:
        """Consequences, one per line."""
        for line in lines:
            self.body.addWidget(Text(f"·  {line}", "body", wrap=True))

    def add_button(
        self, text: str, act: Callable[[], object] | None = None, *, kind: ButtonKind = "normal",
        safe: bool = False,
    ) -> Button:  # fmt: skip
        """A verb; without ``act`` the panel just closes. ``safe`` gets the focus."""
        button = Button(text, kind)
        if act is None:
            button.clicked.connect(self.reject)
        else:
            button.clicked.connect(lambda _on=False: self._done_with(act))
        self._buttons.addWidget(button)
        if safe:
            button.setFocus()
        return button

    def _done_with(self, act: Callable[[], object]) -> None:
        self.accept()
        act()
