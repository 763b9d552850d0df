"""*Hvem er hvor* on paper (letter 40): for a fire, from the board and the absences at this minute."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_time
from boform_app.services._letterhead import address_lines
from boform_app.services._nights import tonight
from boform_app.services._room_tiles import Asked, tiles
from boform_app.services.views.rooms import AwayView, ReservationView, TileView
from models import tables
from reports.lists import who_is_where
from reports.lists.who_is_where import WhereFloor, WhereRow, WhoIsWhereFacts
from reports.texts import fill, letter_texts


def found(session: Session, now: datetime) -> tuple[TileView, ...]:
    """The board as it is at this minute, without the name of any protected resident."""
    today, night = local_time(now).date(), tonight(session, now)
    asked = Asked(now, today, night, live=True, closed=protected, past_hidden=False, nexts={})
    return tuple(tiles(session, asked))


def facts(
    session: Session, house: tables.House, board: tuple[TileView, ...], now: datetime
) -> WhoIsWhereFacts:
    """What would be printed now; a protected resident has no name on it, whoever prints."""
    people = [tile.person_id for tile in board if tile.person_id]
    helps = dict(
        session.execute(
            select(tables.Person.id, tables.Person.evacuation_help).where(
                tables.Person.id.in_(people)
            )
        ).all()
    )
    floors: dict[str, list[WhereRow]] = {}
    for tile in board:
        floors.setdefault(tile.floor, []).append(_row(tile, helps, local_time(now).date()))
    return WhoIsWhereFacts(
        house=house.name,
        address=address_lines(house),
        leader_phone=house.leader_phone,
        at=local_time(now),
        floors=tuple(WhereFloor(name, tuple(floors[name])) for name in reversed(floors)),
        assembly_point=house.assembly_point,
    )


def protected(person: tables.Person) -> bool:
    """On paper a protected resident is hidden, also when somebody has opened the page."""
    return person.protected_address


def _row(tile: TileView, helps: dict[UUID, str], today: date) -> WhereRow:
    texts = letter_texts(who_is_where.KIND)
    if tile.stay_id is not None:
        name = str(texts["hidden"]) if tile.hidden else tile.name
        if tile.away is not None:
            return WhereRow(tile.label, name, "out", _out(tile.away, today))
        help_ = helps.get(tile.person_id, "") if tile.person_id else ""
        return WhereRow(tile.label, name, "in", help_)
    if tile.state == "closed":
        return WhereRow(tile.label, "", "closed", texts["closed"])
    return WhereRow(tile.label, "", "empty", _empty(tile.reservation, today))


def _out(away: AwayView, today: date) -> str:
    """Until when, and never why."""
    texts = letter_texts(who_is_where.KIND)
    if away.to_night is None:
        return str(texts["out"])
    back = away.to_night + timedelta(days=1)
    if back <= today + timedelta(days=1):
        return str(texts["out_tomorrow"])
    return fill(texts["out_until"], {"dag": f"{back.day}-{back.month}"})


def _empty(kept: ReservationView | None, today: date) -> str:
    texts = letter_texts(who_is_where.KIND)
    if kept is None or kept.expected_on != today:
        return str(texts["empty"])
    at = kept.expected_time.removesuffix(".00")
    return fill(texts["expected"], {"tid": at}) if at else str(texts["expected_today"])
