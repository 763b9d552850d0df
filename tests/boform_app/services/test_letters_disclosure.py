"""What has no basis is nowhere: not in the pages, the metadata or the attached data (issue 3, 6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from boform_app.clock import FixedClock
from boform_app.errors import ValidationFailed
from boform_app.services import _bases, _letter_required
from boform_app.services._letter_kinds import KINDS
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.register import STATUTORY
from boform_app.services.views.letters import Basis, LetterEdits, LetterView
from boform_app.services.views.stays import EndStayCommand
from reports.letters import required
from tests import houses
from tests.boform_app.services import letter_case as case
from tests.boform_app.services import letter_house as given
from tests.boform_app.services.letter_house import TODAY, everywhere

REQUESTS = ("plan_request", "referral", "reminder", "housing_nomination", "status_note", "handover")
DANGER = Basis("danger", reason="Kim er i fare i nat.")
FIELDS = {"first_visit": "2026-12-20T10:00", "situation": "Kim venter."}
SECRETS = ("Jeg vil have min egen dør", "alkohol", "budget", "påvirket", "aftensmad", "netbanken")


TOLD = {"Jeg vil have min egen dør", "alkohol", "budget"}
STANDS: dict[str, set[str]] = {
    "plan_request": TOLD,
    "reminder": {"Kim venter."},
    "referral": TOLD | {"påvirket", "aftensmad"},
    "housing_nomination": TOLD,
    "status_note": TOLD | {"aftensmad", "netbanken"},
}
"""Which of the secrets each letter tells with a consent; without this, their absence says nothing."""


def check_told(services: Services, kind: str, kim: UUID, edits: LetterEdits) -> None:
    """With the consent they stand there."""
    rested = given.rested(services, kind, kim, edits)
    file = everywhere(services.letters.preview(kind, kim, rested))
    assert {secret for secret in (*SECRETS, "Kim venter.") if secret in file} == STANDS[kind]


@pytest.fixture
def kim(services: Services, clock: FixedClock) -> UUID:
    """A full case with a consent and a request that was sent long ago."""
    given.contact(services)
    person = given.admitted(services)
    given.assessed(services, person)
    case.planned(services, person)
    case.searching(services, person)
    case.noted(services, person, text="Laver selv aftensmad.", readers=("status",))
    case.granted(services, person)
    given.consented(services, person)
    edits = given.rested(services, "plan_request", person, LetterEdits())
    made = services.letters.make("plan_request", person, edits)
    services.register.mark_sent(made.id, made.version, "digital_post", TODAY)
    clock.set(clock.now() + timedelta(days=3))
    return person


def to_municipality(services: Services, kind: str, kim: UUID, edits: LetterEdits) -> LetterEdits:
    found = services.letters.propose(kind, kim, edits).recipients
    return replace(edits, recipient_key=next(o.key for o in found if o.municipality_code))


def by_danger(services: Services, kind: str, kim: UUID) -> LetterView:
    edits = to_municipality(services, kind, kim, LetterEdits(fields=FIELDS, ground="danger"))
    edits = given.with_basis(services, kind, kim, edits, DANGER)
    return services.letters.make(kind, kim, edits)


# -- consent withdrawn ---------------------------------------------------------------------------


@pytest.mark.parametrize("kind", REQUESTS)
def test_a_withdrawal_stops_the_next_letter(services: Services, kim: UUID, kind: str) -> None:
    edits = to_municipality(services, kind, kim, LetterEdits(fields=FIELDS))
    edits = given.rested(services, kind, kim, edits)
    assert services.letters.propose(kind, kim, edits).problems == ()
    view = services.consents.for_person(kim)[0]
    services.consents.withdraw(view.id, view.version, view.given_on)
    proposal = services.letters.propose(kind, kim, edits)
    assert {one.problem for one in proposal.disclosures} == {"consent_withdrawn"}
    before = services.register.letters(kim)
    with pytest.raises(ValidationFailed, match="basis:consent_withdrawn"):
        services.letters.make(kind, kim, edits)
    assert services.register.letters(kim) == before
    anew = replace(edits, bases={})
    offers = [o for v in services.letters.propose(kind, kim, anew).disclosures for o in v.offers]
    assert all(one.kind != "consent" for one in offers)


@pytest.mark.parametrize("kind", ["plan_request", "reminder"])
def test_what_the_law_carries_still_goes_and_nothing_else(
    services: Services, kim: UUID, kind: str
) -> None:
    check_told(services, kind, kim, LetterEdits(fields=FIELDS))
    view = services.consents.for_person(kim)[0]
    services.consents.withdraw(view.id, view.version, view.given_on)
    edits = LetterEdits(fields=FIELDS, ground="law")
    found = services.letters.propose(kind, kim, edits).disclosures
    law = next(one for one in found[0].offers if one.kind == "law")
    made = services.letters.make(kind, kim, given.with_basis(services, kind, kim, edits, law))
    file = everywhere(services.register.pdf(made.id))
    assert "140682-0000" in file
    for secret in (*SECRETS, "Kim venter.", "Samtykke"):
        assert secret not in file, secret


# -- protected address ---------------------------------------------------------------------------


@pytest.mark.parametrize("kind", REQUESTS)
def test_a_protected_address_is_nowhere_in_a_request(
    house: OpenHouse, services: Services, kim: UUID, kind: str
) -> None:
    facts = services.people.facts(kim)
    services.people.set_fact(kim, facts.version, "protected_address", True)
    services = houses.services(house, log_in=2)
    services.people.open(kim, "Brev til kommunen")
    made = by_danger(services, kind, kim)
    file = everywhere(services.register.pdf(made.id))
    for address in ("Kajgade", "Prøveparken"):
        assert address not in file, address
    assert "140682-0000" in file, "an authority reads the number"
    if made.case_code:
        form = everywhere(services.register.answer_form(made.id))
        assert made.case_code in form
        assert "Kajgade" not in form


def test_an_open_address_is_told_and_a_supplier_reads_no_number(
    services: Services, kim: UUID
) -> None:
    file = everywhere(services.register.pdf(by_danger(services, "handover", kim).id))
    assert "Prøveparken 18" in file
    edits = given.with_basis(services, "handover", kim, LetterEdits(fields=FIELDS), DANGER)
    made = services.letters.make("handover", kim, edits)
    assert made.recipient_name == case.SUPPLIER
    file = everywhere(services.register.pdf(made.id))
    assert "140682" not in file
    assert "Kim Dahl" in file


# -- no basis ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["referral", "housing_nomination", "status_note"])
def test_what_has_no_basis_is_left_out_everywhere(services: Services, kim: UUID, kind: str) -> None:
    check_told(services, kind, kim, LetterEdits())
    edits = given.rested(services, kind, kim, LetterEdits())
    bare = {"own_words", "everyday", "substances", "health", "economy"}
    edits = replace(edits, bases={k: v for k, v in edits.bases.items() if k not in bare})
    proposal = services.letters.propose(kind, kim, edits)
    without = [one for one in proposal.disclosures if one.problem]
    assert {one.information for one in without} <= bare
    with pytest.raises(ValidationFailed, match="basis:no_basis"):
        services.letters.make(kind, kim, edits)
    sections = {key for one in without for key in one.sections}
    edits = replace(edits, left_out=tuple(sections))
    made = services.letters.make(kind, kim, edits)
    file = everywhere(services.register.pdf(made.id))
    for secret in SECRETS:
        assert secret not in file, secret
    assert "own_words" not in file


# -- the new address -----------------------------------------------------------------------------


NEW_HOME = "Prøvevænget 3"


@pytest.fixture
def moved(services: Services) -> UUID:
    """Moved out today to a home of their own."""
    given.contact(services)
    person = given.admitted(services)
    stay = services.stays.for_person(person)[0]
    now = services.open_house.clock.now()
    services.ending.end(
        EndStayCommand(
            stay.id, stay.version, now, "own_home", "own_home_public", new_address=NEW_HOME
        )
    )
    return person


def discharge(services: Services, person: UUID, edits: LetterEdits) -> str:
    """All of the notice that is made."""
    fields = {"reason": "Kim har fået egen bolig.", **edits.fields}
    made = services.letters.make("discharge_notice", person, replace(edits, fields=fields))
    return everywhere(services.register.pdf(made.id))


def with_address(services: Services, person: UUID) -> LetterEdits:
    """The consent is the basis of the address, the law that of the rest."""
    held = next(o for o in services.consents.for_person(person) if o.state == "valid")
    return LetterEdits(bases={"address": Basis("consent", consent_id=held.id)})


def test_the_new_address_stands_only_with_a_consent_that_holds(
    services: Services, moved: UUID
) -> None:
    assert NEW_HOME not in discharge(services, moved, LetterEdits())
    given.consented(services, moved)
    edits = with_address(services, moved)
    assert NEW_HOME in discharge(services, moved, edits)
    view = services.consents.for_person(moved)[0]
    services.consents.withdraw(view.id, view.version, view.given_on)
    assert NEW_HOME not in discharge(services, moved, LetterEdits())
    with pytest.raises(ValidationFailed, match="basis:consent_withdrawn"):
        discharge(services, moved, edits)


def test_a_new_address_that_was_typed_has_no_basis_after_a_withdrawal(
    services: Services, moved: UUID
) -> None:
    given.consented(services, moved)
    typed = replace(with_address(services, moved), fields={"new_address": NEW_HOME})
    view = services.consents.for_person(moved)[0]
    services.consents.withdraw(view.id, view.version, view.given_on)
    for edits in (typed, replace(typed, bases={})):
        with pytest.raises(ValidationFailed, match="basis:"):
            discharge(services, moved, edits)
    left = replace(typed, left_out=("address",))
    assert NEW_HOME not in discharge(services, moved, left)


# -- the tables ----------------------------------------------------------------------------------


def test_every_kind_has_its_rows() -> None:
    for key, kind in KINDS.items():
        assert key in _bases.POLICIES, key
        assert required.required(key), key
        assert required.page_limit(key) > 0, key
        assert (_bases.POLICIES[key].preset) == (key in STATUTORY), key
        whom = {"municipality", "resident", "resident_first", "other", "either"}
        assert kind.view.to in whom


def test_what_may_be_missing_is_known_by_name() -> None:
    keys = {one.key for kind in required.kinds() for one in required.required(kind)}
    assert keys >= set(_letter_required.HONEST)
    assert not set(_letter_required.HONEST) & _letter_required.ELSEWHERE
    assert all(reason for reason in _letter_required.HONEST.values())


def test_who_may_write_what(house: OpenHouse, services: Services) -> None:
    keys = [kind.key for kind in services.letters.kinds()]
    assert set(REQUESTS) <= set(keys)
    staff = [kind.key for kind in houses.services(house, "staff").letters.kinds()]
    assert set(REQUESTS) <= set(staff)
    temp = {kind.key for kind in houses.services(house, "temp").letters.kinds()}
    assert temp == STATUTORY
