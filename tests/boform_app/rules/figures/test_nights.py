"""Places in use against a slow count: every stay asked at every midnight."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from boform_app.clock import from_local
from boform_app.rules.figures.nights import by_month, nights, one_by_one
from boform_app.rules.occupancy import Offered, Use

FIRST = date(2026, 3, 1)
HOURS = st.integers(0, 24 * 70)


def midnight(day: date) -> datetime:
    return from_local(day, 0)


def use(place: str, start: int, length: int | None) -> Use:
    begins = midnight(FIRST) + timedelta(hours=start - 200)
    return Use(place, begins, None if length is None else begins + timedelta(hours=length))


USES = st.lists(
    st.builds(use, st.sampled_from("abcd"), HOURS, st.none() | st.integers(0, 900)), max_size=15
)
PLACES = st.lists(
    st.builds(
        lambda number, start, length, extra: Offered(
            str(number), "r", FIRST + timedelta(days=start),
            None if length is None else FIRST + timedelta(days=start + length), extra=extra,
        ),
        st.integers(0, 99), st.integers(-20, 60), st.none() | st.integers(0, 40), st.booleans(),
    ),
    max_size=8,
)  # fmt: skip


@given(USES, PLACES, st.integers(-1, 40))
def test_every_night_as_a_slow_count(uses: list[Use], places: list[Offered], days: int) -> None:
    last = FIRST + timedelta(days=days)
    counted = nights(uses, places, FIRST, last, midnight)
    assert len(counted) == days + 1
    for night in counted:
        at = midnight(night.on + timedelta(days=1))
        assert night.residents == sum(one.holds(at) for one in uses)
        assert night.places == sum(one.exists(night.on) and not one.extra for one in places)


@given(USES, PLACES, st.integers(0, 40))
def test_months_add_up_to_the_nights(uses: list[Use], places: list[Offered], days: int) -> None:
    counted = nights(uses, places, FIRST, FIRST + timedelta(days=days), midnight)
    for stretches in (by_month(counted), one_by_one(counted)):
        assert [night for one in stretches for night in one.nights] == list(counted)
        assert sum(one.used for one in stretches) == sum(night.residents for night in counted)
        for one in stretches:
            lowest = min(night.residents for night in one.nights)
            highest = max(night.residents for night in one.nights)
            assert lowest <= one.average <= highest
            assert len({(night.on.year, night.on.month) for night in one.nights}) == 1


def test_who_left_before_midnight_did_not_stay_the_night() -> None:
    came, left = from_local(FIRST, 9), from_local(FIRST + timedelta(days=2), 23, 59)
    counted = nights([Use("a", came, left)], (), FIRST, FIRST + timedelta(days=2), midnight)
    assert [night.residents for night in counted] == [1, 1, 0]
