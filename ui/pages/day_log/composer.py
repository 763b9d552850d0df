"""The card at the right of the log: a note about residents or the house with few keys (mockup 14)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boform_app.clock import local_time
from boform_app.errors import BoformError
from boform_app.services.views.day_log import LogNote
from boform_app.services.views.records import NoteCommand
from models.values import dates
from ui.pages.day_log import rows
from ui.pages.day_log.about import AboutField
from ui.pages.note_choices import NIGHT, NoteChoices
from ui.pages.note_moment import moment_of
from ui.pages.phrases import PhraseButton, put_in
from ui.pages.resident import moments
from ui.pages.resident.doing import attempt
from ui.ports import DraftSlot
from ui.privacy import privacy
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.field import Finding, MessageLine
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import Hairline, IconLabel, Text
from ui.widgets.scrolling import scrolling
from ui.widgets.text_area import TextArea
from ui.widgets.time_field import TimeField

KIND = "log_note"
CORRECTION = "log_correction"
_KEPT_AFTER_MS = 1200
"""A draft is on disk within a second; then the card says when."""


class LogComposer(Card):
    """A new note, or a correction of one; every key is a draft within a second.

    Signals:
        saved: A note became part of the record; carries its id.
    """

    saved = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session.tr("Nyt notat"), padded=False, parent=parent)
        self._session = session
        self._corrects: LogNote | None = None
        self._slot_kind, self._begun = KIND, False
        self.about = AboutField()
        self.about.ask(session.services.composing.named)
        self.choices = NoteChoices(self)
        self.area = TextArea(name=self.tr("Notat"), lines=4, most_lines=12)
        self.time = TimeField(self._session.clock, name=self.tr("Klokkeslæt"))
        self.time.setPlaceholderText(self.tr("nu"))
        self.phrases = PhraseButton(session, lambda: self.area.text)
        self.again = Button(self.tr("Gentag sidste"), "link")
        self.problem = MessageLine()
        self.button = Button(self.tr("Gem notat"), "primary", hint=self.tr("Ctrl+Enter"))
        self._kept = Text("", "small", "text3")
        self._kept_soon = QTimer(self, singleShot=True, interval=_KEPT_AFTER_MS)
        self._build()
        self._wire()
        self._dress_inner()
        theme().changed.connect(self._dress_inner)

    # -- what the page uses ------------------------------------------------------------------------

    def refresh(self) -> None:
        """Who can be written about now; the first time a draft comes back."""
        self.about.set_people(self._session.services.composing.people())
        if not self._begun:
            self._begun = True
            self._take_up(None)
        self._show_goals()

    def write(self) -> None:
        """Put the cursor where the next key belongs: whom it is about, or the text."""
        begun = self._corrects is not None or bool(self.about.persons) or bool(self.area.text)
        (self.area if begun else self.about.edit).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def correct(self, note: LogNote) -> None:
        """Write a correction of a finished note; an unfinished note of one's own stays a draft."""
        self._take_up(note)
        self.write()

    @property
    def correcting(self) -> bool:
        """Whether a correction is written."""
        return self._corrects is not None

    def save(self) -> None:
        """Ctrl+Enter: sign the note."""
        self._say("")
        if not self.area.text.strip():
            self.write()
            return
        if self.about.edit.text().strip() and not self.correcting:
            self._missed()
            return
        if self.about.unseen and not self.correcting:
            self._unseen()
            return
        moment, fits = self._moment()
        if not fits:
            self.time.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        command = self._command(moment)
        made: list[UUID] = []

        def act() -> Any:
            changes = self._session.services.notes.finish(command)
            made.append(changes.first("note"))
            return changes

        words = self.tr("Rettelsen er gemt.") if self.correcting else self.tr("Notatet er gemt.")
        if attempt(self._session, self, act, words):
            self.area.finish()
            self._take_up(None)
            self.saved.emit(made[0])

    # -- building ----------------------------------------------------------------------------------

    def _build(self) -> None:
        self.add_tool(self._kept)
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._inner = QVBoxLayout(inner)
        # A resident with many goals: what is chosen scrolls, the button stays.
        self._area = scrolling(inner)
        self.body.addWidget(self._area, 1)
        self._new = self._new_rows()
        self._correction = self._correction_rows()
        for widget in (self._new, self._correction):
            self._inner.addWidget(widget)
        self._tools = QHBoxLayout()
        self._note_label = Text(self.tr("Notat"), "body", "text2")
        self._clock_label = Text(self.tr("kl."), "body", "text2")
        for one in (self._note_label, self._clock_label, self.time):
            self._tools.addWidget(one)
        self._tools.addStretch(1)
        self._tools.addWidget(self.again)
        self._tools.addWidget(self.phrases)
        self._inner.addLayout(self._tools)
        self._inner.addWidget(self.problem)
        self._inner.addWidget(self.area)
        self._inner.addWidget(Text(self.tr("Hvem læser med?"), "body", "text2"))
        self._inner.addLayout(self.choices.reader_flow)
        self._inner.addStretch(1)
        self.body.addWidget(Hairline())
        self._foot = QHBoxLayout()
        self._foot.addWidget(IconLabel("flag", 16, "accent", filled=True))
        self._foot.addWidget(self.choices.important)
        self._foot.addStretch(1)
        self._discard = Button(self.tr("Kassér"), "link")
        self._foot.addWidget(self._discard)
        self._foot.addWidget(self.button)
        self.body.addLayout(self._foot)

    def _new_rows(self) -> QWidget:
        host = QWidget()
        self._new_box = QVBoxLayout(host)
        self._new_box.setContentsMargins(0, 0, 0, 0)
        self._new_box.addWidget(Text(self.tr("Om"), "body", "text2"))
        self._new_box.addWidget(self.about)
        self._others = Text("", "small", "text2", wrap=True)
        self._others.hide()
        self._new_box.addWidget(self._others)
        self._new_box.addWidget(Text(self.tr("Slags (kan udelades)"), "body", "text2"))
        self._kind_flow = FlowLayout()
        for chip in self.choices.kinds.values():
            self._kind_flow.addWidget(chip)
        self._new_box.addLayout(self._kind_flow)
        return host

    def _correction_rows(self) -> QWidget:
        host = QWidget()
        box = QVBoxLayout(host)
        box.setContentsMargins(0, 0, 0, 0)
        self._corrects_words = Text("", "body", "text", wrap=True)
        self._stop = Button(self.tr("Skriv et nyt notat i stedet"), "link")
        box.addWidget(self._corrects_words)
        box.addWidget(self._stop, 0, Qt.AlignmentFlag.AlignLeft)
        host.hide()
        return host

    def _wire(self) -> None:
        self.about.changed.connect(self._about_changed)
        self.about.passed.connect(lambda: self.area.setFocus(Qt.FocusReason.TabFocusReason))
        self.about.unknown.connect(self._missed)
        self.about.edit.textEdited.connect(lambda _text: self._say(""))
        self.choices.changed.connect(self._keep)
        self.area.textChanged.connect(self._typed)
        self.area.submitted.connect(self.save)
        self.time.changed.connect(self._keep)
        self.time.left.connect(self._moment)
        self.phrases.picked.connect(lambda text: put_in(self.area, text))
        self.again.clicked.connect(self._repeat)
        self.button.clicked.connect(self.save)
        self._discard.clicked.connect(self._throw_away)
        self._stop.clicked.connect(lambda: self._take_up(None))
        self._kept_soon.timeout.connect(self._say_kept)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)
        privacy().changed.connect(self._privacy_changed)

    # -- what is written ---------------------------------------------------------------------------

    def _command(self, moment: datetime | None) -> NoteCommand:
        if self._corrects is not None:
            return NoteCommand(
                text=self.area.text,
                person_ids=(),
                important=self.choices.important.isChecked(),
                readers=self.choices.chosen_readers,
                corrects_id=_last_of(self._corrects),
            )
        return NoteCommand(
            text=self.area.text,
            person_ids=self.about.persons,
            kind=self.choices.kind,
            important=self.choices.important.isChecked(),
            readers=self.choices.chosen_readers,
            happened_at=moment,
        )

    def _moment(self) -> tuple[datetime | None, bool]:
        """When it happened, None for now; and whether what is typed is a time that has been."""
        if not self.time.text().strip():
            return None, True
        found = self.time.finding()
        if found is None and self.time.value is not None:
            now = self._session.clock.now()
            moment = moment_of(self.time.value, now)
            if moment is not None:
                day = moments.when(moment, self._now().date())
                self._say(self.tr("Det skete {when}.").format(when=day), level="info")
                return moment, True
        words = self.tr("Klokken er ikke så mange endnu. Skriv, hvornår det skete.")
        self._say(found.text if found else words)
        return None, False

    def _repeat(self) -> None:
        """The words and choices of the last note; whom it is about is chosen again."""
        last = self._session.services.composing.again()
        if last is None:
            self._say(self.tr("Du har ikke skrevet et notat endnu."), level="info")
            return
        if self.area.text:
            put_in(self.area, last.note.text)
        else:
            self.area.set_text(last.note.text)
            note = last.note
            self.choices.show_chosen((note.kind,), note.readers, important=note.important)
        self._keep()
        self.write_about()

    def write_about(self) -> None:
        """Put the cursor where it is said whom the note is about."""
        target = self.area if self.about.persons else self.about.edit
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _missed(self) -> None:
        words = self.tr("Ingen beboer hedder det. Skriv et andet navn, eller lad feltet stå tomt.")
        self._say(words)
        self.about.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unseen(self) -> None:
        self._say(
            self.tr(
                "Kladden handler om en beboer, du ikke kan se. "
                "Bed en kollega skrive notatet, eller fjern beboeren."
            )
        )
        self.about.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- drafts ------------------------------------------------------------------------------------

    def _slot(self, field: str) -> DraftSlot:
        return DraftSlot(self._slot_kind, "", field)

    def _take_up(self, corrects: LogNote | None) -> None:
        """Another text: the draft that is being written stays where it is."""
        self._corrects = corrects
        self._slot_kind = f"{CORRECTION}:{corrects.note.id}" if corrects else KIND
        drafts = self._session.drafts
        # The choices first: showing the text puts a draft with what is shown.
        rest = {key: drafts.get(self._slot(key)) for key in ("about", "options", "time")}
        about = rest["about"]
        persons = [UUID(one) for one in json.loads(about.text)] if about else []
        self.about.choose(persons)
        self._show_goals()
        options = rest["options"]
        if options:
            self.choices.show_text(options.text)
        else:
            self._preset()
        when = rest["time"]
        self.time.set_text(when.text if when else "")
        if not self.area.keep_drafts(drafts, self._slot("text")):
            self.area.clear()
            if not options:
                self._preset()
        self._say("")
        self._show_mode()

    def _preset(self) -> None:
        """At night a note is the night's; a correction is read by who reads its note."""
        if self._corrects is not None:
            note = self._corrects.note
            self.choices.show_chosen((), note.readers, important=note.important)
            return
        night = self._session.services.composing.shift() == NIGHT
        self.choices.preset(NIGHT if night else "")

    def _typed(self) -> None:
        self._keep()
        self._discard.setVisible(bool(self.area.text))

    def _keep(self) -> None:
        if not self.area.text:
            self._kept.clear()
            return
        cursor = self.area.textCursor().position()
        scroll = self.area.verticalScrollBar().value()
        about = json.dumps([str(one) for one in self.about.persons])
        for field, text in (
            ("about", about), ("options", self.choices.text()), ("time", self.time.text()),
        ):  # fmt: skip
            self._session.drafts.put(self._slot(field), text, cursor=cursor, scroll=scroll)
        self._kept_soon.start()

    def _say_kept(self) -> None:
        at = self._session.services.drafts.status().saved_at
        if at is not None and self.area.text:
            clock = dates.clock(local_time(at).time())
            self._kept.setText(self.tr("kladde gemt {clock}").format(clock=clock))

    def _throw_away(self) -> None:
        text, chosen, persons = self.area.finish(), self.choices.text(), self.about.persons
        self._take_up(self._corrects)

        def back() -> None:
            self.about.choose(persons)
            self._show_goals()
            self.choices.show_text(chosen)
            self.area.set_text(text)

        self._session.say(self.tr("Kladden er kasseret."), self.tr("Fortryd"), back)

    # -- what is shown -----------------------------------------------------------------------------

    def _about_changed(self) -> None:
        self._say("")
        self._show_goals()
        self._keep()

    def _show_goals(self) -> None:
        """Goals of the one resident; what colleagues are writing about the same."""
        one = self._one_resident()
        goals, words = [], ""
        if one is not None:
            services, writing = self._session.services, []
            try:
                goals = list(services.composing.goals(one))
                writing = [d for d in services.drafts.others(one) if d.kind.startswith("note")]
            except BoformError:
                # Whom this person may not see has no goals to choose, and nobody is said to write.
                goals = []
            words = " · ".join(
                self.tr("{name} skriver også om beboeren").format(name=d.staff_name)
                for d in writing
            )
        self.choices.set_goals(goals)
        self._others.setText(words)
        self._others.setVisible(bool(words))

    def _one_resident(self) -> UUID | None:
        persons: Sequence[UUID] = self.about.persons
        if self._corrects is not None:
            persons = [subject.person_id for subject in self._corrects.about]
        return persons[0] if len(persons) == 1 else None

    def _show_mode(self) -> None:
        correcting = self._corrects
        self._new.setVisible(correcting is None)
        self._correction.setVisible(correcting is not None)
        for widget in (self._clock_label, self.time, self.again):
            widget.setVisible(correcting is None)
        self._note_label.setText(self.tr("Rettelse") if correcting else self.tr("Notat"))
        self.area.setAccessibleName(self._note_label.text())
        self.button.setText(self.tr("Gem rettelse") if correcting else self.tr("Gem notat"))
        self.set_title(self.tr("Rettelse") if correcting else self.tr("Nyt notat"))
        self._discard.setVisible(bool(self.area.text))
        self._kept.clear()
        if correcting is not None:
            words = self.tr("Til notatet om {who} fra {when}. Begge bliver stående.")
            when = moments.when(correcting.note.happened_at, self._now().date())
            who = rows.about(correcting)
            who = who[:1].lower() + who[1:] if not correcting.about else who
            self._corrects_words.setText(words.format(who=who, when=when))

    def _privacy_changed(self, _on: bool) -> None:  # noqa: FBT001 (a Qt slot)
        self.about.rename()
        self._show_mode()

    def _say(self, words: str, *, level: Any = "stop") -> None:
        self.problem.show_finding(Finding(level, words) if words else None)

    def _now(self) -> datetime:
        return local_time(self._session.clock.now())

    def _dress_inner(self) -> None:
        t = theme()
        self._inner.setContentsMargins(t.px(12), t.px(6), t.px(12), t.px(6))
        for box in (self._inner, self._new_box):
            box.setSpacing(t.px(4))
        for flow in (self._kind_flow, self.choices.reader_flow):
            flow.set_gap(t.px(6))
        self._tools.setSpacing(t.px(6))
        self._foot.setContentsMargins(t.px(12), t.px(8), t.px(12), t.px(8))
        self._foot.setSpacing(t.px(6))


def _last_of(note: LogNote) -> UUID:
    """What a correction hangs under: the last correction, else the note."""
    return note.corrections[-1].id if note.corrections else note.note.id
