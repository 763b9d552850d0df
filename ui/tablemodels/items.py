"""Items one below the other, each drawn whole by a delegate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from ui.tablemodels.rows import ROW, Index


class ItemsModel(QAbstractListModel):
    """A list in memory whose delegate finds each item under ``ROW``; ``data`` never raises.

    Attributes:
        rows: The items, from above.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Any] = []

    def show(self, rows: Sequence[Any]) -> None:
        """Other items in their place."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The item itself under ``ROW``, else what is said of it."""
        if not index.isValid() or not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        return row if role == ROW else self.says(row, role)

    def says(self, row: Any, role: int) -> object:
        """Words for the screen, a screen reader or a tooltip; None where there are none."""
        raise NotImplementedError
