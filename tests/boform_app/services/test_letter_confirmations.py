"""Confirmation and documentation of a stay, the landlord's statement and the receipt, on real houses."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from uuid import UUID

import pikepdf
import pytest

from boform_app.clock import FixedClock
from boform_app.errors import ValidationFailed
from boform_app.rules.rows import shipped_book
from boform_app.services._letter_confirmations import ore_of, own_payment
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.letters import Basis, LetterEdits, LetterProposal
from models import tables
from models.values.information import InformationKind
from tests import houses
from tests.boform_app.services import letter_house as given
from tests.boform_app.services.letter_house import TODAY, text_of_document

NO_EDITS = LetterEdits()
LANDLORD = {
    "recipient": "Prøveboligerne A/S\nPrøvetorvet 9\n9000 Aalborg",
    "max_rent": "4.100",
    "read_how": "read",
    "read_on": "2026-11-23",
}


@pytest.fixture
def kim(services: Services) -> UUID:
    given.contact(services)
    return given.admitted(services)


def edits(**fields: str) -> LetterEdits:
    return LetterEdits(fields=fields)


def text(services: Services, kind: str, person: UUID, chosen: LetterEdits = NO_EDITS) -> str:
    return text_of_document(services.letters.preview(kind, person, chosen))


def missing(proposal: LetterProposal) -> set[str]:
    return {key for key, _name in proposal.missing}


# --- Bekræftelse ----------------------------------------------------------------------------------


def test_the_number_in_the_letter_is_that_of_the_register(services: Services, kim: UUID) -> None:
    seen = services.letters.preview("stay_confirmation", kim, NO_EDITS)
    first = services.letters.make("stay_confirmation", kim, NO_EDITS, seen)
    second = services.letters.make("stay_confirmation", kim, NO_EDITS)
    assert (first.register_number, second.register_number) == ("BK2026-0001", "BK2026-0002")
    for letter in (first, second):
        told = text_of_document(services.register.pdf(letter.id))
        assert f"Nr. {letter.register_number}" in told
    with pytest.raises(ValidationFailed, match="preview_outdated"):
        services.letters.make("stay_confirmation", kim, NO_EDITS, seen)


def test_the_full_number_goes_only_to_a_job_centre_with_the_residents_yes(
    services: Services, kim: UUID
) -> None:
    assert "140682-****" in text(services, "stay_confirmation", kim)
    centre = edits(job_centre="Jobcenter Aalborg")
    assert "140682-0000" not in text(services, "stay_confirmation", kim, centre)
    agreed = edits(job_centre="Jobcenter Aalborg", cpr_agreed="yes")
    told = text(services, "stay_confirmation", kim, agreed)
    assert "140682-0000" in told
    assert "Jobcenter Aalborg får hele CPR-nummeret" in told


def test_only_a_leader_says_yes_to_a_protected_address(
    house: OpenHouse, services: Services, kim: UUID
) -> None:
    facts = services.people.facts(kim)
    services.people.set_fact(kim, facts.version, "protected_address", value=True)
    services.people.open(kim, "bekræftelse")
    staff = houses.services(house, "staff")
    staff.people.open(kim, "bekræftelse")
    for who in (services, staff):
        proposal = who.letters.propose("stay_confirmation", kim, NO_EDITS)
        assert missing(proposal) == {"leader_confirmed"}
        assert "Kajgade" not in text(who, "stay_confirmation", kim)
    yes = edits(leader_confirmed="yes")
    assert "Kajgade 12" in text(services, "stay_confirmation", kim, yes)
    assert missing(services.letters.propose("stay_confirmation", kim, yes)) == set()
    assert "Kajgade" not in text(staff, "stay_confirmation", kim, yes)
    keys = {one.key for one in staff.letters.propose("stay_confirmation", kim, yes).fields}
    assert "leader_confirmed" not in keys


# --- Opholdsdokumentation -------------------------------------------------------------------------


def test_nights_absences_and_money_add_up(services: Services, kim: UUID, clock: FixedClock) -> None:
    stay = services.stays.for_person(kim)[0]
    clock.set(clock.now() + timedelta(days=10))
    services.absences.add_absence(stay.id, "hospital", date(2026, 11, 25), date(2026, 11, 26))
    proposal = services.letters.propose("stay_documentation", kim, NO_EDITS)
    assert proposal.problems == ()
    assert "rate_unverified" in proposal.warnings
    assert any(row.startswith("own_payment_rate@2024") for row in proposal.rule_rows)
    told = text(services, "stay_documentation", kim)
    for words in (
        "Kim Dahl har haft 10 døgn",
        "2 døgn har været fravær",
        "96,71 kr.",
        "967,10 kr.",
    ):
        assert words in told, words
    for kept in ("hospital", "sygehus", "140682-0000", "Takst pr. døgn Beløb 0"):
        assert kept not in told
    rated = edits(rate="1.523,50")
    told = text(services, "stay_documentation", kim, rated)
    assert "12.188,00 kr." in told  # eight nights were slept here
    paid = edits(rate="1.523,50", absence_paid="yes")
    assert "15.235,00 kr." in text(services, "stay_documentation", kim, paid)


def municipal(proposal: LetterProposal) -> LetterEdits:
    """The same documentation to the first unit of the handlekommune."""
    unit = next(one for one in proposal.recipients if one.municipality_code)
    return LetterEdits(recipient_key=unit.key)


def test_the_documentation_goes_to_the_resident_unless_the_municipality_is_chosen(
    services: Services, kim: UUID, clock: FixedClock
) -> None:
    clock.set(clock.now() + timedelta(days=10))
    own = services.letters.propose("stay_documentation", kim, NO_EDITS)
    assert own.recipient is not None
    assert own.recipient.label == "Beboeren"
    assert {offer.kind for view in own.disclosures for offer in view.offers} == {"own_copy"}
    made = services.letters.make("stay_documentation", kim, NO_EDITS)
    assert (made.recipient_name, made.municipality_code) == ("Beboeren", "")

    chosen = municipal(own)
    proposal = services.letters.propose("stay_documentation", kim, chosen)
    assert "basis:no_basis" in proposal.problems, "a basis is chosen, never taken for granted"
    assert {one.information for one in proposal.disclosures} == {
        "identity", "cpr", "stay", "payment",
    }  # fmt: skip
    law = next(one for one in proposal.disclosures[0].offers if one.kind == "law")
    assert law.text == "Lov, BEK 1244/2017, § 4"
    chosen = given.with_basis(services, "stay_documentation", kim, chosen, law)
    letter = services.letters.make("stay_documentation", kim, chosen)
    assert letter.recipient_name == "Aalborg Kommune, Socialafdelingen, voksne"
    assert letter.municipality_code == "0851"
    told = text_of_document(services.register.pdf(letter.id))
    for words in ("Socialafdelingen, voksne", "140682-0000", "Sendes med Digital Post", "10 døgn"):
        assert words in told, words


def test_the_documentation_rests_on_a_consent_that_carries_the_economy(
    services: Services, kim: UUID, clock: FixedClock
) -> None:
    given.consented(services, kim, ("housing",))
    clock.set(clock.now() + timedelta(days=10))
    chosen = municipal(services.letters.propose("stay_documentation", kim, NO_EDITS))
    narrow = given.rested(services, "stay_documentation", kim, chosen)
    found = services.letters.propose("stay_documentation", kim, narrow).problems
    assert found == ("basis:consent_too_narrow",)
    given.consented(services, kim, ("economy",))
    wide = next(one for one in services.consents.for_person(kim) if one.information == ("economy",))
    basis = Basis("consent", consent_id=wide.id)
    edits_ = given.with_basis(services, "stay_documentation", kim, chosen, basis)
    assert services.letters.propose("stay_documentation", kim, edits_).problems == ()


def test_without_a_handlekommune_it_is_for_the_resident_alone(
    services: Services, clock: FixedClock
) -> None:
    given.contact(services)
    person = given.admitted(services, replace(given.ADMISSION, acting_municipality_code=""))
    clock.set(clock.now() + timedelta(days=10))
    found = services.letters.propose("stay_documentation", person, NO_EDITS)
    assert [one.key for one in found.recipients] == ["resident"]


def test_a_house_row_wins_and_splits_the_period(
    services: Services, kim: UUID, clock: FixedClock
) -> None:
    services.rules.save_house_row("own_payment_rate", 101.25, date(2026, 12, 1), "sm.dk", "V", "")
    clock.set(clock.now() + timedelta(days=10))
    told = text(services, "stay_documentation", kim)
    assert "773,68 kr." in told  # 23 to 30 November, eight nights of 96.71
    assert "202,50 kr." in told  # two in December
    assert "976,18 kr." in told
    short = edits(period_first="2026-12-01", period_last="2026-12-02")
    proposal = services.letters.propose("stay_documentation", kim, short)
    assert proposal.warnings == ()
    swapped = edits(period_first="2026-12-02", period_last="2026-12-01")
    proposal = services.letters.propose("stay_documentation", kim, swapped)
    assert "field:period_last" in proposal.problems


def test_nights_without_a_rate_are_told() -> None:
    paid = own_payment((date(2022, 12, 31), date(2023, 1, 1)), shipped_book())
    assert (paid.days_without, len(paid.rows), paid.unverified) == (True, 1, False)


@pytest.mark.parametrize(
    ("typed", "ore"),
    [("4100", 410_000), ("4.100 kr.", 410_000), ("96,7", 9_670), ("1.523,50", 152_350),
     ("41.00", None), ("", None), ("ca. 4000", None), ("1,234", None)],
)  # fmt: skip
def test_amounts_are_read_or_left(typed: str, ore: int | None) -> None:
    assert ore_of(typed) == ore


# --- Udtalelse til udlejer ------------------------------------------------------------------------


def test_a_landlord_hears_only_with_a_consent_to_that_landlord(
    services: Services, kim: UUID
) -> None:
    given.consented(services, kim)
    proposal = services.letters.propose("landlord_statement", kim, edits(**LANDLORD))
    assert missing(proposal) == {"consent"}
    assert "Samtykket er fra" not in text(services, "landlord_statement", kim, edits(**LANDLORD))
    given.consented(services, kim, municipality_code="", recipient="Andre Boliger")
    proposal = services.letters.propose("landlord_statement", kim, edits(**LANDLORD))
    assert missing(proposal) == {"consent"}
    given.consented(services, kim, municipality_code="", recipient="prøveboligerne a/s")
    found = services.letters.propose("landlord_statement", kim, edits(**LANDLORD))
    offers = {offer.consent_id for one in found.disclosures for offer in one.offers}
    (own,) = offers - {None}
    chosen = given.with_basis(
        services, "landlord_statement", kim, edits(**LANDLORD), Basis("consent", consent_id=own)
    )
    letter = services.letters.make("landlord_statement", kim, chosen)
    told = text_of_document(services.register.pdf(letter.id))
    assert "Kim Dahl kan betale en husleje på op til 4.100 kr. om måneden." in told
    assert "Nej, den er ikke aftalt" in told
    assert letter.recipient_name == "Prøveboligerne A/S"
    for kept in ("140682", "boform", "§ 110", "2026-0001"):
        assert kept not in told.casefold(), kept


def test_needs_that_say_too_much_are_not_proposed(
    services: Services, kim: UUID, house: OpenHouse
) -> None:
    stay = services.stays.for_person(kim)[0]
    with house.database.write(
        "test", "test", actor_id=houses.STAFF["leader"][0], at=house.clock.now()
    ) as unit:
        unit.session.add(
            tables.HousingSearch(
                stay_id=stay.id, requirements=["tryghed", "husdyr", "naerhed", "tilgaengelighed"]
            )
        )
        unit.commit()
    proposal = services.letters.propose("landlord_statement", kim, edits(**LANDLORD))
    needs = next(one.value for one in proposal.fields if one.key == "needs")
    assert needs == "Elevator eller niveaufri adgang, husdyr tilladt"


# --- Kvittering -----------------------------------------------------------------------------------


@pytest.fixture
def answered(services: Services, kim: UUID, house: OpenHouse) -> UUID:
    law = next(
        offer
        for offer in services.letters.propose("plan_request", kim, LetterEdits(ground="law"))
        .disclosures[0]
        .offers
        if offer.kind == "law"
    )
    chosen = given.with_basis(services, "plan_request", kim, LetterEdits(ground="law"), law)
    letter = services.letters.make("plan_request", kim, chosen)
    services.register.mark_sent(letter.id, letter.version, "post", TODAY)
    with house.database.write(
        "test", "test", actor_id=houses.STAFF["leader"][0], at=house.clock.now()
    ) as unit:
        row = unit.session.get_one(tables.Letter, letter.id)
        row.answered_on = TODAY
        now = house.clock.now()
        blob = unit.session.get_one(tables.Blob, row.blob_id)
        document = tables.Document(
            person_id=kim, kind="answer", title="Svar", received_on=TODAY, file_name="svar.pdf",
            media_type="application/pdf", blob_id=blob.id, added_at=now,
            added_by_id=houses.STAFF["leader"][0],
        )  # fmt: skip
        unit.session.add(document)
        unit.session.flush()
        unit.session.add(
            tables.Answer(
                letter_id=letter.id,
                document_id=document.id,
                state="taken",
                fields={
                    "caseworker.name": "Hanne Riis",
                    "plan.state": "in_progress",
                    "plan.expected": "07-12-2026",
                    "home.state": "listed",
                    "other.text": "Vi ringer",
                },
                taken=["caseworker", "plan", "message"],
                received_at=now,
            )
        )
        unit.commit()
    return letter.id


def test_the_receipt_says_what_was_taken_over(
    services: Services, kim: UUID, answered: UUID
) -> None:
    consent = given.consented(services, kim)
    proposal = services.letters.propose("answer_receipt", kim, NO_EDITS)
    assert missing(proposal) == set()
    chosen = given.with_basis(
        services, "answer_receipt", kim, NO_EDITS, Basis("consent", consent_id=consent)
    )
    letter = services.letters.make("answer_receipt", kim, chosen)
    told = text_of_document(services.register.pdf(letter.id))
    for words in ("Hanne Riis", "I gang. Handleplanen ventes klar: 7. december 2026"):
        assert words in told, words
    for kept in ("Bolig", "Vi ringer"):
        assert kept not in told, kept
    assert "Vi beder ikke om mere lige nu." in told
    with pikepdf.open(BytesIO(services.register.pdf(letter.id))) as pdf:
        (file,) = (one.get_file().read_bytes() for one in pdf.attachments.values())
    items = {InformationKind(one["kind"]).label for one in json.loads(file)["items"]}
    assert items == {label for label, _basis in letter.disclosures}
    asked = replace(chosen, fields={"missing": "Hvem der giver støtten"})
    told = text(services, "answer_receipt", kim, asked)
    assert "– Hvem der giver støtten" in told
    assert answered


def test_by_law_a_receipt_tells_only_who_the_case_worker_is(
    services: Services, kim: UUID, answered: UUID
) -> None:
    told = text(services, "answer_receipt", kim, LetterEdits(ground="law"))
    assert "Hanne Riis" in told
    assert "7. december 2026" not in told
    assert answered


def test_without_an_answer_there_is_no_receipt(services: Services, kim: UUID) -> None:
    proposal = services.letters.propose("answer_receipt", kim, NO_EDITS)
    assert {"answer", "noted"} <= missing(proposal)
    with pytest.raises(ValidationFailed):
        services.letters.make("answer_receipt", kim, NO_EDITS)
