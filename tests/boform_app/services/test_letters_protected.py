"""Protected address, over the table of kinds: only the two notices hold it, and a confirmed confirmation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from boform_app.clock import COPENHAGEN, FixedClock
from boform_app.services._letter_kinds import KINDS
from boform_app.services.context import OpenHouse
from boform_app.services.register import STATUTORY
from boform_app.services.views.contacts import MeetingCommand
from boform_app.services.views.letters import LetterEdits
from boform_app.services.views.turned_away import ContactCommand
from tests import houses
from tests.boform_app.services import letter_case as case
from tests.boform_app.services import letter_house as given
from tests.boform_app.services.letter_house import TODAY, everywhere

HOUSE, HOME = "Kajgade", "Prøveparken"
FIELDS = {
    "first_visit": "2026-12-20T10:00",
    "recipient": "Prøveboligerne A/S\nPrøvetorvet 9\n9000 Aalborg",
    "max_rent": "4.100",
}
PAPERS = (*KINDS, "agenda", "minutes")
WITHOUT_ADDRESS = {"consent_form", "agenda", "minutes", "overview"}
"""Papers that nobody sends: their head has no address."""


class Case:
    """A full case, its papers, and whether the address is protected."""

    def __init__(self, house: OpenHouse) -> None:
        self.house = house
        self.services = houses.services(house)
        given.contact(self.services)
        self.kim = given.admitted(self.services)
        self.kaj = self.services.turned_away.note(ContactCommand("Kaj", "Lind")).first("person")
        self._fill()
        self.before = {kind: self.paper(kind) for kind in PAPERS}

    def _fill(self) -> None:
        services, kim = self.services, self.kim
        given.assessed(services, kim)
        case.searching(services, kim)
        case.granted(services, kim)
        given.consented(services, kim)
        edits = given.rested(services, "plan_request", kim, LetterEdits())
        made = services.letters.make("plan_request", kim, edits)
        services.register.mark_sent(made.id, made.version, "digital_post", TODAY)
        stay = services.stays.for_person(kim)[0].id
        starts = datetime(2026, 11, 24, 10, tzinfo=COPENHAGEN)
        command = MeetingCommand(starts_at=starts, stay_id=stay, participants="Kim Dahl")
        self.meeting = services.meetings.plan(command).first("meeting")
        clock = self.house.clock
        assert isinstance(clock, FixedClock)
        clock.set(clock.now() + timedelta(days=3))
        services.meetings.hold(self.meeting, 1, "Vi talte om bolig.", ())

    def protect(self) -> None:
        """From now on both addresses are; the pages are opened with a reason."""
        for person in (self.kim, self.kaj):
            facts = self.services.people.facts(person)
            self.services.people.set_fact(person, facts.version, "protected_address", value=True)
        self.services = houses.services(self.house, log_in=2)
        for person in (self.kim, self.kaj):
            self.services.people.open(person, "Brev")

    def paper(self, kind: str, **more: str) -> str:
        """Everything that stands in the file."""
        if kind == "agenda":
            return everywhere(self.services.meetings.agenda_document(self.meeting))
        if kind == "minutes":
            return everywhere(self.services.meetings.minutes_document(self.meeting))
        whom = self.kaj if KINDS[kind].view.without_stay else self.kim
        fields = FIELDS if kind in {"handover", "landlord_statement"} else {}
        edits = LetterEdits(fields={**fields, **more})
        return everywhere(self.services.letters.preview(kind, whom, edits))


@pytest.fixture(scope="module")
def protected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """One house for all papers, each made once before the address was protected."""
    house = houses.make_house(tmp_path_factory.mktemp("protected"), houses.make_clock())
    found = Case(house)
    found.protect()
    yield found
    houses.close(house)


@pytest.mark.parametrize("kind", PAPERS)
def test_only_the_two_notices_hold_a_protected_address(protected: Case, kind: str) -> None:
    assert (HOUSE in protected.before[kind]) == (kind not in WITHOUT_ADDRESS), (
        "it would stand there"
    )
    after = protected.paper(kind)
    assert (HOUSE in after) == (kind in STATUTORY)
    assert HOME not in after


def test_the_law_names_two() -> None:
    assert {"admission_notice", "discharge_notice"} == STATUTORY


def test_the_new_home_stood_where_it_is_needed(protected: Case) -> None:
    assert HOME in protected.before["handover"]


def test_the_confirmation_holds_it_after_the_leaders_yes(protected: Case) -> None:
    for kind in set(KINDS) - STATUTORY:
        said = HOUSE in protected.paper(kind, leader_confirmed="yes")
        assert said == (kind == "stay_confirmation"), kind


def test_the_sheet_says_how_to_reach_the_controller(protected: Case) -> None:
    assert "Adresse" in protected.before["data_information"]
    for file in (protected.before["data_information"], protected.paper("data_information")):
        assert "Dataansvarlig" in file
        assert "Telefon" in file
