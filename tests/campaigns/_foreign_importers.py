"""Who takes foreign files in, each with a house of its own on a real encrypted file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import func, select

from boform_app.errors import ForeignFile
from boform_app.services.context import OpenHouse
from models.base import Base
from tests import houses
from tests.boform_app.services import answer_house
from tests.campaigns import foreign


@contextmanager
def answers() -> Iterator[foreign.Importer]:
    """Everything ticked of an answer to the one letter that was sent; other files are refused."""
    with TemporaryDirectory() as where:
        house = houses.make_house(Path(where))
        try:
            services = houses.services(house)
            answer_house.case(services)

            def take(data: bytes) -> None:
                found = services.answers.look(data)
                if not found.ticked:
                    raise ForeignFile("file_other_kind")
                services.answers.take(found, found.ticked)
                services.undo.undo()

            yield foreign.Importer("answers", take, lambda: rows(house), every=4)
        finally:
            houses.close(house)


def rows(house: OpenHouse) -> tuple[int, ...]:
    """How many rows each table has; every change is a row more in the journal."""
    with house.database.read() as session:
        counts = [
            session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        ]
    return tuple(counts)
