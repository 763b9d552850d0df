"""Drafts: the text in its own file, the database knows only who writes on what since when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from boform_app.clock import FixedClock
from boform_app.services._presence import THROTTLE, PresenceBoard
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.stays import AdmitCommand
from boform_app.vault.drafts import DraftStore
from models import tables
from models.errors import DatabaseBusy
from tests import houses
from tests.houses import PLACES

MARK = "Zxqvøjkåwæplt"


class Ticks:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def board(house: OpenHouse, clock: FixedClock, ticks: Ticks) -> Iterator[PresenceBoard]:
    """A house whose drafts and presence are written when the test says so."""
    house.drafts = DraftStore(
        house.folder.drafts, house.vault.subkeys("drafts"), clock=clock, threaded=False
    )
    house.presence = PresenceBoard(house.database, monotonic=ticks, threaded=False)
    yield house.presence
    house.drafts.close()


@pytest.fixture
def services(house: OpenHouse, board: PresenceBoard) -> Services:
    return houses.services(house)


@pytest.fixture
def kim(services: Services) -> UUID:
    return services.stays.admit(AdmitCommand("Kim", "Dahl", place_id=PLACES[1])).first("person")


def rows(house: OpenHouse) -> list[tables.DraftPresence]:
    with house.database.read() as session:
        return list(session.scalars(select(tables.DraftPresence)))


def test_a_form_is_one_draft_with_its_fields(services: Services, kim: UUID) -> None:
    services.drafts.put("admission", None, "first_name", "Ole")
    services.drafts.put("admission", None, "note", "Kom kl. 2", cursor=9, scroll=40)
    services.drafts.put("note", kim, "", "Sov godt")
    view = services.drafts.get("admission", None)
    assert view is not None
    assert view.fields == {"first_name": "Ole", "note": "Kom kl. 2"}
    assert (view.cursor, view.scroll, view.title) == (9, 40, "Indskrivning")
    titles = {view.title for view in services.drafts.mine()}
    assert titles == {"Indskrivning", "Notat, Kim Dahl"}
    services.drafts.discard("admission", None)
    assert services.drafts.get("admission", None) is None
    assert services.drafts.get("note", kim) is not None


def test_the_latest_draft_comes_first(services: Services, clock: FixedClock, kim: UUID) -> None:
    services.drafts.put("note", kim, "", "først")
    clock.set(clock.now() + timedelta(minutes=1))
    services.drafts.put("consent", kim, "purpose", "så")
    assert [view.kind for view in services.drafts.mine()] == ["consent", "note"]


def test_colleagues_see_that_not_what(
    services: Services, house: OpenHouse, board: PresenceBoard, kim: UUID
) -> None:
    services.drafts.put("note", kim, "", MARK)
    board.write_due()
    ali = houses.services(house, "staff")
    (other,) = ali.drafts.others(kim)
    assert (other.staff_name, other.kind, other.since) == ("Mette", "note", house.clock.now())
    assert services.drafts.others(kim) == ()
    assert ali.drafts.mine() == ()
    assert ali.drafts.get("note", kim) is None
    services.drafts.flush()
    with house.database.read() as session:
        for table in tables.Person.metadata.sorted_tables:
            assert MARK not in repr(session.execute(select(table)).all()), table.name
    services.drafts.discard("note", kim)
    board.write_due()
    assert ali.drafts.others(kim) == ()


def test_presence_is_written_rarely_however_fast_one_types(
    services: Services, house: OpenHouse, ticks: Ticks, board: PresenceBoard,
    kim: UUID,
) -> None:  # fmt: skip
    clock = house.clock
    assert isinstance(clock, FixedClock)
    start, written = clock.now(), []
    house.database.watch_queries(
        lambda _, text: written.append(text) if "draft_presence" in text else None
    )
    for second in range(100):
        clock.set(start + timedelta(seconds=second))
        ticks.now = 100.0 + second
        services.drafts.put("note", kim, "", "x" * second)
        board.write_due()
    changes = [text for text in written if text.startswith(("INSERT", "UPDATE"))]
    assert len(changes) == 1 + 99 // int(THROTTLE)
    (row,) = rows(house)
    assert (row.since, row.updated_at) == (start, start + timedelta(seconds=90))


def test_a_busy_database_is_asked_again_and_disturbs_nobody(
    services: Services, house: OpenHouse, board: PresenceBoard, kim: UUID,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def busy(_: object) -> None:
        raise DatabaseBusy

    services.drafts.put("note", kim, "", "Sov godt")
    with monkeypatch.context() as patch:
        patch.setattr(type(house.database), "write_unjournaled", busy)
        assert board.write_due() == 5.0
    assert rows(house) == []
    assert board.write_due() is None
    assert len(rows(house)) == 1


def test_presence_on_a_person_that_was_taken_back_is_let_go(
    services: Services, house: OpenHouse, board: PresenceBoard, kim: UUID
) -> None:
    services.drafts.put("note", kim, "", "Sov godt")
    board.write_due()
    services.undo.undo()
    assert rows(house) == []
    board.writing(services.drafts._key("end_stay", kim), house.clock.now())
    assert board.write_due() is None
    assert rows(house) == []
    assert services.drafts.get("note", kim) is not None


def test_the_worker_writes_by_itself(house: OpenHouse, board: PresenceBoard, kim: UUID) -> None:
    worker = PresenceBoard(house.database)
    house.presence = worker
    houses.services(house).drafts.put("note", kim, "", "Sov godt")
    worker.close()
    assert len(rows(house)) == 1
