"""Fluent icons in the colour of a color, in the drawing nearest the physical size."""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import access
from ui.theme import theme


def pixmap(
    name: str, size: int = 20, color: str = "text2", *, filled: bool = False, dpr: float = 1.0
) -> QPixmap:
    """A drawing of ``size`` logical pixels (zoom included) in a colour token or #RRGGBB."""
    found = color if color.startswith("#") else theme().hex(color)
    return _render(name, size, found, filled, dpr)


def icon(name: str, size: int = 20, color: str = "text2", *, filled: bool = False) -> QIcon:
    """A QIcon with a sharp pixmap for every screen that is connected."""
    found = QIcon()
    for dpr in _densities():
        found.addPixmap(pixmap(name, size, color, filled=filled, dpr=dpr))
        found.addPixmap(pixmap(name, size, "ctl", filled=filled, dpr=dpr), QIcon.Mode.Disabled)
    return found


def paint(
    painter: QPainter, rect: QRectF, name: str, color: str = "text2", *, filled: bool = False
) -> None:
    """Draw an icon into a rectangle, snapped to whole pixels."""
    size = round(min(rect.width(), rect.height()))
    dpr = painter.device().devicePixelRatioF()
    drawing = pixmap(name, size, color, filled=filled, dpr=dpr)
    x = round(rect.x() + (rect.width() - size) / 2)
    y = round(rect.y() + (rect.height() - size) / 2)
    painter.drawPixmap(x, y, drawing)


def _densities() -> list[float]:
    screens = QGuiApplication.screens()
    return sorted({screen.devicePixelRatio() for screen in screens} | {1.0})


@lru_cache(maxsize=512)
def _render(name: str, size: int, color: str, filled: bool, dpr: float) -> QPixmap:  # noqa: FBT001 (a cache key)
    physical = max(1, round(size * dpr))
    renderer = QSvgRenderer(QByteArray(_coloured(name, physical, color, filled=filled)))
    result = QPixmap(QSize(physical, physical))
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    renderer.render(painter, QRectF(0, 0, physical, physical))
    painter.end()
    result.setDevicePixelRatio(dpr)
    return result


def _coloured(name: str, physical: int, color: str, *, filled: bool) -> bytes:
    style = "filled" if filled else "regular"
    drawing = 16 if physical < 18 else 20
    try:
        text = access.read_text("icons", f"{name}_{drawing}_{style}.svg")
    except FileNotFoundError:
        # A few motifs exist in one size only (timeline).
        text = access.read_text("icons", f"{name}_20_{style}.svg")
    return re.sub("<svg", f'<svg fill="{color}"', text, count=1).encode()
