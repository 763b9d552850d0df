"""A log record from WARNING upwards that no test announced fails the test it came in.

A test that provokes one says so: ``@pytest.mark.expected_log("boform.vault", "slots damaged")``.
The first word is the logger (or a parent of it), the second a regular expression searched in the
message. An announced record that does not come is a failure too.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Generator, Iterable

import pytest

MARKER = "expected_log(logger, pattern): a log record from WARNING upwards that this test provokes"

_records = pytest.StashKey["_Records"]()


class _Records(logging.Handler):
    """Keeps what was logged during one test."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.unclaimed: list[logging.LogRecord] = []
        self.seen: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.unclaimed.append(record)
        self.seen.append(record)


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", MARKER)


def _expectations(item: pytest.Item) -> list[tuple[str, str]]:
    return [(mark.args[0], mark.args[1]) for mark in item.iter_markers("expected_log")]


def _fits(record: logging.LogRecord, logger: str, pattern: str) -> bool:
    same = record.name == logger or record.name.startswith(f"{logger}.")
    return same and re.search(pattern, record.getMessage()) is not None


def _fail_on_unexpected(item: pytest.Item, records: _Records) -> None:
    expected = _expectations(item)
    stray = [r for r in records.unclaimed if not any(_fits(r, *e) for e in expected)]
    records.unclaimed.clear()
    if stray:
        pytest.fail(f"unexpected log records:\n{_lines(stray)}", pytrace=False)


def _lines(records: Iterable[logging.LogRecord]) -> str:
    return "\n".join(f"  {r.levelname} {r.name}: {r.getMessage()}" for r in records)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None]:
    """Listen from before the first fixture."""
    records = item.stash[_records] = _Records()
    logging.getLogger().addHandler(records)
    yield
    _fail_on_unexpected(item, records)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """A stray record fails the test itself, not only its teardown."""
    yield
    records = item.stash[_records]
    _fail_on_unexpected(item, records)
    for logger, pattern in _expectations(item):
        if not any(_fits(record, logger, pattern) for record in records.seen):
            pytest.fail(f"an expected log record never came: {logger}: {pattern}", pytrace=False)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    """Stop listening after the last fixture."""
    records = item.stash[_records]
    try:
        yield
    finally:
        logging.getLogger().removeHandler(records)
    _fail_on_unexpected(item, records)
