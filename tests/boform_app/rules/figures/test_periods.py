"""Periods: whole, in order, and never past the last night that can be counted."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boform_app.rules.figures import periods
from boform_app.rules.figures.periods import Span

NIGHTS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@given(NIGHTS)
def test_this_year_and_the_one_before_meet(night: date) -> None:
    this, before = periods.this_year(night), periods.last_year(night)
    assert (this.first.month, this.first.day, this.last) == (1, 1, night)
    assert before.last + timedelta(days=1) == this.first
    assert before.days in {365, 366}


@given(NIGHTS)
def test_twelve_months_are_a_year(night: date) -> None:
    span = periods.twelve_months(night)
    assert span.last == night
    assert span.days in {365, 366, 367}


@given(NIGHTS, NIGHTS)
def test_a_month_ends_with_its_last_day_or_the_last_night(day: date, night: date) -> None:
    span = periods.month(day, night)
    assert (span.first.year, span.first.month, span.first.day) == (day.year, day.month, 1)
    tomorrow = span.last + timedelta(days=1)
    assert span.last in {span.first, night} or tomorrow.day == 1


@given(NIGHTS, st.integers(1, 40))
def test_months_back_follow_each_other(night: date, count: int) -> None:
    found = periods.months_back(night, count)
    assert found[0] == night.replace(day=1)
    for newer, older in pairwise(found):
        assert (newer - timedelta(days=1)).replace(day=1) == older


def test_a_period_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="ends before"):
        Span(date(2026, 2, 1), date(2026, 1, 31))
