"""The house log: a day by shifts, whom one may read about, search, and who has read it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from boform_app.clock import COPENHAGEN, FixedClock
from boform_app.services.context import OpenHouse
from boform_app.services.day_log import HITS
from boform_app.services.facade import Services
from boform_app.services.views.day_log import LogNote
from boform_app.services.views.records import NoteCommand
from boform_app.services.views.stays import AdmitCommand
from tests import houses
from tests.asked import queries, steps
from tests.houses import PLACES

TODAY = date(2026, 11, 23)


@pytest.fixture
def services(house: OpenHouse) -> Services:
    return houses.services(house)


@pytest.fixture
def temp(house: OpenHouse) -> Services:
    return houses.services(house, "temp")


@pytest.fixture
def kim(services: Services) -> UUID:
    return services.stays.admit(AdmitCommand("Kim", "Dahl", place_id=PLACES[1])).first("person")


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=COPENHAGEN)


def write(services: Services, text: str, *persons: UUID, **more: object) -> UUID:
    command = NoteCommand(text, persons, **more)  # type: ignore[arg-type] # fields by name
    return services.notes.finish(command).first("note")


def texts(notes: tuple[LogNote, ...]) -> list[str]:
    return [one.note.text for one in notes]


def test_a_day_is_read_by_shifts_the_latest_first(
    services: Services, clock: FixedClock, kim: UUID
) -> None:
    clock.set(at(23, 50))
    for text, when in (
        ("midnat", at(0)), ("morgen", at(6, 59)), ("dag", at(7)), ("dag sent", at(14, 59)),
        ("aften", at(15)), ("nat igen", at(23)), ("i går", at(23, 59, 22)),
    ):  # fmt: skip
        write(services, text, kim, happened_at=when)
    day = services.day_log.day(TODAY)
    assert [(part.key, part.starts, part.ends, texts(part.notes)) for part in day.parts] == [
        ("night", 23, 7, ["nat igen"]),
        ("evening", 15, 23, ["aften"]),
        ("day", 7, 15, ["dag sent", "dag"]),
        ("night", 23, 7, ["morgen", "midnat"]),
    ]
    assert day.notes == 6
    assert day.after is None
    assert day.before is not None
    assert (day.before.day, day.before.notes) == (date(2026, 11, 22), 1)
    earlier = services.day_log.day(date(2026, 11, 22))
    assert earlier.after is not None
    assert (earlier.after.day, earlier.after.notes) == (TODAY, 6)


def test_a_correction_hangs_under_its_note(services: Services, kim: UUID) -> None:
    first = write(services, "kl. 13", kim)
    second = write(services, "kl. 15", corrects_id=first)
    write(services, "kl. 16", corrects_id=second)
    day = services.day_log.day(TODAY)
    ((note,),) = [part.notes for part in day.parts]
    assert note.note.text == "kl. 13"
    assert [one.text for one in note.corrections] == ["kl. 15", "kl. 16"]
    assert (day.notes, day.corrections) == (1, 2)


def test_whom_a_note_is_about(services: Services, kim: UUID) -> None:
    write(services, "om Kim", kim)
    write(services, "om huset")
    (house_note, kims) = services.day_log.day(TODAY).parts[0].notes
    assert house_note.about == ()
    ((subject),) = kims.about
    assert (subject.person_id, subject.name, subject.room) == (kim, "Kim Dahl", "1")


def test_a_protected_resident_is_a_room_and_no_text_until_opened(
    services: Services, house: OpenHouse, kim: UUID
) -> None:
    write(services, "Ringede til søsteren", kim)
    services.people.set_fact(kim, 1, "protected_address", True)
    ali = houses.services(house, "staff")
    (note,) = ali.day_log.day(TODAY).parts[0].notes
    assert note.hidden
    assert note.note.text == ""
    assert note.about[0].name == "Beskyttet, vær. 1"
    assert ali.day_log.search("søster").notes == ()
    ali.people.open(kim, "Jeg er kontaktperson")
    (note,) = ali.day_log.day(TODAY).parts[0].notes
    assert note.note.text == "Ringede til søsteren"
    assert texts(ali.day_log.search("søster").notes) == ["Ringede til søsteren"]


def test_a_temp_reads_of_present_residents_and_of_the_last_days(
    services: Services, temp: Services, clock: FixedClock, kim: UUID
) -> None:
    clock.set(at(8, day=1))
    write(services, "gammelt om huset")
    clock.set(at(8))
    gone = services.stays.admit(AdmitCommand("Ole", "Bach", place_id=PLACES[2]))
    write(services, "om Ole", gone.first("person"))
    write(services, "om Kim og Ole", kim, gone.first("person"))
    services.stays.annul(gone.first("stay"), "Oprettet ved en misforståelse")
    assert [texts(part.notes) for part in temp.day_log.day(TODAY).parts] == [["om Kim og Ole"]]
    assert temp.day_log.day(date(2026, 11, 1)).parts == ()
    assert temp.day_log.search("gammelt").notes == ()
    assert texts(services.day_log.search("gammelt").notes) == ["gammelt om huset"]
    assert texts(services.day_log.search("ole om").notes) == ["om Kim og Ole", "om Ole"]


def test_search_shows_the_newest_and_goes_on(
    services: Services, clock: FixedClock, kim: UUID
) -> None:
    for number in range(HITS + 5):
        write(services, f"nøgle {number}", kim, happened_at=clock.now() - timedelta(days=number))
    first = services.day_log.search("noegle")
    assert texts(first.notes) == [f"nøgle {number}" for number in range(HITS)]
    then = services.day_log.search("noegle", first.more)
    assert texts(then.notes) == [f"nøgle {number}" for number in range(HITS, HITS + 5)]
    assert then.more is None
    assert services.day_log.search("   ").notes == ()


def test_words_of_a_correction_find_the_note_on_its_own_day(
    services: Services, temp: Services, clock: FixedClock, kim: UUID
) -> None:
    clock.set(at(9, day=6))
    first = write(services, "Medicin kl. 20", kim)
    clock.set(at(10, day=7))
    write(services, "Roligt", kim)
    clock.set(at(8))
    second = write(services, "Medicin kl. 21", corrects_id=first)
    write(services, "Medicin kl. 22 fra lørdag", corrects_id=second)
    write(services, "Ny medicin", kim)
    assert texts(services.day_log.search("medicin").notes) == ["Ny medicin", "Medicin kl. 20"]
    (hit,) = services.day_log.search("lørdag").notes
    assert hit.note.id == first
    assert [one.text for one in hit.corrections] == ["Medicin kl. 21", "Medicin kl. 22 fra lørdag"]
    # The day of the note is too long ago for a temp, so it is no hit either.
    assert temp.day_log.search("lørdag").notes == ()


def test_a_temp_finds_what_was_written_down_late(
    services: Services, temp: Services, clock: FixedClock, kim: UUID
) -> None:
    clock.set(at(8, day=2))
    write(services, "nøgle fra dengang", kim)
    clock.set(at(8))
    for number in range(HITS + 1):
        write(services, f"nøgle {number}", kim, happened_at=at(7) - timedelta(hours=number))
    write(services, "nøgle skrevet sent", kim, happened_at=at(8, day=1))
    write(services, "skrevet sent", kim, happened_at=at(8, day=1))
    first = temp.day_log.search("nøgle")
    assert texts(first.notes) == [f"nøgle {number}" for number in range(HITS)]
    then = temp.day_log.search("nøgle", first.more)
    assert texts(then.notes) == [f"nøgle {HITS}", "nøgle skrevet sent"]
    assert then.more is None


def test_old_notes_cost_a_temp_s_search_nothing(
    services: Services, temp: Services, clock: FixedClock, kim: UUID
) -> None:
    def search() -> None:
        assert texts(temp.day_log.search("nøgle").notes) == ["nøgle nu"]

    write(services, "nøgle nu", kim)
    few, short, now = queries(search), steps(search), clock.now()
    clock.set(at(8, day=1))
    old = HITS * 20
    for number in range(old):
        write(services, f"nøgle {number}", kim)
    clock.set(now)
    assert queries(search) == few
    # To walk past a note takes some nine steps.
    assert steps(search) < short + 2 * old


def test_a_page_is_full_although_some_hits_may_not_be_read(
    services: Services, house: OpenHouse, clock: FixedClock, kim: UUID
) -> None:
    ole = services.stays.admit(AdmitCommand("Ole", "Bach", place_id=PLACES[2])).first("person")
    for number in range(HITS + 10):
        write(
            services, f"nøgle {number}", ole if number % 2 else kim,
            happened_at=clock.now() - timedelta(days=number),
        )  # fmt: skip
    services.people.set_fact(ole, 1, "protected_address", True)
    first = houses.services(house, "staff").day_log.search("nøgle")
    wanted = [f"nøgle {number}" for number in range(0, HITS + 10, 2)]
    assert texts(first.notes) == wanted
    assert first.more is None


def test_who_has_read_the_last_note_of_a_day(
    services: Services, house: OpenHouse, clock: FixedClock, kim: UUID
) -> None:
    ali = houses.services(house, "staff")
    write(services, "Alt roligt", kim)
    clock.set(at(22))
    ali.handover.mark_read()
    day = services.day_log.day(TODAY)
    assert [name.first_name for name in day.read_by] == ["Ali"]
    assert [name.first_name for name in day.unread_by] == ["Mette"]
    clock.set(at(22, 30))
    write(services, "Brandalarm", kim)
    day = services.day_log.day(TODAY)
    assert day.read_by == ()
    assert [name.first_name for name in day.unread_by] == ["Ali", "Mette"]


def test_nobody_has_read_a_day_they_never_saw(
    services: Services, temp: Services, clock: FixedClock, kim: UUID
) -> None:
    clock.set(at(12, day=21))
    write(services, "Lørdag", kim)
    clock.set(at(9, day=24))
    write(services, "I dag", kim)
    temp.handover.mark_read()
    saturday, tuesday = (services.day_log.day(date(2026, 11, day)) for day in (21, 24))
    assert saturday.read_by == ()
    assert [name.first_name for name in tuesday.read_by] == ["Freja"]


def test_a_day_is_read_in_several_times(
    services: Services, house: OpenHouse, clock: FixedClock, kim: UUID
) -> None:
    ali = houses.services(house, "staff")
    clock.set(at(10, day=22))
    write(services, "Formiddag", kim)
    clock.set(at(15, day=22))
    ali.handover.mark_read()
    clock.set(at(23, 30, day=22))
    write(services, "Sent", kim)
    assert services.day_log.day(date(2026, 11, 22)).read_by == ()
    clock.set(at(15))
    ali.handover.mark_read()
    day = services.day_log.day(date(2026, 11, 22))
    assert [name.first_name for name in day.read_by] == ["Ali"]


def test_a_correction_has_to_be_read_too(
    services: Services, house: OpenHouse, clock: FixedClock, kim: UUID
) -> None:
    ali = houses.services(house, "staff")
    clock.set(at(22))
    note = write(services, "Medicin kl. 20", kim, important=True)
    clock.set(at(22, 10))
    ali.handover.mark_read()
    clock.set(at(22, 20))
    write(services, "Medicin kl. 21", corrects_id=note)
    day = services.day_log.day(TODAY)
    assert (day.read_by, ali.handover.view().unread) == ((), 1)
    assert "Ali" in [name.first_name for name in day.unread_by]
    ali.handover.mark_read()
    day = services.day_log.day(TODAY)
    assert [name.first_name for name in day.read_by] == ["Ali"]


def test_an_old_day_names_nobody_who_came_long_after(
    services: Services, temp: Services, clock: FixedClock, kim: UUID
) -> None:
    clock.set(at(12, day=1) - timedelta(days=100))
    write(services, "Engang", kim)
    clock.set(at(12))
    temp.handover.mark_read()
    day = services.day_log.day((at(12, day=1) - timedelta(days=100)).date())
    assert [name.first_name for name in day.unread_by] == ["Mette"]


def test_an_empty_day_says_where_the_notes_are(services: Services, kim: UUID) -> None:
    write(services, "om Kim", kim)
    day = services.day_log.day(date(2026, 12, 24))
    assert (day.parts, day.notes, day.read_by, day.unread_by) == ((), 0, (), ())
    assert day.before is not None
    assert day.before.day == TODAY
