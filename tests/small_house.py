"""The small house as fixtures, for every test that asks for ``house``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from boform_app.clock import FixedClock
from boform_app.services.context import OpenHouse
from tests import houses


@pytest.fixture
def clock() -> FixedClock:
    """Stands at ``houses.OPENED_AT`` until a test sets it."""
    return houses.make_clock()


@pytest.fixture
def house(tmp_path: Path, clock: FixedClock) -> Iterator[OpenHouse]:
    """Opened by its leader, empty of residents."""
    opened = houses.make_house(tmp_path, clock)
    yield opened
    houses.close(opened)
