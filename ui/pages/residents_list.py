"""The table of Beboere: rows in memory or pages on demand; Space shows and hides the pane."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent

from ui.pages.residents_model import LazyRows, ResidentsModel, columns
from ui.theme import theme
from ui.widgets.list_view import ListView

_LEAST_BADGE = 184
_MAY_GO = ("worker", "municipality", "nights")
"""Columns that are left out, in this order, where the list is too narrow."""


class ResidentsList(ListView):
    """Signals: ``toggled`` for Space, ``typed_past`` for letters in a list that is not in memory."""

    toggled = Signal()
    typed_past = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__(columns(), name=name, id_of=lambda row: row.person_id)
        self.residents = ResidentsModel(columns(), self)
        self.model_ = self.residents
        self.setModel(self.residents)
        self._set_up()
        self._dress()
        self.horizontalHeader().setVisible(True)

    def show_past(self, rows: LazyRows) -> None:
        """Former residents, in the order of the service."""
        self.setSortingEnabled(False)
        self.residents.show_lazy(rows)

    @property
    def lazy(self) -> bool:
        """Whether the rows come in pages."""
        return isinstance(self.residents.rows, LazyRows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space shows and hides the pane."""
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.toggled.emit()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters jump to a name; in pages they go to the search field, which asks the database."""
        if self.lazy:
            self.typed_past.emit(search)
            return
        super().keyboardSearch(search)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave columns out rather than cutting the deadline."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        t, found = theme(), self.residents.columns
        widths = {c.key: t.px(c.width) + t.px(16) for c in found if c.width is not None}
        spare = self.viewport().width() - sum(widths.values()) - t.px(_LEAST_BADGE) - t.px(12)
        for key in _MAY_GO:
            place = next(n for n, column in enumerate(found) if column.key == key)
            self.setColumnHidden(place, spare < 0)
            if spare < 0:
                spare += widths[key]
