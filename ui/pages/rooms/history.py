"""A room over time: who lived there from when to when, when it was closed, cleaned and reserved."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from boform_app.clock import local_time
from boform_app.services.views.rooms import RoomEvent, TileView
from models.values import dates
from ui.dialogs.panel import Panel
from ui.privacy import privacy
from ui.session import Session
from ui.tablemodels.rows import Column
from ui.theme import theme
from ui.widgets.labels import Text
from ui.widgets.list_view import ListView

_SHOWN, _LEAST = 10, 3
_AROUND = 210
"""Title, head of the list, button and the rims of panel and window, px at 100 %."""
_ICONS = {"lived": "bed", "closed": "prohibited", "dirty": "edit", "reserved": "door_arrow_left"}


def open_history(session: Session, parent: QWidget, tile: TileView) -> Panel:
    """A panel with the latest first."""
    events = session.services.room_board.history(tile.room_id)
    panel = Panel(parent, _tr("Vær. {room} over tid").format(room=tile.room), width=720)
    panel.setObjectName("history")
    columns = (
        Column("icon", "", lambda event: _ICONS[event.kind], "icon", 20),
        Column("from", _tr("Fra"), lambda event: _moment(event.starts_at), "muted", 136),
        Column("to", _tr("Til"), lambda event: _moment(event.ends_at), "muted", 136),
        Column("what", _tr("Hvad"), _what, "text", tip=_what),
        Column("place", _tr("Plads"), lambda event: event.place_label, "muted", 72),
        Column("by", _tr("Af"), lambda event: event.by, "muted", 64),
    )
    rows = ListView(columns, name=_tr("Historik"), id_of=id, gap=12)
    rows.set_rows(events)
    fitting = (parent.window().height() - theme().px(_AROUND)) // rows.row_height()
    shown = min(len(events), max(_LEAST, min(_SHOWN, fitting)))
    rows.setFixedHeight(theme().px(34) + max(1, shown) * rows.row_height())
    if events:
        panel.body.addWidget(rows)
    else:
        panel.body.addWidget(Text(_tr("Ingen har boet her endnu."), "body", "text2"))
    panel.add_button(_tr("Luk"), safe=True)
    panel.open()
    return panel


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    local = local_time(at)
    return f"{dates.short(local.date())} {dates.clock(local.time())}"


def _what(event: RoomEvent) -> str:
    if event.kind == "lived":
        if event.hidden:
            return _tr("Navn skjult")
        return privacy().name(event.who) if event.who else _tr("En tidligere beboer")
    words = {
        "closed": _tr("Lukket"),
        "dirty": _tr("Skulle gøres rent"),
        "reserved": _tr("Reserveret"),
    }
    if event.kind == "dirty" and event.ends_at is None:
        return _tr("Skal gøres rent")
    parts = (words[event.kind], privacy().text(event.who), privacy().text(event.note))
    return " · ".join(part for part in parts if part)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Rooms", words)
