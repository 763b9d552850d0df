"""A step back is refused where a colleague's own step since then does not go together with it."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from boform_app.clock import FixedClock
from boform_app.errors import Conflict
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.rooms import MoveCommand, ReserveCommand, WaitCommand
from boform_app.services.views.stays import AdmitCommand, EndStayCommand
from tests import houses
from tests.houses import PLACES, ROOMS
from ui import messages

TODAY = date(2026, 11, 23)


@pytest.fixture
def ali(house: OpenHouse) -> Services:
    return houses.services(house, "staff")


def admit(services: Services, first: str, place_id: UUID) -> UUID:
    return services.stays.admit(AdmitCommand(first, "Holm", place_id=place_id)).first("stay")


def on_the_board(services: Services) -> dict[str, str]:
    tiles = services.room_board.view().tiles
    return {tile.name: tile.label for tile in tiles if tile.stay_id is not None}


def refused(services: Services, code: str, by: str = "") -> str:
    """Ctrl+Z is refused for this reason; the sentence that is shown."""
    with pytest.raises(Conflict) as found:
        services.undo.undo()
    assert found.value.problem is not None
    assert (found.value.problem.code, found.value.changed_by) == (code, by)
    return messages.describe(found.value).text


@pytest.fixture
def shared(services: Services) -> tuple[UUID, UUID]:
    """Two places of one room that waits for cleaning: its state is no part of a move."""
    services.rooms.add_range(7, 7, "2. sal", 2)
    (room,) = [one for one in services.rooms.board() if one.number == "7"]
    services.rooms.set_state(room.id, room.version, "dirty")
    first, second = room.places
    return first.id, second.id


def dirty_again(services: Services, number: str) -> None:
    (room,) = [one for one in services.rooms.board() if one.number == number]
    services.rooms.set_state(room.id, room.version, "dirty")


def test_a_place_that_was_given_to_somebody_else_is_not_given_twice(
    services: Services, ali: Services, shared: tuple[UUID, UUID], clock: FixedClock
) -> None:
    kim, bo = admit(services, "Kim", PLACES[1]), admit(services, "Bo", shared[1])
    dirty_again(services, "7")
    clock.set(clock.now() + timedelta(hours=1))
    ali.moves.move(MoveCommand(bo, PLACES[4]))
    services.moves.move(MoveCommand(kim, shared[1]))
    dirty_again(services, "7")
    said = refused(ali, "place_used_since", "Mette")
    assert said == "Mette har givet vær. 7 B til en anden i mellemtiden. Intet er ændret."
    assert on_the_board(services) == {"Bo Holm": "4", "Kim Holm": "7 B"}
    # Where the place is free again, and nobody had it in between, the step goes back.
    services.undo.undo()
    services.undo.undo()
    ali.undo.undo()
    assert on_the_board(services) == {"Bo Holm": "7 B", "Kim Holm": "1"}


def test_somebody_who_had_the_place_in_between_keeps_those_nights(
    services: Services, ali: Services, shared: tuple[UUID, UUID], clock: FixedClock
) -> None:
    kim, bo = admit(services, "Kim", PLACES[1]), admit(services, "Bo", shared[1])
    dirty_again(services, "7")
    ali.moves.move(MoveCommand(bo, PLACES[4], at=clock.now()))
    for place_id in (shared[1], PLACES[2]):
        clock.set(clock.now() + timedelta(hours=1))
        services.moves.move(MoveCommand(kim, place_id))
    refused(ali, "place_used_since", "Mette")
    assert on_the_board(services)["Bo Holm"] == "4"


def test_a_move_is_not_done_again_into_a_place_that_is_taken(
    services: Services, ali: Services, clock: FixedClock
) -> None:
    bo = admit(services, "Bo", PLACES[1])
    clock.set(clock.now() + timedelta(hours=1))
    ali.moves.move(MoveCommand(bo, PLACES[2]))
    ali.undo.undo()
    admit(services, "Kim", PLACES[2])
    with pytest.raises(Conflict):
        ali.undo.redo()
    assert on_the_board(services) == {"Bo Holm": "1", "Kim Holm": "2"}


def test_an_admission_is_not_done_again_on_a_place_that_is_taken(
    services: Services, ali: Services
) -> None:
    admit(services, "Bo", PLACES[1])
    services.undo.undo()
    admit(ali, "Kim", PLACES[1])
    with pytest.raises(Conflict) as found:
        services.undo.redo()
    assert found.value.changed_by == "Ali"
    assert on_the_board(services) == {"Kim Holm": "1"}


def test_two_records_are_not_joined_again_when_both_live_here(
    services: Services, ali: Services, clock: FixedClock
) -> None:
    first, other = admit(services, "Bo", PLACES[1]), admit(services, "Boo", PLACES[2])
    bo, boo = (services.stays.get(one).person_id for one in (first, other))
    services.stays.annul(other, "samme person")
    services.people.join(bo, boo)
    services.undo.undo()
    clock.set(clock.now() + timedelta(hours=1))
    ali.stays.admit(AdmitCommand("Boo", "Holm", person_id=boo, place_id=PLACES[3]))
    with pytest.raises(Conflict) as found:
        services.undo.redo()
    said = messages.describe(found.value).text
    assert said == "Personen er skrevet ind i mellemtiden. Intet er ændret."
    assert on_the_board(services) == {"Bo Holm": "1", "Boo Holm": "3"}


def test_nobody_comes_back_to_a_room_that_was_closed(
    services: Services, ali: Services, clock: FixedClock
) -> None:
    bo = admit(services, "Bo", PLACES[1])
    clock.set(clock.now() + timedelta(hours=1))
    services.rooms.add_range(9, 9, "2. sal", 2)
    (room,) = [one for one in services.rooms.board() if one.number == "9"]
    services.moves.move(MoveCommand(bo, room.places[0].id))
    dirty_again(services, "9")
    clock.set(clock.now() + timedelta(hours=1))
    ali.moves.move(MoveCommand(bo, PLACES[2]))
    (room,) = [one for one in services.rooms.board() if one.number == "9"]
    services.rooms.set_state(room.id, room.version, "closed", "vandskade")
    refused(ali, "place_closed_since", "Mette")
    assert on_the_board(services) == {"Bo Holm": "2"}


def test_a_room_is_not_closed_again_around_somebody(services: Services, ali: Services) -> None:
    services.rooms.set_state(ROOMS[2], 1, "closed", "vandskade")
    (room,) = [one for one in services.rooms.board() if one.number == "2"]
    services.rooms.set_state(room.id, room.version, "open")
    admit(ali, "Bo", PLACES[2])
    refused(services, "room_in_use")
    assert services.rooms.board()[1].state == "open"


def test_a_reservation_does_not_come_back_for_somebody_who_lives_here(
    services: Services, ali: Services
) -> None:
    services.waiting.add(WaitCommand("Anja Holm"))
    (waiting,) = services.waiting.rows()
    command = ReserveCommand(PLACES[2], TODAY, waiting_id=waiting.id)
    kept = ali.reservations.reserve(command).first("reservation")
    ali.reservations.give_up(kept)
    services.stays.admit(AdmitCommand("Anja", "Holm", place_id=PLACES[1], waiting_id=waiting.id))
    refused(ali, "admitted_since")
    assert services.reservations.holding() == ()


def test_who_was_admitted_does_not_wait_again(services: Services, ali: Services) -> None:
    first = admit(services, "Bo", PLACES[1])
    bo = services.stays.get(first).person_id
    services.stays.annul(first, "forkert dag")
    ali.waiting.add(WaitCommand("Bo Holm", person_id=bo))
    (waiting,) = services.waiting.rows()
    ali.waiting.end(waiting.id, "no_contact")
    services.stays.admit(AdmitCommand("Bo", "Holm", person_id=bo, place_id=PLACES[2]))
    refused(ali, "admitted_since")
    assert services.waiting.rows() == ()


def test_an_absence_does_not_open_again_after_the_end_of_the_stay(
    services: Services, ali: Services, clock: FixedClock
) -> None:
    bo = admit(services, "Bo", PLACES[1])
    clock.set(clock.now() + timedelta(days=2))
    ali.absences.add_absence(bo, "unknown_whereabouts", TODAY)
    ali.absences.back(bo)
    clock.set(clock.now() + timedelta(days=2))
    stay = services.stays.get(bo)
    services.ending.end(
        EndStayCommand(bo, stay.version, clock.now(), "moved_own_wish", destination="unknown")
    )
    refused(ali, "away_since")
