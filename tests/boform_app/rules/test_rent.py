from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boform_app.rules.rent import compare, max_rent

figure = st.none() | st.integers(0, 60_000)


def test_the_sum_of_the_paper() -> None:
    found = max_rent(
        income_after_tax=10_800,
        housing_benefit=1_200,
        fixed_costs=900,
        instalments=400,
        disposable=6_900,
    )
    assert (found.maximum, found.missing, found.words) == (3_800, (), "")


def test_without_income_there_is_no_figure() -> None:
    found = max_rent(housing_benefit=1_200)
    assert found.maximum is None
    assert found.words == "Kan ikke regnes ud endnu. Indtægt efter skat mangler."
    assert compare(found, 3_000).fit == "unknown"


def test_missing_figures_are_named_and_count_as_nothing() -> None:
    found = max_rent(income_after_tax=9_000, disposable=6_000)
    assert (found.maximum, found.is_preliminary) == (3_000, True)
    assert found.words == "Foreløbigt tal. Mangler: boligstøtte, faste udgifter, afdrag."


def test_never_below_nothing_and_said_in_words() -> None:
    found = max_rent(
        income_after_tax=6_000, housing_benefit=0, fixed_costs=0, instalments=500, disposable=6_900
    )
    assert (found.maximum, found.balance) == (0, -1_400)
    assert found.words == "Med disse tal er der ikke penge til husleje."


@pytest.mark.parametrize("name", ["income_after_tax", "instalments"])
def test_a_negative_figure_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="below 0"):
        max_rent(**{name: -1})


@pytest.mark.parametrize(
    ("rent", "fit", "words"),
    [
        (3_800, "within", "Huslejen er den samme som det beregnede tal."),
        (3_500, "within", "Huslejen er 300 kr. under det beregnede tal."),
        (5_000, "above", "Huslejen er 1.200 kr. over det beregnede tal."),
        (None, "unknown", "Kan ikke sammenlignes endnu."),
    ],
)
def test_an_offer_beside_it(rent: int | None, fit: str, words: str) -> None:
    found = compare(max_rent(income_after_tax=3_800), rent)
    assert (found.fit, found.words) == (fit, words)


@given(figure, figure, figure, figure, figure)
def test_more_to_spend_never_lowers_it(
    income: int | None, benefit: int | None, fixed: int | None, debts: int | None, rest: int | None
) -> None:
    found = max_rent(
        income_after_tax=income,
        housing_benefit=benefit,
        fixed_costs=fixed,
        instalments=debts,
        disposable=rest,
    )
    assert (found.maximum is None) == (income is None)
    if income is None or found.maximum is None:
        return
    assert found.maximum >= 0
    richer = max_rent(
        income_after_tax=income + 100,
        housing_benefit=benefit,
        fixed_costs=fixed,
        instalments=debts,
        disposable=rest,
    )
    assert richer.maximum is not None
    assert richer.maximum >= found.maximum
