"""The list of residents: who is in it, in which order, and how few queries it takes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

import pytest

from boform_app.clock import FixedClock
from boform_app.errors import NotAllowed
from boform_app.services.context import OpenHouse
from boform_app.services.ending import EndingService
from boform_app.services.people import PeopleService
from boform_app.services.residents import ResidentsService
from boform_app.services.rooms import RoomsService
from boform_app.services.stays import StaysService
from boform_app.services.views.people import ResidentFilter
from boform_app.services.views.stays import AdmitCommand, EndStayCommand
from boform_app.services.views.today import DeadlineRow
from tests import houses
from tests.houses import PLACES, STAFF

ALL = ResidentFilter()


def none() -> Mapping[UUID, DeadlineRow]:
    return {}


def residents(house: OpenHouse, role: str = "leader", log_in: int = 1) -> ResidentsService:
    return ResidentsService(house, houses.actor(house, role, log_in=log_in), none)


def admit(
    house: OpenHouse, first: str, last: str, place: UUID, code: str = "", *, cpr: str = ""
) -> UUID:
    command = AdmitCommand(first, last, place_id=place, acting_municipality_code=code, cpr_text=cpr)
    return StaysService(house, houses.actor(house)).admit(command).first("person")


def names(service: ResidentsService, wanted: ResidentFilter = ALL) -> list[str]:
    return [row.list_name for row in service.rows(wanted)]


def leave(house: OpenHouse, person_id: UUID) -> None:
    stay = StaysService(house, houses.actor(house)).for_person(person_id)[0]
    EndingService(house, houses.actor(house)).end(
        EndStayCommand(stay.id, stay.version, house.clock.now(), "moved_own_wish")
    )


def badge(person_id: UUID, kind: str) -> DeadlineRow:
    return DeadlineRow(
        person_id=person_id, stay_id=None, name="", badge_kind=kind, badge_text="I dag", what="",
        why="", action="", action_label="", due=None, is_law=True, strong=False, mine=False,
    )  # fmt: skip


def test_rows_in_danish_order(house: OpenHouse, clock: FixedClock) -> None:
    for number, last in enumerate(("Aas", "Østergaard", "Bach", "Zink"), start=1):
        admit(house, "Ole", last, PLACES[number], "0851")
    clock.set(clock.now() + timedelta(days=4))
    rows = residents(house).rows(ALL)
    assert [row.list_name for row in rows] == [
        "Bach, Ole",
        "Zink, Ole",
        "Østergaard, Ole",
        "Aas, Ole",
    ]
    assert (rows[0].room, rows[0].nights, rows[0].municipality) == ("3", 4, "Aalborg")
    assert (rows[0].badge_kind, rows[0].category, rows[0].key_worker) == ("", "", "")


def test_filters(house: OpenHouse) -> None:
    kim = admit(house, "Kim", "Dahl", PLACES[1], "0851", cpr="030588")
    bo = admit(house, "Bo", "Ågård", PLACES[2], "0730")
    PeopleService(house, houses.actor(house)).set_fact(kim, 1, "key_worker", STAFF["staff"][0])
    mine = residents(house, "staff")
    assert names(mine, ResidentFilter(show="mine")) == ["Dahl, Kim"]
    assert names(mine, ResidentFilter(municipality_code="0730")) == ["Ågård, Bo"]
    assert names(mine, ResidentFilter(key_worker_id=STAFF["staff"][0])) == ["Dahl, Kim"]
    assert names(mine, ResidentFilter(text="aagaard")) == ["Ågård, Bo"]
    assert names(mine, ResidentFilter(text="da")) == ["Dahl, Kim"]
    assert names(mine, ResidentFilter(category="none")) == ["Dahl, Kim", "Ågård, Bo"]
    assert names(mine, ResidentFilter(category="K1")) == []
    late = ResidentsService(
        house, houses.actor(house), lambda: {bo: badge(bo, "over"), kim: badge(kim, "none")}
    )
    assert names(late, ResidentFilter(show="deadline")) == ["Ågård, Bo"]
    assert late.rows(ALL)[1].badge_text == "I dag"


def test_a_protected_resident_is_a_room_until_opened(house: OpenHouse) -> None:
    person_id = admit(house, "Rikke", "Nissen", PLACES[2], "0851")
    admit(house, "Bo", "Ås", PLACES[3])
    leader = PeopleService(house, houses.actor(house, log_in=2))
    leader.set_fact(person_id, 1, "protected_address", value=True)
    row = residents(house, "staff").rows(ALL)[1]
    assert (row.closed, row.protected, row.full_name, row.list_name, row.municipality, row.room) == (
        True, True, "", "", "", "2",
    )  # fmt: skip
    assert names(residents(house, "staff"), ResidentFilter(text="nissen")) == []
    PeopleService(house, houses.actor(house, "staff")).open(person_id, "samtale")
    assert names(residents(house, "staff")) == ["Nissen, Rikke", "Ås, Bo"]


def test_neighbours(house: OpenHouse) -> None:
    last = admit(house, "Ole", "Zink", PLACES[1])
    first = admit(house, "Ole", "Bach", PLACES[2])
    middle = admit(house, "Ole", "Dahl", PLACES[3])
    service = residents(house)
    assert service.neighbours(middle) == (first, last)
    assert service.neighbours(first) == (None, middle)
    assert service.neighbours(last) == (middle, None)


def test_former_residents_are_ids_and_pages(house: OpenHouse, clock: FixedClock) -> None:
    gone = admit(house, "Ole", "Zink", PLACES[1])
    back = admit(house, "Ole", "Bach", PLACES[2])
    also = admit(house, "Bo", "Dahl", PLACES[3])
    clock.set(clock.now() + timedelta(days=3))
    for person_id in (gone, back, also):
        leave(house, person_id)
    clock.set(clock.now() + timedelta(days=1))
    again = AdmitCommand("Ole", person_id=back, place_id=PLACES[4])
    StaysService(house, houses.actor(house)).admit(again)
    service = residents(house)
    assert service.past_ids(ALL) == (also, gone)
    page = service.past_page((gone, also))
    assert [(row.list_name, row.room, row.nights) for row in page] == [
        ("Zink, Ole", "", 3), ("Dahl, Bo", "", 3),
    ]  # fmt: skip
    assert names(service) == ["Bach, Ole"]
    with pytest.raises(NotAllowed):
        residents(house, "temp").past_ids(ALL)
    with pytest.raises(NotAllowed):
        residents(house, "temp").past_page((gone,))
    assert names(residents(house, "temp")) == ["Bach, Ole"]


def test_joined_records_are_one_row(house: OpenHouse, clock: FixedClock) -> None:
    old = admit(house, "Kim", "Dal", PLACES[1])
    clock.set(clock.now() + timedelta(days=1))
    leave(house, old)
    new = admit(house, "Kim", "Dahl", PLACES[2])
    assert residents(house).past_ids(ALL) == (old,)
    PeopleService(house, houses.actor(house)).join(new, old)
    assert residents(house).past_ids(ALL) == ()
    clock.set(clock.now() + timedelta(days=1))
    leave(house, new)
    assert residents(house).past_ids(ALL) == (new,)
    assert [row.full_name for row in residents(house).past_page((new,))] == ["Kim Dahl"]


def test_the_number_of_queries_does_not_grow_with_the_house(house: OpenHouse) -> None:
    RoomsService(house, houses.actor(house)).add_range(7, 42, "2. sal")
    places = [place.id for place in RoomsService(house, houses.actor(house)).places()]
    asked: list[str] = []
    house.database.watch_queries(lambda _seconds, statement: asked.append(statement))

    def queries() -> int:
        asked.clear()
        residents(house).rows(ALL)
        return len([statement for statement in asked if "SELECT" in statement])

    admit(house, "Ole", "Bach", places[0])
    few = queries()
    for number, place in enumerate(places[1:], start=1):
        admit(house, "Ole", f"Bach {number}", place)
    assert len(residents(house).rows(ALL)) == 42
    assert queries() == few
    assert few <= 8


def test_former_residents_are_never_asked_for_as_rows(house: OpenHouse) -> None:
    service = residents(house)
    for read in (service.rows, lambda wanted: service.among((), wanted)):
        with pytest.raises(ValueError, match="past_ids"):
            read(ResidentFilter(show="past"))
