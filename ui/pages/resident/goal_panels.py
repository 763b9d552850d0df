"""Panels of the opholdsplan that show: a goal over time, and what the overview suggests."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from boform_app.services.views.stay_plans import (
    EvaluationView,
    GoalHistory,
    GoalProposal,
    PlanProposal,
)
from models.values import dates
from models.values.ffb import Ffb, theme_label
from ui.dialogs.panel import Panel
from ui.privacy import privacy
from ui.tablemodels.rows import Column
from ui.theme import theme
from ui.widgets.labels import Text
from ui.widgets.list_view import ListView

_MOST_ROWS = 8


class HistoryPanel(Panel):
    """Levels and words of a goal, one line for every time, oldest first."""

    def __init__(self, parent: QWidget, history: GoalHistory) -> None:
        title = privacy().text(history.title) or _tr("Mål")
        super().__init__(parent, _tr("{title} over tid").format(title=title), width=760)
        start = next((point for point in history.points if point.why == "set"), None)
        begun = _level(start.level if start else None)
        on = dates.short(start.on) if start else ""
        expected = _level(history.level_expected)
        self.text.setText(
            _tr("Sat {day} på niveau {level}, forventet {expected}.").format(
                day=on, level=begun, expected=expected
            )
        )
        self.text.show()
        columns = (
            Column("day", _tr("Dag"), lambda row: dates.short(row.evaluated_on), "muted", 84),
            Column("level", _tr("Niveau"), lambda row: _level(row.level), "text", 50),
            Column("says", _tr("Beboeren siger"), lambda row: privacy().text(row.resident_words),
                   "text", 200, tip=lambda row: privacy().text(row.resident_words)),
            Column("staff", _tr("Vi vurderer"), _staff, "text", tip=_whole),
            Column("by", _tr("Skrevet af"), lambda row: row.by.first_name, "muted", 80),
        )  # fmt: skip
        self.view = ListView(columns, name=_tr("Evalueringer"), id_of=lambda row: row.id, gap=12)
        self.view.set_rows(history.evaluations)
        _fit(self.view, len(history.evaluations))
        if history.evaluations:
            self.body.addWidget(self.view)
        else:
            words = _tr("Målet er ikke evalueret endnu. Det gør I sammen med Evaluér.")
            self.body.addWidget(Text(words, "body", "text2", wrap=True))
        self.add_button(_tr("Luk"), safe=True)


class ProposalPanel(Panel):
    """Goals worth talking about, from the last overview; nothing is written before a form is saved."""

    def __init__(
        self, parent: QWidget, proposal: PlanProposal, words: Ffb,
        use: Callable[[GoalProposal], object],
    ) -> None:  # fmt: skip
        super().__init__(parent, _tr("Forslag fra udflytningsoverblikket"), width=760)
        self._use = use
        self.text.setText(_about(proposal))
        self.text.show()
        columns = (
            Column("title", _tr("Område"), lambda row: row.title, "strong", 230,
                   tip=lambda row: row.helps),
            Column("theme", _tr("Tema"), lambda row: _theme(row, words), "muted"),
            Column("own", _tr("Beboer"), lambda row: _level(row.resident_level), "text", 54),
            Column("ours", _tr("Vi"), lambda row: _level(row.level_now), "text", 40),
            Column("use", "", lambda _row: _tr("Brug"), "button", 64),
        )  # fmt: skip
        self.view = ListView(columns, name=_tr("Forslag"), id_of=lambda row: row.domain, gap=12)
        self.view.set_rows(proposal.goals)
        _fit(self.view, len(proposal.goals))
        self.view.pressed.connect(lambda row, _key: self._take(row))
        self.view.opened.connect(self._take)
        if proposal.goals:
            self.body.addWidget(self.view)
            self.view.choose(proposal.goals[0].domain)
        self.add_button(_tr("Luk"))

    def _take(self, row: GoalProposal) -> None:
        self.accept()
        self._use(row)


def _fit(view: ListView, rows: int) -> None:
    height = view.horizontalHeader().height() + min(rows, _MOST_ROWS) * view.row_height()
    view.setFixedHeight(height + theme().px(2))


def _about(proposal: PlanProposal) -> str:
    if proposal.overview_on is None:
        return _tr("Der er intet udflytningsoverblik endnu. Det begynder under Udflytning.")
    if not proposal.goals:
        return _tr("Overblikket peger ikke på noget bestemt. Skriv et mål med beboerens egne ord.")
    day = dates.short(proposal.overview_on)
    words = _tr("Fra overblikket {day}. Det, beboeren selv har valgt, står først.").format(day=day)
    return words + " " + _tr("Vælg et, og skriv målet med beboerens ord.")


def _theme(row: GoalProposal, words: Ffb) -> str:
    return theme_label(words, row.theme) if row.theme else _tr("vælges i formularen")


def _level(level: int | None) -> str:
    return "–" if level is None else str(level)


def _staff(row: EvaluationView) -> str:
    parts = (row.staff_words, row.done)
    return privacy().text(" · ".join(part for part in parts if part))


def _whole(row: EvaluationView) -> str:
    parts = (_staff(row), row.informant_label)
    return "\n".join(part for part in parts if part)


def _tr(words: str) -> str:
    return QCoreApplication.translate("StayPlan", words)
