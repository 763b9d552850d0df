"""Levels 0 to 4 of a goal: now filled, expected outlined, one cell carries both (mockup 15).

No colour of good or bad: a level is neither.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter

from ui.theme import theme
from ui.widgets.painting import rounded, text_line

LEVELS = (0, 1, 2, 3, 4)


def levels_size() -> QSize:
    """Five cells of 24 × 22."""
    t = theme()
    return QSize(len(LEVELS) * t.px(24), t.px(22))


def paint_levels(
    painter: QPainter, rect: QRect, now: int | None, expected: int | None, *,
    on_selected: bool = False,
) -> None:  # fmt: skip
    """Draw a scale at the left of a rectangle, in the middle of its height."""
    t, size = theme(), levels_size()
    track = QRect(rect.x(), rect.y() + (rect.height() - size.height()) // 2, size.width(),
                  size.height())  # fmt: skip
    rounded(painter, QRectF(track), "surface" if on_selected else "surface2", "", t.px(4))
    for level in LEVELS:
        cell = QRect(track.x() + level * t.px(24), track.y(), t.px(24), track.height())
        here, there = level == now, level == expected
        if here or there:
            fill, border = ("text2" if here else "surface"), ("accent" if there else "")
            rounded(painter, QRectF(cell), fill, border, t.px(4), width=max(2, t.px(2)))
        color = "surface" if here else "accent" if there else "text2"
        role = "strong" if here or there else "body"
        text_line(painter, cell, str(level), role, color, align=Qt.AlignmentFlag.AlignHCenter)


def spoken_levels(now: int | None, expected: int | None) -> str:
    """What a screen reader says: "niveau nu 2, forventet 1"."""
    parts = ("ikke vurderet" if now is None else f"niveau nu {now}",
             "" if expected is None else f"forventet {expected}")  # fmt: skip
    return ", ".join(part for part in parts if part)
