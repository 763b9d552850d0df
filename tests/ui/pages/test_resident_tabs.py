"""The tabs of a resident on a laptop of 1366 px: one line, whoever it is and whatever is open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from boform_app.services._person_facts import FactValue
from boform_app.services.views.records import NoteCommand
from tests.ui.checks import problems_of, settle
from tests.ui.pages.test_moving import LAST, Desk, opened
from tests.ui.pages.test_moving import desk as desk  # noqa: PLC0414 - the fixture is shared
from ui.pages.resident.moving import MovingTab
from ui.pages.resident.page import ResidentPage
from ui.pages.resident.tab_row import TabRow, Tabs
from ui.privacy import privacy
from ui.theme import Look, theme
from ui.widgets.badge import Badge
from ui.widgets.labels import Cut, Text

LARGE = QSize(1242, 600)
"""Room of a page while large type leaves the navigation its icons alone."""
TABS = ("overview", "notes", "moving", "plan", "letters", "economy", "facts", "history")
LONG = "Friis-Vestergaard, Mogens Christian Alexander"


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk) -> Iterator[MovingTab]:
    """Ole with fourteen answers and own words, a finished overview and one being filled in."""
    desk.services.overviews.finish(desk.stay, LAST, desk.clock.today())
    _make_many_notes(desk)
    shown = opened(qtbot, desk)
    yield shown
    privacy().set_on(on=False)


def _make_many_notes(desk: Desk) -> None:
    for number in range(12):
        desk.services.notes.finish(NoteCommand(f"Note {number}.", (desk.ole,)))


def page_of(tab: MovingTab) -> ResidentPage:
    page = tab.window()
    assert isinstance(page, ResidentPage)
    settle()
    return page


def lines(row: TabRow) -> set[int]:
    """Where the words of the tabs stand, from the upper edge of the row."""
    bar = row.tabs
    top = bar.mapTo(row, bar.rect().topLeft()).y()
    return {top + bar.tabRect(index).y() for index in range(bar.count())}


def overlaps(row: QWidget) -> list[str]:
    """Parts of the name's line and the tabs that stand on each other."""
    parts = [
        one
        for one in row.findChildren(QWidget)
        if isinstance(one, (Text, Badge, Tabs, QAbstractButton)) and one.isVisible()
    ]
    places = [(QRect(one.mapTo(row, QPoint()), one.size()), str(one)) for one in parts]
    return [
        f"{one} {other}"
        for index, (first, one) in enumerate(places)
        for second, other in places[index + 1 :]
        if first.intersects(second)
    ]


def hidden_below(tab: QWidget) -> int:
    above = tab.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    assert above is not None
    return above.verticalScrollBar().maximum()


def labels(row: TabRow) -> list[str]:
    return [row.tabs.tabText(index) for index in range(row.tabs.count())]


def words_in(row: TabRow) -> list[str]:
    return [label.text() for label in row.findChildren(Text) if label.isVisible()]


def set_fact(desk: Desk, field: str, value: FactValue) -> None:
    people = desk.services.people
    desk.session.done(people.set_fact(desk.ole, people.facts(desk.ole).version, field, value))
    settle()


def be_much(desk: Desk) -> None:
    """A long name, an allergy of several words, considerations and a protected address."""
    circle = desk.services.circle
    set_fact(desk, "first_name", "Mogens Christian Alexander")
    set_fact(desk, "last_name", "Friis-Vestergaard")
    version = desk.services.people.facts(desk.ole).version
    desk.session.done(circle.set_allergy(desk.ole, version, "known", "penicillin"))
    desk.session.done(circle.add_alert(desk.ole, "animal", "hund"))
    desk.session.done(circle.add_alert(desk.ole, "safety", "kom altid to"))
    set_fact(desk, "protected_address", value=True)


def test_all_tabs_stand_in_one_line_on_a_laptop(desk: Desk, tab: MovingTab) -> None:
    page = page_of(tab)
    for key in TABS:
        page.restore({"person_id": desk.ole, "tab": key})
        settle()
        assert page.row.tabs.count() == len(TABS)
        assert len(lines(page.row)) == 1, key
        assert page.row.height() <= 44, key
        assert problems_of(page.row) == [], key
        assert overlaps(page.row) == [], key


def test_udflytning_shows_all_of_itself(desk: Desk, tab: MovingTab) -> None:
    page = page_of(tab)
    set_fact(desk, "birth_date", date(1982, 6, 14))
    for reading in (True, False):
        if not reading:
            tab.begin()
            settle()
        assert hidden_below(tab) == 0
        assert overlaps(page.row) == []
        assert words_in(page.row)[:2] == ["Bach, Ole", "14-06-1982 (44 år) · vær. 1"]
        words = tab.foot.words_row
        assert page.rect().contains(words.mapTo(page, words.rect().bottomRight()))
        assert problems_of(page) == []


def test_facts_go_before_the_tabs_fall_below_the_name(desk: Desk, tab: MovingTab) -> None:
    page = page_of(tab)
    set_fact(desk, "birth_date", date(1982, 6, 14))
    be_much(desk)
    assert lines(page.row) == {0}
    assert hidden_below(tab) == 0
    (name,) = [label for label in page.row.findChildren(Cut) if label.isVisible()]
    assert name.toolTip() == LONG
    assert name.width() >= theme().px(160)
    assert overlaps(page.row) == []
    (allergy,) = [chip for chip in page.row.findChildren(Badge) if chip.isVisible()]
    assert allergy.spec.text == "Allergi: penicillin"
    assert problems_of(page) == []
    privacy().set_on(on=True)
    page.privacy_changed(on=True)
    settle()
    assert (name.text(), name.toolTip()) == ("Beboer, vær. 1", "Beboer, vær. 1")


def test_numbers_stand_where_the_tabs_have_the_line_to_themselves(
    desk: Desk, tab: MovingTab
) -> None:
    page = page_of(tab)
    assert "Notater" in labels(page.row)
    page.restore({"person_id": desk.ole, "tab": "overview"})
    settle()
    assert "Notater 12" in labels(page.row)
    desk.session.done(desk.services.notes.finish(NoteCommand("En til.", (desk.ole,))))
    settle()
    assert "Notater 13" in labels(page.row)


@pytest.mark.parametrize("zoom", [125, 150, 200])
def test_large_type_cuts_nothing(desk: Desk, tab: MovingTab, zoom: int) -> None:
    page = page_of(tab)
    be_much(desk)
    theme().use(Look("light", zoom))
    page.resize(LARGE)
    for key in ("moving", "facts"):
        page.restore({"person_id": desk.ole, "tab": key})
        for part in (page.bar, page.row):
            assert problems_of(part) == [], key
            assert overlaps(part) == [], key
        assert page.row.tabs.least_width() <= page.row.tabs.width() <= page.row.width(), key
        assert page.width() == LARGE.width(), key
