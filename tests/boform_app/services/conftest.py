"""The small house for service tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from boform_app.clock import FixedClock
from boform_app.services.context import OpenHouse
from tests import houses


@pytest.fixture
def clock() -> FixedClock:
    return houses.make_clock()


@pytest.fixture
def house(tmp_path: Path, clock: FixedClock) -> Iterator[OpenHouse]:
    opened = houses.make_house(tmp_path, clock)
    yield opened
    houses.close(opened)
