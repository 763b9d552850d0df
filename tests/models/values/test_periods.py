from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values.periods import Nights, Period, count_nights, union, without

TODAY = date(2026, 11, 23)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def test_a_night_counts_when_enrolled_at_danish_midnight() -> None:
    assert Period(at(22, 20, 40), at(23, 10)).nights(TODAY).count == 1
    assert Period(at(22, 8), at(22, 20)).nights(TODAY).count == 0
    # 23.30 UTC is half past midnight in Denmark: the night before is not his.
    assert Period(at(22, 23, 30), at(23, 10)).nights(TODAY).count == 0
    # 22.30 UTC is still the 22nd in Denmark.
    assert Period(at(22, 22, 30), at(22, 23, 30)).nights(TODAY) == Nights(
        date(2026, 11, 22), date(2026, 11, 23)
    )


def test_summer_time_moves_the_midnight() -> None:
    late = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert Period(late, late + timedelta(hours=1)).nights(TODAY).count == 0


def test_open_period_counts_the_nights_before_today() -> None:
    assert Period(at(17, 20)).nights(TODAY).count == 6
    assert Period(at(23, 1)).nights(TODAY).count == 0


def test_overlap_is_half_open() -> None:
    stay = Period(at(1, 12), at(5, 12))
    assert not stay.overlaps(Period(at(5, 12), at(6, 12)))
    assert stay.overlaps(Period(at(5, 11)))
    assert stay.overlaps(Period(at(2, 12), at(3, 12)))
    assert not Period(at(6, 12)).overlaps(stay)
    assert Period(at(1, 1)).overlaps(Period(at(9, 1)))


def test_contains_its_start_and_not_its_end() -> None:
    stay = Period(at(1, 12), at(5, 12))
    assert stay.contains(at(1, 12))
    assert not stay.contains(at(5, 12))
    assert Period(at(1, 12)).contains(at(29, 12))


def test_backwards_and_naive_are_refused() -> None:
    with pytest.raises(ValueError, match="ends before"):
        Period(at(5, 12), at(1, 12))
    with pytest.raises(ValueError, match="aware"):
        Period(at(5, 12).replace(tzinfo=None))
    with pytest.raises(ValueError, match="before they begin"):
        Nights(date(2026, 1, 2), date(2026, 1, 1))


def test_nights_across_stays_are_counted_once() -> None:
    first = Nights(date(2026, 1, 1), date(2026, 1, 5))
    second = Nights(date(2026, 1, 4), date(2026, 1, 8))
    assert count_nights([second, first]) == 7
    assert union([first, second, Nights(date(2026, 2, 1), date(2026, 2, 1))]) == (
        Nights(date(2026, 1, 1), date(2026, 1, 8)),
    )


runs = st.builds(
    lambda start, length: Nights(
        date(2026, 1, 1) + timedelta(days=start), date(2026, 1, 1) + timedelta(days=start + length)
    ),
    st.integers(0, 60),
    st.integers(0, 20),
)


@given(st.lists(runs, max_size=6), st.lists(runs, max_size=6))
def test_union_and_difference_are_those_of_sets(some: list[Nights], taken: list[Nights]) -> None:
    nights = {night for run in some for night in run}
    gone = {night for run in taken for night in run}
    assert count_nights(some) == len(nights)
    assert {night for run in without(some, taken) for night in run} == nights - gone


@given(runs, st.integers(0, 90), st.integers(0, 90))
def test_within_is_the_part_inside(run: Nights, first: int, length: int) -> None:
    start = date(2026, 1, 1) + timedelta(days=first)
    inside = run.within(start, start + timedelta(days=length))
    assert set(inside) == {n for n in run if start <= n < start + timedelta(days=length)}
