"""The board as a table: floors one below the other, tiles in rows, painted by one delegate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from boform_app.services.views.rooms import FloorView, TileView
from ui import icons
from ui.pages.rooms.words import Face, face, spoken
from ui.theme import theme
from ui.widgets.painting import ring, rounded, text_line

Index = QModelIndex | QPersistentModelIndex
TILE = Qt.ItemDataRole.UserRole + 1
LABEL, LEAST, WIDEST, HIGH, GAP, BETWEEN = 84, 140, 176, 66, 6, 17
BESIDE = 8
"""Between two tiles of a row."""
_FORGET_TYPED_MS = 1000
_SAID = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of tiles; the first of its floor has the label, the last the hairline below."""

    floor: FloorView
    tiles: tuple[TileView, ...]
    first: bool
    last: bool


class TilesModel(QAbstractTableModel):
    """Tiles in as many columns as the width has room for; column 0 is the floor."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.floors: tuple[FloorView, ...] = ()
        self.rows: list[_Row] = []
        self.across, self.live = 7, True

    def show(self, floors: Sequence[FloorView], across: int, *, live: bool) -> None:
        """Other tiles, or another width."""
        self.beginResetModel()
        self.floors, self.across, self.live = tuple(floors), max(1, across), live
        self.rows = []
        for number, floor in enumerate(self.floors):
            parts = range(0, len(floor.tiles), self.across)
            for start in parts:
                tiles = floor.tiles[start : start + self.across]
                over = start + self.across >= len(floor.tiles)
                last = over and number < len(self.floors) - 1
                self.rows.append(_Row(floor, tiles, start == 0, last))
        self.endResetModel()

    def tile(self, index: Index) -> TileView | None:
        """The tile at an index."""
        found = index.data(TILE) if index.isValid() else None
        return found if isinstance(found, TileView) else None

    def index_of(self, place_id: UUID) -> QModelIndex:
        """Where a place stands."""
        for row, line in enumerate(self.rows):
            for column, tile in enumerate(line.tiles):
                if tile.place_id == place_id:
                    return self.index(row, column + 1)
        return QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Rows of tiles."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The label and the tiles."""
        return 0 if parent.isValid() else self.across + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only tiles can be chosen."""
        if self.tile(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The tile, its words, and the floor in the first column."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if index.column() == 0:
            return row.floor.name if row.first and role in _SAID else None
        if index.column() > len(row.tiles):
            return None
        tile = row.tiles[index.column() - 1]
        values = {TILE: tile, Qt.ItemDataRole.DisplayRole: tile.label}
        aloud = role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}
        return spoken(tile, live=self.live) if aloud else values.get(role)


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
        if shown.icon:
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


class TileBoard(QTableView):
    """All places of the house. Arrow keys cross floors, digits jump to a room, a tile can be dragged.

    Signals:
        chosen: Another tile; carries the ``TileView``.
        opened: Enter or double click.
        pressed: The word on a free or dirty tile: carries the tile and ``admit`` or ``clean``.
        dropped: A resident was let go over another tile: carries both tiles.
    """

    chosen = Signal(object)
    opened = Signal(object)
    pressed = Signal(object, str)
    dropped = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_tr("Tavle over værelser"))
        self.setObjectName("tiles")
        self.model_ = TilesModel(self)
        self.target, self.hovered = QModelIndex(), QModelIndex()
        self._dragged: TileView | None = None
        self._from = QPoint()
        self._typed, self._wide = "", theme().px(LEAST)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_FORGET_TYPED_MS)
        self._typing.timeout.connect(self._forget_typed)
        self.setModel(self.model_)
        self.setItemDelegate(TileDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCornerButtonEnabled(False)
        self.viewport().setAutoFillBackground(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(1)
        theme().changed.connect(self._arrange)

    @property
    def tile(self) -> TileView | None:
        """The chosen tile."""
        return self.model_.tile(self.currentIndex())

    def show_floors(self, floors: Sequence[FloorView], *, live: bool) -> None:
        """Other tiles; the chosen place stays chosen."""
        kept = self.tile
        self.model_.show(floors, self._across(), live=live)
        self._measure()
        if kept is not None:
            self.choose(kept.place_id)

    def choose(self, place_id: UUID) -> bool:
        """Choose a place."""
        index = self.model_.index_of(place_id)
        if index.isValid():
            self.setCurrentIndex(index)
        return index.isValid()

    def choose_first(self) -> None:
        """The keyboard comes to the first tile."""
        if self.model_.rows:
            self.setCurrentIndex(self.model_.index(0, 1))

    # -- Qt --------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for another number of tiles in a row."""
        super().resizeEvent(event)
        self._arrange()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Left and right run through every place of the house, up and down stay in the column."""
        del modifiers
        kind, here, model = QAbstractItemView.CursorAction, self.currentIndex(), self.model_
        if not model.rows:
            return QModelIndex()
        if not here.isValid():
            return model.index(0, 1)
        all_ = [(r, c + 1) for r, row in enumerate(model.rows) for c in range(len(row.tiles))]
        at = all_.index((here.row(), here.column()))
        steps = {
            kind.MoveLeft: -1, kind.MovePrevious: -1, kind.MoveRight: 1, kind.MoveNext: 1,
            kind.MoveHome: -len(all_), kind.MoveEnd: len(all_),
        }  # fmt: skip
        if action in steps:
            at = min(max(at + steps[action], 0), len(all_) - 1)
            return model.index(*all_[at])
        rows = {kind.MoveUp: -1, kind.MoveDown: 1, kind.MovePageUp: -3, kind.MovePageDown: 3}
        row = min(max(here.row() + rows.get(action, 0), 0), len(model.rows) - 1)
        return model.index(row, min(here.column(), len(model.rows[row].tiles)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; digits jump to a room; Space presses the word on the tile."""
        key, tile = Qt.Key(event.key()), self.tile
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and tile is not None:
            self.opened.emit(tile)
        elif key == Qt.Key.Key_Space and tile is not None and self._verb(tile):
            self.pressed.emit(tile, self._verb(tile))
        elif event.text().strip() and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.keyboardSearch(event.text())
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Choose the room whose number begins with what is typed; letters look in the names."""
        self._typed = (self._typed + search).casefold()
        self._typing.start()
        tiles = [tile for row in self.model_.rows for tile in row.tiles]
        exact = [tile for tile in tiles if tile.label.casefold() == self._typed]
        begins = [tile for tile in tiles if tile.label.casefold().startswith(self._typed)]
        named = [
            tile
            for tile in tiles
            if any(part.casefold().startswith(self._typed) for part in tile.name.split())
        ]
        found = exact or begins or named
        if found:
            self.choose(found[0].place_id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A resident may be dragged from here."""
        super().mousePressEvent(event)
        tile = self.model_.tile(self.indexAt(event.position().toPoint()))
        left = event.button() == Qt.MouseButton.LeftButton
        lived_in = tile is not None and tile.stay_id is not None
        self._dragged = tile if left and lived_in and self.model_.live else None
        self._from = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where the resident would go."""
        at = event.position().toPoint()
        over = self.indexAt(at)
        far = (at - self._from).manhattanLength() >= QApplication.startDragDistance()
        target = QModelIndex()
        if self._dragged is not None and (far or self.target.isValid()):
            tile = self.model_.tile(over)
            if tile is not None and tile.place_id != self._dragged.place_id:
                target = over
        if target != self.target or over != self.hovered:
            self.target, self.hovered = target, over
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go over another tile, or press the word on one."""
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        dragged, self._dragged = self._dragged, None
        target = self.model_.tile(self.indexAt(at))
        was_target, self.target = self.target.isValid(), QModelIndex()
        self.viewport().update()
        if dragged is not None and was_target and target is not None:
            self.dropped.emit(dragged, target)
        elif target is not None and self._on_verb(at, target):
            self.pressed.emit(target, self._verb(target))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what stands there."""
        tile = self.model_.tile(self.indexAt(event.position().toPoint()))
        self._dragged = None
        if tile is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(tile)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the page when another tile is chosen."""
        super().currentChanged(current, previous)
        if (tile := self.model_.tile(current)) is not None:
            self.chosen.emit(tile)

    def sizeHint(self) -> QSize:
        """As much as there is."""
        return QSize(theme().px(LABEL + LEAST), theme().px(HIGH * 3))

    # -- own -------------------------------------------------------------------------------------

    def _verb(self, tile: TileView) -> str:
        return face(tile, live=self.model_.live).verb

    def _on_verb(self, at: QPoint, tile: TileView) -> bool:
        area = self.tile_area(self.visualRect(self.model_.index_of(tile.place_id)))
        lower = area.adjusted(0, theme().px(40), -area.width() // 3, 0)
        return bool(self._verb(tile)) and lower.contains(at)

    def tile_area(self, rect: QRect) -> QRect:
        """The tile within its cell."""
        return QRect(rect.x(), rect.y() + 1, self._wide, theme().px(HIGH))

    def _across(self) -> int:
        t = theme()
        room = self.viewport().width() - t.px(LABEL) + t.px(BESIDE)
        return max(1, room // t.px(LEAST + BESIDE))

    def _arrange(self) -> None:
        if self._across() != self.model_.across and self.model_.floors:
            self.show_floors(self.model_.floors, live=self.model_.live)
        else:
            self._measure()

    def _measure(self) -> None:
        t, across, rows = theme(), self.model_.across, self.model_.rows
        room = self.viewport().width() - t.px(LABEL) + t.px(BESIDE)
        self._wide = min(room // across, t.px(WIDEST + BESIDE)) - t.px(BESIDE)
        self.setColumnWidth(0, t.px(LABEL))
        for column in range(1, across + 1):
            beside = 0 if column == across else t.px(BESIDE)
            self.setColumnWidth(column, self._wide + beside)
        for number, row in enumerate(rows):
            below = 2 if number == len(rows) - 1 else t.px(BETWEEN if row.last else GAP)
            self.setRowHeight(number, t.px(HIGH) + below)

    def _forget_typed(self) -> None:
        self._typed = ""


def _tr(words: str) -> str:
    return QCoreApplication.translate("Rooms", words)
