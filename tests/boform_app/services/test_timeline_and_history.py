"""What happened, and who did it or looked: the timeline and Historik."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from boform_app.clock import FixedClock
from boform_app.errors import NotAllowed, ReasonNeeded
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.records import ConsentCommand, NoteCommand
from boform_app.services.views.stays import AdmitCommand, EndStayCommand
from models import tables
from tests import houses
from tests.houses import PLACES, STAFF

TODAY = date(2026, 11, 23)


@pytest.fixture
def kim(services: Services) -> UUID:
    command = AdmitCommand("Kim", "Dahl", place_id=PLACES[1], came="self")
    return services.stays.admit(command).first("person")


def kinds(services: Services, person: UUID, *, important_only: bool = False) -> list[str]:
    return [i.kind for i in services.timeline.items(person, important_only=important_only)]


def consent(services: Services, person: UUID) -> None:
    services.consents.give(
        ConsentCommand(
            person_id=person, information=("housing", "economy"), recipient="Aalborg Kommune",
            purpose="Bolig", valid_from=TODAY, valid_to=TODAY + timedelta(days=30),
            form="written", given_on=TODAY, municipality_code="0851",
        )
    )  # fmt: skip


def test_newest_first_with_words(services: Services, clock: FixedClock, kim: UUID) -> None:
    start = clock.now()
    clock.set(start + timedelta(hours=1))
    services.notes.finish(NoteCommand("Sov hele natten.", (kim,), kind="night"))
    (stay,) = services.stays.for_person(kim)
    clock.set(start + timedelta(hours=2))
    services.rooms.transfer(stay.id, PLACES[3])
    move, note, admission = services.timeline.items(kim)
    assert (move.kind, move.title) == ("move", "Flyttet til vær. 3")
    assert (note.title, note.text, note.author) == (
        "Notat – nat",
        "Sov hele natten.",
        "Mette Krogh",
    )
    assert (admission.kind, admission.title) == ("admission", "Indskrevet")
    assert admission.text == "Kom selv"


def test_only_the_important(services: Services, kim: UUID) -> None:
    services.notes.finish(NoteCommand("hverdag", (kim,)))
    services.notes.finish(NoteCommand("vigtigt", (kim,), important=True))
    (stay,) = services.stays.for_person(kim)
    services.absences.add_absence(stay.id, "family", TODAY, None, "")
    consent(services, kim)
    assert sorted(kinds(services, kim)) == ["absence", "admission", "consent", "note", "note"]
    assert sorted(kinds(services, kim, important_only=True)) == ["admission", "consent", "note"]


def test_a_consent_says_what_and_to_whom(services: Services, kim: UUID) -> None:
    consent(services, kim)
    item = next(i for i in services.timeline.items(kim) if i.kind == "consent")
    assert (item.title, item.has_time) == ("Samtykke underskrevet", False)
    assert item.text == "Aalborg Kommune. Bolig, økonomi."
    (view,) = services.consents.for_person(kim)
    services.consents.withdraw(view.id, view.version, TODAY)
    titles = [i.title for i in services.timeline.items(kim) if i.kind == "consent"]
    assert set(titles) == {"Samtykke underskrevet", "Samtykke tilbagekaldt"}


def test_earlier_stays_are_folded(services: Services, clock: FixedClock, kim: UUID) -> None:
    (stay,) = services.stays.for_person(kim)
    clock.set(clock.now() + timedelta(days=3))
    services.ending.end(
        EndStayCommand(
            stay.id, stay.version, clock.now(), "moved_own_wish", destination="family_friends"
        )
    )
    assert kinds(services, kim) == ["end", "admission"]
    clock.set(clock.now() + timedelta(days=3))
    services.stays.admit(AdmitCommand("Kim", "Dahl", person_id=kim, place_id=PLACES[1]))
    now, past = services.timeline.items(kim)
    assert (now.kind, past.kind, past.text) == (
        "admission",
        "past_stay",
        "23-11-2026 til 26-11-2026",
    )


def test_the_limit_is_kept(services: Services, clock: FixedClock, kim: UUID) -> None:
    for _ in range(5):
        clock.set(clock.now() + timedelta(minutes=1))
        services.notes.finish(NoteCommand("igen", (kim,)))
    assert kinds(services, kim)[:4] == ["note"] * 4
    assert len(services.timeline.items(kim, limit=4)) == 4


def test_history_names_fields_and_values_in_danish(services: Services, kim: UUID) -> None:
    facts = services.people.facts(kim)
    services.people.set_fact(kim, facts.version, "birth_date", date(1988, 5, 3))
    services.people.set_fact(kim, facts.version + 1, "key_worker", STAFF["staff"][0])
    key_worker, birth, admission = services.history.for_person(kim)
    assert key_worker.fields == (("kontaktperson", "", "Ali Demir"),)
    assert birth.fields == (("fødselsdato", "", "03-05-1988"),)
    assert birth.by == "Mette Krogh"
    assert (admission.label, admission.fields) == ("indskrivning af Kim Dahl", ())


def test_a_cpr_number_is_never_whole_in_the_history(services: Services, kim: UUID) -> None:
    version = services.people.facts(kim).version
    services.people.set_fact(kim, version, "cpr", "0305884321")
    (changed, *_) = services.history.for_person(kim)
    assert ("CPR-nummer", "", "030588-••••") in changed.fields
    assert "4321" not in repr(changed)


def test_views_stand_among_the_changes(services: Services, house: OpenHouse, kim: UUID) -> None:
    houses.services(house, "staff").people.open(kim)
    view = next(item for item in services.history.for_person(kim) if item.is_view)
    assert (view.by, view.label, view.fields) == ("Ali Demir", "har åbnet siden", ())


def test_an_erased_step_keeps_time_and_name(
    services: Services, house: OpenHouse, kim: UUID
) -> None:
    with house.database.write_unjournaled() as session:
        session.delete(session.scalars(select(tables.Revision)).all()[-1])
    (item,) = services.history.for_person(kim)
    assert (item.kind, item.label, item.by) == ("stay.admit", "", "Mette Krogh")


def test_a_protected_person_is_closed_until_opened(
    services: Services, house: OpenHouse, kim: UUID
) -> None:
    version = services.people.facts(kim).version
    services.people.set_fact(kim, version, "protected_address", value=True)
    other = houses.services(house, "staff")
    for look in (other.timeline.items, other.history.for_person, other.notes.for_person):
        with pytest.raises(ReasonNeeded):
            look(kim)
    other.people.open(kim, "samtale med Kim")
    assert other.timeline.items(kim)
    assert any(i.reason == "samtale med Kim" for i in other.history.for_person(kim))


def test_a_temp_sees_present_residents_only(
    services: Services, house: OpenHouse, kim: UUID
) -> None:
    temp = houses.services(house, "temp")
    assert temp.timeline.items(kim)
    (stay,) = services.stays.for_person(kim)
    services.stays.annul(stay.id, "kom aldrig")
    for look in (temp.timeline.items, temp.history.for_person):
        with pytest.raises(NotAllowed):
            look(kim)
