"""The room board (*Værelser*): who has which place now or at any hour before, and a room's history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import from_local, local_date
from boform_app.rules.occupancy import Tally
from boform_app.services import _families, _occupancy, _reservations, _rooms
from boform_app.services._letter_rows import staff_names
from boform_app.services._nights import tonight
from boform_app.services._room_next import Next, next_of_all
from boform_app.services._room_tiles import Asked, tiles
from boform_app.services._sight import SightService
from boform_app.services.views.rooms import FloorView, RoomBoardView, RoomEvent
from models import tables

MOST_EVENTS = 200
_OUTCOMES = {
    "": "",
    "came": "kom",
    "did_not_come": "kom ikke",
    "given_up": "opgivet",
}


class RoomBoardService(SightService):
    """Every place of the house at one instant, in one consistent reading."""

    def view(self, at: datetime | None = None) -> RoomBoardView:
        """The board now, or at an instant before.

        What is next, reservations and the reading in a protected resident's sight are of today; a
        temp sees the board of now, and of other days only those who still live here.
        """
        present_only = self._require("see_residents") == "present_only"
        now = self._house.clock.now()
        live, moment = at is None, at or now
        day = local_date(moment)
        with self._read() as session:
            nexts: Mapping[UUID, Next] = next_of_all(session, day) if live else {}
            night = tonight(session, moment)
            asked = Asked(moment, day, night, live, self._closed, present_only, nexts)
            found = tiles(session, asked)
            tally = _occupancy.tally_at(session, moment)
        floors = tuple(
            FloorView(name, tuple(group)) for name, group in groupby(found, lambda t: t.floor)
        )
        return RoomBoardView(moment, day, night, live, floors, tally)

    def tally(self, at: datetime | None = None) -> Tally:
        """How full the house was at an instant, counted from the times that are kept."""
        self._require("see_residents")
        with self._read() as session:
            return _occupancy.tally_at(session, at or self._house.clock.now())

    def history(self, room_id: UUID) -> tuple[RoomEvent, ...]:
        """Who had the room from when to when, when it was closed or cleaned, and reservations.

        The latest first, at most ``MOST_EVENTS``. A temp reads names of present residents only.
        """
        present_only = self._require("see_residents") == "present_only"
        with self._read() as session:
            room = self._get(session, tables.Room, room_id)
            found = [
                *self._lived(session, room, present_only=present_only),
                *self._states(session, room),
                *self._kept(session, room, present_only=present_only),
            ]
        found.sort(key=lambda event: event.starts_at, reverse=True)
        return tuple(found[:MOST_EVENTS])

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """The instant of a Danish wall-clock time, for ``view``."""
        return from_local(day, hour, minute)

    def _lived(
        self, session: Session, room: tables.Room, *, present_only: bool
    ) -> Iterable[RoomEvent]:
        rows = session.execute(
            select(tables.PlacePeriod, tables.Place, tables.Stay)
            .join(tables.Place, tables.Place.id == tables.PlacePeriod.place_id)
            .join(tables.Stay, tables.Stay.id == tables.PlacePeriod.stay_id)
            .where(tables.Place.room_id == room.id, tables.Stay.annulled_at.is_(None))
            .order_by(tables.PlacePeriod.starts_at.desc())
            .limit(MOST_EVENTS)
        )
        for period, place, stay in rows:
            person = _families.kept(session, stay.person_id)
            gone = present_only and stay.ended_at is not None
            hidden = gone or self._closed(person)
            yield RoomEvent(
                kind="lived",
                place_label=_rooms.place_label(room, place),
                starts_at=period.starts_at,
                ends_at=period.ends_at,
                who="" if hidden else _families.full_name(person),
                person_id=None if gone else person.id,
                hidden=hidden,
            )

    @staticmethod
    def _states(session: Session, room: tables.Room) -> Iterable[RoomEvent]:
        rows = session.scalars(
            select(tables.RoomPeriod)
            .where(tables.RoomPeriod.room_id == room.id)
            .order_by(tables.RoomPeriod.started_at.desc())
            .limit(MOST_EVENTS)
        ).all()
        names = staff_names(session, {r.started_by_id for r in rows if r.started_by_id})
        for row in rows:
            by = names.get(row.started_by_id) if row.started_by_id else None
            yield RoomEvent(
                kind=row.state,
                place_label=room.number,
                starts_at=row.started_at,
                ends_at=row.ended_at,
                note=row.note,
                by=by.first_name if by else "",
            )

    def _kept(
        self, session: Session, room: tables.Room, *, present_only: bool
    ) -> Iterable[RoomEvent]:
        rows = session.execute(
            select(tables.Reservation, tables.Place)
            .join(tables.Place, tables.Place.id == tables.Reservation.place_id)
            .where(tables.Place.room_id == room.id)
            .order_by(tables.Reservation.made_at.desc())
            .limit(MOST_EVENTS)
        ).all()
        names = staff_names(session, {row.made_by_id for row, _ in rows})
        for row, place in rows:
            label = _rooms.place_label(room, place)
            view = _reservations.view(session, row, label, self._closed)
            by = names.get(row.made_by_id)
            yield RoomEvent(
                kind="reserved",
                place_label=label,
                starts_at=row.made_at,
                ends_at=from_local(row.ended_on) if row.ended_on else None,
                who="" if present_only else view.who,
                note=_OUTCOMES[row.outcome],
                by=by.first_name if by else "",
            )
