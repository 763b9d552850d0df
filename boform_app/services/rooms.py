"""Rooms and places (*pladser*): the board, moves within the house, and the house's own rooms."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import Problem, ValidationFailed
from boform_app.services import _families, _room_states, _rooms
from boform_app.services._changed import check_version
from boform_app.services._sight import SightService
from boform_app.services.moves import MovesService
from boform_app.services.views.rooms import MoveCommand
from boform_app.services.views.stays import PlaceView, RoomView
from models import tables
from models.values.changes import Changes

_STATES = ("open", "closed", "dirty")
_MOST_ROOMS = 200
_LETTERS = "ABCDEFGH"


class RoomsService(SightService):
    """Who lives where, which places are free, and what must be cleaned."""

    def board(self) -> tuple[RoomView, ...]:
        """Every room with its places, in the order of the house."""
        self._require("see_residents")
        with self._read() as session:
            rooms = session.scalars(select(tables.Room).order_by(tables.Room.sort, tables.Room.id))
            places = self._places(session)
            return tuple(
                RoomView(
                    id=room.id,
                    version=room.version,
                    number=room.number,
                    floor=room.floor,
                    state=room.state,
                    state_note=room.state_note,
                    places=tuple(p for p in places if p.room_id == room.id),
                )
                for room in rooms
            )

    def places(self, *, free_only: bool = False) -> tuple[PlaceView, ...]:
        """Places in the order of the house; free ones also when the room must be cleaned first."""
        self._require("see_residents")
        with self._read() as session:
            found = self._places(session)
        return tuple(p for p in found if not free_only or p.state in {"free", "dirty"})

    def transfer(self, stay_id: UUID, place_id: UUID, at: datetime | None = None) -> Changes:
        """Move a resident to another place (*flyt til andet værelse*); now unless said otherwise.

        Raises:
            ValidationFailed: ``place_taken`` with who took it, ``place_closed``, ``same_place``,
                ``before_last_move``, ``in_the_future``, ``time_not_yet`` or ``ended_already``.
        """
        self._require("transfer_room")
        moves = MovesService(self._house, self._actor)
        return moves.move(MoveCommand(stay_id, place_id, at=at))

    def add_range(self, first: int, last: int, floor: str, places_per_room: int = 1) -> Changes:
        """Make rooms ``first`` to ``last``; rooms of several places get letters.

        Raises:
            ValidationFailed: ``range_backwards``, ``range_too_long``, ``out_of_range`` or
                ``number_exists`` with the numbers that are there already.
        """
        self._require("manage_house")
        self._check_range(first, last, places_per_room)
        count = f"værelse {first}" if first == last else f"værelse {first} til {last}"
        with self._write("room.add", f"oprettelse af {count}") as unit:
            session = unit.session
            numbers = [str(number) for number in range(first, last + 1)]
            self._check_new(session, numbers)
            rooms = [
                tables.Room(number=number, floor=floor.strip(), sort=int(number))
                for number in numbers
            ]
            session.add_all(rooms)
            session.flush()
            labels = list(_LETTERS[:places_per_room]) if places_per_room > 1 else [""]
            today = self._house.clock.today()
            session.add_all(
                tables.Place(room_id=room.id, label=label, active_from=today)
                for room in rooms
                for label in labels
            )
            return unit.commit()

    def set_state(
        self,
        room_id: UUID,
        version: int,
        state: str,
        note: str = "",
        expected_until: date | None = None,
    ) -> Changes:
        """Open, close or mark a room for cleaning (*rengjort* is ``open``).

        Args:
            room_id: The room.
            version: As it was read.
            state: ``open``, ``closed`` or ``dirty``.
            note: Why it is closed.
            expected_until: The day a closed room is expected to open; it opens when somebody says so.

        Raises:
            ValidationFailed: ``room_in_use`` when somebody lives in a room that is to be closed.
            Conflict: Somebody changed the room meanwhile.
        """
        self._require("manage_house" if state == "closed" else "transfer_room")
        if state not in _STATES:
            raise ValidationFailed(Problem("state", "unknown_choice"))
        with self._write("room.state", "værelse") as unit:
            room = self._get(unit.session, tables.Room, room_id)
            check_version(unit.session, room, version)
            if room.state == "closed":
                self._require("manage_house")
            if state == "closed" and self._in_use(unit.session, room.id):
                raise ValidationFailed(Problem("state", "room_in_use", {"room": room.number}))
            _room_states.put(
                unit.session,
                room,
                state,
                self._house.clock.now(),
                by=self._actor.staff_id,
                note=note.strip(),
                expected_until=expected_until if state == "closed" else None,
            )
            words = {"open": "klar til brug", "closed": "lukket", "dirty": "skal gøres rent"}
            unit.relabel(f"vær. {room.number}: {words[state]}")
            return unit.commit()

    def _places(self, session: Session) -> list[PlaceView]:
        today = self._house.clock.today()
        taken = self._taken(session)
        rows = session.execute(
            select(tables.Place, tables.Room)
            .join(tables.Room, tables.Room.id == tables.Place.room_id)
            .order_by(tables.Room.sort, tables.Room.id, tables.Place.extra, tables.Place.label)
        )
        return [
            self._place_view(place, room, taken.get(place.id))
            for place, room in rows
            if _rooms.is_active(place, today) or place.id in taken
        ]

    def _place_view(
        self, place: tables.Place, room: tables.Room, person: tables.Person | None
    ) -> PlaceView:
        state = {"open": "free"}.get(room.state, room.state)
        hidden = person is None or self._closed(person)
        return PlaceView(
            id=place.id,
            room_id=room.id,
            room=room.number,
            label=_rooms.place_label(room, place),
            floor=room.floor,
            state=state if person is None else "occupied",
            extra=place.extra,
            resident="" if hidden or person is None else _families.full_name(person),
            person_id=person.id if person else None,
        )

    @staticmethod
    def _taken(session: Session) -> dict[UUID, tables.Person]:
        """Who has each place now, under the record they are shown by."""
        rows = session.execute(
            select(tables.PlacePeriod.place_id, tables.Person)
            .join(tables.Stay, tables.Stay.id == tables.PlacePeriod.stay_id)
            .join(tables.Person, tables.Person.id == tables.Stay.person_id)
            .where(tables.PlacePeriod.ends_at.is_(None), tables.Stay.annulled_at.is_(None))
        )
        kept = _families.Kept(session)
        return {place_id: kept.of(person.id) for place_id, person in rows.all()}

    def _in_use(self, session: Session, room_id: UUID) -> bool:
        ids = session.scalars(select(tables.Place.id).where(tables.Place.room_id == room_id))
        return bool(set(ids) & self._taken(session).keys())

    @staticmethod
    def _check_range(first: int, last: int, places_per_room: int) -> None:
        if first < 1 or last < first:
            raise ValidationFailed(Problem("last", "range_backwards"))
        if last - first >= _MOST_ROOMS:
            raise ValidationFailed(Problem("last", "range_too_long", {"longest": _MOST_ROOMS}))
        if not 1 <= places_per_room <= len(_LETTERS):
            facts = {"longest": len(_LETTERS)}
            raise ValidationFailed(Problem("places_per_room", "out_of_range", facts))

    @staticmethod
    def _check_new(session: Session, numbers: list[str]) -> None:
        known = list(
            session.scalars(
                select(tables.Room.number)
                .where(tables.Room.number.in_(numbers))
                .order_by(tables.Room.sort)
            )
        )
        if known:
            raise ValidationFailed(Problem("first", "number_exists", {"numbers": tuple(known)}))
