"""Running text of notes for delegates: lines of 22 px, words that were searched for in bold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from models.values.danish import as_typed, spellings, words
from ui import icons
from ui.theme import theme
from ui.widgets.painting import rounded, text_line

LINE = 22
"""Height of a line, px at 100 %."""
_WORD = re.compile(r"\w+")
_CORRECTION_PADS = 10


class Flow:
    """A text broken into lines of a width; drawn as it was measured."""

    def __init__(self, text: str, width: int, marks: Sequence[tuple[int, int]] = ()) -> None:
        """Break the text.

        Args:
            text: May hold line breaks.
            width: Of a line, px.
            marks: Start and length of what is bold.
        """
        self._layout = QTextLayout(text.replace("\n", "\u2028"), theme().font("note"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setFormats([_bold(start, length) for start, length in marks])
        self._lines = self._break(width) if text else 0

    @property
    def height(self) -> int:
        """Of all lines, px."""
        return self._lines * theme().px(LINE)

    def draw(self, painter: QPainter, x: int, y: int, color: str = "text") -> int:
        """Draw from the top left corner; returns where the next thing may stand."""
        if self._lines:
            painter.setPen(theme().color(color))
            self._layout.draw(painter, QPointF(x, y))
        return y + self.height

    def _break(self, width: int) -> int:
        pitch, count = theme().px(LINE), 0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, count * pitch + (pitch - line.height()) / 2))
            count += 1
        self._layout.endLayout()
        return count


def _bold(start: int, length: int) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length = start, length
    weight = QTextCharFormat()
    weight.setFontWeight(QFont.Weight.DemiBold)
    found.format = weight
    return found


def found_words(text: str, typed: str) -> list[tuple[int, int]]:
    """Start and length of the words that begin as one of the typed ones, in either spelling."""
    asked = [as_typed(word) for word in words(typed)]
    return [
        (hit.start(), hit.end() - hit.start())
        for hit in _WORD.finditer(text)
        if asked and _begins(hit[0], asked)
    ]


def _begins(word: str, asked: Iterable[str]) -> bool:
    beginnings = [one for part in words(word) for one in spellings(part)]
    return any(one.startswith(typed) for one in beginnings for typed in asked)


def correction_height(flow: Flow) -> int:
    """Of the box a correction stands in, px."""
    return theme().px(LINE + _CORRECTION_PADS) + flow.height


def draw_correction(painter: QPainter, box: QRect, flow: Flow, title: str, author: str) -> None:
    """A correction below its note: accent bar, title, author, text."""
    t = theme()
    rounded(painter, QRectF(box), "accentBg", "", 0)
    painter.fillRect(QRect(box.topLeft(), QSize(t.px(3), box.height())), t.color("accent"))
    inner = box.x() + t.px(12)
    icon = QRectF(inner, box.y() + t.px(4), t.px(16), t.px(LINE))
    icons.paint(painter, icon, "arrow_undo", "text2")
    head = QRect(inner + t.px(24), box.y() + t.px(4), box.width() - t.px(46), t.px(LINE))
    text_line(painter, head, title, "strong")
    text_line(painter, head, author, "small", "text2", align=Qt.AlignmentFlag.AlignRight)
    flow.draw(painter, inner, box.y() + t.px(4 + LINE))
