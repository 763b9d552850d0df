"""The house log in the states it passes through, and the change of shift on *I dag*."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.screens.scene import Scene
from tests.screens.stage import NotSeen, Stage
from ui.pages.day_log.page import DayLogPage
from ui.pages.today import TodayPage
from ui.privacy import privacy


def _log(stage: Stage, **facts: object) -> DayLogPage:
    stage.go("day_log", **{"day": None, **facts})
    page = stage.main.navigator.current
    if not isinstance(page, DayLogPage):
        raise NotSeen("the log")
    return page


def _empty(stage: Stage) -> None:
    _log(stage, day=date(2012, 1, 2))


def _search(stage: Stage) -> None:
    page = _log(stage)
    page.command("find")
    QTest.keyClicks(page.head.search, "talt hund")
    stage.wait(200)


def _written(stage: Stage) -> DayLogPage:
    page = _log(stage)
    page.command("new_note")
    for name in ("ole", "per"):
        QTest.keyClicks(page.composer.about.edit, f"{name},")
    QTest.keyClick(page.composer.about.edit, Qt.Key.Key_Return)
    QTest.keyClicks(
        page.composer.area,
        "Ole og Per har aftalt at lave mad sammen på fredag. De køber ind torsdag kl. 15.",
    )
    stage.wait(1300)
    return page


def _one(stage: Stage) -> None:
    page = _log(stage)
    page.command("new_note")
    QTest.keyClicks(page.composer.about.edit, "ole")
    QTest.keyClick(page.composer.about.edit, Qt.Key.Key_Return)
    QTest.keyClicks(page.composer.area, "Ole har ringet til Hanne Riis.")
    stage.wait(1300)


def _names(stage: Stage) -> None:
    page = _log(stage)
    page.command("new_note")
    QTest.keyClicks(page.composer.about.edit, "k")
    stage.settle()


def _phrases(stage: Stage) -> None:
    page = _log(stage)
    page.composer.phrases.click()
    stage.settle()


def _correction(stage: Stage) -> None:
    page = _log(stage)
    note = next(row for row in page.list.model_.rows if "Urolig" in getattr(
        getattr(row, "note", None), "text", ""))  # fmt: skip
    page.list.choose(note.note.id)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    stage.settle()
    QTest.keyClicks(page.composer.area, "Hunden er hos søsteren til tirsdag.")
    stage.settle()


def _hidden(stage: Stage) -> None:
    _log(stage)
    privacy().set_on(on=True)
    stage.settle()


def _all_read(stage: Stage) -> None:
    stage.go("today")
    page = stage.main.navigator.current
    if not isinstance(page, TodayPage):
        raise NotSeen("I dag")
    stage.press("Markér alle som læst")


DAY_LOG: tuple[Scene, ...] = (
    Scene("day-log", _log),
    Scene("day-log-yesterday", lambda s: _log(s, day=date(2026, 11, 22))),
    Scene("day-log-empty", _empty),
    Scene("day-log-search", _search),
    Scene("day-log-hidden", _hidden),
    Scene("day-log-names", _names, house="log-one"),
    Scene("day-log-several", _written, house="log"),
    Scene("day-log-one", _one, house="log-one"),
    Scene("day-log-phrases", _phrases, house="log"),
    Scene("day-log-correction", _correction, house="log"),
    Scene("today-read", _all_read, house="log"),
)
