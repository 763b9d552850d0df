"""What papers are recognised by, a few words per record: those of a file, and those that are here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.exchange.transfer_document import Document
from boform_app.exchange.transfer_schema import PERSON
from boform_app.services._transfer_look import LABELS
from boform_app.services.views.transfers import TransferPart
from models import tables
from models.values import dates, lists

_Row = Mapping[str, Any]
_Rows = Callable[[str], Sequence[_Row]]


def of_file(document: Document) -> tuple[TransferPart, ...]:
    """What lies in a file; a stay that went on ends with it."""
    return _parts(document.person, document.rows, local_date(document.made_at))


def of_house(
    session: Session, person: tables.Person, family: tuple[UUID, ...], house: str
) -> tuple[TransferPart, ...]:
    """The same of somebody who is here; a stay that goes on has no end."""
    plain = {name: getattr(person, name) for name in PERSON.fields}
    return _parts(plain, partial(_here, session, family, house), None)


def _parts(person: _Row, rows: _Rows, ends: date | None) -> tuple[TransferPart, ...]:
    found = [("identity", _identity(person)), ("health", _health(person))]
    for group, (table, newest, words) in _TABLES.items():
        held = sorted(rows(table), key=newest, reverse=True)
        found.append((group, tuple(words(row) for row in held)))
    stays = sorted(rows("stay"), key=lambda row: _at(row["arrived_at"]), reverse=True)
    found.insert(2, ("stays", tuple(_stay(row, ends) for row in stays)))
    return tuple(TransferPart(key, LABELS[key], lines) for key, lines in found)


def _identity(person: _Row) -> tuple[str, ...]:
    name = f"{person['first_name']} {person['last_name']}".strip()
    born = f"født {dates.short(person['birth_date'])}" if person["birth_date"] else ""
    # The last four are looked at elsewhere, and that is logged.
    cpr = f"CPR {person['cpr'][:6]}-••••" if person["cpr"] else ""
    return tuple(line for line in (name, born, cpr) if line)


def _health(person: _Row) -> tuple[str, ...]:
    known = {"known": f"Allergi: {person['allergy']}", "none_known": "Allergi: ingen kendte"}
    medicine = f"Medicin: {person['medicine']}" if person["medicine"] else ""
    return tuple(line for line in (known.get(person["allergy_status"], ""), medicine) if line)


def _stay(row: _Row, ends: date | None) -> str:
    begins = dates.short(local_date(row["arrived_at"]))
    until = local_date(row["ended_at"]) if row["ended_at"] else ends
    if until is None:
        return f"{row['other_house']}, fra {begins}"
    return f"{row['other_house']}, {begins} til {dates.short(until)}"


def _with_day(title: str, day: date | None) -> str:
    return f"{title}, {dates.short(day)}" if day else title


def _kin(row: _Row) -> str:
    return f"{row['name']}, {row['relation']}" if row["relation"] else str(row["name"])


def _help(row: _Row) -> str:
    what = str(row["what"]) or lists.entry("service_kinds", row["kind"]).label
    said = f"{what}, {row['from_whom']}" if row["from_whom"] else what
    return f"{said}, til {dates.short(row['until_on'])}" if row["until_on"] else said


def _at(instant: datetime | date | None) -> str:
    return instant.isoformat() if instant else ""


_TABLES: Final[Mapping[str, tuple[str, Callable[[_Row], Any], Callable[[_Row], str]]]] = {
    "case": (
        "action_plan",
        lambda row: _at(row["requested_on"]),
        lambda row: lists.entry("action_plan_states", row["status"]).label,
    ),
    "services": ("service_in_use", lambda row: _at(row["since_on"]), _help),
    "plan": ("goal", lambda row: -row["sort"], lambda row: str(row["title"])),
    "overviews": (
        "overview",
        lambda row: _at(row["assessed_on"]),
        lambda row: dates.short(row["assessed_on"]),
    ),
    "letters": (
        "letter",
        lambda row: _at(row["sent_on"]),
        lambda row: _with_day(row["title"], row["sent_on"]),
    ),
    "documents": (
        "document",
        lambda row: _at(row["received_on"]),
        lambda row: _with_day(row["title"], row["received_on"]),
    ),
    "network": ("next_of_kin", lambda row: row["name"], _kin),
}
"""By group: its table, what is newest, and the words of a record."""


def _here(session: Session, family: tuple[UUID, ...], house: str, table: str) -> list[_Row]:
    """Rows of one person, the letters as they would travel: those that were sent."""
    stays = select(tables.Stay.id).where(
        tables.Stay.person_id.in_(family), tables.Stay.annulled_at.is_(None)
    )
    queries: Mapping[str, Any] = {
        "stay": select(tables.Stay).where(tables.Stay.id.in_(stays)),
        "action_plan": select(tables.ActionPlan).where(tables.ActionPlan.stay_id.in_(stays)),
        "goal": select(tables.Goal)
        .join(tables.StayPlan, tables.StayPlan.id == tables.Goal.stay_plan_id)
        .where(tables.StayPlan.stay_id.in_(stays)),
        "service_in_use": select(tables.ServiceInUse).where(
            tables.ServiceInUse.person_id.in_(family)
        ),
        "overview": select(tables.Overview).where(tables.Overview.stay_id.in_(stays)),
        "letter": select(tables.Letter).where(
            tables.Letter.person_id.in_(family), tables.Letter.sent_on.is_not(None)
        ),
        "document": select(tables.Document).where(
            tables.Document.person_id.in_(family), tables.Document.removed_at.is_(None)
        ),
        "next_of_kin": select(tables.NextOfKin).where(tables.NextOfKin.person_id.in_(family)),
    }
    rows = session.scalars(queries[table])
    found: list[_Row] = [
        {c.key: getattr(row, c.key) for c in row.__table__.columns} for row in rows
    ]
    if table == "stay":
        return [{**row, "other_house": row["other_house"] or house} for row in found]
    return found
