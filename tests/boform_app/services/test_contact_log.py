"""The contact log: one list, the next step, and an answer registered in one call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from boform_app.clock import FixedClock
from boform_app.errors import Conflict, NotAllowed, ReasonNeeded, ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.contacts import ContactCommand, ReplyCommand
from boform_app.services.views.plans import PrerequisiteView
from boform_app.services.views.stays import AdmitCommand
from models import tables
from tests import houses
from tests.boform_app.services import letter_house
from tests.houses import PLACES

TODAY = date(2026, 11, 23)
IN_TWO_WEEKS = TODAY + timedelta(days=14)


@pytest.fixture
def stay(services: Services) -> UUID:
    ole = services.stays.admit(
        AdmitCommand("Ole", "Bach", place_id=PLACES[1], acting_municipality_code="0851")
    ).first("person")
    return services.stays.for_person(ole)[0].id


def call(stay: UUID, **changes: object) -> ContactCommand:
    made = ContactCommand(stay, "call", "Hanne vender tilbage fredag.", caseworker="Hanne Riis")
    return replace(made, **changes)  # type: ignore[arg-type] # fields by name


def item(services: Services, stay: UUID, code: str) -> PrerequisiteView:
    return next(row for row in services.plans.prerequisites(stay) if row.code == code)


def problems(refused: pytest.ExceptionInfo[ValidationFailed]) -> set[tuple[str, str]]:
    return {(p.field, p.code) for p in refused.value.problems}


def test_a_call_is_one_line_with_the_case_worker_found_again(
    services: Services, stay: UUID, clock: FixedClock
) -> None:
    changes = services.contact_log.write(call(stay, caseworker_phone="12 34 56 80"))
    assert changes.label == "telefon om Ole Bach"
    clock.set(clock.now() + timedelta(hours=1))
    services.contact_log.write(call(stay, caseworker=" hanne  riis ", outcome="Ingen svarede."))
    latest, first = services.contact_log.entries(stay)
    assert (latest.outcome, first.outcome) == ("Ingen svarede.", "Hanne vender tilbage fredag.")
    assert first.caseworker_id == latest.caseworker_id
    assert (first.with_whom, first.party, first.municipality_code) == (
        "Hanne Riis",
        "municipality",
        "0851",
    )
    (worker,) = services.caseworkers.of_municipality("0851")
    assert worker.phone == "12 34 56 80", "a blank number does not wipe the known one"
    assert first.author is not None
    assert first.author.name == "Mette Krogh"


def test_a_contact_from_us_reminds_and_chooses_the_day(services: Services, stay: UUID) -> None:
    friday = TODAY + timedelta(days=4)
    services.contact_log.write(call(stay, next_on=friday, prerequisite_codes=("C7", "C6", "C6")))
    (line,) = services.contact_log.entries(stay)
    assert (line.codes, line.next_on, line.is_open) == (("C6", "C7"), friday, True)
    for code in ("C6", "C7"):
        row = item(services, stay, code)
        assert (row.reminded_on, row.next_on, row.status) == (TODAY, friday, "unknown")
    services.contact_log.write(call(stay, direction="in", prerequisite_codes=("C2",)))
    assert item(services, stay, "C2").reminded_on is None, "who calls us is not reminded by it"


def test_a_next_step_that_is_done_no_longer_calls(services: Services, stay: UUID) -> None:
    friday = TODAY + timedelta(days=4)
    services.contact_log.write(call(stay, next_on=friday, prerequisite_codes=("C6",)))
    (line,) = services.contact_log.entries(stay)
    services.contact_log.done(line.ref_id, line.version)
    (line,) = services.contact_log.entries(stay)
    assert (line.next_done_on, line.is_open) == (TODAY, False)
    assert item(services, stay, "C6").next_on is None


def test_a_line_is_corrected_and_another_day_is_open_again(services: Services, stay: UUID) -> None:
    friday, monday = TODAY + timedelta(days=4), TODAY + timedelta(days=7)
    services.contact_log.write(call(stay, next_on=friday, prerequisite_codes=("C6",)))
    (line,) = services.contact_log.entries(stay)
    services.contact_log.done(line.ref_id, line.version)
    (line,) = services.contact_log.entries(stay)
    command = call(stay, outcome="Hanne ringer.", next_on=monday, prerequisite_codes=("C6",))
    services.contact_log.change(line.ref_id, line.version, command)
    (after,) = services.contact_log.entries(stay)
    assert (after.outcome, after.is_open, after.at) == ("Hanne ringer.", True, line.at)
    assert item(services, stay, "C6").next_on == monday
    with pytest.raises(Conflict):
        services.contact_log.change(line.ref_id, line.version, command)
    person = services.stays.get(stay).person_id
    fields = services.history.for_person(person)[0].fields
    assert ("hvad der blev sagt", "Hanne vender tilbage fredag.", "Hanne ringer.") in fields


def test_what_cannot_be_is_refused_at_once(services: Services, stay: UUID) -> None:
    wrong = call(
        stay, kind="fax", direction="up", party="nobody", outcome=" ", next_on=date(2026, 11, 1),
        prerequisite_codes=("C13",), municipality_code="9999", document_id=stay, with_whom="a\x00",
    )  # fmt: skip
    with pytest.raises(ValidationFailed) as refused:
        services.contact_log.write(wrong)
    assert problems(refused) == {
        ("kind", "unknown_choice"), ("direction", "unknown_choice"), ("party", "unknown_choice"),
        ("outcome", "required"), ("next_on", "in_past"), ("prerequisite_codes", "unknown_choice"),
        ("municipality_code", "unknown_choice"), ("document_id", "unknown_choice"),
        ("with_whom", "nul_character"),
    }  # fmt: skip
    assert services.contact_log.entries(stay) == ()


def test_without_a_municipality_the_name_stays_on_the_line(services: Services) -> None:
    kim = services.stays.admit(AdmitCommand("Kim", "Dahl", place_id=PLACES[2])).first("person")
    stay = services.stays.for_person(kim)[0].id
    services.contact_log.write(call(stay, with_whom="boligkontoret"))
    (line,) = services.contact_log.entries(stay)
    assert (line.with_whom, line.caseworker_id) == ("Hanne Riis, boligkontoret", None)


def test_aalborg_promises_the_plan_in_two_weeks(
    services: Services, stay: UUID, clock: FixedClock
) -> None:
    services.contact_log.reply(ReplyCommand(stay, "plan_promised", IN_TWO_WEEKS))
    assert services.plans.get(stay).promised_for == IN_TWO_WEEKS
    c6 = item(services, stay, "C6")
    assert (c6.status, c6.owner, c6.next_on) == ("in_progress", "municipality", IN_TWO_WEEKS)
    (line,) = services.contact_log.entries(stay)
    assert (line.direction, line.outcome) == ("in", "Handleplanen er lovet til 07-12-2026.")
    assert (line.next_on, line.codes) == (IN_TWO_WEEKS, ("C6",))
    assert services.undo.state().undo_label == "svar om Ole Bach"
    services.undo.undo()
    assert services.plans.get(stay).promised_for is None
    assert item(services, stay, "C6").status == "unknown"


def test_a_case_worker_is_named(services: Services, stay: UUID) -> None:
    services.contact_log.reply(
        ReplyCommand(stay, "caseworker", caseworker="Hanne Riis", caseworker_phone="12 34 56 80")
    )
    plan = services.plans.get(stay)
    assert (plan.caseworker, plan.caseworker_phone) == ("Hanne Riis", "12 34 56 80")
    assert services.contact_log.entries(stay)[0].outcome == "Hanne Riis er rådgiver."


def test_a_decision_is_expected(services: Services, house: OpenHouse, stay: UUID) -> None:
    services.contact_log.reply(
        ReplyCommand(stay, "decision_expected", IN_TWO_WEEKS, text="Efter møde i udvalget.")
    )
    with house.database.read() as session:
        support = session.scalars(select(tables.Support)).one()
    assert (support.stay_id, support.promised_on) == (stay, IN_TWO_WEEKS)
    c7 = item(services, stay, "C7")
    assert (c7.status, c7.next_on) == ("in_progress", IN_TWO_WEEKS)
    assert services.contact_log.entries(stay)[0].outcome == (
        "Afgørelse om støtte ventes 07-12-2026. Efter møde i udvalget."
    )


def test_a_meeting_is_agreed(services: Services, stay: UUID) -> None:
    services.contact_log.reply(
        ReplyCommand(
            stay, "meeting", IN_TWO_WEEKS, time="13.30", place="Rådhuset", caseworker="Hanne Riis"
        )
    )
    (meeting,) = services.meetings.of_stay(stay)
    assert (meeting.day, meeting.place, meeting.participants) == (
        IN_TWO_WEEKS,
        "Rådhuset",
        "Hanne Riis",
    )
    assert any(one.code == "C6" for one in meeting.agenda)
    ahead, line = services.contact_log.entries(stay)
    assert (ahead.source, ahead.state, ahead.next_on) == ("meeting", "planned", IN_TWO_WEEKS)
    assert line.outcome == "Møde er aftalt til 07-12-2026."


def test_a_home_is_listed(services: Services, house: OpenHouse, stay: UUID) -> None:
    follow_up = TODAY + timedelta(days=28)
    services.contact_log.reply(
        ReplyCommand(stay, "home_listed", party="housing", next_on=follow_up)
    )
    c1, c2 = item(services, stay, "C1"), item(services, stay, "C2")
    assert (c1.status, c1.evidence_on) == ("fulfilled", TODAY)
    assert (c2.status, c2.owner, c2.next_on) == ("in_progress", "housing", follow_up)
    with house.database.read() as session:
        assert session.scalars(select(tables.HousingSearch.listed_on)).one() == TODAY


def test_an_answer_to_a_letter_is_noted_on_it(services: Services, house: OpenHouse) -> None:
    person = letter_house.admitted(services)
    letter_house.contact(services)
    stay = services.stays.for_person(person)[0].id
    letter = sent(services, house, person)
    line = services.contact_log.entries(stay)[0]
    assert (line.source, line.kind, line.outcome) == (
        "letter",
        "letter",
        "Anmodning om handleplan, Digital Post",
    )
    assert line.codes == ("C6",)
    services.contact_log.reply(
        ReplyCommand(stay, "plan_promised", IN_TWO_WEEKS, kind="mail", letter_id=letter)
    )
    with house.database.read() as session:
        assert session.get_one(tables.Letter, letter).answered_on == TODAY
    assert {i.next_on for i in services.contact_log.entries(stay)} == {None, IN_TWO_WEEKS}


def sent(services: Services, house: OpenHouse, person: UUID) -> UUID:
    """A sent request for the handleplan, as the register keeps it."""
    stay = services.stays.for_person(person)[0].id
    with house.database.write_unjournaled() as session:
        blob = tables.Blob(
            key=b"k", size=1, sha256="", media_type="application/pdf",
            created_at=house.clock.now(),
        )  # fmt: skip
        session.add(blob)
        session.flush()
        letter = tables.Letter(
            register_number="2026-0001", kind="plan_request", title="Anmodning om handleplan",
            person_id=person, stay_id=stay, status="sent", recipient_name="Aalborg Kommune",
            recipient={"lines": ["Aalborg Kommune"]}, municipality_code="0851", letter_date=TODAY,
            answer_by=IN_TWO_WEEKS, blob_id=blob.id, context_blob_id=blob.id, sha256="",
            context_sha256="", disclosures=[], rule_rows=[], made_at=house.clock.now(),
            made_by_id=houses.STAFF["leader"][0], sent_on=TODAY, channel="digital_post",
        )  # fmt: skip
        session.add(letter)
        session.flush()
        return letter.id


@pytest.mark.parametrize(
    ("command", "found"),
    [
        ({"what": "maybe"}, ("what", "unknown_choice")),
        ({"what": "plan_promised"}, ("on", "required")),
        ({"what": "plan_promised", "on": TODAY - timedelta(days=1)}, ("on", "in_past")),
        ({"what": "home_listed", "on": TODAY + timedelta(days=1)}, ("on", "in_future")),
        ({"what": "caseworker", "caseworker": " "}, ("caseworker", "required")),
        ({"what": "other", "text": " "}, ("text", "required")),
        ({"what": "meeting", "on": TODAY, "time": "x"}, ("time", "time.not_understood")),
        ({"what": "other", "text": "a", "letter_id": UUID(int=1)}, ("letter_id", "unknown_choice")),
        ({"what": "other", "text": "a", "kind": "fax"}, ("kind", "unknown_choice")),
    ],
)
def test_an_answer_that_cannot_be_changes_nothing(
    services: Services, stay: UUID, command: dict[str, object], found: tuple[str, str]
) -> None:
    with pytest.raises(ValidationFailed) as refused:
        services.contact_log.reply(ReplyCommand(stay, **command))  # type: ignore[arg-type] # by name
    assert found in problems(refused)
    assert services.contact_log.entries(stay) == ()


def test_a_temp_reads_and_writes_nothing(house: OpenHouse, services: Services, stay: UUID) -> None:
    services.contact_log.write(call(stay))
    temp = houses.services(house, "temp")
    (line,) = temp.contact_log.entries(stay)
    writes: tuple[Callable[[], object], ...] = (
        lambda: temp.contact_log.write(call(stay)),
        lambda: temp.contact_log.change(line.ref_id, line.version, call(stay)),
        lambda: temp.contact_log.done(line.ref_id, line.version),
        lambda: temp.contact_log.reply(ReplyCommand(stay, "other", text="a")),
    )
    for write in writes:
        with pytest.raises(NotAllowed):
            write()


def test_a_protected_resident_is_opened_first(
    house: OpenHouse, services: Services, stay: UUID
) -> None:
    person_id = services.stays.get(stay).person_id
    with house.database.write_unjournaled() as session:
        session.get_one(tables.Person, person_id).protected_address = True
    looks: tuple[Callable[[], object], ...] = (
        lambda: services.contact_log.entries(stay),
        lambda: services.contact_log.write(call(stay)),
    )
    for look in looks:
        with pytest.raises(ReasonNeeded):
            look()
