"""Handleplaner, driven by keys and mouse on a real house."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from boform_app.clock import FixedClock
from boform_app.services.context import OpenHouse
from boform_app.services.views.plans import PlanCommand, PrerequisiteCommand
from tests.ui.checks import problems_of
from tests.ui.pages import residents
from ui.pages.base import Target
from ui.pages.board.page import BoardPage
from ui.pages.resident.doing import FormPanel
from ui.privacy import privacy
from ui.session import Session


@pytest.fixture
def found(house: OpenHouse, session: Session, clock: FixedClock) -> residents.Furnished:
    """Lund with a late notice, Bach whose plan was asked for 30 days ago and waits for a home."""
    made = residents.furnish(house, session.services, clock, frozenset({"Lund", "Bach", "Nissen"}))
    stay, today = made.stays["Bach"], clock.today()
    plans = session.services.plans
    plans.change(
        PlanCommand(
            stay, plans.get(stay).version, status="requested", on=today - timedelta(days=30)
        )
    )
    item = next(one for one in plans.prerequisites(stay) if one.code == "C2")
    plans.set_prerequisite(
        PrerequisiteCommand(
            item.id, item.version, "in_progress", "housing", today - timedelta(days=20)
        )
    )
    return made


def shown(qtbot: QtBot, session: Session, show: str = "list") -> BoardPage:
    session.services.settings.put("board_show", show)
    page = BoardPage(session)
    qtbot.addWidget(page)
    page.resize(1182, 616)
    page.refresh()
    page.show()
    qtbot.waitUntil(lambda: bool(page.rows))
    return page


def switch(page: BoardPage, view: str) -> None:
    page.show_as.choose(view)
    page.show_as.changed.emit(view)


def choose(qtbot: QtBot, page: BoardPage, person: object, code: str) -> None:
    row = next(row for row in page.rows if row.person_id == person and row.code == code)
    assert page._shown().choose(row.key)
    qtbot.waitUntil(page.strip.reply.isVisible)


def test_the_list_puts_the_law_first_and_its_button_opens_the_letter(
    qtbot: QtBot, session: Session, found: residents.Furnished
) -> None:
    page = shown(qtbot, session)
    first = page.list.model_.rows[0]
    assert (first.what, first.badge_kind) == ("Orientering om optagelse", "over")
    assert first.person_id in set(found.people.values())
    page.list.choose(first.key)
    qtbot.keyClick(page.list, Qt.Key.Key_Right)
    with qtbot.waitSignal(page.navigate) as went:
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
    facts = {"person_id": first.person_id, "kind": "admission_notice"}
    assert went.args == [Target("letter", facts)]


def test_the_first_matter_is_chosen_and_the_keys_work_at_once(
    qtbot: QtBot, session: Session, found: residents.Furnished
) -> None:
    page = shown(qtbot, session)
    went: list[Target] = []
    page.navigate.connect(went.append)
    first = page.list.model_.rows[0]
    assert page.current_row == first
    assert page.list.hasFocus()
    qtbot.waitUntil(page.strip.reply.isVisible)
    assert went == []
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert went == [Target("resident", {"person_id": page.list.model_.rows[1].person_id})]
    board = shown(qtbot, session, "board")
    assert board.current_row == board.board.column("us").model_.rows[0]
    assert board.board.column("us").hasFocus()


def test_a_chosen_matter_stays_so_in_the_other_view_and_a_settled_one_gives_way_to_the_next(
    qtbot: QtBot, session: Session, found: residents.Furnished
) -> None:
    page = shown(qtbot, session)
    choose(qtbot, page, found.people["Bach"], "C2")
    before = page.list.model_.rows
    place = page.list.currentIndex().row()
    switch(page, "board")
    assert page.current_row is not None
    assert page.current_row.code == "C2"
    switch(page, "list")
    assert page.current_row is not None
    assert page.current_row.code == "C2"
    plans, stay = session.services.plans, found.stays["Bach"]
    item = next(one for one in plans.prerequisites(stay) if one.code == "C2")
    done = PrerequisiteCommand(item.id, item.version, "not_relevant", item.owner, item.since)
    page.apply_changes(plans.set_prerequisite(done))
    qtbot.waitUntil(lambda: len(page.list.model_.rows) == len(before) - 1)
    left = page.list.model_.rows
    assert page.current_row == left[min(place, len(left) - 1)]


def test_who_types_elsewhere_is_not_disturbed(
    qtbot: QtBot, session: Session, found: residents.Furnished
) -> None:
    window, search, page = QWidget(), QLineEdit(), BoardPage(session)
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    row.addWidget(search)
    row.addWidget(page)
    window.show()
    search.setFocus()
    qtbot.waitUntil(search.hasFocus)
    page.refresh()
    qtbot.waitUntil(lambda: bool(page.rows))
    assert page.current_row is not None
    assert search.hasFocus()


def test_the_board_places_cards_and_the_arrows_walk_between_columns(
    qtbot: QtBot, session: Session, found: residents.Furnished
) -> None:
    page = shown(qtbot, session, "board")
    names = {
        key: {row.person_id for row in page.board.column(key).model_.rows}
        for key in ("municipality", "housing")
    }
    bach = found.people["Bach"]
    assert names == {"municipality": {bach}, "housing": {bach}}
    page.board.enter()
    us = page.board.column("us")
    assert us.hasFocus()
    qtbot.keyClick(us, Qt.Key.Key_Right)
    qtbot.keyClick(us, Qt.Key.Key_Right)
    municipality = page.board.column("municipality")
    assert municipality.hasFocus()
    assert page.current_row is not None
    assert page.current_row.code == "C6"
    assert us.current_row is None


def test_a_card_is_pressed_with_the_mouse(
    qtbot: QtBot, session: Session, found: residents.Furnished
) -> None:
    page = shown(qtbot, session, "board")
    cards = page.board.column("housing")
    rect = cards.visualRect(cards.model_.index(0))
    with qtbot.waitSignal(page.navigate) as went:
        qtbot.mouseClick(
            cards.viewport(), Qt.MouseButton.LeftButton, pos=rect.bottomRight() - QPoint(30, 25)
        )
    facts = {"person_id": found.people["Bach"], "kind": "reminder", "about": "C2"}
    assert went.args == [Target("letter", facts)]


def test_a_day_is_asked_for_only_where_it_is_kept(
    qtbot: QtBot, session: Session, found: residents.Furnished
) -> None:
    page = shown(qtbot, session)
    notice = next(row for row in page.rows if row.what == "Orientering om optagelse")
    assert page._shown().choose(notice.key)
    qtbot.waitUntil(page.strip.reply.isVisible)
    assert not page.strip.next_on.isVisible()
    choose(qtbot, page, found.people["Bach"], "C2")
    qtbot.waitUntil(page.strip.next_on.isVisible)


def test_a_day_for_a_plan_nobody_asked_for_puts_its_matter_off(
    qtbot: QtBot, session: Session, found: residents.Furnished
) -> None:
    page, lund = shown(qtbot, session), found.people["Lund"]
    choose(qtbot, page, lund, "C6")
    day = page.strip.next_on
    qtbot.waitUntil(day.isVisible)
    day.setFocus()
    qtbot.keyClicks(day, "+9")
    qtbot.keyClick(day, Qt.Key.Key_Return)
    on = session.clock.today() + timedelta(days=9)

    def put_off() -> bool:
        return any(r.due == on for r in page.rows if (r.person_id, r.code) == (lund, "C6"))

    page.refresh()
    qtbot.waitUntil(put_off)


def test_a_day_to_follow_up_moves_the_reminder(
    qtbot: QtBot, session: Session, clock: FixedClock, found: residents.Furnished
) -> None:
    page = shown(qtbot, session)
    choose(qtbot, page, found.people["Bach"], "C2")
    page.strip.next_on.setFocus()
    qtbot.keyClicks(page.strip.next_on, "+14")
    qtbot.keyClick(page.strip.next_on, Qt.Key.Key_Return)
    item = next(
        one for one in session.services.plans.prerequisites(found.stays["Bach"]) if one.code == "C2"
    )
    assert item.next_on == clock.today() + timedelta(days=14)
    page.refresh()
    qtbot.waitUntil(lambda: any(row.code == "C2" and row.badge_text == "" for row in page.rows))


def test_filters_let_through_what_they_say(
    qtbot: QtBot, session: Session, found: residents.Furnished
) -> None:
    page = shown(qtbot, session)
    everything = len(page.rows)
    page.filters.municipality.set_value("0851")
    page.filters.municipality.changed.emit()
    assert 0 < len(page.list.model_.rows) == len(page.rows) <= everything
    assert {row.municipality_code for row in page.rows} == {"0851"}
    page.filters.whose.choose("mine")
    page.filters.whose.changed.emit("mine")
    assert all(row.mine for row in page.rows)
    assert found.people["Bach"] in {row.person_id for row in page.rows}


def test_names_go_with_f8_and_nothing_is_cut(
    qtbot: QtBot, session: Session, found: residents.Furnished
) -> None:
    page = shown(qtbot, session, "board")
    page.board.column("municipality").enter()
    qtbot.waitUntil(page.strip.reply.isVisible)
    assert problems_of(page) == []
    privacy().set_on(on=True)
    page.privacy_changed(on=True)
    words = page.board.column("municipality").model_.data(
        page.board.column("municipality").model_.index(0)
    )
    assert "Bach" not in str(words)
    assert found.people["Bach"] in {row.person_id for row in page.rows}


def test_an_answer_takes_two_presses_and_seven_keys(
    qtbot: QtBot, session: Session, found: residents.Furnished, clock: FixedClock
) -> None:
    """design/ux.md 5.2, task 9: the place, Registrér svar, then +14 and Ctrl+Enter."""
    page = shown(qtbot, session)
    choose(qtbot, page, found.people["Bach"], "C6")
    qtbot.mouseClick(page.strip.reply, Qt.MouseButton.LeftButton)
    panel = page.panel
    assert isinstance(panel, FormPanel)
    qtbot.waitUntil(panel.isActiveWindow)
    day = panel.form.field("on").control
    assert day.hasFocus(), "the choice follows the matter"
    qtbot.keyClicks(day, "+14")
    qtbot.keyClick(day, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    plan = session.services.plans.get(found.stays["Bach"])
    assert plan.promised_for == clock.today() + timedelta(days=14)


def test_a_call_is_noted_from_the_board_about_the_matter(
    qtbot: QtBot, session: Session, found: residents.Furnished
) -> None:
    page = shown(qtbot, session)
    choose(qtbot, page, found.people["Bach"], "C2")
    page._act("phone")
    panel = page.panel
    assert isinstance(panel, FormPanel)
    qtbot.waitUntil(panel.isActiveWindow)
    qtbot.keyClicks(panel.form.field("outcome").control, "De ringer i morgen.")
    qtbot.keyClick(panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    line = session.services.contact_log.entries(found.stays["Bach"])[0]
    assert (line.kind, line.outcome, line.codes) == ("call", "De ringer i morgen.", ("C2",))
