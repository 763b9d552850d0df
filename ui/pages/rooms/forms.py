"""Small forms of the board: reserve, close, away tonight, another hour, waiting, a refused contact."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from boform_app.clock import from_local, local_time
from boform_app.services.views.rooms import (
    RefusalCommand,
    ReserveCommand,
    TileView,
    WaitCommand,
    WaitingView,
)
from models.values import dates
from models.values.changes import Changes
from ui import messages
from ui.dialogs.panel import Panel
from ui.pages.resident.doing import FormPanel
from ui.pages.resident.form_parts import beside, day_field, listed
from ui.pages.rooms.known_name import KnownName
from ui.pages.rooms.words import full_name
from ui.ports import DraftSlot
from ui.privacy import privacy
from ui.session import Session
from ui.widgets.choice import Combo, Option
from ui.widgets.date_field import DateField
from ui.widgets.field import Field, Finding
from ui.widgets.line_edit import LineEdit
from ui.widgets.text_area import TextArea
from ui.widgets.time_field import TimeField


def reserve(
    session: Session, parent: QWidget, tile: TileView, opened: Callable[[UUID], None]
) -> FormPanel:
    """Keep a place for somebody who is expected: a name, what else is known, or who has papers here."""
    line = LineEdit(placeholder=_tr("Navn, eller fx mand"))
    panel = FormPanel(
        session, parent, _tr("Reservér vær. {label}").format(label=tile.label),
        _tr("Reservationen viser, at nogen er på vej. Den spærrer ikke pladsen."),
        verb=_tr("Reservér"),
        act=lambda values: session.services.reservations.reserve(
            ReserveCommand(
                tile.place_id, values["day"] or session.clock.today(), values["time"] or "",
                person_id=known.person_id,
                # A name that has papers is not written a second time.
                for_whom="" if known.person_id else values["for_whom"] or "",
                from_whom=values["from_whom"] or "",
            )
        ),
        # The question about somebody known has its buttons beside it.
        width=780,
    )  # fmt: skip
    known = KnownName(session, line, panel)
    _expected(session, panel)
    panel.add("for_whom", Field(_tr("Til hvem"), line))
    panel.body.insertWidget(panel.body.count() - 1, known.strip)
    known.strip.open_person.connect(panel.close)
    known.strip.open_person.connect(lambda hit: opened(hit.person_id))
    panel.add("from_whom", Field(_tr("Kommer fra"), LineEdit(placeholder=_tr("Fx Randers"))))
    panel.form.load({"day": session.clock.today(), "time": "", "for_whom": "", "from_whom": ""})
    panel.form.keep_drafts(session.drafts, DraftSlot("reservation", field=tile.label))
    panel.start("for_whom")
    return panel


def reserve_for(session: Session, parent: QWidget, waiting: WaitingView) -> FormPanel | None:
    """Keep one of the free places for somebody who waits."""
    places = session.services.rooms.places(free_only=True)
    if not places:
        session.say(_tr("Alle pladser er i brug."))
        return None
    who = privacy().name(waiting.name)
    options = [Option(place.id, _tr("Vær. {n}").format(n=place.label)) for place in places]
    panel = FormPanel(
        session, parent, _tr("Reservér en plads til {who}").format(who=who),
        verb=_tr("Reservér"),
        act=lambda values: session.services.reservations.reserve(
            ReserveCommand(
                values["place"], values["day"] or session.clock.today(), values["time"] or "",
                person_id=waiting.person_id, for_whom=waiting.name,
                from_whom=waiting.from_whom, waiting_id=waiting.id,
            )
        ),
    )  # fmt: skip
    combo = Combo(options, placeholder=_tr("Vælg plads"))
    panel.add("place", Field(_tr("Plads"), combo), required=_tr("en plads"))
    _expected(session, panel)
    panel.form.load({"place": None, "day": session.clock.today(), "time": ""})
    panel.start("place")
    return panel


def _expected(session: Session, panel: FormPanel) -> None:
    beside(
        panel,
        ("day", Field(_tr("Ventes"), day_field(session, "future", session.clock.today()))),
        ("time", Field(_tr("Kl."), TimeField(session.clock, name=_tr("Ventes kl.")))),
    )


def close_room(session: Session, parent: QWidget, tile: TileView) -> FormPanel:
    """Close a room with a reason and the day it may open again."""
    rooms = session.services.rooms
    panel = FormPanel(
        session, parent, _tr("Luk vær. {label}").format(label=tile.room),
        _tr("Et lukket værelse kan ikke vælges. Det åbner, når en leder siger det."),
        verb=_tr("Luk værelset"),
        act=lambda values: rooms.set_state(
            tile.room_id, tile.room_version, "closed", values["why"] or "", values["until"]
        ),
    )  # fmt: skip
    why = Field(_tr("Hvorfor"), LineEdit(placeholder=_tr("Fx vandskade")))
    panel.add("why", why, required=_tr("en grund"))
    panel.add("until", Field(_tr("Åbner måske"), day_field(session, "future")))
    panel.form.load({"why": "", "until": None})
    panel.start("why")
    return panel


def away(session: Session, parent: QWidget, tile: TileView, night: date) -> FormPanel | None:
    """Put a resident down as away from tonight on."""
    stay = tile.stay_id
    if stay is None:
        return None
    absences = session.services.absences
    panel = FormPanel(
        session, parent, _tr("{name} sover ude i nat").format(name=full_name(tile)),
        _tr("Natten til {day}. Pladsen bliver holdt.").format(
            day=dates.with_weekday(night + timedelta(days=1))
        ),
        verb=_tr("Registrér fravær"),
        act=lambda values: absences.away_tonight(stay, values["kind"] or "", values["until"]),
    )  # fmt: skip
    panel.add("kind", Field(_tr("Grund"), listed("absence_kinds", "unknown_whereabouts")))
    back = day_field(session, "future", night + timedelta(days=1))
    panel.add("until", Field(_tr("Tilbage den"), back))
    panel.form.load({"kind": "unknown_whereabouts", "until": night + timedelta(days=1)})
    panel.start("kind")
    return panel


class OtherHour(Panel):
    """Which day and hour the board shows."""

    def __init__(
        self, session: Session, parent: QWidget, shown: Callable[[datetime], None]
    ) -> None:
        super().__init__(
            parent, _tr("Vis en anden dag"),
            _tr("Tavlen viser, hvem der havde hvilken plads. Den kan ikke ændres."), width=400,
        )  # fmt: skip
        now = local_time(session.clock.now())
        self._clock, self._shown = session.clock, shown
        self.day = DateField(direction="past", today=session.clock.today, name=_tr("Dag"))
        self.day.set_value(now.date() - timedelta(days=1))
        self.time = TimeField(session.clock, name=_tr("Klokkeslæt"))
        self.time.set_text(dates.clock(now.time()))
        self.fields = Field(_tr("Dag"), self.day), Field(_tr("Kl."), self.time)
        for field in self.fields:
            self.body.addWidget(field)
        self.verb = self.add_button(_tr("Vis"), kind="primary")
        # The panel's own connection closes at once; here the answers are looked at first.
        self.verb.clicked.disconnect()
        self.verb.clicked.connect(self._show)
        self.add_button(_tr("Tilbage"))
        self.day.returnPressed.connect(self.verb.click)
        self.time.returnPressed.connect(self.verb.click)

    def start(self) -> None:
        """With the cursor in the day."""
        self.open()
        self.day.setFocus()
        self.day.selectAll()

    def _show(self) -> None:
        for field in self.fields:
            found = field.check()
            if found is not None and found.level == "stop":
                field.control.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        day, at = self.day.value, self.time.value or time(12)
        if day is None:
            self._refuse(0, "date.empty")
            return
        moment = from_local(day, at.hour, at.minute)
        if moment > self._clock.now():
            later_today = day == local_time(self._clock.now()).date()
            self._refuse(*((1, "time_not_yet") if later_today else (0, "in_the_future")))
            return
        self.accept()
        self._shown(moment)

    def _refuse(self, number: int, code: str) -> None:
        field = self.fields[number]
        field.control.setFocus(Qt.FocusReason.OtherFocusReason)
        field.say(Finding("stop", messages.words(code)))


def wait(session: Session, parent: QWidget) -> FormPanel:
    """Somebody asks for a place and waits."""
    panel = FormPanel(
        session, parent, _tr("Skriv på ventelisten"),
        _tr("Listen står i den rækkefølge, folk spurgte. Huset afgør, hvem der får en plads."),
        verb=_tr("Skriv på listen"),
        act=lambda values: session.services.waiting.add(
            WaitCommand(
                values["name"] or "", _moment(session, values),
                contact=values["contact"] or "", from_whom=values["from_whom"] or "",
                note=values["note"] or "",
            )
        ),
    )  # fmt: skip
    panel.add("name", Field(_tr("Navn"), LineEdit()), required=_tr("et navn"))
    beside(
        panel,
        ("contact", Field(_tr("Kan nås på"), LineEdit(placeholder=_tr("Telefon eller sted")))),
        ("from_whom", Field(_tr("Kommer fra"), LineEdit())),
    )
    _asked(session, panel, _tr("Spurgte"))
    panel.add("note", Field(_tr("Bemærkning"), TextArea(lines=2)))
    _load(session, panel, ("name", "contact", "from_whom", "note"))
    panel.form.keep_drafts(session.drafts, DraftSlot("waiting"))
    panel.start("name")
    return panel


def refuse(session: Session, parent: QWidget) -> FormPanel:
    """A contact that led to no place; a name is not needed."""

    def act(values: Mapping[str, Any]) -> Changes:
        return session.services.refused_contacts.add(
            RefusalCommand(
                values["reason"] or "", _moment(session, values),
                reason_text=values["reason_text"] or "",
                referred_to=values["referred_to"] or "", name=values["name"] or "",
                note=values["note"] or "",
            )
        )  # fmt: skip

    panel = FormPanel(
        session, parent, _tr("Afvist henvendelse"),
        _tr("Skriv den ned, så den tæller. Et navn er ikke nødvendigt."),
        verb=_tr("Gem"), act=act,
    )  # fmt: skip
    reason = Field(_tr("Grund"), listed("refusal_reasons"))
    panel.add("reason", reason, required=_tr("en grund"))
    panel.add("reason_text", Field(_tr("Grund med ord"), LineEdit()))
    panel.add(
        "referred_to",
        Field(_tr("Henvist til"), LineEdit(placeholder=_tr("Fx natvarmestuen eller et andet hus"))),
    )
    _asked(session, panel, _tr("Hvornår"))
    beside(
        panel,
        ("name", Field(_tr("Navn, hvis det blev sagt"), LineEdit())),
        ("note", Field(_tr("Bemærkning"), LineEdit())),
    )
    _load(session, panel, ("reason_text", "referred_to", "name", "note"), reason=None)
    panel.form.keep_drafts(session.drafts, DraftSlot("refused_contact"))
    panel.start("reason")
    return panel


def _asked(session: Session, panel: FormPanel, label: str) -> None:
    beside(
        panel,
        ("day", Field(label, day_field(session, "past", session.clock.today()))),
        ("time", Field(_tr("Kl."), TimeField(session.clock, name=_tr("Klokkeslæt")))),
    )


def _load(session: Session, panel: FormPanel, empty: tuple[str, ...], **rest: Any) -> None:
    now = local_time(session.clock.now())
    panel.form.load(
        {
            **dict.fromkeys(empty, ""), **rest,
            "day": now.date(), "time": dates.clock(now.time()),
        }
    )  # fmt: skip


def _moment(session: Session, values: Mapping[str, Any]) -> datetime | None:
    """The instant that was typed; None for now."""
    now = local_time(session.clock.now())
    typed = dates.parse_time(values["time"] or "", now.time()).time
    day = values["day"] or now.date()
    if day == now.date() and (typed is None or typed.replace(second=0) == _minute(now)):
        return None
    at = typed or time(12)
    return from_local(day, at.hour, at.minute)


def _minute(now: datetime) -> time:
    return time(now.hour, now.minute)


def place_of(key: UUID) -> str:
    """Key of the field *Værelse* on Indskriv."""
    return f"place:{key}"


def _tr(words: str) -> str:
    return QCoreApplication.translate("Rooms", words)
