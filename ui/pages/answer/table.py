"""The questions of an answer: what came, take over, what we have (mockup 17)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRect, QRectF
from PySide6.QtGui import QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

from boform_app.services.views.answers import AnswerRow
from ui import icons
from ui.pages.answer import words
from ui.privacy import privacy
from ui.tablemodels.rows import ROW, Column, Index
from ui.theme import theme
from ui.widgets.painting import text_line
from ui.widgets.tick_list import TICK, TickDelegate, TickList


class AnswerDelegate(TickDelegate):
    """Two lines in the answers, a box to tick, an icon with a word at the right."""

    def _content(self, painter: QPainter, rect: QRect, column: Column, index: Index) -> None:
        row = index.data(ROW)
        if not isinstance(row, AnswerRow):
            return
        if column.key == "came":
            first, second = words.came(row)
            role = "strong" if row.state in {"new", "changes", "note"} else "body"
            tone = "text2" if row.state == "unanswered" else "text"
            shown = (privacy().text(first), privacy().text(second))
            _two(painter, rect, shown, role=role, tone=tone)
        elif column.key == "have":
            tone = "text" if row.have and row.have != "Ved ikke endnu" else "text2"
            shown = (privacy().text(row.have), privacy().text(row.have_more))
            _two(painter, rect, shown, tone=tone)
        elif column.key == "state":
            self._state(painter, rect, row)
        elif column.key == "label":
            text_line(painter, rect, row.label, "body", "text2")
        else:
            super()._content(painter, rect, column, index)

    def _state(self, painter: QPainter, rect: QRect, row: AnswerRow) -> None:
        t = theme()
        name, color = words.state_icon(row)
        side = t.px(16)
        icons.paint(painter, QRectF(rect.x(), rect.y(), side, rect.height()), name, color)
        text = QRect(
            rect.x() + side + t.px(6), rect.y(), rect.width() - side - t.px(6), rect.height()
        )
        chosen = row.state == "changes"
        soft = "text2" if row.state == "unanswered" else "text"
        text_line(painter, text, words.state_words(row), "strong" if chosen else "body", soft)


class AnswerTable(TickList):
    """Arrow keys choose, Space ticks, Enter corrects the answer of the row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            (
                Column("label", _tr("Spørgsmål"), lambda r: r.label, "muted", 100),
                Column("came", _tr("Kommunen svarer"), words.came, "two", tip=_whole),
                Column(TICK, _tr("Overtag"), lambda _row: "", "text", 52, spoken=self._spoken),
                Column("have", _tr("Vi har nu"), lambda r: (r.have, r.have_more), "two", tip=_have),
                Column("state", "", words.state_words, "text", 104, tip=lambda r: r.why_not),
            ),
            name=_tr("Kommunens svar"), id_of=lambda r: r.key, may_tick=lambda r: r.can_take,
            row_px=41, search_key="label", parent=parent,
        )  # fmt: skip
        self.setItemDelegate(AnswerDelegate(self))

    def show_rows(self, rows: Sequence[AnswerRow], ticked: Sequence[str]) -> None:
        """Other rows."""
        self.show_ticked(rows, set(ticked))

    def _spoken(self, row: AnswerRow) -> str:
        if not row.can_take:
            return row.why_not
        return self.tr("Overtages") if self.has_tick(row) else self.tr("Overtages ikke")


def _whole(row: AnswerRow) -> str:
    return privacy().text("\n".join(part for part in words.came(row) if part))


def _have(row: AnswerRow) -> str:
    return privacy().text("\n".join(part for part in (row.have, row.have_more) if part))


def _two(
    painter: QPainter, rect: QRect, lines: tuple[str, str], *, role: str = "body", tone: str
) -> None:
    """A line with a small one below; a long one alone takes both."""
    t, (first, second) = theme(), lines
    middle = rect.y() + rect.height() // 2
    upper = QRect(rect.x(), middle - t.px(19), rect.width(), t.px(20))
    if second:
        text_line(painter, upper, first, role, tone)
        lower = QRect(rect.x(), middle + t.px(1), rect.width(), t.px(17))
        text_line(painter, lower, second, "small", "text2")
        return
    font = t.font(role)
    if QFontMetrics(font).horizontalAdvance(first) <= rect.width():
        text_line(painter, rect, first, role, tone)
        return
    head, rest = _broken(first, rect.width(), role)
    text_line(painter, upper, head, role, tone)
    text_line(painter, upper.translated(0, t.px(20)), rest, role, tone)


def _broken(text: str, width: int, role: str) -> tuple[str, str]:
    """The words of the first line and all others."""
    flat = " ".join(text.split())
    layout = QTextLayout(flat, theme().font(role))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    length = line.textLength()
    layout.endLayout()
    return flat[:length].rstrip(), flat[length:].lstrip()


def _tr(words: str) -> str:
    return QCoreApplication.translate("Answer", words)
