"""Services of the small house, asked by its leader; and the house a resident moves to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from boform_app.clock import FixedClock
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from tests import houses
from tests.boform_app.services import two_houses


@pytest.fixture
def services(house: OpenHouse) -> Services:
    return houses.services(house)


@pytest.fixture
def ours(services: Services) -> Services:
    """Havnehuset, where there is another house as well."""
    return services


@pytest.fixture
def there(tmp_path: Path, clock: FixedClock) -> Iterator[OpenHouse]:
    """Østhuset, with staff of its own."""
    opened = two_houses.other_house(tmp_path / "other", clock)
    yield opened
    houses.close(opened)
