"""Incidents, conflicts and expulsions: four things kept apart, each with its own consequence."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from boform_app.clock import FixedClock
from boform_app.errors import Conflict, NotAllowed, ReasonNeeded, ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.incidents import ExpulsionCommand, IncidentCommand, IncidentView
from boform_app.services.views.records import NoteCommand, NoteView
from boform_app.services.views.stays import AdmitCommand, AdmitPreview
from boform_app.services.views.today import HOUSE, DeadlineRow
from tests import houses


def admit(services: Services, first: str, last: str, place: int) -> UUID:
    command = AdmitCommand(first, last, place_id=houses.PLACES[place])
    return services.stays.admit(command).first("person")


@pytest.fixture
def ole(services: Services) -> UUID:
    return admit(services, "Ole", "Bach", 1)


@pytest.fixture
def kim(services: Services) -> UUID:
    return admit(services, "Kim", "Dahl", 4)


@pytest.fixture
def staff(house: OpenHouse) -> Services:
    return houses.services(house, "staff")


@pytest.fixture
def temp(house: OpenHouse) -> Services:
    return houses.services(house, "temp")


def written(services: Services, *persons: UUID, **more: object) -> IncidentView:
    command = IncidentCommand("Et glas gik i stykker.", persons, **more)  # type: ignore[arg-type]  # by name
    return services.incidents.get(services.incidents.write(command).first("incident"))


def notes(services: Services, person: UUID) -> tuple[NoteView, ...]:
    return services.notes.for_person(person)


def house_rows(services: Services) -> list[DeadlineRow]:
    return [row for row in services.today.view().deadlines if row.person_id == HOUSE]


def preview(services: Services, person: UUID) -> AdmitPreview:
    return services.stays.preview_admission(AdmitCommand("Ole", "Bach", person_id=person))


def test_an_incident_has_one_signed_note_on_the_file_of_everybody_who_was_there(
    services: Services, ole: UUID, kim: UUID
) -> None:
    seen = written(services, ole, kim, place="køkkenet", done="Fejede op.", police_called=True)
    assert [one.name for one in seen.about] == ["Kim Dahl", "Ole Bach"]
    for person in (ole, kim):
        (note,) = [one for one in notes(services, person) if one.kind == "incident"]
        assert note.id == seen.note_id
        assert note.text.splitlines() == [
            "Et glas gik i stykker.", "Sted: køkkenet", "Vi gjorde: Fejede op.",
            "Politiet blev tilkaldt.",
        ]  # fmt: skip
    told = [item for item in services.handover.view().items if item.note_id == seen.note_id]
    assert len(told) == 1


def test_a_correction_is_a_linked_note_and_the_first_words_stay(
    services: Services, ole: UUID
) -> None:
    seen = written(services, ole)
    services.incidents.correct(seen.id, "Det var en kop.")
    after = services.incidents.get(seen.id)
    assert after.what == "Et glas gik i stykker."
    assert [note.text for note in after.corrections] == ["Det var en kop."]
    first = next(note for note in notes(services, ole) if note.id == seen.note_id)
    assert first.corrected_by == (after.corrections[0].id,)


def told_of(services: Services, person: UUID) -> list[UUID]:
    return [one.id for one in services.incidents.rows(person_id=person)]


def test_an_incident_goes_with_its_note_to_the_one_it_is_about(
    services: Services, ole: UUID, kim: UUID
) -> None:
    per = admit(services, "Per", "Holm", 2)
    seen = written(services, ole, per)
    assert seen.note_id is not None
    services.notes.move(seen.note_id, ole, kim, "Det var Kim")
    assert [told_of(services, one) for one in (ole, kim, per)] == [[], [seen.id], [seen.id]]
    after = services.incidents.get(seen.id)
    assert [one.name for one in after.about] == ["Kim Dahl", "Per Holm"]
    services.incidents.correct(seen.id, "Det var en kop.")
    assert "Det var en kop." not in {note.text for note in notes(services, ole)}
    for person in (kim, per):
        assert "Det var en kop." in {note.text for note in notes(services, person)}


def test_an_incident_names_nobody_twice_and_comes_back_when_the_move_is_undone(
    services: Services, ole: UUID, kim: UUID
) -> None:
    seen = written(services, ole, kim)
    assert seen.note_id is not None
    services.notes.move(seen.note_id, ole, kim, "Ole var der ikke")
    assert [one.name for one in services.incidents.get(seen.id).about] == ["Kim Dahl"]
    services.undo.undo()
    assert [one.name for one in services.incidents.get(seen.id).about] == ["Kim Dahl", "Ole Bach"]
    services.notes.move(
        services.notes.finish(NoteCommand("Sov godt.", (ole,))).first("note"),
        ole,
        kim,
        "Forkert side",
    )
    assert told_of(services, ole) == [seen.id], "another note takes no incident along"


def test_only_a_leader_reviews_and_is_reminded_until_it_is_done(
    services: Services, staff: Services, ole: UUID, clock: FixedClock
) -> None:
    seen = written(staff, ole)
    assert [row.action for row in house_rows(services)] == ["review:incident"]
    assert house_rows(staff) == []
    with pytest.raises(NotAllowed):
        staff.incidents.review(seen.id, seen.version)
    clock.set(clock.now() + timedelta(days=4))
    (row,) = house_rows(services)
    assert (row.badge_kind, row.is_law) == ("soon", False)
    assert "Husets egen påmindelse" in row.why
    services.incidents.review(seen.id, seen.version, "Talt igennem på husmødet.")
    assert house_rows(services) == []
    after = services.incidents.get(seen.id)
    assert (after.review_due, after.review) == (None, "Talt igennem på husmødet.")
    with pytest.raises(Conflict):
        services.incidents.review(seen.id, seen.version)


def test_a_uth_reminds_everybody_until_it_has_a_day(services: Services, staff: Services) -> None:
    seen = written(services, adverse_event="to_report")
    services.incidents.review(seen.id, seen.version)
    (row,) = house_rows(staff)
    assert "UTH" in row.what
    with pytest.raises(ValidationFailed) as refused:
        staff.incidents.set_adverse_event(seen.id, seen.version + 1, "reported")
    assert [(one.field, one.code) for one in refused.value.problems] == [
        ("reported_on", "required")
    ]
    today = services.open_house.clock.today()
    staff.incidents.set_adverse_event(seen.id, seen.version + 1, "reported", today)
    assert house_rows(staff) == []
    assert [one.id for one in services.incidents.rows("adverse")] == [seen.id]
    assert services.incidents.rows("review") == ()


def test_what_is_asked_of_an_incident_is_said_at_its_field(
    services: Services, clock: FixedClock
) -> None:
    later = clock.now() + timedelta(hours=1)
    with pytest.raises(ValidationFailed) as refused:
        services.incidents.write(IncidentCommand(" ", happened_at=later, harm="terrible"))
    assert {(one.field, one.code) for one in refused.value.problems} == {
        ("what", "required"), ("happened_at", "in_future"), ("harm", "unknown_choice"),
    }  # fmt: skip


def test_a_temp_reads_about_present_residents_and_a_closed_one_hides_the_words(
    services: Services, temp: Services, ole: UUID
) -> None:
    seen = written(services, ole)
    assert [one.id for one in temp.incidents.rows()] == [seen.id]
    facts = services.people.facts(ole)
    services.people.set_fact(ole, facts.version, "protected_address", True)
    (hidden,) = temp.incidents.rows()
    assert (hidden.hidden, hidden.what, hidden.about[0].name) == (True, "", "Beskyttet, vær. 1")
    with pytest.raises(ReasonNeeded):
        temp.incidents.correct(seen.id, "Noget andet")


def test_the_law_is_said_with_its_source(services: Services) -> None:
    force, why = services.incidents.law("use_of_force")
    assert "§ 110 giver ikke ret til magtanvendelse" in force
    assert why.source
    assert "DPSD" in services.incidents.law("adverse_event_duty")[0]


def test_a_conflict_stands_on_both_identity_bars_by_room_until_it_is_ended(
    services: Services, ole: UUID, kim: UUID, clock: FixedClock
) -> None:
    services.conflicts.add(ole, kim, clock.today(), "De har skændtes om køkkenet.")
    assert [one.text for one in services.people.identity(ole).alerts] == ["konflikt med vær. 4"]
    assert [one.text for one in services.people.identity(kim).alerts] == ["konflikt med vær. 1"]
    stay = services.people.identity(ole).stay_id
    assert stay is not None
    assert services.moves.look(stay, houses.PLACES[5]).near
    with pytest.raises(ValidationFailed):
        services.conflicts.add(kim, ole, clock.today(), "Igen.")
    (one,) = services.conflicts.of_person(kim)
    assert (one.first.name, one.second.name) == ("Kim Dahl", "Ole Bach")
    services.conflicts.end(one.id, one.version)
    assert services.people.identity(ole).alerts == ()
    assert not services.moves.look(stay, houses.PLACES[5]).near
    assert services.conflicts.rows() == ()
    assert [row.ended_on for row in services.conflicts.rows(ended=True)] == [clock.today()]


def test_an_expulsion_is_proposed_by_staff_decided_by_the_leader_and_seen_at_admission(
    services: Services, staff: Services, ole: UUID, clock: FixedClock
) -> None:
    until = clock.today() + timedelta(days=7)
    command = ExpulsionCommand(ole, clock.today(), until, ("admission", "visits"), "Slog en rude.")
    staff.expulsions.propose(command)
    (proposed,) = staff.expulsions.of_person(ole)
    assert proposed.state == "proposed"
    assert not preview(services, ole).expelled
    with pytest.raises(NotAllowed):
        staff.expulsions.decide(proposed.id, proposed.version)
    services.expulsions.decide(proposed.id, proposed.version)
    found = preview(services, ole)
    assert (found.expelled, found.expelled_until) == (True, until)
    assert services.people.identity(ole).alerts[0].text.startswith("bortvisning til")
    clock.set(clock.now() + timedelta(days=8))
    assert not preview(services, ole).expelled
    assert services.expulsions.of_person(ole) == ()
    assert [one.state for one in services.expulsions.rows(over=True)] == ["over"]


def test_an_expulsion_that_stops_visits_says_nothing_at_admission_and_a_lifted_one_neither(
    services: Services, ole: UUID, clock: FixedClock
) -> None:
    for stops in (("visits",), ("admission",)):
        services.expulsions.propose(ExpulsionCommand(ole, clock.today(), None, stops, "Grund."))
        one = next(row for row in services.expulsions.of_person(ole) if row.state == "proposed")
        services.expulsions.decide(one.id, one.version)
        assert preview(services, ole).expelled is (stops == ("admission",))
    for one in services.expulsions.of_person(ole):
        services.expulsions.lift(one.id, one.version, "Talt med lederen.")
    assert not preview(services, ole).expelled
    assert services.expulsions.rows() == ()


def test_a_temp_sees_what_stops_and_prepares_no_decision(
    services: Services, temp: Services, ole: UUID, clock: FixedClock
) -> None:
    command = ExpulsionCommand(ole, clock.today(), None, ("visits",), "Slog en rude.")
    with pytest.raises(NotAllowed):
        temp.expulsions.propose(command)
    services.expulsions.propose(command)
    assert temp.expulsions.rows() == ()
    (one,) = services.expulsions.of_person(ole)
    services.expulsions.decide(one.id, one.version)
    assert [row.reason for row in temp.expulsions.rows()] == [""]
