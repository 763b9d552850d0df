"""Danish amounts: what is typed and what is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values.money import amount, exact_ore, kroner, parse_ore


@pytest.mark.parametrize(
    ("typed", "ore"),
    [
        ("1.234,50", 123_450),
        ("1234,5", 123_450),
        ("1 234", 123_400),
        ("240 kr.", 24_000),
        ("240,-", 24_000),
        ("0,05", 5),
        ("-60,00", -6_000),
        ("12.345.678,90", 1_234_567_890),
        ("", None),
        ("1.23", None),
        ("12,345", None),
        ("1,2,3", None),
        ("halvtreds", None),
        ("1e3", None),
        ("9999999999", None),
    ],
)
def test_amounts_as_typed(typed: str, ore: int | None) -> None:
    assert parse_ore(typed) == ore


@given(st.integers(-10_000_000_000, 10_000_000_000))
def test_what_is_written_is_read_again(ore: int) -> None:
    assert parse_ore(amount(ore)) == ore
    assert parse_ore(kroner(ore)) == ore


def test_rates_of_rule_rows_are_exact() -> None:
    assert exact_ore(96.71) == 9_671
    assert exact_ore(89) == 8_900
    with pytest.raises(ValueError, match="whole number"):
        exact_ore(96.715)
