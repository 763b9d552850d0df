"""What can be done with a chosen place: the buttons of the line below, keys, and a drag."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from boform_app.services.views.rooms import TileView, WaitingView
from models.values.changes import Changes
from ui.dialogs.panel import Panel
from ui.pages.resident.doing import attempt
from ui.pages.rooms import forms
from ui.pages.rooms.history import open_history
from ui.pages.rooms.kept_panel import KeptPanel
from ui.pages.rooms.move_panel import MovePanel, Mover
from ui.pages.rooms.words import full_name
from ui.session import Session

if TYPE_CHECKING:
    from ui.pages.rooms.page import RoomsPage


class Deeds:
    """Done by the page for the place that is chosen.

    Attributes:
        panel: The one that was opened last.
    """

    def __init__(self, session: Session, page: RoomsPage, may: frozenset[str]) -> None:
        self._session, self._page, self._may = session, page, may
        self.panel: Panel | None = None

    def act(self, deed: str, tile: TileView, tonight: date) -> None:
        """A button of the line below, a key, or a word on a tile."""
        session, page, rooms = self._session, self._page, self._session.services.rooms
        deeds: dict[str, Callable[[], object]] = {
            "open": lambda: self.open(tile),
            "admit": lambda: self._admit(tile),
            "came": lambda: self._admit(tile, came=True),
            "move": lambda: self.move_resident(tile),
            "note": lambda: self._page.go(
                "resident", person_id=tile.person_id, tab="notes", write=True
            ),
            "end": lambda: self._page.go("end_stay", person_id=tile.person_id),
            "reserve": lambda: self._panel(self._reserve(tile)),
            "move_kept": lambda: self.move_kept(tile),
            "did_not_come": lambda: self._reservation(tile, "did_not_come"),
            "give_up": lambda: self._reservation(tile, "give_up"),
            "close": lambda: self._panel(forms.close_room(session, page, tile)),
            "reopen": lambda: self._do(
                lambda: rooms.set_state(tile.room_id, tile.room_version, "open")
            ),
            "clean": lambda: self._do(
                lambda: rooms.set_state(tile.room_id, tile.room_version, "open")
            ),
            "dirty": lambda: self._do(
                lambda: rooms.set_state(tile.room_id, tile.room_version, "dirty")
            ),
            "away": lambda: self._panel(forms.away(session, page, tile, tonight)),
            "back": lambda: self._back(tile),
            "history": lambda: self._panel(open_history(session, page, tile)),
        }
        deeds[deed]()

    def _reserve(self, tile: TileView) -> Panel:
        show = lambda person_id: self._page.go("resident", person_id=person_id)  # noqa: E731 (a name for one line)
        return forms.reserve(self._session, self._page, tile, show)

    def move_resident(self, tile: TileView, target: UUID | None = None) -> None:
        """Ask where to, or say what stands in the way of where the resident was let go."""
        if tile.stay_id is None:
            return
        who = Mover(tile.stay_id, full_name(tile), tile.label)
        panel = MovePanel(self._session, self._page, who, target)
        self.panel = panel
        panel.start()

    def move_kept(self, tile: TileView, target: UUID | None = None) -> None:
        """Ask where the reservation goes, or say what stands at the place it was let go over."""
        if tile.reservation is not None:
            panel = KeptPanel(self._session, self._page, tile.reservation, target)
            self.panel = panel
            panel.start()

    def dropped(self, tile: TileView, target: TileView) -> None:
        """A free place that nothing stands against takes who was dragged at once; undone by name."""
        services = self._session.services
        if tile.stay_id is None:
            self._dropped_kept(tile, target)
        elif "transfer_room" in self._may:
            stay, transfer = tile.stay_id, services.rooms.transfer
            if services.moves.look(stay, target.place_id).plain:
                self._do(lambda: transfer(stay, target.place_id))
            else:
                self.move_resident(tile, target.place_id)

    def _dropped_kept(self, tile: TileView, target: TileView) -> None:
        kept, services = tile.reservation, self._session.services
        if kept is None or "admit" not in self._may:
            return
        if services.moves.look_at(target.place_id, kept.person_id).plain:
            self._do(lambda: services.reservations.move(kept.id, target.place_id))
        else:
            self.move_kept(tile, target.place_id)

    def open(self, tile: TileView, *, live: bool = True) -> None:
        """Enter or double click: the resident, Indskriv for an empty place, else the room over time."""
        if tile.person_id is not None:
            self._page.go("resident", person_id=tile.person_id)
        elif tile.state in {"free", "dirty"} and live and "admit" in self._may:
            self._admit(tile)
        elif tile.state == "reserved" and live and "admit" in self._may:
            self._admit(tile, came=True)
        else:
            self._panel(open_history(self._session, self._page, tile))

    def _admit(self, tile: TileView, *, came: bool = False) -> None:
        kept = tile.reservation if came else None
        facts: dict[str, Any] = {"place_id": tile.place_id}
        if kept is not None:
            facts["reservation_id"] = kept.id
            facts["waiting_id"] = kept.waiting_id
            if kept.person_id is not None:
                facts["person_id"] = kept.person_id
            elif kept.waiting_id is not None:
                facts["name"] = kept.for_whom
        self._page.go("admit", **facts)

    def admit_waiting(self, row: WaitingView) -> None:
        """Indskriv with the name filled in, and the place that is kept."""
        facts: dict[str, Any] = {"waiting_id": row.id}
        if row.person_id is not None:
            facts["person_id"] = row.person_id
        else:
            facts["name"] = row.name
        kept = self._session.services.reservations.holding()
        mine = next((one for one in kept if one.waiting_id == row.id), None)
        if mine is not None:
            facts |= {"reservation_id": mine.id, "place_id": mine.place_id}
        self._page.go("admit", **facts)

    def _reservation(self, tile: TileView, how: str) -> None:
        if tile.reservation is not None:
            reservations, kept = self._session.services.reservations, tile.reservation.id
            self._do(lambda: getattr(reservations, how)(kept))

    def _back(self, tile: TileView) -> None:
        stay = tile.stay_id
        if stay is not None:
            self._do(lambda: self._session.services.absences.back(stay))

    def _do(self, act: Callable[[], Changes]) -> None:
        attempt(self._session, self._page, act)

    def _panel(self, panel: Panel | None) -> None:
        self.panel = panel
