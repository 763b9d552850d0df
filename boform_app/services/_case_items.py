"""What the case with the municipality puts on the timeline: talks, meetings, documents, changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import from_local
from boform_app.services import _contact_items, _municipality_periods
from boform_app.services._letter_rows import staff_names
from boform_app.services.views.contacts import ContactItem
from boform_app.services.views.records import TimelineItem
from models import tables
from models.values.lists import label

_ROLE = {"acting": "handlekommune", "residence": "opholdskommune"}


def from_case(
    session: Session, stay: tables.Stay, now: datetime, limit: int
) -> Iterator[TimelineItem]:
    """Items of one stay, in no order; what lies ahead is not on the timeline yet."""
    for item in _contact_items.items_of(session, stay, limit):
        if item.source == "entry" or (item.source == "meeting" and item.at <= now):
            yield from _contact(item)
    yield from _documents(session, stay)
    yield from _municipalities(session, stay)


def _municipalities(session: Session, stay: tables.Stay) -> Iterator[TimelineItem]:
    for before, after in pairwise(_municipality_periods.views(session, stay)):
        if before.to_on is None or before.role != after.role:
            continue
        title = f"Ny {_ROLE[after.role]}: {after.municipality or 'ikke afklaret'}"
        text = f"Før: {before.municipality}. {before.note}".strip()
        yield _item(before.to_on, "municipality", (title, text), "", stay.id)


def _contact(item: ContactItem) -> Iterator[TimelineItem]:
    """A talk with whom and what came of it; a cancelled meeting is not told."""
    if item.state == "cancelled":
        return
    kind = "meeting" if item.kind == "meeting" else "contact"
    title = f"{label('contact_kinds', item.kind)} – {item.with_whom}".removesuffix(" – ")
    made = _item(
        item.day,
        kind,
        (title, item.outcome),
        item.author.name if item.author else "",
        item.ref_id,
    )
    yield replace(made, at=item.at, has_time=True, important=kind == "meeting" or bool(item.codes))


def _documents(session: Session, stay: tables.Stay) -> Iterator[TimelineItem]:
    """Documents that came in; the handleplan itself is told by the plan."""
    plan = select(tables.ActionPlan.document_id).where(tables.ActionPlan.stay_id == stay.id)
    known = set(session.scalars(plan))
    rows = session.scalars(
        select(tables.Document).where(
            tables.Document.stay_id == stay.id, tables.Document.removed_at.is_(None)
        )
    ).all()
    staff = staff_names(session, (row.added_by_id for row in rows))
    for row in rows:
        if row.id not in known:
            who = staff[row.added_by_id].name if row.added_by_id in staff else ""
            text = f"Fra {row.sender}" if row.sender else ""
            yield _item(row.received_on, "document", (f"{row.title} modtaget", text), who, row.id)


def _item(day: date, kind: str, what: tuple[str, str], author: str, ref_id: UUID) -> TimelineItem:
    return TimelineItem(
        at=from_local(day), day=day, has_time=False, kind=kind, title=what[0], text=what[1],
        author=author, important=True, ref_id=ref_id,
    )  # fmt: skip
