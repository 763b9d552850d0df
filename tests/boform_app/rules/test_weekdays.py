from __future__ import annotations

from datetime import date, timedelta

import pytest
from holidays.countries.denmark import Denmark
from hypothesis import given
from hypothesis import strategies as st

from boform_app.rules.weekdays import (
    add_weekdays,
    counts_strictly,
    is_holiday,
    is_working_day,
    legal_date,
    weekdays_between,
)

days = st.dates(date(2024, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("decided", "strict", "target", "lenient"),
    [
        # An ordinary week, Monday 16 to Sunday 22 November 2026.
        (date(2026, 11, 16), date(2026, 11, 19), date(2026, 11, 19), date(2026, 11, 19)),
        (date(2026, 11, 17), date(2026, 11, 20), date(2026, 11, 20), date(2026, 11, 20)),
        (date(2026, 11, 18), date(2026, 11, 21), date(2026, 11, 20), date(2026, 11, 23)),
        (date(2026, 11, 19), date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 24)),
        (date(2026, 11, 20), date(2026, 11, 24), date(2026, 11, 24), date(2026, 11, 25)),
        (date(2026, 11, 21), date(2026, 11, 25), date(2026, 11, 25), date(2026, 11, 25)),
        (date(2026, 11, 22), date(2026, 11, 25), date(2026, 11, 25), date(2026, 11, 25)),
        # Easter 2027: 25, 26, 28 and 29 March are holidays; Saturday 27 counts.
        (date(2027, 3, 24), date(2027, 3, 31), date(2027, 3, 31), date(2027, 4, 1)),
        # Christmas 2026: Thursday 24 counts, nobody is in the office.
        (date(2026, 12, 21), date(2026, 12, 24), date(2026, 12, 23), date(2026, 12, 24)),
        (date(2026, 12, 23), date(2026, 12, 29), date(2026, 12, 29), date(2026, 12, 29)),
        (date(2026, 12, 28), date(2026, 12, 31), date(2026, 12, 30), date(2026, 12, 31)),
        # Grundlovsdag 2026 is a Friday; the target is the day before.
        (date(2026, 6, 2), date(2026, 6, 5), date(2026, 6, 4), date(2026, 6, 5)),
    ],
)
def test_three_weekdays(decided: date, strict: date, target: date, lenient: date) -> None:
    found = legal_date(decided, 3)
    assert (found.strict, found.target, found.lenient) == (strict, target, lenient)


@pytest.mark.parametrize(
    ("year", "days_and_months"),
    [
        (2026, ["2/4", "3/4", "5/4", "6/4", "14/5", "24/5", "25/5"]),
        (2027, ["25/3", "26/3", "28/3", "29/3", "6/5", "16/5", "17/5"]),
        (2028, ["13/4", "14/4", "16/4", "17/4", "25/5", "4/6", "5/6"]),
        (2029, ["29/3", "30/3", "1/4", "2/4", "10/5", "20/5", "21/5"]),
        (2030, ["18/4", "19/4", "21/4", "22/4", "30/5", "9/6", "10/6"]),
        (2031, ["10/4", "11/4", "13/4", "14/4", "22/5", "1/6", "2/6"]),
    ],
)
def test_the_holidays_of_a_year_are_exactly_these(year: int, days_and_months: list[str]) -> None:
    expected = {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)}
    for text in days_and_months:
        day, month = text.split("/")
        expected.add(date(year, int(month), int(day)))
    first = date(year, 1, 1)
    length = (date(year + 1, 1, 1) - first).days
    every = (first + timedelta(days=step) for step in range(length))
    assert {day for day in every if is_holiday(day)} == expected


@pytest.mark.parametrize("year", range(1970, 2100))
def test_the_holidays_library_knows_the_same_days(year: int) -> None:
    first = date(year, 1, 1)
    every = (first + timedelta(days=step) for step in range(366))
    ours = {day for day in every if day.year == year and is_holiday(day)}
    assert ours == set(Denmark(years=year))  # type: ignore[no-untyped-call]  # the library has no types


def test_store_bededag_is_gone_from_2024() -> None:
    assert is_holiday(date(2023, 5, 5))
    assert not is_holiday(date(2024, 4, 26))
    assert not is_holiday(date(2026, 5, 1))


def test_half_days_count_but_are_no_working_days() -> None:
    for day in (date(2026, 6, 5), date(2026, 12, 24), date(2026, 12, 31)):
        assert counts_strictly(day)
        assert not is_working_day(day)


def test_house_that_does_not_count_saturday_takes_the_lenient_date() -> None:
    found = legal_date(date(2026, 11, 18), 3, saturday_counts=False)
    assert found.strict == found.target == found.lenient == date(2026, 11, 23)


def test_target_never_lies_before_the_event() -> None:
    grundlovsdag = date(2026, 6, 5)  # a Friday; the next strict day is a Saturday
    found = legal_date(grundlovsdag, 1)
    assert (found.strict, found.target) == (date(2026, 6, 6), grundlovsdag)


def test_words_on_screen() -> None:
    assert weekdays_between(date(2026, 11, 20), date(2026, 11, 23)) == 1
    assert weekdays_between(date(2026, 11, 23), date(2026, 11, 26)) == 3
    assert weekdays_between(date(2026, 11, 20), date(2026, 11, 22)) == 0
    assert weekdays_between(date(2026, 11, 23), date(2026, 11, 20)) == 0


def test_counting_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="forward"):
        add_weekdays(date(2026, 11, 20), -1, saturday_counts=True)


@given(days, st.integers(1, 10))
def test_target_is_never_later_than_any_reading(start: date, count: int) -> None:
    found = legal_date(start, count)
    assert start <= found.target <= found.strict <= found.lenient
    assert counts_strictly(found.strict)
    assert is_working_day(found.target) or found.target == start
    assert found.strict == add_weekdays(
        add_weekdays(start, count - 1, saturday_counts=True), 1, saturday_counts=True
    )
