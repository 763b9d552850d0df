"""Admission with a name and a place; what is refused, asked, made, undone and annulled."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from boform_app.clock import FixedClock, from_local, local_date
from boform_app.errors import Conflict, NotAllowed, Problem, ValidationFailed
from boform_app.rules.occupancy import Tally
from boform_app.services.absences import AbsencesService
from boform_app.services.context import OpenHouse
from boform_app.services.ending import EndingService
from boform_app.services.people import PeopleService
from boform_app.services.room_board import RoomBoardService
from boform_app.services.rooms import RoomsService
from boform_app.services.stays import StaysService
from boform_app.services.undo import UndoService
from boform_app.services.views.stays import AdmitCommand, EndStayCommand
from models import tables
from models.base import Base
from tests import houses
from tests.houses import PLACES, ROOMS, STAFF

TODAY = date(2026, 11, 23)


def stays(house: OpenHouse, role: str = "leader") -> StaysService:
    return StaysService(house, houses.actor(house, role))


def tally(house: OpenHouse) -> Tally:
    return RoomBoardService(house, houses.actor(house)).tally()


def problems(refused: pytest.ExceptionInfo[ValidationFailed]) -> set[tuple[str, str]]:
    return {(p.field, p.code) for p in refused.value.problems}


def first_problem(refused: pytest.ExceptionInfo[ValidationFailed]) -> Problem:
    return refused.value.problems[0]


def admit(house: OpenHouse, first: str = "Kim", place: int = 1, role: str = "leader") -> UUID:
    command = AdmitCommand(first, "Dahl", place_id=PLACES[place])
    return stays(house, role).admit(command).first("stay")


def counts(house: OpenHouse) -> dict[str, int]:
    # The vocabulary of the search keeps a word once it was written.
    kept = {"counter", "note_word", "operation", "operation_subject", "revision"}
    with house.database.read() as session:
        return {
            table.name: len(session.execute(select(table)).all())
            for table in Base.metadata.sorted_tables
            if table.name not in kept
        }


def test_a_name_and_a_place_are_enough(house: OpenHouse) -> None:
    changes = stays(house).admit(AdmitCommand("Kim", place_id=PLACES[1]))
    assert changes.label == "indskrivning af Kim"
    assert changes.undoable
    view = stays(house).get(changes.first("stay"))
    assert view.case_number == "2026-0001"
    assert view.decided_on == TODAY
    assert view.decided_by.name == "Mette Krogh"
    assert view.registered_by.name == "Mette Krogh"
    assert view.confirmed_at is not None
    assert not view.delegated
    assert view.room == "1"
    assert view.nights == 0
    assert [p.place_label for p in view.places] == ["1"]


def test_admission_leaves_the_municipality_and_the_number_open(house: OpenHouse) -> None:
    stay_id = admit(house)
    with house.database.read() as session:
        items = {
            row.code: row
            for row in session.scalars(
                select(tables.Prerequisite).where(tables.Prerequisite.stay_id == stay_id)
            )
        }
        plan = session.scalars(select(tables.ActionPlan)).one()
        tasks = set(session.scalars(select(tables.Task.kind)))
    assert sorted(items, key=lambda code: int(code[1:])) == [f"C{n}" for n in range(1, 13)]
    assert items["C9"].status == "missing"
    assert {row.status for code, row in items.items() if code != "C9"} == {"unknown"}
    assert items["C1"].owner == "us"
    assert items["C7"].owner == "municipality"
    assert plan.stay_id == stay_id
    assert plan.status == "not_requested"
    assert {"cpr_missing", "municipality_unknown"} <= tasks


def test_known_facts_leave_nothing_open(house: OpenHouse) -> None:
    command = AdmitCommand(
        "Kim", cpr_text="0305881003", place_id=PLACES[1], reasons=("no_dwelling",),
        acting_municipality_code="0851", accepted=frozenset({"modulus_11"}),
    )  # fmt: skip
    stays(house).admit(command)
    with house.database.read() as session:
        assert set(session.scalars(select(tables.Task.kind))) == {"data_information"}
        c9 = session.scalars(select(tables.Prerequisite).where(tables.Prerequisite.code == "C9"))
        assert c9.one().status == "unknown"
        person = session.scalars(select(tables.Person)).one()
    assert (person.cpr_kind, person.cpr) == ("cpr", "030588-1003")
    assert person.birth_date == date(1988, 5, 3)


def test_half_a_number_is_a_birth_date(house: OpenHouse) -> None:
    stays(house).admit(AdmitCommand("Kim", cpr_text="030588-", place_id=PLACES[1]))
    with house.database.read() as session:
        person = session.scalars(select(tables.Person)).one()
    assert (person.cpr_kind, person.cpr) == ("unknown", "")
    assert person.birth_date == date(1988, 5, 3)


def test_no_cpr_with_a_reason_is_an_answer(house: OpenHouse) -> None:
    command = AdmitCommand("Ana", no_cpr_reason="EU-borger", place_id=PLACES[1])
    stays(house).admit(command)
    with house.database.read() as session:
        assert session.scalars(select(tables.Person)).one().cpr_kind == "none"
        assert "cpr_missing" not in set(session.scalars(select(tables.Task.kind)))


def test_an_impossible_date_stops_and_modulus_11_asks(house: OpenHouse) -> None:
    with pytest.raises(ValidationFailed) as refused:
        stays(house).admit(AdmitCommand("Kim", cpr_text="3102881234", place_id=PLACES[1]))
    assert problems(refused) == {("cpr_text", "cpr_impossible_date")}
    odd = AdmitCommand("Kim", cpr_text="0305881234", place_id=PLACES[1])
    assert "modulus_11" in stays(house).preview_admission(odd).questions
    with pytest.raises(ValidationFailed) as asked:
        stays(house).admit(odd)
    assert problems(asked) == {("cpr_text", "modulus_11")}
    assert first_problem(asked).facts["question"]
    kept = AdmitCommand(
        "Kim", cpr_text="0305881234", place_id=PLACES[1], accepted=frozenset({"modulus_11"})
    )
    stays(house).admit(kept)


def test_everything_amiss_is_said_at_once(house: OpenHouse) -> None:
    command = AdmitCommand(" ", came="ufo", acting_municipality_code="9999", reasons=("x",))
    with pytest.raises(ValidationFailed) as refused:
        stays(house).admit(command)
    assert problems(refused) == {
        ("first_name", "required"),
        ("place_id", "required"),
        ("came", "unknown_choice"),
        ("reasons", "unknown_choice"),
        ("acting_municipality_code", "unknown_choice"),
    }


def test_a_taken_place_says_who_took_it(house: OpenHouse) -> None:
    admit(house, "Ole", 1, role="staff")
    with pytest.raises(ValidationFailed) as refused:
        admit(house, "Kim", 1)
    found = first_problem(refused)
    assert (found.field, found.code) == ("place_id", "place_taken")
    assert found.facts == {"place": "1", "by": "Ali"}


def test_an_extra_place_opens_and_goes_away_with_the_resident(
    house: OpenHouse, clock: FixedClock
) -> None:
    admit(house, "Ole", 1)
    rooms = RoomsService(house, houses.actor(house))
    command = AdmitCommand("Kim", extra_place_room_id=ROOMS[1])
    assert stays(house).preview_admission(command).tally_after.extra == 1
    stay_id = stays(house).admit(command).first("stay")
    assert [p.label for p in rooms.places() if p.room == "1"] == ["1", "1 ekstra"]
    assert (tally(house).residents, tally(house).extra) == (2, 1)
    clock.set(clock.now() + timedelta(hours=12))
    ending = EndingService(house, houses.actor(house))
    ending.end(EndStayCommand(stay_id, 1, clock.now(), "moved_own_wish"))
    assert (tally(house).residents, tally(house).extra) == (1, 0)
    again = stays(house).admit(AdmitCommand("Bo", extra_place_room_id=ROOMS[1])).first("stay")
    assert stays(house).get(again).places[0].place_label == "1 ekstra"


def test_one_person_cannot_live_here_twice(house: OpenHouse, clock: FixedClock) -> None:
    stay_id = admit(house)
    person_id = stays(house).get(stay_id).person_id
    again = AdmitCommand("Kim", person_id=person_id, place_id=PLACES[2])
    with pytest.raises(ValidationFailed) as refused:
        stays(house).admit(again)
    assert problems(refused) == {("arrived_at", "already_here")}
    clock.set(clock.now() + timedelta(days=3))
    EndingService(house, houses.actor(house)).end(
        EndStayCommand(stay_id, 1, clock.now(), "moved_own_wish")
    )
    before = clock.now() - timedelta(days=1)
    overlapping = AdmitCommand("Kim", person_id=person_id, place_id=PLACES[2], arrived_at=before)
    with pytest.raises(ValidationFailed) as overlap:
        stays(house).admit(overlapping)
    assert problems(overlap) == {("arrived_at", "stays_overlap")}
    stays(house).admit(again)
    assert len(stays(house).for_person(person_id)) == 2


def test_the_decision_may_lie_before_arrival_but_not_ahead(house: OpenHouse) -> None:
    friday = TODAY - timedelta(days=3)
    command = AdmitCommand("Kim", place_id=PLACES[1], decided_on=friday)
    preview = stays(house).preview_admission(command)
    # Friday's decision: Saturday, Monday and Tuesday count.
    assert preview.notice_due == date(2026, 11, 24)
    assert stays(house).get(stays(house).admit(command).first("stay")).decided_on == friday
    ahead = AdmitCommand("Bo", place_id=PLACES[2], decided_on=TODAY + timedelta(days=1))
    with pytest.raises(ValidationFailed) as refused:
        stays(house).admit(ahead)
    assert problems(refused) == {("decided_on", "in_the_future")}


def test_staff_admit_by_delegation_and_the_leader_confirms(house: OpenHouse) -> None:
    stay_id = admit(house, role="temp")
    view = stays(house).get(stay_id)
    assert view.delegated
    assert view.decided_by.name == "Mette Krogh"
    assert view.registered_by.name == "Freja Holst"
    assert view.confirmed_at is None
    with pytest.raises(NotAllowed) as refused:
        stays(house, "staff").confirm(stay_id)
    assert refused.value.who_can == ("Mette Krogh",)
    assert stays(house).confirm(stay_id).label == "bekræftet indskrivning af Kim Dahl"
    assert stays(house).get(stay_id).confirmed_at is not None
    with pytest.raises(ValidationFailed):
        stays(house).confirm(stay_id)


def test_only_a_leader_decides(house: OpenHouse) -> None:
    command = AdmitCommand("Kim", place_id=PLACES[1], decided_by_id=STAFF["staff"][0])
    with pytest.raises(ValidationFailed) as refused:
        stays(house, "staff").admit(command)
    assert problems(refused) == {("decided_by_id", "not_a_leader")}


def test_the_night_note_is_finished_and_signed(house: OpenHouse) -> None:
    stays(house, "temp").admit(AdmitCommand("Kim", place_id=PLACES[1], note="Fik te. Sov kl. 4."))
    with house.database.read() as session:
        note = session.scalars(select(tables.Note)).one()
        about = session.scalars(select(tables.NotePerson)).one()
        person = session.scalars(select(tables.Person)).one()
    assert (note.kind, note.text, note.author_id) == (
        "night",
        "Fik te. Sov kl. 4.",
        STAFF["temp"][0],
    )
    assert about.person_id == person.id


def test_undo_takes_everything_of_the_admission_back(house: OpenHouse) -> None:
    before = counts(house)
    stays(house).admit(
        AdmitCommand("Kim", extra_place_room_id=ROOMS[1], note="Fik te.", cpr_text="030588")
    )
    assert counts(house)["stay"] == 1
    undo = UndoService(house, houses.actor(house))
    assert undo.state().undo_label == "indskrivning af Kim"
    undo.undo()
    assert counts(house) == before


def test_case_numbers_run_within_the_year(house: OpenHouse, clock: FixedClock) -> None:
    first = stays(house).get(admit(house, "Kim", 1)).case_number
    second = stays(house).get(admit(house, "Ole", 2)).case_number
    clock.set(from_local(date(2027, 1, 2)))
    third = stays(house).get(admit(house, "Bo", 3)).case_number
    assert (first, second, third) == ("2026-0001", "2026-0002", "2027-0001")


def test_the_preview_says_what_will_happen(house: OpenHouse) -> None:
    admit(house, "Ole", 2)
    command = AdmitCommand(
        "Kim", place_id=PLACES[1], fact_registered_code="0851", fact_lived_code="0851",
        fact_wished_code="0730",
    )  # fmt: skip
    preview = stays(house, "staff").preview_admission(command)
    assert preview.place_label == "1"
    assert (preview.tally_after.residents, preview.tally_after.usable) == (2, 6)
    # Monday's decision gives Thursday.
    assert preview.notice_due == date(2026, 11, 26)
    assert preview.suggested_municipality_code == "0851"
    assert preview.notice_to == "Aalborg Kommune"
    assert "kommunerne afgør det" in preview.suggestion_reason
    assert "cpr_missing" in preview.can_wait
    assert counts(house)["stay"] == 1


def test_a_mistaken_admission_is_annulled_with_a_reason(house: OpenHouse) -> None:
    stay_id = admit(house)
    person_id = stays(house).get(stay_id).person_id
    with pytest.raises(NotAllowed):
        stays(house, "staff").annul(stay_id, "Forkert person")
    with pytest.raises(ValidationFailed):
        stays(house).annul(stay_id, "  ")
    changes = stays(house).annul(stay_id, "Forkert person")
    assert not changes.undoable
    assert stays(house).for_person(person_id) == ()
    assert stays(house).get(stay_id).annulled_reason == "Forkert person"
    assert tally(house).residents == 0
    with house.database.read() as session:
        open_tasks = select(tables.Task).where(tables.Task.done_on.is_(None))
        assert session.scalars(open_tasks).all() == []
    with pytest.raises(ValidationFailed):
        stays(house).annul(stay_id, "igen")


def test_one_fact_is_one_named_step(house: OpenHouse) -> None:
    stay_id = admit(house)
    changes = stays(house).set_fact(stay_id, 1, "acting_municipality_code", "0851")
    assert changes.label == "handlekommune for Kim Dahl"
    with house.database.read() as session:
        c9 = session.scalars(select(tables.Prerequisite).where(tables.Prerequisite.code == "C9"))
        assert c9.one().status == "unknown"
        unknown = select(tables.Task).where(tables.Task.kind == "municipality_unknown")
        assert session.scalars(unknown).one().done_on == TODAY
    with pytest.raises(Conflict) as stale:
        stays(house, "staff").set_fact(stay_id, 1, "came", "self")
    assert stale.value.changed_by == "Mette"
    UndoService(house, houses.actor(house)).undo()
    assert stays(house).get(stay_id).acting_municipality_code == ""
    with house.database.read() as session:
        unknown = select(tables.Task).where(tables.Task.kind == "municipality_unknown")
        assert session.scalars(unknown).one().done_on is None


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("decided_on", TODAY + timedelta(days=1), "in_the_future"),
        ("came", "ufo", "unknown_choice"),
        ("reasons", ("no_dwelling", "x"), "unknown_choice"),
        ("information_given_on", TODAY + timedelta(days=1), "in_the_future"),
        ("max_rent_kr", -1, "out_of_range"),
        ("ended_at", None, "unknown_choice"),
    ],
)
def test_a_fact_is_refused_at_its_field(
    house: OpenHouse, field: str, value: object, code: str
) -> None:
    stay_id = admit(house)
    with pytest.raises(ValidationFailed) as refused:
        stays(house).set_fact(stay_id, 1, field, value)  # type: ignore[arg-type]  # any value
    assert problems(refused) == {(field, code)}


def test_arrival_moves_with_its_place_and_not_into_another_stay(
    house: OpenHouse, clock: FixedClock
) -> None:
    ole = admit(house, "Ole", 1)
    clock.set(clock.now() + timedelta(days=2))
    moved = clock.now()
    RoomsService(house, houses.actor(house)).transfer(ole, PLACES[2])
    kim = admit(house, "Kim", 1)
    with pytest.raises(ValidationFailed) as refused:
        stays(house).set_fact(kim, 1, "arrived_at", moved - timedelta(days=1))
    assert problems(refused) == {("arrived_at", "place_taken_then")}
    earlier = houses.OPENED_AT - timedelta(hours=2)
    stays(house).set_fact(ole, 1, "arrived_at", earlier)
    view = stays(house).get(ole)
    assert view.arrived_at == earlier
    assert view.places[0].starts_at == earlier


def test_a_temp_changes_no_stamdata(house: OpenHouse) -> None:
    stay_id = admit(house)
    with pytest.raises(NotAllowed):
        stays(house, "temp").set_fact(stay_id, 1, "came", "self")


def test_absence_nights(house: OpenHouse, clock: FixedClock) -> None:
    stay_id = admit(house)
    away = AbsencesService(house, houses.actor(house, "temp"))
    with pytest.raises(ValidationFailed) as early:
        away.add_absence(stay_id, "leave", TODAY - timedelta(days=1))
    assert problems(early) == {("from_night", "before_arrival")}
    changes = away.add_absence(stay_id, "hospital", TODAY)
    assert changes.label == "fravær for Kim Dahl"
    with pytest.raises(ValidationFailed) as twice:
        away.add_absence(stay_id, "leave", TODAY + timedelta(days=1), TODAY + timedelta(days=2))
    assert problems(twice) == {("from_night", "absence_overlaps")}
    absence_id = changes.first("absence")
    with pytest.raises(ValidationFailed) as backwards:
        away.end_absence(absence_id, TODAY - timedelta(days=1))
    assert ("to_night", "end_before_start") in problems(backwards)
    away.end_absence(absence_id, TODAY + timedelta(days=1))
    view = stays(house).get(stay_id).absences[0]
    assert (view.kind, view.from_night, view.to_night) == (
        "hospital", TODAY, TODAY + timedelta(days=1),
    )  # fmt: skip


def test_two_desks_cannot_admit_one_person_at_the_same_moment(house: OpenHouse) -> None:
    person_id = stays(house).get(admit(house)).person_id
    PeopleService(house, houses.actor(house)).open(person_id)
    with pytest.raises(ValidationFailed):
        stays(house, "staff").admit(AdmitCommand("Kim", person_id=person_id, place_id=PLACES[3]))


def test_nights_are_counted_by_midnights(house: OpenHouse, clock: FixedClock) -> None:
    stay_id = admit(house)
    clock.set(datetime(2026, 11, 30, 8, 0, tzinfo=houses.OPENED_AT.tzinfo))
    assert stays(house).get(stay_id).nights == 7
    assert local_date(stays(house).get(stay_id).arrived_at) == TODAY
