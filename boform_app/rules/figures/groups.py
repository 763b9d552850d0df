"""Small groups are shown together, never alone: else a figure tells who it is about."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

Member = TypeVar("Member", bound=Hashable)

LEAST = 5
"""Fewest residents a group may have to be shown (the readiness paper, 5.1; design/ux.md 2.4)."""


@dataclass(frozen=True, slots=True)
class Group(Generic[Member]):
    """Those who have something in common.

    Attributes:
        keys: What they have in common; more than one where small groups were put together.
        members: Who they are; somebody may stand in several groups.
    """

    keys: tuple[str, ...]
    members: frozenset[Member]

    @property
    def together(self) -> bool:
        """Whether it is several small groups as one."""
        return len(self.keys) > 1


def together(
    groups: Iterable[Group[Member]], least: int = LEAST
) -> tuple[tuple[Group[Member], ...], bool]:
    """The groups in their order, those that are too small as one at the end.

    Where the small ones together are still too few, the next smallest joins them: a remainder of
    two would be told by the sum. Nobody in a group is nobody to tell about: it stays as it is.

    Args:
        groups: In the order they shall be shown.
        least: Fewest members of a group that is shown alone.

    Returns:
        The groups to show, and False when all of them together are too few to be shown.
    """
    found = list(groups)
    small = [one for one in found if 0 < len(one.members) < least]
    kept = [one for one in found if one not in small]
    while small and len(_union(small)) < least:
        others = [one for one in kept if one.members]
        if not others:
            return (), False
        nearest = min(reversed(others), key=lambda one: len(one.members))
        kept.remove(nearest)
        small.insert(0, nearest)
    if small:
        # In the order of the groups, so that the words of the rule read as the chart did.
        small.sort(key=found.index)
        keys = tuple(key for one in small for key in one.keys)
        kept.append(Group(keys, _union(small)))
    return tuple(kept), True


def _union(groups: Iterable[Group[Member]]) -> frozenset[Member]:
    return frozenset().union(*(one.members for one in groups))
