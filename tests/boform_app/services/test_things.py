"""Tasks, calendar, keys, post, storage and the medicine cabinet of a house."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boform_app.clock import FixedClock, from_local
from boform_app.errors import Conflict, NotAllowed, ReasonNeeded, ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.house_tasks import next_day
from boform_app.services.views.contacts import MeetingCommand
from boform_app.services.views.incidents import IncidentCommand
from boform_app.services.views.stays import AdmitCommand, EndStayCommand
from boform_app.services.views.things import (
    AppointmentCommand,
    MedicineCommand,
    MedicineView,
    MoveCommand,
    TaskCommand,
    ThingCommand,
)
from boform_app.services.views.today import HOUSE, DeadlineRow
from tests import houses
from tests.boform_app.services.letter_house import text_of_document

SECOND = houses.STAFF["staff"][0]


def admit(services: Services, first: str, last: str, place: int) -> UUID:
    command = AdmitCommand(first, last, place_id=houses.PLACES[place])
    return services.stays.admit(command).first("person")


@pytest.fixture
def ole(services: Services) -> UUID:
    return admit(services, "Ole", "Bach", 1)


@pytest.fixture
def staff(house: OpenHouse) -> Services:
    return houses.services(house, "staff")


def own(services: Services, *, mine: bool = False) -> list[DeadlineRow]:
    rows = services.today.view(mine=mine).deadlines
    return [row for row in rows if row.person_id == HOUSE]


def leave(services: Services, person: UUID, clock: FixedClock) -> None:
    stay = services.stays.for_person(person)[0]
    services.ending.end(
        EndStayCommand(stay.id, stay.version, clock.now(), "moved_own_wish", "unknown")
    )


def protect(services: Services, person: UUID) -> None:
    facts = services.people.facts(person)
    services.people.set_fact(person, facts.version, "protected_address", True)


# -- tasks -----------------------------------------------------------------------------------------


def test_a_task_is_done_by_somebody_at_an_hour_and_then_it_is_over(
    services: Services, staff: Services, clock: FixedClock
) -> None:
    services.house_tasks.save(TaskCommand("Skift filter", due_on=clock.today()))
    (task,) = services.house_tasks.rows()
    staff.house_tasks.done(task.id, task.version)
    assert services.house_tasks.rows() == ()
    (over,) = services.house_tasks.rows(closed=True)
    (done,) = over.done
    assert (done.by.id, done.at, done.was_due_on) == (SECOND, clock.now(), clock.today())
    with pytest.raises(Conflict):
        services.house_tasks.done(task.id, task.version)


@pytest.mark.parametrize(("behind", "ahead"), [(0, 7), (3, 4), (7, 7), (20, 1), (-2, 9)])
def test_a_repeated_task_keeps_its_rhythm_and_asks_for_no_day_that_was_missed(
    behind: int, ahead: int
) -> None:
    today = date(2026, 11, 23)
    found = next_day(today - timedelta(days=behind), 7, today)
    assert found == today + timedelta(days=ahead)


def test_a_task_stands_on_i_dag_for_its_owner_or_for_all(
    services: Services, staff: Services, clock: FixedClock
) -> None:
    today = clock.today()
    services.house_tasks.save(TaskCommand("Tøm postkasse", due_on=today, every_days=1))
    services.house_tasks.save(TaskCommand("Ring til VVS", due_on=today, assigned_id=SECOND))
    services.house_tasks.save(TaskCommand("Om længe", due_on=today + timedelta(days=30)))
    assert [row.words for row in own(services)] == ["Tøm postkasse", "Ring til VVS"]
    assert [row.words for row in own(services, mine=True)] == ["Tøm postkasse"]
    assert len(own(staff, mine=True)) == 2
    row = own(services)[0]
    assert (row.action, row.badge_text) == ("done:task", "I dag")
    services.house_tasks.done(UUID(row.subject))
    assert [row.badge_text for row in own(services)] == ["I dag", "I morgen"]


def test_what_a_task_needs_is_said_at_its_field(services: Services) -> None:
    with pytest.raises(ValidationFailed) as refused:
        services.house_tasks.save(TaskCommand(" ", every_days=0, due_time="25"))
    assert {(one.field, one.code) for one in refused.value.problems} == {
        ("title", "required"), ("every_days", "out_of_range"), ("due_on", "required"),
        ("due_time", "time.not_understood"),
    }  # fmt: skip


# -- calendar --------------------------------------------------------------------------------------


def test_appointments_and_meetings_stand_in_one_order_with_a_reminder_of_their_own(
    services: Services, ole: UUID, clock: FixedClock
) -> None:
    today = clock.today()
    tomorrow = today + timedelta(days=1)
    stay = services.people.identity(ole).stay_id
    services.meetings.plan(MeetingCommand(from_local(tomorrow, 13), stay_id=stay, agenda=()))
    services.appointments.save(
        AppointmentCommand("Tandlæge", from_local(tomorrow, 10), person_id=ole, remind_days=1)
    )
    services.appointments.save(
        AppointmentCommand("Brandøvelse", from_local(tomorrow, 0), all_day=True)
    )
    items = services.appointments.between(tomorrow, tomorrow)
    assert [one.words for one in items] == ["Brandøvelse", "Tandlæge", "Møde"]
    assert [one.kind for one in services.appointments.between(today, tomorrow, ole)] == [
        "appointment", "meeting",
    ]  # fmt: skip
    assert services.appointments.between(today, today) == ()
    (row,) = own(services)
    assert (row.what, row.words, row.name) == ("Aftale kl. 10.00", "Tandlæge", "Ole Bach")
    item = items[1]
    services.appointments.cancel(item.id, item.version)
    assert own(services) == []


def test_a_calendar_file_names_nobody_unless_asked(
    services: Services, ole: UUID, clock: FixedClock
) -> None:
    at = from_local(clock.today(), 10)
    services.appointments.save(AppointmentCommand("Tandlæge", at, person_id=ole, place="Kajgade"))
    services.appointments.save(AppointmentCommand("Brandøvelse", at))
    plain = services.appointments.calendar(clock.today(), clock.today()).decode()
    assert "Brandøvelse" in plain
    assert not any(word in plain for word in ("Tandlæge", "Ole", "Kajgade"))
    named = services.appointments.calendar(clock.today(), clock.today(), names=True).decode()
    assert "Tandlæge · Ole Bach" in named


def test_an_appointment_of_a_closed_resident_is_a_time(
    services: Services, staff: Services, ole: UUID, clock: FixedClock
) -> None:
    at = from_local(clock.today(), 10)
    services.appointments.save(AppointmentCommand("Tandlæge", at, person_id=ole, remind_days=0))
    protect(services, ole)
    (item,) = staff.appointments.between(clock.today(), clock.today())
    assert (item.words, item.hidden) == ("", True)
    assert own(staff)[0].words == ""
    with pytest.raises(ReasonNeeded):
        staff.appointments.cancel(item.id, item.version)


# -- keys, post, storage ---------------------------------------------------------------------------


def test_a_key_goes_out_and_back_and_is_missed_when_the_resident_has_left(
    services: Services, ole: UUID, clock: FixedClock
) -> None:
    services.keeping.save(ThingCommand("key", ole, "Vær. 1", "12"))
    assert own(services) == []
    stay = services.stays.for_person(ole)[0]
    preview = services.ending.preview(stay.id, "moved_own_wish", "own_home", clock.now())
    assert preview.kept == ("1 nøgle er ikke afleveret",)
    leave(services, ole, clock)
    (row,) = own(services)
    assert (row.what, row.subject.partition(":")[0]) == (
        "Nøgle ikke afleveret efter opholdet", "keys",
    )  # fmt: skip
    (key,) = services.keeping.rows("key")
    assert not key.living_here
    services.keeping.gone(key.id, key.version, "returned")
    assert own(services) == []
    (back,) = services.keeping.rows("key", gone=True)
    assert (back.outcome, back.gone_at) == ("returned", clock.now())


def test_post_is_said_to_the_contact_person_alone(
    services: Services, staff: Services, ole: UUID
) -> None:
    facts = services.people.facts(ole)
    services.people.set_fact(ole, facts.version, "key_worker", SECOND)
    services.keeping.save(ThingCommand("post", ole, "Brev", "Udbetaling Danmark"))
    assert own(services) == []
    assert [row.what for row in own(staff)] == ["Post ligger her"]
    (post,) = staff.keeping.rows("post", ole)
    staff.keeping.gone(post.id, post.version, "handed_over")
    assert own(staff) == []


def test_stored_things_have_a_day_and_what_is_thrown_away_an_agreement(
    services: Services, ole: UUID, clock: FixedClock
) -> None:
    until = clock.today() + timedelta(days=2)
    services.keeping.save(ThingCommand("belonging", ole, "To kasser", "hylde 3", until_on=until))
    (row,) = own(services)
    assert (row.what, row.due) == ("Opbevaring til", until)
    (thing,) = services.keeping.rows("belonging")
    with pytest.raises(ValidationFailed):
        services.keeping.gone(thing.id, thing.version, "thrown_away")
    with pytest.raises(ValidationFailed):
        services.keeping.gone(thing.id, thing.version, "returned")
    services.keeping.gone(thing.id, thing.version, "thrown_away", "Aftalt med Ole i dag.")
    assert own(services) == []


def test_the_sheet_has_what_is_stored_now_and_nobody_elses(
    services: Services, staff: Services, ole: UUID
) -> None:
    kim = admit(services, "Kim", "Dahl", 2)
    for person, what in ((ole, "To kasser"), (ole, "En stol"), (kim, "En cykel")):
        services.keeping.save(ThingCommand("belonging", person, what, "kælderen"))
    services.keeping.save(ThingCommand("key", ole, "Vær. 1"))
    first = services.keeping.rows("belonging", ole)[0]
    services.keeping.gone(first.id, first.version, "handed_over")
    facts = services.belongings.facts(ole)
    assert (facts.name, [one.what for one in facts.things]) == ("Ole Bach", ["En stol"])
    assert services.belongings.sheet(ole).startswith(b"%PDF")
    protect(services, ole)
    with pytest.raises(ReasonNeeded):
        staff.belongings.sheet(ole)


# -- medicine --------------------------------------------------------------------------------------


def keep(services: Services, person: UUID, number: int = 20) -> MedicineView:
    services.medicines.keep(MedicineCommand(person, "Panodil 500 mg", number, SECOND, "piller"))
    return services.medicines.rows(person)[0]


def test_every_line_has_two_initials_of_two_people(services: Services, ole: UUID) -> None:
    kept = keep(services, ole)
    services.medicines.move(MoveCommand(kept.id, 20, "out", 2, SECOND))
    lines = services.medicines.moves(kept.id)
    assert [(one.kind, one.change, one.left) for one in lines] == [("out", -2, 18), ("in", 20, 20)]
    assert {(one.first.initials, one.second.initials) for one in lines} == {("MK", "AD")}
    assert services.actor.staff_id not in {one.id for one in services.medicines.colleagues()}
    with pytest.raises(ValidationFailed) as refused:
        services.medicines.move(MoveCommand(kept.id, 18, "out", 1, services.actor.staff_id))
    assert [one.code for one in refused.value.problems] == ["second_needed"]


def test_nobody_hands_out_what_is_not_there_or_counts_from_an_old_number(
    services: Services, staff: Services, ole: UUID
) -> None:
    kept = keep(services, ole, 3)
    with pytest.raises(ValidationFailed) as refused:
        services.medicines.move(MoveCommand(kept.id, 3, "out", 4, SECOND))
    assert [one.code for one in refused.value.problems] == ["more_than_left"]
    services.medicines.move(MoveCommand(kept.id, 3, "out", 1, SECOND))
    with pytest.raises(Conflict):
        staff.medicines.move(MoveCommand(kept.id, 3, "out", 1, houses.STAFF["leader"][0]))


def test_a_count_that_does_not_hold_says_why(services: Services, ole: UUID) -> None:
    kept = keep(services, ole, 10)
    with pytest.raises(ValidationFailed) as refused:
        services.medicines.move(MoveCommand(kept.id, 10, "count", 9, SECOND))
    assert [(one.field, one.code) for one in refused.value.problems] == [("note", "count_differs")]
    services.medicines.move(MoveCommand(kept.id, 10, "count", 9, SECOND, "En lå på gulvet."))
    assert services.medicines.rows()[0].left == 9


def test_medicine_of_a_closed_resident_tells_neither_what_nor_why(
    services: Services, staff: Services, ole: UUID
) -> None:
    kept = keep(services, ole, 10)
    services.medicines.move(MoveCommand(kept.id, 10, "count", 9, SECOND, "Antabus lå på gulvet."))
    (seen,) = staff.medicines.rows()
    assert seen.last is not None
    assert seen.last.note == "Antabus lå på gulvet."
    protect(services, ole)
    (seen,) = staff.medicines.rows()
    assert seen.last is not None
    assert (seen.label, seen.unit, seen.note, seen.last.note) == ("", "", "", "")
    assert (seen.left, seen.last.left) == (9, 9)
    with pytest.raises(ReasonNeeded):
        staff.medicines.moves(kept.id)


def test_medicine_of_who_has_left_is_remembered_until_it_is_handed_over(
    services: Services, ole: UUID, clock: FixedClock
) -> None:
    kept = keep(services, ole)
    leave(services, ole, clock)
    assert [row.subject for row in own(services)] == [f"medicine:{kept.id}"]
    services.medicines.end(kept.id, 20, "pharmacy", SECOND)
    assert own(services) == []
    (ended,) = services.medicines.rows(ended=True)
    assert (ended.left, ended.outcome) == (0, "pharmacy")
    with pytest.raises(ValidationFailed):
        services.medicines.move(MoveCommand(kept.id, 0, "in", 1, SECOND))


_MOVES = st.lists(
    st.tuples(st.sampled_from(("in", "out", "count")), st.integers(0, 40)), max_size=8
)


@given(start=st.integers(1, 40), moves=_MOVES)
@settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_what_is_left_always_equals_the_moves(
    services: Services, ole: UUID, start: int, moves: list[tuple[str, int]]
) -> None:
    made = services.medicines.keep(MedicineCommand(ole, "Navn", start, SECOND))
    medicine, left = made.first("medicine"), start
    for kind, number in moves:
        command = MoveCommand(medicine, left, kind, number, SECOND, "Talt igen.")
        fits = number > 0 or kind == "count"
        if kind == "out":
            fits = fits and number <= left
        if not fits:
            with pytest.raises(ValidationFailed):
                services.medicines.move(command)
            continue
        services.medicines.move(command)
        left = {"in": left + number, "out": left - number, "count": number}[kind]
    lines = services.medicines.moves(medicine)
    assert sum(one.change for one in lines) == lines[0].left == left
    assert all(one.left >= 0 for one in lines)


def test_a_role_without_the_permission_is_refused(
    services: Services, staff: Services, house: OpenHouse
) -> None:
    from models import tables  # noqa: PLC0415 (only this test takes a permission away)

    at = datetime(2026, 11, 23, tzinfo=services.open_house.clock.now().tzinfo)
    with house.database.write("test", "test", actor_id=None, at=at) as unit:
        row = (
            unit.session.query(tables.RolePermission)
            .filter_by(role="staff", permission="house_things")
            .one()
        )
        row.extent = "no"
        unit.commit()
    for refused in (staff.house_tasks.rows, staff.medicines.rows):
        with pytest.raises(NotAllowed):
            refused()


def test_the_sheet_for_the_change_of_shift_has_the_houses_own_and_no_review(
    services: Services, clock: FixedClock
) -> None:
    services.house_tasks.save(TaskCommand("Tøm postkasse", due_on=clock.today()))
    services.incidents.write(IncidentCommand("Røgalarmen gik."))
    clock.set(clock.now() + timedelta(days=4))
    said = text_of_document(services.handover.sheet())
    assert "Opgave: Tøm postkasse" in said
    assert "læs og gennemgå" not in said


def test_what_the_law_asks_for_today_stands_above_what_the_house_is_late_with(
    services: Services, ole: UUID, clock: FixedClock
) -> None:
    services.house_tasks.save(TaskCommand("Luft ud", due_on=clock.today()))
    notice = next(row for row in services.today.deadlines(ole) if row.is_law)
    assert notice.due is not None
    clock.set(from_local(notice.due, 9))
    rows = services.today.view().deadlines
    kinds = [row.action for row in rows]
    assert kinds.index("letter:admission_notice") < kinds.index("done:task")
    late = next(row for row in rows if row.action == "done:task")
    assert late.due is not None
    assert late.due < notice.due
