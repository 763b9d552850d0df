"""The eight acceptance cases: every stated expectation, and the pair test."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from boform_app.rules.instrument import load
from boform_app.rules.readiness import (
    Readiness,
    action_title,
    evaluate,
    housing_text,
)
from tests.boform_app.rules.readiness.cases import (
    ANJA,
    BENT,
    JONAS,
    LISE,
    MAHMOUD,
    PIOTR,
    SARA,
    TODAY,
    TOMMY,
    Case,
)


@dataclass(frozen=True, slots=True)
class Expected:
    category: str
    label: str
    method: str
    system: str
    housing: str
    confidence: str
    days: int
    rules: str
    blocking: str = ""
    also: str = ""
    actions: tuple[str, ...] = ()
    own: str = ""
    talk: str = ""


OFFER = "Tilbyd borgeren at give sin egen vurdering"
PLAN = "Anmodning om handleplan"
HOME = "Indstilling til bolig"
SUPPORT = "Henvisning til § 85 a-støtte"

CASES: tuple[tuple[Case, Expected], ...] = (
    (
        BENT,
        Expected(
            "K1", "Klar nu", "Ingen fast støtte", "Y2", "Almindelig egen bolig", "høj", 19,
            "S11 H1 U6", blocking="C2",
        ),
    ),
    (
        SARA,
        Expected(
            "K2", "Klar med støtte", "CTI", "Y2",
            "Ungdomsbolig – som udslusningsbolig eller med nedsat husleje", "mellem", 28,
            "S8 H3 H6 U7", blocking="C3 C8",
            actions=("Rykker: Henvisning til § 85 a-støtte",),
        ),
    ),
    (
        JONAS,
        Expected(
            "K2", "Klar med støtte", "ICM", "Y2", "Almindelig egen bolig", "mellem", 8,
            "S4 H1 U7 T3 T4 T5", blocking="C2 C7 C8", also="C1 C6 C11",
            actions=(HOME, PLAN, SUPPORT),
        ),
    ),
    (
        TOMMY,
        Expected(
            "K2", "Klar med støtte", "ACT", "Y2", "Almindelig egen bolig (husdyr tilladt)",
            "mellem", 28, "S1 H1 H9 U7 T2 T3 T4 T5 T7 E1", blocking="C2 C7 C8", also="C6 C12",
            actions=(PLAN, SUPPORT),
        ),
    ),
    (
        MAHMOUD,
        Expected(
            "K2", "Klar med støtte", "§ 85", "Y0", "Almindelig egen bolig", "mellem", 22,
            "S10 H1 U7 U8 A1 A2", own="Ingen fast støtte", talk="B3",
        ),
    ),
    (
        LISE,
        Expected(
            "K3", "Afklaring pågår", "afklares", "Y2", "Almindelig egen bolig", "lav", 9,
            "S0 H1 U1",
            actions=(
                "Samtale med borgeren", "Afklar ukendte forudsætninger i systemet", OFFER,
            ),
        ),
    ),
    (
        ANJA,
        Expected(
            "K2", "Klar med støtte", "CTI", "Y1",
            "Almindelig egen bolig (trygt område, evt. adressebeskyttelse; "
            "plads til børn/samvær)", "høj", 28, "S8 H1 H8 H10 U7 T5",
        ),
    ),
    (
        PIOTR,
        Expected(
            "K1", "Klar nu", "Ingen fast støtte", "Y2",
            "Almindelig egen bolig – som udslusningsbolig eller med nedsat husleje", "lav", 28,
            "S11 H1 H6 U6 E1", blocking="C2 C3 C5 C9", also="C1 C6 C10",
            actions=(HOME, PLAN, OFFER),
        ),
    ),
)  # fmt: skip


def result_of(case: Case) -> Readiness:
    return evaluate(case.answers(), case.situation(), load(), TODAY)


def decision_rules(result: Readiness) -> list[str]:
    """Rules in the order of the paper; Y, G and N are said by their own fields there."""
    refund = result.refund.hits if result.refund else ()
    return [h.id for h in (*result.hits, *refund) if h.id[0] in "SHUTEA"]


@pytest.mark.parametrize(("case", "expected"), CASES, ids=[case.name for case, _ in CASES])
def test_case_gives_every_stated_result(case: Case, expected: Expected) -> None:
    instrument = load()
    result = result_of(case)
    assert result.category == expected.category
    assert instrument.categories[result.category] == expected.label
    assert instrument.methods[result.method].label == expected.method
    assert result.system == expected.system
    assert housing_text(result, instrument) == expected.housing
    assert [item.id for item in result.blocking] == expected.blocking.split()
    assert [item.id for item in result.also_missing] == expected.also.split()
    assert instrument.confidence[result.confidence.level] == expected.confidence
    assert (result.staff_next_review - TODAY).days == expected.days
    assert decision_rules(result) == expected.rules.split()
    assert tuple(action_title(a, instrument) for a in result.actions) == expected.actions
    own = instrument.methods[result.own.method].label if result.own else ""
    assert own == expected.own
    assert list(result.talk_about) == expected.talk.split()


def test_pair_jonas_without_any_use_of_drugs_gets_the_same_proposal() -> None:
    staff = JONAS.staff.split()
    staff[8] = "0"
    pair = result_of(replace(JONAS, staff=" ".join(staff)))
    with_use = result_of(JONAS)
    assert (pair.category, pair.method, pair.housing) == ("K2", "ICM", with_use.housing)
    assert pair.housing.rule == "H1"
    assert "T3" in with_use.rule_ids
    assert "T3" not in pair.rule_ids


@pytest.mark.parametrize(("case", "_expected"), CASES, ids=[case.name for case, _ in CASES])
def test_case_without_known_refund_nights_says_nothing_of_refund(
    case: Case, _expected: Expected
) -> None:
    known = result_of(case)
    unknown = evaluate(case.answers(), replace(case.situation(), refund=None), load(), TODAY)
    assert unknown == known.for_resident()
    assert unknown.refund is None
    assert not [rule for rule in unknown.rule_ids if rule[0] == "E" or rule == "N3"]
    assert (unknown.next_review - TODAY).days == (9 if case is LISE else 28)
