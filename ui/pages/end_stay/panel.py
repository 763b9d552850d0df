"""The right side of Afslut ophold: when and where to, what follows, and the two buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from boform_app.clock import Clock
from models.values import lists
from ui.forms.binding import Form
from ui.forms.submit_bar import SubmitBar
from ui.forms.typed import loose_field, typed_day, typed_time
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.choice import Combo, Option
from ui.widgets.date_field import DateField
from ui.widgets.field import Field, MessageLine
from ui.widgets.labels import Hairline, IconLabel, Text
from ui.widgets.line_edit import LineEdit
from ui.widgets.scrolling import scrolling
from ui.widgets.text_area import TextArea
from ui.widgets.time_field import TimeField

WIDTH = 360


class MovePanel(QFrame):
    """Flytning; the labels stand at the left, as in the picture.

    Signals:
        wait_pressed: Plan the move and wait.
        cancelled: A planned move does not take place.
    """

    wait_pressed = Signal()
    cancelled = Signal()

    def __init__(self, form: Form, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.day = DateField(today=clock.today, name=self.tr("Dato"), dense=True)
        self.time = TimeField(clock, name=self.tr("Klokkeslæt"))
        places = [Option(row.key, row.label) for row in lists.load_list("destinations")]
        self.to = Combo(
            places, placeholder=self.tr("Vælg, også ukendt"), name=self.tr("Flytter til")
        )
        self.to.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.to_text = LineEdit(name=self.tr("Hvilket sted"))
        self.address = LineEdit(name=self.tr("Adresse"), placeholder=self.tr("Hvis den er kendt"))
        self.papers = Button(self.tr("Send papirerne til det andet Boform"), "link")
        self.papers.hide()
        self.expel = Button(self.tr("Skriv bortvisningen …"), "link")
        self.expel.setToolTip(
            self.tr("Hvor længe den gælder, og hvad den gælder. Lederen beslutter")
        )
        self.expel.hide()
        self.cancel = Button(self.tr("Flytningen er aflyst"), "link")
        self.cancel.setToolTip(self.tr("Fjern den planlagte flytning. Opholdet fortsætter"))
        self.cancel.clicked.connect(lambda _on=False: self.cancelled.emit())
        self.cancel.hide()
        self.reason = TextArea(name=self.tr("Årsag"), lines=2, most_lines=6)
        self._fields = self._bind(form)
        self.reason.submitted.connect(form.submit)
        short = {
            "ended_at": self.tr("dagen for flytningen"),
            "time": self.tr("klokkeslættet"),
            "reason": self.tr("en årsag"),
            "heard_on": self.tr("høring, eller hvorfor ikke"),
            "heard_statement": self.tr("hvad beboeren sagde"),
            "decided_on": self.tr("dagen for beslutningen"),
            "decided_by_id": self.tr("hvem der besluttede"),
        }
        self.bar = SubmitBar(
            form,
            self.tr("Afslut ophold …"),
            self.tr("afslutte opholdet"),
            icon="door_arrow_right",
            short=short,
        )
        self._build()

    def show_lines(self, lines: Sequence[tuple[str, str, str]]) -> None:
        """What follows: icon, words, small words."""
        while (item := self._lines.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        for icon, words, small in lines:
            self._lines.addWidget(_line(icon, words, small))

    def follow(self, *, reason_required: bool, may_send: bool = False) -> None:
        """Ask for the place in words where the list says *andet*; papers may go to another house."""
        key = self.to.value
        takes = bool(key) and lists.entry("destinations", key).takes_text
        for widget in self._to_row:
            widget.setVisible(takes)
        self.papers.setVisible(may_send and key == "other_boform")
        self._reason_label.setText(
            self.tr("Årsag, skal udfyldes") if reason_required else self.tr("Årsag")
        )
        self._reason_label.set_role("strong" if reason_required else "body")

    def set_stacked(self, *, on: bool) -> None:
        """Below the conditions the panel is as high as its content."""
        self._area.setMinimumHeight(self._inner.sizeHint().height() if on else theme().px(200))
        if on:
            self.setMinimumWidth(0)
            self.setMaximumWidth(16_777_215)
        else:
            self.setFixedWidth(theme().px(WIDTH))

    # -- own -------------------------------------------------------------------------------------

    def _bind(self, form: Form) -> dict[str, Field]:
        controls: dict[str, QWidget] = {
            "ended_at": self.day, "time": self.time, "destination": self.to,
            "destination_text": self.to_text, "new_address": self.address, "reason": self.reason,
        }  # fmt: skip
        ways = {"ended_at": typed_day(self.day), "time": typed_time(self.time)}
        fields = {name: loose_field(control, self) for name, control in controls.items()}
        for name, field in fields.items():
            if name in ways:
                read, write = ways[name]
                form.add(name, field, read=read, write=write)
            else:
                form.add(name, field)
        return fields

    def _build(self) -> None:
        t = theme()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self._inner = QWidget()
        self._inner.setObjectName("scrolled")
        rows = QVBoxLayout(self._inner)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(t.px(12), t.px(4), t.px(12), t.px(10))
        top.setSpacing(t.px(6))
        head = QHBoxLayout()
        head.addWidget(Text(self.tr("Flytning"), "h3"))
        head.addStretch(1)
        head.addWidget(self.cancel)
        top.addLayout(head)
        top.addLayout(self._grid())
        rows.addLayout(top)
        rows.addWidget(Hairline())
        follows = Text(self.tr("Når du afslutter"), "strong")
        follows.setContentsMargins(t.px(12), t.px(6), t.px(12), t.px(6))
        rows.addWidget(follows)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        rows.addLayout(self._lines)
        below = QHBoxLayout()
        below.setContentsMargins(t.px(32), 0, t.px(12), 0)
        below.addWidget(self.expel)
        below.addStretch(1)
        rows.addLayout(below)
        rows.addStretch(1)
        self._area = scrolling(self._inner)
        outer.addWidget(self._area, 1)
        outer.addWidget(self._foot())

    def _grid(self) -> QGridLayout:
        t = theme()
        grid = QGridLayout()
        grid.setHorizontalSpacing(t.px(5))
        grid.setVerticalSpacing(t.px(6))
        grid.setColumnMinimumWidth(0, t.px(64))
        grid.setColumnStretch(1, 1)
        when = QHBoxLayout()
        when.setSpacing(t.px(4))
        when.addWidget(self.day, 1)
        when.addWidget(Text(self.tr("kl."), "body", "text2"))
        when.addWidget(self.time)
        grid.addWidget(_label(self.tr("Dato"), self.day), 0, 0)
        grid.addLayout(when, 0, 1)
        self._reason_label = _label(self.tr("Årsag"), self.reason)
        self._to_row = (_label(self.tr("Sted"), self.to_text), self.to_text)
        for row, (label, control, name) in enumerate(
            (
                (_label(self.tr("Flytter til"), self.to), self.to, "destination"),
                (*self._to_row, "destination_text"),
                (_label(self.tr("Adresse"), self.address), self.address, "new_address"),
            ),
            start=1,
        ):
            grid.addWidget(label, 2 * row, 0)
            grid.addWidget(control, 2 * row, 1)
            grid.addWidget(self._fields[name].message, 2 * row + 1, 0, 1, 2)
        said = QVBoxLayout()
        said.addWidget(self._fields["ended_at"].message)
        said.addWidget(self._fields["time"].message)
        grid.addLayout(said, 1, 0, 1, 2)
        grid.addWidget(self.papers, 8, 1, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self._reason_label, 9, 0, 1, 2)
        grid.addWidget(self.reason, 10, 0, 1, 2)
        grid.addWidget(self._fields["reason"].message, 11, 0, 1, 2)
        return grid

    def _foot(self) -> QFrame:
        t = theme()
        foot = QFrame()
        foot.setObjectName("foot")
        outer = QVBoxLayout(foot)
        outer.setContentsMargins(t.px(12), t.px(12), t.px(12), t.px(12))
        outer.setSpacing(0)
        self.message = MessageLine()
        outer.addWidget(self.message)
        # The list of what is missing has the whole width; below it the two buttons side by side.
        outer.addWidget(self.bar)
        row = QHBoxLayout()
        row.setSpacing(t.px(8))
        self.wait = Button(self.tr("Gem og vent"), height="title_button")
        self.wait.setToolTip(self.tr("Gem dagen som planlagt flytning"))
        self.wait.clicked.connect(lambda _on=False: self.wait_pressed.emit())
        self.bar.button.change(hint="")
        self.bar.button.setToolTip("Ctrl+Enter")
        row.addWidget(self.wait)
        row.addWidget(self.bar.button, 1)
        outer.addLayout(row)
        return foot


def _label(words: str, control: QWidget) -> Text:
    label = Text(words, "body", "text2")
    label.setBuddy(control)
    return label


def _line(icon: str, words: str, small: str) -> QWidget:
    t = theme()
    holder = QWidget()
    outer = QVBoxLayout(holder)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    outer.addWidget(Hairline())
    row = QHBoxLayout()
    row.setContentsMargins(t.px(12), t.px(6), t.px(12), t.px(6))
    row.setSpacing(t.px(8))
    row.addWidget(IconLabel(icon, 20), 0, Qt.AlignmentFlag.AlignVCenter)
    texts = QVBoxLayout()
    texts.setSpacing(0)
    texts.addWidget(Text(words, "body", wrap=True))
    if small:
        texts.addWidget(Text(small, "small", "text2", wrap=True))
    row.addLayout(texts, 1)
    outer.addLayout(row)
    return holder
