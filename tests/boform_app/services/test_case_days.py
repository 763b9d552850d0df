"""What the deadline engine is told about meetings, next steps, consents and answers asked for."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from boform_app.clock import COPENHAGEN, FixedClock
from boform_app.services._stay_facts import cases
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.contacts import ContactCommand, MeetingCommand, ReplyCommand
from boform_app.services.views.plans import PlanCommand
from boform_app.services.views.stays import AdmitCommand
from models import tables
from tests import houses
from tests.asked import queries
from tests.boform_app.services import letter_house
from tests.houses import PLACES

TODAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)
IN_TWO_WEEKS = TODAY + timedelta(days=14)
MEETING = datetime(2026, 11, 27, 10, 0, tzinfo=COPENHAGEN)
WORDS = (
    "Næste skridt", "Møde", "Skriv referat", "Handleplan", "Afgørelse om støtte lovet",
    "Samtykke udløber", "Svar på brev",
)  # fmt: skip


@pytest.fixture
def kim(services: Services) -> UUID:
    return letter_house.admitted(services)


@pytest.fixture
def stay(services: Services, kim: UUID) -> UUID:
    return services.stays.for_person(kim)[0].id


def due(services: Services, person: UUID) -> list[tuple[str, date | None]]:
    """Deadlines of the case, in the order of the day."""
    rows = services.today.deadlines(person)
    return [(row.what, row.due) for row in rows if row.what.startswith(WORDS)]


def asked(services: Services, stay: UUID, on: date = TODAY) -> None:
    version = services.plans.get(stay).version
    services.plans.change(PlanCommand(stay, version, status="requested", on=on))


def letter(house: OpenHouse, stay: UUID, kind: str, **columns: object) -> UUID:
    """A sent letter that asks for an answer in two weeks."""
    with house.database.write_unjournaled() as session:
        person_id = session.get_one(tables.Stay, stay).person_id
        blob = tables.Blob(
            key=b"k", size=1, sha256="", media_type="application/pdf",
            created_at=house.clock.now(),
        )  # fmt: skip
        session.add(blob)
        session.flush()
        facts: dict[str, object] = {
            "register_number": f"2026-{blob.id.hex}", "kind": kind, "title": "Brev",
            "person_id": person_id, "stay_id": stay, "status": "sent",
            "recipient_name": "Aalborg Kommune", "recipient": {"lines": ["Aalborg Kommune"]},
            "letter_date": TODAY, "answer_by": IN_TWO_WEEKS, "blob_id": blob.id,
            "context_blob_id": blob.id, "sha256": "", "context_sha256": "", "disclosures": [],
            "rule_rows": [], "made_at": house.clock.now(),
            "made_by_id": houses.STAFF["leader"][0], "sent_on": TODAY, "channel": "post",
        }  # fmt: skip
        row = tables.Letter(**{**facts, **columns})
        session.add(row)
        session.flush()
        return row.id


def test_a_promise_is_one_deadline_and_not_two(services: Services, kim: UUID, stay: UUID) -> None:
    asked(services, stay)
    services.contact_log.reply(ReplyCommand(stay, "plan_promised", IN_TWO_WEEKS))
    services.contact_log.reply(ReplyCommand(stay, "decision_expected", IN_TWO_WEEKS))
    assert sorted(due(services, kim)) == [
        ("Afgørelse om støtte lovet, Aalborg Kommune", IN_TWO_WEEKS),
        ("Handleplan lovet, Aalborg Kommune", IN_TWO_WEEKS),
    ]


def test_a_promise_that_was_reminded_of_is_broken(
    services: Services, kim: UUID, stay: UUID, clock: FixedClock
) -> None:
    asked(services, stay)
    services.contact_log.reply(ReplyCommand(stay, "plan_promised", FRIDAY))
    clock.set(clock.now() + timedelta(days=6))
    version = services.plans.get(stay).version
    services.plans.change(PlanCommand(stay, version, status="reminded"))
    ((what, day),) = due(services, kim)
    assert what == "Handleplan, Aalborg Kommune"
    assert day is not None
    assert day > clock.today(), "the reminder asks for another day; the old promise is past"


def test_the_day_chosen_after_a_call_is_the_plans_day(
    services: Services, kim: UUID, stay: UUID
) -> None:
    asked(services, stay)
    services.contact_log.write(
        ContactCommand(
            stay, "call", "Hanne ringer fredag.", next_on=FRIDAY, prerequisite_codes=("C6",)
        )
    )
    assert due(services, kim) == [("Handleplan, Aalborg Kommune", FRIDAY)]


def test_a_next_step_about_nothing_else_stands_alone(
    services: Services, kim: UUID, stay: UUID
) -> None:
    asked(services, stay)
    services.contact_log.write(
        ContactCommand(stay, "call", "Talt.", next_step="Ring igen", next_on=FRIDAY)
    )
    assert ("Næste skridt efter kontakt", FRIDAY) in due(services, kim)
    (line,) = services.contact_log.entries(stay)
    services.contact_log.done(line.ref_id, line.version)
    assert [what for what, _ in due(services, kim)] == ["Handleplan, Aalborg Kommune"]


def test_a_meeting_is_due_until_its_minute_is_written(
    services: Services, kim: UUID, stay: UUID, clock: FixedClock
) -> None:
    asked(services, stay)
    services.contact_log.reply(ReplyCommand(stay, "meeting", FRIDAY, time="10"))
    assert ("Møde", FRIDAY) in due(services, kim)
    assert "Næste skridt efter kontakt" not in dict(due(services, kim))
    clock.set(clock.now() + timedelta(days=6))
    assert "Skriv referat af møde" in dict(due(services, kim))
    (view,) = services.meetings.of_stay(stay)
    services.meetings.hold(view.id, view.version, "Enige.")
    assert {"Møde", "Skriv referat af møde"}.isdisjoint(dict(due(services, kim)))


def test_a_cancelled_meeting_is_nothing_to_do(services: Services, kim: UUID, stay: UUID) -> None:
    services.meetings.plan(MeetingCommand(MEETING, stay_id=stay))
    (view,) = services.meetings.of_stay(stay)
    services.meetings.cancel(view.id, view.version)
    assert "Møde" not in dict(due(services, kim))


def test_a_consent_runs_out_unless_it_was_given_anew(
    services: Services, kim: UUID, clock: FixedClock
) -> None:
    first = TODAY + timedelta(days=10)
    letter_house.consented(services, kim, valid_to=first)
    letter_house.consented(services, kim, recipient="Lægehuset", municipality_code="")
    clock.set(clock.now() + timedelta(days=9))
    assert ("Samtykke udløber", first) in due(services, kim)
    letter_house.consented(services, kim, valid_to=TODAY + timedelta(days=120))
    assert "Samtykke udløber" not in dict(due(services, kim))


def test_an_answer_is_waited_for_until_it_came_or_was_asked_for_again(
    services: Services, house: OpenHouse, kim: UUID, stay: UUID
) -> None:
    first = letter(house, stay, "status_note")
    assert [what for what, _ in due(services, kim)].count("Svar på brev") == 1
    again = letter(house, stay, "reminder", about_id=first, answer_by=FRIDAY)
    assert ("Svar på brev", FRIDAY) in due(services, kim)
    assert [what for what, _ in due(services, kim)].count("Svar på brev") == 1
    services.contact_log.reply(ReplyCommand(stay, "other", text="Tak.", letter_id=again))
    assert "Svar på brev" not in dict(due(services, kim))


def test_a_letter_about_what_is_in_place_waits_for_nothing(
    services: Services, house: OpenHouse, kim: UUID, stay: UUID
) -> None:
    letter(house, stay, "plan_request")
    asked(services, stay)
    assert dict(due(services, kim)) == {"Handleplan, Aalborg Kommune": IN_TWO_WEEKS}
    version = services.plans.get(stay).version
    services.plans.change(PlanCommand(stay, version, status="received"))
    assert due(services, kim) == []


def test_a_sent_reminder_moves_on_what_the_first_letter_asked_for(
    services: Services, house: OpenHouse, kim: UUID, stay: UUID, clock: FixedClock
) -> None:
    asked(services, stay)
    services.contact_log.reply(ReplyCommand(stay, "decision_expected", FRIDAY))
    services.contact_log.reply(ReplyCommand(stay, "plan_promised", FRIDAY))
    about = {"C6": letter(house, stay, "plan_request"), "C7": letter(house, stay, "referral")}
    clock.set(clock.now() + timedelta(days=6))
    for first in about.values():
        reminder = letter(house, stay, "reminder", about_id=first, status="made", sent_on=None)
        services.register.mark_sent(reminder, 1, "digital_post", clock.today())
    rows = {row.code: row for row in services.plans.prerequisites(stay)}
    for code in about:
        assert (rows[code].reminded_on, rows[code].next_on) == (clock.today(), None)
    assert services.plans.get(stay).reminded_on == clock.today()
    assert dict(due(services, kim))["Handleplan, Aalborg Kommune"] == IN_TWO_WEEKS
    latest = services.contact_log.entries(stay)[0]
    assert (latest.source, latest.codes) == ("letter", ("C7",))


def test_a_house_full_of_cases_takes_no_more_queries_than_one(
    services: Services, house: OpenHouse, stay: UUID
) -> None:
    def all_cases() -> None:
        with house.database.read() as session:
            cases(session, TODAY)

    def busy(one: UUID) -> None:
        asked(services, one)
        services.contact_log.write(ContactCommand(one, "call", "Talt.", next_on=FRIDAY))
        services.meetings.plan(MeetingCommand(MEETING, stay_id=one))
        letter(house, one, "status_note")

    busy(stay)
    alone = queries(all_cases)
    for number in (2, 3, 4):
        command = AdmitCommand(f"Nr. {number}", place_id=PLACES[number])
        person = services.stays.admit(command).first("person")
        busy(services.stays.for_person(person)[0].id)
    assert queries(all_cases) == alone
