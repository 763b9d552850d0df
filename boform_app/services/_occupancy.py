"""How full the house is, and how full it was."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.rules.occupancy import Offered, Tally, Use, tally
from models import tables


def tally_at(session: Session, at: datetime) -> Tally:
    """Residents and places at any instant, counted from the times that are kept."""
    return tally(uses(session, at), offered(session), closed_rooms(session, at), at, local_date(at))


def uses(session: Session, at: datetime) -> list[Use]:
    """Times on places that hold at an instant, of stays that count."""
    return uses_within(session, at, at)


def uses_within(
    session: Session, first: datetime, last: datetime, municipality_code: str = ""
) -> list[Use]:
    """Times on places that hold at some instant of a period, of stays that count.

    Args:
        session: An open session.
        first: The first instant.
        last: The last instant.
        municipality_code: Only stays with this handlekommune; "" for all.
    """
    query = (
        select(
            tables.PlacePeriod.place_id, tables.PlacePeriod.starts_at, tables.PlacePeriod.ends_at
        )
        .join(tables.Stay, tables.Stay.id == tables.PlacePeriod.stay_id)
        .where(
            tables.Stay.annulled_at.is_(None),
            tables.PlacePeriod.starts_at <= last,
            tables.PlacePeriod.ends_at.is_(None) | (tables.PlacePeriod.ends_at > first),
        )
    )
    if municipality_code:
        query = query.where(tables.Stay.acting_municipality_code == municipality_code)
    return [Use(str(place_id), starts, ends) for place_id, starts, ends in session.execute(query)]


def offered(session: Session) -> list[Offered]:
    """Every place of the house with its days."""
    return [
        Offered(str(row.id), str(row.room_id), row.active_from, row.active_to, row.extra)
        for row in session.scalars(select(tables.Place))
    ]


def closed_rooms(session: Session, at: datetime) -> set[str]:
    """Rooms that were closed at an instant."""
    rows = session.scalars(
        select(tables.RoomPeriod.room_id).where(
            tables.RoomPeriod.state == "closed",
            tables.RoomPeriod.started_at <= at,
            tables.RoomPeriod.ended_at.is_(None) | (tables.RoomPeriod.ended_at > at),
        )
    )
    return {str(room_id) for room_id in rows}
