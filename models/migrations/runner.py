"""Create and upgrade the database file: all or nothing, with a copy taken first.

Alembic is imported only when the stored revision differs from the head (tech.md 8).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, text

from models import engine as engines
from models.errors import DatabaseDamaged, DatabaseTooNew, EnvironmentTrouble

HEAD = "0001"
_VERSIONS = Path(__file__).parent


def stored_revision(path: Path, key: bytes | None) -> str | None:
    """The revision written in the file, None for a file without schema.

    Raises:
        DatabaseDamaged: The file cannot be read with this key.
    """
    connection = engines.connect(path, key, "migration")
    try:
        with engines.translated():
            known = connection.execute(
                "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
            ).fetchone()
            row = (
                connection.execute("SELECT version_num FROM alembic_version").fetchone()
                if known
                else None
            )
        return str(row[0]) if row else None
    finally:
        connection.close()


def create(path: Path, key: bytes | None) -> None:
    """Make a new file with the present schema.

    Raises:
        DatabaseDamaged: There is a file already; nothing is ever overwritten.
    """
    if path.exists():
        raise DatabaseDamaged("a file is in the way")
    _run(path, key)


def upgrade(path: Path, key: bytes | None, *, copies: Path, at: datetime) -> Path | None:
    """Bring the file to the present schema; returns the copy that was taken, None when nothing was due.

    Raises:
        DatabaseTooNew: The file was written by a newer Boform; nothing was touched.
        DatabaseDamaged: The file cannot be read, or its rows do not fit together after the migration.
    """
    if not path.is_file():
        raise DatabaseDamaged("no file")
    stored = stored_revision(path, key)
    if stored == HEAD:
        return None
    if stored is None or stored not in _known_revisions():
        raise DatabaseTooNew(stored or "no revision")
    copy = _copy(path, key, copies, stored, at)
    _run(path, key)
    return copy


def _known_revisions() -> set[str]:
    return {file.name.partition("_")[0] for file in (_VERSIONS / "versions").glob("[0-9]*_*.py")}


def _copy(path: Path, key: bytes | None, copies: Path, stored: str, at: datetime) -> Path:
    copies.mkdir(parents=True, exist_ok=True)
    target = copies / f"foer-opgradering-{stored}-{at:%Y%m%d-%H%M%S}.db"
    connection = engines.connect(path, key, "migration")
    try:
        with engines.translated():
            connection.execute("VACUUM INTO ?", (str(target),))
    except EnvironmentTrouble:
        # Half a copy would pass for a whole one.
        target.unlink(missing_ok=True)
        raise
    finally:
        connection.close()
    return target


def _run(
    path: Path, key: bytes | None, migrate: Callable[[Connection], None] | None = None
) -> None:
    """Run the revisions in one transaction with foreign keys off, then check that every row fits."""
    engine = engines.create(path, key, "migration")
    try:
        with engines.translated(), engine.connect() as connection, connection.begin():
            (migrate or _alembic_upgrade)(connection)
            misfits = connection.execute(text("PRAGMA foreign_key_check")).all()
            if misfits:
                raise DatabaseDamaged(f"{len(misfits)} rows lost their parent")
    finally:
        engine.dispose()


def _alembic_upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - 150 ms that only a migration pays
    from alembic.config import Config  # noqa: PLC0415 - see above

    config = Config()
    config.set_main_option("script_location", str(_VERSIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
