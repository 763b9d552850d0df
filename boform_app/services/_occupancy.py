"""How full the house is now."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.services._rooms import is_active
from boform_app.services.views.stays import Occupancy
from models import tables


def occupancy(session: Session, today: date) -> Occupancy:
    """Places in use of places there are; closed rooms and unused extra places do not count."""
    used = set(
        session.scalars(
            select(tables.PlacePeriod.place_id)
            .join(tables.Stay, tables.Stay.id == tables.PlacePeriod.stay_id)
            .where(tables.PlacePeriod.ends_at.is_(None), tables.Stay.annulled_at.is_(None))
        )
    )
    rows = session.execute(
        select(tables.Place, tables.Room.state).join(
            tables.Room, tables.Room.id == tables.Place.room_id
        )
    )
    places = [
        place
        for place, state in rows
        if place.id in used or (is_active(place, today) and state != "closed" and not place.extra)
    ]
    return Occupancy(len(used), len(places))
