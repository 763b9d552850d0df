"""Værelser: every place of the house on one board (mockup 07, design/ux.md W4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QMenu

from boform_app.clock import local_date, local_time
from boform_app.errors import BoformError
from boform_app.progress import Progress
from boform_app.services.views.rooms import RoomBoardView, TileView
from models.values import dates
from ui import messages
from ui.dialogs.panel import Panel
from ui.pages.base import Page
from ui.pages.rooms import forms, words
from ui.pages.rooms.bar import ActionBar, Legend
from ui.pages.rooms.deeds import Deeds
from ui.pages.rooms.lists import Refusals, WaitingList, tile_list
from ui.pages.rooms.printing import print_board
from ui.pages.rooms.tiles import TileBoard
from ui.session import Session
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import IconLabel, Text
from ui.widgets.segmented import Segmented
from ui.widgets.shown_stack import ShownStack
from ui.widgets.title_row import TitleRow

_SHOW = "rooms_show"
_KEYS = ("board", "list", "waiting", "refused")


class RoomsPage(Page):
    """Place ``rooms`` with an optional ``{day, room, show}``."""

    key = "rooms"
    restores_whole = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._view: RoomBoardView | None = None
        self._at: datetime | None = None
        self._wanted = ""
        self._reading = self._again = self._arrived = False
        extents = session.services.staff.permissions()
        self._may = frozenset(key for key, extent in extents.items() if extent != "no")
        self.deeds = Deeds(session, self, self._may)
        self.board, self.list = TileBoard(), tile_list()
        self.waiting, self.refusals = WaitingList(session), Refusals(session)
        self.bar, self.legend = ActionBar(), Legend()
        self._build()
        self._wire()

    # -- what the shell calls --------------------------------------------------------------------

    def title(self) -> str:
        """Words for the window title."""
        return self.tr("Værelser")

    def refresh(self) -> None:
        """Read the board again, beside the interface; what is shown stays until it is there."""
        self._read_lists()
        if self._reading:
            self._again = True
            return
        self._reading = True
        rooms, at = self._session.services.room_board, self._at

        def work(_progress: Progress) -> RoomBoardView:
            return rooms.view(at)

        self._session.tasks.run(
            work, self._read, failed=self._not_read, cancelled=self._stopped, owner=self
        )

    def privacy_changed(self, *, on: bool) -> None:
        """Names on the tiles, in the lists and in the line below."""
        del on
        for view in (self.board, self.list, self.waiting.rows, self.refusals.rows):
            view.viewport().update()
        self._show_chosen()

    def state(self) -> Mapping[str, Any]:
        """Which day, which place, and what of the page is shown."""
        tile = self.tile
        return {"at": self._at, "room": tile.label if tile else "", "show": self.show_as.current}

    def restore(self, state: Mapping[str, Any]) -> None:
        """The same spot; ``day`` is the board of that day at noon, ``room`` chooses a place."""
        self._at = state.get("at")
        if day := state.get("day"):
            noon = self._session.services.room_board.at(day, 12)
            self._at = noon if day < self._session.clock.today() else None
        self._wanted = str(state.get("room") or "")
        if state.get("show") in _KEYS:
            self.show_as.choose(str(state["show"]))
        self._show_what()
        self.refresh()

    def command(self, name: str) -> bool:
        """Ctrl+M, Ctrl+N, Ctrl+Shift+N and Ctrl+P about the chosen place."""
        tile = self.tile
        if name == "print":
            self.print_board()
            return True
        if name == "admit" and tile is not None and tile.state in {"free", "dirty", "reserved"}:
            self.act("came" if tile.state == "reserved" else "admit")
            return True
        if name == "move_room" and tile is not None and tile.stay_id is None and self._live:
            may = tile.reservation is not None and "admit" in self._may
            self.act("move_kept") if may else None
            return may
        deeds = {"move_room": "move", "new_note": "note"}
        if name not in deeds or tile is None or tile.stay_id is None or not self._live:
            return False
        self.act(deeds[name])
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody came to the page."""
        super().showEvent(event)
        self._arrived = self._arrived or not event.spontaneous()

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def view(self) -> RoomBoardView | None:
        """What was read last."""
        return self._view

    @property
    def tile(self) -> TileView | None:
        """The chosen place."""
        row = self.list.current_row if self.show_as.current == "list" else self.board.tile
        return row if isinstance(row, TileView) else None

    def choose(self, label: str) -> bool:
        """Choose a place by its number."""
        tiles = self._view.tiles if self._view else ()
        found = next((tile for tile in tiles if label in {tile.label, tile.room}), None)
        if found is None:
            return False
        self.list.choose(found.place_id)
        return self.board.choose(found.place_id)

    @property
    def _live(self) -> bool:
        return self._at is None

    def _read(self, view: RoomBoardView) -> None:
        self._stopped()
        if view.live != self._live:
            return
        self._view = view
        self.board.show_floors(view.floors, live=view.live)
        self.list.set_rows(view.tiles)
        self._title.set_title(self.tr("Værelser"), words.facts(view))
        many = words.too_many(view.tally)
        self._many.setText(many)
        self._crowd.setVisible(bool(many))
        self._show_day()
        self._show_what()
        if self._wanted and self.choose(self._wanted):
            self._wanted = ""
        self._show_chosen()
        self._take_keyboard()

    def _not_read(self, error: Exception) -> None:
        self._stopped()
        if not isinstance(error, BoformError):
            raise error
        messages.present(error, self)

    def _stopped(self) -> None:
        self._reading = False
        if self._again:
            self._again = False
            self.refresh()

    def _read_lists(self) -> None:
        waiting = self.waiting.refresh()
        label = self.tr("Venteliste ({n})") if waiting else self.tr("Venteliste")
        self.show_as.set_label("waiting", label.format(n=waiting))
        self.refusals.refresh()

    def _show_day(self) -> None:
        at = local_time(self._at) if self._at else None
        day = f"{dates.dense(at.date())} kl. {dates.clock(at.time())}" if at else self.tr("I dag")
        self.day.setText(day)
        self._past.setVisible(at is not None)
        if at is not None:
            words_ = self.tr("Sådan var det {when}. Tavlen kan ikke ændres her.")
            self._past_words.setText(words_.format(when=words.day_words(at)))

    def _show_what(self) -> None:
        show = self.show_as.current
        empty = self._view is not None and not self._view.tiles
        places = {"board": 0, "list": 1, "waiting": 2, "refused": 3}
        of_rooms = show in {"board", "list"}
        self._stack.setCurrentIndex(4 if empty and of_rooms else places[show])
        self.bar.setVisible(of_rooms and not empty)
        self.legend.setVisible(show == "board" and not empty)
        self.day.setVisible(of_rooms)
        self.print_button.setVisible(of_rooms and self._live)

    def _show_chosen(self) -> None:
        self.bar.show_tile(self.tile, may=self._may, live=self._live)

    def _take_keyboard(self) -> None:
        """Who has just come to the page works on with the keys; who types elsewhere is left alone."""
        if not self._arrived or self._view is None or not self._view.tiles:
            return
        self._arrived = False
        elsewhere = isinstance(QApplication.focusWidget(), QLineEdit)
        if self.isVisible() and not elsewhere and QApplication.activeModalWidget() is None:
            shown = self.list if self.show_as.current == "list" else self.board
            if self.board.tile is None:
                self.board.choose_first()
            shown.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what a person does ----------------------------------------------------------------------

    def act(self, deed: str) -> None:
        """A button of the line below, a key, or a word on a tile."""
        tile = self.tile
        if tile is not None:
            self.deeds.act(deed, tile, self._tonight())

    @property
    def panel(self) -> Panel | None:
        """The panel that was opened last."""
        return self.deeds.panel

    def print_board(self) -> None:
        """*Nødmappe*, from the board at this minute."""
        print_board(self._session, self)

    def show_at(self, at: datetime | None) -> None:
        """The board of another hour; None is now."""
        self._at = at
        self.refresh()

    def _open(self, tile: TileView) -> None:
        self.deeds.open(tile, live=self._live)

    def _tonight(self) -> date:
        return self._view.tonight if self._view else local_date(self._session.clock.now())

    def _pressed(self, tile: TileView, verb: str) -> None:
        self.board.choose(tile.place_id)
        permission = {"admit": "admit", "clean": "transfer_room"}[verb]
        if permission in self._may:
            self.act(verb)

    def _switch(self, key: str) -> None:
        tile = self.board.tile if key == "list" else self.list.current_row
        if key in {"board", "list"}:
            self._session.services.settings.put(_SHOW, key)
        self._show_what()
        if isinstance(tile, TileView):
            (self.list if key == "list" else self.board).choose(tile.place_id)
        self._show_chosen()

    def _other_day(self) -> None:
        menu = QMenu(self.day)
        menu.addAction(self.tr("I dag"), lambda: self.show_at(None))
        menu.addAction(self.tr("En anden dag …"), self._ask_day)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.day.mapToGlobal(self.day.rect().bottomLeft()))

    def _ask_day(self) -> None:
        panel = forms.OtherHour(self._session, self, self.show_at)
        self.deeds.panel = panel
        panel.start()

    # -- building --------------------------------------------------------------------------------

    def _build(self) -> None:
        self._title = TitleRow(self.tr("Værelser"))
        self.day = Button(self.tr("I dag"), icon="calendar_today", chevron=True)
        shown = str(self._session.services.settings.get(_SHOW, "board"))
        self.show_as = Segmented(
            (
                ("board", self.tr("Tavle")), ("list", self.tr("Liste")),
                ("waiting", self.tr("Venteliste")), ("refused", self.tr("Afviste")),
            ),
            shown if shown in _KEYS else "board", name=self.tr("Vis"), height="control",
        )  # fmt: skip
        self.print_button = Button(self.tr("Nødmappe"), icon="print")
        self.print_button.setToolTip(
            self.tr("Print hvem er hvor, telefoner, frister i dag og et tomt indskrivningsark")
        )
        for widget in (self.day, self.show_as, self.print_button):
            self._title.add_action(widget)
        self._crowd = _strip("people")
        self._many = Text("", "strong", wrap=True)
        self._crowd.layout().addWidget(self._many)  # type: ignore[union-attr]  # _strip made it
        self._past = _strip("history")
        self._past_words = Text("", "body", wrap=True)
        self.now = Button(self.tr("Tilbage til i dag"), "link")
        row = self._past.layout()
        if isinstance(row, QHBoxLayout):
            row.addWidget(self._past_words, 1)
            row.addWidget(self.now)
        for strip in (self._crowd, self._past):
            strip.hide()
        self._stack = ShownStack()
        listed, empty = Card(padded=False), Card()
        listed.body.addWidget(self.list)
        none = EmptyState(self.tr("Huset har ingen værelser endnu. Opret dem, så kan I indskrive."))
        self.make_rooms = none.add_button(Button(self.tr("Opret værelser"), "strong"))
        empty.body.addWidget(none)
        empty.body.addStretch(1)
        for shown_one in (self.board, listed, self.waiting, self.refusals, empty):
            self._stack.addWidget(shown_one)
        self.layout_.addWidget(self._title)
        self.layout_.addWidget(self._crowd)
        self.layout_.addWidget(self._past)
        self.layout_.addWidget(self._stack, 1)
        self.layout_.addWidget(self.bar)
        self.layout_.addWidget(self.legend)

    def _wire(self) -> None:
        self.show_as.changed.connect(self._switch)
        self.day.clicked.connect(self._other_day)
        self.now.clicked.connect(lambda: self.show_at(None))
        self.print_button.clicked.connect(self.print_board)
        self.make_rooms.clicked.connect(lambda: self.go("settings", tab="places"))
        for view in (self.board, self.list):
            view.chosen.connect(lambda _tile: self._show_chosen())
            view.opened.connect(self._open)
        self.board.pressed.connect(self._pressed)
        self.board.dropped.connect(self.deeds.dropped)
        self.bar.acted.connect(self.act)
        self.waiting.admit.connect(self.deeds.admit_waiting)


def _strip(icon: str) -> QFrame:
    strip = QFrame()
    strip.setObjectName("question")
    row = QHBoxLayout(strip)
    t = theme()
    row.setContentsMargins(t.px(12), t.px(6), t.px(12), t.px(6))
    row.setSpacing(t.px(8))
    row.addWidget(IconLabel(icon, 20))
    return strip
