"""The encrypted file: what is refused, what is rolled back, and each trouble by its own name."""

from __future__ import annotations

import errno
import os
import stat
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from models import engine, tables
from models.database import Database
from models.errors import (
    ConstraintViolated,
    DatabaseBusy,
    DatabaseClosed,
    DatabaseDamaged,
    DiskFull,
    FolderNotWritable,
    StaleRow,
)
from tests.models.conftest import KEY

AT = datetime(2026, 11, 23, 20, 40, tzinfo=UTC)
MARK = "Zxqvøjkåwæplt"


def add(database: Database, *rows: object) -> None:
    with database.write("test", "prøve", actor_id=None, at=AT) as unit:
        unit.session.add_all(rows)
        unit.commit()


def numbers(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.scalars(select(tables.Room.number).order_by(tables.Room.number)))


def test_a_written_row_is_read_again_and_nothing_is_in_clear(
    database: Database, path: Path
) -> None:
    add(database, tables.Person(first_name=MARK))
    for file in path.parent.iterdir():
        assert MARK.encode() not in file.read_bytes(), file.name
        assert MARK.encode("utf-16-le") not in file.read_bytes(), file.name
    database.close()
    again = Database(path, KEY)
    with again.read() as session:
        assert session.scalars(select(tables.Person.first_name)).all() == [MARK]
    again.close()


@pytest.mark.parametrize("key", [bytes(32), None])
def test_a_wrong_key_opens_nothing_and_touches_nothing(path: Path, key: bytes | None) -> None:
    before = path.read_bytes()
    with pytest.raises(DatabaseDamaged):
        Database(path, key)
    assert path.read_bytes() == before


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(DatabaseDamaged):
        Database(tmp_path / "boform.db", KEY)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", [0, 20, 100])
def test_a_flipped_bit_in_the_first_page(path: Path, place: int) -> None:
    raw = bytearray(path.read_bytes())
    raw[place] ^= 1
    path.write_bytes(bytes(raw))
    with pytest.raises(DatabaseDamaged):
        Database(path, KEY)
    assert path.read_bytes() == bytes(raw)


def test_a_flipped_bit_in_the_middle_is_found(database: Database, path: Path) -> None:
    # Enough rows for the middle of the file to lie among them, not among the tables' definitions.
    add(database, *(tables.Person(first_name=f"{MARK} {n}" * 20) for n in range(1000)))
    database.close()
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(bytes(raw))
    damaged = Database(path, KEY)
    try:
        found = damaged.check()
    except DatabaseDamaged:
        found = ["unreadable"]
    assert found
    damaged.close()


def test_a_file_cut_short(database: Database, path: Path) -> None:
    add(database, *(tables.Person(first_name=MARK * 20) for _ in range(200)))
    database.close()
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2 // 4096 * 4096])
    with pytest.raises(DatabaseDamaged):
        _read_everything(path)


def _read_everything(path: Path) -> None:
    damaged = Database(path, KEY)
    try:
        if damaged.check():
            raise DatabaseDamaged
    finally:
        damaged.close()


@pytest.mark.timeout(20)
def test_questions_within_questions_never_wait_for_each_other(database: Database) -> None:
    """Each thread has a reader before any asks for its second; a wait would be the pool's 30 s."""
    together = threading.Barrier(4)

    def ask() -> object:
        with database.read():
            together.wait()
            with database.read() as within:
                return within.scalar(text("SELECT 1"))

    with ThreadPoolExecutor(4) as threads:
        answers = [threads.submit(ask) for _ in range(4)]
        assert [answer.result() for answer in answers] == [1, 1, 1, 1]


def test_every_pooled_connection_has_every_setting(database: Database) -> None:
    wanted = {"temp_store": 2, "foreign_keys": 1, "synchronous": 2, "secure_delete": 1}
    with database.read() as one, database.read() as other:
        for session in (one, other):
            for pragma, value in (*wanted.items(), ("query_only", 1), ("cache_size", -16_000)):
                assert session.execute(text(f"PRAGMA {pragma}")).scalar() == value, pragma
    with database.write_unjournaled() as session:
        for pragma, value in (*wanted.items(), ("query_only", 0), ("cache_size", -64_000)):
            assert session.execute(text(f"PRAGMA {pragma}")).scalar() == value, pragma
        assert session.execute(text("PRAGMA journal_mode")).scalar() == "wal"


def test_a_reader_cannot_write(database: Database) -> None:
    def write_through_a_reader() -> None:
        with database.read() as session:
            session.add(tables.Room(number="1"))
            session.flush()

    with pytest.raises(FolderNotWritable):
        write_through_a_reader()
    assert numbers(database) == []


def test_a_reader_sees_one_state(database: Database) -> None:
    add(database, tables.Room(number="1"))
    with database.read() as session:
        assert len(session.scalars(select(tables.Room)).all()) == 1
        add(database, tables.Room(number="2"))
        assert len(session.scalars(select(tables.Room)).all()) == 1
    assert numbers(database) == ["1", "2"]


def test_without_commit_nothing_is_kept(database: Database) -> None:
    def fail() -> None:
        with database.write("test", "prøve", actor_id=None, at=AT) as unit:
            unit.session.add(tables.Room(number="2"))
            unit.session.flush()
            raise ZeroDivisionError

    with database.write("test", "prøve", actor_id=None, at=AT) as unit:
        unit.session.add(tables.Room(number="1"))
        unit.session.flush()
    with pytest.raises(ZeroDivisionError):
        fail()
    assert numbers(database) == []
    with database.read() as session:
        assert session.scalars(select(tables.Operation)).all() == []
        assert session.scalars(select(tables.Counter)).all() == []


def test_a_stale_edit_is_refused(database: Database) -> None:
    room = tables.Room(number="1")
    add(database, room)
    with database.read() as session:
        read_before = session.scalars(select(tables.Room)).one()
    with database.write("test", "prøve", actor_id=None, at=AT) as unit:
        unit.session.get_one(tables.Room, room.id).floor = "stuen"
        unit.commit()
    read_before.floor = "kælder"
    with pytest.raises(StaleRow) as refused:
        add(database, read_before)
    assert refused.value.entity == "room"
    with database.read() as session:
        assert session.scalars(select(tables.Room.floor)).one() == "stuen"


def test_constraints_are_named_and_the_writer_is_free_again(database: Database) -> None:
    add(database, tables.Room(number="1"))
    for rows, needle in (
        ((tables.Room(number="1"),), "room.number"),
        ((tables.Room(number="2", state="burning"),), "ck_room_state"),
        ((tables.Place(room_id=uuid4(), active_from=AT.date()),), "FOREIGN KEY"),
    ):
        with pytest.raises(ConstraintViolated) as refused:
            add(database, *rows)
        assert needle in refused.value.constraint
        add(database, tables.Room(number=f"free after {needle}"))
    assert len(numbers(database)) == 4
    assert database.check() == []


def test_a_full_disk_keeps_what_was_there(database: Database) -> None:
    add(database, tables.Room(number="1"))
    with database.write_unjournaled() as session:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(DiskFull):
        add(database, *(tables.Room(number=f"{MARK} {n}" * 200) for n in range(50)))
    with database.write_unjournaled() as session:
        session.execute(text("PRAGMA max_page_count = 1000000"))
    add(database, tables.Room(number="2"))
    assert numbers(database) == ["1", "2"]
    assert database.check() == []


def test_a_second_writer_says_that_the_first_is_busy(
    database: Database, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_BUSY_MS", 1)
    other = Database(path, KEY)
    with database.write("test", "prøve", actor_id=None, at=AT) as unit:
        unit.session.add(tables.Room(number="1"))
        unit.session.flush()
        with pytest.raises(DatabaseBusy):
            add(other, tables.Room(number="2"))
        unit.commit()
    add(other, tables.Room(number="2"))
    assert numbers(database) == ["1", "2"]
    other.close()


@contextmanager
def _folder_without_write_permission(content: bytes) -> Iterator[Path]:
    """A real one: root may write everywhere, so root becomes nobody for the while."""
    with TemporaryDirectory(dir="/tmp") as where:
        folder = Path(where)
        path = folder / "boform.db"
        path.write_bytes(content)
        path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
        folder.chmod(0o555)
        user = os.geteuid()
        if user == 0:
            os.seteuid(65534)
        try:
            yield path
        finally:
            os.seteuid(user)
            folder.chmod(0o755)


def test_a_folder_without_write_permission(path: Path) -> None:
    content = path.read_bytes()
    with _folder_without_write_permission(content) as closed:
        with pytest.raises(FolderNotWritable):
            add(Database(closed, KEY), tables.Room(number="1"))
        assert closed.read_bytes() == content


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EACCES, FolderNotWritable),
        (errno.EROFS, FolderNotWritable),
        (errno.EPERM, FolderNotWritable),
    ],
)
def test_what_the_operating_system_says(number: int, kind: type[Exception]) -> None:
    assert type(engine.translate_os_error(OSError(number, "x"))) is kind


def test_other_troubles_keep_their_name() -> None:
    loop = OSError(errno.ELOOP, "x")
    assert engine.translate_os_error(loop) is loop
    strange = DBAPIError("SELECT 1", None, ValueError("new trouble"))
    assert engine.translate(strange) is strange


def test_a_copy_is_whole_and_encrypted(database: Database, path: Path) -> None:
    add(database, tables.Room(number=MARK))
    target = path.with_name("copy.db")
    database.backup_to(target)
    assert MARK.encode() not in target.read_bytes()
    copy = Database(target, KEY)
    assert numbers(copy) == [MARK]
    assert copy.check() == []
    copy.close()


def test_closing_folds_the_log_into_the_file(database: Database, path: Path) -> None:
    add(database, tables.Room(number="1"))
    database.close()
    assert [file.name for file in path.parent.iterdir()] == ["boform.db"]


def test_a_late_thread_does_not_open_the_file_again(database: Database, path: Path) -> None:
    database.close()
    database.close()
    for late in (database.read, database.write_unjournaled, database.check):
        with pytest.raises(DatabaseClosed):
            _enter(late)
    assert [file.name for file in path.parent.iterdir()] == ["boform.db"]


def _enter(late: Callable[[], Any]) -> None:
    found = late()
    with found:
        pass
