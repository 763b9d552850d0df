"""Letter rows as views, and the names they are shown with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.services import _families, _letter_consents
from boform_app.services.views.letters import LetterView
from boform_app.services.views.people import StaffName
from models import tables
from models.values.information import InformationKind


def staff_name(row: tables.Staff) -> StaffName:
    """A member of staff as shown beside what they wrote."""
    return StaffName(
        row.id, row.first_name, f"{row.first_name} {row.last_name}".strip(), row.initials
    )


def staff_names(session: Session, ids: Iterable[UUID | None]) -> dict[UUID, StaffName]:
    """Names by id in one query."""
    wanted = {i for i in ids if i is not None}
    rows = session.scalars(select(tables.Staff).where(tables.Staff.id.in_(wanted)))
    return {row.id: staff_name(row) for row in rows}


def letter_views(
    session: Session, rows: Iterable[tables.Letter], today: date | None = None
) -> tuple[LetterView, ...]:
    """Views of letters; persons, staff and saved copies come in one query each.

    Args:
        session: An open session.
        rows: The letters.
        today: Local day on which their consents must hold; None where nobody asks.
    """
    letters = list(rows)
    staff = staff_names(session, (row.made_by_id for row in letters))
    people = {
        person.id: person
        for person in session.scalars(
            select(tables.Person).where(tables.Person.id.in_({row.person_id for row in letters}))
        )
    }
    kept = _families.Kept(session)
    copies = _copies(session, {row.id for row in letters})
    elsewhere = _elsewhere(session, {row.stay_id for row in letters if row.stay_id is not None})
    ended = _letter_consents.ended(session, letters, today) if today else {}
    views = (
        replace(
            _view(row, staff[row.made_by_id], kept.of(people[row.person_id].id), copies.get(row.id, ())),
            consent_ended=ended.get(row.id),
        )
        for row in letters
    )
    return tuple(
        replace(view, other_house=elsewhere[row.stay_id]) if row.stay_id in elsewhere else view
        for row, view in zip(letters, views, strict=True)
    )


def _elsewhere(session: Session, stay_ids: set[UUID]) -> dict[UUID | None, str]:
    """The house of stays that came with a transfer file."""
    rows = session.execute(
        select(tables.Stay.id, tables.Stay.other_house).where(
            tables.Stay.id.in_(stay_ids), tables.Stay.other_house != ""
        )
    )
    return dict(rows.all())


def _copies(session: Session, letter_ids: set[UUID]) -> dict[UUID, tuple[str, ...]]:
    found: dict[UUID, tuple[str, ...]] = {}
    rows = session.scalars(
        select(tables.SavedCopy)
        .where(tables.SavedCopy.letter_id.in_(letter_ids), tables.SavedCopy.removed_at.is_(None))
        .order_by(tables.SavedCopy.saved_at)
    )
    for row in rows:
        if row.letter_id is not None and Path(row.path).is_file():
            found[row.letter_id] = (*found.get(row.letter_id, ()), row.path)
    return found


def _view(
    row: tables.Letter, maker: StaffName, person: tables.Person, copies: tuple[str, ...]
) -> LetterView:
    name, listed = _names(person)
    return LetterView(
        id=row.id,
        version=row.version,
        register_number=row.register_number,
        kind=row.kind,
        title=row.title,
        person_id=row.person_id,
        person_name=name,
        list_name=listed,
        municipality_code=row.municipality_code,
        recipient_name=row.recipient_name,
        status=row.status,
        made_at=row.made_at,
        made_by=maker,
        printed_at=row.printed_at,
        sent_on=row.sent_on,
        channel=row.channel,
        annulled_reason=row.annulled_reason,
        disclosures=tuple(
            (InformationKind(d["information"]).label, d["basis"]) for d in row.disclosures
        ),
        copies=copies,
        case_code=row.case_code or "",
        answered_on=row.answered_on,
        answer_by=row.answer_by,
    )


def _names(person: tables.Person) -> tuple[str, str]:
    """Name in text and in lists; a protected resident has none until the page is opened."""
    if person.protected_address:
        return "Beskyttet", "Beskyttet"
    full = f"{person.first_name} {person.last_name}".strip()
    listed = f"{person.last_name}, {person.first_name}" if person.last_name else person.first_name
    return full, listed
