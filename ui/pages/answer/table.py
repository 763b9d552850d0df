"""The questions of an answer: what came, take over, what we have (mockup 17)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

from boform_app.services.views.answers import AnswerRow
from ui import icons
from ui.pages.answer import words
from ui.privacy import privacy
from ui.tablemodels.rows import ROW, Column, Index
from ui.theme import theme
from ui.widgets.list_view import ListView, RowDelegate
from ui.widgets.painting import rounded, text_line

_TAKE = "take"


class AnswerDelegate(RowDelegate):
    """Two lines in the answers, a box to tick, an icon with a word at the right."""

    def __init__(self, view: AnswerTable) -> None:
        super().__init__(view)
        self._table = view

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
        elif column.key == _TAKE:
            if row.can_take:
                self._box(painter, rect, ticked=row.key in self._table.ticked)
        elif column.key == "state":
            self._state(painter, rect, row)
        else:
            text_line(painter, rect, row.label, "body", "text2")

    def _box(self, painter: QPainter, rect: QRect, *, ticked: bool) -> None:
        box = box_area(rect)
        side = theme().px(3)
        rounded(
            painter,
            QRectF(box),
            "accent" if ticked else "surface",
            "accent" if ticked else "ctl",
            side,
        )
        if ticked:
            inner = box.adjusted(2, 2, -2, -2)
            icons.paint(painter, QRectF(inner), "checkmark", "onaccent")

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


class AnswerTable(ListView):
    """Arrow keys choose, Space ticks, Enter corrects the answer of the row.

    Signals:
        ticks_changed: Another set of rows is ticked.
    """

    ticks_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.ticked: set[str] = set()
        super().__init__(
            (
                Column("label", _tr("Spørgsmål"), lambda r: r.label, "muted", 100),
                Column("came", _tr("Kommunen svarer"), words.came, "two", tip=_whole),
                Column(
                    _TAKE, _tr("Overtag"), lambda _row: "", "text", 52, spoken=self._spoken_tick
                ),
                Column("have", _tr("Vi har nu"), lambda r: (r.have, r.have_more), "two", tip=_have),
                Column("state", "", words.state_words, "text", 104, tip=lambda r: r.why_not),
            ),
            name=_tr("Kommunens svar"), id_of=lambda r: r.key, row_px=41, gap=12,
            search_key="label", parent=parent,
        )  # fmt: skip
        self._answers = AnswerDelegate(self)
        self.setItemDelegate(self._answers)

    def show_rows(self, rows: Sequence[AnswerRow], ticked: Sequence[str]) -> None:
        """Other rows."""
        self.ticked = set(ticked)
        self.set_rows(rows)
        if rows and self.current_row is None:
            self.setCurrentIndex(self.model_.index(0, 0))
        self.viewport().update()

    def toggle(self, row: AnswerRow | None) -> None:
        """Tick a row, or take the tick away; a row without a box stays as it is."""
        if row is None or not row.can_take:
            return
        self.ticked ^= {row.key}
        self.viewport().update()
        self.ticks_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.toggle(self.current_row)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click in the column of boxes ticks; it is easier to hit than the box."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        if left and index.isValid() and self.column(index.column()).key == _TAKE:
            self.toggle(index.data(ROW))

    def _spoken_tick(self, row: AnswerRow) -> str:
        if not row.can_take:
            return row.why_not
        return self.tr("Overtages") if row.key in self.ticked else self.tr("Overtages ikke")


def box_area(cell: QRect) -> QRect:
    """Where the box stands in its cell: in the middle of it."""
    side = theme().px(16)
    return QRect(
        cell.x() + (cell.width() - side) // 2, cell.y() + (cell.height() - side) // 2, side, side
    )


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
