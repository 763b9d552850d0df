"""The bundled instrument: complete, verified Danish, and refused when it has a gap."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError

import pytest

from boform_app.rules.instrument import load
from boform_app.rules.readiness import decide
from boform_app.rules.readiness.answers import (
    Duration,
    HousingWish,
    Reason,
    Sharing,
    Status,
    SupportWish,
    WishToMove,
)
from boform_app.rules.readiness.result import Category, ConfidenceLevel
from resources import access

FILE = ("instrument", "udflytningsoverblik-0.1.toml")


def test_all_seventy_anchors_are_different_danish_sentences() -> None:
    anchors = [text for domain in load().domains for text in domain.levels]
    assert len(anchors) == len(set(anchors)) == 70
    for text in anchors:
        assert text[0].isupper(), text
        assert text.endswith("."), text
        assert "�" not in text
        assert text == text.strip()
    assert sum(1 for text in anchors if re.search("[æøå]", text)) >= 60


def test_anchors_keep_their_common_frequencies() -> None:
    for domain in load().domains[:13]:
        weekly = re.search("ugentlig|en gang om ugen|ugen sammen|[Uu]gentlig", domain.levels[2])
        assert weekly, domain.id
        assert re.search("flere gange om ugen|de fleste dage|flere gange", domain.levels[3]), (
            domain.id
        )


def test_every_area_has_its_question_and_its_short_title() -> None:
    instrument = load()
    assert all(domain.question.endswith("?") for domain in instrument.domains)
    assert [domain.short for domain in instrument.domains][4::4] == [
        "Mad, indkøb, rengøring, tøj",
        "Rusmidler – følger i hverdagen",
        "Hverdagens indhold",
    ]
    assert "Stoffrihed er aldrig en betingelse" in instrument.domain("B9").hint
    assert instrument.domain("B14").number == 14


def test_only_the_right_prerequisites_can_block_a_moving_date() -> None:
    blocks = {item.id: item.blocks for item in load().prerequisites}
    assert tuple(i for i, kind in blocks.items() if kind == "ja") == decide.BLOCKING
    assert tuple(i for i, kind in blocks.items() if kind != "nej") == decide.BLOCKING_WITH_SUPPORT


def test_the_codes_of_the_rules_are_those_of_the_instrument() -> None:
    instrument = load()
    options = {q.id: [option.id for option in q.options] for q in instrument.part_a}
    assert options["A1"] == list(WishToMove)
    assert options["A2"] == list(HousingWish)
    assert options["A6"] == list(SupportWish)
    assert options["A7"] == list(Duration)
    assert options["A8"] == list(Sharing)
    assert [reason.id for reason in instrument.reasons] == list(Reason)
    assert list(instrument.statuses) == list(Status)
    assert list(instrument.categories) == list(Category)
    assert list(instrument.methods) == list(decide.Method)
    assert list(instrument.confidence) == list(ConfidenceLevel)


def test_every_rule_of_the_table_has_its_sentence() -> None:
    expected = {f"U{n}" for n in range(1, 9)} | {f"S{n}" for n in range(12)}
    expected |= {f"T{n}" for n in range(1, 8)} | {f"H{n}" for n in range(1, 12)}
    expected |= {f"Y{n}" for n in range(3)} | {"A1", "A2", "E1", "E2", "E3"}
    assert expected <= set(load().rules)


def test_no_text_uses_words_that_the_house_does_not_use() -> None:
    text = access.read_text(*FILE).casefold()
    for word in (
        "fejl",
        "ugyldig",
        "ikke klar",
        "boligparat",
        "uegnet",
        "umotiveret",
        "!",
        "udskriv ",
    ):
        assert word not in text, word


def test_the_instrument_is_shared_and_cannot_be_changed() -> None:
    instrument = load()
    assert load() is instrument
    with pytest.raises(FrozenInstanceError):
        instrument.version = "9"  # type: ignore[misc]  # that it is refused is the point
    with pytest.raises(TypeError):
        instrument.rules["S4"] = ""  # type: ignore[index]  # that it is refused is the point


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (lambda t: t.replace('    "Planlægger og går selv i gang.",\n', ""), "five levels"),
        (lambda t: t.replace('"Planlægger og går selv i gang."', '" "'), "B10 lacks a text"),
        (lambda t: t.replace('id = "B7"', 'id = "B17"'), "part B"),
        (lambda t: t.replace('id = "C9"', 'id = "C19"'), "part C"),
        (lambda t: t.replace("level = 3", "level = 5"), "scale"),
        (lambda t: t.replace("Instrumentet er ikke valideret.", ""), "honest status"),
    ],
)
def test_an_instrument_with_a_gap_is_refused(
    broken: object, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert callable(broken)
    whole = access.read_text(*FILE)
    changed = broken(whole)
    assert changed != whole
    monkeypatch.setattr(access, "read_text", lambda *_parts: changed)
    with pytest.raises(ValueError, match=said):
        load.__wrapped__("0.1")
