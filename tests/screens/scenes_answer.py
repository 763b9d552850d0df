"""Svar fra kommunen: every state of the page, with files as municipalities send them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from boform_app.services.views.letters import Basis, LetterEdits, LetterView
from tests.boform_app.services.answer_house import PICTURED, printed, scanned, with_script
from tests.reports.forms import filled
from tests.screens.scene import Scene
from tests.screens.stage import Stage
from ui.pages.anybody import AnybodyCombo


def asked(stage: Stage, first: str = "Ole") -> LetterView:
    """A request that was sent with its form; the scenes of a house share one."""
    letter_id = stage.made.get(first) or _send_request(stage, first)
    stage.made[first] = letter_id
    return stage.services.register.get(letter_id)


def _send_request(stage: Stage, first: str) -> UUID:
    services, person = stage.services, stage.person(first)
    held = next((c for c in services.consents.for_person(person) if c.state == "valid"), None)
    basis = Basis("consent", consent_id=held.id) if held else Basis("danger", reason="Prøve")
    kind, edits = "plan_request", LetterEdits()
    found = services.letters.propose(kind, person, edits).disclosures
    edits = replace(edits, bases={view.information: basis for view in found})
    letter = services.letters.make(kind, person, edits)
    today = stage.desk.session.clock.today()
    services.register.mark_sent(letter.id, letter.version, "digital_post", today)
    return letter.id


def file(stage: Stage, data: bytes, name: str = "svar-2026-0147.pdf") -> Path:
    """As it lies in the folder of downloads."""
    path = Path(stage.folder.root.parent) / name
    path.write_bytes(data)
    return path


def drop(stage: Stage, data: bytes) -> None:
    """What a drop leads to."""
    stage.main.file_dropped.emit(file(stage, data))
    stage.settle()
    stage.wait(100)


def _form(stage: Stage) -> bytes:
    return stage.services.register.answer_form(asked(stage).id)


def _filled(stage: Stage, change: Callable[[bytes], bytes] = lambda data: data) -> None:
    drop(stage, change(filled(_form(stage), PICTURED)))


def _taken(stage: Stage) -> None:
    _filled(stage)
    stage.keys(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    stage.wait(200)


def _other(stage: Stage) -> None:
    _filled(stage)
    stage.press("Det er en anden sag")


def _by_hand(stage: Stage) -> None:
    drop(stage, printed(filled(_form(stage), PICTURED)))
    stage.keys(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)


def _again(stage: Stage) -> None:
    data = filled(_form(stage), PICTURED)
    drop(stage, data)
    stage.keys(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    stage.wait(200)
    stage.main.notice.clear()
    drop(stage, filled(data, {"caseworker.phone": "12 34 56 99"}))


def _over(stage: Stage) -> None:
    stage.go("today")
    stage.main.drop.show(on=True)
    stage.settle()


def _former(stage: Stage) -> None:
    """Whom an answer is about has moved: found by the name."""
    drop(stage, _plain())
    type_name(stage, "Vælg beboer", "bach")


def type_name(stage: Stage, field: str, typed: str) -> None:
    """Look for a resident as one types; the list of those found stands open."""
    line = stage.find(AnybodyCombo, field).lineEdit()
    QTest.keyClicks(line, typed)
    stage.settle()


def _plain() -> bytes:
    return scanned(Image.new("L", (1240, 1754), 255))


ANSWERS: tuple[Scene, ...] = (
    Scene("answer-nothing", lambda s: s.go("answer")),
    Scene("answer-form", _filled, house="meeting"),
    Scene("answer-taken", _taken, house="sent"),
    Scene("answer-other", _other, house="meeting"),
    Scene("answer-scan", lambda s: _filled(s, printed), house="meeting"),
    Scene("answer-by-hand", _by_hand, house="meeting"),
    Scene("answer-unknown", lambda s: drop(s, _plain())),
    Scene("answer-script", lambda s: _filled(s, with_script), house="meeting"),
    Scene("answer-former", _former, house="meeting"),
    Scene("answer-damaged", lambda s: drop(s, b"%PDF-1.7 nothing more")),
    Scene("answer-before", _again, house="meeting"),
    Scene("answer-over-window", _over, house="meeting"),
)
