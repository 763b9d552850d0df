"""The places of the working day on a house's first day, and in a night with more people than places."""

from __future__ import annotations

from collections.abc import Callable

from boform_app.services.views.rooms import MoveCommand
from boform_app.services.views.stays import AdmitCommand
from tests.screens.demo import NIGHT
from tests.screens.scene import Scene
from tests.screens.stage import Stage
from ui.pages.rooms.page import RoomsPage

_PARTS = ("tasks", "calendar", "keys", "post", "storage", "medicine")


def _rooms(stage: Stage, show: str) -> None:
    stage.go("rooms", show=show)
    page = stage.main.navigator.current
    if isinstance(page, RoomsPage):
        stage.until(lambda: page.view is not None and page.view.live, "the rooms")
    stage.settle()


def _go(place: str, **facts: object) -> Callable[[Stage], object]:
    return lambda stage: stage.go(place, **facts)


def _board(show: str) -> Callable[[Stage], object]:
    return lambda stage: _rooms(stage, show)


_PLACES: dict[str, Callable[[Stage], object]] = {
    "today": _go("today"),
    "residents": _go("residents"),
    "day-log": _go("day_log", day=None),
    "rooms": _board("board"),
    "rooms-list": _board("list"),
    "rooms-waiting": _board("waiting"),
    "rooms-refused": _board("refused"),
    "incidents": _go("incidents", show="all", what="incidents"),
    "incidents-conflicts": _go("incidents", show="all", what="conflicts"),
    "incidents-expulsions": _go("incidents", show="all", what="expulsions"),
    **{f"house-{part}": _go("house", part=part) for part in _PARTS},
    "settlement": _go("settlement"),
    "board": _go("board"),
    "letters": _go("letters"),
    "admit": _go("admit"),
}
"""What a day comes past, by the name of its picture."""


def _first(stage: Stage, tab: str) -> None:
    """A house's first resident, of whom nothing is known but the name."""
    if not stage.services.room_board.tally().residents:
        place = stage.services.rooms.places(free_only=True)[0]
        stage.services.stays.admit(AdmitCommand("Bo", place_id=place.id))
    stage.resident("Bo", tab)


def _crowd(stage: Stage) -> None:
    """Every place is taken, and four sleep where no place is."""
    services = stage.services
    if services.room_board.tally().extra:
        return
    stage.at(NIGHT)
    for place in services.rooms.places(free_only=True):
        services.stays.admit(AdmitCommand(f"Nat {place.label}", place_id=place.id))
    rooms = {room.number: room.id for room in services.rooms.board()}
    for number in ("12", "20", "31"):
        services.stays.admit(AdmitCommand(f"Ekstra {number}", extra_place_room_id=rooms[number]))
    services.moves.move(MoveCommand(stage.stay("Ole"), extra_room_id=rooms["14"]))


def _crowded(act: Callable[[Stage], object]) -> Callable[[Stage], object]:
    def acted(stage: Stage) -> None:
        _crowd(stage)
        act(stage)

    return acted


_TABS = ("overview", "notes", "moving", "plan", "documents", "economy", "history")

NIGHTS: tuple[Scene, ...] = (
    *(Scene(f"fresh-{name}", act, opens="fresh") for name, act in _PLACES.items()),
    *(
        Scene(f"fresh-resident-{tab}", lambda s, tab=tab: _first(s, tab), "fresh", house="first")  # type: ignore[misc]  # of this round
        for tab in _TABS
    ),
    *(Scene(f"crowded-{name}", _crowded(act), house="crowded") for name, act in _PLACES.items()),
    Scene("crowded-resident", _crowded(lambda s: s.resident("Ole")), house="crowded"),
)
