"""*Registrér svar*: what the municipality or somebody else answered, in one small form.

From the board it takes two presses and seven keys: the choice follows the matter, the cursor stands
in the day (design/ux.md 5.2, task 9).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QWidget

from boform_app.services.views.contacts import ContactItem, ReplyCommand
from boform_app.services.views.plans import PlanView
from boform_app.services.views.stays import StayView
from models.values import dates
from models.values.changes import Changes
from ui import messages
from ui.pages.resident.doing import FormPanel, Refused
from ui.pages.resident.form_parts import WorkerEdit, beside, day_field, listed
from ui.privacy import privacy
from ui.session import Session
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit
from ui.widgets.time_field import TimeField

_USUAL = {
    "C1": "home_listed", "C2": "home_listed", "C6": "plan_promised", "C7": "decision_expected",
    "C8": "meeting",
}  # fmt: skip
_HAVE = {"received", "active", "follow_up"}
_DAYS = {"plan_promised", "decision_expected", "meeting", "home_listed"}
_OTHERS = {"us", "resident_and_us", "municipality"}


def open_reply(session: Session, page: QWidget, stay_id: UUID, code: str = "") -> FormPanel | None:
    """Show the form; None when the resident cannot be seen, which is said.

    Args:
        session: The log-in.
        page: Where it stands.
        stay_id: Whose matter.
        code: The prerequisite that is waited for, ``C1`` to ``C12``; it decides the first choice.
    """
    try:
        services = session.services
        stay, plan = services.stays.get(stay_id), services.plans.get(stay_id)
        waiting = _waiting(services.contact_log.entries(stay_id), code or "C6")
        owner = next(
            (row.owner for row in services.plans.prerequisites(stay_id) if row.code == code), ""
        )
    except Refused as refused:
        messages.present(refused, page)
        return None
    form = ReplyForm(session, page, stay, plan)
    form.about(code, owner, waiting)
    form.keep("reply", stay.person_id)
    form.follow_choice()
    form.start("on" if form.form.field("on").isVisibleTo(form) else "what")
    return form


class ReplyForm(FormPanel):
    """The choice decides which of the other fields have a meaning."""

    def __init__(self, session: Session, page: QWidget, stay: StayView, plan: PlanView) -> None:
        who = plan.municipality or _tr("kommunen")
        super().__init__(
            session, page, _tr("Registrér svar fra {who}").format(who=who), verb=_tr("Gem svar"),
            act=self._write, said=_tr("Svaret er gemt"), width=680,
        )  # fmt: skip
        self._desk, self._stay, self._plan = session, stay, plan
        self._code, self._owner = "", ""
        self._letter_id: UUID | None = None
        self.what, self.on = listed("reply_kinds"), day_field(session, "future")
        self.worker = WorkerEdit(session, stay.acting_municipality_code)
        self.phone = LineEdit()
        self._letter = QCheckBox("")
        self._add_fields(TimeField(session.clock))

    def about(self, code: str, owner: str, letter: ContactItem | None) -> None:
        """Begin with what is waited for."""
        self._code, self._owner = code, owner
        have = self._plan.status in _HAVE
        usual = _USUAL.get(code, "other" if code or have else "plan_promised")
        self.what.set_value(usual)
        self.worker.setText(self._plan.caseworker)
        self._letter_id = letter.ref_id if letter is not None else None
        if letter is not None:
            words = _tr("Svar på {letter} af {day}")
            title = letter.outcome.rpartition(",")[0] or letter.outcome
            shown = words.format(letter=title.lower(), day=dates.short(letter.day))
            self._letter.setText(privacy().text(shown) or _tr("Svar på vores seneste brev"))
        self._letter.setChecked(letter is not None)
        self._letter.setVisible(letter is not None)

    def follow_choice(self) -> None:
        """Only the fields that the answer needs."""
        what = self.what.value
        labels = {
            "plan_promised": _tr("Planen kommer senest"),
            "decision_expected": _tr("Afgørelsen ventes"),
            "meeting": _tr("Mødet er den"),
            "home_listed": _tr("Skrevet op den"),
        }
        on = self.form.field("on")
        on.setVisible(what in _DAYS)
        on.set_label(labels.get(what, _tr("Dag")))
        for name in ("time", "place"):
            self.form.field(name).setVisible(what == "meeting")
        # The telephone is kept with the case worker, and a case worker with a municipality.
        known = bool(self._stay.acting_municipality_code)
        self.form.field("caseworker_phone").setVisible(known)
        named = what == "caseworker"
        self.form.field("caseworker").set_label(_tr("Rådgiver") if named else _tr("Hvem svarede"))

    # -- own -------------------------------------------------------------------------------------

    def _add_fields(self, at: TimeField) -> None:
        beside(self, ("what", Field(_tr("Svaret"), self.what)), ("on", Field(_tr("Dag"), self.on)))
        beside(
            self, ("time", Field(_tr("Kl."), at)), ("place", Field(_tr("Hvor"), LineEdit())),
        )  # fmt: skip
        beside(
            self,
            ("caseworker", Field(_tr("Hvem svarede"), self.worker)),
            ("caseworker_phone", Field(_tr("Telefon"), self.phone)),
            ("kind", Field(_tr("Svaret kom som"), listed("contact_kinds", "call"))),
        )
        self.add("text", Field(_tr("Mere om svaret"), LineEdit()))
        self.add("answers", Field("", self._letter))
        self._letter.setAccessibleName(_tr("Svar på vores seneste brev"))
        self.what.changed.connect(self.follow_choice)
        self.worker.found.connect(lambda worker: self.phone.setText(worker.phone))

    def _write(self, values: Mapping[str, Any]) -> Changes:
        what = values["what"]
        usual = what in {"plan_promised", "decision_expected", "home_listed"}
        elsewhere = self._owner if self._owner not in _OTHERS else ""
        return self._desk.services.contact_log.reply(
            ReplyCommand(
                self._stay.id, what, on=values["on"] if what in _DAYS else None,
                text=values["text"], kind=values["kind"],
                party=elsewhere or "municipality", caseworker=values["caseworker"],
                caseworker_phone=values["caseworker_phone"],
                time=values["time"] if what == "meeting" else "",
                place=values["place"] if what == "meeting" else "",
                prerequisite_codes=None if usual or not self._code else (self._code,),
                letter_id=self._letter_id if values["answers"] else None,
            )
        )  # fmt: skip


def _waiting(log: tuple[ContactItem, ...], code: str) -> ContactItem | None:
    """The latest letter about it that nobody has answered."""
    return next(
        (one for one in log if one.source == "letter" and code in one.codes
         and one.next_done_on is None),
        None,
    )  # fmt: skip


def _tr(words: str) -> str:
    return QCoreApplication.translate("Plan", words)
