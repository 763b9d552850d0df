"""Notater: the finished notes of one person; they are corrected by new ones and moved with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from boform_app.services.views.records import NoteView
from models.values.changes import Changes
from ui.pages.anybody import anybody_field
from ui.pages.note_choices import reader_labels
from ui.pages.resident.doing import FormPanel
from ui.pages.resident.notes_list import NoteItem, NotesList, gather, heading
from ui.pages.resident.tab import Tab
from ui.privacy import privacy
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit
from ui.widgets.text_area import TextArea

PAGE = 50


class NotesTab(Tab):
    """Newest first, 50 at a time."""

    key = "notes"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._notes: list[NoteView] = []
        self._more_left = False
        self.panel: FormPanel | None = None
        self.search = LineEdit(
            placeholder=self.tr("Søg i notater"), name=self.tr("Søg i notater"), hint="Ctrl+F"
        )
        self.correct = Button(self.tr("Tilføj rettelse"), height="row_button")
        self.move_button = Button(self.tr("Flyt notat"), height="row_button")
        self.list = NotesList(name=self.tr("Notater"), today=session.clock.today())
        self.list.readers = dict(reader_labels())
        self.older = Button(self.tr("Vis ældre notater"), "link")
        self.empty = EmptyState("")
        self._write = self.empty.add_button(Button(self.tr("Nyt notat")))
        self._build()
        self._picked(None)

    def refresh(self) -> None:
        """Read as many notes as are shown already."""
        self._read(max(PAGE, len(self._notes)))

    def load(self, person_id: UUID, identity: Any) -> None:
        """Another person's notes, from the top."""
        if person_id != self.person_id:
            self._notes = []
            self.search.clear()
        super().load(person_id, identity)

    def state(self) -> Mapping[str, Any]:
        """Which note is chosen."""
        current = self.list.current
        return {"note_id": current.note.id} if current else {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """The note that is meant."""
        if "note_id" in state:
            self.list.choose(state["note_id"])

    def command(self, name: str) -> bool:
        """Ctrl+F."""
        if name != "find":
            return False
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
        return True

    # -- own -------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._card = Card(self.tr("Notater"), padded=False)
        for widget in (self.search, self.correct, self.move_button):
            self._card.add_tool(widget)
        self._card.body.addWidget(self.empty)
        self._card.body.addWidget(self.list, 1)
        self._card.body.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeft)
        self.layout_.addWidget(self._card, 1)
        self.search.textChanged.connect(lambda _text: self._show())
        self.list.picked.connect(self._picked)
        self.list.corrected.connect(self._correct)
        self.correct.clicked.connect(lambda: self._correct(self.list.current))
        self.move_button.clicked.connect(self._move)
        self.older.clicked.connect(self._read_older)
        self._write.clicked.connect(self.write_wanted)
        self._dress()
        theme().changed.connect(self._dress)

    def _read(self, count: int) -> None:
        if self.person_id is None:
            return
        found = self.session.services.notes.for_person(self.person_id, limit=count)
        goals = self.session.services.composing.goals(self.person_id)
        titled = {one.key: self.tr("mål: {goal}").format(goal=one.title) for one in goals}
        self.list.readers = dict(reader_labels()) | titled
        self._notes, self._more_left = list(found), len(found) >= count
        self._show()

    def _read_older(self) -> None:
        if self.person_id is None or not self._notes:
            return
        last = self._notes[-1].happened_at
        found = self.session.services.notes.for_person(self.person_id, before=last, limit=PAGE)
        self._notes += list(found)
        self._more_left = len(found) >= PAGE
        self._show()

    def _show(self) -> None:
        items = [item for item in gather(self._notes) if self._fits(item)]
        self.list.set_items(items)
        self.list.setVisible(bool(items))
        self.empty.setVisible(not items)
        self.older.setVisible(self._more_left)
        self.search.setVisible(bool(self._notes))
        name = ""
        if self.identity is not None:
            name = privacy().name(self.identity.call_name, self.identity.room)
        words = self.tr("Der er ingen notater om {name} endnu. Det første notat kan være kort.")
        if self._notes:
            words = self.tr("Ingen af de viste notater passer til søgningen.")
        self.empty.set_text(words.format(name=name))
        self._write.setVisible(not self._notes)
        count = sum(note.moved_at is None for note in self._notes)
        self._card.set_title(self.tr("Notater"), self.tr("nyeste først") if count > 1 else "")

    def _fits(self, item: NoteItem) -> bool:
        wanted = self.search.text().strip().casefold()
        if not wanted:
            return True
        notes = (item.note, *item.corrections)
        return any(wanted in f"{heading(n)} {n.text} {n.author.name}".casefold() for n in notes)

    def _picked(self, item: NoteItem | None) -> None:
        acting = item is not None and item.note.moved_at is None
        self.correct.setVisible(acting)
        self.move_button.setVisible(acting)

    def _correct(self, item: NoteItem | None) -> None:
        if item is not None and item.note.moved_at is None:
            self.correct_wanted.emit(item.corrections[-1] if item.corrections else item.note)

    def _move(self) -> None:
        item, person_id = self.list.current, self.person_id
        if item is None or person_id is None:
            return
        notes, note = self.session.services.notes, item.note

        def act(values: Mapping[str, Any]) -> Changes:
            return notes.move(note.id, person_id, values["to_person"], values["reason"])

        panel = FormPanel(
            self.session, self, self.tr("Flyt notatet til en anden beboer"),
            self.tr("Her bliver det stående, hvem der flyttede det og hvornår, men ikke teksten."),
            verb=self.tr("Flyt notat"), act=act, said=self.tr("Notatet er flyttet."),
        )  # fmt: skip
        whom = anybody_field(self.session, self.tr("Til"), without=person_id)
        panel.add("to_person", whom, required=self.tr("en beboer"))
        reason = TextArea(lines=2)
        panel.add("reason", Field(self.tr("Hvorfor"), reason), required=self.tr("en grund"))
        panel.keep("move_note", person_id)
        panel.start("to_person")
        self.panel = panel

    def _dress(self) -> None:
        t = theme()
        self.search.setFixedWidth(t.px(220))
        self.list.setMinimumHeight(t.px(140))
