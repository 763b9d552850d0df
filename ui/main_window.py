"""The shell: navigation, top bar, pages, notice, status line, and the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.values.changes import Changes
from ui.dropping import FileDrop
from ui.navigation import Navigation
from ui.navigator import Navigator, Place
from ui.pages.base import Target
from ui.ports import COMMAND, SearchHit, SearchPort
from ui.privacy import privacy
from ui.status_line import StatusLine
from ui.theme import Look, Scheme, theme
from ui.top_bar import TopBar
from ui.widgets.labels import Text
from ui.widgets.notice_strip import NoticeStrip

NARROW_BELOW = 1180
_SHOWN_OR_HIDDEN = {QEvent.Type.ShowToParent, QEvent.Type.HideToParent}

# Keys that a page may answer, else whoever wires the window (``command``).
_COMMANDS = {
    "Ctrl+N": "new_note",
    "Ctrl+Shift+N": "admit",
    "Ctrl+Shift+B": "new_letter",
    "Ctrl+M": "move_room",
    "Ctrl+P": "print",
    "Ctrl+F": "find",
    "Ctrl+S": "save",
    "Ctrl+Z": "undo",
    "Ctrl+Y": "redo",
    "F1": "help",
}


class MainWindow(QMainWindow):
    """One window per logged-in person.

    Signals:
        lock_requested: Ctrl+L or the button.
        switch_requested: Ctrl+Shift+L: lock and let another person in.
        command: A key of the keyboard map that the shown page did not answer; see ``_COMMANDS``.
        closing: The window is about to close; drafts are flushed by whoever listens.
        file_dropped: A file was dropped anywhere on the window; carries its path.
        files_dropped: Several were, on a page that takes them; carries their paths.

    Attributes:
        may_close: Asked before the window closes; False keeps it, with a sentence why.
    """

    lock_requested = Signal()
    switch_requested = Signal()
    log_out_requested = Signal()
    command = Signal(str)
    closing = Signal()
    file_dropped = Signal(object)
    files_dropped = Signal(object)

    def __init__(self, house: str, search: SearchPort, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._house = house
        self.may_close: Callable[[], bool] = lambda: True
        self.setWindowTitle(house)
        self.setMinimumSize(QSize(800, 480))
        self.resize(1366, 688)
        self.nav = Navigation(house)
        self.top = TopBar(search)
        self.notice = NoticeStrip()
        self.status = StatusLine()
        self._pages = QStackedWidget()
        self._pages.setObjectName("page")
        self.navigator = Navigator(self._pages)
        self._user_menu = QMenu(self)
        self._shortcuts: list[QShortcut] = []
        self.layers = QStackedLayout()
        self._build()
        self._wire()
        # Not under the lock: whoever drops a file there is perhaps nobody's colleague.
        self.drop = FileDrop(self, lambda: self.layers.currentIndex() == 0)
        self.drop.dropped.connect(self.file_dropped)
        self.drop.several.connect(self.files_dropped)
        self.drop.takes_several = self._takes_files

    def add_place(self, place: Place) -> None:
        """Make a page known; with a label it gets a row in the navigation and its key."""
        self.navigator.register(place)
        if place.label:
            self.nav.add(place)
        if place.shortcut:
            self._key(place.shortcut, partial(self.navigator.go, Target(place.key)))

    def _takes_files(self) -> bool:
        page = self.navigator.current
        return page is not None and page.takes_files()

    def set_house(self, name: str) -> None:
        """The house got another name."""
        self._house = name
        self.nav.set_house(name)

    def set_user(self, name: str, role: str) -> None:
        """Show who is logged in."""
        self.top.set_user(name, role, self._fill_user_menu())

    def set_badge(self, key: str, count: int, *, alarm: bool = False) -> None:
        """Count at a place: what someone here must do today or is late with."""
        self.nav.set_count(key, count, alarm=alarm)

    def apply_changes(self, changes: Changes) -> None:
        """A write happened, here or on another desk."""
        self.navigator.spread(changes)

    def say(self, words: str, action: str = "", then: Callable[[], None] | None = None) -> None:
        """A line that stays until the next action, e.g. the named undo."""
        self.notice.say(words, action, then)

    def cover(self, widget: QWidget) -> None:
        """Put a widget (the lock) over everything; ``uncover`` takes it away."""
        if self.layers.indexOf(widget) < 0:
            self.layers.addWidget(widget)
        self.top.search.clear()
        self.layers.setCurrentWidget(widget)

    def countdown(self, words: str) -> None:
        """The strip of the last seconds before the lock; "" takes it away."""
        self._countdown_words.setText(words)
        self._countdown.setVisible(bool(words))

    def uncover(self) -> None:
        """Show the work again, exactly as it was."""
        self.layers.setCurrentIndex(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the navigation where the window is narrow."""
        super().resizeEvent(event)
        self.nav.set_narrow(narrow=event.size().width() < NARROW_BELOW)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Never asks: drafts are on disk. Only when they are not, the window stays."""
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The room below the page is there only while there is a notice in it."""
        if watched is self.notice and event.type() in _SHOWN_OR_HIDDEN:
            self._notice_frame.setVisible(not self.notice.isHidden())
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self._band = QFrame()
        self._band.setObjectName("privacyband")
        self._band.setFixedHeight(4)
        self._band.hide()
        self._countdown = QFrame()
        self._countdown.setObjectName("question")
        self._countdown_words = Text("")
        strip = QVBoxLayout(self._countdown)
        strip.setContentsMargins(16, 6, 16, 6)
        strip.addWidget(self._countdown_words)
        self._countdown.hide()
        content = QVBoxLayout()
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(0)
        self._notice_frame = QWidget()
        self._notice_box = QVBoxLayout(self._notice_frame)
        self._notice_box.addWidget(self.notice)
        self._notice_frame.hide()
        self.notice.installEventFilter(self)
        content.addWidget(self.top)
        content.addWidget(self._pages, 1)
        content.addWidget(self._notice_frame)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.nav)
        middle.addLayout(content, 1)
        # Keys belong to the work: hidden under the cover they do nothing.
        self._work = work = QWidget()
        outer = QVBoxLayout(work)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._band)
        outer.addWidget(self._countdown)
        outer.addLayout(middle, 1)
        outer.addWidget(self.status)
        host = QWidget()
        host.setLayout(self.layers)
        self.layers.addWidget(work)
        self.setCentralWidget(host)

    def _wire(self) -> None:
        self.nav.chosen.connect(lambda key: self.navigator.go(Target(key)))
        self.navigator.moved.connect(self._moved)
        self.top.search.chosen.connect(self._found)
        self.top.lock_pressed.connect(self.lock_requested)
        self.top.privacy_pressed.connect(privacy().toggle)
        privacy().changed.connect(self._privacy_changed)
        self._privacy_changed(on=privacy().on)
        for keys in ("Ctrl+K", "F3"):
            self._key(keys, self.top.search.focus)
        for keys, name in _COMMANDS.items():
            self._key(keys, partial(self._command, name))
        self._key("Alt+Left", self.navigator.back)
        self._key("Alt+Right", self.navigator.forward)
        self._key("F8", privacy().toggle)
        self._key("Ctrl+L", self.lock_requested.emit)
        self._key("Ctrl+Shift+L", self.switch_requested.emit)
        self._key("Ctrl++", lambda: theme().zoom_step(1))
        self._key("Ctrl+-", lambda: theme().zoom_step(-1))
        self._key("Ctrl+0", lambda: theme().zoom_step(0))
        self._key("F5", self._refresh)
        self._key("F6", lambda: self._next_area(1))
        self._key("Shift+F6", lambda: self._next_area(-1))
        self._key("Ctrl+Q", self.close)
        self._dress()
        theme().changed.connect(self._dress)

    def _key(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self._work)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)
        self._shortcuts.append(shortcut)

    def _command(self, name: str) -> None:
        page = self.navigator.current
        if page is None or not page.command(name):
            self.command.emit(name)

    def _moved(self, _target: Target) -> None:
        place, page = self.navigator.current_place, self.navigator.current
        if place is None or page is None:
            return
        self.nav.mark(place.parent or place.key)
        words = page.title()
        self.setWindowTitle(f"{self._house} – {words}" if words else self._house)

    def _found(self, hit: SearchHit, _own_window: bool) -> None:  # noqa: FBT001 (a Qt slot)
        if hit.target.place == COMMAND:
            self._command(str(hit.target.facts["name"]))
        else:
            self.navigator.go(hit.target)

    def _privacy_changed(self, on: bool) -> None:  # noqa: FBT001 (a Qt slot)
        self._band.setVisible(on)
        self.top.set_privacy(on=on)
        self.navigator.spread_privacy(on=on)

    def _refresh(self) -> None:
        if self.navigator.current is not None:
            self.navigator.current.refresh()

    def _next_area(self, step: int) -> None:
        areas: list[QWidget] = [self.nav, self.top, self._pages, self.status]
        focused = self.focusWidget()
        at = next((n for n, a in enumerate(areas) if focused and a.isAncestorOf(focused)), -1)
        for offset in range(1, len(areas) + 1):
            target = _first_focusable(areas[(at + step * offset) % len(areas)])
            if target is not None:
                target.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def _fill_user_menu(self) -> QMenu:
        menu = self._user_menu
        menu.clear()
        menu.addAction(self.tr("Skift bruger\tCtrl+Shift+L"), self.switch_requested.emit)
        menu.addSeparator()
        schemes: tuple[tuple[Scheme, str], ...] = (
            ("light", self.tr("Lyst")),
            ("dark", self.tr("Mørkt")),
            ("system", self.tr("Som computeren")),
        )
        for scheme, words in schemes:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(theme().look.scheme == scheme)
            action.triggered.connect(lambda _on=False, scheme=scheme: self._use_scheme(scheme))
        menu.addSeparator()
        compact = menu.addAction(self.tr("Tæt visning"))
        compact.setCheckable(True)
        compact.setChecked(theme().look.density == "compact")
        compact.triggered.connect(self._use_density)
        menu.addAction(self.tr("Større\tCtrl++"), lambda: theme().zoom_step(1))
        menu.addAction(self.tr("Mindre\tCtrl+-"), lambda: theme().zoom_step(-1))
        menu.addSeparator()
        menu.addAction(self.tr("Log ud"), self.log_out_requested.emit)
        quit_action: QAction = menu.addAction(self.tr("Luk Boform\tCtrl+Q"))
        quit_action.triggered.connect(self.close)
        return menu

    def _use_scheme(self, scheme: Scheme) -> None:
        look = theme().look
        theme().use(Look(scheme, look.zoom, look.density))
        self._fill_user_menu()

    def _use_density(self, on: bool) -> None:  # noqa: FBT001 (a Qt slot)
        look = theme().look
        theme().use(Look(look.scheme, look.zoom, "compact" if on else "regular"))

    def _dress(self) -> None:
        margin = theme().size("margin")
        self._notice_box.setContentsMargins(margin, 0, margin, theme().px(8))


def _first_focusable(area: QWidget) -> QWidget | None:
    for child in area.findChildren(QWidget):
        wants = child.focusPolicy() & Qt.FocusPolicy.TabFocus
        if wants and child.isVisible() and child.isEnabled():
            return child
    return None
