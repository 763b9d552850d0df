"""Who would live beside whom: a conflict between two residents warns, and forbids nothing; pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Nearness = Literal["same_room", "side_by_side"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A room as it lies in the house, in the order of its doors."""

    room: str
    floor: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Somebody who should not live beside the person for now, and would."""

    person: str
    room: str
    near: Nearness


def neighbours(doors: Sequence[Spot], room: str) -> tuple[str, ...]:
    """The rooms before and after on the same floor."""
    at = next((place for place, spot in enumerate(doors) if spot.room == room), None)
    if at is None:
        return ()
    floor = [spot for spot in doors if spot.floor == doors[at].floor]
    here = next(place for place, spot in enumerate(floor) if spot.room == room)
    near = (*floor[max(0, here - 1) : here], *floor[here + 1 : here + 2])
    return tuple(spot.room for spot in near)


def conflicts_near(
    person: str,
    room: str,
    doors: Sequence[Spot],
    living: Mapping[str, Iterable[str]],
    conflicts: Iterable[tuple[str, str]],
) -> tuple[Beside, ...]:
    """Everybody the person has a conflict with who lives in the room or next door.

    Args:
        person: Who is to be placed.
        room: Where.
        doors: Rooms in the order of the house.
        living: Persons by room.
        conflicts: Pairs that hold today, in either order.
    """
    others = {b if a == person else a for a, b in conflicts if person in {a, b}}
    near: list[tuple[str, Nearness]] = [(room, "same_room")]
    near += [(one, "side_by_side") for one in neighbours(doors, room)]
    return tuple(
        Beside(other, where, how)
        for where, how in near
        for other in living.get(where, ())
        if other in others and other != person
    )
