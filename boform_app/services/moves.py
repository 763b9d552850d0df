"""Moves within the house (*flytning*): look first, then move, open an extra place, or swap."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import Problem, ValidationFailed
from boform_app.services import _families, _moves, _occupancy, _reservations, _rooms
from boform_app.services._sight import SightService
from boform_app.services.views.rooms import MoveCommand, MoveLook, NearView
from models import tables
from models.values.changes import Changes


class MovesService(SightService):
    """What a move would mean is said in plain words before it is made; it forbids nothing."""

    def find(self, typed: str) -> UUID | None:
        """The place somebody means by "1", "1 A" or "vær. 1"; a free one where a room has several."""
        self._require("see_residents")
        words = typed.casefold().replace("vær.", " ").split()
        wanted = [word for word in words if word not in {"vær", "værelse"}]
        with self._read() as session:
            taken = _moves.taken(session)
            found = [
                (place.id in taken, place.extra, place.id)
                for place, room in self._places(session)
                if wanted
                and wanted
                in (_rooms.place_label(room, place).casefold().split(), [room.number.casefold()])
            ]
        return min(found, key=lambda one: one[:2])[2] if found else None

    def look(self, stay_id: UUID, place_id: UUID) -> MoveLook:
        """What the move would mean: who lives there, what is reserved, who would be near."""
        self._require("see_residents")
        with self._read() as session:
            stay = self._get(session, tables.Stay, stay_id)
            return self._look(session, place_id, stay.person_id, stay.id)

    def look_at(self, place_id: UUID, person_id: UUID | None = None) -> MoveLook:
        """The same for somebody who is expected; ``person_id`` None while there is no record."""
        self._require("see_residents")
        with self._read() as session:
            return self._look(session, place_id, person_id, None)

    def near(self, person_id: UUID | None, room_id: UUID) -> tuple[NearView, ...]:
        """Conflicts that somebody would come near to in a room; none for a person not known yet."""
        if person_id is None:
            return ()
        with self._read() as session:
            person = self._seen_anyhow(session, person_id)
            return tuple(self._near(session, person.id, room_id))

    def move(self, command: MoveCommand) -> Changes:
        """Move a resident, to a place or to an extra one that is opened in a room.

        Raises:
            ValidationFailed: ``place_taken`` with who lives there, ``place_closed``, ``same_place``,
                ``before_last_move``, ``in_the_future``, ``time_not_yet``, ``ended_already`` or
                ``required``.
        """
        self._require("transfer_room")
        moment = command.at or self._house.clock.now()
        with self._write("stay.transfer", "flytning") as unit:
            session = unit.session
            stay = self._get(session, tables.Stay, command.stay_id)
            person = self._seen(session, stay.person_id)
            _moves.check(session, stay, moment, self._house.clock.now())
            place_id = self._target(session, command, moment, stay)
            label = _moves.go(session, stay, place_id, moment, self._actor.staff_id, clean=True)
            unit.relabel(f"flytning af {_families.full_name(person)} til vær. {label}")
            unit.about(stay.person_id)
            return unit.commit()

    def swap(self, stay_id: UUID, other_stay_id: UUID, at: datetime | None = None) -> Changes:
        """Two residents take each other's place: two moves in one step, undone together.

        Raises:
            ValidationFailed: As ``move``; ``no_place`` where one of them has none.
        """
        self._require("transfer_room")
        moment = at or self._house.clock.now()
        with self._write("stay.swap", "bytte af værelser") as unit:
            session = unit.session
            stays = [self._get(session, tables.Stay, one) for one in (stay_id, other_stay_id)]
            people = [self._seen(session, stay.person_id) for stay in stays]
            places = [_rooms.current_places(session, [stay.id]).get(stay.id) for stay in stays]
            for stay in stays:
                _moves.check(session, stay, moment, self._house.clock.now())
            first, second = places
            if first is None or second is None:
                raise ValidationFailed(Problem("place_id", "no_place"))
            by = self._actor.staff_id
            targets = second[0].place_id, first[0].place_id
            for stay, place_id in zip(stays, targets, strict=True):
                _moves.go(session, stay, place_id, moment, by, clean=False)
                unit.about(stay.person_id)
            for place_id in targets:
                # Both are lived in again; an extra place that was left stays open.
                _rooms.use_again(session, place_id, moment, by=by)
            names = " og ".join(_families.full_name(person) for person in people)
            unit.relabel(f"{names} har byttet værelse")
            return unit.commit()

    def _look(
        self, session: Session, place_id: UUID, person_id: UUID | None, stay_id: UUID | None
    ) -> MoveLook:
        place = self._get(session, tables.Place, place_id)
        room = session.get_one(tables.Room, place.room_id)
        taken = _moves.living(session, {room.id})
        who = taken.get(place.id)
        same = who is not None and who[0].id == stay_id
        holder = None if same else who
        kept = _reservations.holding(session, self._closed)
        return MoveLook(
            place_id=place.id,
            place_label=_rooms.place_label(room, place),
            room_id=room.id,
            room=room.number,
            free=who is None,
            dirty=room.state == "dirty",
            same=same,
            closed=room.state == "closed",
            note=room.state_note,
            living=tuple(self._name(other) for stay, other in taken.values() if stay.id != stay_id),
            taken_by=self._name(holder[1]) if holder else "",
            swap_stay_id=holder[0].id if holder else None,
            reservation=next((one for one in kept if one.place_id == place.id), None),
            near=tuple(self._near(session, person_id, room.id)) if person_id else (),
            tally=_occupancy.tally_at(session, self._house.clock.now()),
        )

    def _target(
        self, session: Session, command: MoveCommand, at: datetime, stay: tables.Stay
    ) -> UUID:
        if command.extra_room_id is not None:
            room = self._get(session, tables.Room, command.extra_room_id)
            if room.state == "closed":
                facts = {"place": room.number, "note": room.state_note}
                raise ValidationFailed(Problem("place_id", "place_closed", facts))
            return _rooms.open_extra_place(session, room, at).id
        place_id = command.place_id
        current = _rooms.current_places(session, [stay.id]).get(stay.id)
        if current is not None and current[0].place_id == place_id:
            raise ValidationFailed(Problem("place_id", "same_place"))
        problem = _rooms.place_problem(session, place_id, at, but=stay.id)
        if problem is not None or place_id is None:
            raise ValidationFailed(problem or Problem("place_id", "required"))
        return place_id

    def _places(self, session: Session) -> Iterable[tuple[tables.Place, tables.Room]]:
        today = self._house.clock.today()
        rows = session.execute(
            select(tables.Place, tables.Room)
            .join(tables.Room, tables.Room.id == tables.Place.room_id)
            .order_by(tables.Room.sort, tables.Place.extra, tables.Place.label)
        )
        return [(place, room) for place, room in rows if _rooms.is_active(place, today)]

    def _seen_anyhow(self, session: Session, person_id: UUID) -> tables.Person:
        """Whoever is to be placed may not live here yet, also for a temp."""
        return _families.kept(session, person_id)

    def _near(self, session: Session, person_id: UUID, room_id: UUID) -> Iterable[NearView]:
        person = _families.kept(session, person_id)
        for one in _moves.near(session, person.id, room_id):
            other = _families.kept(session, UUID(one.person))
            room = session.get_one(tables.Room, UUID(one.room))
            yield NearView(self._name(other), room.number, one.near, self._closed(other))

    def _name(self, person: tables.Person) -> str:
        return "" if self._closed(person) else _families.full_name(person)
