"""The open database: short sessions for reading, one unit of work at a time for writing."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, event, text
from sqlalchemy.orm import Session

import models.note_words  # noqa: F401 - a note that is written is found by its words
from models import engine as engines
from models.errors import DatabaseBusy, DatabaseClosed, DatabaseDamaged
from models.unit_of_work import Step, UnitOfWork

QueryWatch = Callable[[float, str], None]


class Database:
    """One encrypted file with one writer connection and at most two readers.

    Args:
        path: The database file; it must exist and be migrated (``models.migrations.runner``).
        key: 32 raw bytes, or None for a plain file (benchmarks and recounts only).

    Raises:
        DatabaseDamaged: The file is missing or cannot be read with this key.
    """

    def __init__(self, path: Path, key: bytes | None) -> None:
        if not path.is_file():
            raise DatabaseDamaged("no file")
        self.path = path
        self._writer = engines.create(path, key, "writer")
        self._reader = engines.create(path, key, "reader")
        self._turn = threading.RLock()
        self._closed = False
        with engines.translated():
            self._writer.connect().close()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one consistent state and cannot write.

        Raises:
            DatabaseClosed: After ``close``; a late thread never opens the file again.
        """
        self._refuse_when_closed()
        with (
            engines.translated(),
            Session(self._reader, expire_on_commit=False, autoflush=False) as session,
        ):
            yield session

    @contextmanager
    def write(
        self,
        kind: str,
        label: str,
        *,
        actor_id: UUID | None,
        at: datetime,
        session_id: UUID | None = None,
        undoable: bool = True,
        undoes_id: UUID | None = None,
    ) -> Iterator[UnitOfWork]:
        """A unit of work; leaving the block without ``commit()`` rolls everything back.

        Args:
            kind: Stable key of the step, e.g. ``stay.admit``.
            label: Danish name of the step for the undo line; erased with the revision.
            actor_id: The member of staff, None for the program itself.
            at: The instant, from the clock port.
            session_id: The log-in, so that undo stays within one person's session.
            undoable: False for legal events.
            undoes_id: The operation this one takes back.
        """
        step = Step(kind, label, actor_id, at, session_id, undoable=undoable, undoes_id=undoes_id)
        with (
            self._writing(),
            engines.translated(),
            Session(self._writer, expire_on_commit=False) as session,
        ):
            yield UnitOfWork(session, step)

    @contextmanager
    def write_unjournaled(self) -> Iterator[Session]:
        """A writing session for rows that are themselves a log or a setting; commits on leaving."""
        with (
            self._writing(),
            engines.translated(),
            Session(self._writer, expire_on_commit=False) as session,
        ):
            yield session
            session.commit()

    def check(self) -> list[str]:
        """What SQLite and SQLCipher find wrong with the file; empty when all is well."""
        found: list[str] = []
        with self.read() as session:
            for pragma in ("cipher_integrity_check", "integrity_check", "foreign_key_check"):
                rows = session.execute(text(f"PRAGMA {pragma}")).all()
                found += [f"{pragma}: {tuple(row)}" for row in rows if tuple(row) != ("ok",)]
        return found

    def backup_to(self, target: Path) -> None:
        """Copy the file as it stands into a new encrypted file under the same key."""
        with self._writing(), engines.translated():
            raw = self._writer.raw_connection()
            try:
                raw.cursor().execute("VACUUM INTO ?", (str(target),))
            finally:
                raw.close()

    def watch_queries(self, watch: QueryWatch) -> None:
        """Report every statement with its seconds, on the thread it ran on (tests and benchmarks)."""
        for engine in (self._writer, self._reader):
            _watch(engine, watch)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One thread's turn at the writer."""
        with self._turn:
            self._refuse_when_closed()
            yield

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise DatabaseClosed

    def close(self) -> None:
        """Fold the write-ahead log into the file and let go of it; harmless when it is closed."""
        with self._turn:
            if self._closed:
                return
            self._closed = True
            self._reader.dispose()
            # A log that is busy stays beside the file and is folded in when the file is opened next.
            with suppress(DatabaseBusy), engines.translated(), self._writer.connect() as connection:
                connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._writer.dispose()


def _watch(engine: Engine, watch: QueryWatch) -> None:
    started = threading.local()

    @event.listens_for(engine, "before_cursor_execute")
    def _before(*_: Any) -> None:
        started.at = time.perf_counter()

    @event.listens_for(engine, "after_cursor_execute")
    def _after(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        watch(time.perf_counter() - started.at, statement)
