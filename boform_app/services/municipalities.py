"""Municipalities and the units that letters go to: typed once and found again."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import Problem, ValidationFailed
from boform_app.exchange.mail import has_cpr
from boform_app.services._changed import check_version
from boform_app.services.context import Service
from boform_app.services.views.admin import ContactView
from models import tables
from models.base import new_id
from models.values import ean, municipalities
from models.values.changes import Changes
from models.values.danish import sort_key

_LINES = ("line1", "line2", "line3", "line4", "line5")
_SAME = (
    "municipality_code", "party", "unit", "phone", "digital_post_recipient", "digital_post_mailbox",
    "digital_post_subject", "secure_mail", "note", "is_default",
)  # fmt: skip
_PARTIES = ("municipality", "housing", "benefits", "provider")


class MunicipalityService(Service):
    """The 98 municipalities, and the house's contacts in them."""

    def names(self) -> tuple[tuple[str, str], ...]:
        """Code and name as letters write it, in Danish order."""
        return tuple((m.code, m.display) for m in municipalities.municipalities())

    def contacts(self, code: str) -> tuple[ContactView, ...]:
        """Open contacts of a municipality: the authority first, of each party its default first."""
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

        One contact of each party of a municipality is the default; the first one is it by itself.

        Raises:
            ValidationFailed: ``unknown_choice`` at ``municipality_code`` or ``party``, ``required`` at
                ``lines`` when neither unit, address nor a digital mailbox is given,
                ``cpr_in_subject`` at ``digital_post_subject``, ``ean_digits`` or ``ean_check`` at ``ean``.
            Conflict: Somebody changed it since it was read.
        """
        self._require("write_letters")
        problems = tuple(_problems(contact))
        if problems:
            raise ValidationFailed(*problems)
        name = municipalities.municipality(contact.municipality_code).display
        with self._write("municipality.save", f"kontakt i {name}") as unit:
            row = self._row(unit.session, contact)
            self._leave_party(unit.session, row, contact)
            others = [r for r in _same_party(unit.session, contact) if r.id != row.id]
            for field in _SAME:
                setattr(row, field, getattr(contact, field))
            for field, line in zip(_LINES, contact.lines, strict=True):
                setattr(row, field, line.strip())
            row.ean = ean.plain(contact.ean)
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
            _hand_on(unit.session, row)
            row.closed_on, row.is_default = self._house.clock.today(), False
            found = municipalities.find(row.municipality_code)
            unit.relabel(f"lukket kontakt i {found.display if found else row.municipality_code}")
            return unit.commit()

    def _row(self, session: Session, contact: ContactView) -> tables.MunicipalityContact:
        if contact.id is None:
            return tables.MunicipalityContact(id=new_id())
        row = self._get(session, tables.MunicipalityContact, contact.id)
        check_version(session, row, contact.version)
        return row

    @staticmethod
    def _leave_party(
        session: Session, row: tables.MunicipalityContact, contact: ContactView
    ) -> None:
        """A unit that goes to another party or municipality leaves its old one with a default."""
        before = (row.municipality_code, row.party)
        if contact.id is not None and before != (contact.municipality_code, contact.party):
            _hand_on(session, row)


def _same_party(
    session: Session, like: ContactView | tables.MunicipalityContact
) -> list[tables.MunicipalityContact]:
    return [row for row in _open(session, like.municipality_code) if row.party == like.party]


def _hand_on(session: Session, row: tables.MunicipalityContact) -> None:
    """Another unit of the party becomes the default in place of one that leaves it."""
    left = [r for r in _same_party(session, row) if r.id != row.id]
    if row.is_default and left:
        left[0].is_default = True


def _open(session: Session, code: str) -> list[tables.MunicipalityContact]:
    rows = session.scalars(
        select(tables.MunicipalityContact).where(
            tables.MunicipalityContact.municipality_code == code,
            tables.MunicipalityContact.closed_on.is_(None),
        )
    )
    return sorted(rows, key=lambda row: (_rank(row.party), not row.is_default, sort_key(row.unit)))


def _rank(party: str) -> int:
    return _PARTIES.index(party) if party in _PARTIES else len(_PARTIES)


def _problems(contact: ContactView) -> Iterator[Problem]:
    if municipalities.find(contact.municipality_code) is None:
        yield Problem("municipality_code", "unknown_choice")
    if contact.party not in _PARTIES:
        yield Problem("party", "unknown_choice")
    if has_cpr(contact.digital_post_subject):
        yield Problem("digital_post_subject", "cpr_in_subject")
    if (wrong := ean.stop(contact.ean)) is not None:
        yield Problem("ean", wrong)
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
        party=row.party,
        digital_post_subject=row.digital_post_subject,
        ean=row.ean,
    )
