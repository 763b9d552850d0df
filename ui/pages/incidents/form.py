"""*Ny hændelse*: what happened, who was there, what was done; the law's words stand beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from boform_app.clock import from_local, local_time
from boform_app.errors import Problem, ValidationFailed
from boform_app.services.views.incidents import IncidentCommand
from models.values import dates
from ui import messages
from ui.forms.binding import Form
from ui.forms.columns import FormColumns
from ui.forms.order import read_in_order
from ui.forms.submit_bar import SubmitBar
from ui.forms.typed import day, loose_field, typed_day, typed_time
from ui.pages.persons import PersonsEdit
from ui.pages.resident.doing import Refused
from ui.pages.resident.form_parts import listed
from ui.ports import DraftSlot
from ui.session import Session
from ui.theme import theme
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.labels import Hairline, IconLabel, Text
from ui.widgets.line_edit import LineEdit
from ui.widgets.scrolling import scrolling
from ui.widgets.section import Section
from ui.widgets.text_area import TextArea
from ui.widgets.time_field import TimeField

SLOT = DraftSlot("incident")
_WIDTH = 360
REPORTED = "reported"


class IncidentForm(QWidget):
    """One page, one draft, Ctrl+Enter from any field.

    Signals:
        saved: The incident is part of the record; carries its id.
        left: Back to the list; the draft stays.
    """

    saved = Signal(object)
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.form = Form(self)
        self._make_fields()
        self.side = Aside(session, self.form)
        self.columns = FormColumns(self, self.side, self.side)
        self.columns.add(self._card())
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(self.columns.row)
        self.columns.finish()
        self.form.submitted.connect(self._submit)
        self.form.changed.connect(self._follow)
        for area in (self.what, self.done, self.force):
            area.submitted.connect(self.form.submit)
        self._begun = False

    def begin(self, person_id: UUID | None = None) -> None:
        """An empty form, now, or the draft that was left; the cursor where the next key belongs."""
        self.persons.set_people(self._session.services.composing.people())
        if not self._begun:
            self._begun = True
            self._load()
            self.form.keep_drafts(self._session.drafts, SLOT)
        elif not self.form.dirty:
            self._load()
        if person_id is not None and not self.form.dirty:
            self.form.write("person_ids", [str(person_id)])
        self._follow()
        self.form.show_field("what")

    def rename(self) -> None:
        """Names were hidden or shown."""
        self.persons.rename()

    def showEvent(self, event: QShowEvent) -> None:
        """Tab goes as one reads."""
        super().showEvent(event)
        read_in_order(self.columns.area, self.side)

    # -- own -------------------------------------------------------------------------------------

    def _make_fields(self) -> None:
        clock, form = self._session.clock, self.form
        self.day = DateField(direction="past", today=clock.today, dense=True)
        self.time = TimeField(clock)
        self.place = LineEdit(placeholder=self.tr("Fx køkkenet"))
        self.persons = PersonsEdit(self.tr("Beboere – eller ingen"))
        self.persons.ask(self._session.services.composing.named)
        self.what, self.done = TextArea(lines=4, most_lines=9), TextArea(lines=2, most_lines=6)
        self.harm, self.adverse = listed("incident_harms", "none"), listed("adverse_events")
        self.reported = DateField(direction="past", today=clock.today, dense=True)
        self.police = QCheckBox(self.tr("Politiet blev tilkaldt"))
        self.forced = QCheckBox(self.tr("Nogen brugte nødværge eller nødret"))
        self.force = TextArea(lines=2, most_lines=5)
        self._fields = {
            "happened_on": Field(self.tr("Dag"), self.day, width=168),
            "time": Field(self.tr("Kl."), self.time),
            "place": Field(self.tr("Hvor"), self.place),
            "person_ids": Field(self.tr("Hvem var der"), self.persons),
            "what": Field(self.tr("Hvad skete der, som du så det"), self.what, required=True),
            "done": Field(self.tr("Hvad gjorde I"), self.done),
            "harm": Field(self.tr("Skade"), self.harm, width=232),
            "adverse_event": Field(self.tr("Utilsigtet hændelse (UTH)"), self.adverse),
            "reported_on": Field(self.tr("Indberettet den"), self.reported, width=168),
            "police_called": loose_field(self.police, self),
            "forced": loose_field(self.forced, self),
            "force": Field(self.tr("Hvad blev der gjort, og hvorfor"), self.force),
        }
        ways = {
            "happened_on": typed_day(self.day), "reported_on": typed_day(self.reported),
            "time": typed_time(self.time), "person_ids": (self.persons.read, self.persons.write),
        }  # fmt: skip
        for name, field in self._fields.items():
            needed = self.tr("hvad der skete") if name == "what" else ""
            if name in ways:
                read, write = ways[name]
                form.add(name, field, required=needed, read=read, write=write)
            else:
                form.add(name, field, required=needed)

    def _card(self) -> Section:
        card = Section(self.tr("Hvad skete der?"), self.tr("Skriv kun det, du selv så og hørte."))
        f = self._fields
        for row in (
            (f["happened_on"], f["time"], f["place"]), (f["person_ids"],), (f["what"],),
            (f["done"],), (f["harm"], f["adverse_event"], f["reported_on"]),
            (self.police, self.forced), (f["force"],),
        ):  # fmt: skip
            line = QHBoxLayout()
            line.setSpacing(theme().px(12))
            for widget in row:
                line.addWidget(widget, 1 if len(row) == 1 or widget is f["place"] else 0)
            if len(row) > 1 and row[-1] is not f["place"]:
                line.addStretch(1)
            card.body.addLayout(line)
        for box in (self.police, self.forced):
            box.setMinimumHeight(theme().px(32))
        card.body.setSpacing(theme().px(8))
        return card

    def _load(self) -> None:
        now = local_time(self._session.clock.now())
        self.form.load(
            {"happened_on": now.date(), "time": dates.clock(now.time()), "place": "",
             "person_ids": [], "what": "", "done": "", "harm": "none",
             "adverse_event": "not_relevant", "reported_on": None, "police_called": False,
             "forced": False, "force": ""}
        )  # fmt: skip
        self.side.bar.show_problems(())

    def _follow(self) -> None:
        self._fields["reported_on"].setVisible(self.adverse.value == REPORTED)
        self._fields["force"].setVisible(self.forced.isChecked())

    def _submit(self, values: Mapping[str, Any]) -> None:
        try:
            changes = self._session.services.incidents.write(self._command(values))
        except ValidationFailed as refused:
            self.form.refuse(ValidationFailed(*(_at_field(one) for one in refused.problems)))
            return
        except Refused as refused:
            messages.present(refused, self)
            return
        self._load()
        self.form.forget_draft()
        self._session.done(changes, self.tr("Hændelsen er gemt og står i dagbogen."))
        self.saved.emit(changes.first("incident"))

    def _command(self, values: Mapping[str, Any]) -> IncidentCommand:
        return IncidentCommand(
            values["what"], tuple(UUID(one) for one in values["person_ids"]),
            happened_at=self._moment(values["happened_on"], values["time"]),
            place=values["place"], done=values["done"], harm=values["harm"],
            adverse_event=values["adverse_event"], reported_on=day(values["reported_on"]),
            force=values["force"] if values["forced"] else "",
            police_called=values["police_called"],
        )  # fmt: skip

    def _moment(self, on: object, at: str) -> datetime | None:
        """None for now; a day without a time is noon of that day."""
        now = local_time(self._session.clock.now())
        chosen: date = day(on) or now.date()
        typed = dates.parse_time(at, now.time()).time
        if chosen == now.date() and (
            typed is None or dates.clock(typed) == dates.clock(now.time())
        ):
            return None
        clock = typed or time(12)
        return from_local(chosen, clock.hour, clock.minute)


def _at_field(problem: Problem) -> Problem:
    if problem.field != "happened_at":
        return problem
    return Problem("happened_on", problem.code, problem.facts)


class Aside(QFrame):
    """What follows when it is saved, the law in its own words, and the button."""

    def __init__(self, session: Session, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        t = theme()
        self._inner = QWidget()
        self._inner.setObjectName("scrolled")
        inner = QVBoxLayout(self._inner)
        inner.setContentsMargins(t.px(12), t.px(10), t.px(12), t.px(10))
        inner.setSpacing(t.px(8))
        inner.addWidget(Text(self.tr("Når du gemmer"), "h3"))
        for icon, words in (
            ("notepad", self.tr("Hændelsen står i dagbogen og på de beboere, der var der.")),
            ("person", self.tr("Lederen læser den og skriver Gennemgået.")),
            ("edit", self.tr("Den rettes ikke. Brug Tilføj rettelse: begge bliver stående.")),
        ):
            inner.addLayout(_line(icon, words))
        incidents = session.services.incidents
        for key, title in (
            ("use_of_force", self.tr("Magt")),
            ("adverse_event_duty", self.tr("UTH")),
        ):
            sentence, reason = incidents.law(key)  # type: ignore[arg-type]  # one of the two keys
            inner.addWidget(Hairline())
            inner.addWidget(Text(title, "strong"))
            inner.addWidget(Text(sentence, "body", wrap=True))
            source = self.tr("Kilde: {source}").format(source=reason.source)
            inner.addWidget(Text(source, "small", "text2", wrap=True))
        inner.addStretch(1)
        self._area = scrolling(self._inner)
        outer.addWidget(self._area, 1)
        foot = QFrame()
        foot.setObjectName("foot")
        box = QVBoxLayout(foot)
        box.setContentsMargins(t.px(12), t.px(12), t.px(12), t.px(12))
        self.bar = SubmitBar(form, self.tr("Gem hændelsen"), self.tr("gemme"))
        box.addWidget(self.bar)
        outer.addWidget(foot)

    def set_stacked(self, *, on: bool) -> None:
        """Below the form it is as wide as the page and as high as its words."""
        self._area.setMinimumHeight(self._inner.sizeHint().height() if on else theme().px(200))
        if on:
            self.setMinimumWidth(0)
            self.setMaximumWidth(16_777_215)
        else:
            self.setFixedWidth(theme().px(_WIDTH))


def _line(icon: str, words: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme().px(8))
    row.addWidget(IconLabel(icon, 20))
    row.addWidget(Text(words, "body", wrap=True), 1)
    return row
