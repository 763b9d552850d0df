"""Short lists: rows are frozen dataclasses, columns say how to read them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from ui.theme import theme
from ui.widgets.badge import BadgeSpec

Index = QModelIndex | QPersistentModelIndex
CellKind = Literal["text", "strong", "muted", "number", "badge", "button", "icon", "two", "lead"]
VALUE = Qt.ItemDataRole.UserRole + 1
ROW = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out in a column of ordinary text."""

    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        key: Stable name; carried by ``ListView.pressed``.
        header: Words above it.
        value: Reads a row: a string, a ``BadgeSpec`` or None, a button's verb ("" for none), an
            icon name (or name, colour and whether it is filled), or for ``two`` a pair of title and
            line below, for ``lead`` a pair of a title and softer words after it.
        kind: How it is drawn.
        width: Pixels at 100 %, None for what is left.
        sort: Key for sorting; None sorts by the words, False never sorts.
        spoken: What a screen reader says; the words unless given.
        tip: What the tooltip says; nothing unless given.
        spare: Its turn to be hidden where the words of the wide column have no room; 0 for never.
    """

    key: str
    header: str
    value: Callable[[Any], Any]
    kind: CellKind = "text"
    width: int | None = None
    sort: Callable[[Any], Any] | Literal[False] | None = None
    spoken: Callable[[Any], str] | None = None
    tip: Callable[[Any], str] | None = None
    spare: int = 0


class RowsModel(QAbstractTableModel):
    """A list that is held in memory. ``data()`` never raises and never queries."""

    def __init__(
        self, columns: Sequence[Column], id_of: Callable[[Any], Any], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.id_of = id_of
        self.rows: list[Any] = []
        self._collator = QCollator(QLocale(QLocale.Language.Danish, QLocale.Country.Denmark))
        self._collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def row_of(self, row_id: Any) -> int:
        """Where a row stands, -1 when it is not there."""
        return next((n for n, row in enumerate(self.rows) if self.id_of(row) == row_id), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """Number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows and says."""
        if not index.isValid() or not index.row() < len(self.rows):
            return None
        row, column = self.rows[index.row()], self.columns[index.column()]
        if role == ROW:
            return row
        if role == VALUE:
            return column.value(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return words_of(column.value(row)) if column.kind != "icon" else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(column, row)
        tip = column.tip if role == Qt.ItemDataRole.ToolTipRole else None
        return tip(row) if tip is not None else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Words above the columns; the screen reader gets a word for a column without one."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].header
        # From the model, for a style sheet that is polished anew forgets the font of a header.
        return theme().font("smallStrong") if role == Qt.ItemDataRole.FontRole else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Danish collation: Aa stands with Å."""
        if not 0 <= column < len(self.columns) or self.columns[column].sort is False:
            return
        chosen = self.columns[column]
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        ids = [self.id_of(self.rows[index.row()]) for index in kept]
        reverse = order == Qt.SortOrder.DescendingOrder
        self.rows.sort(key=lambda row: self._sort_key(chosen, row), reverse=reverse)
        places = {self.id_of(row): n for n, row in enumerate(self.rows)}
        moved = [
            self.index(places[row_id], index.column())
            for row_id, index in zip(ids, kept, strict=True)
        ]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    def _sort_key(self, column: Column, row: Any) -> Any:
        if callable(column.sort):
            found = column.sort(row)
            return self._collator.sortKey(found) if isinstance(found, str) else found
        return self._collator.sortKey(words_of(column.value(row)))

    def _spoken(self, column: Column, row: Any) -> str:
        if column.spoken is not None:
            return column.spoken(row)
        if column.kind == "icon":
            # The name of a motif is no word; what it means stands in the row's text.
            return ""
        value = column.value(row)
        return value.accessible_text if isinstance(value, BadgeSpec) else words_of(value)


def words_of(value: Any) -> str:
    """The words of any cell value."""
    if value is None:
        return ""
    if isinstance(value, (BadgeSpec, Strong)):
        return value.text
    if isinstance(value, tuple):
        # A flag beside the words says how they are drawn.
        return ". ".join(str(part) for part in value if part and not isinstance(part, bool))
    return str(value)
