"""Hvem? – the name, what is known of CPR, and whether we know the person already."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.clock import Clock
from models.values.cpr import parse_cpr
from ui.forms.binding import Form
from ui.forms.typed import loose_field, typed_cpr
from ui.pages.admit.known import KnownStrip
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.cpr_field import CprField
from ui.widgets.field import Field, Finding
from ui.widgets.line_edit import LineEdit
from ui.widgets.section import Section


class AdmissionCpr(CprField):
    """*Kendes ikke endnu* lets a half number stand: the birth date in it is used."""

    unknown = False

    def finding(self) -> Finding | None:
        """No stop while the number is not known yet."""
        found = super().finding()
        return None if found is not None and found.level == "stop" and self.unknown else found

    def usable(self) -> str:
        """What the admission takes: all of it, or its birth date while the rest is not known."""
        text = self.text().strip()
        if not self.unknown or self.result.stop is None:
            return text
        digits = "".join(sign for sign in text if sign.isalnum())[:6]
        return digits if parse_cpr(digits, self._today()).stop is None else ""


class WhoSection(Section):
    """Name, CPR or birth date, and the question about a known person."""

    def __init__(self, form: Form, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.set_title(self.tr("Hvem?"))
        self.elsewhere = Button(self.tr("Beboeren kommer fra et hus med Boform"), "link")
        self.add_tool(self.elsewhere)
        self.first, self.last = LineEdit(), LineEdit()
        self.cpr = AdmissionCpr(today=clock.today)
        self.unknown = QCheckBox(self.tr("Kendes ikke endnu"))
        self.none = QCheckBox(self.tr("Har ikke CPR"))
        self.reason = LineEdit(placeholder=self.tr("Fx EU-borger uden dansk CPR"))
        self.first_field = Field(self.tr("Fornavn eller kaldenavn"), self.first, required=True)
        self._last_field = Field(self.tr("Efternavn"), self.last)
        self.cpr_field = Field(self.tr("CPR eller fødselsdato"), self.cpr, width=130)
        self.reason_field = Field(self.tr("Hvorfor ikke?"), self.reason)
        self.known = KnownStrip()
        form.add("first_name", self.first_field, required=self.tr("et navn"))
        form.add("last_name", self._last_field)
        read, write = typed_cpr(self.cpr)
        form.add("cpr_text", self.cpr_field, read=read, write=write)
        form.add("cpr_unknown", loose_field(self.unknown, self))
        form.add("no_cpr", loose_field(self.none, self))
        form.add("no_cpr_reason", self.reason_field)
        # The ticks are laid out after their fields took them.
        self._build()
        self.outer.addWidget(self.known)
        self.unknown.toggled.connect(self._unknown_switched)
        self.none.toggled.connect(self._none_switched)
        self.reason_field.hide()

    def call_name(self) -> str:
        """The name for headings and the button, "" while there is none."""
        words = self.first.text().split()
        return words[0] if words else ""

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        row.addWidget(self.first_field, 252)
        row.addWidget(self._last_field, 188)
        row.addWidget(self.cpr_field, 0)
        ticks = QVBoxLayout()
        ticks.setSpacing(0)
        for tick in (self.none, self.unknown):
            ticks.addWidget(tick)
        ticks.addStretch(1)
        row.addLayout(ticks)
        self.body.addLayout(row)
        # A sentence about the number takes the whole line; the fields keep their width.
        self.body.addWidget(self.cpr_field.message)
        self.body.addWidget(self.reason_field)

    def _unknown_switched(self, on: bool) -> None:  # noqa: FBT001 (a Qt slot)
        self.cpr.unknown = on
        if on:
            self.none.setChecked(False)
        self._look_again()

    def _none_switched(self, on: bool) -> None:  # noqa: FBT001 (a Qt slot)
        if on:
            self.unknown.setChecked(False)
        self.reason_field.setVisible(on)

    def _look_again(self) -> None:
        if self.cpr_field.finding is not None and self.cpr_field.finding.level == "stop":
            self.cpr_field.check()
