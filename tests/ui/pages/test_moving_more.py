"""Udflytning beside the areas: over time, help today, the paper taken over, prints; by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from boform_app.rules.readiness import Reason
from boform_app.services.views.services_in_use import ServiceCommand
from tests.houses import PLACES, STAFF
from tests.ui.checks import problems_of
from tests.ui.pages.test_moving import BEFORE, LAST, OURS, OWN, TODAY, Desk, kept, opened, words_of
from tests.ui.pages.test_moving import desk as desk  # noqa: PLC0414 - the fixture is shared
from ui.pages.resident import own_papers
from ui.pages.resident.moving import MovingTab
from ui.privacy import privacy
from ui.widgets.date_field import DateField


@pytest.fixture
def twice(desk: Desk) -> Iterator[Desk]:
    """Two overviews and a move between them."""
    desk.services.overviews.finish(desk.stay, LAST, BEFORE)
    desk.services.rooms.transfer(desk.stay, PLACES[2])
    now = replace(LAST, resident=(OWN[0], 2, Reason.WILL_NOT_SAY, *OWN[3:]))
    desk.services.overviews.finish(desk.stay, now, TODAY, STAFF["staff"][0], "Sara Bæk")
    yield desk
    privacy().set_on(on=False)


def at(qtbot: QtBot, tab: MovingTab, key: Qt.Key) -> None:
    tab.window().activateWindow()
    qtbot.waitUntil(tab.window().isActiveWindow)
    here = QApplication.focusWidget()
    if here is None or not tab.isAncestorOf(here):
        tab.focus_first()
    qtbot.keyClick(tab, key, Qt.KeyboardModifier.AltModifier)


def test_over_time_by_keys_with_a_text_twin(qtbot: QtBot, twice: Desk) -> None:
    tab = opened(qtbot, twice)
    at(qtbot, tab, Qt.Key.Key_3)
    course = tab.more.course
    assert course.areas.hasFocus()
    assert tab.more.changes.lines == (
        "Tryg alene i boligen: Ole 1 → 2",
        "Økonomi og husleje: Ole 1 → Vil ikke svare",
    )
    qtbot.keyClick(course.areas, Qt.Key.Key_Down)
    assert course.title.text() == "At være tryg alene i boligen"
    chart = course.chart
    assert chart.accessibleName() == "At være tryg alene i boligen over tid"
    assert "23-11-2026: Ole" in chart.accessibleDescription()
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert "10-11-2026: Ole" in chart.accessibleDescription()
    qtbot.keyClick(chart, Qt.Key.Key_Left)
    assert "10-11-2026" in chart.accessibleDescription(), "there is nothing before the first"
    course.areas.choose("B3")
    rows = [tuple(course.twin.model_.index(r, c).data() for c in range(4))
            for r in range(course.twin.model_.rowCount())]  # fmt: skip
    assert ("10-11-2026", "Overblik", "1", "2") in rows
    assert ("23-11-2026", "Overblik", "Vil ikke svare", "2") in rows
    assert [row[1] for row in rows if row[2] == ""] == ["1  Indskrevet", "2  Flyttet til vær. 2"]
    assert problems_of(tab) == []
    assert "Mette Krogh og Ali Demir · talt med Sara Bæk" in words_of(tab)


def test_names_are_hidden_on_every_section(qtbot: QtBot, twice: Desk) -> None:
    tab = opened(qtbot, twice)
    privacy().set_on(on=True)
    tab.refresh()
    for key in (Qt.Key.Key_3, Qt.Key.Key_4):
        at(qtbot, tab, key)
        assert "Ole" not in words_of(tab)


def test_help_can_be_seen_and_written_before_anybody_talked(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(qtbot, desk)
    at(qtbot, tab, Qt.Key.Key_4)
    panel = tab.more.help
    assert "Vi har ikke skrevet nogen hjælp til Ole endnu." in words_of(tab)
    assert panel.add.hasFocus()
    qtbot.keyClick(panel.add, Qt.Key.Key_Space)
    form = panel.panel
    assert form is not None
    qtbot.waitUntil(lambda: form.isAncestorOf(QApplication.focusWidget()))  # type: ignore[arg-type]
    for typed in ("Gældsrådgivning", "", "Settlementet"):
        where = QApplication.focusWidget()
        assert where is not None
        qtbot.keyClicks(where, typed)
        qtbot.keyClick(where, Qt.Key.Key_Tab)
    form.verb.setFocus()
    qtbot.keyClick(form.verb, Qt.Key.Key_Space)
    (one,) = desk.services.services_in_use.of(desk.ole).in_use
    assert (one.kind, one.from_whom) == ("debt_advice", "Settlementet")
    assert desk.said[-1] == "Gemt: hjælp i dag for Ole Bach"
    assert panel.list.model_.index(0, 0).data() == "Gældsrådgivning"
    at(qtbot, tab, Qt.Key.Key_1)
    assert "Ingen har talt med Ole om udflytning endnu." in words_of(tab)


def test_need_and_help_stand_beside_each_other_in_words(qtbot: QtBot, twice: Desk) -> None:
    twice.services.services_in_use.save(
        ServiceCommand(twice.ole, "contact_person", from_whom="Mette", domains=("B1",))
    )
    tab = opened(qtbot, twice)
    at(qtbot, tab, Qt.Key.Key_4)
    said = tab.more.needs.sentences
    assert said[0] == (
        "Bo i og passe på en bolig: Ole siger lidt hjælp en gang imellem. "
        "Vi vurderer hjælp cirka hver uge. Kontaktperson, Mette."
    )
    assert any(line.startswith("Post, MitID og aftaler: Ole siger hjælp cirka hver uge.")
               and line.endswith("Ingen hjælper med det i dag.") for line in said)  # fmt: skip
    assert problems_of(tab) == []


def test_help_that_stopped_is_told_as_what_was(qtbot: QtBot, desk: Desk) -> None:
    desk.services.services_in_use.save(
        ServiceCommand(desk.ole, "doctor", since_on=TODAY - timedelta(days=9))
    )
    tab = opened(qtbot, desk)
    at(qtbot, tab, Qt.Key.Key_4)
    panel = tab.more.help
    qtbot.mouseClick(panel.stop, Qt.MouseButton.LeftButton)
    form = panel.panel
    assert form is not None
    day = form.findChild(DateField)
    assert day is not None
    day.set_value(TODAY - timedelta(days=1))
    qtbot.mouseClick(form.verb, Qt.MouseButton.LeftButton)
    assert "Før: Læge til 22-11-2026" in words_of(tab)


def test_the_paper_is_taken_over_by_keys_alone_in_its_order(qtbot: QtBot, desk: Desk) -> None:
    desk.services.overviews.finish(desk.stay, LAST, BEFORE)
    tab = opened(qtbot, desk)
    tab.take_sheet()
    sheet = tab.more.sheet
    assert all(keys.rating is None for keys in sheet.rows), "answers of last time are not today's"
    assert tab.draft.answers.staff == OURS, "what we rated stays"
    keys = "0", "1", "2", "3", "4", "v", "n", "?", "1", "1", "1", "1", "1", "2"
    for key in keys:
        where = QApplication.focusWidget()
        assert where is not None
        qtbot.keyClicks(where, key)
    assert tab.draft.answers.resident == (
        0, 1, 2, 3, 4, Reason.DOES_NOT_KNOW, Reason.WILL_NOT_SAY, Reason.DOES_NOT_KNOW,
        1, 1, 1, 1, 1, 2,
    )  # fmt: skip
    assert sheet.on.hasFocus()
    assert "vil_ikke_svare" in kept(desk)
    qtbot.keyClick(sheet.on, Qt.Key.Key_Space)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert tab.voice.choices["A1"].isAncestorOf(focused), "page 3 begins with A1"


def test_tab_goes_through_a_section_where_it_stands(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(qtbot, desk)
    tab.begin()
    for key in ("sheet", "answers", "help"):
        tab._choose_section(key)
        page = tab.work._sections.currentWidget()
        assert page is not None
        tab.head.more.setFocus()
        order = stops(qtbot, tab.foot.save)
        inside = [place for place, one in enumerate(order) if page.isAncestorOf(one)]
        assert inside == list(range(1, inside[-1] + 1)), f"{key}: all of it, right after the head"


def stops(qtbot: QtBot, last: QWidget) -> list[QWidget]:
    """Where Tab stops from where the cursor is on, to the last one."""
    found: list[QWidget] = []
    while last not in found:
        focused = QApplication.focusWidget()
        assert focused is not None
        assert focused not in found, "Tab comes to the last one"
        found.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    return found


def test_what_was_written_on_the_line_is_told_and_not_seen(qtbot: QtBot, desk: Desk) -> None:
    desk.services.overviews.finish(desk.stay, LAST, BEFORE)
    tab = opened(qtbot, desk)
    tab.take_sheet()
    line = tab.more.sheet.lines[0]
    line.setFocus()
    qtbot.keyClicks(line, "Jeg har altid nøglen")
    assert tab.draft.answers.notes[0].seen == "Holder værelset.\nFortalt: Jeg har altid nøglen"
    again = opened(qtbot, desk)
    again.take_sheet()
    assert again.more.sheet.lines[0].text() == "Jeg har altid nøglen"
    assert problems_of(again) == []


def test_a_second_assessor_is_named_and_comes_back_with_the_draft(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(qtbot, desk)
    tab.begin()
    at(qtbot, tab, Qt.Key.Key_2)
    assert not tab.voice.two_raters.isEnabled(), "apart from whom"
    second = str(STAFF["staff"][0])
    tab.voice.second.set_value(second)
    tab.voice.second.changed.emit()
    assert tab.voice.two_raters.isEnabled()
    tab.voice.two_raters.setFocus()
    qtbot.keyClick(tab.voice.two_raters, Qt.Key.Key_Space)
    qtbot.keyClicks(tab.table, "1")
    again = opened(qtbot, desk)
    assert again.draft.second == second
    again.finish()
    (version,) = desk.services.overviews.versions(desk.ole)
    assert version.second is not None
    assert version.second.name == "Ali Demir"
    finished = desk.services.overviews.last(desk.ole)
    assert finished is not None
    assert finished.answers.two_raters


def test_without_a_second_nobody_rated_apart(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(qtbot, desk)
    tab.begin()
    tab.draft.set_second(str(STAFF["staff"][0]))
    tab.draft.set(two_raters=True)
    tab.draft.set_second("")
    assert not tab.draft.answers.two_raters


def _actions(menu: QMenu) -> dict[str, object]:
    return {action.text(): action for action in menu.actions()}


def test_the_print_of_an_older_version_names_it(qtbot: QtBot, twice: Desk) -> None:
    tab = opened(qtbot, twice)
    targets: list[object] = []
    tab.navigate.connect(targets.append)
    old = twice.services.overviews.versions(twice.ole)[1].id
    tab._open_version(old)
    tab._print_result()
    (target,) = targets
    assert target.place == "letter"  # type: ignore[attr-defined]  # a target
    assert target.facts["fields"] == {"version": str(old)}  # type: ignore[attr-defined]  # a target
    assert "Print overblikket …" in _actions(tab._menu())


def test_the_empty_sheet_and_the_folder_show_their_true_pages_and_the_print_is_logged(
    qtbot: QtBot, desk: Desk
) -> None:
    tab = opened(qtbot, desk)
    tab.paper.click()
    sheet = tab.panel
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.shown is not None, timeout=20_000)
    assert sheet.shown is not None
    assert len(sheet.shown.pages) == 3
    sheet.reject()
    panel = own_papers.folder(desk.session, tab, desk.ole)
    qtbot.waitUntil(lambda: panel.shown is not None, timeout=20_000)
    panel._printed(True)
    assert "har printet beboerens egen mappe" in [
        item.label for item in desk.services.history.for_person(desk.ole)
    ]
