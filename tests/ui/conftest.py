"""The program's own look in every interface test, back to normal after each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.application import make_application
from ui.privacy import privacy
from ui.theme import Look, theme


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    make_application()
    if theme().look != Look():
        theme().use(Look())
    yield
    privacy().set_on(on=False)
    if theme().look != Look():
        theme().use(Look())
