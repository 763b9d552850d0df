"""The board now and before, a room over time, reservations that an admission takes over, absences."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from boform_app.clock import COPENHAGEN, FixedClock, from_local
from boform_app.errors import ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.rooms import MoveCommand, ReserveCommand, TileView
from boform_app.services.views.stays import AdmitCommand, EndStayCommand
from models import tables
from tests import houses
from tests.houses import PLACES, ROOMS

TODAY = date(2026, 11, 23)


def admit(services: Services, first: str, place: int) -> UUID:
    return services.stays.admit(AdmitCommand(first, "Holm", place_id=PLACES[place])).first("stay")


def tile(services: Services, room: int, at: datetime | None = None) -> TileView:
    return next(one for one in services.room_board.view(at).tiles if one.room == str(room))


def codes(refused: pytest.ExceptionInfo[ValidationFailed]) -> set[tuple[str, str]]:
    return {(p.field, p.code) for p in refused.value.problems}


def test_every_place_with_its_state(services: Services) -> None:
    admit(services, "Per", 1)
    services.rooms.set_state(ROOMS[2], 1, "closed", "vandskade", date(2026, 11, 26))
    services.rooms.set_state(ROOMS[3], 1, "dirty")
    services.reservations.reserve(
        ReserveCommand(PLACES[4], TODAY, "14", for_whom="mand", from_whom="Randers")
    )
    board = services.room_board.view()
    assert [one.state for one in board.tiles] == [
        "occupied", "closed", "dirty", "reserved", "free", "free",
    ]  # fmt: skip
    assert [(floor.name, floor.in_use, floor.places) for floor in board.floors] == [
        ("stuen", 1, 3), ("1. sal", 0, 3),
    ]  # fmt: skip
    assert (board.tiles[1].note, board.tiles[1].until) == ("vandskade", date(2026, 11, 26))
    kept = board.tiles[3].reservation
    assert kept is not None
    assert (kept.who, kept.expected_time, kept.from_whom) == ("mand", "14.00", "Randers")
    assert board.tiles[0].name == "Per Holm"
    assert board.tiles[0].arrived_today
    assert (board.tally.residents, board.tally.places, board.tally.usable) == (1, 6, 5)


def test_a_place_kept_for_another_day_is_free_until_then(
    services: Services, clock: FixedClock
) -> None:
    services.reservations.reserve(ReserveCommand(PLACES[4], date(2026, 11, 25), for_whom="Ida"))
    assert tile(services, 4).state == "free"
    assert tile(services, 4).reservation is not None
    clock.set(from_local(date(2026, 11, 25), 8))
    assert tile(services, 4).state == "reserved"


def test_the_board_of_another_hour_shows_who_was_there(
    services: Services, clock: FixedClock
) -> None:
    start = clock.now()
    stay = admit(services, "Per", 1)
    clock.set(start + timedelta(days=2))
    services.moves.move(MoveCommand(stay, PLACES[2]))
    clock.set(start + timedelta(days=3))
    before = start + timedelta(days=1)
    assert tile(services, 1, before).name == "Per Holm"
    assert tile(services, 1, before).nights == 1
    assert tile(services, 2, before).state == "free"
    assert (tile(services, 1).state, tile(services, 2).state) == ("dirty", "occupied")
    # Before anybody came, and at the very instant of the move.
    assert tile(services, 1, start - timedelta(hours=1)).state == "free"
    assert tile(services, 2, start + timedelta(days=2)).state == "occupied"


def test_the_history_of_a_room_tells_every_time(services: Services, clock: FixedClock) -> None:
    start = clock.now()
    stay = admit(services, "Per", 1)
    clock.set(start + timedelta(days=1))
    services.moves.move(MoveCommand(stay, PLACES[2]))
    clock.set(start + timedelta(days=2))
    services.rooms.set_state(ROOMS[1], services.rooms.board()[0].version, "open")
    clock.set(start + timedelta(days=3))
    services.rooms.set_state(ROOMS[1], services.rooms.board()[0].version, "closed", "maling")
    found = [
        (e.kind, e.who, e.note, e.ends_at is None) for e in services.room_board.history(ROOMS[1])
    ]
    assert found == [
        ("closed", "", "maling", True), ("dirty", "", "", False), ("lived", "Per Holm", "", False),
    ]  # fmt: skip


def test_a_protected_resident_is_hidden_on_the_board_and_in_the_history(
    services: Services, house: OpenHouse
) -> None:
    stay = admit(services, "Rikke", 2)
    person = services.stays.get(stay).person_id
    services.people.set_fact(person, 1, "protected_address", value=True)
    ali = houses.services(house, "staff")
    found = tile(ali, 2)
    assert (found.name, found.hidden, found.protected, found.state) == ("", True, True, "occupied")
    assert found.next_text == ""
    assert [event.who for event in ali.room_board.history(ROOMS[2])] == [""]


def test_an_admission_takes_the_reservation_over(services: Services) -> None:
    made = services.reservations.reserve(ReserveCommand(PLACES[4], TODAY, for_whom="mand"))
    command = AdmitCommand("Kim", place_id=PLACES[4])
    assert services.stays.preview_admission(command).reservation is not None
    command = AdmitCommand("Kim", place_id=PLACES[4], reservation_id=made.first("reservation"))
    assert services.stays.preview_admission(command).reservation is None
    services.stays.admit(command)
    assert services.reservations.holding() == ()
    services.undo.undo()
    assert len(services.reservations.holding()) == 1


def test_a_reservation_forbids_nothing(services: Services) -> None:
    services.reservations.reserve(ReserveCommand(PLACES[4], TODAY, for_whom="mand"))
    admit(services, "Per", 4)
    assert tile(services, 4).state == "occupied"
    assert len(services.reservations.holding()) == 1
    services.reservations.did_not_come(services.reservations.holding()[0].id)
    assert services.reservations.holding() == ()


def test_reservations_that_cannot_be(services: Services) -> None:
    for command, expected in (
        (ReserveCommand(PLACES[4], TODAY), ("for_whom", "required")),
        (
            ReserveCommand(PLACES[4], date(2026, 11, 22), for_whom="x"),
            ("expected_on", "in_the_past"),
        ),
    ):
        with pytest.raises(ValidationFailed) as refused:
            services.reservations.reserve(command)
        assert codes(refused) == {expected}


def test_away_tonight_and_back_again(services: Services, clock: FixedClock) -> None:
    stay = admit(services, "Per", 1)
    services.absences.away_tonight(stay, "unknown_whereabouts", date(2026, 11, 24))
    away = tile(services, 1).away
    assert away is not None
    assert (away.from_night, away.to_night) == (TODAY, TODAY)
    # At two o'clock it is still the same night.
    clock.set(datetime(2026, 11, 24, 2, 0, tzinfo=COPENHAGEN))
    assert tile(services, 1).away is not None
    services.absences.back(stay)
    assert tile(services, 1).away is None
    assert services.stays.get(stay).absences == ()
    services.absences.away_tonight(stay, "leave")
    clock.set(datetime(2026, 11, 26, 12, 0, tzinfo=COPENHAGEN))
    services.absences.back(stay)
    (row,) = services.stays.get(stay).absences
    assert (row.from_night, row.to_night) == (TODAY, date(2026, 11, 25))
    with pytest.raises(ValidationFailed) as refused:
        services.absences.back(stay)
    assert codes(refused) == {("", "not_away")}


def test_a_night_before_counts_when_the_house_says_so(
    services: Services, clock: FixedClock
) -> None:
    clock.set(datetime(2026, 11, 24, 1, 40, tzinfo=COPENHAGEN))
    found = services.stays.preview_admission(AdmitCommand("Kim", place_id=PLACES[1]))
    assert (found.night_before, found.day_begins) == (TODAY, 6)
    made = services.stays.admit(
        AdmitCommand("Kim", place_id=PLACES[1], count_night_before=True, note="Fik te.")
    )
    stay = services.stays.get(made.first("stay"))
    assert stay.arrived_at == from_local(TODAY, 23, 59)
    assert stay.came_at == clock.now()
    assert stay.decided_on == date(2026, 11, 24)
    assert (stay.nights, stay.places[0].starts_at) == (1, from_local(TODAY, 23, 59))
    assert services.notes.for_person(stay.person_id)[0].happened_at == clock.now()
    clock.set(datetime(2026, 11, 24, 6, 0, tzinfo=COPENHAGEN))
    assert services.stays.preview_admission(AdmitCommand("Bo")).night_before is None
    # Somebody who is not asked, or says no, came when they came.
    clock.set(datetime(2026, 11, 24, 7, 0, tzinfo=COPENHAGEN))
    late = AdmitCommand("Bo", place_id=PLACES[2], count_night_before=True)
    found_stay = services.stays.get(services.stays.admit(late).first("stay"))
    assert (found_stay.arrived_at, found_stay.came_at) == (clock.now(), None)


def test_the_night_before_on_a_place_that_was_left_after_midnight(
    services: Services, clock: FixedClock
) -> None:
    stay = admit(services, "Per", 1)
    clock.set(datetime(2026, 11, 24, 0, 30, tzinfo=COPENHAGEN))
    services.moves.move(MoveCommand(stay, PLACES[2]))
    clock.set(datetime(2026, 11, 24, 1, 40, tzinfo=COPENHAGEN))
    made = services.stays.admit(AdmitCommand("Kim", place_id=PLACES[1], count_night_before=True))
    late = services.stays.get(made.first("stay"))
    # The night counts; the place was another's until half past midnight.
    assert late.arrived_at == from_local(TODAY, 23, 59)
    assert late.places[0].starts_at == clock.now()


def test_what_the_room_says_agrees_with_its_times(
    services: Services, house: OpenHouse, clock: FixedClock
) -> None:
    """A month of moves, ends, closing and cleaning in random order; then everybody recounts."""
    chance = random.Random(4)  # noqa: S311 (which move comes next is no secret)
    stays: list[UUID] = []
    seen: dict[datetime, set[str]] = {}
    for step in range(60):
        clock.set(clock.now() + timedelta(hours=chance.randint(1, 9)))
        board = services.room_board.view()
        free = [one for one in board.tiles if one.state in {"free", "dirty"}]
        act = chance.choice(["admit", "move", "move", "end", "state", "state", "extra"])
        if act == "admit" and free:
            command = AdmitCommand(f"Nr {step}", place_id=chance.choice(free).place_id)
            stays.append(services.stays.admit(command).first("stay"))
        elif act == "extra":
            room = chance.choice([r for r in services.rooms.board() if r.state != "closed"])
            command = AdmitCommand(f"Nr {step}", extra_place_room_id=room.id)
            stays.append(services.stays.admit(command).first("stay"))
        elif act == "move" and stays and free:
            services.moves.move(MoveCommand(chance.choice(stays), chance.choice(free).place_id))
        elif act == "end" and stays:
            stay = stays.pop(chance.randrange(len(stays)))
            services.ending.end(
                EndStayCommand(
                    stay,
                    services.stays.get(stay).version,
                    clock.now(),
                    "did_not_return",
                )
            )
        elif act == "state":
            room = chance.choice(services.rooms.board())
            if not any(place.state == "occupied" for place in room.places):
                state = "open" if room.state != "open" else chance.choice(["closed", "dirty"])
                services.rooms.set_state(room.id, room.version, state)
        seen[clock.now()] = {
            one.label for one in services.room_board.view().tiles if one.state == "occupied"
        }
        _agree(house)
    for moment, labels in seen.items():
        board = services.room_board.view(moment)
        assert {one.label for one in board.tiles if one.state == "occupied"} == labels
        assert board.tally.residents == len(labels)


def _agree(house: OpenHouse) -> None:
    with house.database.read() as session:
        running = {
            row.room_id: row.state
            for row in session.scalars(
                select(tables.RoomPeriod).where(tables.RoomPeriod.ended_at.is_(None))
            )
        }
        for room in session.scalars(select(tables.Room)):
            assert running.get(room.id, "open") == room.state
