"""What a resident takes along: large type, short lines, both languages, and what is never on it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest

from reports import english
from reports.contexts import LetterContext, Question, Voices
from reports.letters import conversation_sheet, overview, own_folder, own_plan
from reports.letters.own_folder import Awaited, Received, theme_word
from reports.letters.own_plan import OwnPlanGoal
from reports.preview import page_count
from reports.reading import spoken
from reports.render import render
from reports.sample_house import LAW, TODAY
from reports.sample_overviews import (
    CONVERSATION,
    FOLDER,
    FOLDER_ENGLISH,
    OVERVIEW,
    OWN_PLAN,
    TWO_RATERS,
)
from reports.texts import letter_texts
from tests.reports import examples_own
from tests.reports.rendered import stored

ABBREVIATIONS = re.compile(
    r"\b(vær|tlf|jf|stk|bl\.a|evt|ca|pr|nr|fx|mv|dvs|kr|SEL|CTI|ICM|ACT|FFB|VUM|KL)\b\.?"
)
DATES_AND_PHONES = re.compile(
    r"\d\d \d\d \d\d \d\d|\d+\. [a-z]+( \d{4})?|\d+\u00a0[A-Z][a-z]+(\u00a0\d{4})?"
    r"|kl\. \d+(\.\d\d)?|\d+:\d\d|(?<=seneste )30|(?<=last )30"
)
FOLDERS = ("own_folder", "own_folder_en")


def said(context: LetterContext) -> str:
    return "\n".join(spoken(context))


@pytest.mark.parametrize("kind", FOLDERS)
@pytest.mark.parametrize("made", [examples_own.pictured(), examples_own.minimal()])
def test_the_folder_has_no_paragraphs_abbreviations_rules_or_figures_of_ratings(
    kind: str, made: dict[str, LetterContext]
) -> None:
    words = said(made[kind])
    assert "§" not in words
    assert not ABBREVIATIONS.search(words)
    assert not re.search(r"\b[ABCFGHKNSTUY]\d{1,2}\b", words), "ids of rules, areas or items"
    rest = DATES_AND_PHONES.sub("", words)
    assert not re.search(r"\d", rest.replace("SAND", "")), "no figure but dates, times and phones"
    assert not re.search(r"refusion|refund|døgn tilbage|takst", words, re.IGNORECASE)


@pytest.mark.parametrize("kind", FOLDERS)
def test_the_folder_is_two_to_four_pages_of_large_type_in_short_lines(kind: str) -> None:
    assert page_count(stored(f"pictured-{kind}")) == 2
    assert 2 <= page_count(stored(f"maximal-{kind}")) <= 4
    data = stored(f"pictured-{kind}")
    with pikepdf.open(BytesIO(data)) as pdf:
        language = str(pdf.Root.Lang)
        title = str(pdf.trailer.Info.Title)
    assert language == ("da-DK" if kind == "own_folder" else "en-GB")
    assert "Ole" not in title, "the window of a reader names nobody"


def test_both_languages_say_the_same_things() -> None:
    danish, own = letter_texts("own_folder"), letter_texts("own_folder_en")
    for one, other in ((danish, own), (letter_texts("own_plan"), letter_texts("own_plan_en"))):
        assert _keys(one) == _keys(other)
        assert _fields(one) == _fields(other), "a field was lost in translation"


def _keys(texts: dict[str, object], before: str = "") -> set[str]:
    found = set()
    for key, value in texts.items():
        found |= _keys(value, f"{before}{key}/") if isinstance(value, dict) else {f"{before}{key}"}
    return found


def _fields(texts: dict[str, object], before: str = "") -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in texts.items():
        if isinstance(value, dict):
            found |= _fields(value, f"{before}{key}/")
        else:
            found[f"{before}{key}"] = sorted(re.findall(r"\{[^}]*\}", str(value)))
    return found


def test_what_is_waited_for_says_what_was_asked_and_when() -> None:
    day = TODAY - timedelta(days=20)
    rows = (
        Awaited("C6", "municipality", "Aalborg Kommune", day, day + timedelta(days=7)),
        Awaited("C8", "provider"),
        Awaited("C1", "us"),
    )
    words = said(own_folder.compose(replace(FOLDER, waiting=rows)))
    assert "Vi bad om det 3. november og mindede om det 10. november." in words
    assert "Den, der skal give støtten, skal finde en" in words
    assert "Vi skal skrive dig op.\n" in words, "nobody asks oneself"
    english_words = said(own_folder.compose(replace(FOLDER_ENGLISH, waiting=rows)))
    assert "reminded them on 10\u00a0November." in english_words


def test_one_letter_is_one_letter_and_nobody_is_nobody() -> None:
    facts = replace(
        FOLDER, received=(Received("X Kommune", (TODAY,)),), seen_by=(), temps=1, shared=()
    )
    words = said(own_folder.compose(facts))
    assert "X Kommune har fået et brev: 23. november. Du har en kopi af det." in words
    assert "De seneste 30 dage: en vikar." in words
    assert "Du har ikke sagt ja til, at vi deler noget om dig." in words
    none = said(own_folder.compose(replace(facts, temps=0)))
    assert "Ingen har åbnet dine oplysninger de seneste 30 dage." in none


def test_a_letter_that_was_taken_back_is_there_still() -> None:
    days = TODAY - timedelta(days=20), TODAY - timedelta(days=20), TODAY
    one = Received("Bostøtte ApS", days, days[:1])
    words = said(own_folder.compose(replace(FOLDER, received=(one,), files=())))
    assert (
        "Bostøtte ApS har fået tre breve: 3. november og 23. november. Du har en kopi af dem. "
        "Brevet fra 3. november har vi taget tilbage. Det gælder ikke mere."
    ) in words
    both = replace(one, annulled=(days[0], days[2]))
    english_words = said(own_folder.compose(replace(FOLDER_ENGLISH, received=(both,))))
    assert "We have taken back the letters of 3\u00a0November and 23\u00a0November." in english_words


def test_a_theme_has_plain_words_the_closest_first() -> None:
    themes = letter_texts("own_folder")["themes"]
    assert theme_word(themes, "society.economy") == "Økonomi"
    assert theme_word(themes, "society.economy.debt") == "Økonomi"
    assert theme_word(themes, "society.rights") == "Hverdag"
    assert theme_word(themes, "unheard.of") == "Mit mål"


@pytest.mark.parametrize("goals", [1, 3, 8, 20])
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_plan_is_one_page_and_counts_what_it_has_no_room_for(goals: int, language: str) -> None:
    steps = OWN_PLAN.goals[1].steps * 3
    many = tuple(OwnPlanGoal(f"Mål {n}", steps) for n in range(goals))
    context = own_plan.compose(replace(OWN_PLAN, goals=many, language=language))  # type: ignore[arg-type]
    assert page_count(render(context)) == 1
    shown = sum(section.key.startswith("goal") for section in context.sections)
    rest = "mål mere står" if language == "da" else "more goals are"
    assert (shown < goals) == (rest in said(context))


def test_the_plan_says_who_does_what_by_when() -> None:
    words = said(own_plan.compose(OWN_PLAN))
    assert "Ole og Ali: Se på en bolig på Vestre Allé\nSenest 3. december" in words
    assert "Bliv skrevet op i boligforeningen\nNået" in words
    assert words.index("Se på en bolig") < words.index("Bliv skrevet op"), (
        "what is next comes first"
    )


def test_the_conversation_sheet_has_nobody_in_it_and_the_order_of_the_screen() -> None:
    context = conversation_sheet.compose(CONVERSATION)
    data = stored("pictured-conversation_sheet")
    assert page_count(data) == 3
    asked = [
        block for section in context.sections for block in section.blocks
        if isinstance(block, Question)
    ]  # fmt: skip
    assert [one.number for one in asked[:14]] == [str(n) for n in range(1, 15)]
    assert all(len(one.answers) == 7 for one in asked[:14])
    assert [len(section.blocks) for section in context.sections] == [8, 7, 9]
    words = said(context)
    assert "version 0.1" in context.meta.subject
    assert "Udflytningsoverblikket er ikke valideret." in words
    assert LAW["L6"].text in words


def test_both_voices_have_the_same_size_and_what_was_not_asked_is_no_zero() -> None:
    areas = (replace(OVERVIEW.areas[0], resident="", staff="0"),)
    context = overview.compose(replace(OVERVIEW, areas=areas))
    (voices,) = [
        block for section in context.sections for block in section.blocks
        if isinstance(block, Voices)
    ]  # fmt: skip
    assert (voices.rows[0].resident, voices.rows[0].staff) == ("", "0")
    data = render(context)
    assert page_count(data) == 1


def test_the_result_names_its_rules_and_that_it_is_not_validated() -> None:
    words = said(overview.compose(OVERVIEW))
    for needed in ("Regel S4.", "Regel S9.", "Vi sender begge forslag.", "ikke valideret",
                   "Kommunen afgør støtte og bolig.", "Tal om forskellen", "Sidst 26-10"):  # fmt: skip
        assert needed in words
    assert not re.search(r"ikke klar|uegnet|%|procent|i alt|refusion", words, re.IGNORECASE)


def test_two_who_rated_are_named_with_how_they_did_it() -> None:
    apart = said(overview.compose(TWO_RATERS))
    assert "Mette Krogh og Ali Demir har vurderet hver for sig." in apart
    assert "har vurderet sammen" in said(overview.compose(replace(TWO_RATERS, apart=False)))
    assert "har vurderet" not in said(overview.compose(OVERVIEW))


def test_a_long_note_is_told_below_the_rows_and_nothing_is_cut() -> None:
    note = "Han holder værelset og låser efter sig. Han har selv købt en lampe."
    areas = (replace(OVERVIEW.areas[0], seen=note, helps="En fast dag."), *OVERVIEW.areas[1:])
    words = said(overview.compose(replace(OVERVIEW, areas=areas)))
    assert f"Set: {note}" in words
    assert "Det hjælper: En fast dag." in words


def test_english_forms() -> None:
    assert english.listed(["home"]) == "home"
    assert english.listed(["home", "money", "health"]) == "home, money and health"
    assert english.count_word(1) == "one"
    assert english.count_word(12) == "12"
    assert english.genitive("Niels") == "Niels’s"
