"""A resident moves to another Boform: the same person, stay, overview, goals and letters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from boform_app.errors import ForeignFile, NotAllowed, Problem, ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from models import tables
from tests import houses
from tests.boform_app.services import two_houses
from tests.boform_app.services.two_houses import OTHER


@pytest.fixture
def ours(house: OpenHouse) -> Services:
    return houses.services(house)


@pytest.fixture
def there(tmp_path: Path) -> Iterator[OpenHouse]:
    opened = two_houses.other_house(tmp_path / "other")
    yield opened
    houses.close(opened)


@pytest.fixture
def theirs(there: OpenHouse) -> Services:
    return houses.services(there)


@pytest.fixture
def kim(ours: Services) -> UUID:
    return two_houses.furnished(ours)


def test_first_reading(ours: Services, theirs: Services, kim: UUID) -> None:
    file = two_houses.sent(ours, kim)
    assert theirs.transfers.look(file.data, file.code).house == "Havnehuset"
    assert theirs.transfers.take(file.data, file.code) is not None
