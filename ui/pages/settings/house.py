"""*Huset*: facts that stand on letters; each is saved when its field is left."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from boform_app.services.views.admin import HouseFacts
from models.values import municipalities
from ui.pages.settings.section import Section, side_by_side
from ui.session import Session
from ui.widgets.choice import Combo, Option
from ui.widgets.field import Field
from ui.widgets.line_edit import LineEdit


class HouseSection(Section):
    """For leaders."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._facts: HouseFacts | None = None
        self.fields: dict[str, Field] = {}
        letters = self.card(self.tr("Huset"), self.tr("står på husets breve"))
        letters.body.addLayout(
            side_by_side(
                (self._line("name", self.tr("Navn")), self._line("phone", self.tr("Telefon"))),
                (
                    self._line("street", self.tr("Vej og nummer")),
                    self._line("postcode_city", self.tr("Postnummer og by")),
                ),
                (
                    self._line("email", self.tr("Mail")),
                    self._line("secure_mail", self.tr("Sikker mail")),
                ),
                (
                    self._line("leader_name", self.tr("Leder")),
                    self._line("leader_phone", self.tr("Lederens telefon")),
                ),
            )
        )
        other = self.card(self.tr("Kommune og databeskyttelse"))
        unknown = self.tr("Får orienteringen, når handlekommunen ikke er afklaret")
        other.body.addLayout(
            side_by_side(
                (
                    self._code("own_municipality_code", self.tr("Husets kommune")),
                    self._code("unknown_municipality_code", unknown),
                ),
                # A name with address and telephone: a line of its own.
                (self._line("data_protection_contact", self.tr("Kontakt om databeskyttelse")),),
                (self._line("recovery_sheet_place", self.tr("Gendannelsesarket ligger")),),
                (self._line("assembly_point", self.tr("Samlingssted ved brand")),),
            )
        )
        self.column.addStretch(1)

    def refresh(self) -> None:
        """As it stands; the field that has the cursor keeps what is being typed."""
        self._facts = facts = self.session.services.house.facts()
        for name, field in self.fields.items():
            control = field.control
            value = getattr(facts, name)
            if isinstance(control, Combo):
                control.set_value(value)
            elif isinstance(control, LineEdit) and not control.hasFocus():
                control.setText(value)

    def _line(self, name: str, label: str) -> Field:
        edit = LineEdit()
        edit.left.connect(partial(self.save, name))
        edit.returnPressed.connect(partial(self.save, name))
        return self._keep(name, label, edit)

    def _code(self, name: str, label: str) -> Field:
        options = [Option("", self.tr("Ikke valgt"))]
        options += [Option(m.code, m.display) for m in municipalities.municipalities()]
        combo = Combo(options, searchable=True)
        combo.changed.connect(partial(self.save, name))
        return self._keep(name, label, combo)

    def _keep(self, name: str, label: str, control: QWidget) -> Field:
        self.fields[name] = Field(label, control)
        return self.fields[name]

    def save(self, name: str) -> None:
        """Keep what stands in a field, if it is another text than before."""
        field, facts = self.fields[name], self._facts
        control = field.control
        value = control.value if isinstance(control, Combo) else None
        if isinstance(control, LineEdit):
            value = control.text().strip()
        if facts is None or value is None or value == getattr(facts, name):
            field.say(None)
            return
        text, house = str(value), self.session.services.house
        if self.attempt(lambda: house.set_fact(facts.version, name, text), {name: field}):
            field.say(None)
