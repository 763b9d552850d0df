"""Long work off the interface thread: plain functions in, one result signal out.

No nested event loops: whoever starts work hands over what shall happen with the result.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from boform_app.progress import Cancelled, Progress

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")


class _Reporter:
    """The Qt-free progress that the work holds; lives on the worker."""

    def __init__(self, tell: Callable[[int, int, str], None]) -> None:
        self._tell = tell
        self._stop = threading.Event()

    def cancel(self) -> None:
        self._stop.set()

    def report(self, done: int, total: int, what: str = "") -> None:
        if self._stop.is_set():
            raise Cancelled
        self._tell(done, total, what)


@dataclass(slots=True)
class Task:
    """Work under way."""

    number: int
    reporter: _Reporter
    future: Future[Any] | None = None

    def cancel(self) -> None:
        """Ask it to stop; ``cancelled`` of ``Tasks.run`` is called when it has."""
        self.reporter.cancel()
        if self.future is not None:
            self.future.cancel()


@dataclass(frozen=True, slots=True)
class _Wishes:
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None
    cancelled: Callable[[], None] | None
    progress: Callable[[int, int, str], None] | None
    owner: QObject | None


class Tasks(QObject):
    """A small pool of workers.

    Signals:
        failed: Work failed and nobody had asked to be told: goes to ``ui.messages``.
        idle: The last piece of work ended.
    """

    failed = Signal(object)
    idle = Signal()
    _ended = Signal(int, object)
    _moved = Signal(int, int, int, str)

    def __init__(self, parent: QObject | None = None, *, workers: int = 2) -> None:
        super().__init__(parent)
        self._workers = workers
        self._pool: ThreadPoolExecutor | None = None
        self._closed = False
        self._numbers = itertools.count(1)
        self._wishes: dict[int, _Wishes] = {}
        self._tasks: dict[int, Task] = {}
        queued = Qt.ConnectionType.QueuedConnection
        self._ended.connect(self._on_ended, queued)
        self._moved.connect(self._on_moved, queued)

    def run(
        self, work: Callable[[Progress], T], done: Callable[[T], None], *,
        failed: Callable[[Exception], None] | None = None,
        cancelled: Callable[[], None] | None = None,
        progress: Callable[[int, int, str], None] | None = None, owner: QObject | None = None,
    ) -> Task:  # fmt: skip
        """Start work.

        Args:
            work: A plain function; gets a progress it may report to.
            done: Called on the interface thread with the result.
            failed: Called on the interface thread with the error; without it ``Tasks.failed`` fires.
            cancelled: Called when the work has stopped after ``Task.cancel``.
            progress: Called on the interface thread with done, total, words.
            owner: When this object is gone by then, nothing is called.
        """
        number = next(self._numbers)
        reporter = _Reporter(lambda at, total, what: self._moved.emit(number, at, total, what))
        task = Task(number, reporter)
        self._wishes[number] = _Wishes(done, failed, cancelled, progress, owner)
        self._tasks[number] = task
        task.future = self._submit(work, reporter)
        task.future.add_done_callback(lambda future: self._ended.emit(number, future))
        return task

    @property
    def busy(self) -> bool:
        """Whether any work is under way."""
        return bool(self._tasks)

    def close(self) -> None:
        """Cancel what can be cancelled and wait for the rest; before the program ends.

        A timer of a page that has not gone yet may still ask for work: it counts as cancelled.
        """
        self._closed = True
        for task in list(self._tasks.values()):
            task.cancel()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def _on_moved(self, number: int, done: int, total: int, what: str) -> None:
        wishes = self._wishes.get(number)
        if wishes is not None and wishes.progress is not None and _alive(wishes.owner):
            wishes.progress(done, total, what)

    def _submit(self, work: Callable[[Progress], T], reporter: _Reporter) -> Future[T]:
        if not self._closed:
            return self._started().submit(work, reporter)
        from concurrent.futures import Future  # noqa: PLC0415 - as the pool

        never: Future[T] = Future()
        never.cancel()
        never.set_running_or_notify_cancel()
        return never

    def _started(self) -> ThreadPoolExecutor:
        if self._pool is None:
            # With the first work: the log-in is on the screen before it.
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - see above

            self._pool = ThreadPoolExecutor(self._workers, thread_name_prefix="boform")
        return self._pool

    def _on_ended(self, number: int, future: Future[Any]) -> None:
        wishes = self._wishes.pop(number)
        self._tasks.pop(number, None)
        if _alive(wishes.owner):
            self._hand_over(wishes, future)
        if not self._tasks:
            self.idle.emit()

    def _hand_over(self, wishes: _Wishes, future: Future[Any]) -> None:
        if future.cancelled():
            _call(wishes.cancelled)
            return
        error = future.exception()
        if error is None:
            wishes.done(future.result())
        elif isinstance(error, Cancelled):
            _call(wishes.cancelled)
        elif not isinstance(error, Exception):
            raise error
        elif wishes.failed is not None:
            wishes.failed(error)
        else:
            self.failed.emit(error)


def _alive(owner: QObject | None) -> bool:
    return owner is None or isValid(owner)


def _call(what: Callable[[], None] | None) -> None:
    if what is not None:
        what()
