"""Ophold – the place, when the person came, who decided, and how they came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.clock import Clock
from boform_app.rules.occupancy import Tally
from boform_app.services.views.admin import StaffView
from boform_app.services.views.rooms import ReservationView
from boform_app.services.views.stays import PlaceView, RoomView
from models.values import dates, lists
from ui.forms.binding import Form
from ui.forms.typed import loose_field, typed_day, typed_time
from ui.pages.admit.tiles import RoomTiles, Tile
from ui.privacy import privacy
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.choice import Combo, Option, Radios
from ui.widgets.date_field import DateField
from ui.widgets.field import Field, Finding
from ui.widgets.labels import Text
from ui.widgets.line_edit import LineEdit
from ui.widgets.section import Section
from ui.widgets.time_field import TimeField

REFERRED = "referred"
_NOT_BY_OTHERS = {"self", "unknown"}


class StaySection(Section):
    """Two columns: the room tiles, and the arrival beside them."""

    def __init__(self, form: Form, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.set_title(self.tr("Ophold"))
        self._clock = clock
        self._places: tuple[PlaceView, ...] = ()
        self._rooms: tuple[RoomView, ...] = ()
        self._kept: dict[UUID, ReservationView] = {}
        self._everything = self._extra = False
        self._make_controls()
        self._bind(form)
        self._build()
        self._decision.hide()
        self._by.hide()
        self.ask_night(None, 0)

    # -- what the page uses ----------------------------------------------------------------------

    def show_places(
        self, places: Sequence[PlaceView], rooms: Sequence[RoomView], now: Tally,
        kept: Sequence[ReservationView] = (),
    ) -> None:  # fmt: skip
        """Free places, with whom one is kept for; a full house offers extra ones."""
        self._places, self._rooms = tuple(places), tuple(rooms)
        # The first to come stands first.
        self._kept = {one.place_id: one for one in reversed(kept)}
        chosen, lost = self.tiles.tile, False
        if not places:
            self._extra = True
        self._fill()
        lost = chosen is not None and self.tiles.value is None
        full = self.tr("Alle {n} pladser er i brug. Vælg et værelse til en ekstra plads.")
        self._full.setText(full.format(n=now.usable))
        self._full.setVisible(not places)
        self._extra_link.setVisible(bool(places))
        if lost and chosen is not None:
            words = self.tr("Vær. {label} er lige blevet taget. Vælg et andet værelse.")
            self.place_field.say(Finding("stop", words.format(label=chosen.label)))

    def take_up(self, key: str | None) -> None:
        """A draft names a place that may be an extra one."""
        if key and key.startswith("extra:"):
            self._extra = True
            self._fill()
        self.tiles.set_value(key)

    def set_leaders(self, leaders: Sequence[StaffView], chosen: str, *, delegated: bool) -> None:
        """Who may have decided."""
        self.leader.set_options([Option(str(one.id), one.name) for one in leaders])
        self.leader.set_value(chosen)
        self.delegated.setChecked(delegated)

    def open_decision(self) -> None:
        """Show day and leader of the decision."""
        self._decision.show()
        self._other_day.hide()

    def ask_night(self, night: date | None, until: int) -> None:
        """Ask whether the night before counts, where the clock says that it may.

        Args:
            night: The evening before; None where nothing is asked.
            until: The hour from which the new day counts, by the house's own row.
        """
        self._night_row.setVisible(night is not None)
        if night is None:
            return
        words = self.tr(
            "Personen kom efter midnat. Tæller natten med, står opholdet fra {day} kl. 23.59, og "
            "natten er et døgn. Husets egen regel, indtil kl. {hour}."
        )
        self._night_words.setText(words.format(day=dates.dense(night), hour=until))

    def follow(self) -> None:
        """Show what the answers ask for."""
        self._by.setVisible(self.came.value == REFERRED)

    # -- making ----------------------------------------------------------------------------------

    def _make_controls(self) -> None:
        today = self._clock.today
        self.tiles = RoomTiles()
        self.day = DateField(direction="past", today=today)
        self.time = TimeField(self._clock, name=self.tr("Ankommet kl."))
        self.decided = DateField(direction="past", today=today)
        self.leader = Combo()
        self.delegated = QCheckBox(self.tr("Efter bemyndigelse"))
        self.night = QCheckBox(self.tr("Tæl natten før med"))
        came = [
            Option("self", self.tr("Kom selv")),
            Option(REFERRED, self.tr("Henvist")),
            Option("unknown", self.tr("Ved ikke")),
        ]
        self.came = Radios(came, name=self.tr("Hvordan kom personen"), horizontal=True)
        ways = [
            Option(row.key, row.label)
            for row in lists.load_list("arrival_ways", today())
            if row.key not in _NOT_BY_OTHERS
        ]
        self.way = Combo(ways, placeholder=self.tr("Vælg"))
        self.referred = LineEdit(placeholder=self.tr("Fx gadeplan Aalborg, Sara"))
        self.place_field = Field(self.tr("Værelse"), self.tiles, required=True)
        self._day_field = Field(self.tr("Ankommet"), self.day)
        self._time_field = loose_field(self.time, self)
        self._decided_field = Field(self.tr("Besluttet"), self.decided)
        self._leader_field = Field(self.tr("Besluttet af"), self.leader)
        self._way_field = Field(self.tr("Henvist af"), self.way)
        self._referred_field = Field(self.tr("Hvem"), self.referred)

    def _bind(self, form: Form) -> None:
        form.add(
            "place_id", self.place_field, required=self.tr("et værelse"),
            read=lambda: self.tiles.value, write=self.take_up,
        )  # fmt: skip
        read, write = typed_day(self.day)
        form.add("arrived_at", self._day_field, read=read, write=write)
        read, write = typed_time(self.time)
        form.add("arrived_time", self._time_field, read=read, write=write)
        read, write = typed_day(self.decided)
        form.add("decided_on", self._decided_field, read=read, write=write)
        form.add("decided_by_id", self._leader_field)
        form.add("delegated", loose_field(self.delegated, self))
        form.add("count_night_before", loose_field(self.night, self))
        form.add("came", loose_field(self.came, self))
        form.add("referred_way", self._way_field)
        form.add("referred_by", self._referred_field)

    def _build(self) -> None:
        gap = theme().px(12)
        columns = QHBoxLayout()
        columns.setSpacing(gap)
        columns.addWidget(self.place_field, 400)
        columns.addLayout(self._arrival(), 345)
        self._full = Text("", "strong", wrap=True)
        self._full.hide()
        self.body.addWidget(self._full)
        self.body.addLayout(columns)
        self._night_row = QWidget()
        night = QHBoxLayout(self._night_row)
        night.setContentsMargins(0, 0, 0, 0)
        night.setSpacing(gap)
        self._night_words = Text("", "small", "text2", wrap=True)
        night.addWidget(self.night)
        night.addWidget(self._night_words, 1)
        self.body.addWidget(self._night_row)
        self._decision, self._by = QWidget(), QWidget()
        decision = QHBoxLayout(self._decision)
        decision.addWidget(self._decided_field, 252)
        decision.addWidget(self._leader_field, 252)
        decision.addWidget(self.delegated, 0)
        by = QHBoxLayout(self._by)
        by.addWidget(self._way_field, 252)
        by.addWidget(self._referred_field, 345)
        for row, box in ((self._decision, decision), (self._by, by)):
            box.setContentsMargins(0, theme().px(4), 0, 0)
            box.setSpacing(gap)
            self.body.addWidget(row)
        self._all_link = Button("", "link")
        self._all_link.clicked.connect(self._toggle_all)
        self._extra_link = Button(self.tr("Ekstra plads"), "link")
        self._extra_link.clicked.connect(self._toggle_extra)
        self.place_field.head.addWidget(self._all_link)
        self.place_field.head.addWidget(self._extra_link)

    def _arrival(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme().px(2))
        self._other_day = Button(self.tr("Besluttet en anden dag?"), "link")
        self._other_day.clicked.connect(self._open_decision)
        self._day_field.head.addWidget(self._other_day)
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        row.addWidget(self.day, 1)
        row.addWidget(Text(self.tr("kl."), "body", "text2"))
        row.addWidget(self.time)
        holder = self._day_field.layout()
        if isinstance(holder, QVBoxLayout):
            # The time stands beside the day; what is said about either stands below both.
            holder.insertLayout(1, row)
            holder.insertWidget(holder.count() - 1, self._time_field.message)
        column.addWidget(self._day_field)
        column.addWidget(self.came)
        column.addStretch(1)
        return column

    # -- what a person does ----------------------------------------------------------------------

    def _open_decision(self) -> None:
        self.open_decision()
        self.decided.setFocus()

    def _toggle_all(self) -> None:
        self._everything = not self._everything
        self._fill()

    def _toggle_extra(self) -> None:
        self._extra = not self._extra
        self._fill()
        self.tiles.setFocus()

    def _fill(self) -> None:
        tiles = self._extra_tiles() if self._extra else self._free_tiles()
        self.tiles.show_all(on=self._everything)
        self.tiles.set_tiles(tiles)
        more = self.tr("Vis alle {n}").format(n=len(tiles))
        self._all_link.setText(self.tr("Vis færre") if self._everything else more)
        self._all_link.setVisible(self.tiles.hidden_count > 0)
        self._extra_link.setText(self.tr("Vis ledige") if self._extra else self.tr("Ekstra plads"))

    def _free_tiles(self) -> list[Tile]:
        words = {"free": self.tr("Ledig"), "dirty": self.tr("Skal gøres rent")}
        order = sorted(self._places, key=lambda p: (p.id in self._kept, p.state == "dirty"))
        return [
            Tile(
                f"place:{place.id}", place.label, place.floor,
                self._kept_words(place) or words.get(place.state, place.state),
            )
            for place in order
        ]  # fmt: skip

    def _kept_words(self, place: PlaceView) -> str:
        """Whom the place is kept for, or from when on; "" where nobody is expected."""
        kept = self._kept.get(place.id)
        if kept is None:
            return ""
        if kept.expected_on > self._clock.today():
            return self.tr("Reserveret {day}").format(day=dates.dense(kept.expected_on))
        if privacy().on:
            return self.tr("Reserveret")
        if kept.person_id is not None and not kept.name:
            return self.tr("Reserveret, beskyttet")
        if not kept.who:
            return self.tr("Reserveret, fra {where}").format(where=kept.from_whom)
        return self.tr("Reserveret til {who}").format(who=kept.who)

    def _extra_tiles(self) -> list[Tile]:
        return [
            Tile(f"extra:{room.id}", room.number, room.floor, self.tr("Ekstra plads"))
            for room in self._rooms
            if room.state != "closed"
        ]
