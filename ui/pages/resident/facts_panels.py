"""Small forms of Stamdata: those who are close, considerations, arrival, reasons, withdrawing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from boform_app.clock import from_local, local_time
from boform_app.errors import Problem, ValidationFailed
from boform_app.services.views.people import AlertView, KinView
from boform_app.services.views.records import ConsentView
from boform_app.services.views.stays import StayView
from models.values import dates, lists
from models.values.changes import Changes
from ui.pages.consent_parts import unsent_words
from ui.pages.resident.doing import FormPanel, attempt
from ui.session import Session
from ui.widgets.choice import Combo, Option
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit

_IN_OTHER_ROWS = {"allergy", "protected_address"}


def kin(session: Session, parent: QWidget, person_id: UUID, row: KinView | None) -> FormPanel:
    """Somebody close: name, who it is, telephone, and whether they may be contacted."""
    circle = session.services.circle

    def act(values: Mapping[str, Any]) -> Changes:
        if row is None:
            return circle.add_kin(person_id, **values)
        return circle.change_kin(row.id, row.version, **values)

    title = _tr("Ny nærmeste") if row is None else _tr("Ret nærmeste")
    panel = FormPanel(session, parent, title, verb=_tr("Gem"), act=act)
    panel.add("name", Field(_tr("Navn"), LineEdit()), required=_tr("et navn"))
    panel.add(
        "relation", Field(_tr("Hvem er det"), LineEdit(), help_text=_tr("Fx mor, ven, støtte"))
    )
    panel.add("phone", Field(_tr("Telefon"), LineEdit(), width=200))
    panel.add(
        "may_contact",
        Field(_tr("Må kontaktes"), LineEdit(), help_text=_tr("Fx ja, kun hvis beboeren siger ja")),
    )
    if row is not None:
        panel.form.load(
            {"name": row.name, "relation": row.relation, "phone": row.phone,
             "may_contact": row.may_contact}
        )  # fmt: skip
        panel.add_button(
            _tr("Fjern"),
            lambda: attempt(session, parent, lambda: circle.remove_kin(row.id, row.version)),
        )
    panel.keep(f"kin:{row.id if row else 'new'}", person_id)
    panel.start("name")
    return panel


def new_alert(session: Session, parent: QWidget, person_id: UUID) -> FormPanel:
    """A consideration for the identity bar."""
    circle = session.services.circle
    kinds = [
        Option(row.key, row.label)
        for row in lists.load_list("alerts")
        if row.key not in _IN_OTHER_ROWS
    ]
    panel = FormPanel(
        session, parent, _tr("Nyt hensyn"),
        _tr("Det står øverst på beboerens side. Skriv det, som du ville sige det til beboeren."),
        verb=_tr("Tilføj hensyn"),
        act=lambda values: circle.add_alert(person_id, values["kind"], values["text"]),
    )  # fmt: skip
    panel.add(
        "kind", Field(_tr("Slags"), Combo(kinds, placeholder=_tr("Vælg"))), required=_tr("slags")
    )
    panel.add("text", Field(_tr("Med få ord"), LineEdit()))
    panel.keep("alert", person_id)
    panel.start("kind")
    return panel


def end_alert(session: Session, parent: QWidget, alert: AlertView) -> None:
    """It no longer holds: at once, undone by name."""
    circle = session.services.circle
    attempt(session, parent, lambda: circle.end_alert(alert.id, alert.version))


def arrival(session: Session, parent: QWidget, stay: StayView) -> FormPanel:
    """The day and the time of the arrival."""
    stays = session.services.stays
    local = local_time(stay.arrived_at)

    def act(values: Mapping[str, Any]) -> Changes:
        found = dates.parse_time(values["time"], local_time(session.clock.now()).time())
        if found.time is None:
            raise ValidationFailed(Problem("time", f"time.{found.problem_code}"))
        moment = _moment(values["arrived_at"], found.time)
        return stays.set_fact(stay.id, stay.version, "arrived_at", moment)

    panel = FormPanel(session, parent, _tr("Hvornår kom beboeren?"), verb=_tr("Gem"), act=act)
    day = DateField(direction="past", today=session.clock.today)
    panel.add("arrived_at", Field(_tr("Dag"), day, width=240), required=_tr("en dag"))
    panel.add("time", Field(_tr("Klokken"), LineEdit(), width=120), required=_tr("et klokkeslæt"))
    panel.form.load({"arrived_at": local.date(), "time": dates.clock(local.time())})
    panel.start("arrived_at")
    return panel


def reasons(session: Session, parent: QWidget, stay: StayView) -> FormPanel:
    """One or more reasons for the stay."""
    stays = session.services.stays
    panel = FormPanel(
        session, parent, _tr("Hvorfor kom beboeren?"), verb=_tr("Gem"),
        act=lambda values: stays.set_fact(
            stay.id, stay.version, "reasons", tuple(k for k, on in values.items() if on)
        ),
    )  # fmt: skip
    group = QWidget()
    column = QVBoxLayout(group)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for row in lists.load_list("admission_reasons", session.clock.today()):
        box = QCheckBox(row.label)
        box.setToolTip(row.full)
        box.setChecked(row.key in stay.reasons)
        column.addWidget(box)
        panel.form.add(row.key, Field("", box))
    panel.body.insertWidget(0, group)
    panel.start()
    return panel


def withdraw(session: Session, parent: QWidget, consent: ConsentView) -> FormPanel:
    """From that day nothing new rests on the consent."""
    consents = session.services.consents
    panel = FormPanel(
        session, parent, _tr("Tilbagekald samtykket til {who}?").format(who=consent.recipient),
        " ".join((
            _tr("Fra den dag sendes der ikke mere på samtykket. Det, der er sendt, bliver stående."),
            *unsent_words(consents.unsent(consent.id)),
        )),
        verb=_tr("Tilbagekald"),
        act=lambda values: consents.withdraw(consent.id, consent.version, values["on"]),
    )  # fmt: skip
    day = DateField(direction="past", today=session.clock.today)
    day.set_value(session.clock.today())
    panel.add("on", Field(_tr("Tilbagekaldt den"), day, width=240), required=_tr("en dag"))
    panel.start("on")
    return panel


def _moment(day: Any, clock: time) -> Any:
    return from_local(day, clock.hour, clock.minute)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Facts", words)
