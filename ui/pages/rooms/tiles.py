"""The board: arrow keys cross floors, digits jump to a room, a resident or a reservation can be dragged."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QModelIndex, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHeaderView, QTableView

from boform_app.services.views.rooms import FloorView, TileView
from ui.pages.rooms.tile_model import Index, TilesModel
from ui.pages.rooms.tile_paint import BETWEEN, GAP, HIGH, LABEL, TileDelegate
from ui.pages.rooms.words import face
from ui.theme import theme

LEAST, WIDEST, BESIDE = 140, 176, 8
"""Width of a tile, and what is between two of a row."""
_FORGET_TYPED_MS = 1000


class TileBoard(QTableView):
    """All places of the house. Arrow keys cross floors, digits jump to a room, a tile can be dragged.

    Signals:
        chosen: Another tile; carries the ``TileView``.
        opened: Enter or double click.
        pressed: The word on a free or dirty tile: carries the tile and ``admit`` or ``clean``.
        dropped: A resident or a reservation was let go over another tile: carries both tiles.
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
        """Choose the room whose number begins with what is typed; letters look in the names.

        What fits nothing begins anew: after 4 comes 6, in a house without a room 46.
        """
        typed = (self._typed + search).casefold()
        found = self._found(typed)
        if found is None and typed != search.casefold():
            typed = search.casefold()
            found = self._found(typed)
        self._typed = typed
        self._typing.start()
        if found is not None:
            self.choose(found.place_id)

    def _found(self, typed: str) -> TileView | None:
        tiles = [tile for row in self.model_.rows for tile in row.tiles]
        exact = [tile for tile in tiles if tile.label.casefold() == typed]
        begins = [tile for tile in tiles if tile.label.casefold().startswith(typed)]
        named = [
            tile
            for tile in tiles
            if any(part.casefold().startswith(typed) for part in tile.name.split())
        ]
        return next(iter(exact or begins or named), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A resident may be dragged from here, or a reservation where nobody lives."""
        super().mousePressEvent(event)
        tile = self.model_.tile(self.indexAt(event.position().toPoint()))
        left = event.button() == Qt.MouseButton.LeftButton
        held = tile is not None and (tile.stay_id is not None or tile.reservation is not None)
        self._dragged = tile if left and held and self.model_.live else None
        self._from = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where the resident or the reservation would go."""
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
