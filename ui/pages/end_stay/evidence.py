"""The five conditions of § 110, stk. 5 as a list: what, from where, since when, confirmed by whom."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QPainter

from boform_app.services.views.conditions import ConditionItem
from ui.privacy import privacy
from ui.tablemodels.rows import VALUE, Column, Index
from ui.theme import theme
from ui.widgets.list_view import ListView, RowDelegate
from ui.widgets.painting import text_line

_ICONS: dict[str, tuple[str, str, bool]] = {
    "met": ("checkmark_circle", "#ok", False),
    "waiting": ("hourglass_half", "accent", False),
    "missing": ("circle", "text2", False),
    "not_relevant": ("prohibited", "text3", False),
}
# Where the first column says more than the paragraph.
_SAYS_DETAIL = {"place_assigned", "tenancy_and_support", "can_move_in"}
SUPPORT = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """A condition with the verb of its button, "" for none."""

    item: ConditionItem
    verb: str

    @property
    def number(self) -> int:
        """1 to 5."""
        return self.item.number

    @property
    def alarming(self) -> bool:
        """Only the support decision must exist before the move; the others are quiet."""
        missing = self.item.state == "missing" and self.item.source != "support"
        applied = self.item.waiting_days is not None
        return self.number == SUPPORT and (missing or applied)


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
    """An empty list of the conditions."""
    columns = (
        Column("number", "", lambda row: str(row.number), "muted", 12),
        Column("icon", "", _icon, "icon", 20, spoken=lambda row: _status(row.item.state)),
        Column("title", "", _title, "two", spoken=lambda row: ", ".join(_title(row)[:2])),
        Column("evidence", "", _evidence, "two", 216, spoken=lambda row: " ".join(_shown(row))),
        Column("act", "", lambda row: row.verb, "button", 92),
    )
    view = ListView(
        columns, name=_tr("Fem betingelser"), id_of=lambda row: row.number, row_px=44,
        search_key="title",
    )  # fmt: skip
    view.setItemDelegate(_Delegate(view))
    view.fit_rows()
    return view


def _icon(row: Shown) -> tuple[str, str, bool]:
    if row.alarming:
        return "clock_alarm", "soonI", True
    motif, tone, filled = _ICONS[row.item.state]
    return motif, theme().badge("ok").text if tone == "#ok" else tone, filled


def _title(row: Shown) -> tuple[str, str, bool, bool]:
    item = row.item
    below = item.detail if item.key in _SAYS_DETAIL and item.detail else item.paragraph
    if item.state == "not_relevant":
        below = _tr("gælder kun botilbud efter § 107 eller § 108")
        if item.number != 5:
            below = _tr("gælder kun egen bolig")
    elif item.waiting_days is not None and item.what:
        below = f"{item.paragraph}, {item.what[:1].lower()}{item.what[1:]}"
    return item.title, privacy().text(below), row.alarming, item.state == "not_relevant"


def _evidence(row: Shown) -> tuple[str, str, bool, bool]:
    what, below = _shown(row)
    return what, below, row.alarming, row.item.state == "not_relevant"


def _shown(row: Shown) -> tuple[str, str]:
    """The evidence in words, and below it who confirmed it and from where."""
    item = row.item
    if item.state == "not_relevant":
        return _tr("Ikke relevant"), ""
    if item.waiting_days is not None:
        return _tr("Mangler, {n} døgn").format(n=item.waiting_days), ""
    by = item.confirmed_by.name if item.confirmed_by else ""
    detail = "" if item.key in _SAYS_DETAIL else privacy().text(item.detail)
    below = " · ".join(part for part in (by, detail or _source(item)) if part)
    # What does not fit beside the first fact stands below it: "Kontrakt …" / "nøgler …".
    first, _, more = item.what.partition(" · ")
    below = " · ".join(part for part in (more, below) if part)
    return first or _status(item.state), below


def _source(item: ConditionItem) -> str:
    return {
        "plan": _tr("handleplan"), "prerequisite": _tr("forudsætninger"),
        "support": _tr("støtte"), "offer": _tr("bolig"), "hand": _tr("bekræftet her"),
    }.get(item.source, "")  # fmt: skip


def _status(state: str) -> str:
    return {
        "met": _tr("På plads"), "waiting": _tr("På vej"), "missing": _tr("Mangler"),
        "not_relevant": _tr("Ikke relevant"),
    }[state]  # fmt: skip


def _tr(words: str) -> str:
    return QCoreApplication.translate("EndStay", words)
