"""The places of the board as a table: floors one below the other, tiles in rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from boform_app.services.views.rooms import FloorView, TileView
from ui.pages.rooms.words import spoken

Index = QModelIndex | QPersistentModelIndex
TILE = Qt.ItemDataRole.UserRole + 1
_SAID = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class TileRow:
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
        self.rows: list[TileRow] = []
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
                self.rows.append(TileRow(floor, tiles, start == 0, last))
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
