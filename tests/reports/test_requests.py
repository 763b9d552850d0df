"""Reminder, nomination, referral, status note, handover: what they say, to whom, and what never."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.values.information import InformationKind as Kind
from reports.contexts import LetterContext, disclosures
from reports.errors import MissingField
from reports.letters import (
    handover,
    housing_nomination,
    plan_request,
    referral,
    reminder,
    status_note,
)
from reports.letters.base import LetterFacts, RecipientFacts
from reports.letters.housing_facts import AcceptanceFacts
from reports.letters.observed import NoteFacts, ThemeFacts
from reports.letters.referral import DimensionFacts
from reports.letters.status_facts import GoalFacts
from reports.reading import spoken
from reports.texts import letter_texts
from tests.reports import examples
from tests.reports.examples_requests import (
    HANDOVER,
    NOMINATION,
    PLAN_WITH_GOALS,
    REMINDER,
    STATUS,
    pictured,
)

MINE = tuple(pictured())
L2 = "Kommunen skal lave en handleplan"
L3 = "Afgørelsen om støtte skal være truffet"
LANDLORD = RecipientFacts(("Boligselskabet Prøven", "Prøvevej 1"), statutory=False, authority=False)


def said(context: LetterContext) -> str:
    return "\n".join(spoken(context))


def kinds_of(context: LetterContext, key: str) -> set[Kind]:
    return set(context.section(key).discloses)


def protected(letter: LetterFacts, recipient: RecipientFacts | None = None) -> LetterFacts:
    hidden = replace(letter, person=replace(letter.person, protected=True))
    return replace(hidden, recipient=recipient or letter.recipient)


# --- the rules for all letters --------------------------------------------------------------------


@pytest.mark.parametrize("kind", MINE)
def test_the_request_comes_first_and_is_bold(kind: str) -> None:
    first = pictured()[kind].sections[0]
    assert first.heading == "Hvad vi beder om"
    (block,) = first.blocks
    paragraphs: Any = getattr(block, "paragraphs")  # noqa: B009 - the block is known to be text
    assert paragraphs[0].bold
    assert paragraphs[0].text.startswith("Vi beder om, at I ")


@pytest.mark.parametrize("kind", MINE)
def test_no_refund_days_and_no_blame(kind: str) -> None:
    for made in (examples.pictured(), examples.maximal()):
        text = said(made[kind]).lower()
        for word in ("refusionsdøgn", "90 dage", "120 dage", "gentagne gange", "desværre", "!"):
            assert word not in text


def sentences(texts: Any) -> Iterator[str]:
    if isinstance(texts, str):
        plain = re.sub(r"\*\*|[!\[\]]", "", re.sub(r"\{[^}]*\}", "X", texts))
        yield from (one.strip() for one in re.split(r"(?<=[.?:]) |¶", plain) if one.strip())
    elif isinstance(texts, dict):
        for one in texts.values():
            yield from sentences(one)


# The letters paper words this one itself.
BINDING = "Vi beder om, at I senest X bekræfter, at I besøger X i den nye bolig X, og at I har"


@pytest.mark.parametrize("kind", [*MINE, "referral", "notes"])
def test_our_sentences_have_at_most_twenty_words(kind: str) -> None:
    for sentence in sentences(letter_texts(kind)):
        if not sentence.startswith(BINDING):
            assert len(sentence.split()) <= 20, sentence


@pytest.mark.parametrize(
    ("compose", "facts"),
    [
        (reminder.compose, REMINDER),
        (handover.compose, HANDOVER),
        (housing_nomination.compose, NOMINATION),
        (status_note.compose, STATUS),
        (plan_request.compose, examples.PLAN),
        (referral.compose, examples.REFERRAL),
    ],
)
def test_the_full_number_is_for_authorities_only(compose: Any, facts: Any) -> None:
    to_authority = compose(facts)
    assert facts.letter.person.cpr in said(to_authority)
    assert Kind.CPR in dict(disclosures(to_authority))
    to_other = compose(replace(facts, letter=replace(facts.letter, recipient=LANDLORD)))
    assert facts.letter.person.cpr not in said(to_other)
    assert "CPR" not in said(to_other)
    assert Kind.CPR not in dict(disclosures(to_other))
    assert facts.letter.person.name in said(to_other)


# --- 33 reminder ----------------------------------------------------------------------------------


def test_the_waiting_is_counted_from_the_first_letter() -> None:
    facts = replace(
        REMINDER,
        sent=(*REMINDER.sent, reminder.SentFacts(date(2026, 11, 16), "en rykker")),
    )
    text = said(reminder.compose(facts))
    assert "Det er 20 døgn siden, vi skrev." in text
    assert text.index("3. november 2026\n") < text.index("9. november 2026\nI oplyste")
    assert "16. november 2026\nVi sendte en rykker." in text


@pytest.mark.parametrize(
    ("topic", "wanted", "sentence"),
    [("plan", False, L2), ("support", True, L3), ("support", False, ""), ("housing", True, "")],
)
def test_a_sentence_of_law_only_where_it_belongs(
    topic: str,
    wanted: bool,
    sentence: str,
) -> None:
    context = reminder.compose(replace(REMINDER, topic=topic, support_wanted=wanted))
    for law in (L2, L3):
        assert (law in said(context)) == (law == sentence)


@pytest.mark.parametrize("topic", reminder.topics())
def test_anything_owed_can_be_asked_for_again(topic: str) -> None:
    context = reminder.compose(replace(REMINDER, topic=topic))
    subject = letter_texts("reminder")["topics"][topic]["subject"]
    assert context.meta.title == f"Rykker: Vi mangler svar om {subject}"
    assert f"Rykker: {subject}" == context.meta.subject
    # The plan that the law demands tells no more than who it is for.
    assert len(kinds_of(context, "ask")) >= (1 if topic == "plan" else 2)


def test_without_consent_the_reminder_tells_nothing_but_the_law() -> None:
    facts = replace(REMINDER, stay=replace(REMINDER.stay, consent=None), read=None)
    text = said(reminder.compose(facts))
    assert "Bent kan flytte i egen bolig" not in text
    assert "Vi ser efter ledige boliger" not in text
    assert L2 in text


def test_a_reminder_needs_its_letter() -> None:
    with pytest.raises(ValueError, match="reminds"):
        reminder.compose(replace(REMINDER, sent=()))
    with pytest.raises(KeyError):
        reminder.compose(replace(REMINDER, topic="nothing"))


def test_without_a_municipal_adviser_none_is_named() -> None:
    context = reminder.compose(replace(REMINDER, ombudsman=False, next_to="Ankestyrelsen"))
    assert context.plain_text("next") == (
        "Hører vi ikke fra jer inden den 7. december, skriver vi til Ankestyrelsen."
    )


# --- nomination -----------------------------------------------------------------------------------


def test_the_nomination_tells_what_the_allocation_asks_for() -> None:
    text = said(housing_nomination.compose(NOMINATION))
    for asked in (
        "Havnehuset, boform efter servicelovens § 110",
        "Én voksen",
        "Randers siden 2009",
        "Ikke i\nNordbyen",
        "Elevator eller stueetage",
        "4.600 kr. om måneden",
        "Beboerindskudslån",
        "Kim kan bo i egen bolig med CTI-støtte.",
        "Jeg siger ja til at blive indstillet til en bolig.",
    ):
        assert asked in text


def test_access_tells_of_health_and_children_of_children() -> None:
    context = housing_nomination.compose(NOMINATION)
    assert {Kind.HEALTH, Kind.CHILDREN} <= kinds_of(context, "home")
    plain = replace(NOMINATION, home=replace(NOMINATION.home, access="", children=""))
    assert kinds_of(housing_nomination.compose(plain), "home") == {Kind.HOUSING}
    assert Kind.CONTACT in kinds_of(context, "stay")
    assert Kind.CONTACT not in kinds_of(
        housing_nomination.compose(replace(NOMINATION, phone="")), "stay"
    )


def test_the_yes_is_signed_or_told_with_its_day() -> None:
    told = replace(NOMINATION, accepted=AcceptanceFacts(date(2026, 11, 20)))
    text = said(housing_nomination.compose(told))
    assert "Kim sagde den 20. november 2026 ja til at blive indstillet til en bolig." in text
    assert "Jeg siger ja" not in text
    nothing = housing_nomination.compose(replace(NOMINATION, accepted=AcceptanceFacts()))
    assert "Kim siger ja" not in said(nothing)


# --- referral and request -------------------------------------------------------------------------


def test_the_referral_says_why_this_method_and_from_when() -> None:
    facts = replace(
        examples.REFERRAL,
        criterion="Kontakten holder, når nogen koordinerer den.",
        examples=("Gik til læge 3 af 3 gange, når Ali var med.",),
        willing="Ole vil gerne have støtte.",
        duration="Så længe der er behov.",
        provider="Havnehuset",
        contact_starts=date(2026, 12, 1),
        expected_move=date(2027, 1, 15),
        dimensions=(DimensionFacts("mental_health", "Let støtte."),),
        states_law=True,
    )
    context = referral.compose(facts)
    text = said(context)
    for part in (
        "Hvorfor ICM-støtte\nKontakten holder",
        "Ønske om støtte: Ole vil gerne have støtte.",
        "Kontakten kan begynde: 1. december 2026, mens Ole bor hos os.",
        "Forventet flytning: 15. januar 2027.",
        "De otte områder\nPsykisk helbred\nLet støtte.",
        L3,
    ):
        assert part in text
    assert "skal foreligge" not in text, "one fact once"
    assert Kind.HEALTH in kinds_of(context, "dimensions")
    assert "law-sentence-L3-2023-10-01" in context.meta.law_rows


def test_what_is_not_given_adds_no_section() -> None:
    keys = [one.key for one in referral.compose(examples.REFERRAL).sections]
    assert not {"dimensions", "criterion"} & set(keys)


def test_the_goals_of_the_opholdsplan_become_the_four_points() -> None:
    context = plan_request.compose(replace(examples.PLAN, proposal=PLAN_WITH_GOALS))
    assert context.plain_text("proposal").split("\n\n") == [
        "Temaer\nBolig, økonomi og post og aftaler.",
        (
            "Formål\nVaretage økonomi (udvikle funktionsevne): Niels betaler selv husleje og faste "
            "udgifter.\nKommunikere: Niels åbner selv post og svarer."
        ),
        "Indsats\nAnvisning af bolig.\nVaretage økonomi: Støtte hver uge til budget og regninger.",
        "Varighed\nVaretage økonomi: Et halvt år.",
        "Særlige forhold\nArbejde: Niels vil gerne i praktik på et lager.",
        "Hvem skal støtte\nNiels ønsker støtte fra Havnehuset, jf. § 142, stk. 4.",
    ]


# --- 34 status note -------------------------------------------------------------------------------


def test_a_note_keeps_its_author_and_date() -> None:
    notes = (
        NoteFacts("assessed", "Let støtte er nok", "Ali Demir", date(2026, 11, 16)),
        NoteFacts("seen", "Var oppe kl. 7.", "Sara Bæk", date(2025, 12, 30)),
        NoteFacts("seen", "Lavede mad.", "", date(2026, 1, 5)),
    )
    facts = replace(STATUS, changes=(ThemeFacts("Søvn", Kind.HEALTH, notes),))
    assert status_note.compose(facts).plain_text("changes").split("\n") == [
        "Søvn",
        "Set: Var oppe kl. 7 (Sara Bæk, 30. december 2025).",
        "Set: Lavede mad (5. januar).",
        "Vurderet: Let støtte er nok (Ali Demir, 16. november).",
    ]


@pytest.mark.parametrize(
    ("step", "label"),
    [
        ("continue", "Træf afgørelse om fortsættelse af indsats."),
        ("change", "Træf afgørelse om afslutning af indsats og visiter til ny."),
        ("end", "Træf afgørelse om afslutning af indsats."),
    ],
)
def test_the_next_step_has_one_of_three_labels(step: Any, label: str) -> None:
    context = status_note.compose(replace(STATUS, next_step=step, more_steps=""))
    assert f"Næste skridt: {label}" in said(context)
    assert "træffer afgørelse om" in context.plain_text("ask")


def test_a_level_is_zero_to_four_and_one_not_assessed_is_left_out() -> None:
    with pytest.raises(ValueError, match="0 to 4"):
        GoalFacts("Økonomi", "Udvikle funktionsevne", Kind.ECONOMY, start=5)
    goal = GoalFacts("Økonomi", "Udvikle funktionsevne", Kind.ECONOMY, now=0)
    text = said(status_note.compose(replace(STATUS, goals=(goal,))))
    assert "Funktionsevneniveau\nnu 0\n" in text
    assert "boformens beskrivelse og ikke kommunens vurdering efter VUM" in text


def test_without_a_plan_the_goals_are_those_of_the_house() -> None:
    text = said(status_note.compose(replace(STATUS, plan_date=None, plan_received=None)))
    assert "Mål i opholdsplanen" in text
    assert "Mål i handleplanen" not in text
    assert "Handlekommune\nAarhus Kommune" in text


def test_the_note_needs_a_day_to_ask_for() -> None:
    with pytest.raises(MissingField):
        status_note.compose(replace(STATUS, meeting=None))
    by_date = status_note.compose(replace(STATUS, meeting=None, reply_by=date(2026, 12, 7)))
    assert "senest mandag den 7. december 2026 træffer" in by_date.plain_text("ask")


def test_the_law_on_the_decision_only_while_support_is_wanted() -> None:
    assert L3 in said(status_note.compose(STATUS))
    assert L3 not in said(status_note.compose(replace(STATUS, support_wanted=False)))


def test_each_goal_and_theme_is_on_the_disclosure_list() -> None:
    context = status_note.compose(STATUS)
    assert {Kind.ECONOMY, Kind.HEALTH, Kind.NETWORK} <= kinds_of(context, "goals")
    assert {Kind.HEALTH, Kind.NETWORK} == kinds_of(context, "changes")


# --- 38 handover ----------------------------------------------------------------------------------


def test_the_safety_plan_only_with_the_residents_yes() -> None:
    assert HANDOVER.safety
    secret = replace(HANDOVER, safety=replace(HANDOVER.safety, agreed=False))
    text = said(handover.compose(secret))
    assert "Hvis det bliver svært" not in text
    assert "gåtur" not in text
    assert "Planen er lavet sammen med Svend den 20. november: Svend ringer" in said(
        handover.compose(HANDOVER)
    )


def test_calls_after_the_move_only_with_the_residents_yes() -> None:
    text = said(handover.compose(replace(HANDOVER, follow_up_agreed=False)))
    assert "Sådan følger vi op" not in text
    over_new_year = replace(
        HANDOVER, follow_up=(date(2026, 12, 21), date(2027, 2, 22), date(2027, 5, 20))
    )
    assert "den 21. december 2026, 22. februar og 20. maj 2027" in said(
        handover.compose(over_new_year)
    )


def test_a_protected_new_address_is_for_statutory_recipients_only() -> None:
    assert "Prøveparken 18" in said(handover.compose(HANDOVER))
    hidden = handover.compose(
        replace(
            HANDOVER,
            letter=protected(HANDOVER.letter, replace(LANDLORD, authority=True)),
        )
    )
    assert "Prøveparken 18" not in said(hidden)
    assert Kind.ADDRESS not in dict(disclosures(hidden))
    to_law = handover.compose(replace(HANDOVER, letter=protected(HANDOVER.letter)))
    assert "Prøveparken 18" in said(to_law)


def test_agreements_disclose_what_they_are_about() -> None:
    context = handover.compose(HANDOVER)
    everything = {Kind.ECONOMY, Kind.HEALTH, Kind.HOUSING, Kind.EVERYDAY}
    assert kinds_of(context, "agreements") == everything
    keys_only = tuple(one for one in HANDOVER.agreements if one.topic == "keys")
    only = handover.compose(replace(HANDOVER, agreements=keys_only))
    assert kinds_of(only, "agreements") == {Kind.HOUSING}


def test_a_move_without_a_time_has_none() -> None:
    context = handover.compose(replace(HANDOVER, moves=date(2026, 12, 1)))
    assert "1. december 2026. Ophold siden 10. august 2026." in said(context)
