"""Who was handlekommune and opholdskommune when; what changed hands is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from boform_app.services.views.contacts import MunicipalityPeriodView
from models.values import dates
from ui.dialogs.panel import Panel
from ui.session import Session
from ui.tablemodels.rows import Column
from ui.theme import theme
from ui.widgets.list_view import ListView


class MunicipalityHistory(Panel):
    """One line for every period, the present ones last."""

    def __init__(self, parent: QWidget, periods: Sequence[MunicipalityPeriodView]) -> None:
        super().__init__(parent, _tr("Kommuner under opholdet"), width=760)
        roles = {"acting": _tr("Handlekommune"), "residence": _tr("Opholdskommune")}
        columns = (
            Column("role", "", lambda row: roles.get(row.role, ""), "muted", 120),
            Column("who", _tr("Kommune"), lambda row: row.municipality or _tr("Ved ikke endnu"),
                   "strong", 170),
            Column("from", _tr("Fra"), lambda row: dates.short(row.from_on), "text", 84),
            Column("to", _tr("Til"), lambda row: dates.short(row.to_on) if row.to_on else _tr("nu"),
                   "text", 84),
            Column("note", _tr("Note"), lambda row: row.note, "muted", tip=lambda row: row.note),
        )  # fmt: skip
        self.view = ListView(
            columns, name=_tr("Kommuner"), id_of=lambda row: (row.role, row.from_on), gap=12
        )
        self.view.set_rows(periods)
        height = self.view.horizontalHeader().height() + len(periods) * self.view.row_height()
        self.view.setFixedHeight(height + theme().px(2))
        self.body.addWidget(self.view)
        self.add_button(_tr("Luk"), safe=True)


def opener(session: Session, page: QWidget, stay_id: UUID) -> Callable[[], object] | None:
    """Shows the history; None while no municipality has changed."""
    periods = session.services.case_municipalities.history(stay_id)
    if all(period.to_on is None for period in periods):
        return None
    return lambda: MunicipalityHistory(page, periods).open()


def _tr(words: str) -> str:
    return QCoreApplication.translate("Facts", words)
