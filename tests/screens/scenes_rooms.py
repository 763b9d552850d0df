"""Værelser: the board, the list, a chosen place, moves, closed rooms, history, another day, waiting."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt

from boform_app.services.views.rooms import RefusalCommand, WaitCommand
from tests.screens.demo import NOW
from tests.screens.scene import Scene
from tests.screens.stage import Stage
from ui.pages.admit.known import KnownStrip
from ui.pages.rooms.kept_panel import KeptPanel
from ui.pages.rooms.move_panel import MovePanel
from ui.pages.rooms.page import RoomsPage
from ui.privacy import privacy


def _rooms(stage: Stage, room: str = "", show: str = "board") -> RoomsPage:
    stage.go("rooms", show=show)
    page = stage.main.navigator.current
    if not isinstance(page, RoomsPage):
        raise TypeError("the rooms are not shown")
    stage.until(lambda: page.view is not None and page.view.live, "the rooms")
    stage.settle()
    if room:
        page.choose(room)
        page.board.setFocus(Qt.FocusReason.OtherFocusReason)
        stage.settle()
    return page


def _move(stage: Stage, target: str) -> None:
    page = _rooms(stage, "7")
    page.act("move")
    if isinstance(page.panel, MovePanel):
        page.panel.number.setText(target)
    stage.settle()


def _moved_when(stage: Stage) -> None:
    _move(stage, "11")
    page = stage.main.navigator.current
    if isinstance(page, RoomsPage) and isinstance(page.panel, MovePanel):
        page.panel.other_time.click()
        stage.settle()
        page.panel.time.insert("25.99")
        page.panel.time.textEdited.emit("25.99")
        page.panel.verb.click()
    stage.settle()


def _kept(stage: Stage, target: str) -> None:
    page = _rooms(stage)
    if page.view is not None:
        page.choose(next(one.label for one in page.view.tiles if one.state == "reserved"))
    page.act("move_kept")
    if isinstance(page.panel, KeptPanel):
        page.panel.number.setText(target)
    stage.settle()


def _other_day(stage: Stage) -> None:
    page = _rooms(stage, "7")
    page.show_at(NOW - timedelta(days=40))
    stage.until(lambda: page.view is not None and not page.view.live, "the other day")
    stage.settle()


def _act(stage: Stage, room: str, deed: str) -> None:
    page = _rooms(stage, room)
    page.act(deed)
    stage.settle()


def _keep_for(stage: Stage) -> None:
    _act(stage, "11", "reserve")
    stage.type_text("Til hvem", "Kim Dahl")
    stage.until(lambda: any(stage.all(KnownStrip)), "who it may be")
    stage.settle()


def _waiting(stage: Stage) -> None:
    services = stage.services
    if not services.waiting.rows():
        services.waiting.add(
            WaitCommand("Ida Lund", NOW - timedelta(days=2), contact="22 33 44 55")
        )
    _rooms(stage, show="waiting")


def _refused(stage: Stage) -> None:
    services = stage.services
    if not services.refused_contacts.months()[0].number:
        services.refused_contacts.add(RefusalCommand("full", referred_to="Natvarmestuen"))
    _rooms(stage, show="refused")


def _hidden(stage: Stage) -> None:
    _rooms(stage, "8")
    privacy().set_on(on=True)


ROOMS: tuple[Scene, ...] = (
    Scene("rooms", lambda s: _rooms(s, "7")),
    Scene("rooms-list", lambda s: _rooms(s, show="list")),
    Scene("rooms-free", lambda s: _rooms(s, "11")),
    Scene("rooms-closed", lambda s: _rooms(s, "6")),
    Scene("rooms-protected", _hidden),
    Scene("rooms-move", lambda s: _move(s, "11")),
    Scene("rooms-move-when", _moved_when),
    Scene("rooms-taken", lambda s: _move(s, "8")),
    Scene("rooms-kept", lambda s: _kept(s, "11")),
    Scene("rooms-kept-taken", lambda s: _kept(s, "8")),
    Scene("rooms-history", lambda s: _act(s, "20", "history")),
    Scene("rooms-other-day", _other_day),
    Scene("rooms-reserve", lambda s: _act(s, "11", "reserve"), house="rooms"),
    Scene("rooms-reserve-known", _keep_for, house="rooms"),
    Scene("rooms-close", lambda s: _act(s, "11", "close"), house="rooms"),
    Scene("rooms-away", lambda s: _act(s, "7", "away"), house="rooms"),
    Scene("rooms-waiting", _waiting, house="rooms"),
    Scene("rooms-refused", _refused, house="rooms"),
)
