"""How full the house was: the quick count against a slow one, minute by minute."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from boform_app.rules.occupancy import Offered, Use, residents_at, tally
from boform_app.rules.placing import Spot, conflicts_near, neighbours

START = datetime(2026, 11, 1, tzinfo=UTC)
MINUTES = st.integers(0, 60)


def at(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


def use(place: str, first: int, length: int | None) -> Use:
    return Use(place, at(first), None if length is None else at(first + length))


USES = st.lists(
    st.builds(use, st.sampled_from("abcdef"), MINUTES, st.none() | st.integers(0, 30)), max_size=25
)


def slow(uses: list[Use], moment: datetime) -> int:
    """Walk through every minute of every stay."""
    found = 0
    for one in uses:
        minute = one.starts
        while minute <= moment and (one.ends is None or minute < one.ends):
            if minute == moment:
                found += 1
            minute += timedelta(minutes=1)
    return found


@given(USES, st.lists(MINUTES, max_size=8))
def test_residents_at_any_hour_as_a_slow_recount(uses: list[Use], minutes: list[int]) -> None:
    instants = [at(minute) for minute in minutes]
    assert list(residents_at(uses, instants)) == [slow(uses, moment) for moment in instants]


@given(USES, MINUTES)
def test_the_tally_counts_the_same_residents(uses: list[Use], minute: int) -> None:
    places = [Offered(one, one, date(2020, 1, 1), extra=one in "ef") for one in "abcdef"]
    found = tally(uses, places, {"a"}, at(minute), START.date())
    assert found.residents == slow(uses, at(minute))
    assert found.places == 4
    held = {one.place for one in uses if one.holds(at(minute))}
    # The closed room counts as usable while somebody lives in it.
    assert found.usable == 3 + ("a" in held)
    assert found.too_many == max(0, found.residents - found.usable)


def test_an_overcrowded_night_is_said() -> None:
    uses = [use("a", 0, None), use("b", 0, None), use("x", 5, None)]
    places = [
        Offered("a", "1", date(2020, 1, 1)),
        Offered("b", "2", date(2020, 1, 1)),
        Offered("x", "2", date(2026, 11, 1), extra=True),
    ]
    found = tally(uses, places, (), at(10), START.date())
    assert (found.residents, found.places, found.extra, found.too_many) == (3, 2, 1, 1)
    before = tally(uses, places, (), at(4), START.date())
    assert (before.residents, before.too_many) == (2, 0)


DOORS = [Spot("1", "stuen"), Spot("2", "stuen"), Spot("3", "stuen"), Spot("4", "1. sal")]


def test_next_door_is_on_the_same_floor() -> None:
    assert neighbours(DOORS, "1") == ("2",)
    assert neighbours(DOORS, "2") == ("1", "3")
    assert neighbours(DOORS, "3") == ("2",)
    assert neighbours(DOORS, "4") == neighbours(DOORS, "9") == ()


def test_a_conflict_warns_in_the_room_and_next_door_only() -> None:
    living = {"1": ["ole"], "2": ["per"], "3": ["kim"]}
    pairs = [("ida", "ole"), ("kim", "ida"), ("per", "ole")]
    near = conflicts_near("ida", "2", DOORS, living, pairs)
    assert {(one.person, one.near) for one in near} == {
        ("ole", "side_by_side"), ("kim", "side_by_side"),
    }  # fmt: skip
    assert [one.near for one in conflicts_near("ida", "1", DOORS, living, pairs)] == ["same_room"]
    assert conflicts_near("ida", "4", DOORS, living, pairs) == ()
    assert conflicts_near("bo", "1", DOORS, living, pairs) == ()
