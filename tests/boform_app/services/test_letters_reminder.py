"""Rykker: which letter it reminds of, what it tells, and what moves when it is sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from boform_app.clock import FixedClock
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.admin import ContactView
from boform_app.services.views.contacts import ContactCommand
from boform_app.services.views.letters import LetterEdits, LetterField, LetterProposal, LetterView
from boform_app.services.views.plans import PrerequisiteCommand
from models import tables
from tests.boform_app.services import letter_case as case
from tests.boform_app.services import letter_house as given
from tests.boform_app.services.letter_house import TODAY, text_of_document

NO_EDITS = LetterEdits()


@pytest.fixture
def kim(services: Services) -> UUID:
    return given.consenting(services)


def field(proposal: LetterProposal, key: str) -> LetterField:
    return next(one for one in proposal.fields if one.key == key)


def sent(services: Services, kind: str, kim: UUID, edits: LetterEdits = NO_EDITS) -> LetterView:
    edits = given.rested(services, kind, kim, edits)
    made = services.letters.make(kind, kim, edits)
    services.register.mark_sent(made.id, made.version, "digital_post", made.made_at.date())
    return services.register.get(made.id)


def wait(clock: FixedClock, days: int) -> None:
    clock.set(clock.now() + timedelta(days=days))


def test_it_reminds_of_the_request_without_answer(
    services: Services, house: OpenHouse, kim: UUID, clock: FixedClock
) -> None:
    request = sent(services, "plan_request", kim)
    wait(clock, 20)
    proposal = services.letters.propose("reminder", kim, NO_EDITS)
    about = field(proposal, "about")
    assert (about.kind, about.value) == ("choice", str(request.id))
    assert about.options[0] == (str(request.id), f"{request.title}, sendt 23-11-2026")
    assert proposal.title == "Rykker: Vi mangler svar om handleplan"

    edits = given.rested(
        services, "reminder", kim, LetterEdits(fields={"situation": "Kim venter."})
    )
    text = text_of_document(services.letters.preview("reminder", kim, edits))
    assert "Vi sendte en anmodning om handleplan med Digital Post." in text
    assert "Det er 20 døgn siden, vi skrev." in text
    assert "I kan svare på svararket." in text
    assert "Bilag: 1. Anmodning om handleplan af 23. november 2026 · 2. Svarark" in text

    made = services.letters.make("reminder", kim, edits)
    on = TODAY + timedelta(days=20)
    services.register.mark_sent(made.id, made.version, "digital_post", on)
    with house.database.read() as session:
        row = session.get_one(tables.Letter, made.id)
        plan = session.scalars(select(tables.ActionPlan)).one()
        c6 = session.scalars(select(tables.Prerequisite).filter_by(code="C6")).one()
    assert row.about_id == request.id
    assert (plan.status, plan.requested_on, plan.reminded_on) == ("reminded", TODAY, on)
    assert (c6.status, c6.since, c6.reminded_on) == ("in_progress", TODAY, on)


def test_the_second_reminder_goes_back_to_the_first_letter(
    services: Services, kim: UUID, clock: FixedClock
) -> None:
    sent(services, "plan_request", kim)
    told = LetterEdits(fields={"situation": "Kim venter."})
    wait(clock, 20)
    first = sent(services, "reminder", kim, told)
    wait(clock, 20)
    proposal = services.letters.propose("reminder", kim, told)
    assert field(proposal, "about").value == str(first.id), "the request waits in the reminder now"
    text = text_of_document(services.letters.preview("reminder", kim, told))
    assert "Vi sendte en rykker" in text
    assert "Det er 40 døgn siden, vi skrev." in text


def test_each_deadline_that_reminds_is_about_a_letter_of_its_own(
    services: Services, kim: UUID, clock: FixedClock
) -> None:
    """Ryk on the start page opens the reminder of that row, not of the one that waits longest."""
    told = LetterEdits(fields={"situation": "Kim venter."})
    for kind in ("plan_request", "status_note"):
        sent(services, kind, kim, told)
        wait(clock, 1)
    wait(clock, 40)
    due = [row for row in services.today.deadlines(kim) if row.action == "letter:reminder"]
    titles = set()
    for row in due:
        edits = LetterEdits(fields={"about": row.subject})
        proposal = services.letters.propose("reminder", kim, edits)
        about = field(proposal, "about")
        assert about.value == row.subject, about.options
        titles.add(proposal.title)
    assert len(due) == len(titles) == 2, [(row.what, row.subject) for row in due]


def test_what_was_said_since_stands_in_it_when_it_is_about_the_same(
    services: Services, kim: UUID, clock: FixedClock
) -> None:
    sent(services, "plan_request", kim)
    wait(clock, 3)
    stay = services.stays.for_person(kim)[0].id
    for codes, outcome in ((("C6",), "Rådgiveren vender tilbage"), (("C4",), "Indskud drøftet")):
        services.contact_log.write(
            ContactCommand(stay_id=stay, kind="call", outcome=outcome, prerequisite_codes=codes)
        )
    wait(clock, 15)
    edits = LetterEdits(fields={"situation": "Kim venter."})
    text = text_of_document(services.letters.preview("reminder", kim, edits))
    assert "Telefon: Rådgiveren vender tilbage." in text
    assert "Indskud" not in text
    # By law alone nothing of what was said goes along.
    by_law = LetterEdits(fields=edits.fields, ground="law")
    text = text_of_document(services.letters.preview("reminder", kim, by_law))
    assert "Vi sendte en anmodning" in text
    assert "Rådgiveren vender tilbage" not in text
    assert "Kim venter." not in text


def test_a_reminder_of_the_plan_may_rest_on_the_law(
    services: Services, kim: UUID, clock: FixedClock
) -> None:
    sent(services, "plan_request", kim)
    wait(clock, 20)
    edits = LetterEdits(ground="law")
    found = services.letters.propose("reminder", kim, edits).disclosures
    law = next(one for one in found[0].offers if one.kind == "law")
    edits = given.with_basis(services, "reminder", kim, edits, law)
    proposal = services.letters.propose("reminder", kim, edits)
    assert proposal.problems == ()
    assert {one.information for one in proposal.disclosures} == {
        "identity", "cpr", "stay", "municipality",
    }  # fmt: skip


def test_a_reminder_of_support_may_not(services: Services, kim: UUID, clock: FixedClock) -> None:
    sent(services, "referral", kim)
    wait(clock, 20)
    proposal = services.letters.propose("reminder", kim, LetterEdits(ground="law"))
    assert proposal.title == "Rykker: Vi mangler svar om støtte"
    assert not any(one.kind == "law" for view in proposal.disclosures for one in view.offers)


def test_an_open_matter_without_a_letter_can_be_reminded_of(
    services: Services, house: OpenHouse, kim: UUID, clock: FixedClock
) -> None:
    stay = services.stays.for_person(kim)[0].id
    services.contact_log.write(
        ContactCommand(
            stay_id=stay, kind="mail", outcome="Spurgt om indskud", prerequisite_codes=("C4",)
        )
    )
    wait(clock, 10)
    edits = LetterEdits(fields={"situation": "Kim venter."})
    made = sent(services, "reminder", kim, edits)
    assert made.title == "Rykker: Vi mangler svar om indskud"
    text = text_of_document(services.register.pdf(made.id))
    assert "Vi sendte en mail." in text
    with house.database.read() as session:
        c4 = session.scalars(select(tables.Prerequisite).filter_by(code="C4")).one()
    assert (c4.status, c4.reminded_on) == ("in_progress", TODAY + timedelta(days=10))


def test_nothing_to_remind_of_is_said(services: Services, kim: UUID) -> None:
    proposal = services.letters.propose("reminder", kim, NO_EDITS)
    assert {"missing:topic", "missing:sent"} <= set(proposal.problems)
    assert ("sent", "Brevet, vi minder om") in proposal.missing
    assert field(proposal, "about").options == ()
    text = text_of_document(services.letters.preview("reminder", kim, NO_EDITS))
    assert "Det er der sket" not in text


def test_the_situation_is_asked_for(services: Services, kim: UUID, clock: FixedClock) -> None:
    sent(services, "plan_request", kim)
    wait(clock, 20)
    empty = LetterEdits(fields={"situation": " "})
    proposal = services.letters.propose("reminder", kim, empty)
    assert "field:situation" in proposal.problems
    assert field(proposal, "situation").problem == "required"


# -- whom it goes to -----------------------------------------------------------------------------


def unit(services: Services, name: str, party: str) -> None:
    lines = ("Aalborg Kommune", name, "Prøvegade 14", "9000 Aalborg", "")
    services.municipalities.save(
        ContactView(None, 0, "0851", name, lines, "", "", "", "", "", False, party=party)
    )


def test_it_goes_to_the_unit_that_the_letter_went_to(
    services: Services, kim: UUID, clock: FixedClock
) -> None:
    unit(services, "Boliganvisningen", "housing")
    case.searching(services, kim)
    asked = sent(services, "housing_nomination", kim)
    assert asked.recipient_name == "Aalborg Kommune, Boliganvisningen"
    wait(clock, 20)
    proposal = services.letters.propose("reminder", kim, NO_EDITS)
    assert proposal.recipient is not None
    assert proposal.recipient.label == "Aalborg Kommune, Boliganvisningen"
    assert "Aalborg Kommune, Socialafdelingen, voksne" in [
        one.label for one in proposal.recipients
    ], "anybody else can be chosen"


def test_a_corrected_address_is_the_one_that_is_printed(
    services: Services, kim: UUID, clock: FixedClock
) -> None:
    unit(services, "Boliganvisningen", "housing")
    case.searching(services, kim)
    sent(services, "housing_nomination", kim)
    row = next(one for one in services.municipalities.contacts("0851") if one.party == "housing")
    moved = ("Aalborg Kommune", "Boliganvisningen", "Nygade 1", "9000 Aalborg", "")
    services.municipalities.save(replace(row, lines=moved))
    wait(clock, 20)
    proposal = services.letters.propose("reminder", kim, NO_EDITS)
    assert proposal.recipient is not None
    assert proposal.recipient.lines == moved[:4]


def test_a_letter_to_a_supplier_is_reminded_of_with_the_supplier(
    services: Services, kim: UUID, clock: FixedClock
) -> None:
    case.granted(services, kim)
    given.consented(services, kim, recipient=case.SUPPLIER, municipality_code="")
    handed = LetterEdits(fields={"first_visit": "2026-12-02T10:00"})
    made = services.letters.make("handover", kim, given.rested(services, "handover", kim, handed))
    services.register.mark_sent(made.id, made.version, "secure_mail", TODAY)
    wait(clock, 20)
    edits = LetterEdits(fields={"about": str(made.id), "situation": "Kim venter."})
    proposal = services.letters.propose("reminder", kim, edits)
    to = proposal.recipient
    assert to is not None
    assert (to.label, to.municipality_code) == (case.SUPPLIER, "")
    assert field(proposal, "recipient").value == case.SUPPLIER
    kinds = {offer.kind for view in proposal.disclosures for offer in view.offers}
    held = {
        offer.consent_id
        for view in proposal.disclosures
        for offer in view.offers
        if offer.kind == "consent"
    }
    assert "law" not in kinds
    assert held == {made_consent(services, kim, case.SUPPLIER)}, "a consent to the supplier"
    assert not proposal.case_code, "a supplier has no answer form of the municipality"
    edits = given.rested(services, "reminder", kim, edits)
    assert services.letters.propose("reminder", kim, edits).problems == ()
    text = text_of_document(services.letters.preview("reminder", kim, edits))
    assert "140682-0000" not in text
    assert "borgerrådgiver" not in text
    assert "oplyser, hvem der skal støtte Kim" in text


def made_consent(services: Services, kim: UUID, recipient: str) -> UUID:
    found = services.consents.for_person(kim)
    return next(one.id for one in found if one.recipient == recipient)


def test_a_reminder_can_be_typed_to_somebody_else(
    services: Services, kim: UUID, clock: FixedClock
) -> None:
    sent(services, "plan_request", kim)
    wait(clock, 20)
    plain = services.letters.propose("reminder", kim, NO_EDITS)
    assert plain.recipient is not None
    assert plain.recipient.label == "Aalborg Kommune, Socialafdelingen, voksne"
    edits = LetterEdits(fields={"recipient": "Prøvelægen\nPrøvegade 3"}, ground="law")
    typed = services.letters.propose("reminder", kim, edits)
    assert typed.recipient is not None
    assert typed.recipient.lines == ("Prøvelægen", "Prøvegade 3")
    offers = {offer.kind for view in typed.disclosures for offer in view.offers}
    assert "law" not in offers, "the law asks the municipality alone"
    assert "consent" not in offers, "the consent is to the municipality"


@pytest.mark.parametrize(
    ("party", "shown"),
    [
        ("housing", "Aalborg Kommune, Boliganvisningen"),
        ("municipality", "Aalborg Kommune, Socialafdelingen, voksne"),
        ("health", ""),
    ],
)
def test_a_matter_is_asked_of_whoever_has_it(
    services: Services, kim: UUID, clock: FixedClock, party: str, shown: str
) -> None:
    unit(services, "Boliganvisningen", "housing")
    stay = services.stays.for_person(kim)[0].id
    services.contact_log.write(
        ContactCommand(
            stay_id=stay, kind="mail", outcome="Spurgt om indskud", prerequisite_codes=("C4",)
        )
    )
    item = next(one for one in services.plans.prerequisites(stay) if one.code == "C4")
    services.plans.set_prerequisite(
        PrerequisiteCommand(item.id, item.version, "in_progress", party, item.since)
    )
    wait(clock, 10)
    edits = LetterEdits(fields={"about": "C4"})
    to = services.letters.propose("reminder", kim, edits).recipient
    assert (to.label if to else "") == shown
