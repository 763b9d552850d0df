"""Refusionsdøgn of one person: for leaders only, for guidance only, never on the resident's page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boform_app.services.views.refund import (
    NightsCommand,
    NightsView,
    RefundView,
    SupportRefundView,
)
from models.values import dates
from models.values.changes import Changes
from ui import messages
from ui.dialogs.panel import Panel
from ui.pages.board import refund_words as say
from ui.pages.board.refund_track import RefundTrack
from ui.pages.resident.case_rows import FactRow, joined
from ui.pages.resident.doing import FormPanel, Refused, attempt
from ui.pages.resident.form_parts import beside, day_field
from ui.privacy import privacy
from ui.session import Session
from ui.tablemodels.rows import Column
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import Hairline, Text
from ui.widgets.line_edit import LineEdit
from ui.widgets.list_view import ListView
from ui.widgets.scrolling import scrolling

_WIDTH = 760
_AROUND, _LEAST = 190, 120
"""Room for the window, heading and button around the rows; and the least that is shown of them."""


def open_refund(session: Session, page: QWidget, person_id: UUID) -> RefundPanel | None:
    """Open the panel of a person; None when it is not to be seen, which is said."""
    try:
        panel = RefundPanel(session, page, person_id)
    except Refused as refused:
        messages.present(refused, page)
        return None
    panel.open()
    return panel


class RefundPanel(Panel):
    """The clock, what it rests on, both marks, and the periods of § 176 a.

    Raises:
        NotAllowed: The role is no leader's; raised by the service.
    """

    def __init__(self, session: Session, page: QWidget, person_id: UUID) -> None:
        who = session.services.people.identity(person_id)
        name = privacy().name(who.list_name, who.room)
        view = session.services.refund.clock(person_id)
        title = _tr("Refusionsdøgn, {name}").format(name=name)
        super().__init__(page, title, f"{_capital(view.guidance)}. {view.sentence}", width=_WIDTH)
        self._desk, self._person_id = session, person_id
        self._stay_id = next((s.id for s in session.services.stays.for_person(person_id)), None)
        self.form: FormPanel | None = None
        self._make()
        self._build(page)
        self.refresh(view)
        session.bus.changed.connect(self._again)

    def refresh(self, view: RefundView | None = None) -> None:
        """Read everything again; raises what the service raises."""
        refund = self._desk.services.refund
        self.view = view or refund.clock(self._person_id)
        self._show_clock(self.view)
        self._show_support(refund.support_refund(self._person_id))
        self.nights.set_rows(self.view.elsewhere)
        self.nights.fit_rows()
        self.nights.setVisible(bool(self.view.elsewhere))
        self.asked_row.say(say.asked(self.view.asked_on), known=self.view.asked_on is not None)
        self.asked.setVisible(self._stay_id is not None)
        was = self.view.asked_on is not None
        self.asked.setText(_tr("Ikke spurgt alligevel") if was else _tr("Spurgt om andre boformer"))

        self._fit_rows()

    # -- own -------------------------------------------------------------------------------------

    @staticmethod
    def _most(page: QWidget) -> int:
        """What the window leaves for the rows below the heading and above the button."""
        t = theme()
        return max(page.window().height() - t.px(_AROUND), t.px(_LEAST))

    def _fit_rows(self) -> None:
        """As high as the rows, or as the window allows."""
        t = theme()
        width = t.px(_WIDTH - 2 * 24 - 14)
        self._area.setFixedHeight(min(self._inner.totalHeightForWidth(width), self._room))

    def _again(self, _changes: Changes) -> None:
        try:
            self.refresh()
        except Refused:
            self.reject()

    def _show_clock(self, view: RefundView) -> None:
        clock = view.clock
        window = clock.current if clock is not None else None
        for part in (self.track, self.year_row, self.marks_row):
            part.setVisible(window is not None)
        if clock is None or window is None:
            self.used.setText(_tr("Der løber ikke et år nu."))
            self.beside.setText("")
        else:
            self.used.setText(say.used(clock))
            self.used.setToolTip(view.day_note)
            self.beside.setText(say.beside(window))
            marks = [one.nights for one in window.marks]
            self.track.show_nights(clock.used, marks, say.spoken(clock))
            days = clock.days_to_reset
            left = _tr("et nyt år om {n} dage").format(n=days) if days != 1 else ""
            left = left or _tr("et nyt år om 1 dag")
            self.year_row.say(joined(say.year(window), left))
            self.marks_row.say(*(say.mark(one) for one in window.marks), equal=True)
        self.flags_row.setVisible(bool(view.flags))
        if view.flags:
            self.flags_row.say(*(say.flag(one) for one in view.flags), equal=True)
        past = clock.windows if clock is not None else ()
        earlier = [one for one in past if one is not window]
        self.past_row.setVisible(bool(earlier))
        if earlier:
            lines = [f"{say.year(one)}: {one.used} {_tr('døgn')}" for one in reversed(earlier)]
            self.past_row.say(*lines, equal=True)

    def _show_support(self, found: SupportRefundView) -> None:
        for row, (_, words) in zip(self._support, say.periods(found), strict=True):
            row.say(words, known=found.discharged_on is not None)

    def _ask(self) -> None:
        """Asked today, or not after all."""
        stay_id = self._stay_id
        on = None if self.view.asked_on is not None else self._desk.clock.today()
        if stay_id is not None:
            attempt(self._desk, self, partial(self._desk.services.refund.asked, stay_id, on))

    def _remove(self, row: NightsView) -> None:
        attempt(self._desk, self, lambda: self._desk.services.refund.remove(row.id, row.version))

    def _tell(self, row: NightsView | None = None) -> None:
        """The form of nights in another house."""
        title = _tr("Ophold i en anden boform")
        panel = FormPanel(
            self._desk, self, title, _tr("Begge nætter tæller med."), verb=_tr("Gem"), width=560,
            act=partial(self._write, row),
        )  # fmt: skip
        panel.add("house", Field(_tr("Boform"), LineEdit()), required=_tr("boformens navn"))
        beside(
            panel,
            ("from_night", Field(_tr("Første nat"), day_field(self._desk, "past"))),
            ("to_night", Field(_tr("Sidste nat"), day_field(self._desk, "past"))),
            required={"from_night": _tr("den første nat"), "to_night": _tr("den sidste nat")},
        )
        panel.add("told_by", Field(_tr("Hvem har fortalt det"), LineEdit()))
        if row is not None:
            names = ("house", "from_night", "to_night", "told_by")
            panel.form.load({name: getattr(row, name) for name in names})
        panel.keep(f"nights:{row.id}" if row else "nights", self._person_id)
        panel.start("house")
        self.form = panel

    def _write(self, row: NightsView | None, values: Mapping[str, Any]) -> Changes:
        nights_id, version = (row.id, row.version) if row else (None, 0)
        return self._desk.services.refund.tell(
            NightsCommand(self._person_id, nights_id=nights_id, version=version, **values)
        )

    def _make(self) -> None:
        self.used, self.beside = Text("", "h2"), Text("", "body", "text2", wrap=True)
        self.track = RefundTrack()
        self.asked = Button("", height="row_button")
        self.add_nights = Button(_tr("Tilføj ophold"), height="row_button", icon="add")
        self.year_row = FactRow(_tr("Løbende år"))
        self.marks_row = FactRow(_tr("Grænser"))
        self.flags_row = FactRow(_tr("Se på det"))
        self.asked_row = FactRow(_tr("Andre boformer"), tool=self.asked)
        self.past_row = FactRow(_tr("Tidligere år"))
        self._support = (
            FactRow(_tr("Støtte i egen bolig, § 176 a")), FactRow(_tr("Botilbud, § 176 a")),
        )  # fmt: skip
        self.nights = nights_list()
        self.nights.pressed.connect(lambda row, _key: self._remove(row))
        self.nights.opened.connect(self._tell)
        self.asked.clicked.connect(self._ask)
        self.add_nights.clicked.connect(lambda _on=False: self._tell())

    def _build(self, page: QWidget) -> None:
        inner = QWidget()
        inner.setObjectName("scrolled")
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        pad = theme().size("padding")
        head = QVBoxLayout()
        head.setContentsMargins(pad, 0, pad, theme().px(8))
        line = QHBoxLayout()
        line.addWidget(self.used)
        line.addSpacing(pad)
        line.addWidget(self.beside, 1)
        head.addLayout(line)
        head.addWidget(self.track)
        rows.addLayout(head)
        for row in (self.year_row, self.marks_row, self.flags_row, self.asked_row):
            rows.addWidget(Hairline())
            rows.addWidget(row)
        rows.addWidget(self.nights)
        add = QHBoxLayout()
        add.setContentsMargins(pad, theme().px(4), pad, theme().px(8))
        add.addWidget(self.add_nights)
        add.addStretch(1)
        rows.addLayout(add)
        for row in (self.past_row, *self._support):
            rows.addWidget(Hairline())
            rows.addWidget(row)
        rows.addStretch(1)
        self._area = scrolling(inner)
        self._inner, self._room = rows, self._most(page)
        self.body.addWidget(self._area)
        self.add_button(_tr("Luk"), safe=True)


def nights_list() -> ListView:
    """Nights told of other houses; Enter changes, the button takes away."""
    columns = (
        Column("house", "", lambda row: privacy().text(row.house), "text"),
        Column("nights", "", _span, "muted", 200),
        Column("count", "", lambda row: _tr("{n} døgn").format(n=row.nights), "number", 64),
        Column("told", "", lambda row: privacy().text(row.told_by), "muted", 150),
        Column("act", "", lambda _row: _tr("Fjern"), "button", 72),
    )
    view = ListView(
        columns, name=_tr("Ophold i andre boformer"), id_of=lambda row: row.id, gap=8,
        search_key="house",
    )  # fmt: skip
    view.fit_rows()
    return view


def _span(row: NightsView) -> str:
    first, last = _day(row.from_night), _day(row.to_night)
    return _tr("{first} til {last}").format(first=first, last=last)


def _day(day: date) -> str:
    return dates.short(day)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _tr(words: str) -> str:
    return QCoreApplication.translate("Refund", words)
