"""Small forms behind Mere: another room, absence, joined records, a mistaken admission."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from boform_app.services.views.people import Identity
from models.values import lists
from models.values.changes import Changes
from ui.pages.anybody import anybody_field
from ui.pages.resident.case import Case
from ui.pages.resident.doing import FormPanel, attempt
from ui.pages.rooms.move_panel import MovePanel, Mover
from ui.privacy import privacy
from ui.session import Session
from ui.widgets.choice import Combo, Option
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit
from ui.widgets.text_area import TextArea


def shown(who: Identity) -> str:
    """The name in running text, or the room while names are hidden."""
    return privacy().name(who.call_name, who.room)


def move_room(session: Session, parent: QWidget, case: Case) -> MovePanel | None:
    """Flyt til andet værelse: the same panel as on the board, a number and Enter."""
    who, stay = case.identity, case.stay
    if stay is None:
        return None
    panel = MovePanel(session, parent, Mover(stay.id, shown(who), who.room))
    panel.start()
    return panel


def absence(session: Session, parent: QWidget, case: Case) -> FormPanel | None:
    """Nights away; an open absence is ended first."""
    stay = case.stay
    if stay is None:
        return None
    running = next((row for row in stay.absences if row.to_night is None), None)
    if running is not None:
        return _end_absence(session, parent, case, running.id)
    absences = session.services.absences

    def act(values: Mapping[str, Any]) -> Changes:
        return absences.add_absence(
            stay.id, values["kind"], values["from_night"], values["to_night"], values["note"]
        )

    panel = FormPanel(
        session, parent, _tr("Fravær for {name}").format(name=shown(case.identity)),
        _tr("En nat hedder efter den aften, den begynder. Pladsen bliver holdt."),
        verb=_tr("Gem fravær"), act=act,
    )  # fmt: skip
    kinds = [Option(row.key, row.label) for row in lists.load_list("absence_kinds")]
    panel.add(
        "kind", Field(_tr("Hvor"), Combo(kinds, placeholder=_tr("Vælg"))), required=_tr("hvor")
    )
    first, last = (DateField(today=session.clock.today) for _ in range(2))
    first.set_value(session.clock.today())
    panel.add("from_night", Field(_tr("Fra natten"), first, width=240), required=_tr("første nat"))
    panel.add(
        "to_night",
        Field(_tr("Til og med natten"), last, width=240, help_text=_tr("Tom, hvis det ikke vides")),
    )
    panel.add("note", Field(_tr("Bemærkning"), LineEdit()))
    panel.keep("absence", case.identity.person_id)
    panel.start("kind")
    return panel


def _end_absence(session: Session, parent: QWidget, case: Case, absence_id: UUID) -> FormPanel:
    absences = session.services.absences
    panel = FormPanel(
        session, parent, _tr("Er {name} tilbage?").format(name=shown(case.identity)),
        _tr("Skriv den sidste nat, der var fravær."), verb=_tr("Gem"),
        act=lambda values: absences.end_absence(absence_id, values["to_night"]),
    )  # fmt: skip
    last = DateField(direction="past", today=session.clock.today)
    panel.add("to_night", Field(_tr("Sidste nat væk"), last, width=240), required=_tr("en nat"))
    panel.start("to_night")
    return panel


def join_records(session: Session, parent: QWidget, case: Case) -> FormPanel:
    """Two records of one person; the other one points here, and it is undone in one step."""
    who = case.identity
    panel = FormPanel(
        session, parent, _tr("Hvem er den samme person som {name}?").format(name=shown(who)),
        _tr("Ophold, notater og breve vises samlet her. Du kan skille dem igen."),
        verb=_tr("Saml"),
        act=lambda values: session.services.people.join(who.person_id, values["other_id"]),
    )  # fmt: skip
    field = anybody_field(session, _tr("Den anden person"), without=who.person_id)
    panel.add("other_id", field, required=_tr("den anden person"))
    panel.start("other_id")
    return panel


def part_records(session: Session, parent: QWidget, other_id: UUID) -> None:
    """Take two records apart again, at once."""
    attempt(session, parent, lambda: session.services.people.part(other_id))


def annul_stay(session: Session, parent: QWidget, case: Case) -> FormPanel | None:
    """A mistaken admission is annulled with a reason; both lines stay."""
    stay = case.stay
    if stay is None:
        return None
    words = _tr("Opholdet tæller ikke med. Linjen bliver stående med din grund.")
    panel = FormPanel(
        session, parent,
        _tr("Annullér indskrivningen af {name}?").format(name=shown(case.identity)), words,
        verb=_tr("Annullér indskrivning"), kind="danger",
        act=lambda values: session.services.stays.annul(stay.id, values["reason"]),
    )  # fmt: skip
    area = TextArea(lines=2)
    panel.add("reason", Field(_tr("Hvorfor"), area), required=_tr("en grund"))
    panel.keep("annul_stay", case.identity.person_id)
    panel.start("reason")
    return panel


def _tr(words: str) -> str:
    return QCoreApplication.translate("Resident", words)
