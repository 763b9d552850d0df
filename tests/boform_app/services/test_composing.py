"""What helps somebody write a note: whom it is about, goals as readers, phrases, the last one again."""

from __future__ import annotations

from uuid import UUID

import pytest

from boform_app.errors import NotAllowed, NotFound, ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.records import NoteCommand
from boform_app.services.views.stay_plans import GoalCommand
from boform_app.services.views.stays import AdmitCommand
from tests import houses
from tests.houses import PLACES


@pytest.fixture
def services(house: OpenHouse) -> Services:
    return houses.services(house)


@pytest.fixture
def ali(house: OpenHouse) -> Services:
    return houses.services(house, "staff")


def admit(services: Services, first: str, room: int) -> UUID:
    command = AdmitCommand(first, "Dahl", place_id=PLACES[room])
    return services.stays.admit(command).first("person")


def goal(services: Services, person_id: UUID, title: str) -> str:
    """Reader key of a new goal of the person's present stay."""
    stay_id = services.stays.for_person(person_id)[0].id
    services.goals.save(GoalCommand(stay_id, title, "society.economy"))
    return next(one.key for one in services.composing.goals(person_id) if one.title == title)


def code_of(error: pytest.ExceptionInfo[ValidationFailed]) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in error.value.problems]


def test_everybody_who_lives_here_can_be_written_about_closed_ones_by_their_room(
    services: Services, ali: Services
) -> None:
    kim, _ = admit(services, "Kim", 1), admit(services, "Bo", 2)
    services.people.set_fact(kim, 1, "protected_address", True)
    assert [(one.name, one.room) for one in ali.composing.people()] == [
        ("Bo Dahl", "2"), ("Beskyttet, vær. 1", "1"),
    ]  # fmt: skip


def test_goals_can_be_readers_of_a_note_about_their_resident_alone(services: Services) -> None:
    kim, bo = admit(services, "Kim", 1), admit(services, "Bo", 2)
    key = goal(services, kim, "Betale husleje selv")
    services.notes.finish(NoteCommand("Betalte i dag.", (kim,), readers=(key,)))
    assert services.day_log.search("betalte").notes[0].goals == ("Betale husleje selv",)
    assert services.composing.goals(bo) == ()
    for about in ((bo,), (kim, bo), ()):
        with pytest.raises(ValidationFailed) as refused:
            services.notes.finish(NoteCommand("Noget.", about, readers=(key,)))
        assert code_of(refused) == [("readers", "unknown_choice")]


def test_goals_of_a_closed_resident_are_not_told(services: Services, ali: Services) -> None:
    kim = admit(services, "Kim", 1)
    goal(services, kim, "Betale husleje selv")
    services.people.set_fact(kim, services.people.facts(kim).version, "protected_address", True)
    assert ali.composing.goals(kim) == ()
    ali.people.open(kim, "Jeg er kontaktperson")
    assert len(ali.composing.goals(kim)) == 1


def test_the_last_entry_is_ones_own_and_no_correction(services: Services, ali: Services) -> None:
    kim = admit(services, "Kim", 1)
    assert services.composing.again() is None
    first = services.notes.finish(NoteCommand("Rolig nat.", (kim,), "night")).first("note")
    ali.notes.finish(NoteCommand("Alis egen.", (kim,)))
    services.notes.finish(NoteCommand("Urolig nat.", (), corrects_id=first))
    again = services.composing.again()
    assert again is not None
    assert (again.note.text, again.note.kind) == ("Rolig nat.", "night")


def test_phrases_are_the_house_s_or_one_s_own(services: Services, ali: Services) -> None:
    services.composing.keep_phrase("Rolig nat", "Rolig nat. Sov fra kl. 23.", own=False)
    ali.composing.keep_phrase("Post", "Åbnede post sammen.")
    services.composing.keep_phrase("Anden", "Min.")
    assert [(one.label, one.own) for one in ali.composing.phrases()] == [
        ("Rolig nat", False), ("Post", True),
    ]  # fmt: skip
    with pytest.raises(NotAllowed):
        ali.composing.keep_phrase("Husets", "Nej.", own=False)
    house, mine = ali.composing.phrases()
    with pytest.raises(NotAllowed):
        ali.composing.drop_phrase(house.id, house.version)
    with pytest.raises(NotAllowed):
        services.composing.drop_phrase(mine.id, mine.version)
    ali.composing.drop_phrase(mine.id, mine.version)
    assert [one.label for one in ali.composing.phrases()] == ["Rolig nat"]


def test_a_phrase_says_what_is_missing(services: Services) -> None:
    services.composing.keep_phrase("Post", "Åbnede post sammen.")
    with pytest.raises(ValidationFailed) as refused:
        services.composing.keep_phrase("post", " ")
    assert code_of(refused) == [("text", "required"), ("label", "name_taken")]


def test_a_correction_leads_to_the_note_it_corrects(services: Services, ali: Services) -> None:
    kim = admit(services, "Kim", 1)
    first = services.notes.finish(NoteCommand("kl. 13", (kim,))).first("note")
    second = services.notes.finish(NoteCommand("kl. 15", (), corrects_id=first)).first("note")
    found = ali.day_log.note(second)
    assert (found.note.id, [one.text for one in found.corrections]) == (first, ["kl. 15"])
    with pytest.raises(NotFound):
        ali.day_log.note(kim)
