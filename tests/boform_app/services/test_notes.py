"""Finished notes are signed and stay; a correction is a new note; a moved one leaves a trace."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from boform_app.clock import FixedClock
from boform_app.errors import NotAllowed, NotFound, NothingToUndo, ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.records import NoteCommand, NoteView
from boform_app.services.views.stays import AdmitCommand
from models import tables
from tests import houses
from tests.houses import PLACES

Codes = set[tuple[str, str]]


def codes(refused: pytest.ExceptionInfo[ValidationFailed]) -> Codes:
    return {(p.field, p.code) for p in refused.value.problems}


@pytest.fixture
def kim(services: Services) -> UUID:
    return services.stays.admit(AdmitCommand("Kim", "Dahl", place_id=PLACES[1])).first("person")


@pytest.fixture
def ole(services: Services) -> UUID:
    return services.stays.admit(AdmitCommand("Ole", "Bach", place_id=PLACES[2])).first("person")


def write(services: Services, text: str, *persons: UUID, **more: object) -> UUID:
    command = NoteCommand(text, persons, **more)  # type: ignore[arg-type] # fields by name
    return services.notes.finish(command).first("note")


def only(services: Services, person: UUID) -> NoteView:
    (view,) = services.notes.for_person(person)
    return view


def test_a_note_is_signed_and_dated(services: Services, kim: UUID) -> None:
    changes = services.notes.finish(NoteCommand("  Sov hele natten. ", (kim,), kind="night"))
    assert changes.label == "notat om Kim Dahl"
    view = only(services, kim)
    assert (view.text, view.kind) == ("Sov hele natten.", "night")
    assert view.author.name == "Mette Krogh"
    assert view.written_at == view.happened_at == services.open_house.clock.now()
    assert services.notes.count(kim) == 1
    assert services.notes.latest(kim) == view


def test_a_note_can_be_about_several_or_about_the_house(
    services: Services, kim: UUID, ole: UUID
) -> None:
    assert services.notes.finish(NoteCommand("Delte en pizza", (kim, ole))).label == (
        "notat om Kim Dahl og 1 anden"
    )
    assert services.notes.finish(NoteCommand("Fyret er slukket", ())).label == "notat om huset"
    assert only(services, kim).id == only(services, ole).id
    assert set(only(services, kim).persons) == {kim, ole}


def test_what_is_refused_is_said_at_the_field(services: Services, house: OpenHouse) -> None:
    with pytest.raises(ValidationFailed) as refused:
        services.notes.finish(
            NoteCommand(
                " ", (uuid4(),), kind="gossip", corrects_id=uuid4(),
                happened_at=house.clock.now() + timedelta(minutes=1),
            )
        )  # fmt: skip
    assert codes(refused) == {
        ("text", "required"),
        ("kind", "unknown_choice"),
        ("happened_at", "in_future"),
        ("person_ids", "unknown_person"),
        ("corrects_id", "unknown_note"),
    }


def test_a_finished_note_is_not_undone(services: Services, kim: UUID) -> None:
    write(services, "Ringede til banken", kim)
    assert services.undo.state().undo_label == "indskrivning af Kim Dahl"
    assert services.undo.state().standing == ("notat om Kim Dahl",)
    house_only = houses.services(services.open_house, log_in=2)
    write(house_only, "Fyret er slukket")
    with pytest.raises(NothingToUndo) as nothing:
        house_only.undo.undo()
    assert nothing.value.standing == ("notat om huset",)


def test_a_correction_is_a_linked_note_on_the_same_file(services: Services, kim: UUID) -> None:
    wrong = write(services, "Kommer kl. 8", kim)
    right = services.notes.finish(NoteCommand("Kommer kl. 9", (), corrects_id=wrong))
    assert right.label == "rettelse om Kim Dahl"
    first, second = services.notes.for_person(kim)
    views = {first.id: first, second.id: second}
    assert views[wrong].text == "Kommer kl. 8"
    assert views[wrong].corrected_by == (right.first("note"),)
    assert views[right.first("note")].corrects_id == wrong


def test_a_moved_note_leaves_time_and_actor_not_the_text(
    services: Services, kim: UUID, ole: UUID
) -> None:
    note = write(services, "Er gravid", kim, kind="health", important=True, readers=("leader",))
    write(services, "I uge 12", kim, corrects_id=note)
    services.notes.move(note, kim, ole, "Skrevet på den forkerte")
    traces = services.notes.for_person(kim)
    assert len(traces) == 2
    for trace in traces:
        assert (trace.text, trace.kind, trace.important, trace.readers) == ("", "", False, ())
        assert trace.corrects_id is None
        assert trace.author.name == "Mette Krogh"
        assert trace.moved_reason == "Skrevet på den forkerte"
        assert trace.moved_by == trace.author
        assert ole not in trace.persons
    assert services.notes.count(kim) == 0
    assert services.notes.latest(kim) is None
    assert {view.text for view in services.notes.for_person(ole)} == {"Er gravid", "I uge 12"}
    assert services.notes.count(ole) == 2


def test_a_note_can_be_moved_back(services: Services, kim: UUID, ole: UUID) -> None:
    note = write(services, "Er gravid", kim)
    services.notes.move(note, kim, ole, "forkert")
    services.notes.move(note, ole, kim, "alligevel rigtigt")
    assert only(services, kim).text == "Er gravid"
    assert only(services, ole).text == ""
    with pytest.raises(NotFound):
        services.notes.move(note, ole, kim, "en gang til")


def test_moving_needs_a_reason_and_another_person(services: Services, kim: UUID, ole: UUID) -> None:
    note = write(services, "Er gravid", kim)
    with pytest.raises(ValidationFailed) as refused:
        services.notes.move(note, kim, kim, "  ")
    assert codes(refused) == {("reason", "required"), ("to_person", "same_person")}
    with pytest.raises(ValidationFailed) as refused:
        services.notes.move(note, kim, uuid4(), "ja")
    assert codes(refused) == {("to_person", "unknown_person")}
    with pytest.raises(NotFound):
        services.notes.move(note, ole, kim, "ja")


def test_undoing_a_move_brings_the_note_back(services: Services, kim: UUID, ole: UUID) -> None:
    note = write(services, "Er gravid", kim)
    services.notes.move(note, kim, ole, "forkert")
    assert services.undo.undo().label == "flytning af notat til en anden beboer"
    assert only(services, kim).text == "Er gravid"
    assert services.notes.for_person(ole) == ()


def test_neither_history_tells_whom_a_moved_note_went_to(
    services: Services, kim: UUID, ole: UUID
) -> None:
    note = write(services, "Er gravid", kim)
    services.notes.move(note, kim, ole, "forkert")
    for person, other in ((kim, "Ole"), (ole, "Kim")):
        told = [str(one) for one in services.history.for_person(person) if one.kind == "note.move"]
        assert len(told) == 1
        assert other not in told[0]


def test_pages_follow_each_other_without_a_gap(
    services: Services, clock: FixedClock, kim: UUID
) -> None:
    start = clock.now()
    for minute in (0, 1, 1, 1, 2):
        clock.set(start + timedelta(minutes=minute))
        write(services, f"minut {minute}", kim)
    first = services.notes.for_person(kim, limit=2)
    assert [view.text for view in first] == ["minut 2", "minut 1", "minut 1", "minut 1"]
    second = services.notes.for_person(kim, before=first[-1].happened_at, limit=2)
    assert [view.text for view in second] == ["minut 0"]


def test_a_temp_reads_fourteen_days_of_present_residents(
    services: Services, house: OpenHouse, clock: FixedClock, kim: UUID
) -> None:
    temp = houses.services(house, "temp")
    start = clock.now()
    write(services, "for længe siden", kim)
    clock.set(start + timedelta(days=14))
    assert temp.notes.count(kim) == 1
    clock.set(start + timedelta(days=14, seconds=1))
    write(temp, "i nat", kim)
    assert [view.text for view in temp.notes.for_person(kim)] == ["i nat"]
    assert temp.notes.count(kim) == 1
    assert services.notes.count(kim) == 2
    (stay,) = services.stays.for_person(kim)
    services.stays.annul(stay.id, "kom aldrig")
    with pytest.raises(NotAllowed) as refused:
        temp.notes.for_person(kim)
    assert refused.value.permission == "see_residents"


def test_notes_follow_joined_records(services: Services, kim: UUID) -> None:
    other = services.stays.admit(AdmitCommand("Kim", "Dal", place_id=PLACES[3]))
    double = other.first("person")
    write(services, "på den anden mappe", double)
    services.stays.annul(other.first("stay"), "samme person")
    services.people.join(kim, double)
    assert only(services, kim).text == "på den anden mappe"
    services.undo.undo()
    assert services.notes.for_person(kim) == ()


def test_a_note_is_one_transaction(services: Services, house: OpenHouse, kim: UUID) -> None:
    begun: list[str] = []
    house.database.watch_queries(lambda _, text: begun.append(text))
    write(services, "hurtigt", kim)
    assert [text for text in begun if text.startswith("BEGIN IMMEDIATE")] == ["BEGIN IMMEDIATE"]
    with house.database.read() as session:
        assert len(session.scalars(select(tables.Note)).all()) == 1
