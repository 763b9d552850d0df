"""Afslag på optagelse: who asked for a place and got none; the letter itself comes after (issue F)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boform_app.errors import Problem, ReasonNeeded, ValidationFailed
from boform_app.services.views.people import PersonHit
from boform_app.services.views.turned_away import ContactCommand
from ui import messages
from ui.forms.binding import Form
from ui.forms.order import read_in_order
from ui.forms.submit_bar import SubmitBar
from ui.pages.admit.known_person import KnownPerson
from ui.pages.base import Page
from ui.pages.resident.doing import Refused
from ui.pages.resident.opening import OpenProtected
from ui.pages.turned_away_parts import Asker, letter_title
from ui.ports import DraftSlot
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Text
from ui.widgets.title_row import TitleRow

KIND = "admission_refusal"
SLOT = DraftSlot("turned_away")
_REST = DraftSlot("turned_away", field="rest")
LOOK_AFTER = 250
WIDEST = 720


class TurnedAwayPage(Page):
    """Place ``turned_away``, with what *Indskriv* knows already: ``{first_name, last_name, cpr_text}``."""

    key = "turned_away"
    restores_whole = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        # The letter's own name, as everywhere it is written.
        self._title = letter_title(session)
        self.question: OpenProtected | None = None
        self.form = Form(self)
        self.who = Asker(self.form, session.clock)
        self.known_person = KnownPerson(session, self.who, self)
        self._looking = QTimer(self)
        self._looking.setSingleShot(True)
        self._looking.setInterval(LOOK_AFTER)
        self._looking.timeout.connect(self.look)
        self._build()
        self._wire()
        self._begin()
        self._take_up_draft()
        self._dress_page()

    # -- what the shell calls --------------------------------------------------------------------

    def title(self) -> str:
        """For the window."""
        return self._title

    def state(self) -> Mapping[str, Any]:
        """What came along is written into the form once, and never again on the way back."""
        return {"first_name": "", "last_name": "", "cpr_text": ""}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take over what was typed in *Indskriv*; somebody else's words are not mixed in."""
        came = {name: str(state.get(name) or "").strip() for name in self.who.names}
        before, person = self.form.values(), self.known_person.person
        if any(came.values()) and any(before[name] != text for name, text in came.items()):
            had = self.form.dirty
            self._begin()
            self._fill(came)
            if had:
                self._say_put_away(before, person)
        self.refresh()

    def refresh(self) -> None:
        """Look again whom we may know."""
        self.look()
        if not self.form.dirty:
            self.who.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def privacy_changed(self, *, on: bool) -> None:
        """What is being typed stays; the person we may know is hidden."""
        del on
        self.who.known.rebuild()

    def showEvent(self, event: QShowEvent) -> None:
        """Tab goes as one reads."""
        super().showEvent(event)
        read_in_order(self.who, self._foot)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks at a page that is not shown."""
        super().hideEvent(event)
        self._looking.stop()

    # -- making ----------------------------------------------------------------------------------

    def _build(self) -> None:
        facts = self.tr("Til en, der har bedt om en plads og ikke kan få den")
        self._head = TitleRow(self._title, facts, with_back=True)
        self._head.back.connect(self.leave)
        self._again = Button(self.tr("Begynd forfra"), "link")
        self._again.clicked.connect(self._start_over)
        self._head.add_action(self._again)
        self.bar = SubmitBar(
            self.form, self.tr("Skriv brevet"), self.tr("skrive brevet"), icon="mail"
        )
        after = Text(
            self.tr(
                "I brevet skriver du grunden, begrundelsen, hvad personen sagde, og et andet sted at "
                "være."
            ),
            "body", "text2", wrap=True,
        )  # fmt: skip
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(after)
        if not self._decides():
            foot.addWidget(Text(self.tr("Du forbereder. Lederen afgør."), "body", "text2"))
        line = QHBoxLayout()
        line.addWidget(self.bar)
        line.addStretch(1)
        foot.addLayout(line)
        foot.setSpacing(theme().px(8))
        self._column = QWidget()
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.who)
        column.addWidget(self._foot)
        column.addStretch(1)
        column.setSpacing(theme().px(12))
        self.layout_.addWidget(self._head)
        self.layout_.addWidget(self._column, 1)

    def _wire(self) -> None:
        self.form.changed.connect(self._changed)
        self.form.submitted.connect(lambda _values: self._submit())
        self.known_person.decided.connect(self._decided_who)
        self.who.known.open_person.connect(lambda hit: self.go("resident", person_id=hit.person_id))
        self.on_escape(self.leave)

    def _decides(self) -> bool:
        return self._session.services.staff.permissions().get("decision_letters") == "yes"

    def _begin(self) -> None:
        empty = {"first_name": "", "last_name": "", "cpr_text": "", "cpr_unknown": False}
        self.form.load(empty)
        self.known_person.forget()
        self._again.hide()

    def _take_up_draft(self) -> None:
        drafts = self._session.drafts
        rest = drafts.get(_REST)
        if not self.form.keep_drafts(drafts, SLOT):
            return
        found = json.loads(rest.text) if rest is not None else {}
        self.known_person.take_up(found)
        self._again.setVisible(self.form.dirty)

    # -- the person we may know ------------------------------------------------------------------

    def look(self) -> None:
        """Ask whom we may know."""
        self._looking.stop()
        try:
            self.known_person.look()
        except Refused as refused:
            messages.present(refused, self)

    def _changed(self) -> None:
        self._again.setVisible(self.form.dirty)
        if self.form.dirty:
            self._session.drafts.put(_REST, json.dumps(self.known_person.kept()))
        if self.isVisible():
            self._looking.start()

    def _decided_who(self) -> None:
        """The button that was pressed is gone: what comes next has the cursor."""
        self.bar.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._changed()
        self.look()

    # -- done, or not ----------------------------------------------------------------------------

    def leave(self) -> None:
        """Close the page; the draft stays."""
        self._session.asked.emit("back")

    def _submit(self) -> None:
        command = self._command()
        try:
            changes = self._session.services.turned_away.note(command)
        except ValidationFailed as refused:
            self.form.refuse(ValidationFailed(*(self._at_field(p) for p in refused.problems)))
            return
        except ReasonNeeded as closed:
            self._ask_why(closed.person_id)
            return
        except Refused as refused:
            messages.present(refused, self)
            return
        person_id = changes.first("person")
        self._forget()
        self._session.done(changes)
        self.go("letter", letter_id=None, person_id=person_id, kind=KIND)

    def _command(self) -> ContactCommand:
        return ContactCommand(
            first_name=self.who.first.text(),
            last_name=self.who.last.text(),
            cpr_text=self.who.cpr.usable(),
            person_id=self.known_person.person_id,
        )

    def _at_field(self, problem: Problem) -> Problem:
        """Who lives here is known by the number, or else by the name that was chosen."""
        if problem.code != "already_in_house":
            return problem
        by_number = self.known_person.person is None and self.who.cpr.usable()
        return Problem("cpr_text" if by_number else "first_name", "turned_away_lives_here")

    def _ask_why(self, person_id: UUID) -> None:
        """A protected person is opened with a reason first, here as everywhere."""
        self.question = OpenProtected(self, "", lambda reason: self._open(person_id, reason))
        self.question.open()

    def _open(self, person_id: UUID, reason: str) -> None:
        try:
            self._session.services.people.open(person_id, reason)
        except Refused as refused:
            messages.present(refused, self)
            return
        self._submit()

    def _start_over(self) -> None:
        """Throw the draft away; it can be had back."""
        before, person = self.form.values(), self.known_person.person
        self._forget()
        self.refresh()
        self._say_put_away(before, person)

    def _say_put_away(self, values: Mapping[str, Any], person: PersonHit | None) -> None:
        self._session.say(
            self.tr("Kladden er lagt væk"), self.tr("Fortryd"),
            lambda: self._have_back(values, person),
        )  # fmt: skip

    def _have_back(self, values: Mapping[str, Any], person: PersonHit | None) -> None:
        self._fill(values)
        self.known_person.put_back(person)
        self._changed()
        self.look()

    def _fill(self, values: Mapping[str, Any]) -> None:
        """As if it was typed; the number comes last and tells of the change, which keeps the draft."""
        for name in sorted(values, key=lambda name: name == "cpr_text"):
            self.form.write(name, values[name])

    def _forget(self) -> None:
        self._looking.stop()
        self._begin()
        self.form.forget_draft()
        self.bar.show_problems(())

    def _dress_page(self) -> None:
        super()._dress_page()
        if hasattr(self, "_column"):
            self._column.setMaximumWidth(theme().px(WIDEST))
