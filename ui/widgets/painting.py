"""Painters shared by widgets and delegates: a button in a row looks like one on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from ui import icons
from ui.theme import LEAST_TARGET, theme

ButtonKind = Literal["primary", "normal", "strong", "row", "link", "stronglink", "danger"]
_STRONG = {"primary", "strong", "row", "stronglink"}
_LINKS = {"link", "stronglink"}
ButtonHeight = Literal["row_button", "control", "title_button"]


@dataclass(frozen=True, slots=True)
class ButtonLook:
    """Everything that is drawn on a button.

    Attributes:
        text: The verb.
        kind: ``strong`` is a normal button with accent text, ``row`` the same in a list.
        icon: Name of an icon at the left, "" for none.
        hint: Shortcut in small letters at the right, e.g. "Ctrl+Enter".
        chevron: Whether an arrow says that a menu opens.
        height: Named measure of the density table.
    """

    text: str
    kind: ButtonKind = "normal"
    icon: str = ""
    hint: str = ""
    chevron: bool = False
    height: ButtonHeight = "control"


@dataclass(frozen=True, slots=True)
class ButtonState:
    """How the button is met at the moment."""

    enabled: bool = True
    hover: bool = False
    pressed: bool = False


def button_size(look: ButtonLook) -> QSize:
    """The room a button needs."""
    t = theme()
    parts = [QFontMetrics(_font_of(look)).horizontalAdvance(look.text)] if look.text else []
    if look.icon:
        parts.append(t.px(20))
    if look.hint:
        parts.append(QFontMetrics(t.font("small")).horizontalAdvance(look.hint))
    if look.chevron:
        parts.append(t.px(16))
    padding = t.px(4) if look.kind in _LINKS else t.px(12 if look.height != "row_button" else 8)
    if look.kind == "primary":
        padding = t.px(16)
    width = sum(parts) + t.px(8) * max(0, len(parts) - 1) + 2 * padding
    return QSize(max(width + 2, LEAST_TARGET), max(t.size(look.height), LEAST_TARGET))


def paint_button(painter: QPainter, rect: QRect, look: ButtonLook, state: ButtonState) -> None:
    """Draw bevel, icon, text, shortcut and arrow."""
    fill, border, text = _button_colors(look, state)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if look.kind not in _LINKS:
        rounded(painter, QRectF(rect), fill, border, theme().px(4))
    _paint_content(painter, rect, look, text, state)
    painter.restore()


def rounded(
    painter: QPainter, rect: QRectF, fill: str, border: str, radius: float, *, width: float = 1
) -> None:
    """A rectangle with round corners; tokens or #RRGGBB, "" for none."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(_color(fill) if fill else Qt.BrushStyle.NoBrush)
    if border:
        painter.setPen(QPen(_color(border), width))
        half = width / 2
        rect = rect.adjusted(half, half, -half, -half)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(rect, radius, radius)


def text_line(
    painter: QPainter,
    rect: QRect,
    text: str,
    role: str = "body",
    color: str = "text",
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:
    """One line, cut with … where it does not fit; returns the width that was used."""
    font = theme().font(role)
    painter.setFont(font)
    painter.setPen(_color(color))
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, align | Qt.AlignmentFlag.AlignVCenter, shown)
    return min(metrics.horizontalAdvance(shown), rect.width())


def ring(painter: QPainter, rect: QRectF, radius: float = 6) -> None:
    """The focus ring, 2 px."""
    rounded(painter, rect, "", "focus", radius, width=2)


def dot(painter: QPainter, center: QPointF, diameter: float, color: str) -> None:
    """A filled circle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_color(color))
    painter.drawEllipse(center, diameter / 2, diameter / 2)


def _color(color: str) -> QColor:
    return QColor(color) if color.startswith("#") else theme().color(color)


def _font_of(look: ButtonLook) -> QFont:
    return theme().font("strong" if look.kind in _STRONG else "body")


def _button_colors(look: ButtonLook, state: ButtonState) -> tuple[str, str, str]:
    if not state.enabled:
        return "surface2", "line", "ctl"
    if look.kind == "primary":
        fill = "accentH" if state.hover or state.pressed else "accent"
        return fill, "text" if state.pressed else fill, "onaccent"
    accented = {"strong", "row", "link", "stronglink"}
    text = "danger" if look.kind == "danger" else "accent" if look.kind in accented else "text"
    if look.kind in _LINKS and (state.hover or state.pressed):
        return "", "", "accentH"
    border = "danger" if look.kind == "danger" else "ctl"
    if state.pressed:
        return "navsel", "accent" if border == "ctl" else border, text
    if state.hover:
        return "accentBg", "accent" if border == "ctl" else border, text
    return "surface", border, text


def _paint_content(
    painter: QPainter, rect: QRect, look: ButtonLook, color: str, state: ButtonState
) -> None:
    t = theme()
    metrics = QFontMetrics(_font_of(look))
    text_width = metrics.horizontalAdvance(look.text)
    small = QFontMetrics(t.font("small"))
    widths = [
        t.px(20) if look.icon else 0,
        text_width if look.text else 0,
        small.horizontalAdvance(look.hint) if look.hint else 0,
        t.px(16) if look.chevron else 0,
    ]
    used = [w for w in widths if w]
    total = sum(used) + t.px(8) * (len(used) - 1)
    x = rect.x() + max(t.px(4), (rect.width() - total) // 2)
    if look.icon:
        accent = color if look.kind != "normal" or not state.enabled else "accent"
        icons.paint(painter, QRectF(x, rect.y(), t.px(20), rect.height()), look.icon, accent)
        x += widths[0] + t.px(8)
    if look.text:
        role = "strong" if look.kind in _STRONG else "body"
        room = min(text_width, rect.right() - x)
        text_line(painter, QRect(x, rect.y(), room + 1, rect.height()), look.text, role, color)
        x += text_width + t.px(8)
    if look.hint:
        hint_color = color if look.kind == "primary" else "text2"
        role = "smallStrong" if look.kind == "primary" else "small"
        text_line(
            painter,
            QRect(x, rect.y(), widths[2] + t.px(8), rect.height()),
            look.hint,
            role,
            hint_color,
        )
        x += widths[2] + t.px(8)
    if look.chevron:
        icons.paint(painter, QRectF(x, rect.y(), t.px(16), rect.height()), "chevron_down", color)
