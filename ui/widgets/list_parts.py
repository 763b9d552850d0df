"""What a list is made of besides its rows: the words of a cell, and how wide its columns are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QTableView

from ui.tablemodels.rows import Column
from ui.theme import theme
from ui.widgets.painting import text_line

_WIDE = 140
"""What the column that takes the rest keeps before spare columns are shown, px at 100 %."""


def width_of(columns: Sequence[Column], number: int, gap: int) -> int:
    """A column of fixed width with its padding and the gap after it, px.

    Args:
        columns: All columns of the list.
        number: Which of them; 0 for the one that takes the rest.
        gap: Between columns, px at 100 %.
    """
    t, last, width = theme(), len(columns) - 1, columns[number].width
    if width is None:
        return 0
    extra = t.px(12) if number in {0, last} else 0
    return t.px(width) + extra + (t.px(gap) if number != last else 0)


def make_room(view: QTableView, columns: Sequence[Column], gap: int) -> None:
    """Hide spare columns, in their turn, until the words of the wide column have room."""
    spare = sorted((column.spare, number) for number, column in enumerate(columns) if column.spare)
    if not spare:
        return
    needed = sum(width_of(columns, number, gap) for number in range(len(columns)))
    missing = needed + theme().px(_WIDE) - view.viewport().width()
    for _turn, number in spare:
        view.setColumnHidden(number, missing > 0)
        if missing > 0:
            missing -= width_of(columns, number, gap)


def two_lines(painter: QPainter, rect: QRect, value: Any, soft: str) -> None:
    """A title and a softer line below it."""
    t = theme()
    title, below = value if isinstance(value, tuple) else (str(value or ""), "")
    middle = rect.y() + rect.height() // 2
    upper = QRect(rect.x(), middle - t.px(20), rect.width(), t.px(20))
    lower = QRect(rect.x(), middle, rect.width(), t.px(20))
    text_line(painter, upper if below else rect, title, "strong")
    text_line(painter, lower, below, "body", soft)


def lead_line(painter: QPainter, rect: QRect, value: Any, soft: str) -> None:
    """A title and softer words after it, on one line."""
    title, after = value if isinstance(value, tuple) else (str(value or ""), "")
    used = text_line(painter, rect, title, "strong") + theme().px(8)
    if used < rect.width():
        text_line(painter, rect.adjusted(used, 0, 0, 0), after, "body", soft)


def cell_words(
    painter: QPainter, rect: QRect, text: str, column: Column, soft: str, *, strong: bool
) -> None:
    """The words of a cell: numbers at the right, the rest at the left."""
    align = Qt.AlignmentFlag.AlignRight if column.kind == "number" else Qt.AlignmentFlag.AlignLeft
    role = "strong" if column.kind == "strong" or strong else "body"
    color = soft if column.kind == "muted" and not strong else "text"
    text_line(painter, rect, text, role, color, align=align)
