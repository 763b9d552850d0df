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


def play(template: demo.Template, look: Look, scenes: Sequence[Scene]) -> Iterator[Shown]:
    """Each scene in turn, those that share a stage first; look before asking for the next."""
    template = demo.dressed(template, look) if look != Look() else template
    shared = [scene for scene in scenes if scene.shares]
    if shared:
        with closing(Stage.of(template, look)) as stage:
            yield from (_act(scene, stage) for scene in shared)
    for scene in scenes:
        if not scene.shares:
            with closing(_own(template, look, scene)) as stage:
                yield _act(scene, stage)


def _act(scene: Scene, stage: Stage) -> Shown:
    try:
        stage.calm()
        scene.act(stage)
        stage.settle()
    except Exception as error:  # noqa: BLE001 - told by whoever looks at the scenes
        return Shown(scene, None, f"{type(error).__name__}: {error}")
    return Shown(scene, stage)


def _own(template: demo.Template, look: Look, scene: Scene) -> Stage:
    if scene.opens == "empty":
        return Stage(demo.empty(), look)
    return Stage.of(template, look, inside=scene.opens == "desk")
