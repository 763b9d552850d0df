"""Text on the page: roles for size and weight, tones for colour; both follow the theme."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui import icons
from ui.theme import theme

Tone = Literal["text", "text2", "text3", "accent", "danger", "ctl"]


class Text(QLabel):
    """A label with a role of the type scale; plain text, so no name is read as markup."""

    def __init__(
        self, text: str = "", role: str = "body", tone: Tone = "text", *, wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(text, parent)
        self._role = role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("tone", tone)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self._dress()
        theme().changed.connect(self._dress)

    def set_tone(self, tone: Tone) -> None:
        """Another colour for the same text."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)

    def set_role(self, role: str) -> None:
        """Another size or weight."""
        self._role = role
        self._dress()

    def needed_width(self) -> int:
        """Width of the whole text on one line, px."""
        return QFontMetrics(self.font()).horizontalAdvance(self.text())

    def _dress(self) -> None:
        self.setFont(theme().font(self._role))


class Cut(Text):
    """One line that is cut with … where it does not fit; the tooltip has all of it."""

    def __init__(
        self, text: str = "", role: str = "body", tone: Tone = "text",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(text, role, tone, parent=parent)
        self.setToolTip(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what fits."""
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter = QPainter(self)
        painter.setPen(theme().color(str(self.property("tone"))))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


class IconLabel(QLabel):
    """An icon beside text that says the same; hidden from the keyboard."""

    def __init__(
        self, name: str, size: int = 20, color: str = "text2", *, filled: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._name, self._size, self._color, self._filled = name, size, color, filled
        self._dress()
        theme().changed.connect(self._dress)

    def set_icon(self, name: str, color: str | None = None, *, filled: bool | None = None) -> None:
        """Show another motif."""
        self._name = name
        self._color = color if color is not None else self._color
        self._filled = self._filled if filled is None else filled
        self._dress()

    def _dress(self) -> None:
        size = theme().px(self._size)
        dpr = self.devicePixelRatioF()
        self.setPixmap(icons.pixmap(self._name, size, self._color, filled=self._filled, dpr=dpr))
        self.setFixedSize(size, size)


class Hairline(QFrame):
    """A line of one pixel between rows or columns."""

    def __init__(self, *, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hairline")
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
