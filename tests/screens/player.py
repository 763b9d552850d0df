"""Plays scenes in one look; a scene that cannot be played is told and does not hide the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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
    """Each scene in turn; look at the stage before asking for the next."""
    with _shared(template, look) as shared:
        for scene in scenes:
            if scene.shares:
                yield _act(scene, shared())
            else:
                stage = _own(template, look, scene)
                try:
                    yield _act(scene, stage)
                finally:
                    stage.close()


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


@contextmanager
def _shared(template: demo.Template, look: Look) -> Iterator[_Shared]:
    shared = _Shared(template, look)
    try:
        yield shared
    finally:
        shared.close()


class _Shared:
    """The stage of all scenes that only look; made at the first of them."""

    def __init__(self, template: demo.Template, look: Look) -> None:
        self._template, self._look = template, look
        self._stage: Stage | None = None

    def __call__(self) -> Stage:
        if self._stage is None:
            self._stage = Stage.of(self._template, self._look)
        return self._stage

    def close(self) -> None:
        if self._stage is not None:
            self._stage.close()
            self._stage = None
