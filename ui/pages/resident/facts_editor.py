"""The field that a fact turns into: saved when it is left, said under it when it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ui.pages.resident.facts_rows import Answer, Fact
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.choice import Combo
from ui.widgets.cpr_field import CprField
from ui.widgets.date_field import DateField
from ui.widgets.field import Finding, MessageLine, SelfChecking
from ui.widgets.labels import Text
from ui.widgets.line_edit import LineEdit
from ui.widgets.text_area import TextArea

SEARCHABLE_FROM = 12


class FactEditor(QWidget):
    """A control with its message and the words that may be pressed instead.

    Signals:
        answered: Left, Enter or a word; carries the ``Answer`` to store.
        cancelled: Esc.
        typed: The text so far, for the draft.
        resized: The message changed the height.
    """

    answered = Signal(object)
    cancelled = Signal()
    typed = Signal(str)
    resized = Signal()

    def __init__(self, fact: Fact, today: Callable[[], date], parent: QWidget) -> None:
        super().__init__(parent)
        self.fact = fact
        self._done = False
        self.setAutoFillBackground(True)
        self.control = _control(fact, today)
        self.control.setAccessibleName(fact.label)
        self.message = MessageLine()
        self.message.acted.connect(self._keep)
        self._hint = Text(_tr("Gemmes, når du forlader feltet"), "small", "text2")
        words = QHBoxLayout()
        words.setSpacing(theme().px(4))
        words.addWidget(self._hint)
        words.addStretch(1)
        for answer in fact.answers:
            link = Button(answer.label, "link")
            link.clicked.connect(lambda _on=False, a=answer: self._answer(a))
            words.addWidget(link)
        box = QVBoxLayout(self)
        t = theme()
        box.setContentsMargins(t.px(132), t.px(2), t.px(12), t.px(2))
        box.setSpacing(t.px(2))
        box.addWidget(self.control)
        box.addWidget(self.message)
        box.addLayout(words)
        label = Text(fact.label, "body", "text2", parent=self)
        label.move(t.px(12), t.px(9))
        self._watch()

    def value(self) -> Any:
        """What the control says now."""
        control = self.control
        if isinstance(control, (DateField, Combo)):
            return control.value
        if isinstance(control, TextArea):
            return control.text.strip()
        return control.text().strip() if isinstance(control, LineEdit) else None

    def put(self, words: str) -> None:
        """Unfinished words from a draft."""
        if isinstance(self.control, TextArea):
            self.control.set_text(words)
        elif isinstance(self.control, LineEdit):
            self.control.setText(words)
            self.control.textEdited.emit(words)

    def say(self, finding: Finding | None) -> None:
        """A stop or a question under the control; the field stays open."""
        self._done = False
        self.message.show_finding(finding)
        self._hint.setVisible(finding is None)
        self.control.setProperty("level", finding.level if finding else "")
        self.control.style().unpolish(self.control)
        self.control.style().polish(self.control)
        self.control.setAccessibleDescription(finding.text if finding else "")
        self.resized.emit()

    def leave(self) -> None:
        """Store what is written, unless there is something to say about it first."""
        if self._done:
            return
        finding = self.control.finding() if isinstance(self.control, SelfChecking) else None
        if finding is not None:
            self.say(finding)
            return
        self._answer(Answer("", self.value()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter stores, Esc gives up."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = not event.modifiers() or isinstance(self.control, TextArea)
            if event.key() == Qt.Key.Key_Escape:
                self._done = True
                self.cancelled.emit()
                return True
            enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if enter and (control or (plain and not isinstance(self.control, (TextArea, Combo)))):
                self.leave()
                return True
        return super().eventFilter(watched, event)

    def _watch(self) -> None:
        self.control.installEventFilter(self)
        self.setFocusProxy(self.control)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]  # an application is running
        if isinstance(self.control, TextArea):
            self.control.textChanged.connect(lambda: self.typed.emit(str(self.value())))
        elif isinstance(self.control, Combo):
            self.control.changed.connect(self.leave)
        elif isinstance(self.control, LineEdit):
            self.control.textEdited.connect(self.typed)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        # Another window in front is not leaving; the draft holds the words meanwhile.
        if new is not None and self._mine(old) and not self._mine(new):
            self.leave()

    def _mine(self, widget: QWidget | None) -> bool:
        """Also the list of a combo and the calendar, which are windows of their own."""
        while widget is not None and widget is not self:
            widget = widget.parentWidget()
        return widget is self

    def _keep(self) -> None:
        if isinstance(self.control, SelfChecking):
            self.control.keep()
        self.message.show_finding(None)
        self.leave()

    def _answer(self, answer: Answer) -> None:
        self._done = True
        self.answered.emit(answer)


def _control(fact: Fact, today: Callable[[], date]) -> QWidget:
    if fact.kind == "date":
        field = DateField(direction="past" if fact.note == "past" else "any", today=today)
        field.set_value(fact.value)
        return field
    if fact.kind == "choice":
        combo = Combo(fact.options, searchable=len(fact.options) > SEARCHABLE_FROM)
        combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.set_value(fact.value)
        return combo
    if fact.kind == "cpr":
        return CprField(today=today)
    if fact.kind == "long":
        area = TextArea(lines=2)
        area.set_text(str(fact.value or ""))
        return area
    line = LineEdit()
    line.setText(str(fact.value or ""))
    return line


def _tr(words: str) -> str:
    return QCoreApplication.translate("Facts", words)
