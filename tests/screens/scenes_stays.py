"""Indskriv and Afslut ophold, empty, filled in, and when something is in the way."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView

from boform_app.clock import from_local
from boform_app.services.views.stays import AdmitCommand
from tests.screens.scene import Scene
from tests.screens.stage import Stage

_BEFORE = "Hvor var personen før: Hos venner eller familie, uden kontrakt"


def _admit(stage: Stage) -> None:
    stage.go("admit")
    stage.afresh()


def _filled(stage: Stage) -> None:
    _admit(stage)
    stage.type_text("Fornavn eller kaldenavn", "Torben")
    stage.type_text("Efternavn", "Lindegaard")
    stage.type_text("CPR eller fødselsdato", "070779-0000")
    tiles = stage.find(QAbstractItemView, "Værelse")
    tiles.setCurrentIndex(tiles.model().index(1, 0))
    stage.press("Hvordan kom personen: Kom selv")
    stage.press(_BEFORE)
    stage.press("Årsag: Har ingen bolig")
    _settled(stage)


def _known(stage: Stage) -> None:
    _admit(stage)
    stage.type_text("Fornavn eller kaldenavn", "Kim")
    stage.type_text("Efternavn", "Dahl")
    _settled(stage)


def _missing(stage: Stage) -> None:
    _admit(stage)
    stage.keys(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)


def _full_house(stage: Stage) -> None:
    services, today = stage.services, stage.services.today.view().today
    leader = services.staff.leaders()[0].id
    for place in services.rooms.places(free_only=True):
        services.stays.admit(_guest(place.id, today, leader))
    _admit(stage)


def _guest(place_id: object, today: date, leader: object) -> AdmitCommand:
    return AdmitCommand(
        first_name="Gæst",
        place_id=place_id,  # type: ignore[arg-type]  # a UUID from the service
        arrived_at=from_local(today, 8),
        decided_on=today,
        decided_by_id=leader,  # type: ignore[arg-type]  # a UUID from the service
    )


def _settled(stage: Stage) -> None:
    """What the page looks up a quarter of a second after the last key."""
    stage.wait(400)


def _end(stage: Stage, first: str, kind: str = "") -> None:
    stage.go("end_stay", person_id=stage.person(first))
    if kind:
        stage.press(f"Hvordan slutter opholdet? {kind}")
        _settled(stage)


def _ask_to_end(stage: Stage) -> None:
    _end(stage, "Lise", "Flyttet til egen bolig")
    stage.press("Afslut ophold …")


STAYS: tuple[Scene, ...] = (
    Scene("admit", _admit, house="forms"),
    Scene("admit-filled", _filled, house="forms"),
    Scene("admit-known", _known, house="forms"),
    Scene("admit-missing", _missing, house="forms"),
    Scene("admit-full-house", _full_house, house="meeting"),
    Scene("end-own-home", lambda s: _end(s, "Lise", "Flyttet til egen bolig"), house="case"),
    Scene("end-confirm", _ask_to_end, house="case"),
    Scene("end-expulsion", lambda s: _end(s, "Jonas", "Bortvisning: husorden"), house="forms"),
    Scene("end-nothing-chosen", lambda s: _end(s, "Per")),
)
