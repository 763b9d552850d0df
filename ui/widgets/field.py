"""A field on the page: label above, control, help, and what is to be said about the answer.

Three levels (design/ux.md 3.8): *stop* (diamond, red, 2 px border), *ask* (amber, can be kept) and
*missing* (grey circle, goes to the list of what is missing). Every word stands in the accessible
description of the control as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import IconLabel, Text

Level = Literal["", "stop", "ask", "missing", "info"]
SHORT = 240
_LOOK: dict[Level, tuple[str, str, bool]] = {
    "stop": ("diamond", "danger", True),
    "ask": ("clock_alarm", "soonI", True),
    "missing": ("circle", "text2", False),
    "info": ("info", "text2", False),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a control has to say about its own answer.

    Attributes:
        level: How strong it is.
        text: The sentence.
        action: Words of a link after it, e.g. "Det er rigtigt"; "" for none.
        icon: Another motif, e.g. ``question_circle`` where the question is not about a date.
    """

    level: Level
    text: str
    action: str = ""
    icon: str = ""


@runtime_checkable
class SelfChecking(Protocol):
    """A control that checks its own format; ``left`` is a signal that fires when it is left."""

    left: Any

    def finding(self) -> Finding | None:
        """What there is to say, None when all is well."""
        ...

    def keep(self) -> None:
        """The person said that a question's answer is right."""
        ...


class MessageLine(QWidget):
    """Icon, sentence and link below a control; empty takes no room.

    Most lines never say anything, and under a style sheet a label costs 16 KB: icon, sentence and
    link are made with the first thing to say.
    """

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme().px(6))
        self._parts: tuple[IconLabel, Text, Button] | None = None
        self.finding: Finding | None = None
        self.show_finding(None)

    def show_finding(self, finding: Finding | None) -> None:
        """Say it, or say nothing."""
        self.finding = finding
        if finding is not None:
            self._parts = self._parts or self._made()
            self._fill(finding, *self._parts)
        self.setVisible(finding is not None)

    def _made(self) -> tuple[IconLabel, Text, Button]:
        icon, text, link = IconLabel("circle", 16), Text("", wrap=True), Button("", "link")
        link.clicked.connect(self.acted)
        self._row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(text, 1)
        self._row.addWidget(link)
        self._row.addStretch(0)
        return icon, text, link

    def _fill(self, finding: Finding, icon: IconLabel, text: Text, link: Button) -> None:
        motif, color, filled = _LOOK[finding.level]
        icon.set_icon(finding.icon or motif, color, filled=filled)
        text.setText(finding.text)
        # A short sentence has its link right after it; a long one breaks into lines.
        short = bool(finding.action) and text.needed_width() <= theme().px(SHORT)
        text.setWordWrap(not short)
        self._row.setStretch(1, 0 if short else 1)
        self._row.setStretch(3, 1 if short else 0)
        text.set_tone("danger" if finding.level == "stop" else "text")
        if finding.level in {"missing", "info"}:
            text.set_tone("text2")
        link.setText(finding.action)
        link.setVisible(bool(finding.action))


class Field(QWidget):
    """Label, control, help and message; the accessible name and description are kept in step."""

    kept = Signal()
    checked = Signal()

    def __init__(
        self, label: str, control: QWidget, *, help_text: str = "", required: bool = False,
        width: int = 0, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """Make the field.

        Args:
            label: Words above the control.
            control: What is filled in; its accessible name becomes the label unless it has one.
            help_text: Grey line under the control.
            required: One of the few that must be answered: bold label and "skal udfyldes".
            width: Width of the control at 100 %, 0 for all there is.
            parent: Qt parent.
        """
        super().__init__(parent)
        self.control = control
        self._width, self._help_text, self._label_text = width, help_text, label
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._label = Text(label, "strong" if required else "body", "text" if required else "text2")
        self._label.setBuddy(control)
        # A box says itself what it is about.
        if not label:
            # Nothing is made visible before it has a place: it would be a window of its own.
            self._label.hide()
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._label)
        if required:
            head.addWidget(Text(self.tr("skal udfyldes"), "small", "text2"))
        head.addStretch(1)
        self.head = head
        self.message = MessageLine()
        self.message.acted.connect(self._keep)
        self._column.addLayout(head)
        self._column.addWidget(control)
        if help_text:
            self._column.addWidget(Text(help_text, "small", "text3", wrap=True))
        self._column.addWidget(self.message)
        self._column.addStretch(1)
        if not control.accessibleName():
            control.setAccessibleName(label)
        if isinstance(control, SelfChecking):
            control.left.connect(self.check)
        self._describe()
        self._dress()
        theme().changed.connect(self._dress)

    @property
    def label(self) -> str:
        """Words above the control."""
        return self._label_text

    @property
    def finding(self) -> Finding | None:
        """What is said at the moment."""
        return self.message.finding

    def set_label(self, label: str) -> None:
        """Other words above the control, e.g. with the resident's first name."""
        if self.control.accessibleName() == self._label_text:
            self.control.setAccessibleName(label)
        self._label_text = label
        self._label.setText(label)
        self._label.setVisible(bool(label))

    def say(self, finding: Finding | None) -> None:
        """Show a finding, or take it away."""
        self.message.show_finding(finding)
        level = finding.level if finding else ""
        if self.control.property("level") != level:
            self.control.setProperty("level", level)
            self.control.style().unpolish(self.control)
            self.control.style().polish(self.control)
        self._describe()

    def check(self) -> Finding | None:
        """Let the control look at its own answer and show what it finds."""
        found = self.control.finding() if isinstance(self.control, SelfChecking) else None
        self.say(found)
        self.checked.emit()
        return found

    def _keep(self) -> None:
        if isinstance(self.control, SelfChecking):
            self.control.keep()
        self.say(None)
        self.kept.emit()

    def _describe(self) -> None:
        parts = [self._help_text, self.message.finding.text if self.message.finding else ""]
        self.control.setAccessibleDescription(" ".join(p for p in parts if p))

    def _dress(self) -> None:
        t = theme()
        self._column.setSpacing(t.px(4))
        if self._width:
            self.control.setFixedWidth(t.px(self._width))
