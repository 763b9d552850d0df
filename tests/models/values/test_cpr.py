from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values.cpr import birth_year, masked, parse_cpr, passes_modulus_11

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("digit", "first", "last"),
    [
        (0, (0, 1900), (99, 1999)),
        (3, (0, 1900), (99, 1999)),
        (4, (36, 2036), (37, 1937)),
        (5, (57, 2057), (58, 1858)),
        (8, (0, 2000), (99, 1899)),
        (9, (0, 2000), (99, 1999)),
    ],
)
def test_century_follows_digit_seven(
    digit: int, first: tuple[int, int], last: tuple[int, int]
) -> None:
    assert birth_year(first[0], digit) == first[1]
    assert birth_year(last[0], digit) == last[1]


@pytest.mark.parametrize("text", ["1201801234", "120180 1234", " 120180-1234 ", "12.01.80-1234"])
def test_normalises_on_leaving(text: str) -> None:
    assert parse_cpr(text).text == "120180-1234"


def test_known_valid_number_raises_no_question() -> None:
    result = parse_cpr("070761-4285")
    assert (result.kind, result.birth_date, result.stop, result.ask) == (
        "cpr",
        date(1961, 7, 7),
        None,
        None,
    )


def test_failed_modulus_only_asks() -> None:
    result = parse_cpr("010165-4286")
    assert (result.stop, result.ask, result.birth_date) == (None, "modulus_11", date(1965, 1, 1))
    assert result.is_number


@pytest.mark.parametrize("text", ["310280-1234", "290281-1234", "001280-1234", "011380-1234"])
def test_impossible_date_stops_and_keeps_nothing(text: str) -> None:
    result = parse_cpr(text)
    assert (result.stop, result.text, result.birth_date) == ("impossible_date", "", None)


def test_leap_day_is_judged_in_the_right_century() -> None:
    assert parse_cpr("290200-4000").birth_date == date(2000, 2, 29)
    assert parse_cpr("290200-0000").stop == "impossible_date"  # 1900 was no leap year


@pytest.mark.parametrize(
    ("text", "stop"),
    [
        ("", "empty"),
        (" - ", "empty"),
        ("12018", "wrong_length"),
        ("120180-123", "wrong_length"),
        ("120180-12345", "wrong_length"),
        ("Kim", "not_a_number"),
        ("120180-2AB3", "not_a_number"),
        ("120180-١٢٣٤", "not_a_number"),
    ],
)
def test_stops(text: str, stop: str) -> None:
    assert parse_cpr(text).stop == stop


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("120180-1AB2", "x_ecpr"),
        ("120110 7xy0", "x_ecpr"),
        ("120180-0AB2", "d_ecpr"),
        ("120105-5AB2", "d_ecpr"),
        ("120105-6AB2", "d_ecpr"),
    ],
)
def test_replacement_numbers_are_accepted_without_a_question(text: str, kind: str) -> None:
    result = parse_cpr(text)
    assert (result.kind, result.stop, result.ask) == (kind, None, None)


def test_six_digits_are_a_birth_date_in_the_past() -> None:
    assert parse_cpr("030588-", TODAY).birth_date == date(1988, 5, 3)
    assert parse_cpr("030526", TODAY).birth_date == date(2026, 5, 3)
    assert parse_cpr("031226", TODAY).birth_date == date(1926, 12, 3)
    assert not parse_cpr("030588", TODAY).is_number


def test_six_digits_without_today_leave_the_century_open() -> None:
    result = parse_cpr("030588")
    assert (result.kind, result.text, result.birth_date) == ("birth_date", "030588", None)


def test_number_of_someone_not_born_stops_when_today_is_known() -> None:
    assert parse_cpr("010130-4000", TODAY).stop == "in_the_future"


def test_masked() -> None:
    assert parse_cpr("1406820000").masked == "140682-••••"
    assert masked("140682") == "140682"
    assert masked("") == ""


@given(st.text(max_size=16))
def test_never_fails_and_never_makes_up(text: str) -> None:
    result = parse_cpr(text, TODAY)
    if result.stop is not None:
        assert (result.text, result.kind, result.birth_date) == ("", None, None)
    else:
        typed = [sign for sign in text.upper() if sign.isalnum()]
        assert [sign for sign in result.text if sign != "-"] == typed


@given(st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(0, 3999))
def test_every_number_of_the_1900s_gives_back_its_day(born: date, serial: int) -> None:
    result = parse_cpr(f"{born:%d%m%y}{serial:04d}")
    assert result.birth_date == born
    assert (result.ask is None) == passes_modulus_11(f"{born:%d%m%y}{serial:04d}")
    assert parse_cpr(result.text) == result
