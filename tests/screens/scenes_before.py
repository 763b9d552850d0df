"""What is on the screen before anybody is logged in: log-in, first start, trouble with the folder."""

from __future__ import annotations

from boform_app.errors import (
    AlreadyOpen,
    DatabaseDamaged,
    DatabaseTooNew,
    DiskFull,
    FolderNotWritable,
    SlotsDamaged,
)
from tests.screens.scene import Scene
from tests.screens.stage import NotSeen, Stage
from ui.pages.first_start import FirstStart
from ui.pages.trouble import TroublePage


def _wrong_code(stage: Stage) -> None:
    login = stage.program.shell.login
    if login is None:
        raise NotSeen("the log-in")
    login.code.edit.setText("det er ikke den")
    stage.press("Log ind")


def _wizard(stage: Stage) -> FirstStart:
    found: FirstStart = next(iter(stage.all(FirstStart)))
    return found


def _next(stage: Stage) -> None:
    stage.press(_wizard(stage).next.text())


def _house(stage: Stage) -> None:
    stage.type_text("Husets navn", "Havnehuset")
    stage.type_text("Vej og nummer", "Prøvekaj 7")
    stage.type_text("Postnummer og by", "8900 Randers C")


def _leader(stage: Stage) -> None:
    _house(stage)
    _next(stage)
    stage.type_text("Fornavn", "Mette")
    stage.type_text("Efternavn", "Krogh")
    stage.type_text("Skriv de fem ord", _wizard(stage).leader.code.words)


def _sheet(stage: Stage) -> None:
    _leader(stage)
    _next(stage)


def _half_proven(stage: Stage) -> None:
    _sheet(stage)
    stage.press("Print arket")
    sheet = _wizard(stage).sheet
    stage.type_text(f"Gruppe {sheet.asked[0]}", sheet.key.groups[sheet.asked[0] - 1])


def _rooms(stage: Stage) -> None:
    _half_proven(stage)
    sheet = _wizard(stage).sheet
    stage.type_text(f"Gruppe {sheet.asked[1]}", sheet.key.groups[sheet.asked[1] - 1])
    _next(stage)


def _trouble(name: str, error: Exception) -> Scene:
    def act(stage: Stage) -> None:
        stage.program.shell.show_widget(TroublePage(error, stage.folder.root), "Boform")

    return Scene(f"trouble-{name}", act, "door")


BEFORE: tuple[Scene, ...] = (
    Scene("login", lambda _stage: None, "door"),
    Scene("login-wrong", _wrong_code, "door"),
    Scene("login-recovery", lambda s: s.press("Brug gendannelsesarket"), "door"),
    _trouble("open-elsewhere", AlreadyOpen()),
    _trouble("damaged", DatabaseDamaged()),
    _trouble("too-new", DatabaseTooNew()),
    _trouble("slots", SlotsDamaged()),
    _trouble("disk-full", DiskFull()),
    _trouble("no-write", FolderNotWritable()),
    Scene("first-start-1-house", _house, "empty"),
    Scene("first-start-1-missing", _next, "empty"),
    Scene("first-start-2-leader", _leader, "empty"),
    Scene("first-start-3-sheet", _sheet, "empty"),
    Scene("first-start-3-half", _half_proven, "empty"),
    Scene("first-start-4-rooms", _rooms, "empty"),
)
