"""Records that were joined: nobody reads a protected resident's name by the record a stay hangs on."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from boform_app.clock import FixedClock
from boform_app.errors import ReasonNeeded
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.letters import LetterEdits
from boform_app.services.views.people import ResidentFilter
from boform_app.services.views.stays import AdmitCommand, EndStayCommand
from tests import houses
from tests.houses import PLACES


def admit(services: Services, first: str, last: str, place: int) -> UUID:
    command = AdmitCommand(first, last, place_id=PLACES[place])
    return services.stays.admit(command).first("person")


def protect(services: Services, person: UUID) -> None:
    version = services.people.facts(person).version
    services.people.set_fact(person, version, "protected_address", value=True)


def protected(services: Services, person: UUID) -> bool:
    return services.people.facts(person).protected_address


@pytest.fixture
def old(services: Services, clock: FixedClock) -> UUID:
    """Somebody who lived here once."""
    person = admit(services, "Kim", "Dal", 1)
    clock.set(clock.now() + timedelta(days=2))
    stay = services.stays.for_person(person)[0]
    services.ending.end(EndStayCommand(stay.id, stay.version, clock.now(), "moved_own_wish"))
    return person


@pytest.fixture
def new(services: Services, old: UUID) -> UUID:
    """The same person, who lives here now under another record."""
    del old
    return admit(services, "Kim", "Dahl", 1)


@pytest.fixture
def temp(house: OpenHouse) -> Services:
    return houses.services(house, "temp")


def read_by(services: Services, stay: UUID) -> str:
    """Everything that lists of the house say of who lives in room 1."""
    look = services.moves.look(stay, PLACES[1])
    return " ".join(
        [
            *map(str, services.rooms.places()),
            *map(str, services.rooms.board()),
            *map(str, services.room_board.view().floors),
            *map(str, services.residents.rows(ResidentFilter())),
            *map(str, services.register.letters()),
            str(services.today.view()),
            str(services.handover.view()),
            look.taken_by,
            *look.living,
        ]
    )


def test_a_stay_of_a_joined_record_has_no_name_while_the_kept_one_is_closed(
    services: Services, temp: Services, old: UUID, new: UUID
) -> None:
    per = admit(services, "Per", "Holm", 2)
    other = services.stays.for_person(per)[0].id
    letter = services.letters.make(
        "admission_notice", new, LetterEdits(fields={"reason": "Har ingen bolig."})
    )
    services.register.mark_printed(letter.id, letter.version)
    assert "Dahl" in read_by(temp, other)
    protect(services, old)
    services.people.join(old, new)
    said = read_by(temp, other)
    assert "Per Holm" in said
    assert [name for name in ("Kim", "Dahl", "Dal") if name in said] == []
    look = temp.moves.look(other, PLACES[1])
    assert (look.free, look.taken_by, look.living) == (False, "", ("",))


def test_who_is_protected_under_one_record_stays_protected_when_they_are_joined(
    services: Services, house: OpenHouse, temp: Services, old: UUID, new: UUID
) -> None:
    stay = services.stays.for_person(new)[0].id
    protect(services, old)
    services.people.join(new, old)
    for closed in (temp, houses.services(house, "staff")):
        with pytest.raises(ReasonNeeded):
            closed.people.facts(new)
    assert "Dahl" not in read_by(temp, stay)
    # Who joined them had opened the protected one, and goes on working.
    assert services.people.facts(new).protected_since is not None
    again = houses.services(house, log_in=2)
    with pytest.raises(ReasonNeeded):
        again.people.facts(new)


def test_parted_again_each_has_its_own_protection(services: Services, old: UUID, new: UUID) -> None:
    protect(services, old)
    services.people.join(new, old)
    services.people.part(old)
    assert (protected(services, new), protected(services, old)) == (False, True)
    services.people.join(old, new)
    services.people.part(new)
    assert (protected(services, new), protected(services, old)) == (False, True)


def test_what_somebody_said_of_the_kept_record_since_is_not_taken_back(
    services: Services, old: UUID, new: UUID
) -> None:
    protect(services, old)
    services.people.join(new, old)
    version = services.people.facts(new).version
    services.people.set_fact(new, version, "protected_until", value=date(2027, 6, 1))
    services.people.part(old)
    assert protected(services, new)


def test_a_joining_that_is_undone_takes_the_protection_along(
    services: Services, old: UUID, new: UUID
) -> None:
    protect(services, old)
    services.people.join(new, old)
    services.undo.undo()
    assert (protected(services, new), protected(services, old)) == (False, True)
