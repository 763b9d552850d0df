"""The table twin of the charts: every bar is a row with its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from boform_app.services.views.figures import Figure, FiguresView
from ui.pages.figures.bars import spoken_of
from ui.tablemodels.rows import Column, Strong
from ui.widgets.list_view import ListView


@dataclass(frozen=True, slots=True)
class TableRow:
    """A bar with the chart it stands in."""

    chart: str
    unit: str
    figure: Figure

    @property
    def key(self) -> str:
        """The key of its figure."""
        return self.figure.key


def rows_of(view: FiguresView) -> tuple[TableRow, ...]:
    """All bars of all charts, in the order of the page."""
    return tuple(
        TableRow(chart.title, chart.unit, bar) for chart in view.charts for bar in chart.bars
    )


def figure_table() -> ListView:
    """A list of ``TableRow``."""
    columns = (
        Column("chart", _tr("Søjler"), lambda row: row.chart, "muted", 216),
        Column(
            "label", _tr("Gruppe"), lambda row: row.figure.label, "text",
            spoken=lambda row: spoken_of(row.figure),
        ),
        Column("unit", _tr("Tæller"), lambda row: row.unit, "muted", 124, spare=1),
        Column("count", _tr("Antal"), lambda row: Strong(str(row.figure.count)), "number", 56),
        Column("of", _tr("Ud af"), lambda row: str(row.figure.of), "number", 56),
        Column("share", _tr("Andel"), lambda row: row.figure.share, "number", 60),
    )  # fmt: skip
    return ListView(
        columns, name=_tr("Tallene som tabel"), id_of=lambda row: row.key, row_px=30, gap=8,
        search_key="label",
    )  # fmt: skip


def _tr(words: str) -> str:
    return QCoreApplication.translate("Figures", words)
