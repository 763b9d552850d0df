"""Page limits: how far a letter is over, what it could do without, and that nothing goes silently."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from boform_app.clock import FixedClock
from boform_app.errors import ValidationFailed
from boform_app.services.facade import Services
from boform_app.services.register import STATUTORY
from boform_app.services.views.contacts import ContactCommand
from boform_app.services.views.letters import LetterEdits
from reports.letters.required import page_limit
from reports.preview import page_count
from tests.boform_app.services import letter_case as case
from tests.boform_app.services import letter_house as given
from tests.boform_app.services.letter_house import TODAY, text_of_document
from ui.pages.letter.strip import before_print, stops

NO_EDITS = LetterEdits()
LONG = "Har brugt formiddagen på at ordne papirer, ringe til banken og gøre rent på værelset"


@pytest.fixture
def kim(services: Services, clock: FixedClock) -> UUID:
    """Marked notes of six weeks: more than any municipality reads."""
    person = given.consenting(services)
    for number in range(45):
        kind = ("day", "conversation", "health")[number % 3]
        case.noted(services, person, text=f"{LONG}, gang {number}.", kind=kind, readers=("status",))
        clock.set(clock.now() + timedelta(days=1))
    return person


def test_a_letter_that_fits_is_not_spoken_of(services: Services, clock: FixedClock) -> None:
    given.contact(services)
    person = given.admitted(services)
    proposal = services.letters.propose("admission_notice", person, NO_EDITS)
    found = services.letters.excess("admission_notice", person, NO_EDITS)
    assert (found.pages, found.limit, found.lines_over, found.fits) == (1, 1, 0, True)
    assert proposal.lines_over == 0
    assert found.longest[0].lines >= found.longest[-1].lines
    kept = services.letters.shorten("admission_notice", person, NO_EDITS)
    assert (kept.edits, kept.left_out) == (NO_EDITS, ())


def test_a_letter_over_its_limit_is_not_printed(services: Services, kim: UUID) -> None:
    edits = given.rested(services, "status_note", kim, NO_EDITS)
    proposal = services.letters.propose("status_note", kim, edits)
    found = services.letters.excess("status_note", kim, edits)
    assert "too_long" in proposal.problems
    assert (found.limit, found.fits) == (3, False)
    assert proposal.lines_over == found.lines_over > 10
    assert found.longest[0].key == "changes"
    assert stops(proposal) == (f"Brevet fylder for meget. Tag cirka {found.lines_over} linjer ud.",)
    with pytest.raises(ValidationFailed, match="too_long"):
        services.letters.make("status_note", kim, edits)


def test_the_proposal_makes_it_fit_and_names_what_would_go(services: Services, kim: UUID) -> None:
    edits = given.rested(services, "status_note", kim, NO_EDITS)
    shorter = services.letters.shorten("status_note", kim, edits)
    assert shorter.excess.fits
    assert {one.why for one in shorter.left_out} == {"older_note"}
    assert all(one.heading == "Ændringer i perioden" for one in shorter.left_out)
    made = services.letters.make("status_note", kim, shorter.edits)
    words = text_of_document(services.register.pdf(made.id))
    for one in shorter.left_out:
        assert one.text not in words
    # The oldest went first; the newest note of each theme stays, with its author.
    assert "gang 0 (" not in words
    for newest in (42, 43, 44):
        assert f"gang {newest} (Mette Krogh" in words
    # Only the section that was too long was touched.
    assert set(shorter.edits.texts) == {"changes"}


def test_own_words_are_not_taken_away(services: Services, kim: UUID) -> None:
    edits = given.rested(services, "status_note", kim, NO_EDITS)
    own = "Hverdagen\nSet: Kim har det godt."
    edits = replace(edits, texts={"changes": own})
    shorter = services.letters.shorten("status_note", kim, edits)
    assert shorter.edits.texts == {"changes": own}
    assert shorter.excess.fits


def test_small_themes_of_a_referral_become_one_row(services: Services, kim: UUID) -> None:
    edits = given.rested(services, "referral", kim, NO_EDITS)
    shorter = services.letters.shorten("referral", kim, edits)
    assert "too_long" in services.letters.propose("referral", kim, edits).problems
    whole = text_of_document(services.letters.preview("referral", kim, edits))
    assert {one.why for one in shorter.left_out} >= {"older_note"}
    assert shorter.excess.fits
    made = services.letters.make("referral", kim, shorter.edits)
    pdf = services.register.pdf(made.id)
    assert page_count(pdf) <= page_limit("referral") == 2
    words = text_of_document(pdf)
    for one in shorter.left_out:
        assert one.text in whole, "it stood there"
        assert one.text not in words


@pytest.mark.parametrize("kind", sorted(STATUTORY))
def test_a_notice_is_owed_however_long_its_reason(services: Services, kind: str) -> None:
    given.contact(services)
    person = given.admitted(services)
    if kind == "discharge_notice":
        stay = services.stays.for_person(person)[0]
        services.ending.plan_end(stay.id, stay.version, TODAY, "9.00")
    edits = LetterEdits(fields={"reason": f"{LONG}. " * 40})
    proposal = services.letters.propose(kind, person, edits)
    assert proposal.problems == ()
    assert stops(proposal) == ()
    assert proposal.lines_over == services.letters.excess(kind, person, edits).lines_over > 20
    says = before_print(proposal, 2, waiting=False)
    assert says.strong.startswith("Klar til print: 2 sider")
    assert f"cirka {proposal.lines_over} linjer længere end én side" in says.text
    made = services.letters.make(kind, person, edits)
    pdf = services.register.pdf(made.id)
    assert page_count(pdf) > page_limit(kind)
    assert text_of_document(pdf).count("ordne") == 40, "nothing of it went"


def test_a_reminder_begins_its_story_later(services: Services, clock: FixedClock) -> None:
    person = given.consenting(services)
    edits = given.rested(services, "plan_request", person, NO_EDITS)
    made = services.letters.make("plan_request", person, edits)
    services.register.mark_sent(made.id, made.version, "digital_post", TODAY)
    stay = services.stays.for_person(person)[0].id
    for _ in range(16):
        clock.set(clock.now() + timedelta(days=1))
        services.contact_log.write(
            ContactCommand(stay_id=stay, kind="call", outcome=LONG, prerequisite_codes=("C6",))
        )
    edits = given.rested(services, "reminder", person, NO_EDITS)
    assert "too_long" in services.letters.propose("reminder", person, edits).problems
    shorter = services.letters.shorten("reminder", person, edits)
    assert shorter.excess.fits
    assert shorter.edits.fields["events_from"] > TODAY.isoformat()
    letter = services.letters.make("reminder", person, shorter.edits)
    words = text_of_document(services.register.pdf(letter.id))
    assert "Vi sendte en anmodning om handleplan" in words, "the first letter stays"
    assert "9. december 2026 Telefon" in words
