"""The board as a list, the waiting list, and contacts that led to no place."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from boform_app.clock import local_time
from boform_app.errors import NotAllowed
from boform_app.services.views.rooms import MonthCount, RefusalView, TileView, WaitingView
from models.values import dates
from models.values.lists import label
from ui.pages.resident.doing import attempt
from ui.pages.rooms import forms
from ui.pages.rooms.words import detail, full_name, state_words
from ui.privacy import privacy
from ui.session import Session
from ui.tablemodels.rows import Column
from ui.theme import theme
from ui.widgets.badge import BadgeKind, BadgeSpec
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.choice import Combo, Option
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import Text
from ui.widgets.list_view import ListView

_STATES: dict[str, tuple[BadgeKind, str]] = {
    "occupied": ("none", "bed"),
    "free": ("ok", "circle"),
    "dirty": ("soon", "bed"),
    "reserved": ("info", "door_arrow_left"),
    "closed": ("none", "prohibited"),
}


def tile_list() -> ListView:
    """Every place as a row."""
    columns = (
        Column("room", _tr("Vær."), lambda t: t.label, "strong", 80, sort=_order),
        Column("floor", _tr("Etage"), lambda t: t.floor, "muted", 88, spare=2),
        Column("state", _tr("Tilstand"), _badge, "badge", 170),
        Column("who", _tr("Hvem"), _who, "text", 220),
        Column("nights", _tr("Døgn"), lambda t: str(t.nights) if t.stay_id else "", "number", 56,
               sort=lambda t: t.nights),
        Column("next", _tr("Hvad er næste"), _next, "muted", sort=False, tip=_next),
    )  # fmt: skip
    return ListView(
        columns, name=_tr("Værelser"), id_of=lambda tile: tile.place_id, search_key="room"
    )


def _order(tile: TileView) -> tuple[int, str]:
    number = "".join(letter for letter in tile.label if letter.isdigit())
    return int(number or 0), tile.label


def _badge(tile: TileView) -> BadgeSpec:
    kind, icon = _STATES[tile.state]
    return BadgeSpec(kind, state_words(tile), icon)


def _who(tile: TileView) -> str:
    if tile.hidden:
        return _tr("Navn skjult")
    return full_name(tile) if tile.state == "occupied" else ""


def _next(tile: TileView) -> str:
    words = detail(tile, nights=False)
    return f"{words[:1].upper()}{words[1:]}"


class WaitingList(QWidget):
    """*Venteliste*: in the order they asked; each row becomes a reservation or an admission.

    Signals:
        admit: Somebody who waits is to be admitted; carries the ``WaitingView``.
    """

    admit = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.rows = ListView(
            (
                Column("asked", _tr("Spurgte"), _asked, "muted", 130),
                Column("name", _tr("Navn"), lambda row: privacy().name(row.name), "strong", 200),
                Column("contact", _tr("Kan nås på"), lambda row: privacy().text(row.contact),
                       "text", 160),
                Column("note", _tr("Bemærkning"), _note, "muted", tip=_note, sort=False),
                Column("kept", _tr("Reserveret"), lambda row: row.reserved, "muted", 140),
                Column("do", "", lambda _row: _tr("Indskriv"), "button", 96),
                Column("more", "", lambda _row: _tr("Mere"), "button", 80),
            ),
            name=_tr("Venteliste"), id_of=lambda row: row.id, gap=12, search_key="name",
        )  # fmt: skip
        self.card = Card(_tr("Venteliste"), padded=False)
        self.add = Button(_tr("Skriv på listen"), icon="add", height="row_button")
        self.card.add_tool(self.add)
        self.card.body.addWidget(self.rows)
        self.empty = EmptyState(
            _tr("Ingen venter på en plads. Skriv folk på, når de spørger og huset er fuldt.")
        )
        self.card.body.addWidget(self.empty)
        self.card.body.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.card, 1)
        self.add.clicked.connect(lambda: forms.wait(session, self))
        self.rows.pressed.connect(self._pressed)
        self.rows.opened.connect(self.admit)
        self.rows.hide()
        self.menu: QMenu | None = None

    def refresh(self) -> int:
        """Read again; how many wait."""
        try:
            rows = self._session.services.waiting.rows()
        except NotAllowed:
            rows = ()
        facts = _tr("i den rækkefølge, de spurgte") if rows else ""
        self.card.set_title(_tr("Venteliste"), facts)
        self.rows.set_rows(rows)
        self.rows.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        return len(rows)

    def _pressed(self, row: WaitingView, column: str) -> None:
        if column == "do":
            self.admit.emit(row)
            return
        self.menu = self.menu_of(row)
        area = self.rows.visualRect(self.rows.currentIndex())
        self.menu.popup(self.rows.viewport().mapToGlobal(area.bottomRight()))

    def menu_of(self, row: WaitingView) -> QMenu:
        """What else can become of somebody who waits."""
        session = self._session
        menu = QMenu(self)
        menu.addAction(_tr("Reservér en plads …"), lambda: forms.reserve_for(session, self, row))
        menu.addSeparator()
        for outcome, words in (
            ("found_other", _tr("Fandt et andet sted")),
            ("no_contact", _tr("Ingen kontakt")),
        ):
            menu.addAction(words, partial(self._end, row, outcome))
        return menu

    def _end(self, row: WaitingView, outcome: str) -> None:
        waiting = self._session.services.waiting
        attempt(self._session, self, lambda: waiting.end(row.id, outcome))


class Refusals(QWidget):
    """*Afviste henvendelser*: a month at a time, counted by reason."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._months: tuple[MonthCount, ...] = ()
        self.rows = ListView(
            (
                Column("at", _tr("Hvornår"), _at, "muted", 130),
                Column("reason", _tr("Grund"), _reason, "strong", 240),
                Column("to", _tr("Henvist til"), lambda row: row.referred_to, "text", 220),
                Column("name", _tr("Navn"), lambda row: privacy().text(row.name), "text", 160,
                       spare=1),
                Column("note", _tr("Bemærkning"), _refusal_note, "muted", tip=_refusal_note,
                       sort=False),
                Column("by", _tr("Af"), lambda row: row.by, "muted", 72, spare=2),
            ),
            name=_tr("Afviste henvendelser"), id_of=lambda row: row.id, gap=12, search_key="reason",
        )  # fmt: skip
        self.card = Card(_tr("Afviste henvendelser"), padded=False)
        self.month = Combo((), name=_tr("Måned"))
        self.add = Button(_tr("Ny henvendelse"), icon="add", height="row_button")
        self.card.add_tool(self.month)
        self.card.add_tool(self.add)
        self.counts = Text("", "body", "text2", wrap=True)
        line = QHBoxLayout()
        t = theme()
        line.setContentsMargins(t.px(12), t.px(8), t.px(12), t.px(8))
        line.addWidget(self.counts)
        self.card.body.addLayout(line)
        self.card.body.addWidget(self.rows)
        self.card.body.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.card, 1)
        self.rows.hide()
        self.add.clicked.connect(lambda: forms.refuse(session, self))
        self.month.changed.connect(self._show_month)

    def refresh(self) -> None:
        """Read again; the month that was chosen stays."""
        kept = self.month.value
        self._months = self._session.services.refused_contacts.months()
        options = [
            Option(one.first.isoformat(), f"{_month(one.first)} ({one.number})")
            for one in self._months
        ]
        self.month.set_options(options)
        self.month.set_value(kept or options[0].key)
        self._show_month()

    def _show_month(self) -> None:
        chosen = next(m for m in self._months if m.first.isoformat() == self.month.value)
        rows = self._session.services.refused_contacts.of_month(chosen.first)
        self.rows.set_rows(rows)
        self.rows.setVisible(bool(rows))
        if not rows:
            self.counts.setText(
                _tr("Ingen afviste henvendelser i {month}.").format(month=_month(chosen.first))
            )
            return
        reasons = " · ".join(
            f"{label('refusal_reasons', reason)} {number}" for reason, number in chosen.by_reason
        )
        self.counts.setText(_tr("{n} i alt · {reasons}").format(n=chosen.number, reasons=reasons))


def _asked(row: WaitingView) -> str:
    local = local_time(row.asked_at)
    return f"{dates.dense(local.date())} {dates.clock(local.time())}"


def _note(row: WaitingView) -> str:
    where = _tr("fra {where}").format(where=row.from_whom) if row.from_whom else ""
    return privacy().text(" · ".join(part for part in (where, row.note) if part))


def _at(row: RefusalView) -> str:
    local = local_time(row.at)
    return f"{dates.dense(local.date())} {dates.clock(local.time())}"


def _reason(row: RefusalView) -> str:
    words = label("refusal_reasons", row.reason)
    return f"{words}: {row.reason_text}" if row.reason_text else words


def _refusal_note(row: RefusalView) -> str:
    # The letter names nobody in its title.
    return row.note if row.from_letter else privacy().text(row.note)


def _month(first: date) -> str:
    return f"{dates.MONTHS[first.month - 1]} {first.year}"


def _tr(words: str) -> str:
    return QCoreApplication.translate("Rooms", words)
