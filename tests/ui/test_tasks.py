from __future__ import annotations

import threading
from collections.abc import Iterator
from uuid import uuid4

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from boform_app.progress import Progress
from models.values.changes import Changes
from ui.change_bus import UNDO_STEPS, ChangeBus
from ui.tasks import Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    found = Tasks()
    yield found
    found.close()


def test_work_runs_elsewhere_and_its_result_comes_back_here(qtbot: QtBot, tasks: Tasks) -> None:
    here = threading.get_ident()
    seen: list[tuple[int, int]] = []
    with qtbot.waitSignal(tasks.idle):
        tasks.run(
            lambda _progress: threading.get_ident(),
            lambda there: seen.append((there, threading.get_ident())),
        )
    assert seen[0][0] != here
    assert seen[0][1] == here


def test_an_error_goes_to_who_asked_and_else_to_the_messages(qtbot: QtBot, tasks: Tasks) -> None:
    def fail(_progress: Progress) -> None:
        raise ValueError("ord")

    heard: list[Exception] = []
    with qtbot.waitSignal(tasks.idle):
        tasks.run(fail, lambda _result: None, failed=heard.append)
    with qtbot.waitSignal(tasks.failed) as failed:
        tasks.run(fail, lambda _result: None)
    assert isinstance(heard[0], ValueError)
    assert failed.args is not None
    assert isinstance(failed.args[0], ValueError)


def test_progress_is_heard_and_cancelling_ends_the_work(qtbot: QtBot, tasks: Tasks) -> None:
    go_on = threading.Event()
    steps: list[tuple[int, int, str]] = []
    ended: list[str] = []

    def long_work(progress: Progress) -> None:
        progress.report(1, 9, "Læser")
        go_on.wait(10)
        progress.report(2, 9)
        ended.append("never")

    task = tasks.run(
        long_work, lambda _r: ended.append("done"), cancelled=lambda: ended.append("cancelled"),
        progress=lambda *step: steps.append(step),
    )  # fmt: skip
    qtbot.waitUntil(lambda: bool(steps))
    task.cancel()
    with qtbot.waitSignal(tasks.idle):
        go_on.set()
    assert steps == [(1, 9, "Læser")]
    assert ended == ["cancelled"]


def test_nothing_is_called_when_the_page_is_gone(qtbot: QtBot, tasks: Tasks) -> None:
    owner = QObject()
    called: list[bool] = []
    go_on = threading.Event()
    tasks.run(lambda _p: go_on.wait(10), called.append, owner=owner)
    shiboken6.delete(owner)
    with qtbot.waitSignal(tasks.idle):
        go_on.set()
    assert called == []


def _changes(*, undoable: bool = True) -> Changes:
    return Changes(uuid4(), 1, "note.finish", "notat om Ole", {}, undoable)


def test_work_asked_for_after_the_end_is_never_begun(qtbot: QtBot, tasks: Tasks) -> None:
    tasks.close()
    told: list[str] = []
    tasks.run(
        lambda _progress: told.append("work"), lambda _result: told.append("done"),
        cancelled=lambda: told.append("cancelled"),
    )  # fmt: skip
    qtbot.waitUntil(lambda: not tasks.busy)
    assert told == ["cancelled"]


def test_the_bus_remembers_own_steps_that_can_be_undone(qtbot: QtBot) -> None:
    bus, step = ChangeBus(), _changes()
    bus.publish(step)
    bus.publish(_changes(undoable=False))
    bus.publish(_changes(), own=False)
    found = [bus.undoable]
    bus.forget(step.operation_id)
    found.append(bus.undoable)
    assert found == [step, None]
    for _ in range(UNDO_STEPS + 5):
        bus.publish(_changes())
    assert len(bus._steps) == UNDO_STEPS
