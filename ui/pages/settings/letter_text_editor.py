"""One letter text: typed, checked with every key, with the fields it may use."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit

from boform_app.clock import local_date
from boform_app.errors import Problem
from boform_app.services.views.letter_texts import LetterPlaceView
from models.values import dates
from ui import messages
from ui.pages.settings.section import advice, foot
from ui.ports import DraftPort, DraftSlot
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.field import Finding, MessageLine
from ui.widgets.text_area import TextArea

LEAST_LINES, MOST_LINES = 4, 6
EXAMPLE = 44
"""Most characters of an example in the menu of fields."""


def slot_of(view: LetterPlaceView) -> DraftSlot:
    """Where the unfinished text of a place is kept."""
    return DraftSlot(f"letter_text:{view.kind}", "", view.key)


class TextEditor(Card):
    """Text, what is to be said about it, fields to insert, and the two verbs.

    Signals:
        typed: The text is another one; carries it.
        saved: It should be kept.
        reset: The original should be used.
    """

    typed = Signal(str)
    saved = Signal()
    reset = Signal()

    def __init__(self, drafts: DraftPort) -> None:
        super().__init__(self.tr("Teksten"))
        self._drafts = drafts
        self._view: LetterPlaceView | None = None
        self._problems: tuple[Problem, ...] = ()
        self.area = TextArea(
            name=self.tr("Brevets tekst"), lines=LEAST_LINES, most_lines=MOST_LINES
        )
        self.area.textChanged.connect(self._text_changed)
        self.area.left.connect(self._left)
        self.area.submitted.connect(self._submit)
        self.line = MessageLine()
        self.line.acted.connect(self._mend)
        self.insert = Button(self.tr("Indsæt felt"), icon="add", height="row_button")
        self._menu = QMenu(self)
        self.insert.set_menu(self._menu)
        self.add_tool(self.insert)
        self.keep = Button(self.tr("Gem tekst"), "primary", hint="Ctrl+Enter")
        self.keep.clicked.connect(self._submit)
        self.original = Button(self.tr("Brug den oprindelige"))
        self.original.clicked.connect(self.reset)
        self.told = advice("")
        for widget in (self.area, self.line, self.told):
            self.body.addWidget(widget)
        self.body.addLayout(foot(self.keep, self.original))
        self.body.addStretch(1)
        theme().changed.connect(self._mark)

    @property
    def view(self) -> LetterPlaceView | None:
        """The place that is shown."""
        return self._view

    @property
    def text(self) -> str:
        """What is typed."""
        return self.area.text

    @property
    def changed(self) -> bool:
        """Whether it differs from what is printed now."""
        return self._view is not None and self.text.strip() != self._view.text

    def show_place(self, view: LetterPlaceView) -> None:
        """Another place: its unfinished text, if there is one."""
        with QSignalBlocker(self.area):
            resumed = self.area.keep_drafts(self._drafts, slot_of(view))
            if not resumed:
                self._put(view.text)
            # Taking back must not bring another place's text into this one.
            self.area.document().setUndoRedoEnabled(False)
            self.area.document().setUndoRedoEnabled(True)
        self._take(view)

    def show_again(self, view: LetterPlaceView) -> None:
        """The same place, read again: what is being typed stays."""
        before, typing = self._view, self.changed
        if before is None or (before.kind, before.key) != (view.kind, view.key):
            self.show_place(view)
            return
        if not typing and before.text != view.text:
            with QSignalBlocker(self.area):
                self._put(view.text)
        self._take(view)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """What keeps the text from being saved, the first of it in words."""
        self._problems = tuple(problems)
        first = next(iter(self._problems), None)
        said: Finding | None = None
        if first is not None:
            near = first.facts.get("suggestion")
            verb = self.tr("Ret til {f}").replace("{f}", str(near)) if near else ""
            said = Finding("stop", messages.sentence(first), verb)
        elif self._view is not None and self._view.unusable:
            words = self.tr("Husets tekst passer ikke længere. Brevene bruger den oprindelige.")
            said = Finding("ask", words)
        self.line.show_finding(said)
        self.area.setAccessibleDescription(said.text if said else self.told.text())
        self._mark()
        self._allow()

    def kept(self) -> None:
        """The text became the house's own."""
        if self._view is not None:
            self._drafts.remove(slot_of(self._view))

    def use_original(self) -> None:
        """The shipped text in the editor, as a step that Ctrl+Z takes back."""
        if self._view is not None:
            cursor = self.area.textCursor()
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(self._view.shipped)
            self.area.setFocus()

    # -- inside ----------------------------------------------------------------------------------

    def _put(self, text: str) -> None:
        """Text that is read from its beginning."""
        self.area.set_text(text)
        self.area.moveCursor(QTextCursor.MoveOperation.Start)

    def _take(self, view: LetterPlaceView) -> None:
        self._view = view
        own = self.tr("husets egen") if view.own else self.tr("den oprindelige")
        self.set_title(self.tr("Teksten"), own)
        self.told.setText(self._help(view))
        self._menu.clear()
        for one in view.fields:
            words = one.example.replace("\n", " ")
            shown = words if len(words) <= EXAMPLE else f"{words[:EXAMPLE].rstrip()} …"
            label = f"{one.notation}\t{shown}".replace("&", "&&")
            self._menu.addAction(label, partial(self._insert, one.notation))
        self.insert.setEnabled(bool(view.fields))
        self.typed.emit(self.text)

    def _help(self, view: LetterPlaceView) -> str:
        words = self.tr("[ ] falder ud, når feltet er tomt. ! først gør fedt.")
        if view.changed_at is None:
            return words
        day = dates.short(local_date(view.changed_at))
        changed = self.tr("Ændret af {who} {day}.").format(who=view.changed_by, day=day)
        return f"{words} {changed}"

    def _text_changed(self) -> None:
        self.typed.emit(self.text)

    def _left(self) -> None:
        if self._view is not None and not self.changed:
            self._drafts.remove(slot_of(self._view))

    def _submit(self) -> None:
        if self.keep.isEnabled():
            self.saved.emit()

    def _insert(self, notation: str) -> None:
        self.area.textCursor().insertText(notation)
        self.area.setFocus()

    def _mend(self) -> None:
        """Put the field in that was meant."""
        first = next(iter(self._problems), None)
        if first is None or "suggestion" not in first.facts:
            return
        cursor = self._at(first)
        cursor.insertText(str(first.facts["suggestion"]))
        self.area.setTextCursor(cursor)
        self.area.setFocus()

    def _at(self, problem: Problem) -> QTextCursor:
        """The characters a problem is about; positions of Python are not those of Qt."""
        text, start = self.text, int(problem.facts.get("position", 0))
        field = str(problem.facts.get("field", "{}"))
        length = len(field) if text.startswith(field, start) else 1
        cursor = self.area.textCursor()
        cursor.setPosition(_units(text[:start]))
        end = _units(text[: min(start + length, len(text))])
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _mark(self) -> None:
        """A wave below each place that does not hold."""
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(QColor(theme().color("danger")))
        marks: list[Any] = []
        for problem in self._problems:
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = self._at(problem), look
            marks.append(mark)
        with QSignalBlocker(self.area):
            self.area.setExtraSelections(marks)

    def _allow(self) -> None:
        view = self._view
        self.keep.setEnabled(self.changed and not self._problems)
        differs = view is not None and (bool(view.own) or self.text != view.shipped)
        self.original.setEnabled(differs)


def _units(text: str) -> int:
    """Length as Qt counts it: characters beyond the first plane are two."""
    return len(text.encode("utf-16-le")) // 2
