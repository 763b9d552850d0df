"""The contact log as one list: what was written here, the register's letters, and the meetings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from boform_app.clock import from_local, local_date
from boform_app.services import _letter_subjects
from boform_app.services._letter_rows import staff_names
from boform_app.services.views.contacts import ContactItem
from boform_app.services.views.people import StaffName
from models import tables
from models.values.danish import without_paragraph
from models.values.lists import label


def items_of(session: Session, stay: tables.Stay, limit: int) -> tuple[ContactItem, ...]:
    """The latest of one stay, newest first; meetings ahead stand on top."""
    found = [
        *_from_entries(session, stay, limit),
        *_from_letters(session, stay, limit),
        *_from_meetings(session, stay),
    ]
    return tuple(sorted(found, key=lambda item: (item.at, item.ref_id), reverse=True)[:limit])


def _from_entries(session: Session, stay: tables.Stay, limit: int) -> Iterator[ContactItem]:
    rows = session.scalars(
        select(tables.ContactEntry)
        .where(tables.ContactEntry.stay_id == stay.id)
        .order_by(tables.ContactEntry.happened_at.desc())
        .limit(limit)
    ).all()
    staff = staff_names(session, (row.author_id for row in rows))
    workers = caseworker_names(session, (row.caseworker_id for row in rows))
    for row in rows:
        yield ContactItem(
            source="entry",
            ref_id=row.id,
            version=row.version,
            kind=row.kind,
            direction=row.direction,
            at=row.happened_at,
            day=local_date(row.happened_at),
            has_time=True,
            party=row.party,
            municipality_code=row.municipality_code,
            with_whom=with_whom(row, workers),
            outcome=row.outcome,
            next_step=row.next_step,
            next_on=row.next_on,
            next_done_on=row.next_done_on,
            codes=tuple(row.prerequisite_codes),
            caseworker_id=row.caseworker_id,
            document_id=row.document_id,
            author=staff.get(row.author_id),
        )


def with_whom(row: tables.ContactEntry, workers: dict[UUID, str]) -> str:
    """Who the talk was with, as a person reads it: names, else the party."""
    worker = workers.get(row.caseworker_id, "") if row.caseworker_id else ""
    named = ", ".join(part for part in (worker, row.with_whom) if part)
    return named or label("ball_owners", row.party)


def caseworker_names(session: Session, ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Names of case workers by id in one query."""
    wanted = {i for i in ids if i is not None}
    rows = session.scalars(select(tables.Caseworker).where(tables.Caseworker.id.in_(wanted)))
    return {row.id: row.name for row in rows}


def _from_letters(session: Session, stay: tables.Stay, limit: int) -> Iterator[ContactItem]:
    rows = session.scalars(
        select(tables.Letter)
        .where(
            tables.Letter.stay_id == stay.id,
            tables.Letter.status == "sent",
        )
        .order_by(tables.Letter.sent_on.desc())
        .limit(limit)
    ).all()
    by_id = {row.id: row for row in rows}
    for row in rows:
        if not row.recipient.get("lines"):
            continue  # handed to the resident, who is no party here
        day = row.sent_on or row.letter_date
        how = label("letter_channels", row.channel)
        yield ContactItem(
            source="letter",
            ref_id=row.id,
            version=0,
            kind="letter",
            direction="out",
            at=from_local(day),
            day=day,
            has_time=False,
            party="municipality" if row.municipality_code else "other",
            municipality_code=row.municipality_code,
            with_whom=row.recipient_name,
            outcome=f"{without_paragraph(row.title)}, {how}"
            if how
            else without_paragraph(row.title),
            next_on=None if row.answered_on else row.answer_by,
            next_done_on=row.answered_on,
            codes=_letter_subjects.CODES.get(first_letter(row, by_id).kind, ()),
        )


def first_letter(letter: tables.Letter, by_id: Mapping[UUID, tables.Letter]) -> tables.Letter:
    """The letter that a reminder, or a reminder of a reminder, goes back to; else itself."""
    seen = {letter.id}
    before = by_id.get(letter.about_id) if letter.about_id else None
    while before is not None and before.id not in seen:
        seen.add(before.id)
        letter = before
        before = by_id.get(letter.about_id) if letter.about_id else None
    return letter


def _from_meetings(session: Session, stay: tables.Stay) -> Iterator[ContactItem]:
    """Meetings about the stay, and cooperation meetings that had it on their agenda."""
    rows = session.scalars(
        select(tables.Meeting).where(
            or_(
                tables.Meeting.stay_id == stay.id,
                (tables.Meeting.kind == "cooperation")
                & (tables.Meeting.municipality_code == stay.acting_municipality_code),
            )
        )
    ).all()
    staff = staff_names(session, (row.minute_by_id for row in rows))
    for row in rows:
        if row.kind == "case" or concerns(row, stay.id):
            yield _meeting(row, stay, staff)


def concerns(row: tables.Meeting, stay_id: UUID) -> bool:
    """Whether a cooperation meeting has an item or an agreement about the stay."""
    about = str(stay_id)
    return any(item.get("stay_id") == about for item in (*row.agenda, *row.agreements))


def _meeting(row: tables.Meeting, stay: tables.Stay, staff: dict[UUID, StaffName]) -> ContactItem:
    day = local_date(row.starts_at)
    state = meeting_state(row)
    return ContactItem(
        source="meeting",
        ref_id=row.id,
        version=0,
        kind="meeting",
        direction="out",
        at=row.starts_at,
        day=day,
        has_time=True,
        party="municipality",
        municipality_code=row.municipality_code,
        with_whom=row.participants,
        outcome=meeting_outcome(row, stay.id),
        next_on=day if state == "planned" else None,
        codes=tuple(i["code"] for i in row.agenda if i.get("code") and _about(i, row, stay.id)),
        author=staff.get(row.minute_by_id) if row.minute_by_id else None,
        state=state,
    )


def meeting_state(row: tables.Meeting) -> str:
    """``cancelled``, ``held`` or ``planned``."""
    if row.cancelled_on is not None:
        return "cancelled"
    return "held" if row.held_on is not None else "planned"


def meeting_outcome(row: tables.Meeting, stay_id: UUID) -> str:
    """What a meeting says on one resident's page: never what it said about others."""
    agreed = [i["what"] for i in row.agreements if _about(i, row, stay_id)]
    minute = row.minute if row.kind == "case" else ""
    return " ".join(part for part in (minute, *agreed) if part) or row.place


def _about(item: dict[str, object], row: tables.Meeting, stay_id: UUID) -> bool:
    return row.kind == "case" or item.get("stay_id") == str(stay_id)
