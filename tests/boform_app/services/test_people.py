"""Who a person is, who may see it, one named fact at a time, and two records of one person."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from boform_app.clock import FixedClock
from boform_app.errors import Conflict, NotAllowed, ReasonNeeded, ValidationFailed
from boform_app.services.circle import CircleService
from boform_app.services.context import OpenHouse
from boform_app.services.ending import EndingService
from boform_app.services.people import PeopleService
from boform_app.services.stays import StaysService
from boform_app.services.undo import UndoService
from boform_app.services.views.stays import AdmitCommand, EndStayCommand
from models import tables
from tests import houses
from tests.houses import PLACES, STAFF

TODAY = date(2026, 11, 23)
CPR = "030588-1003"


def people(house: OpenHouse, role: str = "leader", log_in: int = 1) -> PeopleService:
    return PeopleService(house, houses.actor(house, role, log_in=log_in))


def admit(house: OpenHouse, first: str, last: str, place: int, cpr: str = "") -> UUID:
    command = AdmitCommand(
        first, last, cpr_text=cpr, place_id=PLACES[place],
        accepted=frozenset({"modulus_11", "cpr_known"}),
    )  # fmt: skip
    return StaysService(house, houses.actor(house)).admit(command).first("person")


def leave(house: OpenHouse, person_id: UUID, clock: FixedClock) -> None:
    clock.set(clock.now() + timedelta(days=2))
    stay = StaysService(house, houses.actor(house)).for_person(person_id)[0]
    EndingService(house, houses.actor(house)).end(
        EndStayCommand(stay.id, stay.version, clock.now(), "moved_own_wish")
    )


def views(house: OpenHouse) -> list[tuple[str, str]]:
    with house.database.read() as session:
        rows = session.scalars(select(tables.AccessLog).order_by(tables.AccessLog.id))
        return [(row.what, row.reason) for row in rows]


def codes(refused: pytest.ExceptionInfo[ValidationFailed]) -> list[tuple[str, str]]:
    return [(p.field, p.code) for p in refused.value.problems]


def test_the_identity_bar(house: OpenHouse) -> None:
    person_id = admit(house, "Kim", "Dahl", 3, CPR)
    bar = people(house).identity(person_id)
    assert (bar.list_name, bar.full_name, bar.call_name) == ("Dahl, Kim", "Kim Dahl", "Kim")
    assert (bar.birth_date, bar.age, bar.cpr_masked) == (date(1988, 5, 3), 38, "030588-••••")
    assert (bar.room, bar.allergy_status, bar.closed) == ("3", "not_asked", False)
    assert views(house) == []


def test_opening_and_the_whole_number_are_logged(house: OpenHouse) -> None:
    person_id = admit(house, "Kim", "Dahl", 3, CPR)
    people(house).open(person_id)
    assert people(house).reveal_cpr(person_id) == CPR
    assert views(house) == [("person", ""), ("cpr", "")]


def test_a_protected_resident_opens_with_a_reason_for_one_log_in(house: OpenHouse) -> None:
    person_id = admit(house, "Rikke", "Nissen", 3, CPR)
    people(house).set_fact(person_id, 1, "protected_address", value=True)
    other = people(house, "staff")
    bar = other.identity(person_id)
    assert (bar.closed, bar.full_name, bar.cpr_masked, bar.room) == (True, "", "", "3")
    for refused in (other.open, other.facts, other.reveal_cpr):
        with pytest.raises(ReasonNeeded):
            refused(person_id)
    assert views(house) == []
    assert other.open(person_id, "samtale med Rikke").full_name == "Rikke Nissen"
    assert views(house) == [("person", "samtale med Rikke")]
    again = people(house, "staff")
    assert again.identity(person_id).opened_reason == "samtale med Rikke"
    assert again.facts(person_id).first_name == "Rikke"
    assert people(house, "staff", log_in=2).identity(person_id).closed
    # Whoever protected her goes on working with her page.
    assert not people(house).identity(person_id).closed


def test_a_temp_sees_present_residents_only(house: OpenHouse, clock: FixedClock) -> None:
    person_id = admit(house, "Kim", "Dahl", 3)
    assert people(house, "temp").open(person_id).full_name == "Kim Dahl"
    leave(house, person_id, clock)
    with pytest.raises(NotAllowed) as refused:
        people(house, "temp").open(person_id)
    assert "Mette Krogh" in refused.value.who_can
    assert people(house, "staff").open(person_id).room == ""


@pytest.mark.parametrize(
    ("field", "value", "label"),
    [
        ("phone", "12 34 56 78", "telefon for Kim Dahl"),
        ("preferred_name", "Kimmer", "kaldenavn for Kim Dahl"),
        ("id_seen_on", TODAY, "dato for set ID for Kim Dahl"),
        ("key_worker_id", STAFF["staff"][0], "kontaktperson for Kim Dahl"),
        ("allergy", "penicillin", "allergi for Kim Dahl"),
    ],
)
def test_one_fact_is_one_named_step(
    house: OpenHouse, field: str, value: str | date | UUID, label: str
) -> None:
    person_id = admit(house, "Kim", "Dahl", 3)
    changes = people(house).set_fact(person_id, 1, field, value)
    assert changes.label == label
    assert changes.undoable
    facts = people(house).facts(person_id)
    assert facts.version == 2
    assert facts.last_changed is not None
    assert facts.last_changed.by == "Mette"


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("first_name", "  ", "required"),
        ("birth_date", TODAY + timedelta(days=1), "in_the_future"),
        ("cpr", "310288-1234", "cpr_impossible_date"),
        ("cpr", "12345", "cpr_wrong_length"),
        ("key_worker", UUID(int=1), "unknown_choice"),
        ("allergy_status", "much", "unknown_choice"),
        ("password", "x", "unknown_choice"),
    ],
)
def test_a_fact_is_refused_at_its_field(
    house: OpenHouse, field: str, value: str | date | UUID, code: str
) -> None:
    person_id = admit(house, "Kim", "Dahl", 3)
    with pytest.raises(ValidationFailed) as refused:
        people(house).set_fact(person_id, 1, field, value)
    assert codes(refused) == [(field, code)]


def test_a_known_number_closes_its_task(house: OpenHouse) -> None:
    person_id = admit(house, "Kim", "Dahl", 3)
    # Fails modulus 11: the page has asked, the service keeps it.
    people(house).set_fact(person_id, 1, "cpr", "0305881234")
    facts = people(house).facts(person_id)
    assert (facts.cpr_kind, facts.cpr_masked) == ("cpr", "030588-••••")
    assert facts.birth_date == date(1988, 5, 3)
    with house.database.read() as session:
        task = session.scalars(select(tables.Task).where(tables.Task.kind == "cpr_missing")).one()
    assert task.done_on == TODAY
    with pytest.raises(ValidationFailed) as refused:
        people(house).set_fact(person_id, 2, "birth_date", date(1990, 1, 1))
    assert codes(refused) == [("birth_date", "differs_from_cpr")]


def test_a_replacement_number_and_a_reason_for_none(house: OpenHouse) -> None:
    person_id = admit(house, "Ana", "Popescu", 3)
    people(house).set_fact(person_id, 1, "no_cpr_reason", "EU-borger")
    assert people(house).facts(person_id).cpr_kind == "none"
    people(house).set_fact(person_id, 2, "cpr", "0305881AB4")
    facts = people(house).facts(person_id)
    assert (facts.cpr_kind, facts.no_cpr_reason) == ("ecpr", "")


def test_a_stale_edit_names_who_changed_it(house: OpenHouse) -> None:
    person_id = admit(house, "Kim", "Dahl", 3)
    people(house, "staff").set_fact(person_id, 1, "phone", "11 11 11 11")
    # A note about the person later is no change of the person.
    CircleService(house, houses.actor(house)).add_kin(person_id, "Birgit")
    with pytest.raises(Conflict) as stale:
        people(house).set_fact(person_id, 1, "phone", "22 22 22 22")
    assert stale.value.changed_by == "Ali"
    assert people(house).facts(person_id).phone == "11 11 11 11"


def test_a_temp_changes_nothing_of_stamdata(house: OpenHouse) -> None:
    person_id = admit(house, "Kim", "Dahl", 3)
    with pytest.raises(NotAllowed):
        people(house, "temp").set_fact(person_id, 1, "phone", "1")


@pytest.mark.parametrize(
    ("first", "last", "typed", "found"),
    [
        ("Kim", "Dahl", "030588-", True),
        ("Kim", "Dahl", "", True),
        ("kim", "DAHL", "0305", True),
        ("Kim", "Dalh", "030588", True),
        ("", "", "030588-1003", True),
        ("Kim", "Dahl", "040588", False),
        ("Bo", "Vest", "030588", False),
        ("Kim", "", "", False),
    ],
)
def test_somebody_we_may_know(
    house: OpenHouse, clock: FixedClock, first: str, last: str, typed: str, *, found: bool
) -> None:
    person_id = admit(house, "Kim", "Dahl", 3, CPR)
    leave(house, person_id, clock)
    hits = people(house, "temp").duplicates(first, last, typed)
    assert [hit.person_id for hit in hits] == ([person_id] if found else [])
    if found:
        assert (hits[0].full_name, hits[0].last_stay_ended_on) == ("Kim Dahl", date(2026, 11, 25))
        assert not hits[0].in_house


@pytest.mark.parametrize("typed", ["Bjørn Ågård", "Bjoern Aagaard", "bjorn agard", "Bjørn Aagård"])
def test_danish_spellings_are_one_name(house: OpenHouse, typed: str) -> None:
    person_id = admit(house, "Bjørn", "Aagaard", 3, "030588")
    first, last = typed.split()
    assert [h.person_id for h in people(house).duplicates(first, last, "030588")] == [person_id]


def test_a_protected_person_is_known_without_telling_when_they_lived_here(
    house: OpenHouse,
) -> None:
    person_id = admit(house, "Rikke", "Nissen", 3, CPR)
    people(house).set_fact(person_id, 1, "protected_address", value=True)
    hit = people(house, "staff").duplicates("Rikke", "Nissen", "030588")[0]
    assert (hit.closed, hit.in_house, hit.last_stay_ended_on) == (True, False, None)


def test_two_records_are_joined_and_parted(house: OpenHouse, clock: FixedClock) -> None:
    old = admit(house, "Kim", "Dal", 1)
    leave(house, old, clock)
    new = admit(house, "Kim", "Dahl", 2, CPR)
    with pytest.raises(NotAllowed):
        people(house, "staff").join(new, old)
    changes = people(house).join(new, old)
    assert changes.label == "samling af Kim Dal og Kim Dahl"
    assert changes.ids["person"] == {old, new}
    stays = StaysService(house, houses.actor(house))
    assert len(stays.for_person(new)) == 2
    assert people(house).identity(old).person_id == new
    assert [h.person_id for h in people(house).duplicates("Kim", "Dal", "")] == [new]
    undo = UndoService(house, houses.actor(house))
    undo.undo()
    assert len(stays.for_person(new)) == 1
    undo.redo()
    with pytest.raises(ValidationFailed) as twice:
        people(house).join(new, old)
    assert codes(twice) == [("other_id", "joined_already")]
    people(house).part(old)
    assert len(stays.for_person(new)) == 1
    assert len(stays.for_person(old)) == 1


def test_two_who_live_here_at_once_are_not_one_person(house: OpenHouse) -> None:
    one, other = admit(house, "Kim", "Dahl", 1), admit(house, "Kim", "Dahl", 2)
    with pytest.raises(ValidationFailed) as refused:
        people(house).join(one, other)
    assert codes(refused) == [("other_id", "stays_overlap")]
    with pytest.raises(ValidationFailed) as same:
        people(house).join(one, one)
    assert codes(same) == [("other_id", "same_record")]


def test_considerations_stand_in_the_order_of_the_bar(house: OpenHouse) -> None:
    person_id = admit(house, "Ole", "Bach", 1)
    circle = CircleService(house, houses.actor(house))
    circle.add_alert(person_id, "animal", "hund")
    circle.add_alert(person_id, "safety", "bank på to gange")
    alerts = people(house).identity(person_id).alerts
    assert [a.kind for a in alerts] == ["safety", "animal"]
    circle.end_alert(alerts[0].id, alerts[0].version)
    assert [a.kind for a in people(house).identity(person_id).alerts] == ["animal"]
    with pytest.raises(ValidationFailed) as refused:
        circle.add_alert(person_id, "mood")
    assert codes(refused) == [("kind", "unknown_choice")]


def test_allergy_not_asked_none_and_named_are_three_facts(house: OpenHouse) -> None:
    person_id = admit(house, "Ole", "Bach", 1)
    circle = CircleService(house, houses.actor(house))
    with pytest.raises(ValidationFailed) as unnamed:
        circle.set_allergy(person_id, 1, "known", " ")
    assert codes(unnamed) == [("text", "required")]
    circle.set_allergy(person_id, 1, "known", "penicillin")
    assert people(house).identity(person_id).allergy == "penicillin"
    circle.set_allergy(person_id, 2, "none_known", "penicillin")
    bar = people(house).identity(person_id)
    assert (bar.allergy_status, bar.allergy) == ("none_known", "")


def test_next_of_kin(house: OpenHouse) -> None:
    person_id = admit(house, "Rikke", "Nissen", 1)
    circle = CircleService(house, houses.actor(house))
    with pytest.raises(ValidationFailed):
        circle.add_kin(person_id, " ")
    kin_id = circle.add_kin(person_id, "Birgit Nissen", "mor").first("next_of_kin")
    circle.change_kin(kin_id, 1, name="Birgit Nissen", relation="mor", may_contact="kun hvis ja")
    (kin,) = people(house).facts(person_id).kin
    assert (kin.name, kin.relation, kin.may_contact) == ("Birgit Nissen", "mor", "kun hvis ja")
    with pytest.raises(Conflict):
        circle.remove_kin(kin_id, 1)
    circle.remove_kin(kin_id, kin.version)
    assert people(house).facts(person_id).kin == ()
