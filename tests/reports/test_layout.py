"""Where things stand: window, page ends, repeated headings, signature with its section."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest

from reports.contexts import LetterContext
from reports.letter import draw
from reports.letters import admission_notice, referral
from reports.letters.base import RecipientFacts
from reports.page import HEIGHT, MM
from reports.render import render
from tests.reports import examples, examples_day, examples_decisions, examples_requests

LETTERS = ("admission_notice", "discharge_notice", "plan_request", "referral")


@contextmanager
def pages(context: LetterContext) -> Iterator[Any]:
    """Readers of the text of each page."""
    document = pypdfium2.PdfDocument(draw(context)[0])
    opened = [document[number] for number in range(len(document))]
    readers = [page.get_textpage() for page in opened]
    try:
        yield readers
    finally:
        for one in (*readers, *opened, document):
            one.close()


def texts(context: LetterContext) -> list[str]:
    with pages(context) as readers:
        return [" ".join(reader.get_text_range().split()) for reader in readers]


@pytest.mark.parametrize("kind", LETTERS)
@pytest.mark.parametrize(
    "made",
    [examples.pictured(), examples.maximal(), examples.overlong()],
    ids=["pic", "max", "over"],
)
def test_only_the_address_stands_in_the_window(made: dict[str, LetterContext], kind: str) -> None:
    context = made[kind]
    assert context.recipient is not None
    with pages(context) as readers:
        window = readers[0].get_text_bounded(
            left=10 * MM, right=120 * MM, top=(HEIGHT - 36) * MM, bottom=(HEIGHT - 85) * MM
        )
        narrow = readers[0].get_text_bounded(
            left=20 * MM, right=105.1 * MM, top=(HEIGHT - 46) * MM, bottom=(HEIGHT - 68.5) * MM
        )
    for said in (window, narrow):
        assert said.split() == " ".join(context.recipient.lines).split()


def test_a_long_name_in_the_window_goes_on_in_the_next_line_in_type_of_full_size() -> None:
    with pages(examples.maximal()["expulsion_decision"]) as readers:
        said = readers[0].get_text_bounded(
            left=20 * MM, right=105.1 * MM, top=(HEIGHT - 46) * MM, bottom=(HEIGHT - 68.5) * MM
        )
    first, second = said.splitlines()
    assert (first.split()[0], second.split()[-1]) == ("Anne-Margrethe", "Åkjær-Nørremølle")


LONGEST = {**examples.maximal(), **examples.overlong()}


@pytest.mark.parametrize("context", LONGEST.values(), ids=LONGEST)
def test_each_page_says_which_it_is(context: LetterContext) -> None:
    said = texts(context)
    page, of = ("Page", "of") if context.meta.language == "en" else ("Side", "af")
    for number, text in enumerate(said, 1):
        assert f"{page} {number} {of} {len(said)}" in text


@pytest.mark.parametrize("made", [examples.pictured(), examples.maximal(), examples.overlong()])
def test_nothing_stands_below_the_end_of_the_text(made: dict[str, LetterContext]) -> None:
    for context in made.values():
        with pages(context) as readers:
            for reader in readers:
                below = reader.get_text_bounded(
                    left=0, right=210 * MM, top=(HEIGHT - 279) * MM, bottom=(HEIGHT - 283) * MM
                )
                assert not below.strip()


def test_a_split_section_repeats_its_heading() -> None:
    said = texts(examples.overlong()["referral"])
    assert any("Situation og støttebehov fortsat" in text for text in said[1:])
    assert "fortsat" not in said[0]


def test_a_split_table_repeats_its_head() -> None:
    context = referral.compose(replace(examples.REFERRAL, ball=examples.REFERRAL.ball * 8))
    said = texts(context)
    assert sum("Hvad Hvem Siden" in text for text in said) == 2
    rows = " ".join(said).count("Boliganvisningen, Aalborg")
    assert rows == 8


@pytest.mark.parametrize("lines", range(1, 40, 3))
def test_the_signature_never_stands_alone(lines: int) -> None:
    reason = "Bo har brug for et sted at være. " * (3 * lines)
    context = admission_notice.compose(replace(examples.ADMISSION, reason=reason))
    said = texts(context)
    (page,) = (text for text in said if "Med venlig hilsen" in text)
    assert "Kopi til: Samira Yusuf" in page
    assert "og har fået en kopi." in page


def test_the_pictured_letters_have_the_pages_of_the_pictures() -> None:
    expected = {
        "admission_notice": 1,
        "discharge_notice": 1,
        "plan_request": 2,
        "referral": 2,
        "consent_form": 1,
        "data_information": 2,
        "recovery_sheet": 1,
        **examples_requests.PICTURED_PAGES,
        **examples_decisions.PICTURED_PAGES,
        **examples_day.PICTURED_PAGES,
    }
    made = examples.pictured()
    assert {kind: len(texts(made[kind])) for kind in expected} == expected


def test_the_second_page_of_the_request_begins_as_in_the_picture() -> None:
    assert texts(examples.pictured()["plan_request"])[1].startswith("Det gør vi imens")


def test_a_sixth_address_line_joins_that_of_the_unit() -> None:
    five = RecipientFacts(("A Kommune", "Enhed", "Team", "Vej 1", "9000 Aalborg"), "Maja Lind")
    letter = replace(examples.ADMISSION.letter, recipient=five)
    context = admission_notice.compose(replace(examples.ADMISSION, letter=letter))
    assert context.recipient is not None
    assert context.recipient.lines[2] == "Team, att. Maja Lind"


@pytest.mark.parametrize("text", ["\u200b", "\u00ad\n\n\u200d", " \t "])
def test_prose_of_invisible_characters_is_no_prose(text: str) -> None:
    context = examples.pictured()["referral"].with_text("works", text)
    assert context.section("works").empty
    assert render(context)
