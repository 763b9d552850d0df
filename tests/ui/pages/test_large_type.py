"""Large type: pages give their words room below each other before they cut one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from boform_app.clock import FixedClock
from boform_app.services.context import OpenHouse
from boform_app.services.views.plans import PlanCommand
from tests.ui.checks import problems_of
from tests.ui.pages import residents
from ui import messages
from ui.pages.base import Page
from ui.pages.board.cards import CardColumn, badge_of
from ui.pages.board.page import BoardPage
from ui.pages.stack.page import StackPage
from ui.session import Session
from ui.theme import Look, theme
from ui.widgets.badge import badge_size
from ui.widgets.choice import Combo, Option

_LAPTOP = QSize(1242, 600)
"""Room of a page on a laptop of 1366 px while the navigation shows its icons alone."""


@pytest.fixture(params=[100, 125, 150, 200])
def zoom(request: pytest.FixtureRequest) -> int:
    found: int = request.param
    theme().use(Look("light", found))
    return found


@pytest.fixture
def waiting(house: OpenHouse, session: Session, clock: FixedClock) -> None:
    """Bach's plan was asked for long ago, and Lund's notice is late."""
    made = residents.furnish(house, session.services, clock, frozenset({"Lund", "Bach", "Nissen"}))
    plans, stay = session.services.plans, made.stays["Bach"]
    day = clock.today() - timedelta(days=30)
    plans.change(PlanCommand(stay, plans.get(stay).version, status="requested", on=day))


def shown(qtbot: QtBot, page: Page) -> None:
    qtbot.addWidget(page)
    page.resize(_LAPTOP)
    page.show()


def cut_badges(column: CardColumn) -> list[str]:
    """Badges that have less room than they need between the card's edge and its button."""
    found = []
    for place, row in enumerate(column.model_.rows):
        card = column.visualRect(column.model_.index(place))
        button = column._delegate.button_area(row, card)
        needed = badge_size(badge_of(row)).width() + theme().px(24)
        if row.badge_text and needed > button.x() - card.x():
            found.append(row.badge_text)
    return found


@pytest.mark.usefixtures("waiting", "zoom")
def test_no_badge_on_the_board_is_cut(qtbot: QtBot, session: Session) -> None:
    session.services.settings.put("board_show", "board")
    page = BoardPage(session)
    shown(qtbot, page)
    page.refresh()
    qtbot.waitUntil(lambda: bool(page.rows))
    columns = [page.board.column(key) for key in ("us", "municipality", "housing", "moving")]
    assert any(row.badge_text for column in columns for row in column.model_.rows)
    assert [words for column in columns for words in cut_badges(column)] == []


@pytest.mark.usefixtures("waiting")
def test_the_hidden_board_does_not_make_the_list_taller(qtbot: QtBot, session: Session) -> None:
    never = BoardPage(session)
    shown(qtbot, never)
    never.refresh()
    session.services.settings.put("board_show", "board")
    page = BoardPage(session)
    shown(qtbot, page)
    for one in (never, page):
        one.refresh()
        qtbot.waitUntil(lambda one=one: bool(one.rows))  # type: ignore[misc]  # of this round
    page.show_as.choose("list")
    page.show_as.changed.emit("list")
    qtbot.waitUntil(page.list.isVisible)
    assert page.minimumSizeHint().height() == never.minimumSizeHint().height()


@pytest.mark.usefixtures("waiting")
def test_the_stack_stands_above_its_letter_where_it_has_no_room_beside_it(
    qtbot: QtBot, session: Session, zoom: int
) -> None:
    page = StackPage(session)
    shown(qtbot, page)
    page.restore({"municipality": None})
    qtbot.waitUntil(lambda: not page.busy and bool(page.list.model_.rows), timeout=20_000)
    below = top(page, page.preview) > top(page, page.foot)
    assert below == (zoom > 100)
    assert page.list.columnWidth(2) >= theme().px(200)
    assert problems_of(page) == []


def top(page: QWidget, widget: QWidget) -> int:
    return widget.mapTo(page, widget.rect().topLeft()).y()


def test_an_answer_longer_than_its_field_says_that_there_is_more(qtbot: QtBot) -> None:
    combo = Combo([Option(1, "Aalborg Kommune, Socialafdelingen, voksne"), Option(2, "Kort")])
    qtbot.addWidget(combo)
    combo.resize(180, 32)
    combo.show()
    combo.set_value(1)
    assert combo.shown_text.startswith("Aalborg Kommune")
    assert combo.shown_text.endswith("…")
    combo.set_value(2)
    assert combo.shown_text == "Kort"


def test_one_line_too_many_is_one_line() -> None:
    assert messages.lines(1) == "1 linje"
    said = messages.words("letter.too_long", {"lines": messages.lines(2)})
    assert said == "Brevet fylder for meget. Tag cirka 2 linjer ud."
