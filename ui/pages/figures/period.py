"""Which period: this year, last year, twelve months, a month, or two days of one's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from boform_app.errors import Problem, ValidationFailed
from boform_app.rules.figures import periods
from boform_app.rules.figures.periods import Span
from models.values import dates
from ui.dialogs.panel import Panel
from ui.forms.binding import Form
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.date_field import DateField
from ui.widgets.field import Field

_MONTHS_BACK = 24


@dataclass(frozen=True, slots=True)
class Choice:
    """A period by its name, so that tomorrow's "i år" is a day longer.

    Attributes:
        kind: ``this_year``, ``last_year``, ``twelve``, ``month`` or ``own``.
        first, last: Days of ``own``; ``first`` a day of the month of ``month``.
    """

    kind: str = "this_year"
    first: date | None = None
    last: date | None = None

    def span(self, last_night: date) -> Span:
        """The days, with the last night that can be counted."""
        simple: Mapping[str, Callable[[date], Span]] = {
            "this_year": periods.this_year,
            "last_year": periods.last_year,
            "twelve": periods.twelve_months,
        }
        if self.kind in simple:
            return simple[self.kind](last_night)
        first = self.first or last_night
        if self.kind == "month":
            return periods.month(first, last_night)
        return Span(first, self.last or first)


class PeriodButton(Button):
    """Says the period; its menu offers the others.

    Signals:
        picked: Another period was chosen; carries the ``Choice``.
    """

    picked = Signal(object)

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(_tr("Periode"), chevron=True)
        self._session, self._page = session, page
        self.panel: OwnDates | None = None
        self._last_night: date | None = None
        self._own = QMenu(self)
        self.set_menu(self._own)
        self._own.aboutToShow.connect(self._fill)
        self._span: Span | None = None

    def show_period(self, words: str, span: Span, last_night: date) -> None:
        """The period that is shown on the page."""
        self._span, self._last_night = span, last_night
        self.setText(words)
        self.setAccessibleName(_tr("Periode: {words}").format(words=words))

    def own(self) -> OwnDates:
        """The panel with two days."""
        self.panel = OwnDates(self._session, self._page, self._span)
        self.panel.picked.connect(self.picked)
        self.panel.start()
        return self.panel

    def _fill(self) -> None:
        menu = self._own
        menu.clear()
        for kind, words in (
            ("this_year", _tr("I år")), ("last_year", _tr("Sidste år")),
            ("twelve", _tr("De sidste 12 måneder")),
        ):  # fmt: skip
            menu.addAction(words, partial(self.picked.emit, Choice(kind)))
        months = menu.addMenu(_tr("En måned"))
        if self._last_night is not None:
            for first in periods.months_back(self._last_night, _MONTHS_BACK):
                words = f"{dates.MONTHS[first.month - 1]} {first.year}"
                months.addAction(words, partial(self.picked.emit, Choice("month", first)))
        menu.addAction(_tr("Egne datoer …"), self.own)


class OwnDates(Panel):
    """Two days; both count.

    Signals:
        picked: Carries the ``Choice``.
    """

    picked = Signal(object)

    def __init__(self, session: Session, page: QWidget, span: Span | None) -> None:
        super().__init__(page, _tr("Egne datoer"), _tr("Begge dage tæller med."), width=440)
        self.form = Form(self)
        self.first = self._day(session, "first", _tr("Fra"), _tr("den første dag"))
        self.last = self._day(session, "last", _tr("Til"), _tr("den sidste dag"))
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        row.addWidget(self.first, 1)
        row.addWidget(self.last, 1)
        self.body.addLayout(row)
        if span is not None:
            self.form.load({"first": span.first, "last": span.last})
        self.form.submitted.connect(self._take)
        self.verb = self.add_button(_tr("Vis tallene"), kind="primary")
        # The panel's own connection closes at once; here the days are looked at first.
        self.verb.clicked.disconnect()
        self.verb.clicked.connect(self.form.submit)
        self.add_button(_tr("Tilbage"))

    def start(self) -> None:
        """Show it with the cursor in the first day."""
        self.open()
        self.form.show_field("first")

    def _day(self, session: Session, name: str, label: str, required: str) -> Field:
        control = DateField(direction="past", today=session.clock.today, dense=True)
        return self.form.add(name, Field(label, control), required=required)

    def _take(self, values: Mapping[str, Any]) -> None:
        first, last = values["first"], values["last"]
        code = ""
        if last < first:
            code = "end_before_start"
        elif (last - first).days >= periods.LONGEST:
            code = "span_too_long"
        if code:
            self.form.refuse(ValidationFailed(Problem("last", code)))
            return
        self.accept()
        self.picked.emit(Choice("own", first, last))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Figures", words)
