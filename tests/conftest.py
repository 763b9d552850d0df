"""Guards for every test (``tests/guards``) and the profiles of Hypothesis."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# folders comes first: what it sets must stand before Qt is imported.
pytest_plugins = (
    "tests.guards.folders",
    "tests.guards.focus",
    "tests.guards.logs",
    "tests.guards.modals",
    "tests.small_house",
    "tests.demohouse",
    "pytester",
)

settings.register_profile("boform", deadline=None)
settings.register_profile("boform-ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("boform-ci" if os.environ.get("CI") else "boform")

_LONGEST = ("tests/ui/test_screens.py", "tests/e2e/test_canary.py", "tests/e2e/test_a_case.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that no process waits at the end for one that has just begun them."""
    items.sort(key=lambda item: not item.nodeid.startswith(_LONGEST))
