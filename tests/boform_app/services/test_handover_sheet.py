"""What stands on the sheet for the change of shift, and what never does."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from boform_app.clock import COPENHAGEN, FixedClock
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.records import NoteCommand
from boform_app.services.views.rooms import ReserveCommand
from boform_app.services.views.stays import AdmitCommand
from reports.preview import page_count
from tests import houses
from tests.boform_app.services.letter_house import text_of_document
from tests.houses import PLACES


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=COPENHAGEN)


@pytest.fixture
def services(house: OpenHouse) -> Services:
    return houses.services(house)


def admit(services: Services, first: str, last: str, room: int) -> UUID:
    command = AdmitCommand(first, last, place_id=PLACES[room], cpr_unknown=True)
    return services.stays.admit(command).first("person")


def words(services: Services) -> str:
    data = services.handover.sheet()
    assert page_count(data) == 1
    return text_of_document(data)


@pytest.mark.parametrize(
    ("now", "title", "line"),
    [
        (at(6, 40), "Overlevering til dagvagten", "fra Mette Krogh, nattevagt ·"),
        (at(7, 20), "Overlevering til dagvagten", "fra Mette Krogh ·"),
        (at(14, 45), "Overlevering til aftenvagten", "fra Mette Krogh, dagvagt ·"),
        (at(22, 50), "Overlevering til nattevagten", "fra Mette Krogh, aftenvagt ·"),
    ],
)
def test_it_is_for_the_next_shift_or_the_one_that_just_began(
    services: Services, clock: FixedClock, now: datetime, title: str, line: str
) -> None:
    clock.set(now)
    said = words(services)
    assert title in said
    assert line in said


def test_first_name_initial_and_room_and_nothing_that_tells_more(
    services: Services, clock: FixedClock
) -> None:
    clock.set(at(3))
    jonas = admit(services, "Jonas Peter", "Lund", 1)
    dorte = admit(services, "Dorte", "Bruun", 2)
    services.notes.finish(NoteCommand("Urolig nat.", (jonas,), "night", important=True))
    stay = services.stays.for_person(dorte)[0].id
    services.absences.add_absence(
        stay, "prison", clock.today(), clock.today() + timedelta(days=1), "afsoner"
    )
    clock.set(at(7))
    said = words(services)
    assert "Vær. 1 Jonas L." in said
    assert "Urolig nat." in said
    assert "Dorte B. er ude" in said
    for hidden in ("Lund", "Bruun", "Peter", "afsoner", "fængsl"):
        assert hidden not in said, hidden


def test_after_midnight_it_is_still_the_night_that_runs(
    services: Services, clock: FixedClock
) -> None:
    clock.set(at(20))
    for room, (first, night) in enumerate((("Dorte", 23), ("Jonas", 24)), 1):
        stay = services.stays.for_person(admit(services, first, "Bruun", room))[0]
        services.absences.add_absence(
            stay.id, "hospital", date(2026, 11, night), date(2026, 11, night)
        )
    for now in (at(23, 40), at(2, day=24)):
        clock.set(now)
        said = words(services)
        assert "Dorte B. er ude" in said
        assert "Jonas B. er ude" not in said


def test_it_covers_the_shift_that_is_handed_over(
    services: Services, house: OpenHouse, clock: FixedClock
) -> None:
    clock.set(at(14, day=22))
    services.notes.finish(NoteCommand("Brandprøve.", ()))
    clock.set(at(15, 10))
    ali = houses.services(house, "staff")
    ali.notes.finish(NoteCommand("Kedlen er slukket.", ()))
    clock.set(at(17, 30))
    services.notes.finish(NoteCommand("Elevatoren står stille.", ()))
    for now in (at(22, 55), at(23, 5)):
        clock.set(now)
        said = words(services)
        assert "Kedlen er slukket." in said
        assert "Elevatoren står stille." in said


def test_a_protected_resident_is_a_room_also_for_who_has_opened_it(
    services: Services, clock: FixedClock
) -> None:
    clock.set(at(3))
    rikke = admit(services, "Rikke", "Nissen", 3)
    services.notes.finish(NoteCommand("Rikke sov dårligt.", (rikke,), important=True))
    services.people.set_fact(rikke, 1, "protected_address", True)
    services.people.open(rikke, "Jeg er på vagt")
    said = words(services)
    assert "Rikke" not in said
    assert "Vær. 3" in said
    assert "Se dagbogen." in said
    assert "Navn skjult. Sig ikke, hvem der bor her" in said


def test_what_is_to_be_done_and_what_to_remember(services: Services, clock: FixedClock) -> None:
    clock.set(at(6))
    kim = admit(services, "Kim", "Dahl", 1)
    services.people.set_fact(kim, 1, "key_worker", houses.STAFF["staff"][0])
    version = services.people.facts(kim).version
    services.circle.set_allergy(kim, version, "known", "penicillin")
    services.circle.add_alert(kim, "contact_rule", "ring ikke før kl. 10")
    today = clock.today()
    services.reservations.reserve(ReserveCommand(PLACES[4], today, "14", from_whom="Randers"))
    said = " ".join(words(services).split())
    assert "kl. 14 Vær. 4 Ny beboer kommer fra Randers." in said
    assert "Allergi: penicillin" in said
    assert "Ring ikke før kl. 10" in said
    clock.set(at(8, day=27))
    said = " ".join(words(services).split())
    assert "Orientering om optagelse. Skulle være gjort" in said
    assert "Ali" in said


def test_residents_on_it_can_see_that_it_was_made(services: Services, clock: FixedClock) -> None:
    clock.set(at(3))
    kim = admit(services, "Kim", "Dahl", 1)
    words(services)
    said = [entry.label for entry in services.history.for_person(kim)]
    assert any("overleveringsark" in text for text in said)
