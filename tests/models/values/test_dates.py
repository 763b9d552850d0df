from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values import dates
from models.values.dates import Direction, parse_date, parse_time

TODAY = date(2026, 11, 22)  # a Sunday


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("22-11-2026", date(2026, 11, 22)),
        ("22.11.26", date(2026, 11, 22)),
        ("22/11", date(2026, 11, 22)),
        ("221126", date(2026, 11, 22)),
        ("22112026", date(2026, 11, 22)),
        ("2211", date(2026, 11, 22)),
        ("22 nov", date(2026, 11, 22)),
        ("den 22. november 2026", date(2026, 11, 22)),
        ("søndag den 22. november 2026", date(2026, 11, 22)),
        ("onsdag 25-11-2026", date(2026, 11, 25)),
        ("man. 23-11", date(2026, 11, 23)),
        ("2026-11-22", date(2026, 11, 22)),
        ("i dag", date(2026, 11, 22)),
        ("D", date(2026, 11, 22)),
        ("i morgen", date(2026, 11, 23)),
        ("m", date(2026, 11, 23)),
        ("i går", date(2026, 11, 21)),
        ("g", date(2026, 11, 21)),
        ("+3", date(2026, 11, 25)),
        ("-2", date(2026, 11, 20)),
        ("+3h", date(2026, 11, 25)),
        ("+2u", date(2026, 12, 6)),
        ("+1m", date(2026, 12, 22)),
        ("fre", date(2026, 11, 27)),
        ("sidste fredag", date(2026, 11, 20)),
        ("uge 48", date(2026, 11, 23)),
    ],
)
@pytest.mark.parametrize("direction", ["past", "future", "any"])
def test_vectors_without_a_side(typed: str, expected: date, direction: Direction) -> None:
    if typed == "man. 23-11" and direction == "past":
        expected = date(2025, 11, 23)
    result = parse_date(typed, TODAY, direction)
    assert (result.date, result.problem_code) == (expected, None)


def test_day_without_year_in_a_past_field_asks() -> None:
    result = parse_date("1/12", TODAY, "past")
    assert (result.date, result.question_code) == (date(2025, 12, 1), "other_year")
    assert result.facts == {"other": date(2026, 12, 1)}


def test_day_without_year_in_a_future_field() -> None:
    result = parse_date("1/12", TODAY, "future")
    assert (result.date, result.question_code) == (date(2026, 12, 1), None)
    over_new_year = parse_date("5/1", TODAY, "future")
    assert (over_new_year.date, over_new_year.question_code) == (date(2027, 1, 5), None)
    missed = parse_date("21/11", TODAY, "future")
    assert (missed.date, missed.question_code) == (date(2027, 11, 21), "other_year")
    assert parse_date("20/12", date(2027, 1, 4), "past").question_code is None


@pytest.mark.parametrize("typed", ["31-02-2026", "29-02-2027", "32/1", "1-13-2026", "3102", "0-1"])
@pytest.mark.parametrize("direction", ["past", "future", "any"])
def test_dates_that_do_not_exist(typed: str, direction: Direction) -> None:
    assert parse_date(typed, TODAY, direction).problem_code == "no_such_date"


@pytest.mark.parametrize("typed", ["snart", "22 kvark", "uge 60", "22-11-2", "12345", "+", "²²/11"])
def test_not_understood(typed: str) -> None:
    result = parse_date(typed, TODAY)
    assert (result.date, result.problem_code) == (None, "not_understood")
    assert result.facts["typed"] == typed


def test_empty_and_far_away() -> None:
    assert parse_date("  ", TODAY).problem_code == "empty"
    assert parse_date("1-1-0001", TODAY).problem_code == "out_of_range"
    assert parse_date("-9999m", date(2026, 11, 22)).problem_code == "out_of_range"


def test_two_digit_years() -> None:
    assert parse_date("12-01-80", TODAY, "past").date == date(1980, 1, 12)
    assert parse_date("23-11-26", TODAY, "past").date == date(1926, 11, 23)
    assert parse_date("29-2-00", TODAY, "past").date == date(2000, 2, 29)
    assert parse_date("1-7-31", TODAY, "future").date == date(2031, 7, 1)
    assert parse_date("1-7-98", TODAY, "any").date == date(1998, 7, 1)


def test_leap_day_without_year() -> None:
    assert parse_date("29/2", TODAY, "past").date == date(2024, 2, 29)
    assert parse_date("29/2", TODAY, "future").date == date(2028, 2, 29)


def test_weekday_is_never_today() -> None:
    assert parse_date("søn", TODAY).date == date(2026, 11, 29)
    assert parse_date("sidste søndag", TODAY).date == date(2026, 11, 15)


def test_month_step_ends_on_the_last_day() -> None:
    assert parse_date("+1m", date(2027, 1, 31)).date == date(2027, 2, 28)
    assert parse_date("-1m", date(2028, 3, 31)).date == date(2028, 2, 29)
    assert parse_date("-3h", date(2026, 11, 23)).date == date(2026, 11, 18)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2140", time(21, 40)),
        ("21.40", time(21, 40)),
        ("21:40", time(21, 40)),
        ("kl. 9.05", time(9, 5)),
        ("905", time(9, 5)),
        ("21", time(21)),
        ("nu", time(14, 32)),
    ],
)
def test_times(typed: str, expected: time) -> None:
    assert parse_time(typed, time(14, 32, 59)).time == expected


@pytest.mark.parametrize(
    ("typed", "code"),
    [("", "empty"), ("25", "no_such_time"), ("2160", "no_such_time"), ("aften", "not_understood")],
)
def test_times_that_are_not(typed: str, code: str) -> None:
    assert parse_time(typed, time(14, 32)).problem_code == code


def test_formats() -> None:
    assert dates.short(TODAY) == "22-11-2026"
    assert dates.dense(date(2026, 11, 23)) == "man. 23-11"
    assert dates.long(TODAY) == "22. november 2026"
    assert dates.with_weekday(date(2026, 11, 25)) == "onsdag 25-11-2026"
    assert dates.long_with_weekday(date(2026, 11, 23)) == "mandag 23. november 2026"
    assert dates.clock(time(14, 30)) == "14.30"
    assert dates.week_number(date(2026, 11, 23)) == 48
    assert dates.week_number(date(2027, 1, 1)) == 53


def test_age_of_a_leap_day_child() -> None:
    born = date(2008, 2, 29)
    assert dates.age(born, date(2026, 2, 28)) == 17
    assert dates.age(born, date(2026, 3, 1)) == 18


@given(
    st.dates(date(1850, 1, 1), date(2199, 12, 31)),
    st.sampled_from(["past", "future", "any"]),
    st.dates(date(1990, 1, 1), date(2050, 1, 1)),
)
def test_everything_shown_with_a_year_is_read_back(
    day: date, direction: Direction, today: date
) -> None:
    shows = (dates.short, dates.long, dates.with_weekday, dates.long_with_weekday)
    for show in shows:
        assert parse_date(show(day), today, direction).date == day


@given(st.integers(-180, 180), st.dates(date(2000, 3, 1), date(2050, 1, 1)))
def test_dense_dates_are_read_back_on_their_side(days: int, today: date) -> None:
    day = today + timedelta(days=days)
    found = parse_date(dates.dense(day), today, "past" if days <= 0 else "future").date
    assert found == day or (day.month, day.day) == (2, 29)


@given(st.text(max_size=24), st.sampled_from(["past", "future", "any"]))
def test_never_fails_and_says_what_it_is(text: str, direction: Direction) -> None:
    result = parse_date(text, TODAY, direction)
    assert (result.date is None) == (result.problem_code is not None)
    parse_time(text, time(12))


@given(st.times())
def test_shown_times_are_read_back(moment: time) -> None:
    shown = moment.replace(second=0, microsecond=0, fold=0)
    assert parse_time(dates.clock(moment), time(0)).time == shown
