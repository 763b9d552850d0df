"""The line below the board: the chosen place and what can be done there; and the legend."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from boform_app.services.views.rooms import TileView
from ui.pages.rooms.words import detail, full_name, legend, state_words
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Cut, IconLabel, Text

_WIDE = 1000
"""Width at 100 % from which every button has room."""
_FOLDED = frozenset({"note", "end", "reserve"})
"""What stands under *Mere* in large type."""


class ActionBar(QFrame):
    """What is chosen, in words, and the buttons for it.

    Signals:
        acted: ``open``, ``admit``, ``move``, ``move_kept``, ``note``, ``end``, ``reserve``, ``came``,
            ``did_not_come``, ``give_up``, ``close``, ``reopen``, ``clean``, ``dirty``, ``away``,
            ``back`` or ``history``.
    """

    acted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._row = QHBoxLayout(self)
        self._head, self._detail = Text("", "strong"), Cut("", "body", "text2")
        self._buttons: dict[str, Button] = {}
        self.more = Button(_tr("Mere"), chevron=True)
        self._menu: QMenu | None = None
        self._had = 0
        self._row.addWidget(self._head)
        self._row.addWidget(self._detail, 1)
        labels = (
            ("open", _tr("Åbn beboer"), "primary", ""),
            ("admit", _tr("Indskriv"), "primary", ""),
            ("came", _tr("Kom – indskriv"), "primary", ""),
            ("reopen", _tr("Åbn værelset"), "primary", ""),
            ("clean", _tr("Rengjort"), "normal", ""),
            ("move", _tr("Flyt …"), "normal", "Ctrl+M"),
            ("move_kept", _tr("Flyt …"), "normal", "Ctrl+M"),
            ("back", _tr("Er tilbage"), "normal", ""),
            ("note", _tr("Nyt notat"), "normal", ""),
            ("end", _tr("Afslut ophold …"), "normal", ""),
            ("reserve", _tr("Reservér …"), "normal", ""),
            ("close", _tr("Luk …"), "normal", ""),
            ("history", _tr("Historik"), "normal", ""),
        )
        for key, label, kind, keys in labels:
            button = Button(label, kind, hint=keys, height="row_button")  # type: ignore[arg-type]  # one of the kinds
            button.clicked.connect(lambda _on=False, key=key: self.acted.emit(key))
            self._buttons[key] = button
            self._row.addWidget(button)
        self._row.addWidget(self.more)
        self._dress()
        theme().changed.connect(self._dress)
        self.show_tile(None, may=frozenset(), live=True)

    def show_tile(self, tile: TileView | None, *, may: frozenset[str], live: bool) -> None:
        """The chosen place with what may be done there; None for none.

        Args:
            tile: The place.
            may: Permissions of who looks: ``admit``, ``transfer_room``, ``end_stay`` …
            live: Whether the board is of now; of another day nothing can be changed.
        """
        self._shown = tile, may, live
        if tile is None:
            self._head.setText("")
            self._show_detail(_tr("Vælg en plads med piletasterne, eller skriv dens nummer."))
            first: tuple[str, ...] = ()
            rest: tuple[str, ...] = ()
        else:
            who = full_name(tile) if tile.state == "occupied" else state_words(tile, live=live)
            self._show_head(_tr("Vær. {label} · {who}").format(label=tile.label, who=who))
            self._show_detail(detail(tile))
            first, rest = _deeds(tile, may, live=live)
            if self.width() < theme().px(_WIDE):
                rest = (*(key for key in first if key in _FOLDED), *rest)
                first = tuple(key for key in first if key not in _FOLDED)
        for key, button in self._buttons.items():
            button.setVisible(key in first)
        self._fill_menu(rest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer buttons where there is less room."""
        super().resizeEvent(event)
        narrow = [width < theme().px(_WIDE) for width in (event.size().width(), self._had)]
        self._had = event.size().width()
        if narrow[0] != narrow[1]:
            tile, may, live = self._shown
            self.show_tile(tile, may=may, live=live)

    def button(self, key: str) -> Button:
        """One of the buttons."""
        return self._buttons[key]

    @property
    def menu(self) -> QMenu | None:
        """What stands under *Mere*."""
        return self._menu

    def _show_head(self, words: str) -> None:
        """A very long name leaves room for the buttons; the tooltip has all of it."""
        room = max(self.width() // 4, theme().px(150))
        metrics = QFontMetrics(theme().font("strong"))
        self._head.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, room))
        self._head.setToolTip(words)

    def _show_detail(self, words: str) -> None:
        """It is cut where the room ends; the tooltip has all of it."""
        self._detail.setText(words)
        self._detail.setToolTip(words)

    def _fill_menu(self, rest: tuple[str, ...]) -> None:
        self.more.setVisible(bool(rest))
        if not rest:
            return
        menu = QMenu(self.more)
        for key in rest:
            menu.addAction(_VERBS[key], partial(self.acted.emit, key))
        self.more.set_menu(menu)
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = menu

    def _dress(self) -> None:
        t = theme()
        self.setMinimumHeight(t.px(44))
        self._row.setContentsMargins(t.px(12), t.px(4), t.px(12), t.px(4))
        self._row.setSpacing(t.px(8))


def _deeds(
    tile: TileView, may: frozenset[str], *, live: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Keys of the buttons, and of what stands under *Mere*."""
    if not live:
        return (("open",) if tile.person_id else ()), ("history",)
    first: list[str]
    clean = ["clean"] if tile.dirty else []
    moved = ["move_kept"] if tile.reservation else []
    if tile.state == "occupied":
        back = ["back"] if tile.away else []
        first = ["open", "move", *back, "note", "end"]
        rest = ["reserve", *moved, *([] if tile.away else ["away"]), "history"]
    elif tile.state == "closed":
        first, rest = ["reopen"], [*moved, "history"]
    elif tile.state == "reserved":
        first = ["came", *moved, *clean]
        rest = ["did_not_come", "give_up", "admit", "close", "history"]
    else:
        first = ["admit", *clean, "reserve"]
        kept = [*moved, "give_up"] if tile.reservation else []
        rest = [*kept, *([] if tile.dirty else ["dirty"]), "close", "history"]
    return tuple(k for k in first if _may(k, may)), tuple(k for k in rest if _may(k, may))


def _may(key: str, may: frozenset[str]) -> bool:
    needed = {
        "admit": "admit", "came": "admit", "reserve": "admit", "give_up": "admit",
        "move_kept": "admit",
        "did_not_come": "admit", "move": "transfer_room", "clean": "transfer_room",
        "dirty": "transfer_room", "close": "manage_house", "reopen": "manage_house",
        "away": "register_absence", "back": "register_absence", "end": "end_stay",
        "note": "write_notes",
    }  # fmt: skip
    return key not in needed or needed[key] in may


class Legend(QWidget):
    """What the icons mean, and how to walk."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._row = row
        for icon, tone, word, filled in legend():
            color = theme().badge(tone).text if tone in {"wait", "ok", "prot"} else tone
            row.addWidget(IconLabel(icon, 16, color=color, filled=filled))
            row.addWidget(Text(word, "small", "text2"))
            row.addSpacing(theme().px(8))
        row.addStretch(1)
        row.addWidget(Text(_tr("Piletaster flytter · Enter åbner"), "small", "text2"))
        row.setSpacing(theme().px(6))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Rooms", words)


_VERBS = {
    "note": _tr("Nyt notat"),
    "end": _tr("Afslut ophold …"),
    "reserve": _tr("Reservér …"),
    "away": _tr("Fravær i nat …"),
    "history": _tr("Historik"),
    "move_kept": _tr("Flyt reservationen …"),
    "did_not_come": _tr("Kom ikke"),
    "give_up": _tr("Opgiv reservationen"),
    "admit": _tr("Indskriv en anden"),
    "close": _tr("Luk værelset …"),
    "dirty": _tr("Skal gøres rent"),
}
