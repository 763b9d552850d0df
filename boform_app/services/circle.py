"""Around the resident: considerations (*hensyn*), allergy, and those who are close (*pårørende*)."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.errors import Problem, ValidationFailed
from boform_app.services import _families
from boform_app.services._changed import check_version
from boform_app.services._sight import SightService
from boform_app.services._texts import (
    LONGEST,
    LONGEST_LINE,
    LONGEST_NAME,
    required_problems,
    text_problems,
)
from models import tables
from models.values.changes import Changes
from models.values.lists import load_list

_ALLERGY_STATES = ("not_asked", "none_known", "known")
# These two are facts of the person and stand on the identity bar from there.
_FACTS_OF_THE_PERSON = {"allergy", "protected_address"}


class CircleService(SightService):
    """What everybody in the house must know of a resident, and whom to call."""

    def add_alert(self, person_id: UUID, kind: str, text: str = "") -> Changes:
        """Add a consideration to the identity bar.

        Raises:
            ValidationFailed: ``unknown_choice``, or ``required`` where the kind says nothing alone.
        """
        self._require("edit_master_data")
        kinds = {row.key: row for row in load_list("alerts")}
        if kind not in kinds or kind in _FACTS_OF_THE_PERSON:
            raise ValidationFailed(Problem("kind", "unknown_choice"))
        _check_line("text", text)
        with self._write("alert.add", "hensyn") as unit:
            person = self._opened(unit.session, person_id)
            unit.session.add(tables.Alert(person_id=person.id, kind=kind, text=text.strip()))
            unit.relabel(f"hensyn for {_families.full_name(person)}: {kinds[kind].label.lower()}")
            unit.about(person.id)
            return unit.commit()

    def end_alert(self, alert_id: UUID, version: int) -> Changes:
        """A consideration that no longer holds.

        Raises:
            Conflict: Somebody changed it meanwhile.
        """
        self._require("edit_master_data")
        with self._write("alert.end", "hensyn fjernet") as unit:
            row = self._get(unit.session, tables.Alert, alert_id)
            person = self._opened(unit.session, row.person_id)
            check_version(unit.session, row, version)
            row.ended_on = self._house.clock.today()
            unit.relabel(f"hensyn fjernet for {_families.full_name(person)}")
            unit.about(row.person_id)
            return unit.commit()

    def set_allergy(self, person_id: UUID, version: int, status: str, text: str = "") -> Changes:
        """*Ikke spurgt endnu*, *ingen kendte* and a named allergy are three different facts.

        Raises:
            ValidationFailed: ``unknown_choice``, or ``required`` when an allergy has no name.
            Conflict: Somebody changed the person meanwhile.
        """
        self._require("edit_master_data")
        if status not in _ALLERGY_STATES:
            raise ValidationFailed(Problem("status", "unknown_choice"))
        said = text.strip() if status == "known" else ""
        if status == "known" and not said:
            raise ValidationFailed(Problem("text", "required"))
        _check_line("text", said, LONGEST)
        with self._write("person.allergy", "allergi") as unit:
            person = self._opened(unit.session, person_id)
            check_version(unit.session, person, version)
            person.allergy_status, person.allergy = status, said
            unit.relabel(f"allergi for {_families.full_name(person)}")
            unit.about(person.id)
            return unit.commit()

    def add_kin(
        self, person_id: UUID, name: str, relation: str = "", phone: str = "", may_contact: str = ""
    ) -> Changes:
        """Somebody close, and whether they may be contacted.

        Raises:
            ValidationFailed: ``required`` at the name, ``too_long`` or ``nul_character`` at a field.
        """
        self._require("edit_master_data")
        _check_kin(name, relation, phone, may_contact)
        with self._write("kin.add", "pårørende") as unit:
            person = self._opened(unit.session, person_id)
            row = tables.NextOfKin(person_id=person.id, name=name.strip())
            _write_kin(row, relation, phone, may_contact)
            unit.session.add(row)
            unit.relabel(f"pårørende til {_families.full_name(person)}")
            unit.about(person.id)
            return unit.commit()

    def change_kin(
        self,
        kin_id: UUID,
        version: int,
        *,
        name: str,
        relation: str = "",
        phone: str = "",
        may_contact: str = "",
    ) -> Changes:
        """Change what is known of somebody close.

        Raises:
            ValidationFailed: ``required`` at the name, ``too_long`` or ``nul_character`` at a field.
            Conflict: Somebody changed it meanwhile.
        """
        self._require("edit_master_data")
        _check_kin(name, relation, phone, may_contact)
        with self._write("kin.change", "pårørende") as unit:
            row, person = self._kin(unit.session, kin_id, version)
            row.name = name.strip()
            _write_kin(row, relation, phone, may_contact)
            unit.relabel(f"pårørende til {_families.full_name(person)}")
            unit.about(row.person_id)
            return unit.commit()

    def remove_kin(self, kin_id: UUID, version: int) -> Changes:
        """Take somebody off the list; undone like any other step.

        Raises:
            Conflict: Somebody changed it meanwhile.
        """
        self._require("edit_master_data")
        with self._write("kin.remove", "pårørende fjernet") as unit:
            row, person = self._kin(unit.session, kin_id, version)
            unit.session.delete(row)
            unit.relabel(f"pårørende fjernet for {_families.full_name(person)}")
            unit.about(row.person_id)
            return unit.commit()

    def _kin(
        self, session: Session, kin_id: UUID, version: int
    ) -> tuple[tables.NextOfKin, tables.Person]:
        row = self._get(session, tables.NextOfKin, kin_id)
        person = self._opened(session, row.person_id)
        check_version(session, row, version)
        return row, person


def _check_line(field: str, text: str, longest: int = LONGEST_LINE) -> None:
    if problems := tuple(text_problems(field, text, longest)):
        raise ValidationFailed(*problems)


def _check_kin(name: str, relation: str, phone: str, may_contact: str) -> None:
    lines = {"relation": relation, "phone": phone, "may_contact": may_contact}
    problems = [*required_problems("name", name, LONGEST_NAME)]
    for field, text in lines.items():
        problems += text_problems(field, text, LONGEST_LINE)
    if problems:
        raise ValidationFailed(*problems)


def _write_kin(row: tables.NextOfKin, relation: str, phone: str, may_contact: str) -> None:
    row.relation, row.phone = relation.strip(), phone.strip()
    row.may_contact = may_contact.strip()
