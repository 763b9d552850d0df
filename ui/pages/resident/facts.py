"""Stamdata: all facts of a person on one page, read first, changed one at a time (mockup 19)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boform_app.clock import local_time
from boform_app.errors import Conflict, ValidationFailed
from boform_app.services.views.people import Identity, LastChange, PersonFacts
from boform_app.services.views.stays import StayView
from models.values import dates, municipalities
from models.values.changes import Changes
from ui import messages
from ui.pages.consent_parts import RenewPanel
from ui.pages.resident import case as cases
from ui.pages.resident import facts_groups as groups
from ui.pages.resident import facts_panels as panels
from ui.pages.resident import facts_rows, moments, municipality_history, rarely
from ui.pages.resident.doing import Refused
from ui.pages.resident.facts_rows import Answer, Fact
from ui.pages.resident.facts_strip import ProtectedStrip
from ui.pages.resident.facts_view import FactsCard, FactsView
from ui.pages.resident.tab import Tab
from ui.ports import DraftSlot
from ui.privacy import privacy
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.choice import Option
from ui.widgets.field import Finding
from ui.widgets.identity_bar import CPR_SHOWN_MS

DRAFT = "facts"
_COLUMN = 330
_ORDER = (("person", "contact"), ("address", "health", "consents"), ("stay", "municipality"))
_NAMED = {"person", "contact", "health", "consents"}
"""Groups whose words are hidden with F8."""


class FactsTab(Tab):
    """Cards of facts in three columns."""

    key = "facts"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._facts: PersonFacts | None = None
        self._stay: StayView | None = None
        self._stays = 0
        self._cpr = ""
        self._hide_cpr = QTimer(self)
        self._hide_cpr.setSingleShot(True)
        self._hide_cpr.setInterval(CPR_SHOWN_MS)
        self._hide_cpr.timeout.connect(self._forget_cpr)
        today = session.clock.today
        names = (
            ("person", "person", self.tr("Person")), ("contact", "phone", self.tr("Kontakt")),
            ("address", "shield_lock", self.tr("Adresse")),
            ("health", "pill", self.tr("Sundhed og hensyn")),
            ("consents", "checkmark_circle", self.tr("Samtykker")),
            ("stay", "bed", self.tr("Ophold")),
            ("municipality", "building_government", self.tr("Kommune")),
        )  # fmt: skip
        self.cards = {key: FactsCard(icon, title, today) for key, icon, title in names}
        self._strip = ProtectedStrip()
        self._columns: list[QVBoxLayout] = []
        self._build()

    # -- what the page calls ---------------------------------------------------------------------

    def load(self, person_id: UUID, identity: Identity) -> None:
        """Another person; unfinished words come back as they were left."""
        for view in self.views():
            view.stop()
        self._forget_cpr()
        super().load(person_id, identity)
        draft = self.session.services.drafts.get(DRAFT, person_id)
        for key, words in (draft.fields if draft else {}).items():
            self._start(key, words)

    def refresh(self) -> None:
        """Read everything again; a field that is open keeps its words."""
        if self.person_id is None:
            return
        services = self.session.services
        self._facts = services.people.facts(self.person_id)
        stays = services.stays.for_person(self.person_id)
        self._stay, self._stays = (stays[0] if stays else None), len(stays)
        self._show()

    def restore(self, state: Mapping[str, Any]) -> None:
        """Straight to a fact, e.g. from a deadline's button."""
        if state.get("field"):
            self._start(str(state["field"]))

    def command(self, name: str) -> bool:
        """The first thing that is missing."""
        if name != "first_missing":
            return False
        for view in self.views():
            found = next((fact for fact in view.model_.rows if fact.missing), None)
            if found is not None:
                view.start(found.key)
                return True
        return False

    def views(self) -> tuple[FactsView, ...]:
        """The lists of the cards in reading order."""
        return tuple(self.cards[key].view for column in _ORDER for key in column)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Three columns, two or one, as the width allows."""
        super().resizeEvent(event)
        count = max(1, min(3, event.size().width() // theme().px(_COLUMN)))
        if count != len(self._columns):
            self._arrange(count)

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self._row = QHBoxLayout()
        self._row.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.layout_.addLayout(self._row)
        self.layout_.addStretch(1)
        self.cards["address"].add_above(self._strip)
        self._tools = {
            "contact": (self.tr("Tilføj nærmeste"), lambda: self._kin(-1)),
            "health": (self.tr("Tilføj hensyn"), self._new_alert),
            "consents": (self.tr("Nyt samtykke"), lambda: self.go("consent", person_id=self.person_id)),
        }  # fmt: skip
        self._buttons: dict[str, Button] = {}
        for key, (words, act) in self._tools.items():
            button = Button(words, "link")
            button.clicked.connect(lambda _on=False, act=act: act())
            self.cards[key].head.addWidget(button)
            self._buttons[key] = button
        for card in self.cards.values():
            card.history.clicked.connect(
                lambda: self.go("resident", person_id=self.person_id, tab="history")
            )
            card.view.edited.connect(partial(self._edited, card.view))
            card.view.typed.connect(self._typed)
            card.view.dropped.connect(self._drop_draft)
        self._arrange(3)

    def _arrange(self, count: int) -> None:
        for column in self._columns:
            while column.takeAt(0) is not None:
                pass
            self._row.removeItem(column)
        t = theme()
        self._row.setSpacing(t.px(16))
        self._columns = [QVBoxLayout() for _ in range(count)]
        for column in self._columns:
            column.setSpacing(t.px(12))
            column.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._row.addLayout(column, 1)
        for number, keys in enumerate(_ORDER):
            for key in keys:
                self._columns[min(number, count - 1)].addWidget(self.cards[key])
        for column in self._columns:
            column.addStretch(1)

    def _show(self) -> None:
        facts, stay = self._facts, self._stay
        if facts is None or self.person_id is None:
            return
        services, acts = self.session.services, self._acts()
        allowed = services.staff.permissions()
        here = stay is not None and stay.ended_at is None
        found = {
            "person": groups.person(facts, acts, self._cpr),
            "contact": groups.contact(facts, acts, self._staff()),
            "address": groups.address(facts),
            "health": groups.health(facts, acts),
            "consents": groups.consents(
                services.consents.for_person(self.person_id), acts,
                may=allowed.get("consent", "no") != "no", gives=allowed.get("consent") == "yes",
            ),
        }  # fmt: skip
        if stay is not None:
            today = self.session.clock.today()
            found["stay"] = groups.stay(stay, acts, today, here=here)
            options = facts_rows.municipality_options()
            past = municipality_history.opener(self.session, self, stay.id)
            found["municipality"] = groups.municipality(stay, options, past)
        may = {"yes": allowed.get("edit_master_data", "no") != "no"}
        may["protected"] = allowed.get("protected_fields", "no") != "no"
        self.missing = 0
        for key, card in self.cards.items():
            card.setVisible(key in found)
            dressed = [self._dressed(fact, key, may) for fact in found.get(key, ())]
            self.missing += sum(fact.missing for fact in dressed)
            card.view.show_facts(dressed)
        self._buttons["contact"].setVisible(may["yes"])
        self._buttons["health"].setVisible(may["yes"])
        self._buttons["consents"].setVisible(allowed.get("consent") == "yes")
        self._strip.show_for(facts, self._municipality_name())
        self._say_changed()
        self.missing_changed.emit(self.missing)

    def _dressed(self, fact: Fact, group: str, may: Mapping[str, bool]) -> Fact:
        """With the version that was read, without what the role may not do, hidden with F8."""
        stay_version = self._stay.version if self._stay else 0
        person_version = self._facts.version if self._facts else 0
        version = stay_version if fact.record == "stay" else person_version
        allowed = may["protected" if group == "address" else "yes"] and may["yes"]
        kind = fact.kind if allowed else "read"
        if privacy().on and group in _NAMED:
            return replace(fact, text="•••", kind="read", link="", press=None, note="")
        return replace(fact, version=version, kind=kind)

    def _say_changed(self) -> None:
        person = _changed(self._facts.last_changed if self._facts else None)
        stay = _changed(self._stay.last_changed if self._stay else None)
        for key in ("person", "contact", "address", "health"):
            self.cards[key].say_changed(person)
        self.cards["municipality"].say_changed(stay)
        if self._stay is not None:
            earlier = self._stays - 1
            words = self.tr("ingen tidligere ophold")
            if earlier > 0:
                words = self.tr("{n} tidligere ophold").format(n=earlier)
            self.cards["stay"].say_changed(f"{moments.nights(self._stay.nights)} · {words}")

    def _staff(self) -> tuple[Option, ...]:
        chosen = self._facts.key_worker.id if self._facts and self._facts.key_worker else None
        return tuple(
            Option(row.id, row.name)
            for row in self.session.services.staff.all()
            if row.closed_on is None or row.id == chosen
        )

    def _municipality_name(self) -> str:
        code = self._stay.acting_municipality_code if self._stay else ""
        found = municipalities.find(code) if code else None
        return found.display if found else ""

    # -- writing ---------------------------------------------------------------------------------

    def _start(self, key: str, words: str | None = None) -> None:
        for view in self.views():
            if view.fact(key) is not None:
                view.start(key, words)
                return

    def _typed(self, fact: Fact, words: str) -> None:
        self.session.drafts.put(DraftSlot(DRAFT, str(self.person_id), fact.key), words)

    def _drop_draft(self) -> None:
        self.session.drafts.remove(DraftSlot(DRAFT, str(self.person_id)))
        self._show()

    def _edited(self, view: FactsView, fact: Fact, answer: Answer) -> None:
        editor = view.editor
        if editor is None:
            return
        fact = editor.fact
        if not answer.field and (answer.value or None) == (fact.value or None) and not answer.label:
            view.stop()
            self._drop_draft()
            return
        try:
            changes = self._write(fact, answer)
        except ValidationFailed as refused:
            editor.say(Finding("stop", messages.sentence(refused.problems[0])))
        except Conflict as conflict:
            self._conflict(view, fact, answer, conflict)
        except Refused as refused:
            editor.say(Finding("stop", messages.describe(refused).text))
        else:
            view.stop()
            self.session.drafts.remove(DraftSlot(DRAFT, str(self.person_id)))
            self.session.done(changes)

    def _write(self, fact: Fact, answer: Answer) -> Changes:
        services, field = self.session.services, answer.field or fact.key
        if fact.record == "stay" and self._stay is not None:
            return services.stays.set_fact(self._stay.id, fact.version, field, answer.value)
        if self.person_id is None:
            raise RuntimeError("nobody is shown")
        return services.people.set_fact(self.person_id, fact.version, field, answer.value)

    def _conflict(self, view: FactsView, fact: Fact, answer: Answer, conflict: Conflict) -> None:
        """Another fact was changed: write again. The same fact: both are shown, the person decides."""
        editor = view.editor
        if editor is None:
            return
        self.refresh()
        now = self._now(fact.key)
        if now is None:
            view.stop()
            return
        editor.fact = replace(fact, version=now.version, value=now.value)
        if now.value == fact.value:
            self._edited(view, fact, answer)
            return
        who = conflict.changed_by or self.tr("En kollega")
        words = self.tr("{who} har rettet det til ”{text}”, mens du skrev. Esc lader det stå.")
        editor.say(
            Finding("ask", words.format(who=who, text=now.text), self.tr("Brug mit"), "person_swap")
        )

    def _now(self, key: str) -> Fact | None:
        """The fact as it is stored now, also while its row is a field."""
        facts, stay, acts = self._facts, self._stay, self._acts()
        if facts is None:
            return None
        found = [*groups.person(facts, acts, ""), *groups.contact(facts, acts, self._staff()),
                 *groups.address(facts), *groups.health(facts, acts)]  # fmt: skip
        if stay is not None:
            found += groups.stay(stay, acts, self.session.clock.today(), here=True)
            found += groups.municipality(stay, facts_rows.municipality_options())
        fact = next((one for one in found if one.key == key), None)
        if fact is None:
            return None
        version = stay.version if fact.record == "stay" and stay else facts.version
        return replace(fact, version=version)

    # -- what rows do ----------------------------------------------------------------------------

    def _acts(self) -> groups.Acts:
        session, stay = self.session, self._stay
        return groups.Acts(
            reveal=self._reveal,
            copy=self._copy,
            kin=self._kin,
            alert=self._alert,
            arrival=lambda: stay and panels.arrival(session, self, stay),
            reasons=lambda: stay and panels.reasons(session, self, stay),
            room=lambda: self._with_case(rarely.move_room),
            absence=lambda: self._with_case(rarely.absence),
            withdraw=lambda row: panels.withdraw(session, self, row),
            renew=lambda row: RenewPanel(session, self, row).start("given_on"),
        )

    def _with_case(self, act: Any) -> None:
        if self.person_id is not None:
            identity = self.session.services.people.identity(self.person_id)
            act(self.session, self, cases.read(self.session, identity))

    def _kin(self, number: int) -> None:
        if self.person_id is not None and self._facts is not None:
            row = self._facts.kin[number] if number >= 0 else None
            panels.kin(self.session, self, self.person_id, row)

    def _alert(self, number: int) -> None:
        if self._facts is not None:
            panels.end_alert(self.session, self, self._facts.alerts[number])

    def _new_alert(self) -> None:
        if self.person_id is not None:
            panels.new_alert(self.session, self, self.person_id)

    def _reveal(self) -> None:
        if self.person_id is None:
            return
        try:
            self._cpr = self.session.services.people.reveal_cpr(self.person_id)
        except Refused as refused:
            messages.present(refused, self)
            return
        self._hide_cpr.start()
        self._show()

    def _copy(self) -> None:
        if self._cpr:
            self.session.ports.clipboard.put_secret(self._cpr)
            self.session.say(self.tr("CPR er kopieret. Det fjernes igen om 60 sekunder."))

    def _forget_cpr(self) -> None:
        self._hide_cpr.stop()
        if self._cpr:
            self._cpr = ""
            self._show()


def _changed(last: LastChange | None) -> str:
    if last is None:
        return ""
    return f"Rettet {dates.short(local_time(last.at).date())} af {last.by}"
