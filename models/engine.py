"""The one place that knows SQLite: engines, PRAGMAs, transactions and error translation.

Settings and their reasons: architecture, decision 2; figures: design/tech.md 3 and 8.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, create_engine, event, exc
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import NullPool, Pool, QueuePool

from models.errors import (
    ConstraintViolated,
    DatabaseBusy,
    DatabaseDamaged,
    DiskFull,
    EnvironmentTrouble,
    FolderNotWritable,
    StaleRow,
)

Role = Literal["writer", "reader", "migration"]

# Opened while all others are in use, and closed right after.
_MORE_READERS = 14
_CACHE_KIB = {"writer": 64_000, "reader": 16_000, "migration": 16_000}
_BUSY_MS = 5_000


def connect(path: Path, key: bytes | None, role: Role) -> Any:
    """Open one DBAPI connection with every setting in place.

    Args:
        path: The database file; only the writer may create it.
        key: 32 raw bytes for SQLCipher, or None for a plain file (benchmarks and recounts only).
        role: ``migration`` leaves foreign keys off, because SQLite's batch migrations recreate
            parent tables and ON DELETE CASCADE would then empty their children.

    Raises:
        DatabaseDamaged: The file cannot be read with this key.
    """
    connection = sqlcipher.connect(
        str(path), isolation_level=None, check_same_thread=False, timeout=_BUSY_MS / 1000
    )
    try:
        cursor = connection.cursor()
        # Without this a wrong key prints lines on stderr.
        cursor.execute("PRAGMA cipher_log_level = NONE")
        if key is not None:
            cursor.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in _pragmas(role):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.execute("SELECT count(*) FROM sqlite_master").fetchone()
        cursor.close()
    except sqlcipher.Error as trouble:
        connection.close()
        raise translate(trouble) from trouble
    return connection


def _pragmas(role: Role) -> tuple[str, ...]:
    return (
        # temp_store=FILE would write plain text to temporary files.
        "temp_store = MEMORY",
        "journal_mode = WAL",
        "synchronous = FULL",
        f"foreign_keys = {'OFF' if role == 'migration' else 'ON'}",
        "secure_delete = ON",
        f"cache_size = -{_CACHE_KIB[role]}",
        f"query_only = {'ON' if role == 'reader' else 'OFF'}",
    )


def create(path: Path, key: bytes | None, role: Role) -> Engine:
    """An engine whose transactions begin as its role needs.

    Writers begin with BEGIN IMMEDIATE, so that two writers queue instead of failing at commit and a
    failing migration is rolled back whole; the driver's own transaction handling is off.
    """
    pool: type[Pool] = NullPool if role == "migration" else QueuePool
    sizes: dict[str, Any] = {
        "writer": {"pool_size": 1, "max_overflow": 0},
        # A question within a question takes a connection of its own: with too few of them, two
        # threads that each have one would wait for each other.
        "reader": {"pool_size": 2, "max_overflow": _MORE_READERS},
    }.get(role, {})
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: connect(path, key, role),
        poolclass=pool,
        # An error's message ends on a terminal or in a report: never with names in it.
        hide_parameters=True,
        **sizes,
    )
    begin = "BEGIN DEFERRED" if role == "reader" else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)
        if role == "writer":
            # Rows carry ids of our own and no ORM relationships, so the order of inserts within a
            # step is free; parents are looked for at commit.
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")

    @event.listens_for(engine, "commit")
    def _commit(connection: Any) -> None:
        # SQLite keeps a transaction open whose COMMIT it refuses (a missing parent, a full disk),
        # and SQLAlchemy counts it as ended: the writer would be locked out by itself.
        try:
            connection.exec_driver_sql("COMMIT")
        except exc.DBAPIError:
            if connection.connection.dbapi_connection.in_transaction:
                connection.exec_driver_sql("ROLLBACK")
            raise

    return engine


@contextmanager
def translated() -> Iterator[None]:
    """Turn driver errors inside the block into typed ones."""
    try:
        yield
    except (exc.DBAPIError, sqlcipher.Error, StaleDataError) as trouble:
        raise translate(trouble) from trouble


_BY_TEXT: tuple[tuple[str, Callable[[str], Exception]], ...] = (
    ("disk is full", DiskFull),
    ("database is locked", DatabaseBusy),
    ("database table is locked", DatabaseBusy),
    ("readonly database", FolderNotWritable),
    ("unable to open database file", FolderNotWritable),
    ("file is not a database", DatabaseDamaged),
    ("malformed", DatabaseDamaged),
    ("disk i/o error", DatabaseDamaged),
    ("file is encrypted", DatabaseDamaged),
)


def translate(trouble: Exception) -> Exception:
    """The typed error behind a driver error; unknown ones are returned as they came."""
    if isinstance(trouble, StaleDataError):
        return StaleRow(str(trouble).split("'")[1] if "'" in str(trouble) else "")
    original = trouble.orig if isinstance(trouble, exc.DBAPIError) and trouble.orig else trouble
    text = str(original)
    if isinstance(original, sqlcipher.IntegrityError):
        return ConstraintViolated(text.partition(": ")[2] or text)
    for needle, kind in _BY_TEXT:
        if needle in text.lower():
            return kind(text)
    return trouble


def translate_os_error(trouble: OSError) -> EnvironmentTrouble | OSError:
    """The typed error behind an operating system's refusal."""
    if trouble.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFull(str(trouble))
    if trouble.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return FolderNotWritable(str(trouble))
    return trouble
