"""Lengths of stay against a count by hand: night by night, and by the middle of a sorted row."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from boform_app.clock import COPENHAGEN, local_date
from boform_app.rules.figures.lengths import Lived, length, spells

START = datetime(2026, 3, 20, 12, tzinfo=COPENHAGEN)
TODAY = date(2026, 12, 31)
# Over the change to summer time, in steps of hours.
STEPS = st.lists(st.tuples(st.integers(0, 80), st.integers(0, 400)), min_size=1, max_size=6)


def one_after_another(steps: list[tuple[int, int]], person: str = "a") -> list[Lived]:
    """Stays of one person: hours away before each, hours of each."""
    at, found = START.timestamp(), []
    for number, (away, stayed) in enumerate(steps):
        begins = at + away * 3600
        at = begins + stayed * 3600
        found.append(Lived(person, f"{person}{number}", moment(begins), moment(at)))
    return found


def moment(stamp: float) -> datetime:
    return datetime.fromtimestamp(stamp, COPENHAGEN)


def nights_by_hand(stays: list[Lived]) -> set[date]:
    """Evenings at whose midnight somebody was enrolled."""
    found: set[date] = set()
    for stay in stays:
        assert stay.ends is not None
        evening = local_date(stay.starts)
        while evening < local_date(stay.ends):
            found.add(evening)
            evening += timedelta(days=1)
    return found


@given(STEPS)
def test_spells_part_where_more_than_a_day_lies_between(steps: list[tuple[int, int]]) -> None:
    stays = one_after_another(steps)
    found = spells(reversed(stays), TODAY)
    assert len(found) == 1 + sum(away > 24 for away, _ in steps[1:])
    assert found[-1].stay == stays[-1].stay
    assert found[-1].ended == stays[-1].ends


@given(STEPS)
def test_no_night_is_counted_twice_or_lost(steps: list[tuple[int, int]]) -> None:
    stays = one_after_another(steps)
    assert sum(one.nights for one in spells(stays, TODAY)) == len(nights_by_hand(stays))


@given(STEPS, STEPS)
def test_persons_are_counted_apart(one: list[tuple[int, int]], two: list[tuple[int, int]]) -> None:
    first, second = one_after_another(one, "a"), one_after_another(two, "b")
    alone = {*spells(first, TODAY), *spells(second, TODAY)}
    assert set(spells([*second, *first], TODAY)) == alone


@given(st.lists(st.integers(0, 900), min_size=1, max_size=20))
def test_average_and_median_as_by_hand(nights: list[int]) -> None:
    found = length(nights)
    row, count = sorted(nights), len(nights)
    assert found.stays == count
    assert abs(found.average * count - sum(nights)) * 2 <= count
    middle = row[(count - 1) // 2] + row[count // 2]
    assert found.median == (middle + 1) // 2
    assert row[0] <= found.median <= row[-1]


def test_nothing_is_nothing() -> None:
    assert length(()) == length([])
    assert length(()).stays == 0


def test_who_came_back_the_next_morning_has_not_left() -> None:
    out = START + timedelta(days=10)
    stays = [Lived("a", "1", START, out), Lived("a", "2", out + timedelta(hours=20))]
    (spell,) = spells(stays, out.date() + timedelta(days=3))
    assert spell.ended is None
    # The night between them was slept elsewhere: 10 before it, 2 after it.
    assert (spell.stay, spell.nights) == ("2", 12)
