"""The scale 0 to 4 and ? of the Udflytningsoverblik: one cell per voice, keys 0–4 and ? (mockup 04).

No colour of good or bad. The model answers ``VALUE`` with a level 0 to 4, ``UNKNOWN`` for "ved vi
ikke", or None when nothing was answered yet, and takes the same by ``setData(index, …, VALUE)``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.tablemodels.rows import VALUE, Index
from ui.theme import theme
from ui.widgets.painting import ring, rounded, text_line

UNKNOWN = "?"
STEPS: tuple[int | str, ...] = (0, 1, 2, 3, 4, UNKNOWN)
LEVEL_WORDS = {
    0: "intet", 1: "let", 2: "moderat", 3: "højt", 4: "fuldstændigt", UNKNOWN: "ved vi ikke",
}  # fmt: skip
_KEYS: dict[str, int | str] = {str(n): n for n in range(5)} | {UNKNOWN: UNKNOWN}


def spoken_level(level: Any) -> str:
    """What a screen reader says for a cell: "2, moderat"."""
    if level is None:
        return "ikke svaret"
    return f"{level}, {LEVEL_WORDS[level]}"


def step_of_key(text: str) -> int | str | None:
    """The level of a typed key, None when the key is none of the scale."""
    return _KEYS.get(text)


def scale_size() -> QSize:
    """Six cells of 25 × 24."""
    t = theme()
    return QSize(6 * t.px(25), max(24, t.px(24)))


def paint_scale(
    painter: QPainter, rect: QRect, level: Any, *, hover: int | str | None = None,
    focus: bool = False, on_selected: bool = False, read_only: bool = False,
) -> None:  # fmt: skip
    """Draw a scale in the middle of a rectangle's height, at its left."""
    t = theme()
    size = scale_size()
    top = rect.y() + (rect.height() - size.height()) // 2
    track = QRect(rect.x(), top, size.width(), size.height())
    if not read_only:
        rounded(painter, QRectF(track), "surface" if on_selected else "surface2", "", t.px(4))
    for number, step in enumerate(STEPS):
        cell = QRect(track.x() + number * t.px(25), top, t.px(25), size.height())
        chosen = (
            level is not None and step == level and isinstance(step, str) == isinstance(level, str)
        )
        if chosen:
            rounded(painter, QRectF(cell), "text2" if read_only else "accent", "", t.px(4))
        elif hover == step and not read_only:
            rounded(painter, QRectF(cell), "accentBg", "accent", t.px(4))
        if read_only and not chosen:
            continue
        role = "strong" if chosen else "body"
        color = ("surface" if read_only else "onaccent") if chosen else "text2"
        text_line(painter, cell, str(step), role, color, align=Qt.AlignmentFlag.AlignHCenter)
    if focus:
        ring(painter, QRectF(track.adjusted(-3, -2, 3, 2)))


class ScaleDelegate(QStyledItemDelegate):
    """Draws and edits the scale in a table; the view hands keys over with ``take_key``."""

    def __init__(
        self, view: QTableView, *, read_only: Callable[[Index], bool] | None = None
    ) -> None:
        super().__init__(view)
        self._view = view
        self._read_only = read_only or (lambda _index: False)
        self._hover: tuple[int, int, int | str] | None = None
        view.setMouseTracking(True)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The scale's own size."""
        del option, index
        return scale_size()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Row background, then the scale."""
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(option.rect, theme().color("rowsel"))
        hover = None
        if self._hover is not None and self._hover[:2] == (index.row(), index.column()):
            hover = self._hover[2]
        current = self._view.currentIndex()
        here = (current.row(), current.column()) == (index.row(), index.column())
        paint_scale(
            painter, option.rect, index.data(VALUE), hover=hover, on_selected=selected,
            focus=here and self._view.hasFocus(), read_only=self._read_only(index),
        )  # fmt: skip
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A click chooses; the mouse shows what it would choose."""
        if not isinstance(event, QMouseEvent) or self._read_only(index):
            return False
        step = self._step_at(option.rect, event.position().x())
        if event.type() == QEvent.Type.MouseMove:
            self._hover = (index.row(), index.column(), step) if step is not None else None
            self._view.viewport().update()
        elif event.type() == QEvent.Type.MouseButtonRelease and step is not None:
            model.setData(index, step, VALUE)
            return True
        return False

    def take_key(self, text: str, index: Index) -> bool:
        """A typed 0–4 or ?; True when it was one and the cell takes it."""
        step = step_of_key(text)
        if step is None or not index.isValid() or self._read_only(index):
            return False
        index.model().setData(index, step, VALUE)
        return True

    def _step_at(self, rect: QRect, x: float) -> int | str | None:
        number = int((x - rect.x()) // theme().px(25))
        return STEPS[number] if 0 <= number < len(STEPS) else None
