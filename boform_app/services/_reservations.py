"""Reserved places: which hold, for whom, and the reservation that an admission takes over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.services import _families, _rooms
from boform_app.services.views.rooms import ReservationView
from models import tables

Closed = Callable[[tables.Person], bool]


def holding(session: Session, closed: Closed) -> list[ReservationView]:
    """Every reservation that holds, the first to come first."""
    rows = session.execute(
        select(tables.Reservation, tables.Place, tables.Room)
        .join(tables.Place, tables.Place.id == tables.Reservation.place_id)
        .join(tables.Room, tables.Room.id == tables.Place.room_id)
        .where(tables.Reservation.outcome == "")
        .order_by(
            tables.Reservation.expected_on,
            tables.Reservation.expected_time,
            tables.Reservation.made_at,
        )
    )
    return [
        view(session, row, _rooms.place_label(room, place), closed) for row, place, room in rows
    ]


def view(session: Session, row: tables.Reservation, label: str, closed: Closed) -> ReservationView:
    """One reservation; the name of a protected person stays hidden until opened."""
    person = _families.kept(session, row.person_id) if row.person_id else None
    hidden = person is not None and closed(person)
    return ReservationView(
        id=row.id,
        place_id=row.place_id,
        place_label=label,
        expected_on=row.expected_on,
        expected_time=row.expected_time,
        person_id=person.id if person else None,
        name=_families.full_name(person) if person is not None and not hidden else "",
        for_whom="beskyttet" if hidden else row.for_whom,
        from_whom=row.from_whom,
        waiting_id=row.waiting_id,
    )


def take_over(
    session: Session,
    stay: tables.Stay,
    *,
    reservation_id: UUID | None,
    waiting_id: UUID | None,
    today: date,
) -> None:
    """Somebody who was expected, or waited, has come: nothing of it holds any more."""
    family = _families.family(session, stay.person_id)
    query = select(tables.Reservation).where(tables.Reservation.outcome == "")
    for row in session.scalars(query):
        own = row.person_id is not None and row.person_id in family
        of_waiting = waiting_id is not None and row.waiting_id == waiting_id
        if row.id == reservation_id or own or of_waiting:
            row.outcome, row.ended_on, row.stay_id = "came", today, stay.id
            waiting_id = waiting_id or row.waiting_id
    for waiting in session.scalars(select(tables.Waiting).where(tables.Waiting.outcome == "")):
        own = waiting.person_id is not None and waiting.person_id in family
        if waiting.id == waiting_id or own:
            waiting.outcome, waiting.ended_on = "admitted", today
            waiting.person_id = stay.person_id
