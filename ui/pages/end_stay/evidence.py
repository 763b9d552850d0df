"""The five conditions of § 110, stk. 5 as evidence: what, from where, since when."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QPainter

from boform_app.services.views.stays import ConditionView
from ui.tablemodels.rows import VALUE, Column, Index
from ui.theme import theme
from ui.widgets.list_view import ListView, RowDelegate
from ui.widgets.painting import text_line

_ICONS: dict[str, tuple[str, str, bool]] = {
    "fulfilled": ("checkmark_circle", "#ok", False),
    "in_progress": ("hourglass_half", "accent", False),
    "missing": ("circle", "text2", False),
    "not_relevant": ("prohibited", "text3", False),
}


SUPPORT = 3


class _Delegate(RowDelegate):
    def _content(self, painter: QPainter, rect: QRect, column: Column, index: Index) -> None:
        if column.kind != "two":
            super()._content(painter, rect, column, index)
            return
        title, below, strong, soft = index.data(VALUE)
        t, middle = theme(), rect.y() + rect.height() // 2
        upper = QRect(rect.x(), middle - t.px(19), rect.width(), t.px(20))
        lower = QRect(rect.x(), middle + t.px(1), rect.width(), t.px(16))
        tone = "text2" if soft else "text"
        text_line(painter, upper if below else rect, title, "strong" if strong else "body", tone)
        text_line(painter, lower, below, "small", "text2")


def evidence_list() -> ListView:
    """An empty list of the conditions; its button goes where a condition is registered."""
    columns = (
        Column("number", "", lambda row: str(row.number), "muted", 12),
        Column("icon", "", _icon, "icon", 20, spoken=lambda row: _status(row.status)),
        Column("title", "", _title, "two", spoken=lambda row: f"{row.title}, {row.subtitle}"),
        Column("evidence", "", _evidence, "two", 216, spoken=lambda row: " ".join(_shown(row))),
        Column("act", "", _verb, "button", 92),
    )
    view = ListView(
        columns, name=_tr("Fem betingelser"), id_of=lambda row: row.number, row_px=44,
        search_key="title",
    )  # fmt: skip
    view.setItemDelegate(_Delegate(view))
    view.fit_rows()
    return view


def _icon(row: ConditionView) -> tuple[str, str, bool]:
    if _alarming(row):
        return "clock_alarm", "soonI", True
    motif, tone, filled = _ICONS[row.status]
    return motif, theme().badge("ok").text if tone == "#ok" else tone, filled


def _alarming(row: ConditionView) -> bool:
    """Only the support decision must exist before the move; the others are quiet."""
    return row.number == SUPPORT and row.status == "missing"


def _title(row: ConditionView) -> tuple[str, str, bool, bool]:
    return row.title, row.subtitle, _alarming(row), row.status == "not_relevant"


def _evidence(row: ConditionView) -> tuple[str, str, bool, bool]:
    what, source = _shown(row)
    return what, source, _alarming(row), row.status == "not_relevant"


def _shown(row: ConditionView) -> tuple[str, str]:
    if row.status == "not_relevant":
        return _tr("Ikke relevant"), ""
    if not row.evidence:
        return _status(row.status), row.source
    return f"{_status(row.status)} {row.evidence}", row.source


def _status(status: str) -> str:
    return {
        "fulfilled": _tr("På plads"),
        "in_progress": _tr("På vej"),
        "missing": _tr("Mangler"),
        "not_relevant": _tr("Ikke relevant"),
    }[status]


def _verb(row: ConditionView) -> str:
    if row.status == "not_relevant":
        return ""
    return _tr("Vis") if row.status == "fulfilled" else _tr("Registrér")


def _tr(words: str) -> str:
    return QCoreApplication.translate("EndStay", words)
