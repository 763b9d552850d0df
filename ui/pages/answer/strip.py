"""The strip at the top: which file, what it answers, whether it is whole (mockup 17)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.services.views.answers import AnswerFound
from ui.pages.answer import words
from ui.privacy import privacy
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import IconLabel, Text


class FileStrip(QFrame):
    """A file in two or three lines, and the way to another letter.

    Signals:
        other: *Det er en anden sag*.
    """

    other = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self._row = QHBoxLayout(self)
        self._icon = IconLabel("document_pdf", 24, "accent")
        self._name = Text("", "strong")
        self._facts = Text("", "body", "text2", wrap=True)
        self._mark = IconLabel("checkmark_circle", 16)
        self._sentence = Text("", "body", "text2", wrap=True)
        self._remark = Text("", "strong", wrap=True)
        self.button = Button(self.tr("Det er en anden sag"))
        self.button.clicked.connect(self.other)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        first, second = QHBoxLayout(), QHBoxLayout()
        self._lines = (first, second)
        first.addWidget(self._name)
        first.addWidget(self._facts, 1)
        second.addWidget(self._mark)
        second.addWidget(self._sentence, 1)
        lines.addLayout(first)
        lines.addLayout(second)
        lines.addWidget(self._remark)
        self._row.addWidget(self._icon)
        self._row.addLayout(lines, 1)
        self._row.addWidget(self.button)
        self._dress()
        theme().changed.connect(self._dress)

    @property
    def words(self) -> str:
        """Everything that is said."""
        shown = (self._name, self._facts, self._sentence, self._remark)
        return " ".join(label.text() for label in shown if not label.isHidden())

    def show_found(self, found: AnswerFound, today: date, *, choosing: bool) -> None:
        """A file that was looked at."""
        self._icon.set_icon("document_pdf" if found.media_type == "application/pdf" else "attach")
        self._name.setText(privacy().text(found.name) or self.tr("Filen"))
        self._facts.setText(f"· {words.file_facts(found, today)}")
        icon, sentence = words.what_it_is(found)
        green = theme().badge("ok").text if icon == "checkmark_circle" else "text2"
        self._mark.set_icon(icon, green)
        self._sentence.setText(sentence)
        remark = words.remarks(found)
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))
        self.button.setVisible(found.letter is not None and not choosing)

    def show_taken(self, sentence: str) -> None:
        """It was taken over, or only kept."""
        self._mark.set_icon("checkmark_circle", theme().badge("ok").text)
        self._sentence.setText(sentence)
        self._remark.hide()
        self.button.hide()

    def _dress(self) -> None:
        t = theme()
        self._row.setContentsMargins(t.px(12), t.px(4), t.px(12), t.px(4))
        self._row.setSpacing(t.px(12))
        for line in self._lines:
            line.setSpacing(t.px(6))
        self.setMinimumHeight(t.px(52))
