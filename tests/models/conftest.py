"""A small encrypted database file with the real schema."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from models.database import Database
from models.migrations import runner

KEY = bytes(range(32))


@cache
def _template() -> bytes:
    with TemporaryDirectory() as where:
        path = Path(where) / "boform.db"
        runner.create(path, KEY)
        Database(path, KEY).close()
        return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed file."""
    file = tmp_path / "boform.db"
    file.write_bytes(_template())
    return file


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    """The file, open."""
    opened = Database(path, KEY)
    yield opened
    opened.close()
