"""Plays scenes in one look; a scene that cannot be played is told and does not hide the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from tests.screens import demo
from tests.screens.scene import Opens, Scene
from tests.screens.stage import Stage
from ui.theme import Look

LOOKS: dict[str, Look] = {
    "light": Look(),
    "dark": Look("dark"),
    "zoom150": Look("light", 150),
}


_INSIDE: frozenset[Opens] = frozenset({"desk", "fresh"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A scene on its stage, or why it is not there."""

    scene: Scene
    stage: Stage | None
    trouble: str = ""


def play(
    template: demo.Template, look: Look, scenes: Sequence[Scene], *, apart: bool
) -> Iterator[Shown]:
    """Each scene in turn; look before asking for the next.

    Args:
        template: The demo house.
        look: Of the windows.
        scenes: What is shown.
        apart: Whether a scene that writes has a house to itself, as a picture wants it: nothing is
            scrolled or chosen yet. Else it is played after the others of its house, which is quicker
            and has the same widgets on the screen.
    """
    houses: dict[Opens, demo.Template] = {}
    for cast in _casts(scenes, apart=apart):
        opens: Opens = "fresh" if cast[0].opens == "fresh" else "desk"
        if opens not in houses:
            made = demo.fresh() if opens == "fresh" else template
            houses[opens] = demo.dressed(made, look) if look != Look() else made
        with closing(_stage(houses[opens], look, cast[0])) as stage:
            yield from (_act(scene, stage) for scene in cast)


def _casts(scenes: Sequence[Scene], *, apart: bool) -> list[list[Scene]]:
    """Scenes that share a stage; before the log-in each has its own."""
    casts: dict[str, list[Scene]] = {}
    for scene in scenes:
        inside = scene.opens in _INSIDE
        alone = not inside or (apart and scene.house)
        house = f"{scene.opens} {scene.house}"
        casts.setdefault(f"alone: {scene.name}" if alone else house, []).append(scene)
    return list(casts.values())


def _act(scene: Scene, stage: Stage) -> Shown:
    try:
        stage.calm()
        scene.act(stage)
        stage.settle()
    except Exception as error:  # noqa: BLE001 - told by whoever looks at the scenes
        return Shown(scene, None, f"{type(error).__name__}: {error}")
    return Shown(scene, stage)


def _stage(template: demo.Template, look: Look, scene: Scene) -> Stage:
    if scene.opens == "empty":
        return Stage(demo.empty(), look)
    return Stage.of(template, look, inside=scene.opens in _INSIDE)
