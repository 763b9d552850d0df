"""No text is cut, every control has a name and room for a finger, on every screen.

Here at 150 %, the tightest look; ``dev.py screens`` checks the others beside their pictures.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from boform_app.demo.build import Made
from tests.screens import demo
from tests.screens.player import LOOKS, play
from tests.screens.scenes import README, SCENES
from ui.theme import Look


@pytest.fixture
def template(demo_made: Made) -> demo.Template:
    return demo.Template(demo_made.folder.root)


def _breaches(template: demo.Template, look: Look) -> Iterator[str]:
    places: set[str] = set()
    shown_places: set[str] = set()
    for shown in play(template, look, SCENES, apart=False):
        stage = shown.stage
        if stage is None:
            yield f"{shown.scene.name} cannot be shown: {shown.trouble}"
            continue
        yield from (f"{shown.scene.name}: {breach}" for breach in stage.problems())
        if shown.scene.opens == "desk":
            places |= {place.key for place in stage.desk._places}
            here = stage.main.navigator.current_place
            shown_places |= {here.key} if here else set()
    yield from (f"no picture of the place {key}" for key in sorted(places - shown_places))


@pytest.mark.timeout(600)
def test_nothing_is_cut_nameless_or_too_small(template: demo.Template) -> None:
    breaches = list(_breaches(template, LOOKS["zoom150"]))
    assert not breaches, "\n".join(breaches)


def test_names_of_pictures_are_their_own() -> None:
    names = [scene.name for scene in SCENES]
    assert len(set(names)) == len(names)
    assert set(README) <= set(names)
