"""Instants are kept to the microsecond in UTC; naive ones are refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from models import tables
from models.base import new_id
from models.database import Database

ZONES = st.one_of(
    st.just(UTC),
    st.sampled_from([ZoneInfo("Europe/Copenhagen"), ZoneInfo("America/Los_Angeles")]),
    st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)
INSTANTS = st.datetimes(
    datetime(1900, 1, 2),  # noqa: DTZ001 - zones are added
    datetime(2200, 1, 1),  # noqa: DTZ001 - zones are added
    timezones=ZONES,
)


def log(at: datetime) -> tables.AccessLog:
    return tables.AccessLog(person_id=new_id(), actor_id=new_id(), at=at, what="person")


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=INSTANTS)
@example(at=datetime(2024, 10, 27, 2, 0, tzinfo=ZoneInfo("Europe/Copenhagen")))
def test_an_instant_comes_back_as_the_same_in_utc(database: Database, at: datetime) -> None:
    row = log(at)
    with database.write_unjournaled() as session:
        session.add(row)
        session.flush()
        row_id = row.id
    with database.read() as session:
        found = session.scalars(
            select(tables.AccessLog.at).where(tables.AccessLog.id == row_id)
        ).one()
    # Python calls a time in the repeated hour unequal to the same instant in any other zone (PEP 495).
    assert found == at.astimezone(UTC)
    assert found.utcoffset() == timedelta(0)


def test_the_repeated_hour_in_october_keeps_its_two_meanings(database: Database) -> None:
    zone = ZoneInfo("Europe/Copenhagen")
    twice = [datetime(2026, 10, 25, 2, 30, tzinfo=zone, fold=fold) for fold in (0, 1)]
    with database.write_unjournaled() as session:
        session.add_all(log(at) for at in twice)
    with database.read() as session:
        first, second = session.scalars(
            select(tables.AccessLog.at).order_by(tables.AccessLog.at)
        ).all()
    assert second - first == timedelta(hours=1)


def test_a_naive_instant_is_refused(database: Database) -> None:
    def write() -> None:
        with database.write_unjournaled() as session:
            session.add(log(datetime(2026, 11, 23)))  # noqa: DTZ001 - what is refused

    with pytest.raises(StatementError, match="naive"):
        write()


def test_instants_are_compared_as_instants(database: Database) -> None:
    zone = ZoneInfo("Europe/Copenhagen")
    with database.write_unjournaled() as session:
        session.add(log(datetime(2026, 11, 23, 12, 0, tzinfo=zone)))
    with database.read() as session:
        at = tables.AccessLog.at
        assert session.scalars(select(at).where(at >= datetime(2026, 11, 23, 11, tzinfo=UTC))).all()
        assert not session.scalars(
            select(at).where(at > datetime(2026, 11, 23, 11, tzinfo=UTC))
        ).all()


def test_ids_rise_with_time_and_never_repeat() -> None:
    ids = [new_id() for _ in range(2000)]
    assert len(set(ids)) == len(ids)
    assert {found.version for found in ids} == {7}
    stamps = [found.int >> 80 for found in ids]
    assert stamps == sorted(stamps)
