"""Twenty years of former residents as rows: a stay each that ended, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from boform_app.services.context import OpenHouse
from models import tables
from models.base import new_id
from tests.houses import STAFF

MANY = 620
"""More than anybody would put into a list that opens."""


def moved_out(house: OpenHouse, first: str, last: str, born: date | None = None) -> UUID:
    """Somebody who lived here a year ago."""
    return _written(house, [tables.Person(first_name=first, last_name=last, birth_date=born)])[0]


def many(house: OpenHouse, number: int = MANY) -> tuple[UUID, ...]:
    """So many others, all of whom stand before Ø in the alphabet."""
    people = [
        tables.Person(first_name="Jens", last_name=f"Hansen{one:04d}") for one in range(number)
    ]
    return tuple(_written(house, people))


def _written(house: OpenHouse, people: Sequence[tables.Person]) -> list[UUID]:
    now, leader = house.clock.now(), STAFF["leader"][0]
    ids = [new_id() for _ in people]
    with house.database.write_unjournaled() as session:
        for person_id, person in zip(ids, people, strict=True):
            person.id = person_id
        session.add_all(people)
        session.add_all(
            tables.Stay(
                person_id=person_id, case_number=f"T-{person_id}", decided_on=date(2025, 11, 1),
                decided_by_id=leader, registered_by_id=leader, registered_at=now,
                arrived_at=now - timedelta(days=400), ended_at=now - timedelta(days=365),
            )
            for person_id in ids
        )  # fmt: skip
    return ids
