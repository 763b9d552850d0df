"""Case workers (*rådgivere*) of a municipality: typed once and found again."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.services.views.contacts import CaseworkerView
from models import tables
from models.base import new_id
from models.values import municipalities
from models.values.danish import sort_key


def open_ones(session: Session, code: str) -> list[tables.Caseworker]:
    """Case workers of a municipality that were not closed, in Danish order."""
    rows = session.scalars(
        select(tables.Caseworker).where(
            tables.Caseworker.municipality_code == code, tables.Caseworker.closed_on.is_(None)
        )
    )
    return sorted(rows, key=lambda row: sort_key(row.name))


def same_name(session: Session, code: str, name: str) -> tables.Caseworker | None:
    """The open case worker of that name; capitals and blanks do not matter."""
    wanted = tidy(name).casefold()
    return next(
        (row for row in open_ones(session, code) if row.name.casefold() == wanted),
        None,
    )


def named(session: Session, code: str, name: str) -> tables.Caseworker:
    """The case worker of that name, made when nobody has typed it yet; capitals do not matter."""
    row = same_name(session, code, name)
    if row is None:
        row = tables.Caseworker(id=new_id(), municipality_code=code, name=tidy(name))
        session.add(row)
        session.flush()
    return row


def reached(
    session: Session, code: str, name: str, phone: str = "", mail: str = ""
) -> tables.Caseworker | None:
    """As ``named``, with a telephone or mail that was typed; None for no name."""
    if not name.strip():
        return None
    row = named(session, code, name)
    row.phone = phone.strip() or row.phone
    row.mail = mail.strip() or row.mail
    return row


def of(session: Session, caseworker_id: UUID | None) -> tables.Caseworker | None:
    """The case worker behind an id, None for none."""
    return session.get(tables.Caseworker, caseworker_id) if caseworker_id else None


def tidy(name: str) -> str:
    """A name without blanks too many."""
    return " ".join(name.split())


def views(session: Session, rows: Iterable[tables.Caseworker]) -> tuple[CaseworkerView, ...]:
    """Case workers as the window shows them; their units come in one query."""
    found = list(rows)
    units = {
        unit.id: unit.unit
        for unit in session.scalars(
            select(tables.MunicipalityContact).where(
                tables.MunicipalityContact.id.in_({r.contact_id for r in found if r.contact_id})
            )
        )
    }
    return tuple(
        _view(row, units.get(row.contact_id, "") if row.contact_id else "") for row in found
    )


def _view(row: tables.Caseworker, unit: str) -> CaseworkerView:
    code = municipalities.find(row.municipality_code)
    return CaseworkerView(
        id=row.id,
        version=row.version,
        municipality_code=row.municipality_code,
        municipality=code.display if code else "",
        name=row.name,
        title=row.title,
        phone=row.phone,
        phone_hours=row.phone_hours,
        mail=row.mail,
        note=row.note,
        contact_id=row.contact_id,
        unit=unit,
        closed_on=row.closed_on,
    )
