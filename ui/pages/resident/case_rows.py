"""Rows that the cards about support and home share: a fact with its words, a foot of buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.rules import instrument
from boform_app.services.views.moving import SUPPORT_METHODS
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Text

LABEL = 132
_METHODS = {"section_85": "p85", "cti": "CTI", "icm": "ICM", "act": "ACT"}


def method_labels(other: str) -> dict[str, str]:
    """Methods of support by key, as the instrument names them.

    Args:
        other: Words for a method that the instrument does not have.
    """
    known = instrument.load().methods
    return {
        key: known[_METHODS[key]].label if key in _METHODS else other for key in SUPPORT_METHODS
    }


def criterion_of(method: str) -> str:
    """The criterion text of a method, "" where there is none."""
    found = _METHODS.get(method)
    return instrument.load().methods[found].criterion if found else ""


class FactRow(QWidget):
    """What it is about at the left, what is known in the middle, a button at the right."""

    def __init__(self, label: str, *, tool: Button | None = None) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._label = Text(label, "body", "text2", wrap=True)
        self._lines: list[Text] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._row.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._column, 1)
        if tool is not None:
            self._row.addWidget(tool, 0, Qt.AlignmentFlag.AlignTop)
        self._dress()
        theme().changed.connect(self._dress)

    @property
    def words(self) -> str:
        """Everything that stands in the row."""
        return " ".join(line.text() for line in self._lines if not line.isHidden())

    def say(
        self, first: str, *below: str, strong: bool = False, known: bool = True,
        equal: bool = False,
    ) -> None:  # fmt: skip
        """Show words: the first line, and smaller ones below it; empty lines take no room.

        Args:
            first: What there is, or that there is nothing yet.
            below: More about it.
            strong: It is what matters at the moment.
            known: False for "ikke endnu".
            equal: Every line matters as much as the first.
        """
        texts = [first, *(line for line in below if line)]
        while len(self._lines) < len(texts):
            small = bool(self._lines)
            line = Text("", "small" if small else "body", "text2" if small else "text", wrap=True)
            self._lines.append(line)
            self._column.addWidget(line)
        for number, line in enumerate(self._lines):
            line.setVisible(number < len(texts))
            line.setText(texts[number] if number < len(texts) else "")
            if number:
                # The tone first: a style that is polished anew forgets the font.
                line.set_tone("text" if equal else "text2")
                line.set_role("body" if equal else "small")
        self._lines[0].set_tone("text" if known else "text2")
        self._lines[0].set_role("strong" if strong else "body")

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._row.setContentsMargins(pad, t.px(5), pad, t.px(5))
        self._row.setSpacing(t.px(8))
        self._label.setFixedWidth(t.px(LABEL))


class Foot(QFrame):
    """The buttons of a card; the most likely next step stands out."""

    def __init__(self, buttons: Sequence[QWidget], last: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._all = (*buttons, *last)
        for button in buttons:
            self._row.addWidget(button)
        self._row.addStretch(1)
        for button in last:
            self._row.addWidget(button)
        self._dress()
        theme().changed.connect(self._dress)

    def follow(self) -> None:
        """A foot without buttons takes no room."""
        self.setVisible(any(not button.isHidden() for button in self._all))

    def _dress(self) -> None:
        t = theme()
        pad = t.size("padding")
        self._row.setContentsMargins(pad, t.px(8), pad, t.px(8))
        self._row.setSpacing(t.px(8))


def most_likely(wanted: Button | None, *buttons: Button) -> None:
    """Let one button stand out; the one solid button of the view is the plan's at the left."""
    for button in buttons:
        button.change(kind="strong" if button is wanted else "normal")


def joined(*parts: str) -> str:
    """Facts on one line; empty ones are left out."""
    return " · ".join(part for part in parts if part)
