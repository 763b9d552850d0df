"""The rows behind the room board at an instant, in a handful of queries for the whole house."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.services import _families, _reservations, _rooms
from boform_app.services._room_next import Next
from boform_app.services._stay_views import nights
from boform_app.services.views.rooms import AwayView, ReservationView, TileView
from models import tables

_NOTHING = Next("", "")


@dataclass(frozen=True, slots=True)
class _Lives:
    stay: tables.Stay
    person: tables.Person


@dataclass(frozen=True, slots=True)
class Asked:
    """Which board is wanted.

    Attributes:
        at: The instant; day: the local date it falls on; night: the evening its night belongs to.
        live: Whether it is now.
        closed: Whether a protected person is still closed to who looks.
        past_hidden: Whether who looks sees present residents only.
        nexts: What is next, by stay; empty for another day.
    """

    at: datetime
    day: date
    night: date
    live: bool
    closed: Callable[[tables.Person], bool]
    past_hidden: bool
    nexts: Mapping[UUID, Next]


def tiles(session: Session, asked: Asked) -> list[TileView]:
    """Every place that was there, in the order of the house."""
    lives = _living(session, asked.at)
    away = _away(session, [one.stay.id for one in lives.values()], asked.night)
    periods = _periods(session, asked.at)
    kept: dict[UUID, ReservationView] = {}
    if asked.live:
        for one in _reservations.holding(session, asked.closed):
            kept.setdefault(one.place_id, one)
    rows = session.execute(
        select(tables.Place, tables.Room)
        .join(tables.Room, tables.Room.id == tables.Place.room_id)
        .order_by(tables.Room.sort, tables.Room.id, tables.Place.extra, tables.Place.label)
    )
    found = []
    for place, room in rows:
        who = lives.get(place.id)
        if who is None and not _rooms.is_active(place, asked.day):
            continue
        tile = _empty(place, room, periods.get(room.id), kept.get(place.id), asked)
        found.append(tile if who is None else _lived_in(tile, who, away.get(who.stay.id), asked))
    return found


def _empty(
    place: tables.Place,
    room: tables.Room,
    period: tables.RoomPeriod | None,
    reservation: ReservationView | None,
    asked: Asked,
) -> TileView:
    state = period.state if period else ""
    expected = reservation is not None and reservation.expected_on <= asked.day
    if expected and state != "closed":
        state = "reserved"
    return TileView(
        place_id=place.id,
        room_id=room.id,
        room_version=room.version,
        label=_rooms.place_label(room, place),
        room=room.number,
        floor=room.floor,
        extra=place.extra,
        state=state or "free",
        dirty=period is not None and period.state == "dirty",
        note=period.note if period else "",
        until=period.expected_until if period else None,
        reservation=reservation,
    )


def _lived_in(tile: TileView, who: _Lives, away: AwayView | None, asked: Asked) -> TileView:
    stay, person = who.stay, who.person
    gone = asked.past_hidden and stay.ended_at is not None
    hidden = gone or asked.closed(person)
    following = _NOTHING if hidden else asked.nexts.get(stay.id, _NOTHING)
    return TileView(
        place_id=tile.place_id,
        room_id=tile.room_id,
        room_version=tile.room_version,
        label=tile.label,
        room=tile.room,
        floor=tile.floor,
        extra=tile.extra,
        state="occupied",
        stay_id=stay.id,
        person_id=None if gone else person.id,
        name="" if hidden else _families.full_name(person),
        protected=person.protected_address,
        hidden=hidden,
        nights=nights(stay, asked.day),
        next_kind=following.kind,
        next_text=following.text,
        next_why=following.why,
        arrived_today=local_date(stay.came_at or stay.arrived_at) == asked.day,
        leaves_today=asked.live and stay.planned_end_on == asked.day,
        dirty=tile.dirty,
        away=away,
        reservation=tile.reservation,
    )


def _living(session: Session, at: datetime) -> dict[UUID, _Lives]:
    """Who had each place at the instant, under the record they are shown by."""
    rows = session.execute(
        select(tables.PlacePeriod.place_id, tables.Stay, tables.Person)
        .join(tables.Stay, tables.Stay.id == tables.PlacePeriod.stay_id)
        .join(tables.Person, tables.Person.id == tables.Stay.person_id)
        .where(
            tables.Stay.annulled_at.is_(None),
            tables.PlacePeriod.starts_at <= at,
            tables.PlacePeriod.ends_at.is_(None) | (tables.PlacePeriod.ends_at > at),
        )
        .order_by(tables.PlacePeriod.starts_at)
    ).all()
    kept = _families.Kept(session)
    return {place_id: _Lives(stay, kept.of(person.id)) for place_id, stay, person in rows}


def _away(session: Session, stays: Sequence[UUID], night: date) -> dict[UUID, AwayView]:
    rows = session.scalars(
        select(tables.Absence).where(
            tables.Absence.stay_id.in_(stays),
            tables.Absence.from_night <= night,
            tables.Absence.to_night.is_(None) | (tables.Absence.to_night >= night),
        )
    )
    return {r.stay_id: AwayView(r.id, r.kind, r.from_night, r.to_night) for r in rows}


def _periods(session: Session, at: datetime) -> dict[UUID, tables.RoomPeriod]:
    """What each room was at the instant beside in use."""
    rows = session.scalars(
        select(tables.RoomPeriod)
        .where(
            tables.RoomPeriod.started_at <= at,
            tables.RoomPeriod.ended_at.is_(None) | (tables.RoomPeriod.ended_at > at),
        )
        .order_by(tables.RoomPeriod.started_at)
    )
    return {row.room_id: row for row in rows}
