"""Afslut ophold: evidence, how it ends, what follows; nothing here blocks but four rules (mockup 16)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent

from boform_app.clock import from_local, local_time
from boform_app.errors import (
    EnvironmentTrouble,
    Problem,
    ReasonNeeded,
    UserError,
    ValidationFailed,
)
from boform_app.services.views.day_log import Subject
from boform_app.services.views.people import Identity
from boform_app.services.views.stays import EndPreview, EndStayCommand, StayView
from models.values import dates, lists
from models.values.changes import Changes
from models.values.danish import genitive
from ui import messages
from ui.forms.binding import Form
from ui.forms.columns import FormColumns
from ui.forms.typed import day, loose_field
from ui.pages.base import Page
from ui.pages.end_stay.conditions import BRANCHES, ConditionsCard
from ui.pages.end_stay.decision import Decision
from ui.pages.end_stay.head import Alarm, Head
from ui.pages.end_stay.kinds import Kinds
from ui.pages.end_stay.panel import MovePanel
from ui.pages.end_stay.words import Words
from ui.pages.incidents.forms import Begun, expulsion
from ui.pages.resident.contact_form import open_contact
from ui.pages.resident.doing import FormPanel
from ui.ports import DraftSlot
from ui.privacy import privacy
from ui.session import Session
from ui.widgets.field import Finding
from ui.widgets.section import Section

LOOK_AFTER = 250
Refused = (UserError, EnvironmentTrouble)
_DECIDES = {"house", "municipality"}


class EndStayPage(Page):
    """Place ``end_stay`` with ``{person_id}``."""

    key = "end_stay"
    restores_whole = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._who: Identity | None = None
        self._stay: StayView | None = None
        self._suggested: dict[str, str] = {}
        self._found: EndPreview | None = None
        self.form = Form(self)
        self.kinds = Kinds()
        self.decision = Decision(self.form, session.clock)
        self.panel = MovePanel(self.form, session.clock)
        self.form.add(
            "kind", loose_field(self.kinds, self), required=self.tr("hvordan opholdet slutter"),
            read=lambda: self.kinds.value, write=self.kinds.set_value,
        )  # fmt: skip
        self.conditions = ConditionsCard(session)
        self.contact: FormPanel | None = None
        self.expulsion: FormPanel | None = None
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(LOOK_AFTER)
        self._looking.timeout.connect(self.look)
        self._build()
        self._wire()

    # -- what the shell calls --------------------------------------------------------------------

    def title(self) -> str:
        """Never the name."""
        return self.tr("Afslut ophold")

    def state(self) -> Mapping[str, Any]:
        """Whose stay it is."""
        return {"person_id": self._who.person_id} if self._who else {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Open the present stay of a person; their draft comes back."""
        person_id = state["person_id"]
        person_id = person_id if isinstance(person_id, UUID) else UUID(str(person_id))
        try:
            same = self._who is not None and self._who.person_id == person_id
            self._read(person_id)
            if not same:
                self._begin()
            self._take_home()
        except Refused as refused:
            self._cannot(person_id, refused)
            return
        self.look()
        self.kinds.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read the stay and its evidence again."""
        if self._who is None:
            return
        person_id = self._who.person_id
        try:
            self._read(person_id)
            self._take_home()
            self.look()
        except Refused as refused:
            self._cannot(person_id, refused)

    def apply_changes(self, changes: Changes) -> None:
        """A decision may have been registered meanwhile."""
        del changes
        if self._stay is not None:
            self.refresh()

    def privacy_changed(self, *, on: bool) -> None:
        """Names were hidden or shown."""
        del on
        self._show_head()
        self.look()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks at a page that is not shown."""
        super().hideEvent(event)
        self._looking.stop()

    # -- making ----------------------------------------------------------------------------------

    def _build(self) -> None:
        self.head, self.alarm = Head(), Alarm()
        how = Section(self.tr("Hvordan slutter opholdet?"))
        how.body.addWidget(self.kinds)
        how.body.addWidget(self.decision)
        self.columns = FormColumns(self, self.panel, self.panel)
        self.columns.add(self.conditions)
        self.columns.add(how)
        self.layout_.addWidget(self.head)
        self.layout_.addWidget(self.alarm)
        self.layout_.addLayout(self.columns.row, 1)
        self.columns.finish()

    def _wire(self) -> None:
        self.form.changed.connect(self._changed)
        self.form.submitted.connect(self._submit)
        self.head.back.connect(self.leave)
        self.alarm.note.connect(self._call)
        self.alarm.register.connect(lambda: self.conditions.decide(self))
        self.conditions.changed.connect(self.look)
        self.conditions.wanted.connect(lambda part: self._to_resident(tab="plan", show=part))
        self.panel.wait_pressed.connect(self._wait)
        self.panel.cancelled.connect(self._cancel_move)
        self.panel.expel.clicked.connect(self._propose_expulsion)
        self.panel.papers.clicked.connect(lambda: self.go("transfer_send", **self.state()))
        self.kinds.changed.connect(self._kind_chosen)
        self.on_escape(self.leave)

    def _read(self, person_id: UUID) -> None:
        services = self._session.services
        self._who = services.people.identity(person_id)
        stays = services.stays.for_person(person_id)
        stay = stays[0] if stays else None
        if stay is None or stay.ended_at is not None:
            raise ValidationFailed(Problem("", "ended_already"))
        self._stay = stay
        self.panel.cancel.setVisible(stay.planned_end_on is not None)
        self._show_head()

    def _begin(self) -> None:
        """The planned day and time, else today; the draft, where there is one."""
        stay = self._stay
        if stay is None or self._who is None:
            return
        staff = self._session.services.staff
        leaders, actor = staff.leaders(), staff.actor
        decides = any(one.id == actor.staff_id for one in leaders)
        chosen = str(actor.staff_id) if decides else str(leaders[0].id) if leaders else None
        self.decision.set_leaders(leaders)
        today = self._session.clock.today()
        now = dates.clock(local_time(self._session.clock.now()).time())
        planned = stay.planned_end_on
        self.form.load(
            {
                "kind": "", "ended_at": planned or today,
                "time": stay.planned_end_time or ("" if planned else now),
                "destination_text": stay.destination_text, "reason": stay.end_reason,
                "destination": stay.destination or None, "new_address": stay.new_address,
                "heard_on": None, "heard_statement": "", "not_heard_reason": "",
                "decided_on": None, "decided_by_id": chosen,
            }
        )  # fmt: skip
        slot = DraftSlot("end_stay", str(self._who.person_id))
        self.form.keep_drafts(self._session.drafts, slot)
        self.panel.bar.show_problems(())
        self._suggested = {}
        if self.kinds.value in BRANCHES:
            self.conditions.branch.choose(self.kinds.value)

    def _take_home(self) -> None:
        """Where to, as an accepted home has it: the person only looks at it.

        A draft that was kept before the home was accepted does not hide it; what somebody wrote
        stays, and what they took away does not come back by itself.
        """
        if self._stay is None:
            return
        found = self._session.services.offers.of_stay(self._stay.id).suggestions
        told = {one.field: str(one.value) for one in found}
        fresh = {k: value for k, value in told.items() if self._suggested.get(k) != value}
        self._suggested = told
        values = self.form.values()
        for name in ("destination", "new_address"):
            if name in fresh and not values[name]:
                self.form.write(name, fresh[name])
        branch = fresh.get("end_kind", "")
        if branch in BRANCHES and self.kinds.value not in BRANCHES:
            self.conditions.branch.choose(branch)

    # -- following the answers -------------------------------------------------------------------

    def look(self) -> None:
        """Conditions, alarm, appeal and notice as they would stand."""
        self._looking.stop()
        stay = self._stay
        if stay is None or self._who is None:
            return
        branch, at = BRANCHES[self.conditions.branch.current], self._ended_at()
        try:
            found = self._session.services.ending.preview(stay.id, self.kinds.value, branch, at)
            self.conditions.read(stay, local_time(at).date())
        except Refused as refused:
            messages.present(refused, self)
            return
        self._found = found
        say = self._words()
        self.alarm.show_for(
            say.alarm(at, found.missing_decision) if found.missing_decision else None
        )
        self.decision.set_name(say.name)
        self.decision.show_preview(found, theirs=_decider(self.kinds.value) == "municipality")
        self.panel.message.show_finding(None)
        may_send = self._session.services.staff.permissions().get("export") == "yes"
        self.panel.follow(reason_required=found.kind_is_decision, may_send=may_send)
        self.panel.show_lines(say.follows(found, stay))
        may_propose = self._session.services.staff.permissions().get("decide_discharge", "no")
        self.panel.expel.setVisible(found.expulsion == "missing" and may_propose != "no")
        verb = self.tr("Registrér bortvisning …")
        usual = self.tr("Afslut ophold …")
        self.panel.bar.button.setText(verb if self.kinds.value == "expulsion" else usual)

    def _changed(self) -> None:
        if self.isVisible():
            self._looking.start()

    def _kind_chosen(self) -> None:
        """The branch follows the kind; the preview comes at once."""
        if self.kinds.value in BRANCHES:
            self.conditions.branch.choose(self.kinds.value)
        self.look()

    def _show_head(self) -> None:
        if self._who is not None and self._stay is not None:
            self.head.show_person(self._who, self._stay)

    def _words(self) -> Words:
        who = self._who
        name = privacy().name(who.call_name, who.room) if who else ""
        return Words(name, self._session.clock.today())

    def _ended_at(self) -> datetime:
        values = self.form.values()
        now = local_time(self._session.clock.now())
        on: date = day(values["ended_at"]) or now.date()
        at = dates.parse_time(values["time"], now.time()).time or now.time()
        return from_local(on, at.hour, at.minute)

    # -- what a person does ----------------------------------------------------------------------

    def leave(self) -> None:
        """Close the page; the draft stays."""
        self._session.asked.emit("back")

    def _to_resident(self, **facts: Any) -> None:
        if self._who is not None:
            self.go("resident", person_id=self._who.person_id, **facts)

    def _call(self) -> None:
        """What the municipality says goes into the contact log, where the role may write there."""
        if self._stay is None:
            return
        if self._session.services.staff.permissions().get("action_plan") != "yes":
            self._to_resident(tab="notes", write=True)
        else:
            self.contact = open_contact(self._session, self, self._stay.id, codes=("C7",))

    def _propose_expulsion(self) -> None:
        """Its time and what it stops, with what is written here already; nothing is kept unasked."""
        who = self._who
        if who is None:
            return
        about = Subject(who.person_id, f"{who.call_name} {who.last_name}".strip(), who.room)
        first = local_time(self._ended_at()).date()
        reason = self.form.values()["reason"]
        self.expulsion = expulsion(
            self._session, self, who=about, begun=Begun(first, ("admission", "visits"), reason)
        )

    def _cannot(self, person_id: UUID, refused: Exception) -> None:
        """A protected resident asks for a reason first; an ended stay is shown where it stands."""
        self._stay = None
        if not isinstance(refused, ReasonNeeded):
            messages.present(refused, self)
        QTimer.singleShot(0, self, lambda: self.go("resident", person_id=person_id))

    def _wait(self) -> None:
        """Gem og vent: the day is planned, the answers stay as a draft."""
        stay, values = self._stay, self.form.values()
        if stay is None:
            return
        on = day(values["ended_at"])
        if on is None:
            self.form.refuse(ValidationFailed(Problem("ended_at", "date.empty")))
            return
        if self._plan(stay, on, values["time"]):
            self._to_resident()

    def _cancel_move(self) -> None:
        """The move does not take place: neither its day nor its alarm stays, and no draft of it."""
        stay, who = self._stay, self._who
        if stay is None or who is None or not self._plan(stay, None, ""):
            return
        self.form.forget_draft()
        self._who = self._stay = None
        self.go("resident", person_id=who.person_id)

    def _plan(self, stay: StayView, on: date | None, at: str) -> bool:
        said = "" if on else self.tr("Flytningen er aflyst")
        try:
            changes = self._session.services.ending.plan_end(stay.id, stay.version, on, at)
        except ValidationFailed as refused:
            self._refuse(refused)
            return False
        except Refused as refused:
            messages.present(refused, self)
            return False
        self._session.done(changes, said)
        return True

    def _submit(self, values: Mapping[str, Any]) -> None:
        """Everything is looked at before anything is asked."""
        stay, found = self._stay, self._found
        if stay is None:
            return
        self.look()
        found = self._found
        if found is not None and found.needs_leader:
            self.panel.message.show_finding(Finding("stop", self.decision.refused()))
            return
        command = self._command(stay, values)
        try:
            problems = self._session.services.ending.check(command)
        except Refused as refused:
            messages.present(refused, self)
            return
        if problems:
            self._refuse(ValidationFailed(*problems))
        elif found is not None:
            self._confirm(command, found)

    def _command(self, stay: StayView, values: Mapping[str, Any]) -> EndStayCommand:
        decider = _decider(values["kind"])
        house = decider == "house"
        leader = values["decided_by_id"]
        return EndStayCommand(
            stay_id=stay.id,
            version=stay.version,
            ended_at=self._ended_at(),
            kind=values["kind"],
            destination=values["destination"] or "",
            destination_text=values["destination_text"],
            new_address=values["new_address"],
            reason=values["reason"],
            decided_on=day(values["decided_on"]) if decider in _DECIDES else None,
            decided_by_id=UUID(leader) if house and leader else None,
            heard_on=day(values["heard_on"]) if house else None,
            heard_statement=values["heard_statement"] if house else "",
            not_heard_reason=values["not_heard_reason"] if house else "",
        )

    def _confirm(self, command: EndStayCommand, found: EndPreview) -> None:
        stay, say = self._stay, self._words()
        if stay is None:
            return
        out = command.kind == "expulsion"
        when = say.when(command.ended_at)
        question = (
            self.tr("Bortvis {name} {when}?") if out else self.tr("Afslut {whose} ophold {when}?")
        )
        missing = say.missing(found.missing_decision) if found.missing_decision else ""
        messages.confirm(
            self.window(),
            question.format(name=say.name, whose=genitive(say.name), when=when),
            missing,
            self.tr("Registrér bortvisning") if out else self.tr("Afslut ophold"),
            lambda: self._end(command),
            lines=say.lines(found, stay),
            danger=out,
        )

    def _end(self, command: EndStayCommand) -> None:
        who = self._who
        try:
            changes = self._session.services.ending.end(command)
        except ValidationFailed as refused:
            self._refuse(refused)
            return
        except Refused as refused:
            messages.present(refused, self)
            return
        if who is None:
            return
        said = self._words().done()
        self.form.forget_draft()
        self._who = self._stay = None
        self._session.done(changes)
        self.go("resident", person_id=who.person_id)
        self._session.say(
            said, self.tr("Lav orientering"),
            lambda: self.go("letter", person_id=who.person_id, kind="discharge_notice"),
        )  # fmt: skip

    def _refuse(self, refused: ValidationFailed) -> None:
        self.form.refuse(ValidationFailed(*(_here(problem) for problem in refused.problems)))


def _here(problem: Problem) -> Problem:
    """A day that has not come yet is planned instead; names of other commands are ours."""
    if problem.field == "ended_at" and problem.code == "in_the_future":
        return Problem("ended_at", "end_not_yet", problem.facts)
    field = {"day": "ended_at", "at": "time"}.get(problem.field, problem.field)
    return Problem(field, problem.code, problem.facts)


def _decider(kind: str) -> str:
    """Whose act ends the stay, "" while no kind is chosen."""
    return lists.entry("stay_end_kinds", kind).extra["decided_by"] if kind else ""
