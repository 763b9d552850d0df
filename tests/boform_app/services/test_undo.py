"""Named undo and redo of one log-in; nobody's newer work is overwritten."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import select

from boform_app.errors import Conflict, NothingToUndo
from boform_app.services import undo as undo_module
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.records import NoteCommand, UndoState
from boform_app.services.views.stays import AdmitCommand
from models import journal, tables
from tests import houses
from tests.houses import PLACES


@pytest.fixture
def kim(services: Services) -> UUID:
    return services.stays.admit(AdmitCommand("Kim", "Dahl", place_id=PLACES[1])).first("person")


def set_phone(services: Services, person: UUID, phone: str) -> None:
    version = services.people.facts(person).version
    services.people.set_fact(person, version, "phone", phone)


def phone(services: Services, person: UUID) -> str:
    return services.people.facts(person).phone


def test_nothing_to_undo_at_first(services: Services) -> None:
    assert services.undo.state() == UndoState()
    with pytest.raises(NothingToUndo):
        services.undo.undo()
    with pytest.raises(NothingToUndo):
        services.undo.redo()


def test_back_and_forth_again_and_again(services: Services, kim: UUID) -> None:
    set_phone(services, kim, "11 11 11 11")
    set_phone(services, kim, "22 22 22 22")
    label = services.undo.state().undo_label
    assert "Kim" in label
    for _ in range(3):
        assert services.undo.undo().label == label
        assert phone(services, kim) == "11 11 11 11"
        assert services.undo.state().redo_label == label
        assert services.undo.redo().label == label
        assert phone(services, kim) == "22 22 22 22"
        assert services.undo.state().redo_label == ""
    services.undo.undo()
    services.undo.undo()
    assert phone(services, kim) == ""
    services.undo.redo()
    assert phone(services, kim) == "11 11 11 11"


def test_something_new_ends_the_redo_line(services: Services, kim: UUID) -> None:
    set_phone(services, kim, "11 11 11 11")
    services.undo.undo()
    set_phone(services, kim, "33 33 33 33")
    with pytest.raises(NothingToUndo):
        services.undo.redo()
    assert phone(services, kim) == "33 33 33 33"


def test_a_whole_admission_is_taken_back_and_comes_again(
    services: Services, house: OpenHouse, kim: UUID
) -> None:
    # Opening the page is logged; the log outlives the record.
    services.people.open(kim)
    changes = services.undo.undo()
    assert changes.touches("person", kim)
    with house.database.read() as session:
        assert session.get(tables.Person, kim) is None
        assert session.scalars(select(tables.Stay)).all() == []
        assert session.scalars(select(tables.AccessLog)).one().person_id == kim
    assert house.database.check() == []
    services.undo.redo()
    assert services.people.identity(kim).full_name == "Kim Dahl"
    assert [stay.room for stay in services.stays.for_person(kim)] == ["1"]
    assert house.database.check() == []


def test_only_this_log_in_is_undone(services: Services, house: OpenHouse, kim: UUID) -> None:
    set_phone(services, kim, "11 11 11 11")
    assert houses.services(house, log_in=2).undo.state() == UndoState()
    assert houses.services(house, "staff").undo.state() == UndoState()


def test_a_colleagues_newer_value_is_not_overwritten(
    services: Services, house: OpenHouse, kim: UUID
) -> None:
    set_phone(services, kim, "11 11 11 11")
    colleague = houses.services(house, "staff")
    set_phone(colleague, kim, "99 99 99 99")
    with pytest.raises(Conflict) as refused:
        services.undo.undo()
    assert (refused.value.entity, refused.value.changed_by) == ("person", "Ali")
    assert phone(services, kim) == "99 99 99 99"
    colleague.undo.undo()
    services.undo.undo()
    assert phone(services, kim) == ""


def test_a_colleague_may_change_another_column(
    services: Services, house: OpenHouse, kim: UUID
) -> None:
    set_phone(services, kim, "11 11 11 11")
    colleague = houses.services(house, "staff")
    version = colleague.people.facts(kim).version
    colleague.people.set_fact(kim, version, "email", "kim@example.dk")
    services.undo.undo()
    facts = services.people.facts(kim)
    assert (facts.phone, facts.email) == ("", "kim@example.dk")


def test_what_a_colleague_built_on_is_not_taken_away(
    services: Services, house: OpenHouse, kim: UUID
) -> None:
    houses.services(house, "staff").notes.finish(NoteCommand("Sov godt", (kim,)))
    with pytest.raises(Conflict) as refused:
        services.undo.undo()
    assert refused.value.changed_by == "Ali"
    assert services.people.identity(kim).full_name == "Kim Dahl"
    assert services.notes.count(kim) == 1


def test_removed_rows_come_back(services: Services, kim: UUID) -> None:
    services.circle.add_kin(kim, "Birgit", "mor", "12 34 56 78", "ja")
    (kin,) = services.people.facts(kim).kin
    services.circle.remove_kin(kin.id, kin.version)
    assert services.people.facts(kim).kin == ()
    services.undo.undo()
    (back,) = services.people.facts(kim).kin
    assert (back.id, back.name, back.phone) == (kin.id, "Birgit", "12 34 56 78")
    services.undo.redo()
    assert services.people.facts(kim).kin == ()


def test_a_join_is_undone_in_one_step(services: Services, kim: UUID) -> None:
    other = services.stays.admit(AdmitCommand("Kim", "Dal", place_id=PLACES[2]))
    services.stays.annul(other.first("stay"), "samme person")
    services.people.join(kim, other.first("person"))
    assert services.people.identity(other.first("person")).person_id == kim
    services.undo.undo()
    assert services.people.identity(other.first("person")).person_id == other.first("person")


def test_the_line_has_a_hundred_steps(
    services: Services, kim: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo_module, "STEPS", 3)
    for number in range(5):
        set_phone(services, kim, str(number))
    for _ in range(3):
        services.undo.undo()
    assert phone(services, kim) == "1"
    with pytest.raises(NothingToUndo):
        services.undo.undo()


def test_an_erased_step_cannot_be_undone_and_the_chain_holds(
    services: Services, house: OpenHouse, kim: UUID
) -> None:
    set_phone(services, kim, "11 11 11 11")
    with house.database.write_unjournaled() as session:
        for revision in session.scalars(select(tables.Revision)):
            session.delete(revision)
    assert services.undo.state() == UndoState()
    with house.database.read() as session:
        assert journal.verify_chain(session) == []


def test_undo_is_in_the_journal_and_the_history(
    services: Services, house: OpenHouse, kim: UUID
) -> None:
    set_phone(services, kim, "11 11 11 11")
    services.undo.undo()
    newest = services.history.for_person(kim)[0]
    assert (newest.kind, newest.fields) == ("undo", (("telefon", "11 11 11 11", ""),))
    assert newest.label.startswith("fortrudt: ")
    with house.database.read() as session:
        assert journal.verify_chain(session) == []
