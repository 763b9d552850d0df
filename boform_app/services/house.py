"""The house's own facts, as letters and settings show them."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import fields

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import NotFound, Problem, ValidationFailed
from boform_app.services._changed import check_version
from boform_app.services.context import Service
from boform_app.services.views.admin import HouseFacts
from models import tables
from models.values import municipalities
from models.values.changes import Changes

_FIELDS = tuple(field.name for field in fields(HouseFacts) if field.name != "version")
_CODES = frozenset({"own_municipality_code", "unknown_municipality_code"})
_LABELS = {
    "name": "husets navn",
    "street": "husets adresse",
    "postcode_city": "husets postnummer og by",
    "phone": "husets telefon",
    "email": "husets mail",
    "secure_mail": "husets sikre mail",
    "leader_name": "lederens navn",
    "leader_phone": "lederens telefon",
    "data_protection_contact": "kontakt om databeskyttelse",
    "own_municipality_code": "husets kommune",
    "unknown_municipality_code": "modtager, når handlekommunen ikke er afklaret",
    "recovery_sheet_place": "hvor gendannelsesarket ligger",
    "assembly_point": "samlingssted ved brand",
}


class HouseService(Service):
    """Indstillinger, Huset."""

    def facts(self) -> HouseFacts:
        """The house as it stands."""
        with self._read() as session:
            row = _row(session)
        return HouseFacts(version=row.version, **{name: getattr(row, name) for name in _FIELDS})

    def set_fact(self, version: int, field: str, value: str) -> Changes:
        """Change one fact. A new name is also shown at the log-in.

        Raises:
            ValidationFailed: ``required`` at ``name``, ``unknown_choice`` at a municipality,
                ``unknown_field``.
            Conflict: Somebody changed the house since it was read.
        """
        self._require("manage_house")
        text = value.strip()
        _check(field, text)
        # The name also stands in the key file, which knows no undo.
        with (
            ExitStack() as on_failure,
            self._write("house.set", _LABELS[field], undoable=field != "name") as unit,
        ):
            row = _row(unit.session)
            check_version(unit.session, row, version)
            if field == "name" and text != row.name:
                keyring, vault = self._house.keyring, self._house.vault
                keyring.rename_house(vault, text)
                on_failure.callback(keyring.rename_house, vault, row.name)
            setattr(row, field, text)
            changes = unit.commit()
            on_failure.pop_all()
            return changes


def _row(session: Session) -> tables.House:
    row = session.scalars(select(tables.House)).first()
    if row is None:
        raise NotFound("house")
    return row


def _check(field: str, text: str) -> None:
    if field not in _FIELDS:
        raise ValidationFailed(Problem(field, "unknown_field"))
    if field == "name" and not text:
        raise ValidationFailed(Problem(field, "required"))
    if field in _CODES and text and municipalities.find(text) is None:
        raise ValidationFailed(Problem(field, "unknown_choice"))
