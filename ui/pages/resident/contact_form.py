"""A line of the contact log: a call, a meeting, a letter or a mail, what came of it and what is next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from boform_app.clock import from_local, local_time
from boform_app.services.views.contacts import ContactCommand, ContactItem
from boform_app.services.views.stays import StayView
from models.values import dates, lists
from models.values.changes import Changes
from ui import messages
from ui.pages.resident.doing import FormPanel, Refused
from ui.pages.resident.form_parts import (
    CodesButton,
    WorkerEdit,
    beside,
    day_field,
    listed,
    narrow,
)
from ui.session import Session
from ui.widgets.choice import Combo, Option
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit
from ui.widgets.text_area import TextArea
from ui.widgets.time_field import TimeField


def open_contact(
    session: Session, page: QWidget, stay_id: UUID, *, kind: str = "call",
    codes: Sequence[str] = (), entry: ContactItem | None = None,
) -> FormPanel | None:  # fmt: skip
    """Show the form for a new line, or for one to correct; None when the resident cannot be seen.

    Args:
        session: The log-in.
        page: Where it stands.
        stay_id: Whose log.
        kind: How, at first: ``call``, ``meeting``, ``letter`` or ``mail``.
        codes: Prerequisites it is about, at first.
        entry: The line to correct, None for a new one.
    """
    try:
        stay, plan = session.services.stays.get(stay_id), session.services.plans.get(stay_id)
    except Refused as refused:
        messages.present(refused, page)
        return None
    form = ContactForm(session, page, stay, entry)
    if entry is None:
        form.begin(kind, plan.caseworker, codes)
        form.keep(f"contact:{kind}", stay.person_id)
    else:
        form.correct(entry)
        form.keep(f"contact:{entry.ref_id}", stay.person_id)
    form.start("outcome")
    return form


class ContactForm(FormPanel):
    """Who, when, what came of it, and what comes next."""

    def __init__(
        self, session: Session, page: QWidget, stay: StayView, entry: ContactItem | None
    ) -> None:
        super().__init__(
            session, page, _tr("Ret kontakt") if entry else _tr("Kontakt med kommunen og andre"),
            verb=_tr("Gem"), act=self._write, width=680,
        )  # fmt: skip
        self._desk, self._stay, self._entry = session, stay, entry
        self.worker = WorkerEdit(session, stay.acting_municipality_code)
        self._party = narrow(listed("ball_owners", "municipality"), 10)
        self._add_fields()

    def begin(self, kind: str, caseworker: str, codes: Sequence[str]) -> None:
        """A new line, now."""
        now = local_time(self._desk.clock.now())
        self.form.load(
            {"kind": kind, "direction": "out", "party": "municipality", "who": caseworker,
             "day": now.date(), "time": dates.clock(now.time()), "outcome": "", "next_step": "",
             "next_on": None, "codes": list(codes)}
        )  # fmt: skip
        if kind == "call":
            self.heading.setText(_tr("Telefonnotat"))

    def correct(self, entry: ContactItem) -> None:
        """What stands there."""
        at = local_time(entry.at)
        self.form.load(
            {"kind": entry.kind, "direction": entry.direction, "party": entry.party,
             "who": "" if entry.with_whom == _party_words(entry.party) else entry.with_whom,
             "day": at.date(), "time": dates.clock(at.time()), "outcome": entry.outcome,
             "next_step": entry.next_step, "next_on": entry.next_on, "codes": list(entry.codes)}
        )  # fmt: skip

    # -- own -------------------------------------------------------------------------------------

    def _add_fields(self) -> None:
        ways = [Option("out", _tr("Vi kontaktede dem")), Option("in", _tr("De kontaktede os"))]
        session = self._desk
        beside(
            self,
            ("kind", Field(_tr("Hvordan"), listed("contact_kinds", "call"))),
            ("direction", Field(_tr("Hvem tog kontakt"), Combo(ways))),
            ("party", Field(_tr("Med"), self._party)),
        )
        beside(
            self,
            ("who", Field(_tr("Hvem"), self.worker)),
            ("day", Field(_tr("Dag"), day_field(session, "past"))),
            ("time", Field(_tr("Kl."), TimeField(session.clock))),
            required={"day": _tr("en dag")},
        )
        area = TextArea(lines=2, most_lines=4)
        self.add("outcome", Field(_tr("Hvad kom der ud af det"), area), required=_tr("et par ord"))
        beside(
            self,
            ("next_step", Field(_tr("Næste skridt"), LineEdit())),
            ("next_on", Field(_tr("Hvornår"), day_field(session, "future"))),
            ("codes", Field(_tr("Handler om"), CodesButton())),
        )

    def _write(self, values: Mapping[str, Any]) -> Changes:
        named = values["party"] == "municipality"
        command = ContactCommand(
            self._stay.id, values["kind"], values["outcome"], direction=values["direction"],
            happened_at=self._moment(values), party=values["party"],
            caseworker=values["who"] if named else "", with_whom="" if named else values["who"],
            next_step=values["next_step"], next_on=values["next_on"],
            prerequisite_codes=tuple(values["codes"] or ()),
            document_id=self._entry.document_id if self._entry else None,
        )  # fmt: skip
        log = self._desk.services.contact_log
        if self._entry is None:
            return log.write(command)
        return log.change(self._entry.ref_id, self._entry.version, command)

    def _moment(self, values: Mapping[str, Any]) -> datetime | None:
        """None for now; a day without a time is noon of that day."""
        now = local_time(self._desk.clock.now())
        typed = dates.parse_time(values["time"], now.time()).time
        today = values["day"] == now.date()
        if today and (typed is None or (typed.hour, typed.minute) == (now.hour, now.minute)):
            return None
        at = typed or time(12)
        return from_local(values["day"], at.hour, at.minute)


def _party_words(party: str) -> str:
    return lists.label("ball_owners", party)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Plan", words)
