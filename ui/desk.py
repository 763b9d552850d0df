"""One log-in at the desk: window, pages, lock, keys of the house, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from boform_app import bootstrap
from boform_app.errors import BoformError
from boform_app.progress import Progress
from boform_app.services.facade import Services
from models.values.changes import Changes
from ui import messages
from ui.door import HouseDoor, Opened
from ui.dropping import place_of
from ui.lock import IDLE_MINUTES, Locker
from ui.main_window import MainWindow
from ui.memory import give_back_memory
from ui.pages.base import Target
from ui.places import places
from ui.privacy import privacy
from ui.saving import SavedWords
from ui.searching import HouseSearch
from ui.session import Ports, Session
from ui.tasks import Tasks
from ui.theme import Density, Look, Scheme, theme
from ui.warm_up import WarmUp

UNLOCK_WITHIN = timedelta(hours=12)
WRITING_WITHIN = timedelta(minutes=10)
_ROLES = {"leader": "Leder", "staff": "Medarbejder", "temp": "Vikar"}


class Desk(QObject):
    """What ``Shell`` calls a session.

    Signals:
        ended: Twelve hours went by under the lock: the house must be closed.
        switched: A colleague logged in at the lock; carries their ``Opened``.
    """

    ended = Signal()
    switched = Signal(object)

    def __init__(
        self,
        opened: Opened,
        door: HouseDoor,
        tasks: Tasks,
        make_ports: Callable[[MainWindow], Ports],
    ) -> None:
        """Build the window of a person.

        Args:
            opened: The open house and who is in.
            door: Tries codes at the lock.
            tasks: Workers that outlive this log-in; the desk has its own for its pages' work.
            make_ports: Printer, file dialogs and the like over a window.
        """
        super().__init__()
        self.opened, self._door = opened, door
        self._clock = door.clock
        self.services = Services(opened.house, opened.actor)
        self.search = HouseSearch(self.services.search)
        self.window = MainWindow(self.services.house.facts().name, self.search)
        self.tasks = Tasks(self)
        self.session = Session(
            self.services, door.clock, make_ports(self.window), tasks=self.tasks, parent=self
        )
        self.session.pin = door.pin
        self._handed_over = self._given_up = False
        self._counting = self._count_again = False
        self._counted_on: date | None = None
        self._locked_at: datetime | None = None
        self._use_look()
        self.locker = self._make_locker(tasks)
        self.saved = SavedWords(self.services.drafts, self.window.status, self)
        self._wire()
        self._places = places(self.session)
        for place in self._places:
            self.window.add_place(place)
        self.window.set_user(opened.actor.name, _ROLES.get(opened.actor.role, ""))
        self.warm_up = WarmUp(self.tasks, self)
        self._watch = QTimer(self)
        self._watch.setInterval(30_000)
        self._watch.timeout.connect(self.look)
        self._watch.start()

    def begin(self) -> None:
        """Show the first page."""
        give_back_memory()
        if self._places:
            self.window.navigator.go(Target(self._places[0].key))
        # Nothing is chosen yet: no ring round the search field, Tab begins at the beginning.
        self.window.setFocus()
        # The first page comes first; the numbers follow.
        QTimer.singleShot(0, self, self._show_badges)
        self.warm_up.start()

    def hand_over(self) -> None:
        """The house goes on in a colleague's window; closing this one leaves it open."""
        self._handed_over = True

    def close(self, *, force: bool = False) -> bool:
        """Put drafts on disk, end running work, drop the keys.

        Args:
            force: Close also when some text cannot be written.

        Returns:
            False when text could not be written: nothing was closed, the window says so.
        """
        if not force and not self._may_close():
            return False
        self._stop()
        if not self._handed_over:
            bootstrap.close_house(self.opened.house, force=True)
            self._door.left()
        return True

    def look(self) -> None:
        """Every half minute: is it another day, and has nobody unlocked for twelve hours?"""
        if self._counted_on != self._clock.today():
            self._show_badges()
        if self._locked_at is not None and self._clock.now() - self._locked_at >= UNLOCK_WITHIN:
            self.ended.emit()

    # -- wiring ----------------------------------------------------------------------------------

    def _wire(self) -> None:
        window, session = self.window, self.session
        session.bus.changed.connect(self._changed)
        session.spoke.connect(window.say)
        session.asked.connect(self._command)
        session.lock_minutes_changed.connect(self._use_minutes)
        self.tasks.failed.connect(self._tell)
        window.command.connect(self._command)
        window.file_dropped.connect(self._file)
        window.files_dropped.connect(self._files)
        window.may_close = self._may_close
        window.navigator.moved.connect(self._moved)
        theme().changed.connect(self._keep_look)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.commitDataRequest.connect(self._flush)
        self.locker.locked.connect(self._locked)
        self.locker.unlocked.connect(self._unlocked)
        self.locker.switched.connect(self.switched)
        window.status.retry.connect(self._flush)

    def _make_locker(self, tasks: Tasks) -> Locker:
        staff_id = str(self.opened.actor.staff_id)
        locker = Locker(
            self.window, self._door, tasks, staff_id, clock=self._clock, writing=self._writing
        )
        locker.minutes = self.services.settings.get("lock_minutes", IDLE_MINUTES)
        return locker

    def _use_minutes(self, minutes: int) -> None:
        self.locker.minutes = minutes

    def _stop(self) -> None:
        self._watch.stop()
        self.warm_up.stop()
        self.saved.stop()
        self.locker.stop()
        theme().changed.disconnect(self._keep_look)
        self.session.ports.clipboard.clear_secret()
        self.tasks.close()
        # Nothing may read a closed house: F8 and a new look reach every page that still exists.
        self.window.navigator.clear()

    def _may_close(self) -> bool:
        if self._flush() or self._handed_over or self._given_up:
            return True
        words = self.tr("Vi kan ikke gemme det sidste, du skrev. Det er her stadig.")
        self.window.say(words, self.tr("Luk alligevel"), self._give_up)
        return False

    def _give_up(self) -> None:
        self._given_up = True
        self.window.close()

    # -- what happens ----------------------------------------------------------------------------

    def _changed(self, changes: Changes) -> None:
        self.saved.recorded()
        self.window.apply_changes(changes)
        if "house" in changes.ids:
            self.window.set_house(self.services.house.facts().name)
        self._show_badges()

    def _show_badges(self) -> None:
        """Count beside the interface; what is written meanwhile is counted after."""
        if self._counting:
            self._count_again = True
            return
        self._counting, self._count_again = True, False
        self._counted_on = self._clock.today()
        today = self.services.today

        def work(_progress: Progress) -> dict[str, int]:
            return today.badges()

        # The window goes before the desk, and a count may come in between.
        self.tasks.run(
            work, self._counted, failed=self._not_counted, cancelled=self._stop_counting,
            owner=self.window,
        )  # fmt: skip

    def _counted(self, counts: dict[str, int]) -> None:
        self._stop_counting()
        for place, count in counts.items():
            self.window.set_badge(place, count)
        if self._count_again:
            self._show_badges()

    def _not_counted(self, error: Exception) -> None:
        self._stop_counting()
        self._tell(error)

    def _stop_counting(self) -> None:
        self._counting = False

    def _moved(self, target: Target) -> None:
        self.search.tab = ""
        if target.place == "resident" and "person_id" in target.facts:
            self.services.search.opened(target.facts["person_id"])

    def _file(self, path: Path) -> None:
        place, page = place_of(path), self.window.navigator.current
        if place == "answer" and page is not None and page.takes_files():
            page.take_files((path,))
            return
        self.window.navigator.go(Target(place, {"path": path, "fresh": True}))

    def _files(self, paths: tuple[Path, ...]) -> None:
        page = self.window.navigator.current
        if page is not None and page.takes_files():
            page.take_files(paths)

    def _command(self, name: str) -> None:
        act: dict[str, Callable[[], object]] = {
            "back": self._back,
            "undo": partial(self._try, self.session.undo),
            "redo": partial(self._try, self.session.redo),
            "admit": lambda: self.window.navigator.go(Target("admit")),
            "new_note": partial(self._whose, "notes", self.tr("Hvem handler notatet om?")),
            "new_letter": partial(self._whose, "letters", self.tr("Hvem handler brevet om?")),
            "find": self.window.top.search.focus,
            "save": lambda: self.window.say(self.tr("Alt, du skriver, bliver gemt af sig selv.")),
            "lock": self.locker.lock,
            "privacy": privacy().toggle,
        }
        if name in act:
            act[name]()

    def _back(self) -> None:
        """A page was closed: to where the person was before, or to the start page."""
        if not self.window.navigator.back() and self._places:
            self.window.navigator.go(Target(self._places[0].key))

    def _whose(self, tab: str, question: str) -> None:
        """A note or letter from a page without a resident: the next person found gets it."""
        self.search.tab = tab
        self.window.say(question)
        self.window.top.search.focus()

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except BoformError as error:
            self._tell(error)

    def _tell(self, error: Exception) -> None:
        messages.present(error, self.window)

    # -- lock ------------------------------------------------------------------------------------

    def _locked(self) -> None:
        self._locked_at = self._clock.now()
        self.session.ports.clipboard.clear_secret()
        self._flush()

    def _unlocked(self) -> None:
        self._locked_at = None

    def _writing(self) -> bool:
        editor = isinstance(QApplication.focusWidget(), (QLineEdit, QPlainTextEdit, QTextEdit))
        saved_at = self.services.drafts.status().saved_at
        return editor and saved_at is not None and self._clock.now() - saved_at <= WRITING_WITHIN

    def _flush(self) -> bool:
        written = self.services.drafts.flush()
        self.saved.look()
        return written

    # -- look ------------------------------------------------------------------------------------

    def _use_look(self) -> None:
        settings = self.services.settings
        theme().use(
            Look(
                cast("Scheme", settings.get("theme", "light")),
                settings.get("zoom", 100),
                cast("Density", settings.get("density", "regular")),
            )
        )
        self._look = theme().look
        privacy().set_on(on=settings.get("privacy_at_start", False))

    def _keep_look(self) -> None:
        look, before, settings = theme().look, self._look, self.services.settings
        self._look = look
        if look.scheme != before.scheme:
            settings.put("theme", look.scheme)
        if look.zoom != before.zoom:
            settings.put("zoom", look.zoom)
        if look.density != before.density:
            settings.put("density", look.density)
