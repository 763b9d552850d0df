"""Places, the way between them, and the way back (Alt+left, Alt+right)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget

from models.values.changes import Changes
from ui.pages.base import Page, Target
from ui.widgets.scrolling import scrolling


@dataclass(frozen=True, slots=True)
class Place:
    """A page that can be gone to.

    Attributes:
        key: Stable name, used in ``Target.place``.
        label: Word in the navigation; "" keeps it out of the navigation.
        icon: Fluent motif.
        shortcut: E.g. "Ctrl+1".
        make: Makes the page at the first visit.
        at_foot: Stands at the foot of the navigation.
        parent: Key of the place that the navigation marks while this one is shown.
        badge_words: What the number beside the label counts, for a screen reader.
    """

    key: str
    label: str
    icon: str
    make: Callable[[], Page]
    shortcut: str = ""
    at_foot: bool = False
    parent: str = ""
    badge_words: str = ""


@dataclass(slots=True)
class _Entry:
    place: Place
    page: Page | None = None
    frame: QScrollArea | None = None
    stale: bool = False


class Navigator(QObject):
    """Makes pages when first needed, shows one, remembers the way."""

    moved = Signal(object)

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._stack = stack
        self._entries: dict[str, _Entry] = {}
        self._past: list[Target] = []
        self._future: list[Target] = []
        self._current: Target | None = None

    def register(self, place: Place) -> None:
        """Make a place known."""
        self._entries[place.key] = _Entry(place)

    @property
    def current(self) -> Page | None:
        """The page that is shown."""
        return self._entries[self._current.place].page if self._current else None

    @property
    def current_place(self) -> Place | None:
        """The place that is shown."""
        return self._entries[self._current.place].place if self._current else None

    def go(self, target: Target) -> None:
        """Show a place; the present one can be come back to."""
        if self._current is not None:
            self._past.append(self._here())
        self._future.clear()
        self._show(target)

    def back(self) -> bool:
        """To where the person was before; False at the beginning."""
        return self._travel(self._past, self._future)

    def forward(self) -> bool:
        """Undo the last way back."""
        return self._travel(self._future, self._past)

    def spread(self, changes: Changes) -> None:
        """Tell the shown page of a write; the others read again when they are shown."""
        for key, entry in self._entries.items():
            if entry.page is None:
                continue
            if self._current is not None and key == self._current.place:
                entry.page.apply_changes(changes)
            else:
                entry.stale = True

    def spread_privacy(self, *, on: bool) -> None:
        """Tell every page that exists at once: none may keep a name in view."""
        for entry in self._entries.values():
            if entry.page is not None:
                entry.page.privacy_changed(on=on)

    def clear(self) -> None:
        """Drop all pages and the way: another person has logged in."""
        for entry in self._entries.values():
            if entry.page is not None:
                if entry.frame is not None:
                    self._stack.removeWidget(entry.frame)
                    entry.frame.deleteLater()
                entry.page = entry.frame = None
        self._past, self._future, self._current = [], [], None

    def _travel(self, source: list[Target], other: list[Target]) -> bool:
        if not source or self._current is None:
            return False
        other.append(self._here())
        self._show(source.pop())
        return True

    def _here(self) -> Target:
        current = self._current
        if current is None:
            raise RuntimeError("nothing is shown")
        page = self._entries[current.place].page
        return Target(current.place, {**current.facts, **(page.state() if page else {})})

    def _show(self, target: Target) -> None:
        entry = self._entries[target.place]
        if self.current is not None and self.current is not entry.page:
            self.current.rest()
        fresh = entry.page is None
        page = self._page(entry)
        self._current = target
        if entry.frame is not None:
            self._stack.setCurrentWidget(entry.frame)
        whole = bool(target.facts) and page.restores_whole
        if target.facts:
            page.restore(target.facts)
        if not whole and (fresh or entry.stale or not target.facts):
            page.refresh()
        entry.stale = False
        self.moved.emit(target)

    def _page(self, entry: _Entry) -> Page:
        if entry.page is None:
            entry.page = entry.place.make()
            entry.page.navigate.connect(self.go)
            entry.frame = page_frame()
            self._stack.addWidget(entry.frame)
            # Last: what gets another parent is dressed again with all that it holds.
            entry.frame.setWidget(entry.page)
        return entry.page


def page_frame() -> QScrollArea:
    """Large zoom on a small screen: the page scrolls, nothing is ever cut off."""
    area = scrolling()
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    return area
