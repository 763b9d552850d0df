"""What a page holds is held once: coming back to it adds nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from benchmarks import _tour
from tests.ui.program import Running, log_in, made_house, running
from ui.desk import Desk


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    found: Running = running(made_house(tmp_path))
    found.program.start()
    yield log_in(qtbot, found)
    found.program.close()


def _look_at_everything(qtbot: QtBot, desk: Desk) -> None:
    for target in _tour.targets(desk):
        desk.window.navigator.go(target)
        qtbot.waitUntil(lambda: not desk.tasks.busy, timeout=20_000)


def _widgets(desk: Desk) -> Counter[str]:
    """Widgets of the window by class and where they stand."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return Counter(
        f"{type(one).__name__} in {type(one.parentWidget()).__name__}"
        for one in QApplication.allWidgets()
        if one.window() is desk.window
    )


def test_a_second_visit_everywhere_keeps_no_second_set_of_widgets(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_tour, "RESIDENTS", 1)
    _look_at_everything(qtbot, desk)
    once = _widgets(desk)
    _look_at_everything(qtbot, desk)
    assert once.total() > 1000, "the tour came to the pages"
    assert _widgets(desk) - once == Counter()
