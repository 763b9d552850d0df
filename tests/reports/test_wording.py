"""The Danish of the letters, word for word, against golden files; and what must never be in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from models.values import ffb
from models.values.information import InformationKind as Kind
from reports.contexts import disclosure_lines, disclosures
from reports.errors import MissingField
from reports.letters import admission_notice, consent_form, discharge_notice, plan_request
from reports.letters.base import RecipientFacts
from reports.reading import spoken
from reports.texts import letter_texts
from tests.reports import examples

GOLDEN = Path(__file__).parents[1] / "golden" / "letters"


@pytest.mark.parametrize("kind", examples.pictured())
def test_the_wording_is_that_of_the_golden_file(kind: str) -> None:
    said = "\n".join(spoken(examples.pictured()[kind])) + "\n"
    assert said == (GOLDEN / f"{kind}.txt").read_text(encoding="utf-8")


def test_the_level_of_a_goal_has_kls_words_in_the_plan_as_on_the_screen() -> None:
    """law.md 10.2: functioning is Svært where support need is Højt."""
    words = ffb.shipped()
    shipped = [f"{n} – {words.level(n).function}" for n in range(5)]
    assert letter_texts("stay_plan")["levels"] == shipped
    assert letter_texts("stay_plan")["not_assessed"] == words.level(None).function
    for kind in ("stay_plan", "status_note"):
        said = spoken(examples.pictured()[kind])
        assert any("Funktionsevneniveau" in line for line in said)
        assert not [line for line in said if line.startswith("Støttebehov")]


@pytest.mark.parametrize(
    "made", [examples.pictured(), examples.minimal(), examples.maximal(), examples.overlong()]
)
def test_nothing_is_left_unfilled(made: dict[str, object]) -> None:
    for context in made.values():
        text = " ".join(spoken(context))  # type: ignore[arg-type] # examples are contexts
        assert not set("{}[]¶") & set(text)
        assert "**" not in text.replace("-****", "")
        assert "None" not in text


def test_without_cpr_the_notice_says_so() -> None:
    person = replace(examples.ADMISSION.letter.person, cpr="")
    facts = replace(examples.ADMISSION, letter=replace(examples.ADMISSION.letter, person=person))
    assert "CPR ikke oplyst" in spoken(admission_notice.compose(facts))


def test_an_unsettled_municipality_is_told() -> None:
    facts = replace(
        examples.ADMISSION, municipality="", why_this_municipality="Samira sidst boede hos jer"
    )
    text = admission_notice.compose(facts).plain_text("why")
    assert "Handlekommunen er ikke afklaret. Vi skriver til jer, fordi Samira sidst" in text
    assert "Efter vores oplysninger" not in text


def test_without_consent_the_request_has_three_sections() -> None:
    facts = replace(examples.PLAN, stay=replace(examples.PLAN.stay, consent=None))
    context = plan_request.compose(facts)
    assert [section.key for section in context.sections] == ["ask", "stay", "why"]
    assert Kind.OWN_WORDS not in dict(disclosures(context))


@pytest.mark.parametrize(
    ("ended", "word"),
    [(date(2026, 11, 23), "er udskrevet"), (date(2026, 11, 24), "bliver udskrevet")],
)
def test_the_discharge_is_told_in_its_tense(ended: date, word: str) -> None:
    context = discharge_notice.compose(replace(examples.DISCHARGE, ended=ended))
    assert f"Samira Yusuf {word} fra Havnehuset" in context.plain_text("ask")


def test_a_protected_address_goes_to_statutory_recipients_only() -> None:
    letter = examples.DISCHARGE.letter
    hidden = replace(letter, person=replace(letter.person, protected=True))
    other = replace(hidden, recipient=RecipientFacts(("Udlejer A/S",), statutory=False))
    to_law = spoken(discharge_notice.compose(replace(examples.DISCHARGE, letter=hidden)))
    to_other = spoken(discharge_notice.compose(replace(examples.DISCHARGE, letter=other)))
    assert "Prøvekaj 7" in to_law
    assert not {"Prøvekaj 7", "8900 Randers C"} & set(to_other)
    assert not any("Prøvestræde" in text for text in to_other)


def test_the_lower_part_of_the_consent_stays_in_the_house() -> None:
    context = consent_form.compose(examples.CONSENT)
    assert "Det må I ikke dele" in spoken(context)
    assert "Det må I ikke dele" not in spoken(context.for_sending())


def test_no_cpr_stands_outside_the_body() -> None:
    for context in examples.pictured().values():
        meta = context.meta
        outside = (meta.title, meta.subtitle, meta.subject, meta.number, *meta.reference_lines)
        assert not any("-0000" in text for text in outside)
        if context.recipient:
            assert not any("-0000" in line for line in context.recipient.lines)


def test_a_missing_law_row_is_an_error_not_a_hole() -> None:
    letter = replace(examples.ADMISSION.letter, law={})
    with pytest.raises(MissingField):
        admission_notice.compose(replace(examples.ADMISSION, letter=letter))


def test_the_letter_names_the_rows_of_law_it_used() -> None:
    rows = examples.pictured()["admission_notice"].meta.law_rows
    assert rows == ("law-sentence-L1-2023-10-01", "law-sentence-L2-2023-10-01")


def test_the_referral_discloses_what_the_picture_lists() -> None:
    lines = [line.label for line in disclosure_lines(examples.pictured()["referral"])]
    for label in (
        "Navn, CPR, ophold",
        "Bolig og boligønske",
        "Økonomi og restance",
        "Helbred",
        "Rusmidler",
        "Netværk",
        "Egne ord",
    ):
        assert label in lines


def test_an_emptied_section_discloses_nothing() -> None:
    context = examples.pictured()["referral"].with_text("own_words", " \n ")
    assert Kind.OWN_WORDS not in dict(disclosures(context))
    assert "Oles egne ord" not in spoken(context)
