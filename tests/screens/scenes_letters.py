"""Breve: the list, a letter being written, printed and sent, and the consent page."""

from __future__ import annotations

from tests.screens.scene import Scene
from tests.screens.stage import Stage


def _write(stage: Stage, first: str, kind: str) -> None:
    stage.go("letter", person_id=stage.person(first), kind=kind)
    stage.wait(400)


def _with_consent(stage: Stage) -> None:
    _write(stage, "Ole", "referral")
    stage.press("Hjemmel: Samtykke")
    stage.wait(400)


def _printed(stage: Stage) -> None:
    _write(stage, "Ole", "plan_request")
    stage.press("Hjemmel: Lov")
    stage.wait(400)
    stage.press("Print")
    stage.wait(200)


def _sent(stage: Stage) -> None:
    _printed(stage)
    stage.press("Ja, sendt med Digital Post")


LETTERS: tuple[Scene, ...] = (
    Scene("letters", lambda s: s.go("letters")),
    Scene("letter-notice", lambda s: _write(s, "Samira", "admission_notice")),
    Scene("letter-referral", lambda s: _write(s, "Ole", "referral")),
    Scene("letter-with-consent", _with_consent, own=True),
    Scene("letter-printed", _printed, own=True),
    Scene("letter-sent", _sent, own=True),
    Scene("letter-plan-request", lambda s: _write(s, "Jonas", "plan_request")),
    Scene("letter-consent-form", lambda s: _write(s, "Jonas", "consent_form")),
    Scene("letter-data-information", lambda s: _write(s, "Jonas", "data_information")),
    Scene("consent", lambda s: s.go("consent", person_id=s.person("Ole"))),
    Scene("consent-empty", lambda s: s.go("consent", person_id=s.person("Jonas"))),
)
