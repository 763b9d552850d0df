"""One mix of a house's work on the encrypted file against the same work on a plain SQLite file.

The mix: 1,000 admissions, 5,000 notes and 20 list pages, through the same services; only the key is
left out for the floor. Both houses work in turns, a slice of the mix at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch
from uuid import UUID

from benchmarks.houses import make_house
from benchmarks.measure import milliseconds
from benchmarks.result import Result
from boform_app.bootstrap import close_house
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.residents import ResidentsService
from boform_app.services.views.people import ResidentFilter
from boform_app.services.views.records import NoteCommand
from boform_app.services.views.stays import AdmitCommand
from models import engine

ADMISSIONS, NOTES, PAGES = 1_000, 5_000, 20
LIMIT = 1.3
_SLICES = 10
_NOTE = (
    "Kom hjem klokken halv elleve. Har talt med kommunen om boligen og vil gerne se den i morgen. "
)

Work = Callable[[], object]


def run(admissions: int = ADMISSIONS, notes: int = NOTES, pages: int = PAGES) -> list[Result]:
    """Milliseconds of each kind of work and of the whole mix."""
    with TemporaryDirectory() as where, _plain_below(Path(where) / "plain"):
        houses = [make_house(Path(where) / name, rooms=admissions) for name in ("own", "plain")]
        sides = [_Side(*house) for house in houses]
        kinds = (
            (f"{admissions} admissions", admissions, [side.admissions for side in sides]),
            (f"{notes} notes", notes, [side.notes for side in sides]),
            (f"{pages} list pages", pages, [side.pages for side in sides]),
        )
        rows = [(name, *_in_turns(count, *makes)) for name, count, makes in kinds]
        for house, _ in houses:
            close_house(house)
    whole = ("the whole mix", sum(own for _, own, _ in rows), sum(plain for *_, plain in rows))
    return [
        Result(name, own, "ms", plain, "plain SQLite", LIMIT if name == whole[0] else None)
        for name, own, plain in (*rows, whole)
    ]


class _Side:
    """One house and the work that waits for it."""

    def __init__(self, house: OpenHouse, services: Services) -> None:
        self._house, self._services = house, services
        self._places = [place.id for place in services.rooms.places()]
        self._persons: list[UUID] = []

    def admissions(self) -> Iterator[Work]:
        for number, place in enumerate(self._places):
            yield partial(self._admit, number, place)

    def notes(self) -> Iterator[Work]:
        number = 0
        while True:
            person = self._persons[number % len(self._persons)]
            words = _NOTE * (1 + number % 4)
            note = NoteCommand(person_ids=(person,), text=words)
            yield partial(self._services.notes.finish, note)
            number += 1

    def pages(self) -> Iterator[Work]:
        # Without the deadlines, which are arithmetic and the same on both sides.
        residents = ResidentsService(self._house, self._services.actor, dict)
        while True:
            yield partial(residents.rows, ResidentFilter())

    def _admit(self, number: int, place: UUID) -> None:
        command = AdmitCommand(f"Beboer {number}", f"Efternavn {number}", place_id=place)
        self._persons.append(self._services.stays.admit(command).first("person"))


def _in_turns(
    count: int, own: Callable[[], Iterator[Work]], plain: Callable[[], Iterator[Work]]
) -> tuple[float, float]:
    """Milliseconds of ``count`` pieces of work on either side."""
    ways, took = (own(), plain()), [0.0, 0.0]
    for number in range(_SLICES):
        size = count * (number + 1) // _SLICES - count * number // _SLICES
        for side, way in enumerate(ways):
            took[side] += sum(milliseconds(work) for work in islice(way, size))
    return took[0], took[1]


@contextmanager
def _plain_below(root: Path) -> Iterator[None]:
    """Files below this folder are opened without a key."""
    connect = engine.connect

    def connected(path: Path, key: bytes | None, role: engine.Role) -> Any:
        return connect(path, None if root in path.parents else key, role)

    with patch.object(engine, "connect", connected):
        yield
