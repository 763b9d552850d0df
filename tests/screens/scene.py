"""What a scene is: a name and the few presses that lead there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tests.screens.stage import Stage

Opens = Literal["desk", "door", "empty"]


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture.

    Attributes:
        name: Name of the picture's file.
        act: Leads there from wherever the scene before ended; ``Stage.calm`` has run.
        opens: At the leader's desk, before the log-in, or in a folder without a house.
        own: Writes into the house, or leaves something typed: it gets a copy of its own.
    """

    name: str
    act: Callable[[Stage], object]
    opens: Opens = "desk"
    own: bool = False

    @property
    def shares(self) -> bool:
        """Whether it can be played on the stage that other scenes use, too."""
        return self.opens == "desk" and not self.own
