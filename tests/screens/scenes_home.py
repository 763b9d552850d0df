"""Støtte, Bolig and the leader's refund panel, in the states they pass through."""

from __future__ import annotations

from collections.abc import Callable

from tests.screens.scene import Scene
from tests.screens.stage import NotSeen, Stage
from ui.pages.board.page import BoardPage
from ui.pages.end_stay.page import EndStayPage
from ui.pages.resident.homes_card import HomesCard
from ui.pages.resident.support_card import SupportCard


def _support(stage: Stage, first: str) -> SupportCard:
    stage.resident(first, "plan", show="support")
    return next(iter(stage.all(SupportCard)))  # type: ignore[no-any-return]  # found by its kind


def _homes(stage: Stage, first: str) -> HomesCard:
    stage.resident(first, "plan", show="homes")
    return next(iter(stage.all(HomesCard)))  # type: ignore[no-any-return]  # found by its kind


def _press(name: str, what: Callable[[Stage], object], words: str, house: str = "forms") -> Scene:
    def act(stage: Stage) -> None:
        what(stage)
        stage.press(words)

    return Scene(name, act, house=house)


def _step(name: str, first: str, what: str) -> Scene:
    def act(stage: Stage) -> None:
        _homes(stage, first).do(what)
        stage.settle()

    return Scene(name, act, house="forms")


def _refund(stage: Stage) -> None:
    stage.go("board", refund=stage.person("Lise"))
    page = stage.main.navigator.current
    if not isinstance(page, BoardPage) or page.panel is None:
        raise NotSeen("the panel about refund nights")
    stage.settle()


def _end(stage: Stage, first: str, number: int) -> None:
    stage.go("end_stay", person_id=stage.person(first))
    page = stage.main.navigator.current
    if not isinstance(page, EndStayPage):
        raise NotSeen("the end of the stay")
    page.conditions.list.choose(number)
    page.conditions.act(page.conditions.list.current_row)
    stage.settle()


HOME: tuple[Scene, ...] = (
    *(
        Scene(f"support-{first.lower()}", lambda s, who=first: _support(s, who))  # type: ignore[misc]  # of this round
        for first in ("Lise", "Per", "Kim", "Jonas")
    ),
    _press("support-propose", lambda s: _support(s, "Lise"), "Ret det, vi foreslår"),
    _press("support-decide", lambda s: _support(s, "Lise"), "Registrér afgørelse"),
    _press("support-refused", lambda s: _support(s, "Kim"), "Ret afgørelse"),
    _press("support-supporter", lambda s: _support(s, "Per"), "Ret, hvem der giver støtten"),
    *(
        Scene(f"homes-{first.lower()}", lambda s, who=first: _homes(s, who))  # type: ignore[misc]  # of this round
        for first in ("Lise", "Mogens", "Farid", "Ole", "Jonas")
    ),
    _press("homes-search", lambda s: _homes(s, "Tina"), "Ret, hvad der søges"),
    _press("homes-rent", lambda s: _homes(s, "Ole"), "Ret huslejebudgettet"),
    _press("homes-offer", lambda s: _homes(s, "Ole"), "Registrér tilbud"),
    _step("homes-visit", "Farid", "visit"),
    _step("homes-no", "Farid", "decline"),
    _step("homes-yes", "Farid", "accept"),
    Scene("refund", _refund, house="case"),
    _press("refund-nights", _refund, "Tilføj ophold", "case"),
    Scene("end-condition", lambda s: _end(s, "Lise", 2), house="forms"),
    Scene("end-decide", lambda s: _end(s, "Lise", 3), house="forms"),
    Scene("end-confirm-by-hand", lambda s: _end(s, "Per", 2), house="forms"),
    Scene("end-take-home", lambda s: _end(s, "Farid", 2), house="forms"),
)
