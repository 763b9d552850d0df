"""A meeting on paper: agenda before it, minute after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from boform_app.clock import COPENHAGEN, FixedClock
from boform_app.errors import ReasonNeeded, ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.contacts import AgendaItem, Agreement, MeetingCommand
from tests import houses
from tests.boform_app.services import letter_house as given
from tests.boform_app.services.letter_house import text_of_document

AALBORG = "0851"
STARTS = datetime(2026, 11, 30, 10, tzinfo=COPENHAGEN)


@pytest.fixture
def kim(services: Services) -> UUID:
    given.contact(services)
    return given.admitted(services)


def planned(services: Services, kim: UUID, **changes: object) -> UUID:
    stay = services.stays.for_person(kim)[0]
    command = MeetingCommand(
        starts_at=STARTS,
        stay_id=stay.id,
        place="Havnehuset",
        participants="Kim Dahl\nHanne Riis, rådgiver",
    )
    return services.meetings.plan(replace(command, **changes)).first("meeting")  # type: ignore[arg-type]  # by name


def test_the_agenda_lists_what_waits(services: Services, kim: UUID) -> None:
    meeting = planned(services, kim)
    text = text_of_document(services.meetings.agenda_document(meeting))
    for told in ("Dagsorden til møde", "Møde med Aalborg Kommune", "Mandag den 30. november 2026 kl. 10",
                 "Hanne Riis, rådgiver", "Handleplan", "Kim Dahl"):  # fmt: skip
        assert told in text, told
    assert "140682-0000" not in text
    assert "(Kommunen" not in text


def test_words_of_the_author_stay(services: Services, kim: UUID) -> None:
    agenda = (AgendaItem("Bolig (helst stueplan)", "C2"), AgendaItem("Hvad Kim ønsker"))
    text = text_of_document(
        services.meetings.agenda_document(planned(services, kim, agenda=agenda))
    )
    assert "Bolig (helst stueplan)" in text
    assert "Hvad Kim ønsker" in text


def test_the_minute_says_what_was_agreed(services: Services, kim: UUID, clock: FixedClock) -> None:
    meeting = planned(services, kim)
    with pytest.raises(ValidationFailed, match="required"):
        services.meetings.minutes_document(meeting)
    clock.set(clock.now() + timedelta(days=7))
    agreed = (Agreement("Sende udkast til planen", "Hanne Riis", date(2026, 12, 7), "C6"),)
    services.meetings.hold(meeting, 1, "Vi talte om planen.", agreed)
    planned(services, kim, starts_at=datetime(2027, 1, 12, 9, 30, tzinfo=COPENHAGEN))
    text = text_of_document(services.meetings.minutes_document(meeting))
    for told in ("Vi aftalte én ting.", "Sende udkast til planen", "7-12-2026",
                 "Vi talte om planen.", "Tirsdag den 12. januar 2027 kl. 9.30",
                 "Så ring til Mette Krogh"):  # fmt: skip
        assert told in text, told


def test_a_closed_protected_resident_is_in_no_minute(
    house: OpenHouse, services: Services, kim: UUID, clock: FixedClock
) -> None:
    ole = given.admitted(
        services, replace(given.ADMISSION, first_name="Ole", cpr_text="", place_id=houses.PLACES[2])
    )
    stays = {
        name: services.stays.for_person(one)[0].id for name, one in (("Kim", kim), ("Ole", ole))
    }
    meeting = planned(
        services,
        kim,
        kind="cooperation",
        stay_id=None,
        municipality_code=AALBORG,
        agenda=(),
        participants="Hanne Riis",
    )
    own = planned(services, kim)
    facts = services.people.facts(kim)
    services.people.set_fact(kim, facts.version, "protected_address", value=True)
    services.people.open(kim, "møde")
    clock.set(clock.now() + timedelta(days=7))
    agreed = tuple(
        Agreement(f"Ringe om {name}", stay_id=stay, code="C6") for name, stay in stays.items()
    )
    services.meetings.hold(meeting, 1, "Vi gik listen igennem.", agreed)
    text = text_of_document(services.meetings.minutes_document(meeting))
    assert "Kim Dahl: Ringe om Kim" in text

    closed = houses.services(house, "staff")
    text = text_of_document(closed.meetings.minutes_document(meeting))
    assert "Ole Dahl: Ringe om Ole" in text
    assert "Kim" not in text
    with pytest.raises(ReasonNeeded):
        closed.meetings.agenda_document(own)
    agenda = text_of_document(closed.meetings.agenda_document(meeting))
    assert "Samarbejdsark: Aalborg Kommune" in agenda
    assert "Kim" not in agenda
