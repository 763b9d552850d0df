"""The hook that reports slow queries must be able to report one."""

from __future__ import annotations

import gc
import threading
import time
from pathlib import Path

from sqlalchemy import text

from tests import houses
from tests.query_watch import QueryWatch, watching_queries

_LONG = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) "
    "SELECT count(*) FROM n"
)


def test_a_query_that_works_long_is_reported(tmp_path: Path) -> None:
    with watching_queries() as watch:
        house = houses.make_house(tmp_path)
        assert watch.slow() == []
        with house.database.read() as session:
            session.execute(text(_LONG))
        houses.close(house)
    assert len(watch.slow()) == 1
    assert "WITH RECURSIVE" in watch.slow()[0]


def test_rows_that_take_long_to_fetch_are_reported(tmp_path: Path) -> None:
    rows = _LONG.replace("SELECT count(*) FROM n", "SELECT i FROM n WHERE i % 1000000 = 1")
    with watching_queries() as watch:
        house = houses.make_house(tmp_path)
        with house.database.read() as session:
            assert session.scalars(text(rows)).all() == [1, 1_000_001, 2_000_001]
        houses.close(house)
    assert len(watch.slow()) == 1
    assert watch.slow()[0].split(": ", 1)[1].startswith("rows of WITH RECURSIVE")


def test_a_worker_may_take_its_time(tmp_path: Path) -> None:
    with watching_queries() as watch:
        house = houses.make_house(tmp_path)

        def work() -> None:
            with house.database.read() as session:
                session.execute(text(_LONG))

        worker = threading.Thread(target=work)
        worker.start()
        worker.join()
        houses.close(house)
    assert watch.statements > 0
    assert watch.slow() == []


def test_the_collector_is_nobodys_query() -> None:
    many = [{} for _ in range(1_000_000)]  # type: ignore[var-annotated]  # nothing is in them
    with watching_queries() as watch:
        began = time.thread_time()
        watch.time("SELECT 1", gc.collect)
        whole = time.thread_time() - began
    assert len(many) == 1_000_000
    assert watch.longest()[0] < whole / 2


def test_one_slow_moment_of_the_machine_is_forgiven_a_habit_is_not() -> None:
    watch = QueryWatch()
    for waited in (0.001, 0.001, 0.200):
        watch.record("SELECT 1", 0.001, waited)
    assert watch.slow() == []
    for _ in range(5):
        watch.record("SELECT 1", 0.001, 0.200)
    assert watch.slow() == ["200 ms in 6 of 8 runs: SELECT 1"]


def test_a_commit_waits_for_the_disk_but_may_not_work() -> None:
    watch = QueryWatch()
    for _ in range(5):
        watch.record("COMMIT", 0.001, 0.300)
    assert watch.slow() == []
    for _ in range(2):
        watch.record("COMMIT", 0.060, 0.060)
    assert len(watch.slow()) == 1


def test_work_of_one_run_among_many_is_a_moment_of_the_machine() -> None:
    watch = QueryWatch()
    watch.record("SELECT 1", 0.120, 0.120)
    assert len(watch.slow()) == 1, "there is no other run to tell"
    watch.record("SELECT 1", 0.001, 0.001)
    assert watch.slow() == []
    watch.record("SELECT 1", 0.120, 0.120)
    assert watch.slow() == ["120 ms of work: SELECT 1"]
