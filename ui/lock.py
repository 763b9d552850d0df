"""The lock: always succeeds, covers every window at once, keeps work and place (design/ux.md 3.5)."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from boform_app.clock import Clock, SystemClock, local_time
from boform_app.errors import WrongPassphrase
from models.values import dates
from ui import messages
from ui.main_window import MainWindow
from ui.ports import LoginPort
from ui.tasks import Tasks
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.field import Finding
from ui.widgets.labels import IconLabel, Text
from ui.widgets.who import CodePanel, WhoChooser, centered, tries_words

IDLE_MINUTES = 5
IDLE_MINUTES_WRITING = 10
STRIP_SECONDS = 15
_ACTIVITY = {
    QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}  # fmt: skip


class LockCover(QWidget):
    """What stands over the work: house, tiles, code. ``unlocked`` carries staff id and answer."""

    unlocked = Signal(str, object)

    def __init__(self, port: LoginPort, tasks: Tasks, clock: Clock) -> None:
        super().__init__()
        self.setObjectName("cover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._port, self._tasks, self._clock = port, tasks, clock
        center = Qt.AlignmentFlag.AlignHCenter
        self._since, self._when = Text("", "body", "text2"), Text("", "body", "text2")
        self.who = WhoChooser()
        self.who.chosen.connect(self._chose)
        self.code = CodePanel(self.tr("Lås op"))
        self.code.submitted.connect(self._try)
        forgot = Button(self.tr("Glemt koden?"), "link")
        words = self.tr("Brug den kode, du logger ind med, eller bed lederen om en ny.")
        forgot.clicked.connect(lambda: self.code.say(Finding("info", words)))
        self.code.links.addWidget(forgot)
        self.code.links.addStretch(1)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(IconLabel("lock_closed", 16))
        row.addWidget(self._since)
        box = QVBoxLayout(self)
        box.addStretch(2)
        box.addWidget(Text(port.house(), "number"), 0, center)
        box.addWidget(line, 0, center)
        box.addSpacing(theme().px(40))
        box.addWidget(Text(self.tr("Hvem er du?"), "h2"), 0, center)
        box.addSpacing(theme().px(12))
        box.addWidget(self.who)
        box.addSpacing(theme().px(24))
        box.addLayout(centered(self.code))
        box.addStretch(3)
        box.addWidget(self._when, 0, center)

    def show_since(self, staff_id: str) -> None:
        """The cover goes up."""
        now = local_time(self._clock.now())
        moment = dates.clock(now.time())
        self._since.setText(self.tr("Låst kl. {t} – dine kladder er gemt").format(t=moment))
        self._when.setText(f"{dates.long_with_weekday(now.date())} · {moment}")
        self.who.set_people(self._port.people(), staff_id)

    def _chose(self, _staff_id: str) -> None:
        self.code.set_person(self.who.person())
        self.code.edit.setFocus()

    def _try(self, code: str) -> None:
        staff_id = self.who.current
        wait = self._port.wait_left(staff_id)
        if wait > 0:
            self.code.say(Finding("stop", tries_words(0, wait)))
            return
        self.code.set_busy(busy=True)
        self._tasks.run(
            lambda _progress: self._port.unlock(staff_id, code),
            lambda answer: self._done(staff_id, answer), failed=self._refused, owner=self,
        )  # fmt: skip

    def _done(self, staff_id: str, answer: Any) -> None:
        self.code.set_busy(busy=False)
        self.code.set_person(None)
        self.unlocked.emit(staff_id, answer)

    def _refused(self, error: Exception) -> None:
        self.code.set_busy(busy=False)
        self.code.edit.clear()
        self.code.edit.setFocus()
        if isinstance(error, WrongPassphrase):
            staff_id = self.who.current
            left, wait = self._port.tries_left(staff_id), self._port.wait_left(staff_id)
            self.code.say(Finding("stop", tries_words(left, wait)))
        else:
            self.code.say(Finding("stop", messages.describe(error).text))


class Locker(QObject):
    """Watches for idleness and puts the cover up; one per main window.

    Signals:
        locked: The cover is up; drafts may be flushed, the clipboard is cleared by whoever listens.
        unlocked: The same person is back; everything is as it was.
        switched: Another person unlocked; carries the answer of ``LoginPort.unlock``.
    """

    locked = Signal()
    unlocked = Signal()
    switched = Signal(object)

    def __init__(
        self, window: MainWindow, port: LoginPort, tasks: Tasks, staff_id: str, *,
        clock: Clock | None = None, monotonic: Callable[[], float] = time.monotonic,
        writing: Callable[[], bool] | None = None,
    ) -> None:  # fmt: skip
        """Start watching.

        Args:
            window: The main window.
            port: Tries codes.
            tasks: Runs the trying.
            staff_id: Who is logged in.
            clock: For the times on the cover.
            monotonic: Seconds that never run backwards.
            writing: Whether somebody is in the middle of unfinished text: then there is more time.
        """
        super().__init__(window)
        self._window, self._staff_id, self._monotonic = window, staff_id, monotonic
        self._writing = writing or (lambda: False)
        self.minutes = IDLE_MINUTES
        self.cover = LockCover(port, tasks, clock or SystemClock())
        self.cover.unlocked.connect(self._unlocked)
        self._last = monotonic()
        self._is_locked = False
        self._hidden: list[QWidget] = []
        self._focus: QWidget | None = None
        self._watched: list[QWindow] = []
        window.lock_requested.connect(self.lock)
        window.switch_requested.connect(self.lock)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self.look)
        self._tick.start()

    @property
    def is_locked(self) -> bool:
        """Whether the cover is up."""
        return self._is_locked

    def lock(self) -> None:
        """Cover every window; never waits for anything."""
        if self._is_locked:
            return
        self._is_locked = True
        self._focus = QApplication.focusWidget()
        self._close_overlays()
        self._window.countdown("")
        self.cover.show_since(self._staff_id)
        self._window.cover(self.cover)
        self.cover.code.edit.setFocus()
        self.locked.emit()

    def stop(self) -> None:
        """The log-in is over: stop watching."""
        self._tick.stop()
        for window in self._watched:
            window.removeEventFilter(self)
        self._watched = []

    def look(self) -> None:
        """Once a second: is it time?"""
        self._watch_windows()
        if self._is_locked:
            return
        minutes = max(self.minutes, IDLE_MINUTES_WRITING) if self._writing() else self.minutes
        left = minutes * 60 - (self._monotonic() - self._last)
        if left <= 0:
            self.lock()
            return
        self._window.status.set_lock(_left_words(left))
        near = left <= STRIP_SECONDS
        words = self.tr("Låser om {s} sek. – bevæg musen for at blive")
        self._window.countdown(words.format(s=round(left)) if near else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Somebody is there. On top-level windows only: a filter on everything costs too much."""
        if event.type() in _ACTIVITY:
            self._last = self._monotonic()
        return super().eventFilter(watched, event)

    def _watch_windows(self) -> None:
        for window in QApplication.topLevelWindows():
            if window not in self._watched:
                window.installEventFilter(self)
                window.destroyed.connect(self._forget_windows)
                self._watched.append(window)

    def _forget_windows(self) -> None:
        alive = QApplication.topLevelWindows()
        self._watched = [window for window in self._watched if window in alive]

    def _close_overlays(self) -> None:
        popup = QApplication.activePopupWidget()
        while popup is not None:
            popup.close()
            following = QApplication.activePopupWidget()
            if following is popup:
                break
            popup = following
        for widget in QApplication.topLevelWidgets():
            if widget is self._window or not widget.isVisible() or not widget.isWindow():
                continue
            if isinstance(widget, QDialog):
                widget.reject()
            else:
                widget.hide()
                self._hidden.append(widget)

    def _unlocked(self, staff_id: str, answer: Any) -> None:
        self._is_locked = False
        self._last = self._monotonic()
        self._window.uncover()
        if staff_id != self._staff_id:
            for widget in self._hidden:
                widget.close()
            self._hidden = []
            self.switched.emit(answer)
            return
        for widget in self._hidden:
            widget.show()
        self._hidden = []
        if self._focus is not None and self._focus.window() is self._window:
            self._focus.setFocus()
        self.unlocked.emit()


def _left_words(seconds: float) -> str:
    if seconds > 60:
        return f"Låser om {int(seconds // 60)} min."
    return f"Låser om {round(seconds)} sek."
