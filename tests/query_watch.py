"""No query over 50 ms on the interface thread: the hook that reports it (issue, speed and size).

A statement counts as slow when the interface thread itself worked for more than 50 ms in it, which
no busy neighbour on the machine can cause, or when the same statement took more than 50 ms by the
clock again and again, in more than half of its runs: then it waits for something it always waits
for. Commits wait for the disk's own pace and are left out of the second rule.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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


class QueryWatch:
    """What the thread that made it asked of any database."""

    def __init__(self) -> None:
        self._thread = threading.get_ident()
        self._began: list[tuple[float, float]] = []
        self._runs: dict[str, list[tuple[float, float]]] = defaultdict(list)

    @property
    def statements(self) -> int:
        """How many statements ran on the watched thread."""
        return sum(len(runs) for text, runs in self._runs.items() if not text.startswith(_ROWS))

    def listen(self, engine: Engine) -> None:
        """Watch one engine."""
        event.listen(engine, "before_cursor_execute", self._before)
        event.listen(engine, "after_cursor_execute", self._after)

    def slow(self) -> list[str]:
        """A line per statement that kept the interface waiting."""
        return [line for text, runs in self._runs.items() for line in _verdict(text, runs)]

    def longest(self) -> tuple[float, str]:
        """The most work that the watched thread did in one statement, in seconds, and which it was."""
        worked = {text: max(one for one, _ in runs) for text, runs in self._runs.items()}
        text = max(worked, key=worked.__getitem__, default="")
        return worked.get(text, 0.0), text

    def record(self, text: str, worked: float, waited: float) -> None:
        """Take down one run: seconds of the thread's own work, seconds by the clock."""
        self._runs[" ".join(text.split())].append((worked, waited))

    def time(self, text: str, work: Callable[..., Any], *arguments: Any) -> Any:
        """Do a piece of a statement's work, and take it down when the watched thread does it."""
        if threading.get_ident() != self._thread:
            return work(*arguments)
        worked, at = time.thread_time(), time.perf_counter()
        try:
            return work(*arguments)
        finally:
            self.record(text, time.thread_time() - worked, time.perf_counter() - at)

    def _before(self, *_: Any) -> None:
        if threading.get_ident() == self._thread:
            self._began.append((time.thread_time(), time.perf_counter()))

    def _after(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if threading.get_ident() == self._thread and self._began:
            # One that failed left its beginning behind; the latest is this one's.
            worked, at = self._began.pop()
            self._began.clear()
            self.record(statement, time.thread_time() - worked, time.perf_counter() - at)


def _verdict(text: str, runs: list[tuple[float, float]]) -> list[str]:
    found = []
    most = max(worked for worked, _ in runs)
    if most > LIMIT:
        found.append(f"{most * 1000:.0f} ms of work: {text}")
    long = [waited for _, waited in runs if waited > LIMIT]
    disk = text.upper().startswith(_DISK)
    if not disk and len(long) >= _AGAIN and 2 * len(long) > len(runs):
        found.append(f"{max(long) * 1000:.0f} ms in {len(long)} of {len(runs)} runs: {text}")
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
    try:
        yield watch
    finally:
        engines.create = create
        setattr(CursorFetchStrategy, "fetchall", fetch)  # noqa: B010 - as above
