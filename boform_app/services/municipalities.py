"""Municipalities and the units that letters go to: typed once and found again."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import Problem, ValidationFailed
from boform_app.services._changed import check_version
from boform_app.services.context import Service
from boform_app.services.views.admin import ContactView
from models import tables
from models.base import new_id
from models.values import municipalities
from models.values.changes import Changes

_LINES = ("line1", "line2", "line3", "line4", "line5")
_SAME = (
    "municipality_code", "unit", "phone", "digital_post_recipient", "digital_post_mailbox",
    "secure_mail", "note", "is_default",
)  # fmt: skip


class MunicipalityService(Service):
    """The 98 municipalities, and the house's contacts in them."""

    def names(self) -> tuple[tuple[str, str], ...]:
        """Code and name as letters write it, in Danish order."""
        return tuple((m.code, m.display) for m in municipalities.municipalities())

    def contacts(self, code: str) -> tuple[ContactView, ...]:
        """Open contacts of a municipality, the one letters go to by default first."""
        with self._read() as session:
            return tuple(_view(row) for row in _open(session, code))

    def used(self) -> tuple[str, ...]:
        """Codes of municipalities with an open contact, in Danish order."""
        with self._read() as session:
            codes = set(
                session.scalars(
                    select(tables.MunicipalityContact.municipality_code).where(
                        tables.MunicipalityContact.closed_on.is_(None)
                    )
                )
            )
        return tuple(m.code for m in municipalities.municipalities() if m.code in codes)

    def save(self, contact: ContactView) -> Changes:
        """Keep a new contact (``id`` None) or the changes to one.

        One contact of a municipality is the default; the first one is it by itself.

        Raises:
            ValidationFailed: ``unknown_choice`` at ``municipality_code``, ``required`` at ``lines``
                when neither unit, address nor a digital mailbox is given.
            Conflict: Somebody changed it since it was read.
        """
        self._require("write_letters")
        problems = tuple(_problems(contact))
        if problems:
            raise ValidationFailed(*problems)
        name = municipalities.municipality(contact.municipality_code).display
        with self._write("municipality.save", f"kontakt i {name}") as unit:
            row = self._row(unit.session, contact)
            others = [r for r in _open(unit.session, contact.municipality_code) if r.id != row.id]
            for field in _SAME:
                setattr(row, field, getattr(contact, field))
            for field, line in zip(_LINES, contact.lines, strict=True):
                setattr(row, field, line.strip())
            row.is_default = contact.is_default or not others
            for other in others:
                other.is_default = other.is_default and not row.is_default
            if others and not row.is_default and not any(r.is_default for r in others):
                others[0].is_default = True
            unit.session.add(row)
            return unit.commit()

    def close(self, contact_id: UUID, version: int) -> Changes:
        """Stop proposing a contact; letters that went there keep it.

        Raises:
            Conflict: Somebody changed it since it was read.
        """
        self._require("write_letters")
        with self._write("municipality.close", "lukket kontakt") as unit:
            row = self._get(unit.session, tables.MunicipalityContact, contact_id)
            check_version(unit.session, row, version)
            was_default = row.is_default
            row.closed_on, row.is_default = self._house.clock.today(), False
            left = [r for r in _open(unit.session, row.municipality_code) if r.id != row.id]
            if was_default and left:
                left[0].is_default = True
            found = municipalities.find(row.municipality_code)
            unit.relabel(f"lukket kontakt i {found.display if found else row.municipality_code}")
            return unit.commit()

    def _row(self, session: Session, contact: ContactView) -> tables.MunicipalityContact:
        if contact.id is None:
            return tables.MunicipalityContact(id=new_id())
        row = self._get(session, tables.MunicipalityContact, contact.id)
        check_version(session, row, contact.version)
        return row


def _open(session: Session, code: str) -> list[tables.MunicipalityContact]:
    return list(
        session.scalars(
            select(tables.MunicipalityContact)
            .where(
                tables.MunicipalityContact.municipality_code == code,
                tables.MunicipalityContact.closed_on.is_(None),
            )
            .order_by(tables.MunicipalityContact.is_default.desc(), tables.MunicipalityContact.unit)
        )
    )


def _problems(contact: ContactView) -> Iterator[Problem]:
    if municipalities.find(contact.municipality_code) is None:
        yield Problem("municipality_code", "unknown_choice")
    reachable = (contact.unit, *contact.lines, contact.digital_post_recipient, contact.secure_mail)
    if not any(text.strip() for text in reachable):
        yield Problem("lines", "required")


def _view(row: tables.MunicipalityContact) -> ContactView:
    return ContactView(
        id=row.id,
        version=row.version,
        municipality_code=row.municipality_code,
        unit=row.unit,
        lines=(row.line1, row.line2, row.line3, row.line4, row.line5),
        phone=row.phone,
        digital_post_recipient=row.digital_post_recipient,
        digital_post_mailbox=row.digital_post_mailbox,
        secure_mail=row.secure_mail,
        note=row.note,
        is_default=row.is_default,
    )
