"""I dag says who is expected, and an overcrowded night in numbers."""

from __future__ import annotations

from datetime import timedelta

from boform_app.clock import FixedClock
from boform_app.services.facade import Services
from boform_app.services.views.rooms import ReserveCommand
from boform_app.services.views.stays import AdmitCommand
from tests.houses import PLACES, ROOMS


def test_reservations_of_today_and_tomorrow_stand_among_who_comes(
    services: Services, clock: FixedClock
) -> None:
    today = clock.today()
    services.stays.admit(AdmitCommand("Per", "Holm", place_id=PLACES[1]))
    reserve = services.reservations.reserve
    reserve(ReserveCommand(PLACES[2], today, "22", for_whom="mand", from_whom="Randers"))
    reserve(ReserveCommand(PLACES[3], today + timedelta(days=1), "9", from_whom="Aarhus"))
    reserve(ReserveCommand(PLACES[4], today + timedelta(days=2), for_whom="Ida"))
    found = [(row.kind, row.name, row.text) for row in services.today.view().coming]
    assert found == [
        ("arrival", "Per Holm er kommet", "vær. 1"),
        ("expected", "Mand ventes", "vær. 2, fra Randers"),
        ("expected", "Ny beboer", "vær. 3, fra Aarhus"),
    ]


def test_who_did_not_come_yesterday_is_still_asked_about(
    services: Services, clock: FixedClock
) -> None:
    services.reservations.reserve(ReserveCommand(PLACES[2], clock.today(), for_whom="Ida"))
    clock.set(clock.now() + timedelta(days=1))
    (row,) = services.today.view().coming
    assert row.text == "vær. 2 · skulle være kommet"


def test_more_residents_than_places_are_counted(services: Services) -> None:
    for number in range(1, 7):
        services.stays.admit(AdmitCommand(f"Nr {number}", place_id=PLACES[number]))
    tally = services.today.view().tally
    assert tally is not None
    assert (tally.too_many, tally.extra) == (0, 0)
    services.stays.admit(AdmitCommand("Sent", extra_place_room_id=ROOMS[2]))
    tally = services.today.view().tally
    assert tally is not None
    assert (tally.residents, tally.usable, tally.too_many, tally.extra) == (7, 6, 1, 1)
