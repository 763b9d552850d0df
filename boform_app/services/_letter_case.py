"""The case behind a letter: what was sent and said, support and home, goals and marked notes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.services import _homes, _plan_rows, _support
from boform_app.services._letter_rows import staff_names
from boform_app.services._log_notes import GOAL
from boform_app.services.views.stay_plans import StayPlanView
from models import tables

STATUS = "status"
"""Mark of a note that is meant for the municipality."""
HOUSE_ONLY = "house"
"""Mark of a note that never leaves the house."""


@dataclass(frozen=True, slots=True)
class MarkedNote:
    """A note that its author marked for the municipality.

    Attributes:
        kind: Key of the list ``note_kinds``, "" for none; a correction has that of its note.
        day: Local day of what happened.
        goals: Goals it is about.
    """

    kind: str
    text: str
    author: str
    day: date
    goals: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of one stay beside the person and the house.

    Attributes:
        letters: Sent letters, oldest first.
        entries: The contact log, oldest first.
        home: The home that was accepted.
        notes: Marked notes, oldest first.
        shared_notes: Marked notes that are about other residents, too; they are left to the author.
        next_meeting: Local day of the next meeting about the resident.
    """

    letters: tuple[tables.Letter, ...]
    entries: tuple[tables.ContactEntry, ...]
    support: tables.Support | None
    search: tables.HousingSearch | None
    home: tables.HomeOffer | None
    plan: StayPlanView | None
    notes: tuple[MarkedNote, ...]
    shared_notes: int
    next_meeting: date | None


NO_CASE = Case((), (), None, None, None, None, (), 0, None)
"""Of somebody without a stay."""


def load(session: Session, stay: tables.Stay, family: Sequence[UUID], today: date) -> Case:
    """Read the case of one stay."""
    plan = _plan_rows.plan_row(session, stay.id)
    notes, shared = _marked(session, family)
    return Case(
        letters=_sent(session, stay.id),
        entries=_entries(session, stay.id),
        support=_support.row_of(session, stay.id),
        search=_homes.search_of(session, stay.id),
        home=_homes.accepted_one(_homes.offers_of(session, stay.id)),
        plan=_plan_rows.plan_view(session, plan) if plan else None,
        notes=notes,
        shared_notes=shared,
        next_meeting=_next_meeting(session, stay.id, today),
    )


def _sent(session: Session, stay_id: UUID) -> tuple[tables.Letter, ...]:
    rows = session.scalars(
        select(tables.Letter)
        .where(tables.Letter.stay_id == stay_id, tables.Letter.status == "sent")
        .order_by(tables.Letter.sent_on, tables.Letter.made_at)
    )
    return tuple(rows)


def _entries(session: Session, stay_id: UUID) -> tuple[tables.ContactEntry, ...]:
    rows = session.scalars(
        select(tables.ContactEntry)
        .where(tables.ContactEntry.stay_id == stay_id)
        .order_by(tables.ContactEntry.happened_at)
    )
    return tuple(rows)


def _marked(session: Session, family: Sequence[UUID]) -> tuple[tuple[MarkedNote, ...], int]:
    """Marked notes of the person that still hold: neither moved away nor corrected."""
    rows = session.scalars(
        select(tables.Note)
        .join(tables.NotePerson, tables.NotePerson.note_id == tables.Note.id)
        .where(tables.NotePerson.person_id.in_(family), tables.NotePerson.moved_at.is_(None))
        .order_by(tables.Note.happened_at, tables.Note.written_at)
        .distinct()
    )
    marked = [row for row in rows if STATUS in row.readers and HOUSE_ONLY not in row.readers]
    ids = {row.id for row in marked}
    corrected = _ids(
        session, select(tables.Note.corrects_id).where(tables.Note.corrects_id.in_(ids))
    )
    held = {row: _chain(session, row) for row in marked if row.id not in corrected}
    others = _about_others(session, family, {one.id for chain in held.values() for one in chain})
    own = {row: chain for row, chain in held.items() if others.isdisjoint(one.id for one in chain)}
    staff = staff_names(session, {row.author_id for row in own})
    found = tuple(
        MarkedNote(
            next((one.kind for one in chain if one.kind), ""),
            row.text,
            staff[row.author_id].name,
            local_date(row.happened_at),
            goals_among(row.readers),
        )
        for row, chain in own.items()
    )
    return found, len(held) - len(own)


def _chain(session: Session, note: tables.Note) -> list[tables.Note]:
    """The note and what it corrects: a correction has no kind and may name fewer residents."""
    found = [note]
    while (before := found[-1].corrects_id) is not None:
        found.append(session.get_one(tables.Note, before))
    return found


def _about_others(
    session: Session, family: Sequence[UUID], note_ids: Collection[UUID]
) -> set[UUID]:
    """Those of some notes that are about other residents, too."""
    return _ids(
        session,
        select(tables.NotePerson.note_id).where(
            tables.NotePerson.note_id.in_(note_ids),
            tables.NotePerson.person_id.not_in(family),
            tables.NotePerson.moved_at.is_(None),
        ),
    )


def goals_among(readers: Sequence[str]) -> frozenset[UUID]:
    """The goals among the readers of a note."""
    return frozenset(UUID(key.removeprefix(GOAL)) for key in readers if key.startswith(GOAL))


def _ids(session: Session, query: Select[UUID | None] | Select[UUID]) -> set[UUID]:
    return {one for one in session.scalars(query) if one is not None}


def _next_meeting(session: Session, stay_id: UUID, today: date) -> date | None:
    starts = session.scalars(
        select(tables.Meeting.starts_at)
        .where(
            tables.Meeting.stay_id == stay_id,
            tables.Meeting.held_on.is_(None),
            tables.Meeting.cancelled_on.is_(None),
        )
        .order_by(tables.Meeting.starts_at)
    )
    return next((day for one in starts if (day := local_date(one)) >= today), None)
