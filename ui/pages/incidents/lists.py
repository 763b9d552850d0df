"""The three lists of *Hændelser*."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication

from models.values import dates
from ui.pages.day_log.rows import name_of
from ui.pages.incidents import words
from ui.tablemodels.rows import Column
from ui.widgets.list_view import ListView


def incident_list(today: Callable[[], date]) -> ListView:
    """When, who was there, what happened, and whether a leader has read it."""
    return ListView(
        (
            Column("when", _tr("Hvornår"), words.when, "muted", 116),
            Column("who", _tr("Hvem var der"), lambda row: words.names(row.about), "strong", 164,
                   tip=lambda row: words.names(row.about)),
            Column("what", _tr("Hvad der skete"), words.what, "text", tip=words.what),
            Column("state", "", lambda row: words.state_badge(row, today()), "badge", 132),
        ),
        name=_tr("Hændelser"), id_of=lambda row: row.id, gap=12, search_key="who",
    )  # fmt: skip


def conflict_list() -> ListView:
    """Which two, since when, and why."""
    return ListView(
        (
            Column("since", _tr("Siden"), lambda row: dates.short(row.since), "muted", 96),
            Column("who", _tr("Mellem"), words.pair, "strong", 280, tip=words.pair),
            Column("note", _tr("Hvorfor"), words.conflict_note, "text", tip=words.conflict_note),
            Column("state", "", lambda row: words.conflict(row).badges[0], "badge", 112),
        ),
        name=_tr("Konflikter"), id_of=lambda row: row.id, gap=12, search_key="who",
    )  # fmt: skip


def expulsion_list() -> ListView:
    """Who, how long, what it stops."""
    return ListView(
        (
            Column("who", _tr("Hvem"), lambda row: name_of(row.who), "strong", 180),
            Column("period", _tr("Periode"), words.period, "text", 230, tip=words.period),
            Column("stops", _tr("Gælder"), words.stops, "muted", tip=words.stops),
            Column("state", "", words.expulsion_badge, "badge", 112),
        ),
        name=_tr("Bortvisninger"), id_of=lambda row: row.id, gap=12, search_key="who",
    )  # fmt: skip


def _tr(text: str) -> str:
    return QCoreApplication.translate("Incidents", text)
