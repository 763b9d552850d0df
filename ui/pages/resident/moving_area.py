"""One area opened: the resident's question, five anchored levels, and what was seen (readiness.md 3.4)."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.rules.instrument import Instrument
from boform_app.rules.readiness import Answers
from models.values import dates
from ui.pages.resident.moving_draft import NoteField, OverviewDraft
from ui.privacy import privacy
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.labels import Hairline, Text
from ui.widgets.scrolling import scrolling
from ui.widgets.text_area import TextArea


class AreaPanel(QFrame):
    """Level texts and note of the row in hand.

    Signals:
        closed: Back to the proposal.
        frame_wanted: How we rate.
    """

    closed = Signal()
    frame_wanted = Signal()

    def __init__(
        self, instrument: Instrument, draft: OverviewDraft, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._instrument, self._draft = instrument, draft
        self._row, self._filling, self._editable = 0, False, False
        self._title = Text("", "h3", wrap=True)
        self.back = Button(self.tr("Forslag"), "link", icon="chevron_left")
        self.back.clicked.connect(self.closed)
        self._question = Text("", "body", "text2", wrap=True)
        self._hint = Text("", "small", "text2", wrap=True)
        self._levels = [_Level(number) for number in range(5)]
        self.fields: dict[NoteField, TextArea] = {}
        self._date = Text("", "small", "text2", wrap=True)
        self.confirm = Button(self.tr("Stadig rigtig"), "link")
        self.confirm.clicked.connect(lambda: self._draft.confirm_note(self._row))
        self._frame = Button(self.tr("Sådan vurderer vi"), "link", icon="info")
        self._frame.clicked.connect(self.frame_wanted)
        self._build()
        self._dress()
        theme().changed.connect(self._dress)

    def show_area(self, row: int, answers: Answers, *, editable: bool) -> None:
        """Show a row; text that is being typed is left alone."""
        moved, self._row, self._editable = row != self._row, row, editable
        domain = self._instrument.domains[row]
        self._title.setText(f"{domain.number}  {domain.title}")
        self._question.setText(f"”{domain.question}”")
        self._hint.setText(domain.hint)
        self._hint.setVisible(bool(domain.hint))
        for level, words in zip(self._levels, domain.levels, strict=True):
            level.say(words, chosen=answers.staff[row] == level.number)
        note = answers.notes[row]
        self._filling = True
        for name, area in self.fields.items():
            text = getattr(note, name)
            if moved or area.text != text:
                area.set_text(text)
            area.setReadOnly(not editable)
            area.setVisible(not privacy().on or area.hasFocus())
        self._filling = False
        day = note.noted_on
        self._date.setText(
            self.tr("Noten er fra {day}").format(day=dates.short(day)) if day else ""
        )
        self._date.setVisible(day is not None)
        self.confirm.setVisible(editable and day is not None and day != self._draft.today)

    def write(self) -> None:
        """The cursor into what was seen."""
        self.fields["seen"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self._head = QHBoxLayout()
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(self._head)
        outer.addWidget(Hairline())
        inner = QWidget()
        inner.setObjectName("scrolled")
        self._column = QVBoxLayout(inner)
        for widget in (self._question, self._hint, *self._levels):
            self._column.addWidget(widget)
        labels: tuple[tuple[NoteField, str], ...] = (
            ("seen", self.tr("Set (hvad, hvornår, af hvem)")),
            ("strength", self.tr("Styrke: hvad fungerer")),
            ("helps", self.tr("Hvad hjælper")),
        )
        for name, label in labels:
            area = TextArea(lines=1, most_lines=4)
            area.textChanged.connect(lambda name=name: self._written(name))
            self.fields[name] = area
            self._column.addWidget(Field(label, area))
        foot = QHBoxLayout()
        foot.addWidget(self._date)
        foot.addWidget(self.confirm)
        foot.addStretch(1)
        self._column.addLayout(foot)
        self._column.addWidget(self._frame, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        area_ = scrolling(inner)
        outer.addWidget(area_, 1)

    def _written(self, name: NoteField) -> None:
        if not self._filling and self._editable:
            self._draft.write_note(self._row, name, self.fields[name].text)

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._head.setContentsMargins(pad, t.px(8), t.px(4), t.px(8))
        self._column.setContentsMargins(pad, t.px(8), pad, pad)
        self._column.setSpacing(t.px(6))


class _Level(QWidget):
    """One anchored level; ours is semibold."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        self._digit = Text(str(number), "smallStrong", "text2")
        self._words = Text("", "small", "text2", wrap=True)
        row.addWidget(self._digit, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def say(self, words: str, *, chosen: bool) -> None:
        """Words of the level, and whether it is ours."""
        self._words.setText(words)
        self._words.set_role("smallStrong" if chosen else "small")
        for text in (self._digit, self._words):
            text.set_tone("text" if chosen else "text2")
