"""What is carried out of the house by hand: no name and no CPR where others can read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import icalendar
import pytest

from boform_app.clock import from_local
from boform_app.errors import NotAllowed, NotFound, ReasonNeeded, ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.answers import DigitalPostText
from boform_app.services.views.contacts import MeetingCommand
from tests import houses
from tests.boform_app.services import answer_house as given
from tests.boform_app.services.answer_house import Case

MEETING_DAY = date(2026, 11, 30)


@pytest.fixture
def services(house: OpenHouse) -> Services:
    return houses.services(house)


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
