"""EAN numbers: what stops one, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values import ean


@pytest.mark.parametrize(
    "text", ["", "  ", "5790000000005", "5790 0000 0000 5", "57 90-000000.005"]
)
def test_a_number_with_its_check_digit_or_none_at_all(text: str) -> None:
    assert ean.stop(text) is None


def test_the_worked_case_of_the_standard() -> None:
    """GS1's own example of a GTIN-13: 629104150021 takes 3."""
    assert ean.check_digit("629104150021") == "3"


@pytest.mark.parametrize(
    "text",
    ["579000000000", "57900000000055", "579000000000x", "EAN 5790000000005", "٥٧٩٠٠٠٠٠٠٠٠٠٥"],
)
def test_not_thirteen_digits(text: str) -> None:
    assert ean.stop(text) == "ean_digits"


@given(st.text("0123456789", min_size=12, max_size=12), st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_is_seen(digits: str, place: int, more: int) -> None:
    right = digits + ean.check_digit(digits)
    assert ean.stop(right) is None
    wrong = right[:place] + str((int(right[place]) + more) % 10) + right[place + 1 :]
    assert ean.stop(wrong) == "ean_check"
