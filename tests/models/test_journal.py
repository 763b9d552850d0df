"""The journal: a chain that tells tampering, content that can be erased, order of commit."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from models import journal, tables
from models.database import Database
from models.values.changes import Changes

AT = datetime(2026, 11, 23, 20, 40, tzinfo=UTC)


def add(database: Database, number: str, at: datetime = AT) -> Changes:
    with database.write("room.add", f"værelse {number}", actor_id=None, at=at) as unit:
        unit.session.add(tables.Room(number=number))
        return unit.commit()


def findings(database: Database) -> list[str]:
    with database.read() as session:
        return journal.verify_chain(session)


def content(database: Database, changes: Changes) -> list[journal.Plain]:
    with database.read() as session:
        return list(session.get_one(tables.Revision, changes.operation_id).content)


@pytest.fixture
def three(database: Database) -> Database:
    for number in "123":
        add(database, number)
    assert findings(database) == []
    return database


def test_a_step_says_what_it_changed(database: Database) -> None:
    changes = add(database, "1")
    assert (changes.seq, changes.kind, changes.label) == (1, "room.add", "værelse 1")
    room_id = changes.first("room")
    (entry,) = content(database, changes)
    assert (entry["entity"], entry["id"], entry["before"]) == ("room", str(room_id), None)
    assert entry["after"]["number"] == "1"
    assert "version" not in entry["after"]


def test_only_columns_that_differ_are_kept_first_and_last_state(database: Database) -> None:
    room_id = add(database, "1").first("room")
    with database.write("room.set", "værelse", actor_id=None, at=AT) as unit:
        room = unit.session.get_one(tables.Room, room_id)
        room.floor = "stuen"
        unit.session.flush()
        room.floor, room.sort = "kælder", 7
        unit.about(person := uuid4())
        changes = unit.commit()
    assert content(database, changes) == [
        {
            "entity": "room",
            "id": str(room_id),
            "before": {"floor": "", "sort": 0},
            "after": {"floor": "kælder", "sort": 7},
        }
    ]
    assert changes.touches("person", person)


def test_made_and_taken_away_in_one_step_is_nothing(database: Database) -> None:
    with database.write("room.set", "værelse", actor_id=None, at=AT) as unit:
        room = tables.Room(number="1")
        unit.session.add(room)
        unit.session.flush()
        unit.session.delete(room)
        changes = unit.commit()
    assert content(database, changes) == []


def test_keys_of_blobs_never_reach_the_journal(database: Database) -> None:
    key = bytes(range(32))
    with database.write("blob.add", "fil", actor_id=None, at=AT) as unit:
        unit.session.add(tables.Blob(key=key, size=1, sha256="00", media_type="x/y", created_at=AT))
        changes = unit.commit()
    assert key.hex() not in repr(content(database, changes))
    assert "sha256" in content(database, changes)[0]["after"]


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=1)), timezone(timedelta(hours=-7))])
def test_the_chain_does_not_depend_on_who_set_the_zone(database: Database, zone: timezone) -> None:
    add(database, "1", AT.astimezone(zone))
    assert findings(database) == []


def _other_kind(session: Session) -> None:
    session.execute(update(tables.Operation).where(tables.Operation.seq == 2).values(kind="x"))


def _other_actor(session: Session) -> None:
    session.execute(
        update(tables.Operation).where(tables.Operation.seq == 2).values(actor_id=uuid4())
    )


def _other_time(session: Session) -> None:
    session.execute(
        update(tables.Operation)
        .where(tables.Operation.seq == 2)
        .values(at=AT + timedelta(microseconds=1))
    )


def _one_subject_less(session: Session) -> None:
    session.execute(
        delete(tables.OperationSubject).where(
            tables.OperationSubject.operation_id == _second(session)
        )
    )


def _removed(session: Session) -> None:
    second = _second(session)
    for table, column in (
        (tables.OperationSubject, tables.OperationSubject.operation_id),
        (tables.Revision, tables.Revision.operation_id),
        (tables.Operation, tables.Operation.id),
    ):
        session.execute(delete(table).where(column == second))


def _second(session: Session) -> UUID:
    return session.scalars(select(tables.Operation.id).where(tables.Operation.seq == 2)).one()


@pytest.mark.parametrize(
    "tamper", [_other_kind, _other_actor, _other_time, _one_subject_less, _removed]
)
def test_tampering_with_the_chain_is_found(
    three: Database, tamper: Callable[[Session], None]
) -> None:
    with three.write_unjournaled() as session:
        tamper(session)
    assert any("chain" in line for line in findings(three))


@pytest.mark.parametrize("column", ["label", "content", "salt"])
def test_changed_content_is_found(three: Database, column: str) -> None:
    value = {"label": "noget andet", "content": [], "salt": b"x"}[column]
    with three.write_unjournaled() as session:
        second = _second(session)
        session.execute(
            update(tables.Revision)
            .where(tables.Revision.operation_id == second)
            .values({column: value})
        )
    assert findings(three) == ["operation 2: content"]


def test_erased_content_leaves_the_chain_whole(three: Database) -> None:
    with three.write_unjournaled() as session:
        session.execute(delete(tables.Revision))
    assert findings(three) == []
    add(three, "4")
    assert findings(three) == []


def test_order_of_number_is_order_of_commit_and_has_no_holes(database: Database) -> None:
    def work(name: str) -> None:
        for n in range(5):
            add(database, f"{name}{n}")
            with database.write("x", "opgivet", actor_id=None, at=AT) as unit:
                unit.session.add(tables.Room(number=f"{name}{n}x"))
                unit.session.flush()

    threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as session:
        seqs = session.scalars(select(tables.Operation.seq).order_by(tables.Operation.seq)).all()
    assert seqs == list(range(1, 11))
    assert findings(database) == []


def test_numbers_of_a_series_are_drawn_one_by_one(database: Database) -> None:
    with database.write_unjournaled() as session:
        assert [journal.next_number(session, "letter") for _ in range(3)] == [1, 2, 3]
        assert journal.next_number(session, "stay") == 1


def test_plain_values_come_back_as_they_were() -> None:
    for row_class, column, value in (
        (tables.Stay, "arrived_at", AT),
        (tables.Stay, "decided_on", AT.date()),
        (tables.Stay, "person_id", uuid4()),
        (tables.Stay, "delegated", True),
        (tables.Stay, "reasons", ["eviction", "other"]),
        (tables.Letter, "recipient", {"lines": ["Aalborg"]}),
        (tables.Stay, "ended_at", None),
    ):
        plain = journal.to_plain(value)
        assert journal.from_plain(row_class, column, plain) == value, column
