"""Rooms by range, the board, moves within the house, and rooms that are closed."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from boform_app.clock import FixedClock
from boform_app.errors import Conflict, NotAllowed, ValidationFailed
from boform_app.rules.occupancy import Tally
from boform_app.services.context import OpenHouse
from boform_app.services.people import PeopleService
from boform_app.services.room_board import RoomBoardService
from boform_app.services.rooms import RoomsService
from boform_app.services.stays import StaysService
from boform_app.services.undo import UndoService
from boform_app.services.views.stays import AdmitCommand
from tests import houses
from tests.houses import PLACES, ROOMS


def rooms(house: OpenHouse, role: str = "leader") -> RoomsService:
    return RoomsService(house, houses.actor(house, role))


def tally(house: OpenHouse) -> Tally:
    return RoomBoardService(house, houses.actor(house)).tally()


def admit(house: OpenHouse, first: str, place: int) -> UUID:
    command = AdmitCommand(first, "Holm", place_id=PLACES[place])
    return StaysService(house, houses.actor(house)).admit(command).first("stay")


def codes(refused: pytest.ExceptionInfo[ValidationFailed]) -> set[tuple[str, str]]:
    return {(p.field, p.code) for p in refused.value.problems}


def test_the_board_in_the_order_of_the_house(house: OpenHouse) -> None:
    admit(house, "Per", 2)
    board = rooms(house, "temp").board()
    assert [room.number for room in board] == ["1", "2", "3", "4", "5", "6"]
    (place,) = board[1].places
    assert (place.state, place.resident, place.label, place.floor) == (
        "occupied", "Per Holm", "2", "stuen",
    )  # fmt: skip
    assert len(rooms(house).places(free_only=True)) == 5
    assert (tally(house).residents, tally(house).usable) == (1, 6)


def test_a_protected_resident_has_no_name_on_the_board(house: OpenHouse) -> None:
    stay_id = admit(house, "Rikke", 2)
    person_id = StaysService(house, houses.actor(house)).get(stay_id).person_id
    PeopleService(house, houses.actor(house)).set_fact(
        person_id, 1, "protected_address", value=True
    )
    place = rooms(house, "staff").board()[1].places[0]
    assert (place.state, place.resident, place.person_id) == ("occupied", "", person_id)


def test_a_move_closes_one_period_and_opens_the_next(house: OpenHouse, clock: FixedClock) -> None:
    stay_id = admit(house, "Per", 2)
    clock.set(clock.now() + timedelta(days=1))
    changes = rooms(house, "temp").transfer(stay_id, PLACES[1])
    assert changes.label == "flytning af Per Holm til vær. 1"
    view = StaysService(house, houses.actor(house)).get(stay_id)
    assert view.room == "1"
    assert [p.place_label for p in view.places] == ["2", "1"]
    assert view.places[0].ends_at == view.places[1].starts_at == clock.now()
    assert rooms(house).board()[1].state == "dirty"
    UndoService(house, houses.actor(house, "temp")).undo()
    assert StaysService(house, houses.actor(house)).get(stay_id).room == "2"
    assert rooms(house).board()[1].state == "open"


def test_moves_that_cannot_be(house: OpenHouse, clock: FixedClock) -> None:
    stay_id = admit(house, "Per", 2)
    admit(house, "Ole", 1)
    for place, at, expected in (
        (1, None, ("place_id", "place_taken")),
        (2, None, ("place_id", "same_place")),
        (3, clock.now() - timedelta(hours=1), ("at", "before_last_move")),
        (3, clock.now() + timedelta(days=1), ("at", "in_the_future")),
    ):
        with pytest.raises(ValidationFailed) as refused:
            rooms(house).transfer(stay_id, PLACES[place], at)
        assert codes(refused) == {expected}


def test_rooms_by_range(house: OpenHouse) -> None:
    changes = rooms(house).add_range(7, 9, "2. sal", 2)
    assert changes.label == "oprettelse af værelse 7 til 9"
    assert [p.label for p in rooms(house).places()][-2:] == ["9 A", "9 B"]
    assert tally(house).usable == 12
    with pytest.raises(ValidationFailed) as known:
        rooms(house).add_range(9, 11, "2. sal")
    assert known.value.problems[0].facts == {"numbers": ("9",)}
    for first, last, places in ((5, 4, 1), (0, 3, 1), (10, 10, 9), (10, 500, 1)):
        with pytest.raises(ValidationFailed):
            rooms(house).add_range(first, last, "", places)
    with pytest.raises(NotAllowed):
        rooms(house, "staff").add_range(20, 21, "")
    assert len(rooms(house).board()) == 9


def test_a_closed_room_takes_nobody(house: OpenHouse) -> None:
    with pytest.raises(NotAllowed):
        rooms(house, "staff").set_state(ROOMS[6], 1, "closed")
    rooms(house).set_state(ROOMS[6], 1, "closed", "vandskade")
    room = rooms(house).board()[5]
    assert (room.state, room.state_note, room.places[0].state) == ("closed", "vandskade", "closed")
    assert tally(house).usable == 5
    assert len(rooms(house).places(free_only=True)) == 5
    with pytest.raises(ValidationFailed) as refused:
        admit(house, "Per", 6)
    assert codes(refused) == {("place_id", "place_closed")}
    with pytest.raises(NotAllowed):
        rooms(house, "temp").set_state(ROOMS[6], 2, "open")
    with pytest.raises(Conflict) as stale:
        rooms(house).set_state(ROOMS[6], 1, "open")
    assert stale.value.changed_by == "Mette"


def test_nobody_is_closed_in(house: OpenHouse) -> None:
    admit(house, "Per", 6)
    with pytest.raises(ValidationFailed) as refused:
        rooms(house).set_state(ROOMS[6], 1, "closed")
    assert codes(refused) == {("state", "room_in_use")}
    with pytest.raises(ValidationFailed) as unknown:
        rooms(house).set_state(ROOMS[6], 1, "haunted")
    assert codes(unknown) == {("state", "unknown_choice")}


def test_anybody_may_say_that_a_room_is_clean(house: OpenHouse) -> None:
    rooms(house, "temp").set_state(ROOMS[1], 1, "dirty")
    changes = rooms(house, "temp").set_state(ROOMS[1], 2, "open")
    assert changes.label == "vær. 1: klar til brug"
