"""No query over 50 ms on the interface thread: the hook that reports it (issue, speed and size).

A statement counts as slow when the interface thread itself worked for more than 50 ms in it, twice
or in its only run: no busy process can cause that, but a virtual machine that is stopped for a
moment counts it as work of whoever was at it. Or when the same statement took more than 50 ms by
the clock again and again, in more than half of its runs: then it waits for something it always
waits for. Commits wait for the disk's own pace and are left out of the second rule. What Python's
collector takes meanwhile is nobody's query and counts in neither.
"""

from __future__ import annotations

import gc
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine.cursor import CursorFetchStrategy

from models import engine as engines

LIMIT = 0.050
"""Seconds."""
_AGAIN = 3
"""Runs over the limit by the clock that make a statement slow."""
_ROWS = "rows of "
_DISK = ("COMMIT", "BEGIN", "PRAGMA WAL_CHECKPOINT")


@dataclass(slots=True)
class _Tally:
    """The runs of one statement, of which only these four are asked: a tour makes 50 000 runs.

    Attributes:
        runs: How many there were.
        worked: The most work of the thread in one of them, seconds.
        heavy: How many were over the limit by the thread's work.
        waited: The most time by the clock, seconds.
        long: How many were over the limit by the clock.
    """

    runs: int = 0
    worked: float = 0.0
    heavy: int = 0
    waited: float = 0.0
    long: int = 0

    def add(self, worked: float, waited: float) -> None:
        """One run more."""
        self.runs += 1
        self.worked, self.waited = max(self.worked, worked), max(self.waited, waited)
        self.heavy += worked > LIMIT
        self.long += waited > LIMIT


class QueryWatch:
    """What the thread that made it asked of any database."""

    def __init__(self) -> None:
        self._thread = threading.get_ident()
        self._began: list[tuple[float, float]] = []
        self._collecting = (0.0, 0.0)
        self._collected = (0.0, 0.0)
        self._tallies: dict[str, _Tally] = defaultdict(_Tally)

    @property
    def statements(self) -> int:
        """How many statements ran on the watched thread."""
        told = self._tallies.items()
        return sum(tally.runs for text, tally in told if not text.startswith(_ROWS))

    def listen(self, engine: Engine) -> None:
        """Watch one engine."""
        event.listen(engine, "before_cursor_execute", self._before)
        event.listen(engine, "after_cursor_execute", self._after)

    def slow(self) -> list[str]:
        """A line per statement that kept the interface waiting."""
        return [line for text, tally in self._tallies.items() for line in _verdict(text, tally)]

    def longest(self) -> tuple[float, str]:
        """The most work that the watched thread did in one statement, in seconds, and which it was."""
        worked = {text: tally.worked for text, tally in self._tallies.items()}
        text = max(worked, key=worked.__getitem__, default="")
        return worked.get(text, 0.0), text

    def record(self, text: str, worked: float, waited: float) -> None:
        """Take down one run: seconds of the thread's own work, seconds by the clock."""
        self._tallies[" ".join(text.split())].add(worked, waited)

    def time(self, text: str, work: Callable[..., Any], *arguments: Any) -> Any:
        """Do a piece of a statement's work, and take it down when the watched thread does it."""
        if threading.get_ident() != self._thread:
            return work(*arguments)
        began = self._now()
        try:
            return work(*arguments)
        finally:
            self.record(text, *_since(began, self._now()))

    def collects(self, phase: str, _info: dict[str, int]) -> None:
        """A callback of the collector: it begins or ends."""
        if threading.get_ident() != self._thread:
            return
        now = time.thread_time(), time.perf_counter()
        if phase == "start":
            self._collecting = now
        else:
            worked, waited = _since(self._collecting, now)
            self._collected = (self._collected[0] + worked, self._collected[1] + waited)

    def _now(self) -> tuple[float, float]:
        """Both clocks, which stand still while the collector is at it."""
        return _since(self._collected, (time.thread_time(), time.perf_counter()))

    def _before(self, *_: Any) -> None:
        if threading.get_ident() == self._thread:
            self._began.append(self._now())

    def _after(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if threading.get_ident() == self._thread and self._began:
            # One that failed left its beginning behind; the latest is this one's.
            began = self._began.pop()
            self._began.clear()
            self.record(statement, *_since(began, self._now()))


def _since(began: tuple[float, float], now: tuple[float, float]) -> tuple[float, float]:
    return now[0] - began[0], now[1] - began[1]


def _verdict(text: str, tally: _Tally) -> list[str]:
    found = []
    if tally.heavy > 1 or (tally.heavy and tally.runs == 1):
        found.append(f"{tally.worked * 1000:.0f} ms of work: {text}")
    disk = text.upper().startswith(_DISK)
    if not disk and tally.long >= _AGAIN and 2 * tally.long > tally.runs:
        most = f"{tally.waited * 1000:.0f} ms"
        found.append(f"{most} in {tally.long} of {tally.runs} runs: {text}")
    return found


@contextmanager
def watching_queries() -> Iterator[QueryWatch]:
    """Watch every database that is opened inside the block, on the calling thread."""
    watch, create = QueryWatch(), engines.create

    def created(*arguments: Any, **keywords: Any) -> Engine:
        made = create(*arguments, **keywords)
        watch.listen(made)
        return made

    # SQLite finds most rows only when they are fetched, and no event of SQLAlchemy tells of that.
    fetch = CursorFetchStrategy.fetchall

    def fetched(strategy: CursorFetchStrategy, result: Any, cursor: Any) -> Any:
        return watch.time(f"{_ROWS}{result.context.statement}", fetch, strategy, result, cursor)

    # Not unittest.mock: it loads asyncio, and the benchmark of the memory would count that.
    setattr(CursorFetchStrategy, "fetchall", fetched)  # noqa: B010 - mypy refuses the plain form
    engines.create = created
    gc.callbacks.append(watch.collects)
    try:
        yield watch
    finally:
        gc.callbacks.remove(watch.collects)
        engines.create = create
        setattr(CursorFetchStrategy, "fetchall", fetch)  # noqa: B010 - as above
