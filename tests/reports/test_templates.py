"""Letter texts of the house: where they may stand, what is refused, and that they always fill."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import templates
from reports.contexts import LetterContext
from reports.letters import admission_notice, plan_request, reminder
from reports.letters.base import HouseFacts
from reports.render import render
from reports.sample_letters import ADMISSION, PLAN
from reports.sample_requests import REMINDER
from reports.samples import samples
from reports.template_syntax import stored, typed
from reports.templates import Place, TemplateProblem, check, place, places, usable
from reports.texts import letter_texts

PLACES = tuple(one for kind in templates.kinds() for one in places(kind))
HOUSE = HouseFacts("Ly", ("Vej 1", "9999 By"), "")
ASK = "sections.ask.text"
WHY = "sections.why.text"


def names(problems: tuple[TemplateProblem, ...]) -> list[tuple[str, str]]:
    return [(one.code, one.field) for one in problems]


def said(context: LetterContext, key: str) -> str:
    return context.plain_text(key)


def test_every_text_that_could_be_a_place_is_shown_by_a_sample() -> None:
    for kind in samples():
        shown = {one.key for one in places(kind)}
        assert {key for key, _text in templates._texts(kind)} == shown, kind


def test_every_letter_but_the_consent_the_overview_and_the_key_has_places() -> None:
    assert set(templates.kinds()) == set(samples()) - {"consent_form", "overview"}
    assert places("recovery_sheet") == ()
    assert places("nothing") == ()


@pytest.mark.parametrize("one", PLACES, ids=lambda one: f"{one.kind}-{one.key}")
def test_what_is_shipped_holds_and_keeps_its_law(one: Place) -> None:
    assert check(one.kind, one.key, one.shipped) == ()
    assert check(one.kind, one.key, typed(one.shipped)) == ()
    assert stored(typed(one.shipped)) == one.shipped
    assert one.heading
    assert "{" not in one.heading
    for name in one.required:
        without = one.shipped.replace(f"{{{name}}}", "")
        assert ("missing_field", name) in names(check(one.kind, one.key, without))


def test_sentences_of_law_are_no_places_and_stay() -> None:
    assert place("discharge_decision", "sections.appeal.text") is None
    assert place("admission_notice", "sections.basis.text") is None
    assert place("plan_request", "sections.unknown.text") is None
    law = {name for one in PLACES for name in one.required if name.startswith("L")}
    assert law == {"L1", "L2", "L7"}
    assert names(check("plan_request", WHY, "Vi skriver. {L2} {L2}")) == [("twice_law", "L2")]
    assert names(check("plan_request", WHY, "Vi skriver. [{L2}]")) == [("missing_field", "L2")]
    assert names(check("plan_request", WHY, "{L2} {L3}")) == [("unknown_field", "L3")]


def test_an_unknown_field_is_named_where_it_stands_with_what_was_meant() -> None:
    text = "!Kære kommune. Skriv senest {svardato} om {fornvan}."
    (problem,) = check("plan_request", ASK, text)
    assert problem == TemplateProblem("unknown_field", "fornvan", text.index("{fornvan"), "fornavn")


def test_a_field_of_the_case_is_known_only_where_its_section_discloses_it() -> None:
    """Without consent the request is printed without the resident's own words."""
    text = "Senest {svardato}. [{egneord}]"
    assert names(check("plan_request", ASK, text)) == [("unknown_field", "egneord")]
    assert check("plan_request", "sections.own_words.text", "[{egneord}]") == ()


def test_a_field_that_may_be_empty_stands_in_brackets() -> None:
    text = "!Svar senest {svardato}. Vi foreslår {møder}."
    assert names(check("plan_request", ASK, text)) == [("optional_field", "møder")]
    assert check("plan_request", ASK, "!Svar senest {svardato}.[ Vi foreslår {møder}.]") == ()


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("{L2} Svar {fornavn", "brace", 10),
        ("{L2} Svar fornavn}", "brace", 17),
        ("{L2} [Svar {fornavn}", "bracket", 5),
        ("{L2} Svar] nu", "bracket", 9),
        ("{L2} [a [b] c]", "bracket", 5),
        ("{L2} [a ¶ b]", "bracket", 5),
        ("{L2} [a\n\nb]", "bracket", 5),
        ("{L2} **Svar", "bold", 5),
        ("{L2} [**Svar**]", "nested", 6),
        ("{L2} **Svar [nu]**", "nested", 12),
        ("{L2} \x00", "control", 5),
    ],
)
def test_notation_that_does_not_hold_is_shown_where_it_breaks(
    text: str, code: str, position: int
) -> None:
    first, *_more = check("plan_request", WHY, text)
    assert (first.code, first.position) == (code, position)


def test_empty_and_endless_texts_are_refused() -> None:
    assert names(check("plan_request", WHY, " \n ")) == [("required", "")]
    assert names(check("plan_request", WHY, "{L2} " + "a" * 2000)) == [("too_long", "")]
    assert names(check("plan_request", "sections.nothing.text", "a")) == [("unknown_place", "")]


def test_a_sentence_within_another_text_has_no_paragraphs() -> None:
    sheet = "sections.ask.answer_sheet"
    assert check("plan_request", sheet, "Svararket ligger ved.") == ()
    assert names(check("plan_request", sheet, "Et.\n\nTo.")) == [("one_sentence", "")]


def test_markup_is_plain_text() -> None:
    text = "{L2} <b>Vi</b> & I </para> <a href='x'>"
    assert check("plan_request", WHY, text) == ()
    context = templates.sample_letter("plan_request", WHY, text, HOUSE)
    assert "<b>Vi</b> & I </para> <a href='x'>" in said(context, "why")
    assert render(context).startswith(b"%PDF")


def test_own_words_stand_in_the_letter_and_what_is_shipped_is_untouched() -> None:
    before = copy.deepcopy(letter_texts("admission_notice"))
    own = {ASK: "!{navn} bor hos os. Svar senest {svardato}."}
    context = admission_notice.compose(
        replace(ADMISSION, letter=replace(ADMISSION.letter, house_texts=own))
    )
    assert said(context, "ask").startswith("Samira Yusuf bor hos os. Svar senest mandag")
    assert letter_texts("admission_notice") == before
    assert "bor hos os" not in said(admission_notice.compose(ADMISSION), "ask")
    # Stored with the words it was made with.
    assert LetterContext.from_json(context.to_json()) == context


def test_sentences_within_and_topics_can_be_the_houses_own() -> None:
    own = {
        "sections.ask.answer_sheet": "Brug gerne svararket.",
        "topics.plan.missing": "skriver, hvornår {fornavn} får sin handleplan",
    }
    letter = replace(REMINDER.letter, house_texts=own)
    text = said(reminder.compose(replace(REMINDER, letter=letter)), "ask")
    assert "skriver, hvornår Bent får sin handleplan" in text
    assert "Brug gerne svararket." in text


def test_a_text_that_no_longer_holds_gives_way_to_the_shipped_one() -> None:
    own = {ASK: "Senest {svardato}.", WHY: "{L2} {gammeltfelt}", "sections.gone.text": "x"}
    held, broken = usable("plan_request", own)
    assert dict(held) == {ASK: "Senest {svardato}."}
    assert set(broken) == {WHY, "sections.gone.text"}
    # Even unchecked it stops no letter.
    composed = plan_request.compose(replace(PLAN, letter=replace(PLAN.letter, house_texts=own)))
    assert said(composed, "why") == said(plan_request.compose(PLAN), "why")


def test_the_preview_shows_the_variant_under_the_houses_letterhead() -> None:
    key = "sections.why.text_unclear"
    context = templates.sample_letter("admission_notice", key, "{L1} Er det jer?", HOUSE)
    assert said(context, "why").endswith("Er det jer?")
    assert context.sender.house == "Ly"
    with pytest.raises(LookupError):
        templates.sample_letter("admission_notice", "sections.facts.name", "x", HOUSE)


NOTATION = st.sampled_from(
    ["{", "}", "[", "]", "**", "*", "¶", "\n", "!", " ", "a", "ø", "<", "\x00"]
)


def _texts(one: Place) -> st.SearchStrategy[str]:
    fields = [f"{{{offer.name}}}" for offer in one.fields] or ["a"]
    parts = st.lists(st.one_of(NOTATION, st.sampled_from(fields), st.text(max_size=4)), max_size=12)
    must = " ".join(f"{{{name}}}" for name in one.required)
    return parts.map(lambda chosen: must + " " + "".join(chosen))


@given(st.data())
def test_a_text_without_problems_fills_in_every_sample(data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(PLACES))
    text = data.draw(_texts(one))
    if check(one.kind, one.key, text) == ():
        kept = stored(text)
        assert check(one.kind, one.key, kept) == ()
        for sample in samples()[one.kind]:
            sample(lambda facts: replace(facts, house_texts={one.key: kept}))
        templates.sample_letter(one.kind, one.key, text, HOUSE)


@given(st.sampled_from(PLACES), st.text())
def test_checking_never_raises_and_points_into_the_text(one: Place, text: str) -> None:
    for problem in check(one.kind, one.key, text):
        assert 0 <= problem.position <= max(len(text), 0)
