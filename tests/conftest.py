"""Guards for every test (``tests/guards``) and the profiles of Hypothesis."""

from __future__ import annotations

import os

from hypothesis import settings

# folders comes first: what it sets must stand before Qt is imported.
pytest_plugins = (
    "tests.guards.folders",
    "tests.guards.logs",
    "tests.guards.modals",
    "pytester",
)

settings.register_profile("boform", deadline=None)
settings.register_profile("boform-ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("boform-ci" if os.environ.get("CI") else "boform")
