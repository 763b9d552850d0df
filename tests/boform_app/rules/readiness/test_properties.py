"""What holds for every answer whatsoever: explained, silent where it must be, blind to free text."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import given, settings

from boform_app.rules.instrument import load
from boform_app.rules.readiness import (
    Answers,
    DomainNote,
    OwnWords,
    Readiness,
    Situation,
    Status,
    action_text,
    action_title,
    answers_from_json,
    answers_to_json,
    evaluate,
    explain,
    result_from_json,
    result_to_json,
    sentences,
)
from tests.boform_app.rules.readiness.strategies import TODAY, answers, situations

INSTRUMENT = load()
SOME = settings(max_examples=60)


def result_of(given_answers: Answers, situation: Situation) -> Readiness:
    return evaluate(given_answers, situation, INSTRUMENT, TODAY)


@SOME
@given(answers, situations)
def test_every_piece_names_the_rules_that_led_there(a: Answers, s: Situation) -> None:
    result = result_of(a, s)
    letters = {rule[0] for rule in result.rule_ids}
    assert letters >= set("USHYGN")
    assert sum(rule[0] == "S" for rule in result.rule_ids) == 1
    assert result.housing.rule in result.rule_ids
    assert result.system in result.rule_ids
    assert all(theme.rule in result.rule_ids for theme in result.themes)
    assert (result.own is not None) == ("A1" in result.rule_ids)
    assert bool(result.talk_about) == ("A2" in result.rule_ids)
    assert result.housing.transitional == ("H6" in result.rule_ids)
    assert result.housing.home_help_check == ("H11" in result.rule_ids)
    assert len(set(result.rule_ids) - {"F"}) == len([r for r in result.rule_ids if r != "F"])
    for hit in (*result.hits, *(result.refund.hits if result.refund else ())):
        assert "{" not in explain(hit, INSTRUMENT)
    for action in result.actions:
        assert "{" not in action_title(action, INSTRUMENT)
        assert "{" not in action_text(action, INSTRUMENT, "Ole")


@SOME
@given(answers, situations)
def test_every_output_ends_honestly_and_never_judges(a: Answers, s: Situation) -> None:
    silent = replace(a, words=OwnWords())
    said = sentences(result_of(a, s), silent, INSTRUMENT, first_name="Ole", with_refund=True)
    assert said[0].key == "headline"
    assert said[-1].text == INSTRUMENT.honest_status
    for sentence in said:
        assert sentence.text.strip()
        assert "{" not in sentence.text
        lower = sentence.text.casefold()
        for word in ("ikke klar", "uegnet", "boligparat", "fejl", "!", "umotiveret", " %"):
            assert word not in lower, sentence.text


@SOME
@given(answers, situations)
def test_a_residents_page_is_the_same_whatever_the_refund_nights(a: Answers, s: Situation) -> None:
    with_clock = result_of(a, s)
    without = result_of(a, replace(s, refund=None))
    assert with_clock.for_resident() == without
    said = sentences(with_clock, a, INSTRUMENT, first_name="Ole")
    assert said == sentences(without, a, INSTRUMENT, first_name="Ole")
    assert not [sentence for sentence in said if sentence.key == "refund"]
    assert result_to_json(with_clock, with_refund=False) == result_to_json(without)


@SOME
@given(answers, situations)
def test_free_text_decides_nothing(a: Answers, s: Situation) -> None:
    quiet = replace(
        a,
        words=OwnWords(),
        requirement_details={},
        notes=tuple(DomainNote(noted_on=note.noted_on) for note in a.notes),
    )
    assert result_of(a, s) == result_of(quiet, s)


@SOME
@given(answers, situations)
def test_system_lists_hold_every_open_item_once(a: Answers, s: Situation) -> None:
    result = result_of(a, s)
    lists = (result.blocking, result.unclear, result.under_way, result.also_missing)
    ids = [item.id for group in lists for item in group]
    open_ids = [
        i.id for i in s.items.values() if i.status not in (Status.FULFILLED, Status.NOT_RELEVANT)
    ]
    aside = [] if result.support_wanted else ["C7", "C8"]
    assert sorted(ids) == sorted(i for i in open_ids if i not in aside)
    holding = [i for i in (*result.blocking, *result.unclear) if i.blocks]
    moving = [i for i in result.under_way if i.blocks]
    assert result.system == ("Y2" if holding else "Y1" if moving else "Y0")


@SOME
@given(answers, situations)
def test_the_next_date_is_never_later_than_four_weeks(a: Answers, s: Situation) -> None:
    result = result_of(a, s)
    days = (result.next_review - TODAY).days
    assert 1 <= days <= (14 if result.category == "K3" else 28)
    assert result.staff_next_review <= result.next_review


@SOME
@given(answers)
def test_answers_survive_json(a: Answers) -> None:
    text = json.dumps(answers_to_json(a), ensure_ascii=False)
    assert answers_from_json(json.loads(text)) == a


@SOME
@given(answers, situations)
def test_results_survive_json(a: Answers, s: Situation) -> None:
    result = result_of(a, s)
    stored: dict[str, Any] = json.loads(json.dumps(result_to_json(result), ensure_ascii=False))
    assert result_from_json(stored) == result
