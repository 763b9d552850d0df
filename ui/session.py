"""What every page is given: the house's services and the window's means, for one log-in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from boform_app.clock import Clock
from boform_app.services.facade import Services
from boform_app.vault.pin import PinGuard
from models.values.changes import Changes
from ui.change_bus import ChangeBus
from ui.drafts import ServiceDrafts
from ui.ports import Clipboard, FileDialogs, Opener, Printer
from ui.tasks import Tasks


@dataclass(frozen=True, slots=True)
class Ports:
    """The doors to the desktop; tests put recording doubles here."""

    printer: Printer
    files: FileDialogs
    opener: Opener
    clipboard: Clipboard


class Session(QObject):
    """One person's log-in as the pages see it.

    Signals:
        spoke: Words for the line that stays until the next action, an action and what it does.
        asked: A command of the window by its name, e.g. ``new_note`` from a button of a page.
        lock_minutes_changed: The person chose how long the window waits before it locks.

    Attributes:
        pin: Lifts the lock cover of this log-in; None where there is no lock (tests, pictures).
    """

    spoke = Signal(str, str, object)
    lock_minutes_changed = Signal(int)
    asked = Signal(str)

    def __init__(
        self,
        services: Services,
        clock: Clock,
        ports: Ports,
        *,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.services = services
        self.clock = clock
        self.ports = ports
        self.tasks = tasks
        self.bus = ChangeBus(self)
        self.drafts = ServiceDrafts(services.drafts)
        self.pin: PinGuard | None = None

    def say(self, words: str, action: str = "", then: Callable[[], None] | None = None) -> None:
        """A line that stays until the next action."""
        self.spoke.emit(words, action, then)

    def done(self, changes: Changes, words: str = "") -> None:
        """Tell pages and search what was written, and say it with its named undo.

        Args:
            words: What stands in the line; "" takes the step's own label.
        """
        self.services.search.apply(changes)
        self.bus.publish(changes)
        said = words or f"Gemt: {changes.label}"
        if changes.undoable:
            self.say(said, self.tr("Fortryd"), self.undo)
        else:
            self.say(said)

    def undo(self) -> None:
        """Take the last step of this log-in back.

        What was signed after it stands (a note, a letter that was sent). Then nobody means the older
        step with one press of a key: it is named first.
        """
        state = self.services.undo.state()
        if state.standing and state.undo_label:
            what = " og ".join(dict.fromkeys(state.standing))
            words = self.tr("{what} bliver stående.").format(what=what[:1].upper() + what[1:])
            action = self.tr("Fortryd {step}").format(step=state.undo_label)
            self.say(words, action, self._undo_now)
        else:
            self._undo_now()

    def _undo_now(self) -> None:
        self._take_back(
            self.services.undo.undo, self.tr("Fortrudt"), self.tr("Annullér fortryd"), self.redo
        )

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        self._take_back(
            self.services.undo.redo, self.tr("Gjort igen"), self.tr("Fortryd"), self.undo
        )

    def _take_back(
        self, act: Callable[[], Changes], verb: str, action: str, then: Callable[[], None]
    ) -> None:
        changes = act()
        self.services.search.apply(changes)
        self.bus.publish(changes, own=False)
        self.say(f"{verb}: {changes.label}", action, then)
