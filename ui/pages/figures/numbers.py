"""The four numbers: "21 af 30", what it counts, and a small line; pressed, they show what is behind."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from boform_app.services.views.figures import Number
from ui.theme import theme
from ui.widgets.buttons import PaintedButton
from ui.widgets.painting import rounded, text_line

_PAD = 12
_WIDE = 1000
"""Four beside each other need so much, px at 100 %."""
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class NumberCard(PaintedButton):
    """One number; as high as its words need at its width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.number: Number | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_number(self, number: Number) -> None:
        """Another number."""
        self.number = number
        self.setAccessibleName(f"{number.big} {number.words}. {number.below}")
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """The page says which figure is chosen."""

    def hasHeightForWidth(self) -> bool:
        """Words break where there is little room."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The number, its words and the small line."""
        t = theme()
        number = self.number
        lines = ((number.words, "body"), (number.below, "small")) if number else ()
        room = width - 2 * t.px(_PAD)
        return t.px(16) + t.line_height("number") + sum(_high(*line, room) for line in lines)

    def sizeHint(self) -> QSize:
        """Room for words of an ordinary length."""
        width = theme().px(240)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Half of that is the least."""
        width = max(self.width(), theme().px(150))
        return QSize(theme().px(150), self.heightForWidth(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A card; chosen it has the colour of a chosen row."""
        t = theme()
        painter = QPainter(self)
        fill = "rowsel" if self.isChecked() else "bg" if self._hover else "surface"
        border = "accent" if self.isChecked() else "line"
        rounded(painter, QRectF(self.rect()), fill, border, t.px(8))
        if self.number is not None:
            pad, room = t.px(_PAD), self.width() - 2 * t.px(_PAD)
            high = t.line_height("number")
            text_line(painter, QRect(pad, t.px(8), room, high), self.number.big, "number")
            top = t.px(8) + high
            for words, role, color in (
                (self.number.words, "body", "text"), (self.number.below, "small", "text2"),
            ):  # fmt: skip
                high = _high(words, role, room)
                painter.setFont(t.font(role))
                painter.setPen(t.color(color))
                painter.drawText(QRect(pad, top, room, high), _WRAP, words)
                top += high
        painter.end()


def _high(words: str, role: str, width: int) -> int:
    metrics = QFontMetrics(theme().font(role))
    needed = metrics.boundingRect(QRect(0, 0, max(width, 1), 10_000), _WRAP, words).height()
    return max(needed, theme().line_height(role))


class NumberRow(QWidget):
    """Four cards beside each other, or two and two."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = tuple(NumberCard() for _ in range(4))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._across = 0
        self.arrange(1366)

    def arrange(self, width: int) -> None:
        """Place the cards for a width in px."""
        self._grid.setSpacing(theme().px(12))
        across = 4 if width >= theme().px(_WIDE) else 2
        if across == self._across:
            return
        self._across = across
        for number, card in enumerate(self.cards):
            self._grid.addWidget(card, number // across, number % across)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
