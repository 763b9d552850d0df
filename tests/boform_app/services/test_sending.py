"""What is carried out of the house by hand: no name and no CPR where others can read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import partial
from typing import Any
from uuid import UUID

import icalendar
import pytest

from boform_app.clock import FixedClock, from_local
from boform_app.errors import NotAllowed, NotFound, ReasonNeeded, ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.answers import DigitalPostText
from boform_app.services.views.contacts import MeetingCommand
from boform_app.services.views.letters import ConsentEnded, LetterEdits, LetterView
from boform_app.services.views.records import RenewalCommand
from tests import houses
from tests.boform_app.services import answer_house as given
from tests.boform_app.services import letter_house as letters
from tests.boform_app.services.answer_house import Case

MEETING_DAY = date(2026, 11, 30)


@pytest.fixture
def case(services: Services) -> Case:
    return given.case(services)


def reach(services: Services, **facts: str) -> None:
    """What is known of Aalborg's unit."""
    (unit,) = services.municipalities.contacts("0851")
    services.municipalities.save(replace(unit, **facts))  # type: ignore[arg-type] # fields by name


def number(services: Services, case: Case) -> str:
    return services.stays.get(case.stay).case_number


def test_the_words_for_digital_post_name_nobody(services: Services, case: Case) -> None:
    subject = f"Sag {number(services, case)}: Anmodning om handleplan"
    assert services.sending.digital_post(case.letter.id) == DigitalPostText(
        "Aalborg Kommune", "", subject
    )
    reach(
        services,
        digital_post_recipient="Aalborg Kommune (29189420)",
        digital_post_mailbox="Socialafdelingen",
        digital_post_subject="Voksne:",
    )
    assert services.sending.digital_post(case.letter.id) == DigitalPostText(
        "Aalborg Kommune (29189420)", "Socialafdelingen", f"Voksne: {subject}"
    )
    reach(services, digital_post_subject="{brev} ({sag})")
    found = services.sending.digital_post(case.letter.id)
    assert found.subject == f"Anmodning om handleplan ({number(services, case)})"


def test_the_mail_holds_letter_and_form_and_no_name_outside(services: Services) -> None:
    case = given.written(services)
    reach(services, secure_mail="sikker@aalborg.example")
    mail = message_from_bytes(services.sending.mail(case.letter.id), policy=default)
    assert isinstance(mail, EmailMessage)
    assert (mail["To"], mail["From"]) == ("sikker@aalborg.example", "post@havnehuset.example")
    assert mail["Subject"] == f"Sag {number(services, case)}: Anmodning om handleplan"
    letter, form = mail.iter_attachments()
    assert letter.get_payload(decode=True) == services.register.pdf(case.letter.id)
    assert form.get_payload(decode=True) == case.form
    body = mail.get_body(("plain",))
    assert body is not None
    names = [letter.get_filename(), form.get_filename()]
    told = f"{mail['Subject']} {body.get_content()} {names}".casefold()
    assert not any(word in told for word in ("kim", "dahl", "140682"))
    assert "svararket" in told


def test_without_an_address_the_mail_program_asks(services: Services, case: Case) -> None:
    mail = message_from_bytes(services.sending.mail(case.letter.id), policy=default)
    assert mail["To"] is None


def events(data: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_a_meeting_for_the_calendar(services: Services, case: Case) -> None:
    services.meetings.plan(
        MeetingCommand(
            from_local(MEETING_DAY, 13),
            stay_id=case.stay,
            place="Hos Kim, Kajgade 12",
            participants="Hanne Riis, Kims søster",
        )
    )
    (meeting,) = services.meetings.of_stay(case.stay)
    data = services.sending.calendar(meeting.id)
    (event,) = events(data)
    assert str(event["SUMMARY"]) == f"Møde, sag {number(services, case)}"
    assert event["DTSTART"].dt == from_local(MEETING_DAY, 13)
    assert event["DTEND"].dt == from_local(MEETING_DAY, 14)
    assert not any(word in data.decode().casefold() for word in ("kim", "dahl"))
    (named,) = events(services.sending.calendar(meeting.id, names=True))
    assert str(named["SUMMARY"]) == "Møde om Kim Dahl"
    assert (str(event["UID"]), str(event["DTSTAMP"].dt)) == (
        str(named["UID"]),
        str(named["DTSTAMP"].dt),
    )


def test_a_place_that_names_nobody_goes_along(services: Services, case: Case) -> None:
    services.meetings.plan(
        MeetingCommand(from_local(MEETING_DAY, 13), stay_id=case.stay, place="Rådhuset, lokale 3")
    )
    (meeting,) = services.meetings.of_stay(case.stay)
    (event,) = events(services.sending.calendar(meeting.id))
    assert str(event["LOCATION"]) == "Rådhuset, lokale 3"


def test_meetings_and_deadlines_of_a_resident(services: Services, case: Case) -> None:
    services.meetings.plan(MeetingCommand(from_local(MEETING_DAY, 13), stay_id=case.stay))
    data = services.sending.calendar(person_id=case.person)
    told = {str(event["SUMMARY"]): event for event in events(data)}
    sag = number(services, case)
    assert f"Møde, sag {sag}" in told
    notice = told[f"Orientering om optagelse, Aalborg Kommune, sag {sag}"]
    due = next(
        row.due
        for row in services.today.deadlines(case.person)
        if row.action == "letter:admission_notice"
    )
    assert notice["DTSTART"].dt == due
    assert len(told) == len(events(data)), "a meeting is told once"
    assert "dahl" not in data.decode().casefold()
    assert {str(event["UID"]) for event in told.values()} == {
        str(event["UID"]) for event in events(services.sending.calendar(person_id=case.person))
    }
    with pytest.raises(NotFound):
        services.sending.calendar()


def test_what_is_annulled_is_not_sent(services: Services, case: Case) -> None:
    letter = services.register.get(case.letter.id)
    services.register.annul(letter.id, letter.version, "Forkert")
    for send in (services.sending.digital_post, services.sending.mail):
        act: Callable[..., object] = send
        with pytest.raises(ValidationFailed):
            act(letter.id)


def test_a_temp_and_a_closed_resident_are_refused(
    house: OpenHouse, services: Services, case: Case
) -> None:
    services.meetings.plan(MeetingCommand(from_local(MEETING_DAY, 13), stay_id=case.stay))
    (meeting,) = services.meetings.of_stay(case.stay)
    with pytest.raises(NotAllowed):
        houses.services(house, "temp").sending.digital_post(case.letter.id)
    facts = services.people.facts(case.person)
    services.people.set_fact(case.person, facts.version, "protected_address", True)
    sending = houses.services(house, "staff").sending
    for act in (
        lambda: sending.digital_post(case.letter.id),
        lambda: sending.mail(case.letter.id),
        lambda: sending.calendar(meeting.id),
        lambda: sending.calendar(person_id=case.person),
    ):
        with pytest.raises(ReasonNeeded):
            act()


# -- a consent that ended before the letter left -------------------------------------------------


@pytest.fixture
def kim(services: Services) -> UUID:
    letters.contact(services)
    return letters.admitted(services)


def resting(services: Services, kim: UUID) -> LetterView:
    """A Statusnotat that is made, printed and not sent; it rests on a consent."""
    letters.consented(services, kim)
    edits = letters.rested(services, "status_note", kim, LetterEdits())
    made = services.letters.make("status_note", kim, edits)
    services.register.mark_printed(made.id, made.version)
    return services.register.get(made.id)


def withdrawn(services: Services, kim: UUID, on: date) -> None:
    consent = services.consents.for_person(kim)[0]
    services.consents.withdraw(consent.id, consent.version, on)


def refusal(attempt: Callable[[], object]) -> str:
    with pytest.raises(ValidationFailed) as refused:
        attempt()
    (problem,) = refused.value.problems
    return problem.code


def test_a_withdrawal_stops_a_letter_that_is_made_and_not_sent(
    services: Services, kim: UUID, clock: FixedClock
) -> None:
    letter = resting(services, kim)
    consent = services.consents.for_person(kim)[0]
    assert letter.consent_ended is None
    assert services.consents.unsent(consent.id) == (f"{letter.title} ({letter.register_number})",)
    clock.set(clock.now() + timedelta(days=1))
    today = clock.today()
    withdrawn(services, kim, today)

    sending, register = services.sending, services.register
    assert refusal(lambda: sending.digital_post(letter.id)) == "letter_consent_withdrawn"
    assert refusal(lambda: sending.mail(letter.id)) == "letter_consent_withdrawn"
    mark = partial(register.mark_sent, letter.id, letter.version, "digital_post")
    assert refusal(lambda: mark(today)) == "letter_consent_withdrawn"
    over = register.get(letter.id).consent_ended
    assert over == ConsentEnded("withdrawn", today, "Aalborg Kommune")
    assert register.letters(status="made")[0].consent_ended == over


def test_a_letter_that_left_in_time_is_marked_without_a_question(
    services: Services, kim: UUID, clock: FixedClock
) -> None:
    letter, sent_on = resting(services, kim), clock.today()
    clock.set(clock.now() + timedelta(days=1))
    withdrawn(services, kim, clock.today())
    services.register.mark_sent(letter.id, letter.version, "digital_post", sent_on)
    assert services.register.get(letter.id).sent_on == sent_on


def test_a_letter_that_left_too_late_is_told_as_it_was(
    services: Services, kim: UUID, clock: FixedClock
) -> None:
    letter, today = resting(services, kim), clock.today()
    withdrawn(services, kim, today)
    services.register.mark_sent(
        letter.id, letter.version, "digital_post", today, accepted=frozenset({"consent_ended"})
    )
    found = services.register.get(letter.id)
    assert (found.status, found.consent_ended) == ("sent", None)
    services.sending.digital_post(letter.id)


def test_a_consent_that_ran_out_stops_it_unless_it_was_renewed(
    services: Services, kim: UUID, clock: FixedClock
) -> None:
    letter = resting(services, kim)
    consent = services.consents.for_person(kim)[0]
    clock.set(from_local(consent.valid_to + timedelta(days=1), 10))
    assert refusal(lambda: services.sending.mail(letter.id)) == "letter_consent_expired"
    services.consents.renew(
        RenewalCommand(consent.id, consent.version, form="oral", given_on=clock.today())
    )
    assert services.sending.mail(letter.id)
    assert services.register.get(letter.id).consent_ended is None


def test_a_letter_by_law_does_not_mind_the_withdrawal(services: Services, kim: UUID) -> None:
    letters.consented(services, kim)
    made = services.letters.make("admission_notice", kim, LetterEdits())
    withdrawn(services, kim, made.made_at.date())
    assert services.sending.mail(made.id)
