"""The note at the foot of the resident page: one line that grows up (mockups 03 and 14)."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.clock import local_time
from boform_app.services.views.records import NoteCommand, NoteView
from models.values import dates
from ui.pages.note_choices import NIGHT, NoteChoices
from ui.pages.phrases import PhraseButton, put_in
from ui.pages.resident.doing import attempt
from ui.ports import DraftSlot
from ui.privacy import privacy
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import IconLabel, Text
from ui.widgets.text_area import TextArea

KIND = "note"
NOTES_LOOKED_AT = 200


class Composer(QWidget):
    """A note about the shown resident; every key is a draft within a second.

    Signals:
        saved: A note became part of the record.
    """

    saved = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._person_id: UUID | None = None
        self._call_name, self._room = "", ""
        self._corrects: NoteView | None = None
        self.area = TextArea(name=self.tr("Notat"), hint=self.tr("Ctrl+N"))
        self.button = Button(
            self.tr("Gem notat"), hint=self.tr("Ctrl+Enter"), height="title_button"
        )
        self.choices = NoteChoices(self)
        self._build()
        self._wire()
        self._dress()
        theme().changed.connect(self._dress)

    # -- what the page uses ----------------------------------------------------------------------

    def show_person(self, person_id: UUID, call_name: str, room: str) -> None:
        """Write about another resident; the earlier one's text stays a draft."""
        self._call_name, self._room = call_name, room
        other, self._person_id = person_id != self._person_id, person_id
        self._show_goals()
        if other:
            self._take_up(None)
            if not self.area.text:
                self._take_up_correction(person_id)
        self._name()
        self.show_colleagues()

    def write(self) -> None:
        """Put the cursor into the note."""
        self.area.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def correct(self, note: NoteView) -> None:
        """Write a correction to a finished note; an unfinished note of one's own stays a draft."""
        self._take_up(note)
        self._name()
        self.write()

    def show_colleagues(self) -> None:
        """Say "Mette har en kladde fra 14.32": who, what and since when, never the text."""
        found = self._session.services.drafts.others(self._person_id) if self._person_id else ()
        words = [
            self.tr("{name} har en kladde fra {when}").format(
                name=draft.staff_name, when=_moment(self._session, draft.since)
            )
            for draft in found
            if draft.kind.startswith((KIND, "correction"))
        ]
        self._colleagues.setText(" · ".join(words))
        self._colleague_row.setVisible(bool(words))

    # -- own -------------------------------------------------------------------------------------

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._outer = outer
        self._colleague_row = QWidget()
        line = QHBoxLayout(self._colleague_row)
        line.setContentsMargins(0, 0, 0, 0)
        self._colleagues = Text("", "small", "text2")
        line.addWidget(IconLabel("edit", 16))
        line.addWidget(self._colleagues, 1)
        self._correction_row = QWidget()
        line = QHBoxLayout(self._correction_row)
        line.setContentsMargins(0, 0, 0, 0)
        self._correction = Text("", "strong")
        self._stop = Button(self.tr("Skriv et nyt notat i stedet"), "link")
        line.addWidget(IconLabel("arrow_undo", 16))
        line.addWidget(self._correction)
        line.addWidget(self._stop)
        line.addStretch(1)
        self._options = QWidget()
        self._option_rows = QVBoxLayout(self._options)
        self._option_rows.setContentsMargins(0, 0, 0, 0)
        self._option_rows.addLayout(self._kind_row())
        self._option_rows.addLayout(self._reader_row())
        self._row = QHBoxLayout()
        self._row.addWidget(self.area, 1)
        self._row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignBottom)
        for widget in (self._colleague_row, self._correction_row, self._options):
            widget.hide()
            outer.addWidget(widget)
        outer.addLayout(self._row)

    def _kind_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(Text(self.tr("Slags"), "body", "text2"))
        row.addWidget(Text(self.tr("(kan udelades)"), "body", "text3"))
        for chip in self.choices.kinds.values():
            row.addWidget(chip)
        row.addStretch(1)
        self.phrases = PhraseButton(self._session, lambda: self.area.text)
        row.addWidget(self.phrases)
        return row

    def _reader_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(Text(self.tr("Hvem læser med?"), "body", "text2"))
        row.addLayout(self.choices.reader_flow, 1)
        self._discard = Button(self.tr("Kassér kladden"), "link")
        row.addWidget(self._discard)
        row.addWidget(IconLabel("flag", 16, "accent", filled=True))
        row.addWidget(self.choices.important)
        return row

    def _wire(self) -> None:
        self.choices.changed.connect(self._keep_options)
        self.area.textChanged.connect(self._typed)
        self.area.submitted.connect(self.save)
        self.button.clicked.connect(self.save)
        self._discard.clicked.connect(self._throw_away)
        self.phrases.picked.connect(lambda text: put_in(self.area, text))
        self._stop.clicked.connect(lambda: self._take_up(None))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.save)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]  # an application is running
        privacy().changed.connect(self._name)

    def save(self) -> None:
        """Ctrl+Enter: sign the note."""
        if self._person_id is None or not self.area.text.strip():
            self.write()
            return
        command = NoteCommand(
            text=self.area.text,
            person_ids=(self._person_id,),
            kind=self.choices.kind,
            important=self.choices.important.isChecked(),
            readers=self.choices.chosen_readers,
            corrects_id=self._corrects.id if self._corrects else None,
        )
        words = self.tr("Rettelsen er gemt.") if self._corrects else self.tr("Notatet er gemt.")
        notes = self._session.services.notes
        if attempt(self._session, self, lambda: notes.finish(command), words):
            self.area.finish()
            self._preset()
            if self._corrects is not None:
                self._take_up(None)
            self.saved.emit()

    def _take_up(self, corrects: NoteView | None) -> None:
        """Another text: the draft that is being written stays where it is."""
        self._corrects = corrects
        # The options first: showing the text puts a draft with the options that are shown.
        saved = self._session.drafts.get(self._slot("options"))
        if saved:
            self.choices.show_text(saved.text)
        else:
            self._preset()
        # The new slot first: emptying the field below must not touch the draft that is left.
        found = self.area.keep_drafts(self._session.drafts, self._slot("text"))
        if not found:
            self.area.clear()
            self._preset()
        self._correction_row.setVisible(corrects is not None)
        if corrects is not None:
            when = _moment(self._session, corrects.happened_at)
            words = self.tr("Rettelse til notatet fra {when}. Begge bliver stående.")
            self._correction.setText(words.format(when=when))
        self._name()
        self._unfold()

    def _preset(self) -> None:
        """At night a note is the night's; a correction is read by who reads its note."""
        if self._corrects is not None:
            note = self._corrects
            self.choices.show_chosen((), note.readers, important=note.important)
            return
        night = self._session.services.composing.shift() == NIGHT
        self.choices.preset(NIGHT if night else "")

    def _show_goals(self) -> None:
        """The resident's goals can read along; a closed resident's are not told."""
        person_id = self._person_id
        goals = self._session.services.composing.goals(person_id) if person_id else ()
        self.choices.set_goals(goals)

    def _take_up_correction(self, person_id: UUID) -> None:
        """A correction that was begun goes on where it was left."""
        for draft in self._session.services.drafts.mine():
            kind, _, note_id = draft.kind.partition(":")
            if draft.person_id == person_id and kind == "correction":
                notes = self._session.services.notes.for_person(person_id, limit=NOTES_LOOKED_AT)
                found = next((note for note in notes if str(note.id) == note_id), None)
                if found is not None:
                    self._take_up(found)
                return

    def _slot(self, field: str) -> DraftSlot:
        kind = f"correction:{self._corrects.id}" if self._corrects else KIND
        return DraftSlot(kind, str(self._person_id), field)

    def _name(self) -> None:
        who = privacy().name(self._call_name, self._room)
        words = (
            self.tr("Skriv en rettelse …")
            if self._corrects
            else self.tr("Skriv et notat om {who} …")
        )
        self.area.setPlaceholderText(words.format(who=who))

    def _typed(self) -> None:
        self._keep_options()
        self._unfold()

    def _keep_options(self) -> None:
        if self._person_id is None or not self.area.text:
            return
        # The draft as a whole remembers the cursor of the field that was put last.
        self._session.drafts.put(
            self._slot("options"), self.choices.text(),
            cursor=self.area.textCursor().position(),
            scroll=self.area.verticalScrollBar().value(),
        )  # fmt: skip

    def _throw_away(self) -> None:
        text = self.area.finish()
        self._preset()
        self._session.say(
            self.tr("Kladden er kasseret."), self.tr("Fortryd"), lambda: self.area.set_text(text)
        )

    def _focus_moved(self, _old: QWidget | None, _new: QWidget | None) -> None:
        self._unfold()

    def _unfold(self) -> None:
        """Kinds and readers stand open while somebody writes."""
        focused = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        self._options.setVisible(inside or bool(self.area.text))
        self._discard.setVisible(bool(self.area.text))
        self.button.change(kind="primary" if self.area.text.strip() else "normal")

    def _dress(self) -> None:
        t = theme()
        self._outer.setSpacing(t.px(8))
        self._row.setSpacing(t.px(8))
        self._option_rows.setSpacing(t.px(8))


def _moment(session: Session, instant: object) -> str:
    """Write "14.32" today and "22-11 14.32" before."""
    local = local_time(instant)  # type: ignore[arg-type]  # an aware datetime of a view
    clock = dates.clock(local.time())
    if local.date() == session.clock.today():
        return clock
    return f"{local.day}-{local.month} {clock}"
