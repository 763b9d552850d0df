"""Small groups: never alone, nobody lost, nobody told by a remainder."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from boform_app.rules.figures.groups import LEAST, Group, together

SIZES = st.lists(st.integers(0, 12), max_size=8)


def parted(sizes: list[int]) -> list[Group[int]]:
    """Groups without a common member."""
    start, found = 0, []
    for number, size in enumerate(sizes):
        found.append(Group((str(number),), frozenset(range(start, start + size))))
        start += size
    return found


OVERLAPPING = st.lists(st.frozensets(st.integers(0, 15), max_size=12), max_size=8).map(
    lambda members: [Group((str(n),), one) for n, one in enumerate(members)]
)


@given(SIZES)
def test_nobody_is_lost_and_nobody_stands_alone(sizes: list[int]) -> None:
    groups = parted(sizes)
    shown, enough = together(groups)
    assert enough == (sum(sizes) >= LEAST or not any(sizes))
    if not enough:
        assert shown == ()
        return
    assert sum(len(one.members) for one in shown) == sum(sizes)
    assert all(len(one.members) >= LEAST for one in shown if one.members)
    assert sorted(key for one in shown for key in one.keys) == sorted(
        key for one in groups for key in one.keys
    )


@given(OVERLAPPING)
def test_groups_that_share_members_are_joined_as_well(groups: list[Group[int]]) -> None:
    everybody = frozenset().union(*(one.members for one in groups))
    shown, enough = together(groups)
    assert enough == (len(everybody) >= LEAST or not everybody)
    if enough:
        assert frozenset().union(*(one.members for one in shown)) == everybody
        assert all(len(one.members) >= LEAST for one in shown if one.members)


@given(SIZES)
def test_large_groups_keep_their_order_and_come_first(sizes: list[int]) -> None:
    shown, _ = together(parted(sizes))
    alone = [int(one.keys[0]) for one in shown if not one.together]
    assert alone == sorted(alone)
    assert all(not one.together for one in shown[:-1])


def test_a_remainder_of_two_takes_the_next_smallest_with_it() -> None:
    shown, enough = together(parted([15, 7, 2]))
    assert enough
    assert [(one.keys, len(one.members)) for one in shown] == [(("0",), 15), (("1", "2"), 9)]
