"""Former residents found as one types: everybody, in any spelling, and nobody who is hidden."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from boform_app.clock import FixedClock
from boform_app.errors import NotAllowed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.stays import AdmitCommand, EndStayCommand
from boform_app.services.views.turned_away import ContactCommand
from models.values.changes import Changes
from tests import former_residents, houses
from tests.houses import PLACES


def found(services: Services, typed: str) -> list[str]:
    return [one.list_name for one in services.search.former(typed)]


def admit(services: Services, first: str, last: str, place: int) -> UUID:
    return followed(
        services, services.stays.admit(AdmitCommand(first, last, place_id=PLACES[place]))
    ).first("person")


def leave(services: Services, person_id: UUID) -> None:
    stay = services.stays.for_person(person_id)[0]
    now = services.open_house.clock.now()
    followed(
        services, services.ending.end(EndStayCommand(stay.id, stay.version, now, "moved_own_wish"))
    )


def followed(services: Services, changes: Changes) -> Changes:
    services.search.apply(changes)
    return changes


def protect(house: OpenHouse, person_id: UUID) -> None:
    """By a leader in another log-in, who has it open."""
    other = houses.services(house, log_in=2)
    version = other.people.facts(person_id).version
    other.people.set_fact(person_id, version, "protected_address", value=True)


@pytest.mark.parametrize(
    "typed", ["søren østergård", "ostergaard soren", "oester", "14-6-82", "soeren 1982"]
)
def test_everybody_is_reached_by_words_in_any_order_and_spelling(
    house: OpenHouse, services: Services, typed: str
) -> None:
    former_residents.many(house)
    wanted = former_residents.moved_out(house, "Søren", "Østergård", date(1982, 6, 14))
    (hit,) = services.search.former(typed)
    assert (hit.person_id, hit.list_name, hit.birth_date) == (
        wanted, "Østergård, Søren", date(1982, 6, 14),
    )  # fmt: skip
    assert hit.left_on == date(2025, 11, 23)
    assert services.search.former_one(wanted) == hit


def test_a_few_are_read_however_many_fit(house: OpenHouse, services: Services) -> None:
    former_residents.many(house)
    assert services.search.former("") == ()
    asked: list[str] = []
    house.database.watch_queries(lambda _seconds, statement: asked.append(statement))
    assert len(services.search.former("jens", 20)) == 20
    assert len([one for one in asked if "SELECT" in one]) <= 5


def test_who_lives_here_or_never_did_is_no_former_resident(services: Services) -> None:
    admit(services, "Kim", "Dahl", 1)
    contact = services.turned_away.note(ContactCommand("Kaj", "Dahl"))
    followed(services, contact)
    assert found(services, "dahl") == []
    assert services.search.former_one(contact.first("person")) is None


def test_the_index_follows_moving_out_and_joining(services: Services, clock: FixedClock) -> None:
    old = admit(services, "Kim", "Dal", 1)
    assert found(services, "kim") == []
    clock.set(clock.now() + timedelta(days=1))
    leave(services, old)
    assert found(services, "kim") == ["Dal, Kim"]
    new = admit(services, "Kim", "Dahl", 2)
    followed(services, services.people.join(old, new))
    assert found(services, "kim") == [], "the kept record lives here with the stay of the other"
    assert [hit.group for hit in services.search.find("kim")] == ["residents"]
    followed(services, services.people.part(new))
    assert found(services, "kim") == ["Dal, Kim"]
    assert services.search.former_one(new) is None


def test_a_protected_one_is_found_once_it_was_opened(house: OpenHouse, services: Services) -> None:
    person_id = former_residents.moved_out(house, "Rikke", "Nissen", date(1990, 7, 9))
    protect(house, person_id)
    for typed in ("rikke", "nissen rikke", "9-7-90", "beskyttet"):
        assert found(services, typed) == []
    assert services.search.former_one(person_id) is None
    services.people.open(person_id, "et svar fra kommunen")
    assert found(services, "rikke") == ["Nissen, Rikke"]
    assert found(houses.services(house, "staff"), "rikke") == []


def test_a_protection_of_another_desk_hides_at_once(house: OpenHouse, services: Services) -> None:
    person_id = former_residents.moved_out(house, "Rikke", "Nissen")
    assert found(services, "rikke") == ["Nissen, Rikke"]
    protect(house, person_id)
    assert found(services, "rikke") == [], "although this index knows nothing of it"


def test_who_sees_present_residents_only_is_refused(house: OpenHouse) -> None:
    person_id = former_residents.moved_out(house, "Rikke", "Nissen")
    temp = houses.services(house, "temp")
    with pytest.raises(NotAllowed):
        temp.search.former("rikke")
    with pytest.raises(NotAllowed):
        temp.search.former_one(person_id)
