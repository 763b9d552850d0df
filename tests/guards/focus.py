"""The cursor leaves its field while the house of the test is still open.

A field that is left settles what was typed, and may read the house for it. Windows without a screen
tell of it late: into the next test, when the house is closed.
"""

from __future__ import annotations

import sys
from collections.abc import Generator

import pytest


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Generator[None]:
    """Leave the field before fixtures and windows go; Qt is not loaded for the sake of it."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    focused = widgets.QApplication.focusWidget() if widgets is not None else None
    if focused is not None:
        focused.clearFocus()
    return (yield)
