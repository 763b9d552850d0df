"""Places as people name them, who has them, and whether they are free."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.errors import Problem
from boform_app.services import _room_states
from boform_app.services._changed import last_changed_by
from models import tables

EXTRA = "ekstra"


@dataclass(frozen=True, slots=True)
class Taken:
    """A place in use: by which stay of whom, since when."""

    period: tables.PlacePeriod
    stay: tables.Stay
    person: tables.Person


def place_label(room: tables.Room, place: tables.Place) -> str:
    """The place as people say it: "11", "11 A" or "11 ekstra"."""
    return f"{room.number} {place.label}".strip()


def current_places(
    session: Session, stay_ids: Iterable[UUID]
) -> dict[UUID, tuple[tables.PlacePeriod, tables.Place, tables.Room]]:
    """The place each stay has now, in one query."""
    query = _periods().where(
        tables.PlacePeriod.stay_id.in_(set(stay_ids)), tables.PlacePeriod.ends_at.is_(None)
    )
    rows = session.execute(query)
    return {period.stay_id: (period, place, room) for period, place, room in rows}


def all_places(
    session: Session, stay_ids: Iterable[UUID]
) -> dict[UUID, list[tuple[tables.PlacePeriod, tables.Place, tables.Room]]]:
    """Every place of each stay, oldest first, in one query."""
    query = (
        _periods()
        .where(tables.PlacePeriod.stay_id.in_(set(stay_ids)))
        .order_by(tables.PlacePeriod.starts_at)
    )
    found: dict[UUID, list[tuple[tables.PlacePeriod, tables.Place, tables.Room]]] = {}
    for period, place, room in session.execute(query):
        found.setdefault(period.stay_id, []).append((period, place, room))
    return found


def _periods() -> Select[tables.PlacePeriod, tables.Place, tables.Room]:
    return (
        select(tables.PlacePeriod, tables.Place, tables.Room)
        .join(tables.Place, tables.Place.id == tables.PlacePeriod.place_id)
        .join(tables.Room, tables.Room.id == tables.Place.room_id)
    )


def taken_from(
    session: Session,
    place_id: UUID,
    start: datetime,
    *,
    until: datetime | None = None,
    but: UUID | None = None,
) -> Taken | None:
    """Who has the place at or after an instant (and before ``until``), other than the stay ``but``."""
    query = (
        select(tables.PlacePeriod, tables.Stay, tables.Person)
        .join(tables.Stay, tables.Stay.id == tables.PlacePeriod.stay_id)
        .join(tables.Person, tables.Person.id == tables.Stay.person_id)
        .where(
            tables.PlacePeriod.place_id == place_id,
            tables.Stay.annulled_at.is_(None),
            (tables.PlacePeriod.ends_at.is_(None)) | (tables.PlacePeriod.ends_at > start),
        )
    )
    if until is not None:
        query = query.where(tables.PlacePeriod.starts_at < until)
    if but is not None:
        query = query.where(tables.Stay.id != but)
    found = session.execute(query).first()
    return Taken(*found) if found else None


def place_problem(
    session: Session, place_id: UUID | None, start: datetime, *, but: UUID | None = None
) -> Problem | None:
    """Why the place cannot be used from an instant on; who took it is among the facts."""
    place = session.get(tables.Place, place_id) if place_id else None
    if place is None:
        return Problem("place_id", "required")
    room = session.get_one(tables.Room, place.room_id)
    label = place_label(room, place)
    taken = taken_from(session, place.id, start, but=but)
    if taken is not None:
        by = last_changed_by(session, "place_period", taken.period.id)
        return Problem("place_id", "place_taken", {"place": label, "by": by})
    closed_on = place.active_to is not None and place.active_to <= local_date(start)
    if room.state == "closed" or (closed_on and not place.extra):
        return Problem("place_id", "place_closed", {"place": label, "note": room.state_note})
    return None


def open_extra_place(session: Session, room: tables.Room, start: datetime) -> tables.Place:
    """An extra place in the room: one that stood here before and is free, or a new one."""
    query = select(tables.Place).where(tables.Place.room_id == room.id, tables.Place.extra)
    known = list(session.scalars(query.order_by(tables.Place.label)))
    for place in known:
        if taken_from(session, place.id, start) is None:
            place.active_to = None
            return place
    label = f"{EXTRA} {len(known) + 1}" if known else EXTRA
    place = tables.Place(room_id=room.id, label=label, extra=True, active_from=local_date(start))
    session.add(place)
    session.flush()
    return place


def take_place(
    session: Session, stay_id: UUID, place_id: UUID, at: datetime, *, by: UUID | None = None
) -> None:
    """A stay has the place from an instant on; nobody cleans a room that is lived in."""
    session.add(tables.PlacePeriod(stay_id=stay_id, place_id=place_id, starts_at=at))
    _in_use_again(session, session.get_one(tables.Place, place_id), at, by)


def leave_place(
    session: Session,
    period: tables.PlacePeriod,
    at: datetime,
    *,
    by: UUID | None = None,
    clean: bool = True,
) -> None:
    """Free a place: the room needs cleaning, an extra place goes away again.

    Args:
        session: The open transaction.
        period: The time that ends.
        at: When.
        by: Who said so.
        clean: False where somebody else comes at the same moment, as in a swap.
    """
    period.ends_at = at
    place = session.get_one(tables.Place, period.place_id)
    room = session.get_one(tables.Room, place.room_id)
    if place.extra:
        place.active_to = local_date(at)
    if clean and room.state == "open":
        _room_states.put(session, room, "dirty", at, by=by)


def use_again(session: Session, place_id: UUID, at: datetime, *, by: UUID | None = None) -> None:
    """The resident is back: an extra place stays open, and nobody cleans an occupied room."""
    place = session.get_one(tables.Place, place_id)
    if place.extra:
        place.active_to = None
    _in_use_again(session, place, at, by)


def _in_use_again(session: Session, place: tables.Place, at: datetime, by: UUID | None) -> None:
    room = session.get_one(tables.Room, place.room_id)
    if room.state == "dirty":
        _room_states.put(session, room, "open", at, by=by)


def is_active(place: tables.Place, on: date) -> bool:
    """Whether the place exists on the day; an extra one only while it is open."""
    return place.active_from <= on and (place.active_to is None or on < place.active_to)
