"""Lying bars that are a list: arrows choose, screen readers read rows, length says how many (mockup 08)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from boform_app.services.views.figures import Chart, Figure
from ui.tablemodels.rows import ROW, Column, Index
from ui.theme import theme
from ui.widgets.list_view import ListView, RowDelegate
from ui.widgets.painting import rounded, text_line

_ROW, _BAR = 26, 14
_NUMBER = 66
"""Room for "15 af 21" after a bar, px at 100 %."""


class BarDelegate(RowDelegate):
    """Words, then a bar with its number; no lines between the rows."""

    def _background(self, painter: QPainter, rect: QRect, index: Index, *, chosen: bool) -> None:
        t, view = theme(), self._view
        if chosen and view.chosen_here:  # type: ignore[attr-defined]  # a BarList
            painter.fillRect(rect, t.color("rowsel"))
        elif index.row() == view.hovered_row:
            painter.fillRect(rect, t.color("bg"))

    def _content(self, painter: QPainter, rect: QRect, column: Column, index: Index) -> None:
        figure = index.data(ROW)
        if column.key != "bar" or not isinstance(figure, Figure):
            super()._content(painter, rect, column, index)
            return
        t = theme()
        part = figure.look == "part"
        room = rect.width() - t.px(_NUMBER if part else 34)
        top = rect.y() + (rect.height() - t.px(_BAR)) / 2
        most = figure.of if part else self._view.most  # type: ignore[attr-defined]  # a BarList
        length = room * figure.count / most if most else 0.0
        if part:
            rounded(painter, QRectF(rect.x(), top, room, t.px(_BAR)), "surface2", "line", t.px(1))
        bar = QRectF(rect.x(), top, length, t.px(_BAR))
        if figure.look == "hatched":
            paint_hatched(painter, bar)
        else:
            painter.fillRect(bar, t.color("accent"))
        if part:
            words = QRect(rect.right() - t.px(_NUMBER), rect.y(), t.px(_NUMBER), rect.height())
            align = Qt.AlignmentFlag.AlignRight
        else:
            left = rect.x() + round(length) + t.px(8)
            words, align = (
                QRect(left, rect.y(), t.px(34), rect.height()),
                Qt.AlignmentFlag.AlignLeft,
            )
        text_line(painter, words, shown_number(figure), "strong", align=align)


class BarList(ListView):
    """The bars of one chart.

    Attributes:
        chosen_here: Whether the chosen figure of the page is one of these.
        most: The longest bar.
    """

    def __init__(self, name: str, *, label_px: int) -> None:
        columns = (
            Column(
                "label",
                "",
                lambda row: row.label,
                "text",
                label_px,
                spoken=spoken_of,
                tip=spoken_of,
            ),
            Column("bar", "", shown_number, "text", tip=spoken_of),
        )
        super().__init__(columns, name=name, id_of=lambda row: row.key, row_px=_ROW, gap=8)
        self.chosen_here, self.most = False, 0
        self._bars = BarDelegate(self)
        self.setItemDelegate(self._bars)
        self.fit_rows()

    def show_chart(self, chart: Chart) -> None:
        """Other bars."""
        self.most = max((bar.count for bar in chart.bars), default=0)
        self.setAccessibleName(chart.title)
        self.set_rows(chart.bars)
        self.setVisible(bool(chart.bars))

    def mark(self, key: str) -> None:
        """Show which figure of the page is chosen, here or elsewhere."""
        self.chosen_here = self.model_.row_of(key) >= 0
        if self.chosen_here:
            self.choose(key)
        self.viewport().update()


def shown_number(figure: Figure) -> str:
    """``15``, or ``5 af 12`` where every bar has a whole of its own."""
    if figure.look != "part":
        return str(figure.count)
    return _tr("{count} af {of}").format(count=figure.count, of=figure.of)


def spoken_of(figure: Figure) -> str:
    """A bar in words."""
    if not figure.of:
        return f"{figure.label}: {figure.count}"
    words = _tr("{label}: {count} af {of}").format(
        label=figure.label, count=figure.count, of=figure.of
    )
    return f"{words}, {figure.share}" if figure.share else words


def paint_hatched(painter: QPainter, rect: QRectF) -> None:
    """Not full: these wait for nobody."""
    if rect.width() < 1:
        return
    color = theme().color("text2")
    painter.fillRect(rect, QBrush(color, Qt.BrushStyle.BDiagPattern))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, 1))
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Figures", words)
