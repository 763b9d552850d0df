"""Indskriv beboer: one page, one draft, Ctrl+Enter from any field (mockup 13, design/ux.md W5)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent

from boform_app.clock import local_time
from boform_app.errors import EnvironmentTrouble, UserError, ValidationFailed
from boform_app.services.views.people import PersonHit
from boform_app.services.views.stays import AdmitCommand
from models.values import dates, municipalities
from models.values.changes import Changes
from ui import messages
from ui.forms.binding import Form
from ui.forms.columns import FormColumns
from ui.forms.order import read_in_order
from ui.pages.admit.after import offer_letters
from ui.pages.admit.before import (
    BeforeSection,
    MunicipalitySection,
    ReasonSection,
    side_by_side,
)
from ui.pages.admit.chosen import may_be, wanted
from ui.pages.admit.command import at_field, make_command
from ui.pages.admit.expected import Expected
from ui.pages.admit.known_person import KnownPerson
from ui.pages.admit.panel import AdmitPanel
from ui.pages.admit.questions import Questions
from ui.pages.admit.stay import StaySection
from ui.pages.admit.who import WhoSection
from ui.pages.base import Page
from ui.pages.turned_away_parts import refusal_link
from ui.ports import DraftSlot
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Text
from ui.widgets.title_row import TitleRow

LOOK_AFTER = 250
SLOT = DraftSlot("admission")
_REST = DraftSlot("admission", field="rest")


class AdmitPage(Page):
    """Place ``admit`` with an optional ``{name}``, ``{person_id}``, ``{place_id}``, and who was expected."""

    key = "admit"
    restores_whole = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.form = Form(self)
        self.who = WhoSection(self.form, session.clock)
        self.known_person = KnownPerson(session, self.who, self)
        self.stay = StaySection(self.form, session.clock)
        self.before = BeforeSection(self.form)
        self.municipality = MunicipalitySection(self.form)
        self.reasons = ReasonSection(self.form)
        self.panel = AdmitPanel(self.form, refusal_link(session, self.tr("Ingen plads? {letter}")))
        self.questions = Questions(self.form, self.who.cpr_field, self.who.cpr)
        self.expected = Expected()
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(LOOK_AFTER)
        self._looking.timeout.connect(self.look)
        self._build()
        self._wire()
        self._begin()
        self._take_up_draft()

    # -- what the shell calls --------------------------------------------------------------------

    def title(self) -> str:
        """For the window."""
        return self.tr("Indskriv beboer")

    def restore(self, state: Mapping[str, Any]) -> None:
        """A name, a person or a place, from elsewhere in the window; none writes over a draft."""
        if not self.form.dirty:
            self.expected.forget()
        name = str(state.get("name") or "").split()
        if name and not self.who.first.text():
            self.who.first.setText(name[0])
            self.who.last.setText(" ".join(name[1:]))
        self.refresh()
        self.expected.take(state)
        if isinstance(state.get("place_id"), UUID) and self.stay.tiles.value is None:
            self.stay.take_up(f"place:{state['place_id']}")
            self.look()
        if isinstance(state.get("person_id"), UUID):
            self._choose(state["person_id"])

    def refresh(self) -> None:
        """Read the places again; an arrival nobody touched is now."""
        if not self.form.dirty:
            self._begin()
        self._show_places()
        self.look()
        if not self.form.dirty:
            self.who.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply_changes(self, changes: Changes) -> None:
        """Somebody may have taken the room meanwhile."""
        del changes
        self._show_places()
        self._looking.start()

    def privacy_changed(self, *, on: bool) -> None:
        """What is being typed stays; the person we may know is hidden."""
        del on
        self.who.known.rebuild()
        self._show_places()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title is short where there is little room."""
        super().resizeEvent(event)
        self._dress_title()

    def showEvent(self, event: QShowEvent) -> None:
        """Tab goes as one reads: who, stay, before, handlekommune, reasons, and then the panel."""
        super().showEvent(event)
        read_in_order(self.who, self.stay, self.before, self.municipality, self.reasons, self.panel)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks at a page that is not shown."""
        super().hideEvent(event)
        self._looking.stop()

    # -- making ----------------------------------------------------------------------------------

    def _build(self) -> None:
        facts = self.tr("Kun navn og værelse skal udfyldes. Resten kan vente.")
        self._title = title = TitleRow(self.tr("Indskriv beboer"), facts, with_back=True)
        title.back.connect(self.leave)
        self._again = Button(self.tr("Begynd forfra"), "link")
        self._again.clicked.connect(self._start_over)
        title.add_action(self._again)
        title.add_action(Text(self.tr("Esc lukker, kladden bliver"), "small", "text2"))
        self._middle = side_by_side(self.before, self.municipality)
        self.columns = FormColumns(self, self.panel, self.panel)
        for card in (self.who, self.stay, self._middle, self.reasons):
            self.columns.add(card)
        self.layout_.addWidget(title)
        self.layout_.addLayout(self.columns.row, 1)
        self.columns.finish()
        self._dress_title()

    def _wire(self) -> None:
        self.form.changed.connect(self._changed)
        self.form.submitted.connect(self._submit)
        self.questions.answered.connect(self._keep_rest)
        self.questions.answered.connect(self._looking.start)
        self.panel.refuse.clicked.connect(self._refuse_place)
        self.who.elsewhere.clicked.connect(lambda _on=False: self.go("transfer_take"))
        may_take = self._session.services.staff.permissions().get("edit_master_data", "no")
        self.who.elsewhere.setVisible(may_take != "no")
        self.known_person.decided.connect(self._decided_who)
        self.who.known.open_person.connect(lambda hit: self.go("resident", person_id=hit.person_id))
        self.on_escape(self.leave)

    def _begin(self) -> None:
        """An empty form: arrived now, decided today by whoever may."""
        now = local_time(self._session.clock.now())
        staff = self._session.services.staff
        leaders, actor = staff.leaders(), staff.actor
        decides = any(one.id == actor.staff_id for one in leaders)
        chosen = actor.staff_id if decides else leaders[0].id if leaders else ""
        self.stay.set_leaders(leaders, str(chosen), delegated=not decides)
        empty = {
            "first_name": "", "last_name": "", "cpr_text": "", "cpr_unknown": False,
            "no_cpr": False, "no_cpr_reason": "", "place_id": None, "came": None,
            "referred_way": None, "referred_by": "", "situation_before": None, "reasons": (),
            "reason_text": "", "acute": "not_asked", "note": "", "decided_on": None,
            "fact_registered_code": "", "fact_lived_code": "", "fact_wished_code": "",
            "fact_sought_code": "", "acting_municipality_code": "",
            "residence_municipality_code": "", "decided_by_id": str(chosen),
            "delegated": not decides, "count_night_before": False,
        }  # fmt: skip
        self.form.load({**empty, "arrived_at": now.date(), "arrived_time": dates.clock(now.time())})
        self.known_person.forget()
        self.municipality.touched = self.reasons.own_words = False
        self.questions.forget()
        self._follow()

    def _take_up_draft(self) -> None:
        drafts = self._session.drafts
        rest = drafts.get(_REST)
        if drafts.get(SLOT) is not None:
            self._show_places()
        if not self.form.keep_drafts(drafts, SLOT):
            return
        found = json.loads(rest.text) if rest is not None else {}
        self.municipality.touched = bool(found.get("touched"))
        self.reasons.own_words = bool(found.get("own_words"))
        self.questions.take_up(found.get("accepted", ()))
        self.known_person.take_up(found)
        self.expected.take_up(found)
        if self.stay.decided.value is not None:
            self.stay.open_decision()
        self._follow()

    # -- following the answers -------------------------------------------------------------------

    def look(self) -> None:
        """Ask whom we may know, and what would happen."""
        self._looking.stop()
        try:
            self.known_person.look()
            self._preview()
        except (UserError, EnvironmentTrouble) as refused:
            messages.present(refused, self)

    def _preview(self) -> None:
        command = self._command()
        found = self._session.services.stays.preview_admission(command)
        self.municipality.suggest(found.suggested_municipality_code, found.suggestion_reason)
        self.stay.ask_night(found.night_before, found.day_begins)
        chosen = municipalities.find(str(self.municipality.acting.value or ""))
        leader = "" if self._decides_alone() else self.stay.leader.currentText()
        self.panel.use_birth_date(known=self.who.cpr.result.birth_date is not None)
        self.panel.show_preview(
            found, self._session.clock.today(), chosen.display if chosen else "", leader
        )
        self.questions.show(found.questions)

    def _decides_alone(self) -> bool:
        actor = str(self._session.services.staff.actor.staff_id)
        return self.stay.leader.value == actor and not self.stay.delegated.isChecked()

    def _command(self) -> AdmitCommand:
        return make_command(
            self.form.values(), self._session.clock,
            person_id=self.known_person.person_id,
            cpr_text=self.who.cpr.usable(), reason_text=self.reasons.reason_text(),
            accepted=self.questions.accepted, expected=self.expected,
        )  # fmt: skip

    def _changed(self) -> None:
        self._follow()
        self._keep_rest()
        if self.isVisible():
            self._looking.start()

    def _follow(self) -> None:
        """What the page says at once, without asking the database."""
        name, tile = self.who.call_name(), self.stay.tiles.tile
        self.before.set_name(name)
        self.stay.follow()
        self.reasons.propose(name, self.reasons.ticks.value)
        who = name or self.tr("beboer")
        words = self.tr("Indskriv {who} i vær. {place}") if tile else self.tr("Indskriv {who}")
        label = tile.label if tile else ""
        self.panel.bar.button.setText(words.format(who=who, place=label))
        self._again.setVisible(self.form.dirty)

    def _keep_rest(self) -> None:
        """What the form itself does not hold: the person found, answers to questions."""
        rest = {
            **self.known_person.kept(),
            **self.expected.kept(),
            "accepted": sorted(self.questions.accepted),
            "touched": self.municipality.touched,
            "own_words": self.reasons.own_words,
        }
        self._session.drafts.put(_REST, json.dumps(rest))

    def _show_places(self) -> None:
        rooms = self._session.services.rooms
        kept = self._session.services.reservations.holding()
        tally = self._session.services.room_board.tally()
        self.stay.show_places(rooms.places(free_only=True), rooms.board(), tally, kept)
        self._follow()

    # -- the person we may know ------------------------------------------------------------------

    def _choose(self, person_id: UUID) -> None:
        """Somebody whose papers are here; a draft about another one stays as it is."""
        hit = wanted(self._session, self, person_id)
        if hit is None or self.known_person.person_id == hit.person_id:
            return
        typed = self.who.first.text(), self.who.last.text()
        if self.known_person.person is None and may_be(hit, *typed):
            self.known_person.same(hit)
        else:
            words = self.tr(
                "Her ligger en kladde om en anden. Gør den færdig, eller begynd forfra."
            )
            self._session.say(words)

    def _decided_who(self) -> None:
        """The button that was pressed is gone: the next field has the cursor."""
        self.who.cpr.setFocus(Qt.FocusReason.OtherFocusReason)
        self._changed()
        self.look()

    # -- done, or not ----------------------------------------------------------------------------

    def leave(self) -> None:
        """Close the page; the draft stays."""
        self._session.asked.emit("back")

    def _refuse_place(self) -> None:
        """The house cannot take the person: what was typed goes along, the draft stays."""
        self.go(
            "turned_away", first_name=self.who.first.text(), last_name=self.who.last.text(),
            cpr_text=self.who.cpr.usable(),
        )  # fmt: skip

    def _start_over(self) -> None:
        """Throw the draft away; it can be had back."""
        before, person = self.form.values(), self.known_person.person
        self._forget()
        self.refresh()
        self._session.say(
            self.tr("Kladden er lagt væk"), self.tr("Fortryd"),
            lambda: self._have_back(before, person),
        )  # fmt: skip

    def _have_back(self, values: Mapping[str, Any], person: PersonHit | None) -> None:
        for name, value in values.items():
            self.form.write(name, value)
        self.known_person.put_back(person)
        self._changed()

    def _submit(self, _values: Mapping[str, Any]) -> None:
        command, name = self._command(), self.who.call_name()
        try:
            changes = self._session.services.stays.admit(command)
        except ValidationFailed as refused:
            self._refuse(refused)
            return
        except (UserError, EnvironmentTrouble) as refused:
            messages.present(refused, self)
            return
        person_id = command.person_id or changes.first("person")
        self._forget()
        self.expected.forget()
        window = self.window()
        self._session.done(changes)
        self.go("resident", person_id=person_id)
        offer_letters(self._session, window, self.navigate, person_id, name)

    def _refuse(self, refused: ValidationFailed) -> None:
        """Stops go to their fields; questions are asked there, and can be kept."""
        stops = [at_field(p) for p in refused.problems if not p.facts.get("question")]
        asked = [p.code for p in refused.problems if p.facts.get("question")]
        if any(p.code == "place_taken" for p in stops):
            self._show_places()
        if any(p.field in {"decided_on", "decided_by_id"} for p in stops):
            self.stay.open_decision()
        if stops:
            self.form.refuse(ValidationFailed(*stops))
        self.questions.show(tuple(asked), wanted=True, bar=self.panel.bar)

    def _forget(self) -> None:
        self._looking.stop()
        self._begin()
        self.form.forget_draft()
        self.panel.bar.show_problems(())

    def _dress_title(self) -> None:
        """Where form and panel stand below each other there is no room for the grey words."""
        facts = self.tr("Kun navn og værelse skal udfyldes. Resten kan vente.")
        self._title.set_title(self.tr("Indskriv beboer"), "" if self.columns.stacked else facts)
        self._middle.setSpacing(theme().px(12))
