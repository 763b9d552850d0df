"""What a scene is: a name and the few presses that lead there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tests.screens.stage import Stage

Opens = Literal["desk", "fresh", "door", "empty"]


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture.

    Attributes:
        name: Name of the picture's file.
        act: Leads there from wherever the scene before ended; ``Stage.calm`` has run.
        opens: At the leader's desk, at the desk of a house on its first day, before the log-in, or in
            a folder without a house.
        house: At the desk: in which copy of the house. "" is the one that nobody writes into; a scene
            that writes, or leaves something typed, is in another. Those of one house may be played
            on one stage in the order they are listed, so none may stand in the way of the next.
    """

    name: str
    act: Callable[[Stage], object]
    opens: Opens = "desk"
    house: str = ""
