"""The program's own look, a program on a throw-away folder, and no slow query on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.e2e.running import Running
from tests.query_watch import QueryWatch, watching_queries
from ui.application import make_application
from ui.privacy import privacy
from ui.theme import Look, theme


@pytest.fixture
def queries() -> Iterator[QueryWatch]:
    """Fails the test that made the interface thread wait for a query."""
    with watching_queries() as watch:
        yield watch
    assert watch.statements > 0
    assert watch.slow() == []


@pytest.fixture
def running(qapp: QApplication, tmp_path: Path) -> Iterator[Running]:
    """Not started yet."""
    make_application()
    found = Running(tmp_path / "data")
    yield found
    found.end()
    privacy().set_on(on=False)
    theme().use(Look())
