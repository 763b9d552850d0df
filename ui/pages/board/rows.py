"""The list of Handleplaner: every open matter, sorted by its deadline."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from boform_app.services.views.board import MatterRow
from models.values import dates
from ui.pages.board.cards import badge_of, shown_name, subject
from ui.tablemodels.rows import Column
from ui.widgets.badge import BadgeSpec
from ui.widgets.list_view import ListView

_URGENCY = ("over", "soon", "wait", "none", "ok", "")
_PARTIES = {
    "us": "Os", "municipality": "Kommunen", "housing": "Bolig", "moving": "Flyttedato",
}  # fmt: skip


def matter_list() -> ListView:
    """Who, what, who has the ball, how long, the deadline, and the button."""
    columns = (
        Column("name", _tr("Navn"), shown_name, "strong", 160, tip=shown_name),
        Column("what", _tr("Hvad"), subject, "text", None, tip=lambda row: row.why or subject(row)),
        Column("party", _tr("Bolden er hos"), lambda row: _tr(_PARTIES[row.column]), "muted", 96,
               spare=2),
        Column("days", _tr("Døgn"), _days, "number", 44, sort=lambda row: row.days or 0, spare=3),
        Column("worker", _tr("Kontakt"), _first_name, "muted", 76, spare=1),
        Column("next", _tr("Frist"), _badge, "badge", 168, sort=_urgency, tip=lambda row: row.why,
               spoken=lambda row: row.badge_text or row.detail),
        Column("do", "", lambda row: row.action_label, "button", 88, sort=False),
    )  # fmt: skip
    return ListView(
        columns, name=_tr("Sager"), id_of=lambda row: row.key, gap=12, search_key="name"
    )


def by_deadline(row: MatterRow) -> tuple[bool, bool, date, int]:
    """What is late or due first; what has no day last, the longest wait first."""
    return not row.strong, row.due is None, row.due or date.max, -(row.days or 0)


def _days(row: MatterRow) -> str:
    return "" if row.days is None else str(row.days)


def _first_name(row: MatterRow) -> str:
    return row.key_worker.partition(" ")[0]


def _badge(row: MatterRow) -> BadgeSpec | None:
    if row.badge_text:
        return badge_of(row)
    if row.due is None:
        return None
    return BadgeSpec("none", dates.dense(row.due), spoken=row.detail)


def _urgency(row: MatterRow) -> tuple[int, date]:
    place = _URGENCY.index(row.badge_kind) if row.badge_kind in _URGENCY else len(_URGENCY)
    return place, row.due or date.max


def _tr(words: str) -> str:
    return QCoreApplication.translate("Board", words)
