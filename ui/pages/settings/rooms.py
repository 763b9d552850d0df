"""*Pladser*: rooms by range, and which of them may be used."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy

from boform_app.services.views.stays import RoomView
from ui.forms.room_range import RoomRange
from ui.pages.settings.section import Section, advice, foot
from ui.session import Session
from ui.tablemodels.rows import Column
from ui.widgets.badge import BadgeKind, BadgeSpec
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit
from ui.widgets.list_view import ListView

ROWS_SHOWN = 7
_STATES: dict[str, tuple[BadgeKind, str, str]] = {
    "open": ("ok", "I brug", "checkmark_circle"),
    "dirty": ("soon", "Skal gøres rent", "bed"),
    "closed": ("none", "Lukket", "prohibited"),
}


class RoomsSection(Section):
    """For leaders."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        new = self.card(self.tr("Nye værelser"), self.tr("skriv første og sidste nummer"))
        self.range = RoomRange(lambda: session.services.rooms)
        self.range.added.connect(session.done)
        new.body.addWidget(self.range)
        new.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._close_card = self.card(self.tr("Luk værelse"))
        self._make_close()
        self._close_card.hide()
        self._card = self.card(self.tr("Værelser og pladser"), padded=False)
        columns = (
            Column("room", self.tr("Vær."), lambda r: r.number, "strong", 56,
                   sort=lambda r: (len(r.number), r.number)),
            Column("floor", self.tr("Etage"), lambda r: r.floor, "muted", 104),
            Column("places", self.tr("Pladser"), _places, "muted", 130),
            Column("state", self.tr("Tilstand"), _badge, "badge", 150),
            Column("note", "", lambda r: r.state_note, "muted"),
            Column("do", "", self._verb, "button", 96),
        )  # fmt: skip
        self.rows = ListView(columns, name=self.tr("Værelser"), id_of=lambda room: room.id, gap=12)
        self.rows.setMinimumHeight(32 + ROWS_SHOWN * self.rows.row_height())
        self.rows.pressed.connect(self._pressed)
        self._card.body.addWidget(self.rows)
        self._room: RoomView | None = None

    def refresh(self) -> None:
        """Every room."""
        rooms = self.session.services.rooms.board()
        places = [place for room in rooms for place in room.places]
        extra = sum(1 for place in places if place.extra)
        facts = self.tr("{r} værelser, {p} pladser").format(r=len(rooms), p=len(places) - extra)
        if extra:
            facts += self.tr(" og {n} ekstra").format(n=extra)
        self._card.set_title(self.tr("Værelser og pladser"), facts)
        self.rows.set_rows(rooms)

    def _make_close(self) -> None:
        self._close_card.body.addWidget(
            advice(self.tr("Et lukket værelse kan ikke vælges ved indskrivning."))
        )
        self.why = Field(self.tr("Hvorfor er det lukket?"), LineEdit())
        self._close_card.body.addWidget(self.why)
        shut = Button(self.tr("Luk værelse"), "primary")
        shut.clicked.connect(self.shut)
        back = Button(self.tr("Tilbage"))
        back.clicked.connect(self._close_card.hide)
        self._close_card.body.addLayout(foot(shut, back))

    def _verb(self, room: RoomView) -> str:
        verbs = {"open": self.tr("Luk"), "closed": self.tr("Åbn"), "dirty": self.tr("Rengjort")}
        return verbs.get(room.state, "")

    def _pressed(self, room: RoomView, _column: str) -> None:
        if room.state != "open":
            rooms = self.session.services.rooms
            self.attempt(lambda: rooms.set_state(room.id, room.version, "open"))
            return
        self._room = room
        self._close_card.set_title(self.tr("Luk vær. {n}").format(n=room.number))
        self._close_card.show()
        self.why.control.setFocus()

    def shut(self) -> None:
        """Close the room that was chosen."""
        room, why = self._room, self.why.control
        if room is None or not isinstance(why, LineEdit):
            return
        rooms, words = self.session.services.rooms, why.text()
        fields = {"state": self.why, "note": self.why}
        if self.attempt(lambda: rooms.set_state(room.id, room.version, "closed", words), fields):
            why.clear()
            self._close_card.hide()


def _places(room: RoomView) -> str:
    usual = [place for place in room.places if not place.extra]
    extra = len(room.places) - len(usual)
    return f"{len(usual)} + {extra} ekstra" if extra else str(len(usual))


def _badge(room: RoomView) -> BadgeSpec:
    kind, words, icon = _STATES.get(room.state, ("none", room.state, ""))
    return BadgeSpec(kind, words, icon)
