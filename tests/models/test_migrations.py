"""Migrations: a copy first, all or nothing, child tables kept, and the schema the models say."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
import sqlcipher3.dbapi2 as sqlcipher
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, select, text

from models import engine, tables
from models.base import Base
from models.database import Database
from models.errors import DatabaseDamaged, DatabaseTooNew, DiskFull
from models.migrations import runner
from tests.models.conftest import KEY

FEW = {"staff", "room", "municipality_contact"}
"""Tables whose rows are added a few times a year."""

AT = datetime(2026, 11, 23, 20, 40, tzinfo=UTC)


class _StoppedError(Exception):
    """Stands for a revision that fails."""


def set_revision(path: Path, revision: str) -> None:
    connection = engine.connect(path, KEY, "migration")
    connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    connection.close()


def schema(path: Path) -> list[str]:
    connection = engine.connect(path, KEY, "migration")
    rows = connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
    connection.close()
    return [str(row[0]) for row in rows]


@pytest.fixture
def filled(path: Path) -> Path:
    """A file with a room, its place, a person and a note."""
    database = Database(path, KEY)
    with database.write("test", "prøve", actor_id=None, at=AT) as unit:
        room = tables.Room(number="1")
        person = tables.Person(first_name="Kim")
        unit.session.add_all([room, person])
        unit.session.flush()
        unit.session.add(tables.Place(room_id=room.id, active_from=date(2020, 1, 1)))
        unit.session.add(tables.Alert(person_id=person.id, kind="health"))
        unit.commit()
    database.close()
    return path


def _is_a_table_of_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Not the index of words: a virtual table and what SQLite keeps for it."""
    return kind != "table" or not (name or "").startswith("note_index")


def test_the_models_and_the_migrations_say_the_same(path: Path) -> None:
    migrating = engine.create(path, KEY, "migration")
    with migrating.connect() as connection, connection.begin():
        opts = {"compare_type": True, "include_name": _is_a_table_of_ours}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, Base.metadata) == []
    migrating.dispose()


def test_every_constraint_has_a_name(path: Path) -> None:
    for line in schema(path):
        for piece in ("FOREIGN KEY", "CHECK (", "UNIQUE (", "PRIMARY KEY ("):
            for before in line.split(piece)[:-1]:
                named = before.rstrip().rpartition("CONSTRAINT ")[2]
                assert named or before.rstrip().endswith("CREATE"), line
                assert " " not in named.strip('" '), line


@pytest.mark.parametrize("table", Base.metadata.sorted_tables, ids=lambda table: table.name)
def test_whatever_points_to_what_grows_has_an_index(table: sa.Table) -> None:
    """A new parent row that comes after its child is looked for in every table that may hold one."""
    led = {next(iter(index.columns)).name for index in table.indexes}
    led |= {
        next(iter(one.columns)).name
        for one in table.constraints
        if isinstance(one, (sa.UniqueConstraint, sa.PrimaryKeyConstraint)) and one.columns
    }
    pointing = {key.parent.name for key in table.foreign_keys if key.column.table.name not in FEW}
    assert pointing <= led


def test_a_day_of_notes_is_looked_up_by_the_day(database: Database) -> None:
    """Not among the million that correct nothing."""
    query = (
        "EXPLAIN QUERY PLAN SELECT id FROM note WHERE corrects_id IS NULL "
        "AND happened_at >= '2026-11-22' AND happened_at < '2026-11-23' ORDER BY moment DESC LIMIT 300"
    )
    with database.read() as session:
        steps = [row[3] for row in session.execute(text(query))]
    assert "ix_note_happened_at" in steps[0]


def test_the_newest_revision_is_the_head() -> None:
    assert max(runner._known_revisions()) == runner.HEAD


def test_a_file_of_today_is_left_alone(filled: Path, tmp_path: Path) -> None:
    before = filled.read_bytes()
    assert runner.upgrade(filled, KEY, copies=tmp_path / "copies", at=AT) is None
    assert filled.read_bytes() == before
    assert not (tmp_path / "copies").exists()


def test_nothing_is_made_over_a_file(filled: Path) -> None:
    before = filled.read_bytes()
    with pytest.raises(DatabaseDamaged):
        runner.create(filled, KEY)
    assert filled.read_bytes() == before


@pytest.mark.parametrize("revision", ["9999", "abcd"])
def test_a_newer_file_is_left_alone(filled: Path, tmp_path: Path, revision: str) -> None:
    set_revision(filled, revision)
    before = filled.read_bytes()
    with pytest.raises(DatabaseTooNew):
        runner.upgrade(filled, KEY, copies=tmp_path / "copies", at=AT)
    assert filled.read_bytes() == before
    assert not (tmp_path / "copies").exists()


@pytest.mark.parametrize("trouble", ["key", "bytes", "missing"])
def test_what_cannot_be_read_is_left_alone(filled: Path, tmp_path: Path, trouble: str) -> None:
    key = bytes(32) if trouble == "key" else KEY
    if trouble == "bytes":
        filled.write_bytes(filled.read_bytes()[:16] + b"x" + filled.read_bytes()[17:])
    if trouble == "missing":
        filled.unlink()
    before = filled.read_bytes() if filled.exists() else None
    with pytest.raises(DatabaseDamaged):
        runner.upgrade(filled, key, copies=tmp_path / "copies", at=AT)
    assert (filled.read_bytes() if filled.exists() else None) == before


def test_a_copy_is_taken_before_anything_changes(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []

    def migrate(path: Path, key: bytes | None) -> None:
        (copy,) = (tmp_path / "copies").iterdir()
        seen.append(schema(copy))
        assert key == KEY
        assert path == filled

    monkeypatch.setattr(runner, "HEAD", "0002")
    monkeypatch.setattr(runner, "_run", migrate)
    copy = runner.upgrade(filled, KEY, copies=tmp_path / "copies", at=AT)
    assert copy is not None
    assert copy.name == "foer-opgradering-0001-20261123-204000.db"
    assert len(seen[0]) == len(schema(filled))
    with Database(copy, KEY).read() as session:
        assert session.scalars(select(tables.Person.first_name)).all() == ["Kim"]


def test_half_a_copy_is_not_kept(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = engine.connect

    def full(*arguments: object) -> object:
        connection = connect(*arguments)  # type: ignore[arg-type] # handed through
        return _Full(connection)

    monkeypatch.setattr(runner, "HEAD", "0002")
    monkeypatch.setattr(engine, "connect", full)
    with pytest.raises(DiskFull):
        runner.upgrade(filled, KEY, copies=tmp_path / "copies", at=AT)
    assert list((tmp_path / "copies").iterdir()) == []


class _Full:
    """A connection whose disk is full as soon as it copies."""

    def __init__(self, connection: object) -> None:
        self._connection = connection

    def execute(self, statement: str, values: tuple[str, ...] = ()) -> object:
        if statement.startswith("VACUUM"):
            Path(values[0]).write_bytes(b"half")
            raise sqlcipher.OperationalError("database or disk is full")
        return self._connection.execute(statement, values)  # type: ignore[attr-defined] # DBAPI

    def close(self) -> None:
        self._connection.close()  # type: ignore[attr-defined] # DBAPI


def test_a_failing_revision_leaves_everything_as_it_was(filled: Path) -> None:
    before = schema(filled)

    def migrate(connection: Connection) -> None:
        connection.execute(text("CREATE TABLE half (id INTEGER)"))
        connection.execute(text("ALTER TABLE person ADD COLUMN half TEXT"))
        connection.execute(text("DELETE FROM alert"))
        raise _StoppedError

    with pytest.raises(_StoppedError):
        runner._run(filled, KEY, migrate)
    assert schema(filled) == before
    with Database(filled, KEY).read() as session:
        assert len(session.scalars(select(tables.Alert)).all()) == 1


def test_a_batch_migration_keeps_the_children(filled: Path) -> None:
    """SQLite rebuilds the parent; with foreign keys on, its children would be lost with it."""

    def migrate(connection: Connection) -> None:
        operations = Operations(MigrationContext.configure(connection))
        for table in ("person", "room"):
            with operations.batch_alter_table(table) as batch:
                batch.add_column(sa.Column("extra", sa.String(), nullable=True))
                batch.alter_column("extra", new_column_name="extra_two")

    runner._run(filled, KEY, migrate)
    with Database(filled, KEY).read() as session:
        assert len(session.scalars(select(tables.Alert)).all()) == 1
        assert len(session.scalars(select(tables.Place)).all()) == 1
        assert session.execute(text("SELECT extra_two FROM person")).all() == [(None,)]


def test_a_migration_that_loses_a_parent_is_rolled_back(filled: Path) -> None:
    def migrate(connection: Connection) -> None:
        connection.execute(text("DELETE FROM person"))

    with pytest.raises(DatabaseDamaged):
        runner._run(filled, KEY, migrate)
    with Database(filled, KEY).read() as session:
        assert len(session.scalars(select(tables.Person)).all()) == 1


def test_temporary_tables_of_a_migration_stay_in_memory(filled: Path) -> None:
    """Trap of SQLite: with temp_store=FILE a sort writes plain text beside the encrypted file."""
    found: list[object] = []

    def migrate(connection: Connection) -> None:
        found.append(connection.execute(text("PRAGMA temp_store")).scalar())

    runner._run(filled, KEY, migrate)
    assert found == [2]
