"""What the two decisions of the house ask for: hearing, reason, who decides, and the right to appeal."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.clock import Clock
from boform_app.services.views.admin import StaffView
from boform_app.services.views.stays import EndPreview
from models.values import dates
from ui.forms.binding import Form
from ui.forms.typed import typed_day
from ui.theme import theme
from ui.widgets.choice import Combo, Option
from ui.widgets.date_field import DateField
from ui.widgets.field import Field, Finding, MessageLine
from ui.widgets.labels import Text
from ui.widgets.line_edit import LineEdit
from ui.widgets.text_area import TextArea

_DAY = 200
"""Width of a day's field at 100 %, also where it stands alone on its line."""


class Decision(QWidget):
    """Shown for *udskrivning: uden for målgruppen* and *bortvisning*.

    Of a decision of the municipality only its day is asked for.
    """

    def __init__(self, form: Form, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heard = DateField(direction="past", today=clock.today)
        self._said = TextArea(lines=1, most_lines=4)
        self._not_heard = LineEdit(placeholder=self.tr("Fx kom ikke tilbage, svarede ikke"))
        self._decided = DateField(direction="past", today=clock.today)
        self._leader = Combo()
        self.who_can = MessageLine()
        fields = {
            "heard_on": Field(self.tr("Hørt den"), self._heard, width=_DAY),
            "heard_statement": Field(self.tr("Hvad sagde beboeren"), self._said),
            "not_heard_reason": Field(self.tr("Eller: hvorfor ikke hørt"), self._not_heard),
            "decided_on": Field(self.tr("Besluttet"), self._decided, width=_DAY),
            "decided_by_id": Field(self.tr("Besluttet af"), self._leader),
        }
        for name, field in fields.items():
            day = {"heard_on": self._heard, "decided_on": self._decided}.get(name)
            if day is None:
                form.add(name, field)
            else:
                read, write = typed_day(day)
                form.add(name, field, read=read, write=write)
        self._said.submitted.connect(form.submit)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self.who_can)
        self._own = [field for name, field in fields.items() if name != "decided_on"]
        self._rows = [
            self._row((fields["heard_on"], 220), (fields["heard_statement"], 520)),
            self._row((fields["not_heard_reason"], 1)),
            self._row((fields["decided_on"], 220), (fields["decided_by_id"], 520)),
        ]
        self._make_appeal()
        self._dress()
        theme().changed.connect(self._dress)

    def set_leaders(self, leaders: Sequence[StaffView]) -> None:
        """Who can decide."""
        self._leader.set_options([Option(str(one.id), one.name) for one in leaders])
        names = [one.name for one in leaders]
        self._names = f"{', '.join(names[:-1])} eller {names[-1]}" if names[1:] else "".join(names)

    def set_name(self, name: str) -> None:
        """The question with the resident's name."""
        self._said.setPlaceholderText(self.tr("{name} siger …").format(name=name))

    def show_preview(self, found: EndPreview, *, theirs: bool) -> None:
        """Hearing and appeal as the dated rows have them; ``theirs`` is the municipality's decision."""
        own = found.kind_is_decision
        for field in (*self._own, self._appeal):
            field.setVisible(own)
        self.setVisible(own or theirs)
        words = self.tr("{who} kan træffe afgørelsen. Du kan gøre den klar; kladden bliver.")
        needs = found.needs_leader
        self.who_can.show_finding(Finding("info", words.format(who=self._names)) if needs else None)
        self._appeal_text.setText(found.appeal_text)
        until = found.appeal_until
        left = self.tr("til og med {day}").format(day=dates.with_weekday(until)) if until else ""
        self._appeal_until.setText(left)

    def refused(self) -> str:
        """Said when somebody who is no leader presses the button."""
        return self.tr("Kun en leder kan træffe afgørelsen: {who}.").format(who=self._names)

    def _row(self, *parts: tuple[Field, int]) -> QHBoxLayout:
        row = QHBoxLayout()
        for field, stretch in parts:
            row.addWidget(field, stretch)
        self._box.addLayout(row)
        return row

    def _make_appeal(self) -> None:
        self._appeal = QFrame()
        self._appeal.setObjectName("track")
        self._inner = QVBoxLayout(self._appeal)
        head = QHBoxLayout()
        head.addWidget(Text(self.tr("Klagevejledning i brevet"), "strong"))
        head.addStretch(1)
        self._appeal_until = Text("", "small", "text2")
        head.addWidget(self._appeal_until)
        self._appeal_text = Text("", "body", "text2", wrap=True)
        self._inner.addLayout(head)
        self._inner.addWidget(self._appeal_text)
        self._box.addWidget(self._appeal)

    def _dress(self) -> None:
        t = theme()
        self._box.setSpacing(t.px(8))
        self._inner.setContentsMargins(t.px(10), t.px(6), t.px(10), t.px(8))
        self._inner.setSpacing(t.px(2))
        for row in self._rows:
            row.setSpacing(t.px(12))
