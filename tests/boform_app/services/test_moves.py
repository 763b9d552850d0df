"""Moves that are looked at first, extra places, a swap in one step, and who would live side by side."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from boform_app.clock import FixedClock
from boform_app.errors import ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.rooms import MoveCommand, ReserveCommand
from boform_app.services.views.stays import AdmitCommand
from models import tables
from tests import houses
from tests.houses import PLACES, ROOMS, STAFF


def admit(services: Services, first: str, place: int) -> UUID:
    return services.stays.admit(AdmitCommand(first, "Holm", place_id=PLACES[place])).first("stay")


def codes(refused: pytest.ExceptionInfo[ValidationFailed]) -> set[tuple[str, str]]:
    return {(p.field, p.code) for p in refused.value.problems}


def test_a_place_by_the_words_people_use(services: Services) -> None:
    for typed in ("1", " vær. 1 ", "Værelse 1"):
        assert services.moves.find(typed) == PLACES[1]
    assert services.moves.find("77") is None
    assert services.moves.find("") is None
    services.rooms.add_range(20, 20, "2. sal", 2)
    first = services.moves.find("20")
    assert first is not None
    services.stays.admit(AdmitCommand("Ida", place_id=first))
    # A room of several: the free place is meant.
    assert services.moves.find("20") == services.moves.find("20 B") != first


def test_a_taken_place_says_at_once_who_lives_there(services: Services) -> None:
    per, ole = admit(services, "Per", 1), admit(services, "Ole", 2)
    look = services.moves.look(per, PLACES[2])
    assert (look.free, look.taken_by, look.living) == (False, "Ole Holm", ("Ole Holm",))
    assert look.swap_stay_id == ole
    with pytest.raises(ValidationFailed) as refused:
        services.moves.move(MoveCommand(per, PLACES[2]))
    assert codes(refused) == {("place_id", "place_taken")}
    assert services.moves.look(per, PLACES[1]).same


def test_an_extra_place_is_opened_and_overbooking_is_said_and_allowed(services: Services) -> None:
    stays = [admit(services, f"Nr {n}", n) for n in range(1, 7)]
    services.stays.admit(AdmitCommand("Sent", "Holm", extra_place_room_id=ROOMS[2]))
    services.moves.move(MoveCommand(stays[0], extra_room_id=ROOMS[3]))
    tally = services.room_board.tally()
    assert (tally.residents, tally.places, tally.extra, tally.too_many) == (7, 6, 2, 1)
    assert services.stays.get(stays[0]).places[-1].place_label == "3 ekstra"


def test_a_swap_is_two_moves_and_one_undo(services: Services, clock: FixedClock) -> None:
    per, ole = admit(services, "Per", 1), admit(services, "Ole", 2)
    clock.set(clock.now() + timedelta(hours=1))
    changes = services.moves.swap(per, ole)
    assert changes.label == "Per Holm og Ole Holm har byttet værelse"
    assert [services.stays.get(one).room for one in (per, ole)] == ["2", "1"]
    # Nobody cleans a room somebody else moves into at the same moment.
    assert [room.state for room in services.rooms.board()[:2]] == ["open", "open"]
    services.undo.undo()
    assert [services.stays.get(one).room for one in (per, ole)] == ["1", "2"]
    assert len(services.stays.get(per).places) == 1


def test_an_extra_place_stays_open_in_a_swap(services: Services) -> None:
    per = admit(services, "Per", 1)
    sent = services.stays.admit(AdmitCommand("Sent", extra_place_room_id=ROOMS[2])).first("stay")
    services.moves.swap(sent, per)
    labels = {tile.label: tile.name for tile in services.room_board.view().tiles}
    assert (labels["1"], labels["2 ekstra"]) == ("Sent", "Per Holm")


def test_a_move_at_a_chosen_time(services: Services, clock: FixedClock) -> None:
    start = clock.now()
    per = admit(services, "Per", 1)
    clock.set(start + timedelta(hours=5))
    services.moves.move(MoveCommand(per, PLACES[2], at=start + timedelta(hours=2)))
    place = services.stays.get(per).places[-1]
    assert place.starts_at == start + timedelta(hours=2)
    with pytest.raises(ValidationFailed) as refused:
        services.moves.move(MoveCommand(per, PLACES[3], at=start + timedelta(hours=1)))
    assert codes(refused) == {("at", "before_last_move")}


def test_nobody_moves_later_today(services: Services, clock: FixedClock) -> None:
    per, ole = admit(services, "Per", 1), admit(services, "Ole", 2)
    for at, code in ((timedelta(hours=1), "time_not_yet"), (timedelta(days=1), "in_the_future")):
        with pytest.raises(ValidationFailed) as refused:
            services.moves.move(MoveCommand(per, PLACES[3], at=clock.now() + at))
        assert codes(refused) == {("at", code)}
        with pytest.raises(ValidationFailed) as refused:
            services.moves.swap(per, ole, clock.now() + at)
        assert codes(refused) == {("at", code)}


def test_moving_into_a_room_that_waits_for_cleaning_ends_the_wait(services: Services) -> None:
    services.rooms.set_state(ROOMS[2], 1, "dirty")
    admit(services, "Per", 2)
    assert services.rooms.board()[1].state == "open"
    services.undo.undo()
    assert services.rooms.board()[1].state == "dirty"


def test_a_conflict_warns_and_forbids_nothing(services: Services, house: OpenHouse) -> None:
    per, ole = admit(services, "Per", 1), admit(services, "Ole", 3)
    persons = [services.stays.get(one).person_id for one in (per, ole)]
    with house.database.write("conflict", "konflikt", actor_id=None, at=house.clock.now()) as unit:
        unit.session.add(
            tables.Conflict(
                first_id=persons[0], second_id=persons[1], since=date(2026, 11, 20),
                written_by_id=STAFF["leader"][0],
            )
        )  # fmt: skip
        unit.commit()
    (near,) = services.moves.look(per, PLACES[2]).near
    assert (near.name, near.room, near.near) == ("Ole Holm", "3", "side_by_side")
    assert services.moves.look(per, PLACES[5]).near == ()
    services.moves.move(MoveCommand(per, PLACES[2]))
    assert services.stays.get(per).room == "2"


def test_the_look_tells_of_a_reservation(services: Services) -> None:
    per = admit(services, "Per", 1)
    services.reservations.reserve(
        ReserveCommand(PLACES[2], date(2026, 11, 24), for_whom="mand fra Randers")
    )
    look = services.moves.look(per, PLACES[2])
    assert look.reservation is not None
    assert look.reservation.who == "mand fra Randers"
    services.moves.move(MoveCommand(per, PLACES[2]))


def test_a_temp_may_move_and_swap(services: Services, house: OpenHouse) -> None:
    per, ole = admit(services, "Per", 1), admit(services, "Ole", 2)
    freja = houses.services(house, "temp")
    freja.moves.move(MoveCommand(per, PLACES[3]))
    freja.moves.swap(per, ole)
    assert services.stays.get(per).room == "2"
