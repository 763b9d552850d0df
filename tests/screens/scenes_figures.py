"""Ledelsestal: charts, their table, another period, own dates, and a house without figures."""

from __future__ import annotations

from tests.screens.scene import Scene
from tests.screens.stage import Stage
from ui.pages.figures.page import FiguresPage
from ui.pages.figures.period import Choice


def _figures(stage: Stage, choice: Choice | None = None, chosen: str = "") -> FiguresPage:
    stage.go("figures", choice=choice or Choice(), chosen=chosen, table=False)
    page = stage.main.navigator.current
    if not isinstance(page, FiguresPage):
        raise TypeError("the figures are not shown")
    stage.until(lambda: page.view is not None and not stage.desk.tasks.busy, "the figures")
    stage.settle()
    stage.until(lambda: bool(page.behind.list.model_.rows), "the list behind the figure")
    return page


def _table(stage: Stage) -> None:
    _figures(stage).switch()
    stage.settle()


def _own(stage: Stage) -> None:
    _figures(stage).period.own()
    stage.settle()


def _menu(stage: Stage) -> None:
    page = _figures(stage)
    page.period.click()
    stage.settle()


def _none(stage: Stage) -> None:
    stage.go("figures")
    page = stage.main.navigator.current
    if not isinstance(page, FiguresPage):
        raise TypeError("the figures are not shown")
    stage.until(lambda: page.view is not None, "the answer that there are none")
    stage.settle()


FIGURES: tuple[Scene, ...] = (
    Scene("figures", _figures),
    Scene("figures-length", lambda s: _figures(s, chosen="n:length")),
    Scene("figures-table", _table),
    Scene("figures-twelve-months", lambda s: _figures(s, Choice("twelve"), "n:places")),
    Scene("figures-last-year", lambda s: _figures(s, Choice("last_year"), "n:plans")),
    Scene("figures-period", _menu),
    Scene("figures-own-dates", _own),
    Scene("figures-none", _none, opens="fresh"),
)
