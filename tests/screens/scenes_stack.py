"""Breve til flere, and the letter after print with its form."""

from __future__ import annotations

from tests.screens.scene import Scene
from tests.screens.scenes_answer import asked
from tests.screens.stage import Stage


def _stack(stage: Stage, ground: str = "") -> None:
    stage.go("letter_stack", municipality="0851")
    if ground:
        stage.press(f"Hjemmel: {ground}")
    stage.wait(400)


def _printed(stage: Stage) -> None:
    _stack(stage, "Lov")
    page = stage.main.navigator.current
    page.foot.go.click()  # type: ignore[union-attr]  # its words hold a number
    stage.settle()
    stage.wait(200)


def _with_form(stage: Stage) -> None:
    stage.go("letter", letter_id=asked(stage).id)
    stage.wait(200)


def _post(stage: Stage) -> None:
    _with_form(stage)
    stage.press("Send")
    stage.choose("Kopiér til Digital Post …")


def _menu(stage: Stage) -> None:
    stage.resident("Ole")
    stage.press("Brev")


STACK: tuple[Scene, ...] = (
    Scene("stack", _stack),
    Scene("stack-law", lambda s: _stack(s, "Lov")),
    Scene("stack-printed", _printed, house="forms"),
    Scene("post-letter-form", _with_form, house="meeting"),
    Scene("post-panel", _post, house="meeting"),
    Scene(
        "post-decision",
        lambda s: s.go("letter", person_id=s.person("Ole"), kind="discharge_decision"),
    ),
    Scene(
        "post-landlord",
        lambda s: s.go("letter", person_id=s.person("Ole"), kind="landlord_statement"),
    ),
    Scene("post-new-letter", lambda s: s.go("letters", new=True)),
    Scene("post-menu", _menu),
)
