"""Status badges and chips: shape, word, and a ladder of strength (design/ux.md 3.17, 4.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.theme import theme
from ui.widgets.painting import rounded, text_line

BadgeKind = Literal["over", "soon", "wait", "ok", "none", "prot", "alert", "info"]
_ICONS: dict[str, tuple[str, bool]] = {
    "over": ("diamond", True),
    "soon": ("clock_alarm", True),
    "wait": ("hourglass_half", False),
    "ok": ("checkmark_circle", False),
    "none": ("circle", False),
    "prot": ("shield_lock", False),
    "alert": ("pill", False),
    "info": ("info", False),
}


@dataclass(frozen=True, slots=True)
class BadgeSpec:
    """A badge to be drawn.

    Attributes:
        kind: Step of the ladder; ``alert`` is a known allergy, ``info`` any other *hensyn*.
        text: The word; never colour alone.
        icon: Another motif than that of the kind ("" takes the kind's).
        spoken: What a screen reader says, e.g. with the date; "" takes the text.
    """

    kind: BadgeKind
    text: str
    icon: str = ""
    spoken: str = ""

    @property
    def accessible_text(self) -> str:
        """What a screen reader says."""
        return self.spoken or self.text


def badge_size(spec: BadgeSpec) -> QSize:
    """Room for a badge: height 20, padding 6 and 8."""
    t = theme()
    words = QFontMetrics(t.font("smallStrong")).horizontalAdvance(spec.text)
    return QSize(t.px(6 + 16 + 7 + 8) + words + 2, t.px(20))


def paint_badge(painter: QPainter, at: QPoint, spec: BadgeSpec, max_width: int = 10_000) -> None:
    """Draw a badge with its upper left corner at a point."""
    t = theme()
    size = badge_size(spec)
    colors = t.badge(spec.kind)
    rect = QRect(at, QSize(min(size.width(), max_width), size.height()))
    painter.save()
    rounded(painter, QRectF(rect), colors.fill, colors.border, rect.height() / 2)
    motif, filled = _ICONS[spec.kind]
    if spec.icon:
        motif, filled = spec.icon, False
    side = t.px(16)
    icons.paint(
        painter, QRectF(rect.x() + t.px(7), rect.y() + (rect.height() - side) / 2, side, side),
        motif, colors.text, filled=filled,
    )  # fmt: skip
    left = rect.x() + t.px(6 + 16 + 7)
    text_line(
        painter, QRect(left, rect.y(), rect.right() - left - t.px(4), rect.height()),
        spec.text, "smallStrong", colors.text,
    )  # fmt: skip
    painter.restore()


class Badge(QWidget):
    """A badge as a widget; shows information, takes no focus."""

    def __init__(self, spec: BadgeSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._spec = spec
        self.set_spec(spec)
        theme().changed.connect(self._resized)

    @property
    def spec(self) -> BadgeSpec:
        """What is shown."""
        return self._spec

    def set_spec(self, spec: BadgeSpec) -> None:
        """Show another state."""
        self._spec = spec
        self.setAccessibleName(spec.accessible_text)
        self.setToolTip(spec.spoken)
        self._resized()

    def sizeHint(self) -> QSize:
        """The badge's own size."""
        return badge_size(self._spec)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw with the painter that the lists use."""
        painter = QPainter(self)
        paint_badge(painter, QPoint(0, 0), self._spec, self.width())
        painter.end()

    def _resized(self) -> None:
        self.updateGeometry()
        self.update()
