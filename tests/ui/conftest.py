"""The look of every interface test: the program's own, or the one the test is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from ui.application import make_application
from ui.privacy import privacy
from ui.theme import Look, theme


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    """The look is there before the test's windows: to dress them again takes a second each."""
    make_application()
    _wear(_asked_for(request))
    yield
    privacy().set_on(on=False)
    _wear(Look())


def _asked_for(request: pytest.FixtureRequest) -> Look:
    """What a test is parametrised by: a ``look``, or a ``zoom`` in percent."""
    parameters = getattr(getattr(request.node, "callspec", None), "params", {})
    look, zoom = parameters.get("look"), parameters.get("zoom")
    found = look if isinstance(look, Look) else Look()
    return replace(found, zoom=zoom) if isinstance(zoom, int) else found


def _wear(look: Look) -> None:
    if theme().look != look:
        # Widgets that only wait for their end would be dressed, too.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        theme().use(look)
