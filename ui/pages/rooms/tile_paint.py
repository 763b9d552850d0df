"""A tile of the board as it is drawn: number and corner, name or state, icon and what is next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from boform_app.services.views.rooms import TileView
from ui import icons
from ui.pages.rooms.tile_model import TILE, Index
from ui.pages.rooms.words import Face, face
from ui.theme import theme
from ui.widgets.painting import ring, rounded, text_line

if TYPE_CHECKING:
    from ui.pages.rooms.tiles import TileBoard

LABEL, HIGH, GAP, BETWEEN = 84, 65, 6, 17
"""Width of the floors, height of a tile, and what is below it within a floor and after one."""


class TileDelegate(QStyledItemDelegate):
    """Draws a tile: number and corner, name or state, icon and what is next."""

    def __init__(self, view: TileBoard) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A tile, or the label of the floor."""
        rect = QRect(option.rect)
        painter.save()
        if index.column() == 0:
            self._floor(painter, rect, index.row())
        self._line(painter, rect, index.row())
        tile = index.data(TILE)
        if isinstance(tile, TileView):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            self._tile(painter, self._view.tile_area(rect), tile, index, chosen=chosen)
        painter.restore()

    def _floor(self, painter: QPainter, rect: QRect, row: int) -> None:
        t, line = theme(), self._view.model_.rows[row]
        if not line.first:
            return
        upper = QRect(rect.x(), rect.y() + t.px(4), t.px(LABEL - 8), t.px(20))
        name = line.floor.name[:1].upper() + line.floor.name[1:]
        text_line(painter, upper, name, "strong")
        used = _tr("{a} af {b}").format(a=line.floor.in_use, b=line.floor.places)
        text_line(painter, upper.translated(0, t.px(19)), used, "small", "text2")
        if line.floor.extra:
            more = _tr("+ {n} ekstra").format(n=line.floor.extra)
            text_line(painter, upper.translated(0, t.px(36)), more, "small", "text2")

    def _line(self, painter: QPainter, rect: QRect, row: int) -> None:
        if self._view.model_.rows[row].last:
            middle = rect.bottom() - theme().px(BETWEEN - GAP) // 2 - theme().px(GAP) // 2 + 1
            painter.setPen(QPen(theme().color("line"), 1))
            painter.drawLine(rect.left(), middle, rect.right(), middle)

    def _tile(
        self, painter: QPainter, area: QRect, tile: TileView, index: Index, *, chosen: bool
    ) -> None:
        t, shown = theme(), face(tile, live=self._view.model_.live)
        target = self._view.target == index
        self._frame(painter, area, tile, chosen=chosen, target=target, index=index)
        pad = t.px(10)
        head = QRect(area.x() + pad, area.y() + t.px(4), area.width() - 2 * pad + 2, t.px(20))
        used = text_line(painter, head, tile.label, "strong")
        corner = head.adjusted(used + t.px(6), 0, 0, 0)
        text_line(
            painter, corner, shown.corner, "small", "text2", align=Qt.AlignmentFlag.AlignRight
        )
        middle = head.translated(0, t.px(19))
        soft = "text2" if shown.soft else "text"
        text_line(painter, middle, shown.middle, "body", soft)
        self._marks(painter, middle, tile, shown)
        self._foot(painter, middle.translated(0, t.px(18)), shown)
        if chosen and self._view.hasFocus():
            ring(painter, QRectF(area.adjusted(-2, -2, 2, 2)), t.px(6))

    def _frame(
        self, painter: QPainter, area: QRect, tile: TileView, *, chosen: bool, target: bool,
        index: Index,
    ) -> None:  # fmt: skip
        t, live = theme(), self._view.model_.live
        box, radius = QRectF(area), t.px(4)
        if target:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(t.color("accentBg"))
            painter.setPen(QPen(t.color("accent"), 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)
            return
        if chosen:
            rounded(painter, box, "rowsel", "accent", radius, width=2)
            return
        if tile.state in {"free", "dirty"}:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(t.color("accentBg") if self._view.hovered == index else t.color("bg"))
            painter.setPen(QPen(t.color("ctl"), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
            return
        fill = {"closed": "surface2", "reserved": "accentBg"}.get(tile.state, "surface")
        border = "" if tile.state in {"closed", "reserved"} else "line"
        if tile.state == "occupied" and not live:
            fill = "bg"
        rounded(painter, box, fill, border, radius)

    @staticmethod
    def _marks(painter: QPainter, line: QRect, tile: TileView, shown: Face) -> None:
        """Came or leaves today: the door beside the name, also told in words below the board."""
        motif = "door_arrow_left" if tile.arrived_today else ""
        motif = "door_arrow_right" if tile.leaves_today else motif
        if motif and tile.state == "occupied" and shown.icon != motif:
            side = theme().px(16)
            at = QRectF(line.right() - side + 1, line.y(), side, line.height())
            icons.paint(painter, at, motif, "text2")

    @staticmethod
    def _foot(painter: QPainter, line: QRect, shown: Face) -> None:
        t = theme()
        if shown.verb:
            text_line(painter, line, shown.foot, "smallStrong", "accent")
            return
        if shown.icon and shown.foot:
            side = t.px(16)
            at = QRectF(line.x(), line.y(), side, line.height())
            icons.paint(painter, at, shown.icon, _tone(shown.tone), filled=shown.filled)
            line = line.adjusted(t.px(22), 0, 0, 0)
        role = "smallStrong" if shown.strong else "small"
        words = "danger" if shown.strong else "text2" if shown.tone == "text2" else "text"
        text_line(painter, line, shown.foot, role, words)


def _tone(tone: str) -> str:
    """A token, or the text colour of a badge; icons take a colour too."""
    if tone in {"wait", "ok", "prot"}:
        return theme().badge(tone).text
    return tone


def _tr(words: str) -> str:
    return QCoreApplication.translate("Rooms", words)
