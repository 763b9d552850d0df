"""Afregning: what each handlekommune pays for a month, and the accounts of the house. Leaders only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from boform_app.services.views.economy import HouseLedger
from boform_app.services.views.settlements import MonthView, MunicipalityMonth
from models.values.dates import add_months
from models.values.money import kroner
from ui import messages
from ui.dialogs.panel import Panel
from ui.pages.base import Page
from ui.pages.resident.case_rows import FactRow
from ui.pages.resident.doing import Refused
from ui.pages.settlement.forms import RunForm
from ui.pages.settlement.pane import MunicipalityPane
from ui.pages.settlement.parts import balance_list, ledger_words, month_name, municipality_list
from ui.privacy import privacy
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Text
from ui.widgets.title_row import TitleRow

_STACK_BELOW = 900


class SettlementPage(Page):
    """Place ``settlement`` with ``{month?}``; without one the month that ended last."""

    key = "settlement"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.month = add_months(session.clock.today().replace(day=1), -1)
        self.view: MonthView | None = None
        self.panel: Panel | None = None
        self.rows = municipality_list(self.tr("Kommuner"))
        self.pane = MunicipalityPane(session)
        self.balances = balance_list(self.tr("Konti, der ikke er i nul"))
        self.before = IconButton("chevron_left", self.tr("Måneden før"))
        self.after = IconButton("chevron_right", self.tr("Måneden efter"))
        self.run = Button(
            self.tr("Bogfør kost og tøjvask"), icon="clipboard_task", height="row_button"
        )
        self.empty = EmptyState("")
        self.rate = self.empty.add_button(Button(self.tr("Skriv taksten"), "strong"))
        self._build()
        self._wire()

    def title(self) -> str:
        """For the window."""
        return self.tr("Afregning")

    def restore(self, state: Mapping[str, Any]) -> None:
        """Another month."""
        month = state.get("month")
        if isinstance(month, str):
            month = date.fromisoformat(month)
        if isinstance(month, date):
            self.month = month.replace(day=1)
            self.refresh()

    def state(self) -> Mapping[str, Any]:
        """Which month."""
        return {"month": self.month}

    def refresh(self) -> None:
        """Count the month again."""
        services = self._session.services
        try:
            self.view = services.settlements.month(self.month)
            ledger = services.month_runs.house(self.month)
        except Refused as refused:
            messages.present(refused, self)
            return
        self._show(self.view, ledger)

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self._title = TitleRow(self.tr("Afregning"))
        self._name = Text("", "h3")
        self._name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name.setMinimumWidth(theme().px(150))
        for widget in (self.before, self._name, self.after):
            self._title.add_action(widget)
        self.layout_.addWidget(self._title)
        self._missing = self._make_missing()
        self.layout_.addWidget(self._missing)
        self._card = Card(self.tr("Kommuner"), padded=False)
        self._card.body.addWidget(self.rows, 1)
        self._card.body.addWidget(self.empty)
        self._house = Card(self.tr("Beboernes konti i huset"), padded=False)
        self._house.add_tool(self.run)
        self._facts = [FactRow(name) for name in _NAMES]
        inner = QWidget()
        box = QGridLayout(inner)
        box.setContentsMargins(0, theme().px(4), 0, theme().px(4))
        box.setVerticalSpacing(0)
        for number, row in enumerate(self._facts):
            box.addWidget(row, number, 0)
        box.setRowStretch(len(self._facts), 1)
        box.addWidget(self.balances, 0, 1, len(self._facts) + 1, 1)
        box.setColumnStretch(0, 330)
        box.setColumnStretch(1, 400)
        self._house.body.addWidget(inner)
        for rows in (self.rows, self.balances, self.pane.lines):
            rows.setMinimumHeight(theme().px(148))
            # A list takes what is left; what it would like does not make the page scroll.
            rows.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        # Its sentence breaks into lines that a layout does not foresee.
        self.pane.lines.setMinimumHeight(theme().px(100))
        self.pane.setMinimumHeight(theme().px(330))
        self._grid = grid = QGridLayout()
        grid.setSpacing(theme().px(12))
        grid.setColumnStretch(0, 730)
        grid.addWidget(self._card, 0, 0)
        self._arrange()
        self.layout_.addLayout(grid, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two do not fit: large zoom on a small screen."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """The municipality beside the list, or below it; the accounts last."""
        stacked = self.width() < theme().px(_STACK_BELOW)
        for widget in (self.pane, self._house):
            self._grid.removeWidget(widget)
        if stacked:
            self._grid.addWidget(self.pane, 1, 0)
            self._grid.addWidget(self._house, 2, 0)
        else:
            self._grid.addWidget(self.pane, 0, 1, 2, 1)
            self._grid.addWidget(self._house, 1, 0)
        beside = not stacked and not self.pane.isHidden()
        self._grid.setColumnStretch(1, 404 if beside else 0)
        for row, share in enumerate((1, 1, 1) if stacked else (3, 2, 0)):
            self._grid.setRowStretch(row, share)

    def _make_missing(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(12))
        self.lack = Text("", "body", "text", wrap=True)
        self.open_resident = Button(self.tr("Skriv handlekommunen"), height="row_button")
        self.write_rate = Button(self.tr("Skriv taksten"), "strong", height="row_button")
        row.addWidget(self.lack, 1)
        row.addWidget(self.write_rate)
        row.addWidget(self.open_resident)
        return box

    def _wire(self) -> None:
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))
        self.rows.chosen.connect(self._chosen)
        self.rows.opened.connect(lambda _row: self.pane.open_pages())
        self.run.clicked.connect(self._run)
        for button in (self.rate, self.write_rate):
            button.clicked.connect(lambda: self.go("settings", tab="rules", rule="bed_rate"))
        self.pane.contact_wanted.connect(lambda _code: self.go("settings", tab="municipalities"))
        self.open_resident.clicked.connect(self._open_unknown)
        self.balances.opened.connect(
            lambda row: self.go("resident", person_id=row.person_id, tab="economy")
        )

    # -- what is shown ---------------------------------------------------------------------------

    def _show(self, view: MonthView, ledger: HouseLedger) -> None:
        self._name.setText(month_name(view.month))
        self._title.set_title(self.tr("Afregning"), self._head(view))
        self.after.setEnabled(view.month < self._session.clock.today().replace(day=1))
        kept = self.rows.current_row
        self.rows.set_rows(view.rows)
        if isinstance(kept, MunicipalityMonth):
            self.rows.choose(kept.code)
        if self.rows.current_row is None and view.rows:
            self.rows.choose(view.rows[0].code)
        self._chosen(self.rows.current_row)
        self._show_empty(view)
        self._show_missing(view)
        total = "" if not view.rate_known else kroner(view.amount_ore)
        self._card.set_title(self.tr("Kommuner"), total if view.rows else "")
        for row, (name, words) in zip(self._facts, ledger_words(ledger), strict=True):
            row.say(words, strong=name == _NAMES[-1])
        self.balances.set_rows(ledger.balances)
        self.balances.setVisible(bool(ledger.balances))

    def _head(self, view: MonthView) -> str:
        if not view.over:
            return self.tr("Måneden løber. Tallene er til og med i går.")
        rows = [row for row in view.rows if row.state != "later"]
        done = sum(1 for row in rows if row.state.startswith("sent"))
        return self.tr("{n} af {all} sendt").format(n=done, all=len(rows)) if rows else ""

    def _show_empty(self, view: MonthView) -> None:
        first_time = not view.ever
        self.rate.setVisible(first_time and not view.rate_known)
        words = ""
        if first_time:
            words = self.tr(
                "Her laves grundlaget for fakturaer til kommunerne, en gang om måneden. Skriv først "
                "husets takst pr. døgn, som den står på Tilbudsportalen."
            )
        elif not view.rows:
            words = self.tr("Ingen døgn at afregne i {month}.").format(
                month=month_name(view.month).lower()
            )
        self.empty.set_text(words)
        self.empty.setVisible(bool(words))
        # Before the first rate there is nothing to look at: what to do stands alone.
        self.rows.setVisible(bool(view.rows) and not first_time)

    def _show_missing(self, view: MonthView) -> None:
        said = []
        if view.rows and not view.rate_known and view.ever:
            said.append(self.tr("Taksten mangler for en del af måneden."))
        self.write_rate.setVisible(bool(said))
        if view.unknown:
            names = ", ".join(privacy().name(one.name, "") for one in view.unknown[:3])
            more = len(view.unknown) - 3
            names += self.tr(" og {n} mere").format(n=more) if more > 0 else ""
            words = self.tr(
                "Handlekommunen er ikke kendt for {names}. De er ikke med i et grundlag."
            )
            said.append(words.format(names=names))
        self.lack.setText(" ".join(said))
        self.open_resident.setVisible(bool(view.unknown))
        self._missing.setVisible(bool(said))

    # -- what a person does ----------------------------------------------------------------------

    def _chosen(self, row: object) -> None:
        view = self.view
        if view is not None:
            shown = row if isinstance(row, MunicipalityMonth) and view.ever else None
            self.pane.show_row(shown, view.month, over=view.over)
            self._arrange()

    def _step(self, by: int) -> None:
        self.month = add_months(self.month, by)
        self.refresh()

    def _run(self) -> None:
        try:
            lines = self._session.services.month_runs.proposed(self.month)
        except Refused as refused:
            messages.present(refused, self)
            return
        if not lines:
            self._session.say(self.tr("Alt er bogført. Der er ikke noget nyt."))
            return
        self.panel = RunForm(self._session, self, self.month, month_name(self.month), lines)

    def _open_unknown(self) -> None:
        if self.view is not None and self.view.unknown:
            self.go(
                "resident", person_id=self.view.unknown[0].person_id, tab="facts",
                field="acting_municipality_code",
            )  # fmt: skip


_NAMES = (
    "Ved start",
    "Opkrævet",
    "Indbetalt",
    "Udbetalt",
    "Ved slutning",
)
