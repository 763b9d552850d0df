"""The search field of the window: nobody is found whom the list of residents would not show."""

from __future__ import annotations

from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from tests import former_residents, houses
from tests.boform_app.services.test_former import admit, protect


def found(services: Services, typed: str) -> list[tuple[str, str, str]]:
    return [(one.group, one.text, one.detail) for one in services.search.find(typed)]


def room_of(services: Services, name: str) -> str:
    ((_, _, detail),) = found(services, name)
    return detail.rpartition("vær. ")[2]


def test_a_temp_finds_who_lives_here_and_nobody_else(house: OpenHouse, services: Services) -> None:
    person_id = former_residents.moved_out(house, "Rikke", "Nissen")
    admit(services, "Rikke", "Dahl", 1)
    assert [title for _, title, _ in found(services, "rikke")] == ["Dahl, Rikke", "Nissen, Rikke"]
    temp = houses.services(house, "temp")
    assert [title for _, title, _ in found(temp, "rikke")] == ["Dahl, Rikke"]
    temp.search.opened(person_id)
    assert temp.search.find("") == (), "not among the last ones either"


def test_a_protected_resident_is_found_by_the_room_alone_until_opened(
    house: OpenHouse, services: Services
) -> None:
    person_id = admit(services, "Rikke", "Nissen", 1)
    room = room_of(services, "rikke")
    protect(house, person_id)
    desk = houses.services(house, "staff")
    for typed in ("rikke", "nissen rikke", "beskyttet"):
        assert found(desk, typed) == []
    assert found(desk, room) == [("residents", "Beskyttet beboer", f"vær. {room}")]
    desk.people.open(person_id, "samtale med beboeren")
    assert [one.ref_id for one in desk.search.find("rikke")] == [person_id]


def test_a_room_finds_who_lives_in_it(services: Services) -> None:
    kim = admit(services, "Kim", "Dahl", 1)
    admit(services, "Bo", "Lund", 2)
    assert [one.ref_id for one in services.search.find(room_of(services, "kim"))] == [kim]
