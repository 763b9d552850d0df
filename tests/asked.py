"""How much a piece of work asks of the database: how often, and how far SQLite goes for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection

_STEPS = 20
"""Steps of SQLite's machine between two looks at them; a row that is walked past costs a few."""


def queries(act: Callable[[], object]) -> int:
    """How many statements an act runs, on any connection."""
    ran: list[str] = []
    with _told(lambda _connection, statement: ran.append(statement)):
        act()
    return len(ran)


def steps(act: Callable[[], object]) -> int:
    """How many steps SQLite's machine takes for an act, in all statements; no clock is asked."""
    taken, watched = count(), list[DBAPIConnection]()

    def watch(connection: DBAPIConnection, _statement: str) -> None:
        watched.append(connection)
        connection.set_progress_handler(lambda: next(taken) < 0, _STEPS)

    with _told(watch):
        act()
    for connection in watched:
        connection.set_progress_handler(None, 0)
    return next(taken) * _STEPS


@contextmanager
def _told(tell: Callable[[DBAPIConnection, str], None]) -> Iterator[None]:
    def before(connection: object, cursor: object, statement: str, *_more: object) -> None:
        del connection
        tell(cursor.connection, statement)  # type: ignore[attr-defined]  # of every DB-API cursor

    event.listen(Engine, "before_cursor_execute", before)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", before)
