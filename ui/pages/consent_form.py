"""The fields of a consent: one recipient, one purpose, the ticks, the period, how it was given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boform_app.errors import ValidationFailed
from boform_app.services.views.records import ConsentCommand
from models.values import dates
from ui.forms.binding import Form
from ui.pages.consent_parts import FORMS, READ, Topics
from ui.session import Session
from ui.theme import theme
from ui.widgets.choice import Combo, Option, Radios
from ui.widgets.date_field import DateField
from ui.widgets.field import Field, Finding
from ui.widgets.line_edit import LineEdit


class ConsentFields(QWidget):
    """What was ticked and agreed, as it stands on the paper. ``form`` binds it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scrolled")
        self._session = session
        self._box = QVBoxLayout(self)
        self._make_controls()
        self.form = Form(self)
        self._fields = self._make_fields()
        for names in (
            ("municipality_code", "recipient_unit"),
            ("purpose",),
            ("information",),
            ("excepted",),
            ("given_on", "valid_from", "valid_to"),
            ("form",),
            ("read_how", "interpreter"),
        ):
            row = QHBoxLayout()
            row.setSpacing(12)
            for name in names:
                row.addWidget(self._fields[name], 2 if name == "read_how" else 1)
            self._box.addLayout(row)
        self._box.addStretch(1)
        self._bind()
        self._dress()
        theme().changed.connect(self._dress)

    def propose(self, person_id: UUID) -> None:
        """What can be known before: the acting municipality, today, the longest period."""
        today = self._session.clock.today()
        code, unit = self._acting_municipality(person_id)
        self.form.load(
            {
                "municipality_code": code,
                "recipient_unit": unit,
                "purpose": self.tr("Bolig og støtte, når beboeren flytter herfra"),
                "information": (),
                "excepted": "",
                "given_on": today,
                "valid_from": today,
                "valid_to": self._latest(today),
                "form": None,
                "read_how": None,
                "interpreter": "",
            }
        )

    def command(self, person_id: UUID, values: Mapping[str, Any]) -> ConsentCommand:
        """The consent as it is filled in."""
        code = values["municipality_code"] or ""
        return ConsentCommand(
            person_id=person_id,
            information=tuple(values["information"] or ()),
            recipient=dict(self._session.services.municipalities.names()).get(code, ""),
            recipient_unit=values["recipient_unit"],
            municipality_code=code,
            purpose=values["purpose"],
            excepted=values["excepted"],
            valid_from=values["valid_from"],
            valid_to=values["valid_to"],
            form=values["form"] or "",
            given_on=values["given_on"],
            read_how=values["read_how"] or "",
            interpreter=values["interpreter"],
        )

    def refuse(self, refused: ValidationFailed) -> None:
        """Problems at their fields; the longest period is said with its day."""
        self.form.refuse(refused)
        for problem in refused.problems:
            if problem.code == "too_long":
                latest = dates.short(problem.facts["latest"])
                words = self.tr("Samtykket kan højst gælde til {latest}.").format(latest=latest)
                self._fields["valid_to"].say(Finding("stop", words))

    def _make_controls(self) -> None:
        today = self._session.clock.today
        towns = [Option(code, name) for code, name in self._session.services.municipalities.names()]
        self.municipality = Combo(towns, searchable=True)
        self.municipality.changed.connect(self._other_municipality)
        self.unit, self.purpose, self.excepted = LineEdit(), LineEdit(), LineEdit()
        self.topics = Topics()
        self.given_on = DateField(direction="past", today=today)
        self.given_on.changed.connect(self._other_day)
        self.valid_from = DateField(direction="any", today=today)
        self.valid_to = DateField(direction="future", today=today)
        self.how = Radios(FORMS, name=self.tr("Hvordan"), horizontal=True)
        self.read = Radios(READ, name=self.tr("Læst hvordan"), horizontal=True)
        self.interpreter = LineEdit(placeholder=self.tr("Ingen"))

    def _make_fields(self) -> dict[str, Field]:
        return {
            "municipality_code": Field(self.tr("Til"), self.municipality, required=True),
            "recipient_unit": Field(self.tr("Afdeling"), self.unit),
            "purpose": Field(self.tr("Formål"), self.purpose, required=True),
            "information": Field(self.tr("Det må vi sende"), self.topics, required=True),
            "excepted": Field(self.tr("Ikke om …"), self.excepted),
            "given_on": Field(self.tr("Givet den"), self.given_on, required=True),
            "valid_from": Field(self.tr("Gælder fra"), self.valid_from, required=True),
            "valid_to": Field(self.tr("Gælder til"), self.valid_to, required=True),
            "form": Field(self.tr("Hvordan"), self.how, required=True),
            "read_how": Field(self.tr("Læst hvordan"), self.read),
            "interpreter": Field(self.tr("Tolk"), self.interpreter),
        }

    def _bind(self) -> None:
        required = {
            "municipality_code": self.tr("hvem det går til"),
            "purpose": self.tr("et formål"),
            "information": self.tr("mindst ét kryds"),
            "given_on": self.tr("dagen, det blev givet"),
            "valid_from": self.tr("fra hvornår"),
            "valid_to": self.tr("til hvornår"),
            "form": self.tr("skriftligt eller mundtligt"),
        }
        for name, field in self._fields.items():
            words = required.get(name, "")
            if field.control is self.topics:
                self.form.add(
                    name, field, required=words,
                    read=lambda: self.topics.value or None, write=self.topics.set_value,
                )  # fmt: skip
            else:
                self.form.add(name, field, required=words)

    def _acting_municipality(self, person_id: UUID) -> tuple[str | None, str]:
        """The acting municipality and its usual unit, while they are known."""
        services = self._session.services
        stay = next(iter(services.stays.for_person(person_id)), None)
        code = stay.acting_municipality_code if stay is not None else ""
        contacts = services.municipalities.contacts(code) if code else ()
        return code or None, contacts[0].unit if contacts else ""

    def _latest(self, start: date) -> date:
        book = self._session.services.rules.book()
        return dates.add_months(start, book.select("consent_months", start).number)

    def _other_municipality(self) -> None:
        code = self.municipality.value
        contacts = self._session.services.municipalities.contacts(code) if code else ()
        self.unit.setText(contacts[0].unit if contacts else "")

    def _other_day(self) -> None:
        """The period begins when it is given; both can be changed after."""
        if self.given_on.value is not None:
            self.valid_from.set_value(self.given_on.value)
            self.valid_to.set_value(self._latest(self.given_on.value))

    def _dress(self) -> None:
        t = theme()
        self._box.setContentsMargins(t.px(12), t.px(12), t.px(12), t.px(12))
        self._box.setSpacing(t.px(10))
