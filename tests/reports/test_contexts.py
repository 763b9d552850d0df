"""Contexts: stored as JSON and back, edited without losing weight, at most five address lines."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.contexts import LetterContext, Observations, Recipient, Text
from tests.reports import examples

REFERRAL = examples.pictured()["referral"]


@pytest.mark.parametrize(
    "made", [examples.pictured(), examples.minimal(), examples.maximal(), examples.overlong()]
)
def test_json_gives_the_same_context(made: dict[str, LetterContext]) -> None:
    for context in made.values():
        assert LetterContext.from_json(context.to_json()) == context


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"is":"Run","text":"x"}', '{"is":"Nothing"}'])
def test_what_is_no_context_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any wording will do
        LetterContext.from_json(text)


def test_a_newer_format_is_refused() -> None:
    stored = json.loads(REFERRAL.to_json())
    stored["format"] = 2
    with pytest.raises(ValueError, match="newer"):
        LetterContext.from_json(json.dumps(stored))


def test_an_unchanged_edit_changes_nothing() -> None:
    for context in examples.pictured().values():
        for section in context.sections:
            if section.editable:
                text = context.plain_text(section.key)
                assert context.with_text(section.key, text) == context


def test_the_request_stays_bold_and_leads_stay_bold() -> None:
    edited = REFERRAL.with_text("ask", "Vi beder om en bolig.\n\nVi mødes gerne.")
    (block,) = edited.section("ask").blocks
    assert isinstance(block, Text)
    assert [para.bold for para in block.paragraphs] == [True, False]
    edited = REFERRAL.with_text("proposal", "Bolig: En lille bolig.\n\nStøtte: CTI.")
    (block,) = edited.section("proposal").blocks
    assert isinstance(block, Text)
    assert [para.lead for para in block.paragraphs] == ["Bolig:", "Støtte:"]


def test_observations_are_edited_line_by_line() -> None:
    edited = REFERRAL.with_text("situation", "Økonomi\nSet: Budget lagt.\nVurderet: Ugentligt.")
    (block,) = edited.section("situation").blocks
    assert isinstance(block, Observations)
    assert [line.lead for line in block.rows[0].lines] == ["Set:", "Vurderet:"]


def test_what_is_fetched_from_the_file_is_not_edited_here() -> None:
    with pytest.raises(ValueError, match="stay"):
        REFERRAL.with_text("stay", "x")
    with pytest.raises(KeyError):
        REFERRAL.with_text("nothing", "x")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_edited_stored_and_read_again(text: str) -> None:
    edited = REFERRAL.with_text("works", text)
    again = LetterContext.from_json(edited.to_json())
    assert again.plain_text("works").split() == text.split()


@pytest.mark.parametrize("lines", [(), ("a",) * 6])
def test_an_address_has_one_to_five_lines(lines: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="five"):
        Recipient(lines)
