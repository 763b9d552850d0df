"""Plays scenes in one look; a scene that cannot be played is told and does not hide the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from tests.screens import demo
from tests.screens.scene import Scene
from tests.screens.stage import Stage
from ui.theme import Look

LOOKS: dict[str, Look] = {
    "light": Look(),
    "dark": Look("dark"),
    "zoom150": Look("light", 150),
}


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
    template = demo.dressed(template, look) if look != Look() else template
    for cast in _casts(scenes, apart=apart):
        with closing(_stage(template, look, cast[0])) as stage:
            yield from (_act(scene, stage) for scene in cast)


def _casts(scenes: Sequence[Scene], *, apart: bool) -> list[list[Scene]]:
    """Scenes that share a stage; before the log-in each has its own."""
    casts: dict[str, list[Scene]] = {}
    for scene in scenes:
        alone = scene.opens != "desk" or (apart and scene.house)
        casts.setdefault(f"alone: {scene.name}" if alone else scene.house, []).append(scene)
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
    return Stage.of(template, look, inside=scene.opens == "desk")
