"""Ledelsestal: four numbers, charts or their table, and the list behind the chosen one (mockup 08)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from boform_app.clock import local_time
from boform_app.errors import BoformError
from boform_app.progress import Progress
from boform_app.services.views.figures import Asked, Figure, FiguresView
from models.values import dates, municipalities
from ui import messages
from ui.pages.base import Page
from ui.pages.figures.behind import Behind
from ui.pages.figures.charts import Charts
from ui.pages.figures.numbers import NumberRow
from ui.pages.figures.period import Choice, PeriodButton
from ui.pages.figures.saving import FiguresPdf
from ui.pages.figures.table import TableRow, figure_table, rows_of
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.choice import Combo, Option
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.shown_stack import ShownStack
from ui.widgets.title_row import TitleRow

_BESIDE = 1080
"""From this width on the panel stands beside the charts, px at 100 %."""
_PANEL = 376
_ANY_WIDTH = 16_777_215
_ONE_LINE = 1000
"""Title and tools on one line need so much, px at 100 %."""


class FiguresPage(Page):
    """Place ``figures``: for leaders; counted beside the interface, at one instant."""

    key = "figures"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.view: FiguresView | None = None
        self.choice = Choice()
        self._reading, self._again = False, False
        self._key = ""
        self._beside: bool | None = None
        self._beside_title: bool | None = None
        self._title = TitleRow(self.tr("Ledelsestal"))
        self.period = PeriodButton(session, self)
        self.municipality = Combo(name=self.tr("Kommune"))
        self.as_table = Button("")
        self.save = Button(self.tr("Gem som PDF"), icon="document_pdf")
        self.pdf = FiguresPdf(session, self)
        self.numbers, self.charts, self.table = NumberRow(), Charts(), figure_table()
        self.behind = Behind(session)
        self._build()
        self._wire()
        self._show_table_button()
        for tool in (self.as_table, self.save):
            tool.setEnabled(False)

    # -- what the shell calls --------------------------------------------------------------------

    def title(self) -> str:
        """Words for the window title."""
        return self.tr("Ledelsestal")

    def refresh(self) -> None:
        """Count again, beside the interface; what is shown stays until it is there."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        figures, choice = self._session.services.figures, self.choice
        code = self.municipality.value or ""

        def work(_progress: Progress) -> FiguresView:
            span = choice.span(figures.last_night())
            return figures.view(Asked(span.first, span.last, code))

        self._session.tasks.run(
            work, self._read, failed=self._not_read, cancelled=self._stopped, owner=self
        )

    def privacy_changed(self, *, on: bool) -> None:
        """Names in the list behind the figure."""
        del on
        self.behind.names_changed()

    def state(self) -> Mapping[str, Any]:
        """Period, municipality, and which figure is chosen."""
        return {
            "choice": self.choice, "municipality": self.municipality.value, "chosen": self._key,
            "table": self.shows_table,
        }  # fmt: skip

    def restore(self, state: Mapping[str, Any]) -> None:
        """The same figures."""
        before = self.choice, self.municipality.value
        self.choice = state.get("choice", self.choice)
        if "municipality" in state:
            self.municipality.set_value(state["municipality"])
        self._key = str(state.get("chosen", self._key))
        if bool(state.get("table", self.shows_table)) != self.shows_table:
            self.switch()
        if self.view is None:
            return
        if (self.choice, self.municipality.value) != before:
            self.refresh()
        elif (found := self.view.figure(self._key)) is not None:
            self.choose(found)

    @property
    def shows_table(self) -> bool:
        """Whether the table stands where the charts were."""
        return self._stack.currentWidget() is self._tabled

    def choose(self, figure: Figure) -> None:
        """Show what is behind a figure."""
        self._key = figure.key
        self._mark()
        self.behind.show_figure(figure)

    def switch(self) -> None:
        """Charts or table."""
        self._stack.setCurrentWidget(self._drawn if self.shows_table else self._tabled)
        self._show_table_button()
        self._mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel goes below the charts where there is little room beside them."""
        super().resizeEvent(event)
        self._arrange()

    # -- reading ---------------------------------------------------------------------------------

    def _read(self, view: FiguresView) -> None:
        self.view = view
        self._stopped()
        at = local_time(view.counted_at)
        self._title.set_title(
            self.tr("Ledelsestal"),
            self.tr("talt {day} kl. {time}").format(
                day=dates.short(at.date()), time=dates.clock(at.time())
            ),
        )
        self.period.show_period(view.period, self.choice.span(view.last_night), view.last_night)
        self._offer(view)
        for tool in (self.as_table, self.save):
            tool.setEnabled(view.enough)
        self._whole.setCurrentIndex(0 if view.enough else 1)
        if not view.enough:
            return
        for card, number in zip(self.numbers.cards, view.numbers, strict=True):
            card.show_number(number)
        self.charts.show_view(view)
        self.table.set_rows(rows_of(view))
        self.behind.show_missing(view.missing)
        self.choose(view.figure(self._key) or view.numbers[0].figure)
        self._arrange()

    def _offer(self, view: FiguresView) -> None:
        kept = self.municipality.value
        known = dict(view.municipalities)
        if kept and kept not in known:
            found = municipalities.find(kept)
            known[kept] = found.name if found else kept
        options = [Option(None, self.tr("Alle kommuner"))]
        self.municipality.set_options([*options, *(Option(*one) for one in known.items())])
        self.municipality.set_value(kept)

    def _not_read(self, error: Exception) -> None:
        self._stopped()
        if isinstance(error, BoformError):
            messages.present(error, self)
        else:
            raise error

    def _stopped(self) -> None:
        self._reading = False
        if self._again:
            self._again = False
            self.refresh()

    # -- what a person does ----------------------------------------------------------------------

    def _pick(self, choice: Choice) -> None:
        self.choice = choice
        self.refresh()

    def _save(self) -> None:
        if self.view is not None and self.view.enough:
            self.pdf.save(self.view)

    def _missing(self) -> None:
        if self.view is not None and self.view.missing is not None:
            self.choose(self.view.missing)

    def _open(self, person_id: UUID) -> None:
        self.go("resident", person_id=person_id)

    def _row(self, row: object) -> None:
        if isinstance(row, TableRow):
            self.choose(row.figure)

    def _number(self, number: int) -> None:
        shown = self.numbers.cards[number].number
        if shown is not None:
            self.choose(shown.figure)

    def _mark(self) -> None:
        for card in self.numbers.cards:
            card.setChecked(card.number is not None and card.number.figure.key == self._key)
        self.charts.mark(self._key)
        with QSignalBlocker(self.table):
            if not self.table.choose(self._key):
                self.table.clearSelection()

    # -- building --------------------------------------------------------------------------------

    def _show_table_button(self) -> None:
        words = self.tr("Vis som søjler") if self.shows_table else self.tr("Vis som tabel")
        self.as_table.setText(words)
        self.as_table.change(
            icon="data_bar_vertical" if self.shows_table else "task_list_square_ltr"
        )

    def _build(self) -> None:
        self.municipality.setSizeAdjustPolicy(
            Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.municipality.setMinimumContentsLength(14)
        self._tools = QWidget()
        self._flow = FlowLayout(self._tools)
        tools: tuple[QWidget, ...] = (self.period, self.municipality, self.as_table, self.save)
        for tool in tools:
            self._flow.addWidget(tool)
        self._tabled, self._drawn = Card(padded=False), self.charts
        self._tabled.body.addWidget(self.table)
        self._stack = ShownStack()
        self._stack.addWidget(self._drawn)
        self._stack.addWidget(self._tabled)
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(0, 0, 0, 0)
        filled, nothing = QWidget(), Card()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(12))
        column.addWidget(self.numbers)
        column.addWidget(self._body, 1)
        words = self.tr(
            "Der er ikke tal nok til at vise noget endnu. De første tal kommer, når tre ophold er "
            "afsluttet."
        )
        nothing.body.addWidget(EmptyState(words))
        nothing.body.addStretch(1)
        waiting = QWidget()
        self._whole = ShownStack()
        for widget in (filled, nothing, waiting):
            self._whole.addWidget(widget)
        self._whole.setCurrentIndex(2)
        self.layout_.addWidget(self._title)
        self.layout_.addWidget(self._whole, 1)

    def _wire(self) -> None:
        self.period.picked.connect(self._pick)
        self.municipality.changed.connect(self.refresh)
        self.as_table.clicked.connect(self.switch)
        self.save.clicked.connect(self._save)
        self.charts.chosen.connect(self.choose)
        self.table.chosen.connect(self._row)
        for number, card in enumerate(self.numbers.cards):
            card.clicked.connect(lambda _on=False, number=number: self._number(number))
        self.behind.opened.connect(self._open)
        self.behind.missing_wanted.connect(self._missing)
        theme().changed.connect(self._arrange)

    def _arrange(self) -> None:
        t = theme()
        width = self.width() - 2 * t.size("margin")
        self._place_tools(beside_title=width >= t.px(_ONE_LINE))
        self.numbers.arrange(width)
        beside = width >= t.px(_BESIDE)
        self._grid.setSpacing(t.px(12))
        self.behind.setMinimumWidth(t.px(_PANEL) if beside else 0)
        self.behind.setMaximumWidth(t.px(_PANEL) if beside else _ANY_WIDTH)
        self.charts.arrange(width - t.px(_PANEL + 12) if beside else width)
        if beside != self._beside:
            self._beside = beside
            self._grid.addWidget(self._stack, 0, 0)
            self._grid.addWidget(self.behind, *((0, 1) if beside else (1, 0)))
            self._grid.setColumnStretch(0, 1)

    def _place_tools(self, *, beside_title: bool) -> None:
        """Right of the title, or in a line of their own below it, which breaks where it must."""
        self._flow.set_gap(theme().px(8))
        # The title stands a little lower than a line of its own would.
        self._flow.setContentsMargins(0, theme().px(2) if beside_title else 0, 0, 0)
        least = self._flow.sizeHint().width() if beside_title else 0
        self._tools.setMinimumWidth(least)
        if beside_title == self._beside_title:
            return
        self._beside_title = beside_title
        if beside_title:
            self._title.add_action(self._tools)
        else:
            self.layout_.insertWidget(1, self._tools)
