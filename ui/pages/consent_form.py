"""The fields of a consent: one recipient, one purpose, the ticks, the period, how it was given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from boform_app.errors import Problem, ValidationFailed
from boform_app.services.views.records import ConsentCommand
from ui.forms.binding import Form
from ui.pages.consent_parts import FORMS, READ, Topics, in_words, latest_day
from ui.pages.consent_to import HOUSE, MUNICIPALITY, Recipient
from ui.session import Session
from ui.theme import theme
from ui.widgets.choice import Radios
from ui.widgets.date_field import DateField
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit

_SHARES = {"read_how": 2, "to": 3, "municipality_code": 4, "recipient": 4, "recipient_unit": 4}
"""Width of a field beside the others of its row."""


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
            ("to", "municipality_code", "recipient", "recipient_unit"),
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
                row.addWidget(self._fields[name], _SHARES.get(name, 1))
            self._box.addLayout(row)
        self._box.addStretch(1)
        self._bind()
        self._dress()
        theme().changed.connect(self._dress)

    def propose(self, person_id: UUID) -> None:
        """What can be known before: the acting municipality, today, the longest period."""
        today = self._session.clock.today()
        code, unit = self._acting_municipality(person_id)
        self.to.about(person_id)
        self.form.load(
            {
                "to": MUNICIPALITY,
                "recipient": "",
                "municipality_code": code,
                "recipient_unit": unit,
                "purpose": "",
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
        self.form.load({**self.form.values(), "purpose": self.to.purpose})
        self.follow()

    def follow(self) -> None:
        """Ask for the municipality, or for the name of somebody else."""
        here = self.to.is_municipality
        self._fields["municipality_code"].setVisible(here)
        self._fields["recipient"].setVisible(not here)
        self._proposed = self.to.purpose

    def give_to(self, kind: str) -> None:
        """Begin with another kind of recipient."""
        self.to.kind.set_value(kind)
        self.to.kind.changed.emit()

    def paper(self) -> dict[str, str]:
        """What the printed consent takes over; the usual recipient needs nothing."""
        if self.to.is_municipality or not self.to.called:
            return {}
        return {
            "to": self.to.called,
            "unit": self.to.unit.text().strip(),
            "purpose": self.purpose.text().strip(),
        }

    def command(self, person_id: UUID, values: Mapping[str, Any]) -> ConsentCommand:
        """The consent as it is filled in.

        Raises:
            ValidationFailed: ``consent_not_moving`` at ``purpose``: a file to another Boform rests
                on a consent that speaks of moving.
        """
        code = values["municipality_code"] or ""
        if values["to"] == HOUSE and "flyt" not in values["purpose"].casefold():
            raise ValidationFailed(Problem("purpose", "consent_not_moving"))
        return ConsentCommand(
            person_id=person_id,
            information=tuple(values["information"] or ()),
            recipient=self.to.called,
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
        self.form.refuse(in_words(refused))

    def _make_controls(self) -> None:
        today = self._session.clock.today
        self.to = Recipient(self._session, self)
        self.to.changed.connect(self._other_recipient)
        self.municipality, self.unit = self.to.municipality, self.to.unit
        self._proposed = self.to.purpose
        self.purpose, self.excepted = LineEdit(), LineEdit()
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
            "to": Field(self.tr("Slags modtager"), self.to.kind),
            "municipality_code": Field(self.tr("Til"), self.municipality, required=True),
            "recipient": Field(self.tr("Til"), self.to.name, required=True),
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
            "recipient": self.tr("hvem det går til"),
            "purpose": self.tr("et formål"),
            "information": self.tr("mindst ét kryds"),
            "given_on": self.tr("dagen, det blev givet"),
            "valid_from": self.tr("fra hvornår"),
            "valid_to": self.tr("til hvornår"),
            "form": self.tr("skriftligt eller mundtligt"),
        }
        own: dict[str, tuple[Callable[[], Any], Callable[[Any], None]]] = {
            "municipality_code": (self.to.read_municipality, self.municipality.set_value),
            "recipient": (self.to.read_name, lambda name: self.to.name.setText(name or "")),
            "information": (lambda: self.topics.value or None, self.topics.set_value),
        }
        for name, field in self._fields.items():
            read, write = own.get(name, (None, None))
            self.form.add(name, field, required=required.get(name, ""), read=read, write=write)

    def _acting_municipality(self, person_id: UUID) -> tuple[str | None, str]:
        """The acting municipality and its usual unit, while they are known."""
        services = self._session.services
        stay = next(iter(services.stays.for_person(person_id)), None)
        code = stay.acting_municipality_code if stay is not None else ""
        contacts = services.municipalities.contacts(code) if code else ()
        return code or None, contacts[0].unit if contacts else ""

    def _latest(self, start: date) -> date:
        return latest_day(self._session, start)

    def _other_recipient(self) -> None:
        """The purpose follows while it is the proposed one; own words stay."""
        if self.purpose.text().strip() in {"", self._proposed}:
            self.purpose.setText(self.to.purpose)
        self.follow()

    def _other_day(self) -> None:
        """The period begins when it is given; both can be changed after."""
        if self.given_on.value is not None:
            self.valid_from.set_value(self.given_on.value)
            self.valid_to.set_value(self._latest(self.given_on.value))

    def _dress(self) -> None:
        t = theme()
        self._box.setContentsMargins(t.px(12), t.px(12), t.px(12), t.px(12))
        self._box.setSpacing(t.px(10))
