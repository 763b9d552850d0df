"""*Det gør vi imens*: only agreements that were marked for the municipality, about this resident alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from boform_app.clock import FixedClock
from boform_app.services.facade import Services
from boform_app.services.views.letters import LetterEdits
from boform_app.services.views.records import NoteCommand
from tests.boform_app.services import letter_house as given
from tests.boform_app.services.letter_house import TODAY
from tests.houses import PLACES

LETTERS = ("plan_request", "referral", "housing_nomination", "reminder", "status_note")
MARKED = ("status",)


@pytest.fixture
def kim(services: Services, clock: FixedClock) -> UUID:
    """With a consent to everything and a request that was sent three days ago."""
    person = given.consenting(services)
    edits = given.rested(services, "plan_request", person, LetterEdits())
    made = services.letters.make("plan_request", person, edits)
    services.register.mark_sent(made.id, made.version, "digital_post", TODAY)
    clock.set(clock.now() + timedelta(days=3))
    return person


@pytest.fixture
def ole(services: Services) -> UUID:
    facts = replace(given.ADMISSION, first_name="Ole", last_name="Bach", cpr_text="")
    return given.admitted(services, replace(facts, cpr_unknown=True, place_id=PLACES[2]))


def noted(
    services: Services, *people: UUID, text: str, kind: str, readers: tuple[str, ...] = MARKED
) -> UUID:
    return services.notes.finish(NoteCommand(text, people, kind, readers=readers)).first("note")


def agreed(services: Services, *people: UUID, text: str, readers: tuple[str, ...] = MARKED) -> UUID:
    return noted(services, *people, text=text, kind="agreement", readers=readers)


def corrected(
    services: Services, note: UUID, *people: UUID, text: str, readers: tuple[str, ...] = MARKED
) -> None:
    """As the window does it: a correction has no kind of its own."""
    services.notes.finish(NoteCommand(text, people, readers=readers, corrects_id=note))


def meanwhile(services: Services, kind: str, kim: UUID) -> str:
    """What the author begins with, "" where the section falls out."""
    edits = given.rested(services, kind, kim, LetterEdits(fields={"situation": "Kim venter."}))
    found = services.letters.propose(kind, kim, edits).sections
    return next((one.text for one in found if one.key == "meanwhile" and not one.left_out), "")


@pytest.mark.parametrize("kind", LETTERS)
def test_only_what_was_marked_and_is_about_this_resident_alone(
    services: Services, kim: UUID, ole: UUID, kind: str
) -> None:
    agreed(services, kim, text="Vi ringer ikke til hans bror.", readers=("house",))
    agreed(services, kim, ole, text="Kim og Ole deler køleskab.")
    agreed(services, kim, text="Kim får vækning af nattevagten.", readers=())
    agreed(services, kim, text="Ikke uden for huset.", readers=("status", "house"))
    assert meanwhile(services, kind, kim) == ""


@pytest.mark.parametrize("kind", ["plan_request", "referral", "housing_nomination", "reminder"])
def test_the_two_newest_marked_ones_are_the_start(
    services: Services, kim: UUID, clock: FixedClock, kind: str
) -> None:
    for number in ("Første", "Anden", "Tredje"):
        clock.set(clock.now() + timedelta(hours=1))
        agreed(services, kim, text=f"{number} aftale.")
    assert meanwhile(services, kind, kim) == "Tredje aftale.\n\nAnden aftale."


def test_a_corrected_agreement_counts_in_its_corrected_words(
    services: Services, kim: UUID, ole: UUID
) -> None:
    first = agreed(services, kim, text="Vi åbner post om mandagen.")
    corrected(services, first, kim, text="Vi åbner post om tirsdagen.")
    second = agreed(services, kim, text="Kim og hans søster ringes ved.")
    corrected(services, second, kim, text="Det er kun for os.", readers=("house",))
    shared = agreed(services, kim, ole, text="Kim og Ole gør rent.")
    corrected(services, shared, kim, text="Kim og Ole gør ikke rent.")
    assert meanwhile(services, "plan_request", kim) == "Vi åbner post om tirsdagen."


def test_a_corrected_note_about_health_still_tells_of_health(services: Services, kim: UUID) -> None:
    note = noted(services, kim, text="Er henvist til psykiatrien.", kind="health")
    corrected(services, note, kim, text="Er henvist til hjertelægen.")
    consent = services.consents.for_person(kim)[0]
    services.consents.withdraw(consent.id, consent.version, consent.given_on)
    topics = tuple(topic for topic in given.ALL_TOPICS if topic != "health")
    given.consented(services, kim, topics=topics)
    edits = given.rested(services, "status_note", kim, LetterEdits())
    said = [one.text for one in services.letters.propose("status_note", kim, edits).sections]
    assert not [words for words in said if "hjertelægen" in words]


def test_in_the_status_note_an_agreement_stands_once(services: Services, kim: UUID) -> None:
    agreed(services, kim, text="Vi åbner post om mandagen.")
    edits = given.rested(services, "status_note", kim, LetterEdits())
    said = [one.text for one in services.letters.propose("status_note", kim, edits).sections]
    assert len([words for words in said if "åbner post om mandagen" in words]) == 1
