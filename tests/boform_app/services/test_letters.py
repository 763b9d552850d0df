"""Letters: what they disclose and on which basis, and that print, preview and file are one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from boform_app.clock import FixedClock
from boform_app.errors import NotAllowed, NotFound, ReasonNeeded, ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.letter_drafts import edits_from_json, edits_to_json
from boform_app.services.page_images import pictures
from boform_app.services.views.letters import Basis, LetterEdits, LetterProposal
from models import tables
from reports.errors import NotConforming
from tests import houses
from tests.boform_app.services import letter_house as given
from tests.boform_app.services.letter_house import TODAY, text_of_document

NO_EDITS = LetterEdits()


@pytest.fixture
def kim(services: Services) -> UUID:
    given.contact(services)
    person = given.admitted(services)
    given.assessed(services, person)
    return person


def kinds(proposal: LetterProposal) -> set[str]:
    return {view.information for view in proposal.disclosures}


def problems(proposal: LetterProposal) -> set[str]:
    return {view.problem for view in proposal.disclosures}


def heading(proposal: LetterProposal, key: str) -> str:
    return next(section.text for section in proposal.sections if section.key == key)


def referral(services: Services, kim: UUID, edits: LetterEdits = NO_EDITS) -> LetterProposal:
    return services.letters.propose("referral", kim, edits)


def by_consent(services: Services, kim: UUID, **consent: object) -> LetterEdits:
    consent_id = given.consented(services, kim, **consent)  # type: ignore[arg-type]  # by name
    basis = Basis("consent", consent_id=consent_id)
    return given.with_basis(services, "referral", kim, NO_EDITS, basis)


# -- basis ---------------------------------------------------------------------------------------


def test_without_a_basis_nothing_is_made(services: Services, kim: UUID) -> None:
    proposal = referral(services, kim)
    assert problems(proposal) == {"no_basis"}
    assert proposal.problems == ("basis:no_basis",)
    with pytest.raises(ValidationFailed, match="basis:no_basis"):
        services.letters.make("referral", kim, NO_EDITS)
    assert services.register.letters() == ()


def test_one_item_without_a_basis_is_enough(services: Services, kim: UUID) -> None:
    edits = by_consent(services, kim)
    assert referral(services, kim, edits).problems == ()
    del edits.bases["economy"]
    assert referral(services, kim, edits).problems == ("basis:no_basis",)


def test_a_withdrawn_consent_keeps_print_off(services: Services, kim: UUID) -> None:
    edits = by_consent(services, kim)
    view = services.consents.for_person(kim)[0]
    services.consents.withdraw(view.id, view.version, TODAY)
    assert problems(referral(services, kim, edits)) == {"consent_withdrawn"}
    assert not any(
        offer.kind == "consent"
        for one in referral(services, kim).disclosures
        for offer in one.offers
    )


def test_an_expired_consent_keeps_print_off(
    services: Services, kim: UUID, clock: FixedClock
) -> None:
    edits = by_consent(services, kim)
    clock.set(clock.now() + timedelta(days=182))
    assert problems(referral(services, kim, edits)) == {"consent_expired"}


def test_a_narrow_consent_keeps_what_it_does_not_carry_out(services: Services, kim: UUID) -> None:
    given.consented(services, kim, ("housing", "overview"))
    proposal = referral(services, kim)
    assert {"economy", "health", "substances"}.isdisjoint(kinds(proposal))
    assert "Rusmidler" in proposal.left_out_kinds
    pdf = text_of_document(services.letters.preview("referral", kim, NO_EDITS))
    for told in ("alkohol", "rusmidler", "budget", "påvirket"):
        assert told not in pdf.casefold(), told
    assert "Støtte omtrent ugentligt. Mest til mad, indkøb" in pdf, "daily life is told"


def test_a_consent_that_is_too_narrow_for_a_chosen_item(services: Services, kim: UUID) -> None:
    wide = by_consent(services, kim)
    narrow = given.consented(services, kim, ("economy",))
    basis = Basis("consent", consent_id=narrow)
    edits = replace(wide, bases=dict.fromkeys(wide.bases, basis))
    found = {v.information: v.problem for v in referral(services, kim, edits).disclosures}
    assert found["housing"] == "consent_too_narrow"
    assert found["economy"] == found["identity"] == ""


def test_acute_danger_needs_a_reason(services: Services, kim: UUID) -> None:
    edits = given.with_basis(services, "referral", kim, NO_EDITS, Basis("danger"))
    assert problems(referral(services, kim, edits)) == {"reason_missing"}
    reason = Basis("danger", reason="Kim er i fare i nat.")
    edits = given.with_basis(services, "referral", kim, NO_EDITS, reason)
    made = services.letters.make("referral", kim, edits)
    assert made.disclosures[0] == ("Navn og fødselsdato", "Akut fare")


def test_the_law_carries_only_what_it_asks_for(services: Services, kim: UUID) -> None:
    given.consented(services, kim)
    edits = LetterEdits(ground="law")
    law = next(
        offer
        for offer in services.letters.propose("plan_request", kim, edits).disclosures[0].offers
        if offer.kind == "law"
    )
    edits = given.with_basis(services, "plan_request", kim, edits, law)
    proposal = services.letters.propose("plan_request", kim, edits)
    assert proposal.problems == ()
    assert kinds(proposal) == {"identity", "cpr", "stay", "municipality"}
    assert law.rule_row in proposal.rule_rows


def test_a_statutory_notice_has_its_basis_already(services: Services, kim: UUID) -> None:
    proposal = services.letters.propose("admission_notice", kim, NO_EDITS)
    assert proposal.problems == ()
    assert {view.basis.text for view in proposal.disclosures} == {
        "Lov, servicelovens § 110, stk. 6"
    }
    assert any(row.startswith("answer_days") for row in proposal.rule_rows)


# -- what is missing -----------------------------------------------------------------------------


def test_a_notice_needs_its_reason_and_a_day_ahead(services: Services, kim: UUID) -> None:
    edits = LetterEdits(fields={"reason": " ", "answer_by": "2026-11-01"})
    proposal = services.letters.propose("admission_notice", kim, edits)
    assert proposal.problems == ("field:answer_by", "field:reason")
    assert {one.key: one.problem for one in proposal.fields if one.problem} == {
        "answer_by": "in_past",
        "reason": "required",
    }


def test_a_letter_without_its_request_is_no_letter(services: Services, kim: UUID) -> None:
    edits = replace(by_consent(services, kim), texts={"ask": "  "})
    assert referral(services, kim, edits).problems == ("section_empty",)


def test_characters_the_fonts_lack_are_told_before(services: Services, kim: UUID) -> None:
    edits = LetterEdits(texts={"plan": "Kim hilser 漢 og 字."})
    proposal = services.letters.propose("admission_notice", kim, edits)
    assert proposal.missing_characters == ("漢", "字")
    assert proposal.problems == ("missing_characters",)
    with pytest.raises(ValidationFailed, match="missing_characters"):
        services.letters.make("admission_notice", kim, edits)


def test_cpr_unknown_is_said_and_does_not_stop(services: Services, house: OpenHouse) -> None:
    command = replace(given.ADMISSION, cpr_text="", cpr_unknown=True)
    person = given.admitted(services, command)
    proposal = services.letters.propose("admission_notice", person, NO_EDITS)
    assert proposal.problems == ()
    assert "cpr_missing" in proposal.warnings
    pdf = services.letters.preview("admission_notice", person, NO_EDITS)
    assert "CPR ikke oplyst" in text_of_document(pdf)


def test_an_unknown_municipality_goes_to_the_house_choice(services: Services) -> None:
    command = replace(given.ADMISSION, acting_municipality_code="")
    person = given.admitted(services, command)
    proposal = services.letters.propose("admission_notice", person, NO_EDITS)
    assert proposal.recipient is not None
    assert proposal.recipient.municipality_code == "0851"
    assert "municipality_unknown" in proposal.warnings
    pdf = services.letters.preview("admission_notice", person, NO_EDITS)
    assert "Handlekommunen er ikke afklaret" in text_of_document(pdf)


def test_without_any_choice_the_recipient_is_asked_for(services: Services) -> None:
    facts = services.house.facts()
    services.house.set_fact(facts.version, "unknown_municipality_code", "")
    person = given.admitted(services, replace(given.ADMISSION, acting_municipality_code=""))
    proposal = services.letters.propose("admission_notice", person, NO_EDITS)
    assert "recipient_missing" in proposal.problems
    assert services.letters.preview("admission_notice", person, NO_EDITS)[:5] == b"%PDF-"


# -- words ---------------------------------------------------------------------------------------


def test_own_words_are_printed_and_the_fetched_ones_kept(services: Services, kim: UUID) -> None:
    edits = replace(by_consent(services, kim), texts={"works": "Kim laver mad hver dag."})
    works = next(one for one in referral(services, kim, edits).sections if one.key == "works")
    assert (works.text, works.edited, works.optional) == ("Kim laver mad hver dag.", True, True)
    assert "budget" in works.fetched
    pdf = text_of_document(services.letters.preview("referral", kim, edits))
    assert "Kim laver mad hver dag." in pdf
    assert "Har lagt budget" not in pdf


def test_left_out_sections_are_neither_printed_nor_disclosed(services: Services, kim: UUID) -> None:
    edits = by_consent(services, kim)
    left_out = (
        "situation",
        "dimensions",
        "ball",
        "own_words",
        "works",
        "unknown",
        "disagreement",
        "ask",
    )
    edits = replace(edits, left_out=left_out)
    proposal = referral(services, kim, edits)
    assert {"economy", "substances", "own_words", "everyday"}.isdisjoint(kinds(proposal))
    pdf = text_of_document(services.letters.preview("referral", kim, edits))
    assert "Situation og støttebehov" not in pdf
    assert "Jeg vil have min egen dør" not in pdf
    assert "Vi beder om" in pdf, "the request stays"


def test_a_protected_address_is_told_to_the_law_only(
    house: OpenHouse, services: Services, kim: UUID
) -> None:
    facts = services.people.facts(kim)
    services.people.set_fact(kim, facts.version, "protected_address", True)
    services = houses.services(house, log_in=2)
    with pytest.raises(ReasonNeeded):
        services.letters.propose("referral", kim, NO_EDITS)
    services.people.open(kim, "Brev til kommunen")
    notice = services.letters.preview("admission_notice", kim, NO_EDITS)
    assert "Kajgade 12" in text_of_document(notice)
    assert "protected_address" in referral(services, kim).warnings
    for kind in ("referral", "plan_request", "consent_form"):
        pdf = services.letters.preview(kind, kim, NO_EDITS)
        assert "Kajgade" not in text_of_document(pdf), kind


# -- one and the same ----------------------------------------------------------------------------


def test_preview_made_and_stored_are_the_same_bytes(
    services: Services, house: OpenHouse, kim: UUID
) -> None:
    edits = by_consent(services, kim)
    seen = services.letters.preview("referral", kim, edits)
    made = services.letters.make("referral", kim, edits, seen)
    assert made.register_number == "B2026-0001"
    assert services.register.pdf(made.id) == seen
    later = houses.services(house, log_in=2)
    assert later.register.pdf(made.id) == seen
    assert [view.id for view in later.register.letters(kim)] == [made.id]
    with house.database.read() as session:
        row = session.scalars(select(tables.Letter)).one()
        blob = session.get_one(tables.Blob, row.blob_id)
    assert (row.sha256, row.municipality_code) == (blob.sha256, "0851")
    assert {one["kind"] for one in row.disclosures} == {"consent"}


def test_what_was_seen_is_what_is_stored(services: Services, kim: UUID) -> None:
    edits = by_consent(services, kim)
    seen = services.letters.preview("referral", kim, edits)
    facts = services.people.facts(kim)
    services.people.set_fact(kim, facts.version, "first_name", "Kimberly")
    with pytest.raises(ValidationFailed, match="preview_outdated"):
        services.letters.make("referral", kim, edits, seen)
    assert services.register.letters(kim) == ()


def test_a_letter_the_validator_does_not_pass_is_shown_and_never_stored(
    services: Services, kim: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits = by_consent(services, kim)
    monkeypatch.setattr("reports.pdf._output_intent", lambda _pdf: None)
    seen = services.letters.preview("referral", kim, edits)
    with pytest.raises(NotConforming):
        services.letters.make("referral", kim, edits, seen)
    assert services.register.letters() == ()


def test_a_stored_letter_shows_its_sections_and_starts_the_next(
    services: Services, kim: UUID
) -> None:
    edits = replace(
        by_consent(services, kim),
        texts={"works": "Kim laver mad."},
        left_out=("unknown",),
        fields={"answer_by": "2026-12-01", "asks_home": ""},
    )
    made = services.letters.make("referral", kim, edits)
    shown = {one.key: one for one in services.letters.sections(made.id)}
    assert shown["works"].text == "Kim laver mad."
    assert shown["works"].edited
    assert shown["unknown"].left_out
    again = services.letters.again(made.id)
    assert again.texts == {"works": "Kim laver mad."}
    assert again.left_out == ("unknown",)
    assert again.fields == {"asks_home": ""}, "days are proposed anew"
    assert again.bases == {}, "every basis is asked for again"


def test_edits_survive_as_a_draft() -> None:
    edits = LetterEdits(
        "contact:1", "Hanne Riis", {"ask": "Æblegrød ”nu”\n\nog så"}, ("works",),
        {"health": Basis("consent", "row", UUID(int=7), "", "Samtykke"), "cpr": Basis("danger", reason="æ")},
        {"answer_by": "2026-12-01"}, "consent",
    )  # fmt: skip
    assert edits_from_json(edits_to_json(edits)) == edits
    assert edits_from_json("{}") == LetterEdits()


def test_pages_as_pictures(services: Services, kim: UUID) -> None:
    pages = pictures(services.letters.preview("referral", kim, NO_EDITS), 48)
    assert len(pages) >= 2
    assert (pages[0].width, pages[0].height) == pytest.approx((397, 561), abs=1)
    assert all(len(page.rgb) == page.width * page.height * 3 for page in pages)


# -- who may -------------------------------------------------------------------------------------


def test_a_temp_writes_the_two_notices_only(
    house: OpenHouse, services: Services, kim: UUID
) -> None:
    temp = houses.services(house, "temp")
    assert [kind.key for kind in temp.letters.kinds()] == ["admission_notice", "discharge_notice"]
    notice = temp.letters.make("admission_notice", kim, NO_EDITS)
    temp.register.mark_sent(notice.id, notice.version, "digital_post", TODAY)
    edits = by_consent(services, kim)
    made = services.letters.make("referral", kim, edits)
    for refused in (
        lambda: temp.letters.propose("referral", kim, NO_EDITS),
        lambda: temp.letters.preview("plan_request", kim, NO_EDITS),
        lambda: temp.letters.make("referral", kim, edits),
        lambda: temp.letters.sections(made.id),
        lambda: temp.register.pdf(made.id),
        lambda: temp.register.mark_sent(made.id, made.version, "digital_post", TODAY),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert [view.id for view in temp.register.letters()] == [notice.id]


def test_a_consent_form_keeps_to_the_longest_period(services: Services, kim: UUID) -> None:
    late = LetterEdits(fields={"valid_to": "2027-05-24"})
    assert services.letters.propose("consent_form", kim, late).problems == ("field:valid_to",)
    backwards = LetterEdits(fields={"valid_to": "2026-11-01"})
    assert services.letters.propose("consent_form", kim, backwards).problems == ("field:valid_to",)
    right = LetterEdits(fields={"valid_to": date(2027, 5, 23).isoformat()})
    proposal = services.letters.propose("consent_form", kim, right)
    assert proposal.problems == ()
    assert {view.basis.kind for view in proposal.disclosures} <= {"own_copy"}


# -- the answer form -----------------------------------------------------------------------------


def test_a_request_carries_a_code_and_its_answer_form(services: Services, kim: UUID) -> None:
    edits = given.with_basis(services, "referral", kim, NO_EDITS, Basis("danger", reason="I nat."))
    code = services.letters.propose("referral", kim, edits).case_code
    made = services.letters.make("referral", kim, edits)
    letter, form = services.register.pdf(made.id), services.register.answer_form(made.id)
    assert made.case_code == code
    assert code in given.text_of_document(letter)
    assert code in given.text_of_document(form)
    assert "Kim" not in given.text_of_document(form)
    # The next letter has a code of its own.
    assert services.letters.propose("referral", kim, edits).case_code != code


def test_a_letter_without_the_form_has_no_code(services: Services, kim: UUID) -> None:
    edits = replace(NO_EDITS, fields={"answer_form": ""})
    made = services.letters.make("admission_notice", kim, edits)
    assert made.case_code == ""
    assert "Sagskode" not in given.text_of_document(services.register.pdf(made.id))
    with pytest.raises(NotFound):
        services.register.answer_form(made.id)
