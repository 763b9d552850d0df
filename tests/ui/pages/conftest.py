"""Pages of the small house, looked at by its leader."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from boform_app.clock import FixedClock
from boform_app.services.context import OpenHouse
from tests import houses
from tests.ui.pages import residents
from ui.session import Session


@pytest.fixture
def house(house: OpenHouse) -> Iterator[OpenHouse]:
    """The small house; what a page opened beside itself is closed before it."""
    yield house
    for window in QApplication.topLevelWidgets():
        window.close()


@pytest.fixture
def session(house: OpenHouse, clock: FixedClock) -> Iterator[Session]:
    """The leader's log-in; its worker ends with the test."""
    found = residents.session(houses.services(house), clock)
    yield found
    found.tasks.close()
