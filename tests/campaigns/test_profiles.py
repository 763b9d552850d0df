"""The ``profiles`` campaign: small with a fixed seed, and shown to notice what it is there for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, make_dataclass, replace

import pytest

from boform_app.rules.readiness import Answers, RuleHit, decide, engine, timing
from boform_app.rules.readiness.decide import MISSING, Levels, Method
from tests.campaigns import profiles

B9 = 8


def lines_of(n: int, seed: int = 7) -> tuple[bool, str]:
    lines: list[str] = []
    held = profiles.run(n, seed, lines.append)
    return held, "\n".join(lines)


def test_every_property_holds_for_twenty_thousand_profiles() -> None:
    held, report = lines_of(20_000, seed=2026)
    assert held, report
    assert "profiles: 20000" in report
    for outcome in ("K1 ingen", "K2 p85", "K2 CTI", "K2 ICM", "K2 ACT", "K3 ", "K4 "):
        assert outcome in report


def test_the_same_seed_gives_the_same_profiles() -> None:
    assert lines_of(300, seed=1) == lines_of(300, seed=1)
    assert lines_of(300, seed=1) != lines_of(300, seed=2)


def test_nothing_tried_is_nothing_shown() -> None:
    held, report = lines_of(0)
    assert held
    assert "profiles: 0" in report


def planted_gate(real: Callable[..., str]) -> Callable[..., str]:
    """Heavy use is asked to wait: the very thing the instrument must never do."""

    def gate(wish: object, housing: object, levels: Levels, *rest: object) -> str:
        return "U5" if levels[B9] == 4 else real(wish, housing, levels, *rest)

    return gate


def planted_strictness(real: Callable[..., str]) -> Callable[..., str]:
    """A single missing area already gives K3."""

    def strict(wish: object, housing: object, levels: Levels, method: object, _most: int) -> str:
        return real(wish, housing, levels, method, 0)

    return strict


def planted_drop(real: Callable[..., str]) -> Callable[..., str]:
    """The highest need is met with no support."""

    def drop(levels: Levels, **facts: bool) -> str:
        return "S11" if levels[decide.B14] == 4 else real(levels, **facts)

    return drop


def planted_home(_real: Callable[..., list[int]]) -> Callable[..., list[int]]:
    """B9 is read when help in the home is looked at."""
    return lambda levels: [B9] if levels[B9] >= 3 else []


def planted_status(_real: Callable[..., str]) -> Callable[..., str]:
    """A status that the table does not have."""
    return lambda *_facts: "U9"


@pytest.mark.parametrize(
    ("name", "plant", "noticed"),
    [
        ("status_rule", planted_gate, ("no gate", "B9 and K1/K2")),
        ("status_rule", planted_strictness, ("up to four missing",)),
        ("support_rule", planted_drop, ("monotone support",)),
        ("needs_home_help_check", planted_home, ("B9 and housing",)),
    ],
)
def test_a_planted_violation_is_noticed(
    name: str,
    plant: Callable[[Callable[..., object]], object],
    noticed: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(decide, name, plant(getattr(decide, name)))
    held, report = lines_of(400)
    assert not held
    for rule in noticed:
        assert f"VIOLATED {rule}" in report


def test_a_home_that_depends_on_need_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    real = engine.propose

    def worse_home(levels: Levels, *rest: object) -> engine.Proposal:
        found = real(levels, *rest)  # type: ignore[arg-type]  # passed through as it came
        if levels[0] < 3:
            return found
        home = replace(found.housing, transitional=not found.housing.transitional)
        return replace(found, housing=home)

    monkeypatch.setattr(profiles, "propose", worse_home)
    held, report = lines_of(400)
    assert not held
    assert "VIOLATED monotone housing" in report


def test_a_status_outside_the_closed_set_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decide, "status_rule", planted_status(decide.status_rule))
    monkeypatch.setitem(decide.CATEGORY_OF_RULE, "U9", "K4")
    held, report = lines_of(50)
    assert not held
    assert "VIOLATED" in report


def test_refund_that_leaks_into_the_common_result_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(timing, "next_review", lambda *_f: (profiles.TODAY, RuleHit("E1")))
    held, report = lines_of(50)
    assert not held
    assert "VIOLATED refund apart" in report


def test_the_input_types_hold_nothing_that_rules_must_not_read() -> None:
    assert profiles.forbidden_fields() == []


@pytest.mark.parametrize(
    "name", ["age", "birth_date", "gender", "nationality", "diagnoses", "convictions",
             "refused_offers", "motivation", "is_abstinent"],
)  # fmt: skip
def test_a_forbidden_input_is_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f.name for f in fields(Answers)]
    wider = make_dataclass("Wider", [*names, name])
    monkeypatch.setattr(profiles, "INPUT_TYPES", (wider,))
    assert profiles.forbidden_fields() == [f"Wider.{name}"]
    held, report = lines_of(10)
    assert not held
    assert "VIOLATED forbidden input" in report


def test_levels_that_are_missing_are_never_at_least_anything() -> None:
    assert decide.at_least((MISSING,) * 14, range(14), 0) == []
    assert Method.UNCLEAR not in decide.METHOD_RANK
