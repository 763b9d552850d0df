"""Siden sidste vagt: computed for each person, and read receipts."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from boform_app.clock import COPENHAGEN, FixedClock
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.handover import SHOWN
from boform_app.services.views.records import NoteCommand
from boform_app.services.views.stays import AdmitCommand
from tests import houses
from tests.houses import PLACES


@pytest.fixture
def mette(house: OpenHouse) -> Services:
    return houses.services(house)


@pytest.fixture
def ali(house: OpenHouse) -> Services:
    return houses.services(house, "staff")


@pytest.fixture
def kim(mette: Services, clock: FixedClock) -> UUID:
    """Lives here since the week before."""
    clock.set(at(9, day=16))
    return mette.stays.admit(AdmitCommand("Kim", "Dahl", place_id=PLACES[1])).first("person")


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=COPENHAGEN)


def write(services: Services, text: str, *persons: UUID, **more: object) -> UUID:
    command = NoteCommand(text, persons, **more)  # type: ignore[arg-type] # fields by name
    return services.notes.finish(command).first("note")


def told(services: Services) -> list[str]:
    return [item.text for item in services.handover.view().items]


def test_since_the_last_shift_of_this_person(
    mette: Services, ali: Services, clock: FixedClock, kim: UUID
) -> None:
    clock.set(at(15, 45, day=20))
    write(mette, "Fredag", kim, important=True)
    clock.set(at(3, 10))
    write(ali, "Urolig nat", kim, kind="night")
    clock.set(at(6, 50))
    assert mette.handover.view().since == at(15, 45, day=20)
    assert told(mette) == ["Urolig nat"]
    # What Mette does at the beginning of her shift belongs to the shift.
    write(mette, "Læst post", kim, important=True)
    clock.set(at(9))
    assert mette.handover.view().since == at(15, 45, day=20)
    # Ali has been here since the night began, and has no shift before it.
    clock.set(at(6, 55))
    assert ali.handover.view().since == at(3, 10, day=22)
    assert "Fredag" not in told(ali)


def test_the_end_of_a_shift_empties_nothing(
    mette: Services, ali: Services, clock: FixedClock, kim: UUID
) -> None:
    clock.set(at(22, 40, day=22))
    write(ali, "Forrige aften", kim)
    clock.set(at(14, 30))
    write(mette, "Vagten er to i aften", kim, important=True)
    clock.set(at(15, 10))
    write(ali, "Kaffe", kim)
    clock.set(at(21, 30))
    write(mette, "Lægen ringer kl. 23", kim, important=True)
    clock.set(at(21, 50))
    write(ali, "Talte med Kim", kim)
    for now in (at(22, 55), at(23, 5), at(0, 20, day=24)):
        clock.set(now)
        view = ali.handover.view()
        assert view.since == at(22, 40, day=22)
        assert [item.text for item in view.items] == ["Lægen ringer kl. 23", "Vagten er to i aften"]
        assert view.unread == 2
    ali.handover.mark_read()
    assert ali.handover.view().unread == 0


def test_what_was_left_unread_comes_again_and_says_how_far_back(
    mette: Services, ali: Services, clock: FixedClock, kim: UUID
) -> None:
    clock.set(at(8, day=20))
    write(mette, "Mettes egen", kim, important=True)
    clock.set(at(9, day=20))
    write(ali, "Læst", kim, important=True)
    clock.set(at(10, day=20))
    mette.handover.mark_read()
    clock.set(at(15, day=20))
    write(ali, "Ulæst", kim, important=True)
    clock.set(at(15, 30, day=20))
    ali.rooms.transfer(ali.stays.for_person(kim)[0].id, PLACES[4])
    clock.set(at(15, 45, day=20))
    mette.rooms.transfer(mette.stays.for_person(kim)[0].id, PLACES[2])
    clock.set(at(15, 50, day=20))
    write(mette, "Går hjem", kim)
    clock.set(at(20, day=20))
    write(ali, "Fredag aften", kim, important=True)
    clock.set(at(8))
    view = mette.handover.view()
    assert view.since == at(15, 50, day=20)
    assert [item.text for item in view.items] == [
        "Fredag aften", "Flyttet fra vær. 1 til vær. 4", "Ulæst",
    ]  # fmt: skip
    assert (view.unread, view.left_from) == (3, at(15, day=20))
    mette.handover.mark_read()
    view = mette.handover.view()
    assert ([item.text for item in view.items], view.left_from) == (["Fredag aften"], None)


def test_nothing_is_left_for_ever(
    mette: Services, ali: Services, clock: FixedClock, kim: UUID
) -> None:
    clock.set(at(12, day=18))
    write(ali, "For længe siden", kim, important=True)
    clock.set(at(9, day=22))
    write(mette, "Er her", kim)
    clock.set(at(8))
    assert told(mette) == []


def test_what_the_next_shift_is_told(
    mette: Services, ali: Services, clock: FixedClock, kim: UUID
) -> None:
    clock.set(at(22, day=22))
    ordinary = write(ali, "Drak kaffe", kim, kind="day")
    write(ali, "Flaget", kim, important=True)
    write(ali, "Til vagten", kim, readers=("handover",))
    write(ali, "Om huset")
    write(ali, "Faldt på trappen", kim, kind="incident")
    write(ali, "Ikke kaffe, men te", corrects_id=ordinary)
    wrong = write(ali, "Aftale kl. 13", kim, important=True)
    write(ali, "Kl. 15, ikke kl. 13", corrects_id=wrong)
    clock.set(at(8))
    items = mette.handover.view().items
    assert {item.text for item in items} == {
        "Flaget", "Til vagten", "Om huset", "Faldt på trappen", "Aftale kl. 13",
        "Kl. 15, ikke kl. 13",
    }  # fmt: skip
    (correction,) = [item for item in items if item.kind == "correction"]
    assert correction.note_id == wrong
    assert correction.about[0].name == "Kim Dahl"
    assert correction.important


def test_a_note_that_was_written_late_is_told_all_the_same(
    mette: Services, ali: Services, clock: FixedClock, kim: UUID
) -> None:
    clock.set(at(15, day=21))
    write(mette, "Lørdag", kim)
    clock.set(at(7))
    write(ali, "Skete fredag", kim, important=True, happened_at=at(12, day=20))
    assert "Skete fredag" in told(mette)


def test_who_came_moved_and_left(
    mette: Services, ali: Services, clock: FixedClock, kim: UUID
) -> None:
    clock.set(at(21, 40, day=22))
    ole = ali.stays.admit(
        AdmitCommand("Ole", "Bach", place_id=PLACES[2], decided_by_id=houses.STAFF["leader"][0],
                     delegated=True)
    )  # fmt: skip
    clock.set(at(23, day=22))
    ali.rooms.transfer(ole.first("stay"), PLACES[3])
    clock.set(at(8))
    found = [(item.kind, item.about[0].name, item.text) for item in mette.handover.view().items]
    assert found == [
        ("move", "Ole Bach", "Flyttet fra vær. 2 til vær. 3"),
        ("arrival", "Ole Bach", "Ny beboer på vær. 2"),
    ]


def test_read_items_stay_and_are_marked(
    mette: Services, ali: Services, clock: FixedClock, kim: UUID
) -> None:
    clock.set(at(3))
    write(ali, "Nat", kim, important=True)
    clock.set(at(8))
    assert mette.handover.view().unread == 1
    mette.handover.mark_read()
    clock.set(at(9))
    write(ali, "Morgen", kim, important=True)
    view = mette.handover.view()
    assert [(item.text, item.read) for item in view.items] == [("Morgen", False), ("Nat", True)]
    assert view.unread == 1
    # A receipt is one person's own.
    assert houses.services(mette.open_house, "temp").handover.view().unread == 2


def test_a_receipt_does_not_cover_what_was_written_after_it(
    mette: Services, ali: Services, clock: FixedClock, kim: UUID
) -> None:
    clock.set(at(0, 10, day=24))
    mette.handover.mark_read()
    clock.set(at(0, 40, day=24))
    write(ali, "Det var før midnat.", kim, kind="night", happened_at=at(23, 30))
    command = AdmitCommand("Bo", "Friis", place_id=PLACES[2], count_night_before=True)
    ali.stays.admit(command)
    clock.set(at(15, 5, day=24))
    found = {item.text: (item.at, item.read) for item in mette.handover.view().items}
    assert found["Det var før midnat."] == (at(23, 30), False)
    assert found["Ny beboer på vær. 2"] == (at(23, 59), False)


def test_a_protected_resident_is_only_a_room(
    mette: Services, ali: Services, clock: FixedClock, kim: UUID
) -> None:
    mette.people.set_fact(kim, 1, "protected_address", True)
    clock.set(at(3))
    ali.people.open(kim, "Nattevagt")
    write(ali, "Talte i telefon med sin søster", kim, important=True)
    clock.set(at(8))
    (item,) = houses.services(mette.open_house, "temp").handover.view().items
    assert (item.about[0].name, item.text) == ("Beskyttet, vær. 1", "")


def test_a_long_night_says_how_much_more_there_is(
    mette: Services, ali: Services, clock: FixedClock, kim: UUID
) -> None:
    for number in range(SHOWN + 3):
        clock.set(at(1) + timedelta(minutes=number))
        write(ali, f"Nr. {number}", kim, important=True)
    clock.set(at(8))
    view = mette.handover.view()
    assert (len(view.items), view.older, view.unread) == (SHOWN, 3, SHOWN + 3)
    assert view.items[0].text == f"Nr. {SHOWN + 2}"
