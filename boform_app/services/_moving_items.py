"""What support and home put on the timeline: applied, decided, met, offered, keys, moved in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.clock import from_local, local_date
from boform_app.services import _homes, _support
from boform_app.services.views.records import TimelineItem
from models import tables

_STEPS = (
    ("contract_on", "Lejekontrakt underskrevet"),
    ("keys_on", "Nøgler til boligen"),
    ("moved_in_on", "Flyttet ind"),
)


def from_moving(session: Session, stay: tables.Stay, today: date) -> Iterator[TimelineItem]:
    """Items of one stay, in no order; what lies ahead is not on the timeline yet."""
    for item in (*_of_support(session, stay), *_of_homes(session, stay)):
        if item.day <= today:
            yield item


def _of_support(session: Session, stay: tables.Stay) -> Iterator[TimelineItem]:
    row = _support.row_of(session, stay.id)
    if row is None:
        return
    if row.applied_on is not None:
        what = _support.method_label(row.method)
        yield _item(row.applied_on, "support", ("Støtte ansøgt", what), row.id)
    if row.decision and row.decided_on is not None:
        granted = row.decision in _support.GRANTED
        title = "Støtte bevilget" if granted else "Støtte ikke bevilget"
        text = _support.granted_label(row) if granted else row.reason
        yield _item(row.decided_on, "support", (title, text), row.id)
    if row.met_on is not None:
        who = row.supporter or row.supplier
        yield _item(row.met_on, "support", ("Har mødt sin støtteperson", who), row.id)
    if row.starts_on is not None:
        yield _item(row.starts_on, "support", ("Støtten begynder", row.supplier), row.id)


def _of_homes(session: Session, stay: tables.Stay) -> Iterator[TimelineItem]:
    search = _homes.search_of(session, stay.id)
    if search is not None:
        for day, title in (
            (search.nominated_on, "Indstillet til bolig"),
            (search.listed_on, "Skrevet op til bolig"),
        ):
            if day is not None:
                yield _item(day, "home", (title, ""), search.id)
    for row in _homes.offers_of(session, stay.id):
        yield from _of_home(row)


def _of_home(row: tables.HomeOffer) -> Iterator[TimelineItem]:
    """One home; a no stands with the resident's words and is not among what matters most."""
    where = _homes.place(row)
    yield _item(row.offered_on, "home", ("Tilbudt bolig", where), row.id)
    if row.visited_on is not None:
        yield _item(row.visited_on, "home", ("Så på bolig", where), row.id, important=False)
    day = row.answered_on or row.offered_on
    if row.answer == "accepted":
        yield _item(day, "home", ("Tog imod boligen", where), row.id)
    elif row.answer == "declined":
        said = ("Sagde nej tak til boligen", row.resident_reason or where)
        yield _item(day, "home", said, row.id, important=False)
    elif row.answer == "withdrawn":
        yield _item(day, "home", ("Tilbuddet om bolig faldt bort", where), row.id)
    for column, title in _STEPS:
        on: date | None = getattr(row, column)
        if on is not None:
            yield _item(on, "home", (title, where), row.id)
    if row.visit_at is not None and row.visited_on is None and not row.answer:
        on = local_date(row.visit_at)
        yield _item(on, "home", ("Aftalt at se på bolig", where), row.id, important=False)


def _item(
    day: date, kind: str, what: tuple[str, str], ref: UUID, *, important: bool = True
) -> TimelineItem:
    return TimelineItem(
        at=from_local(day), day=day, has_time=False, kind=kind, title=what[0], text=what[1],
        author="", important=important, ref_id=ref,
    )  # fmt: skip
