"""A resident goes to another place (*flytning*): what must hold, and the rows that are written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.errors import Problem, ValidationFailed
from boform_app.rules.placing import Beside, Spot, conflicts_near, neighbours
from boform_app.services import _families, _rooms
from models import tables


def taken(session: Session) -> set[UUID]:
    """Places somebody has now."""
    rows = session.scalars(
        select(tables.PlacePeriod.place_id)
        .join(tables.Stay, tables.Stay.id == tables.PlacePeriod.stay_id)
        .where(tables.PlacePeriod.ends_at.is_(None), tables.Stay.annulled_at.is_(None))
    )
    return set(rows)


def living(
    session: Session, rooms: Collection[UUID]
) -> Mapping[UUID, tuple[tables.Stay, tables.Person]]:
    """Who has each place of some rooms now, under the record they are shown by."""
    rows = session.execute(
        select(tables.PlacePeriod.place_id, tables.Stay, tables.Person)
        .join(tables.Stay, tables.Stay.id == tables.PlacePeriod.stay_id)
        .join(tables.Person, tables.Person.id == tables.Stay.person_id)
        .join(tables.Place, tables.Place.id == tables.PlacePeriod.place_id)
        .where(
            tables.PlacePeriod.ends_at.is_(None),
            tables.Stay.annulled_at.is_(None),
            tables.Place.room_id.in_(rooms),
        )
    )
    kept = _families.Kept(session)
    return {place_id: (stay, kept.of(person.id)) for place_id, stay, person in rows.all()}


def check(session: Session, stay: tables.Stay, at: datetime, now: datetime) -> None:
    """What any move needs: somebody who lives here, and a moment after the last move.

    Raises:
        ValidationFailed: ``ended_already``, ``in_the_future``, ``time_not_yet`` where it is later
            today, or ``before_last_move``.
    """
    if stay.ended_at is not None or stay.annulled_at is not None:
        raise ValidationFailed(Problem("", "ended_already"))
    if at > now:
        later_today = local_date(at) == local_date(now)
        raise ValidationFailed(Problem("at", "time_not_yet" if later_today else "in_the_future"))
    current = _rooms.current_places(session, [stay.id]).get(stay.id)
    if current is not None and at < current[0].starts_at:
        facts = {"moved_on": local_date(current[0].starts_at)}
        raise ValidationFailed(Problem("at", "before_last_move", facts))


def go(
    session: Session, stay: tables.Stay, place_id: UUID, at: datetime, by: UUID, *, clean: bool
) -> str:
    """Close the time on one place and open the next; the label of the new place.

    Raises:
        ValidationFailed: ``same_place``.
    """
    current = _rooms.current_places(session, [stay.id]).get(stay.id)
    if current is not None and current[0].place_id == place_id:
        raise ValidationFailed(Problem("place_id", "same_place"))
    if current is not None:
        _rooms.leave_place(session, current[0], at, by=by, clean=clean)
    _rooms.take_place(session, stay.id, place_id, at, by=by)
    place = session.get_one(tables.Place, place_id)
    return _rooms.place_label(session.get_one(tables.Room, place.room_id), place)


def near(session: Session, person_id: UUID, room_id: UUID) -> tuple[Beside, ...]:
    """Residents with whom the person has a conflict now, and who live in the room or beside it."""
    family = {str(one) for one in _families.family(session, person_id)}
    rows = session.execute(
        select(tables.Conflict.first_id, tables.Conflict.second_id).where(
            tables.Conflict.ended_on.is_(None),
            or_(
                tables.Conflict.first_id.in_([UUID(one) for one in family]),
                tables.Conflict.second_id.in_([UUID(one) for one in family]),
            ),
        )
    ).all()
    if not rows:
        return ()
    me = str(person_id)
    pairs = [_kept_pair(session, first, second, family, me) for first, second in rows]
    rooms = session.execute(
        select(tables.Room.id, tables.Room.floor).order_by(tables.Room.sort, tables.Room.id)
    )
    doors = [Spot(str(found), floor) for found, floor in rooms]
    beside_it = neighbours(doors, str(room_id))
    beside: dict[str, list[str]] = {}
    places: dict[UUID, UUID] = dict(
        session.execute(select(tables.Place.id, tables.Place.room_id)).all()
    )
    for place_id, (_, person) in living(session, {room_id, *map(UUID, beside_it)}).items():
        beside.setdefault(str(places[place_id]), []).append(str(person.id))
    return conflicts_near(me, str(room_id), doors, beside, pairs)


def _kept_pair(
    session: Session, first: UUID, second: UUID, family: set[str], me: str
) -> tuple[str, str]:
    """Joined records are one person."""
    other = second if str(first) in family else first
    return me, str(_families.kept(session, other).id)
