"""The pane beside a list: what was chosen, in words, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.badge import Badge, BadgeSpec
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import Hairline, Text
from ui.widgets.painting import ButtonKind
from ui.widgets.scrolling import scrolling

WIDTH = 344


@dataclass(frozen=True, slots=True)
class Deed:
    """A button of the pane."""

    verb: str
    act: Callable[[], object]
    kind: ButtonKind = "normal"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the pane says.

    Attributes:
        title: Heading.
        small: Grey line below it.
        badges: Status, first things first.
        parts: Pairs of label and words; a part without words is left out.
        deeds: Buttons at the foot, the first one first.
    """

    title: str
    small: str = ""
    badges: Sequence[BadgeSpec] = ()
    parts: Sequence[tuple[str, str]] = ()
    deeds: Sequence[Deed] = field(default_factory=tuple)


class DetailPane(QFrame):
    """As wide as the pane of Beboere; below the list where both do not fit."""

    def __init__(self, nothing: str, parent: QWidget | None = None) -> None:
        """Make an empty pane.

        Args:
            nothing: Said while no row is chosen.
            parent: Qt parent.
        """
        super().__init__(parent)
        self.setObjectName("card")
        self._nothing = nothing
        self._shown: Shown | None = None
        self.buttons: list[Button] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self._area = scrolling()
        outer.addWidget(self._area, 1)
        self._line = Hairline()
        outer.addWidget(self._line)
        self._foot = QWidget()
        self._flow = FlowLayout(self._foot)
        outer.addWidget(self._foot)
        self.show_thing(None)
        theme().changed.connect(self._again)

    def show_thing(self, shown: Shown | None) -> None:
        """Another row, or none."""
        self._shown = shown
        inner = QWidget()
        inner.setObjectName("scrolled")
        box = QVBoxLayout(inner)
        t = theme()
        box.setContentsMargins(t.px(12), t.px(12), t.px(12), t.px(12))
        box.setSpacing(t.px(8))
        if shown is None:
            box.addWidget(Text(self._nothing, "body", "text2", wrap=True))
        else:
            self._fill(box, shown)
        box.addStretch(1)
        self._area.setWidget(inner)
        self._put_buttons(shown.deeds if shown else ())

    def set_stacked(self, *, on: bool) -> None:
        """Below the list the pane is as high as its words."""
        if on:
            inner = self._area.widget()
            high = inner.sizeHint().height() if inner is not None else 0
            self._area.setMinimumHeight(min(high, theme().px(360)))
            self.setMinimumWidth(0)
            self.setMaximumWidth(16_777_215)
        else:
            self._area.setMinimumHeight(theme().px(120))
            self.setFixedWidth(theme().px(WIDTH))

    def _again(self) -> None:
        """Other sizes of letters."""
        self.show_thing(self._shown)

    def _fill(self, box: QVBoxLayout, shown: Shown) -> None:
        head = QVBoxLayout()
        head.setSpacing(theme().px(2))
        head.addWidget(Text(shown.title, "h3", wrap=True))
        if shown.small:
            head.addWidget(Text(shown.small, "body", "text2", wrap=True))
        box.addLayout(head)
        for badge in shown.badges:
            box.addWidget(Badge(badge), 0, Qt.AlignmentFlag.AlignLeft)
        for label, words in shown.parts:
            if words:
                part = QVBoxLayout()
                part.setSpacing(theme().px(2))
                if label:
                    part.addWidget(Text(label, "smallStrong", "text2"))
                part.addWidget(Text(words, "body", wrap=True))
                box.addLayout(part)

    def _put_buttons(self, deeds: Sequence[Deed]) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        for deed in deeds:
            button = Button(deed.verb, deed.kind)
            button.clicked.connect(lambda _on=False, act=deed.act: act())
            self._flow.addWidget(button)
            self.buttons.append(button)
        t = theme()
        self._flow.set_gap(t.px(8))
        self._flow.setContentsMargins(t.px(12), t.px(8), t.px(12), t.px(8))
        self._line.setVisible(bool(deeds))
        self._foot.setVisible(bool(deeds))
        # A flow lays out again only when it is asked.
        self._foot.updateGeometry()
