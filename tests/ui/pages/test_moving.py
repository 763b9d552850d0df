"""Udflytning driven by keyboard alone: fill in, note, finish, write on, look back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from boform_app.clock import FixedClock
from boform_app.rules.readiness import (
    Answers,
    DomainNote,
    OwnWords,
    Rating,
    Reason,
    WishToMove,
)
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.stays import AdmitCommand
from tests import houses
from tests.houses import PLACES
from tests.ui.checks import problems_of
from tests.ui.pages import residents
from ui.pages.base import Target
from ui.pages.resident.moving import MovingTab
from ui.pages.resident.moving_rows import NOTE, RESIDENT, STAFF
from ui.pages.resident.page import ResidentPage
from ui.privacy import privacy
from ui.session import Session
from ui.theme import Look, theme

TODAY = date(2026, 11, 23)
BEFORE = date(2026, 11, 10)
OURS: tuple[Rating, ...] = (2, 1, 2, 2, 1, 1, 1, 2, 2, 1, 1, Reason.NOT_SEEN_HERE, 1, 2)
OWN: tuple[Rating, ...] = (1, 1, 1, 2, 1, 1, 1, 2, 1, 1, 1, 0, 1, 1)
LAST = Answers(
    wish_to_move=WishToMove.YES,
    words=OwnWords(hopes="Min egen dør."),
    staff=OURS,
    resident=OWN,
    notes=(DomainNote("Holder værelset.", noted_on=BEFORE), *[DomainNote()] * 13),
)


@dataclass
class Desk:
    house: OpenHouse
    services: Services
    session: Session
    ole: UUID
    stay: UUID
    clock: FixedClock
    said: list[str]
    pages: list[QWidget]


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication) -> Iterator[Desk]:
    clock = houses.make_clock()
    house = houses.make_house(tmp_path, clock)
    services = houses.services(house)
    now = clock.now()
    clock.set(now - timedelta(days=13))
    ole = services.stays.admit(AdmitCommand("Ole", "Bach", place_id=PLACES[1])).first("person")
    clock.set(now)
    session = residents.session(services, clock)
    said: list[str] = []
    session.spoke.connect(lambda words, _action, _then: said.append(words))
    stay = services.stays.for_person(ole)[0].id
    made = Desk(house, services, session, ole, stay, clock, said, [])
    yield made
    for page in made.pages:
        page.close()
    session.tasks.close()
    houses.close(house)


def opened(qtbot: QtBot, desk: Desk) -> MovingTab:
    page = ResidentPage(desk.session)
    desk.session.bus.changed.connect(page.apply_changes)
    qtbot.addWidget(page)
    desk.pages.append(page)
    page.resize(1182, 616)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.restore({"person_id": desk.ole, "tab": "moving"})
    tab = page.findChild(MovingTab)
    assert tab is not None
    return tab


def words_of(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def kept(desk: Desk) -> str:
    draft = desk.services.drafts.get("overview", desk.ole)
    return draft.fields[""] if draft else ""


def test_nobody_has_talked_yet_and_start_opens_the_first_area(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(qtbot, desk)
    assert "Ingen har talt med Ole om udflytning endnu." in words_of(tab)
    assert not kept(desk)
    tab.focus_first()
    qtbot.keyClick(tab.start_button, Qt.Key.Key_Return)
    assert tab.table.hasFocus()
    assert "Passer selv bolig, nøgler, varme og el" in words_of(tab), "level texts come first"
    assert not kept(desk), "nothing was answered, so nothing is a draft"


def test_finished_answers_are_typed_by_keyboard_alone(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(qtbot, desk)
    tab.focus_first()
    qtbot.keyClick(tab.start_button, Qt.Key.Key_Space)
    keys = 0
    for row in range(14):
        for rating in (OWN[row], OURS[row]):
            qtbot.keyClicks(tab.table, "k" if isinstance(rating, Reason) else str(rating))
            keys += 1
            if (row, rating) != (13, OURS[13]):
                qtbot.keyClick(tab.table, Qt.Key.Key_Tab)
                keys += 1
    assert (tab.draft.answers.resident, tab.draft.answers.staff) == (OWN, OURS)
    assert keys < 60, "28 answers and the way between them"
    qtbot.keyClick(tab.table, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    wish = tab.voice.choices["A1"]
    focused = QApplication.focusWidget()
    assert focused is not None
    assert wish.isAncestorOf(focused)
    qtbot.keyClick(focused, Qt.Key.Key_Right)
    assert tab.draft.answers.wish_to_move is WishToMove.YES
    qtbot.waitUntil(lambda: tab.result.badge.spec.text == "Klar med støtte")
    assert tab.result.headline.text() == "Ole kan flytte i egen bolig med ICM-støtte."
    assert tab.result.why.rule.text() == "Regel S4"
    # The offscreen platform has no window manager that keeps the window in front.
    tab.window().activateWindow()
    qtbot.waitUntil(tab.window().isActiveWindow)
    qtbot.keyClick(tab, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    finished = desk.services.overviews.last(desk.ole)
    assert finished is not None
    assert (finished.answers.resident, finished.answers.staff) == (OWN, OURS)
    assert not kept(desk)
    assert desk.said[-1] == "Gemt: udflytningsoverblik for Ole Bach"


def test_every_key_is_a_draft_that_comes_back(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(qtbot, desk)
    tab.begin()
    qtbot.keyClicks(tab.table, "3")
    qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    qtbot.keyClicks(tab.area.fields["seen"], "Æbler på bordet")
    assert "Æbler på bordet" in kept(desk)
    again = opened(qtbot, desk)
    assert again.editing
    assert again.draft.answers.resident[0] == 3
    assert again.draft.answers.notes[0] == DomainNote("Æbler på bordet", noted_on=TODAY)


def test_a_new_one_opens_with_the_last_answers_and_notes_keep_their_date(
    qtbot: QtBot, desk: Desk
) -> None:
    desk.services.overviews.finish(desk.stay, LAST, BEFORE)
    tab = opened(qtbot, desk)
    assert not tab.editing
    qtbot.keyClicks(tab.table, "4")
    assert desk.services.overviews.last(desk.ole).answers == LAST  # type: ignore[union-attr] # there
    qtbot.keyClick(tab.foot.again, Qt.Key.Key_Return)
    model = tab.table.areas
    assert model.index(0, 4).data() == "1 / 2"
    assert model.index(11, 4).data() == "0 / ?"
    qtbot.keyClick(tab.table, Qt.Key.Key_Down)
    qtbot.keyClick(tab.table, Qt.Key.Key_Down)
    qtbot.keyClicks(tab.table, "0")
    assert model.index(2, NOTE).data() == "Tal om forskellen"
    qtbot.keyClick(tab.foot.save, Qt.Key.Key_Return)
    newest, oldest = desk.services.overviews.versions(desk.ole)
    assert (newest.assessed_on, oldest.assessed_on) == (TODAY, BEFORE)
    now = desk.services.overviews.get(newest.id).answers
    assert now.resident == (*OWN[:2], 0, *OWN[3:])
    assert now.notes[0].noted_on == BEFORE
    assert desk.services.overviews.get(oldest.id).answers == LAST


def test_space_says_that_a_note_is_still_right(qtbot: QtBot, desk: Desk) -> None:
    desk.services.overviews.finish(desk.stay, LAST, BEFORE)
    tab = opened(qtbot, desk)
    tab.begin()
    qtbot.keyClick(tab.table, Qt.Key.Key_Space)
    assert tab.draft.answers.notes[0] == DomainNote("Holder værelset.", noted_on=TODAY)


def test_reasons_have_names_and_each_voice_its_own(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(qtbot, desk)
    tab.begin()
    table = tab.table
    for expected in (Reason.DOES_NOT_KNOW, Reason.WILL_NOT_SAY, Reason.DOES_NOT_KNOW):
        qtbot.keyClicks(table, "?")
        assert tab.draft.answers.resident[0] is expected
    qtbot.keyClicks(table, "k")
    assert tab.draft.answers.resident[0] is Reason.DOES_NOT_KNOW, "only staff can miss seeing it"
    qtbot.keyClick(table, Qt.Key.Key_Right)
    qtbot.keyClicks(table, "k")
    assert tab.draft.answers.staff[0] is Reason.NOT_SEEN_HERE
    assert table.areas.index(0, NOTE).data() == "Kan ikke ses her"
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert tab.draft.answers.staff[0] is None


def test_a_click_answers_too_and_beside_the_scale_opens_the_row(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(qtbot, desk)
    tab.begin()
    cell = tab.table.visualRect(tab.table.areas.index(4, STAFF))
    at = QPoint(cell.x() + 25 * 3 + 12, cell.center().y())
    qtbot.mouseClick(tab.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert tab.draft.answers.staff[4] == 3
    area = tab.table.visualRect(tab.table.areas.index(8, 1)).center()
    qtbot.mouseClick(tab.table.viewport(), Qt.MouseButton.LeftButton, pos=area)
    assert "Stoffrihed er aldrig en betingelse." in words_of(tab.area)
    assert tab.area.fields["seen"].hasFocus()
    qtbot.keyClick(tab.area.fields["seen"], Qt.Key.Key_Escape)
    assert tab.table.hasFocus()
    assert not tab.area.isVisible()


def test_tab_leaves_the_table_at_its_ends(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(qtbot, desk)
    tab.begin()
    tab.table.choose(13, STAFF)
    qtbot.keyClick(tab.table, Qt.Key.Key_Tab)
    assert tab.foot.words.hasFocus()
    tab.table.setFocus()
    tab.table.choose(0, RESIDENT)
    qtbot.keyClick(tab.table, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert not tab.table.hasFocus()


def test_the_panel_is_honest_and_explains_itself(qtbot: QtBot, desk: Desk) -> None:
    desk.services.overviews.finish(desk.stay, LAST, BEFORE)
    tab = opened(qtbot, desk)
    words = words_of(tab.result)
    assert "Ikke valideret – et samtaleredskab." in words
    assert "Kommunen afgør støtte og bolig." in words
    for never in ("%", "refusion", "point", "score"):
        assert never not in words
    assert tab.result.own.title.text() == "Oles egen vurdering giver § 85"
    shown: list[QWidget] = []
    tab.result.explained.connect(shown.append)
    qtbot.keyClick(tab.result.why.rule, Qt.Key.Key_Return)
    assert "Kontakten holder, når nogen støtter og koordinerer den." in words_of(shown[0])
    assert "Instrumentet er ikke valideret." in words_of(shown[0])
    shown[0].close()


def test_the_residents_answers_by_keyboard(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(qtbot, desk)
    tab.begin()
    qtbot.keyClick(tab.table, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    voice = tab.voice
    voice.choices["A1"].set_value(WishToMove.YES_IF)
    voice.choices["A1"].changed.emit()
    qtbot.keyClicks(voice.words["A1"], "Ikke i Vestbyen")
    qtbot.keyClicks(voice.choices["A6"], "nej")
    for combo, digit in zip(voice.priorities, ("3", "3", "9"), strict=True):
        qtbot.keyClicks(combo, digit)
    qtbot.keyClick(voice.requirements["tryghed"], Qt.Key.Key_Space)
    qtbot.keyClicks(voice.details["tryghed"], "Ikke tæt på banen")
    qtbot.keyClick(voice.transitions["foerste_bolig"], Qt.Key.Key_Space)
    qtbot.keyClick(voice.declined["A5"], Qt.Key.Key_Space)
    answers = tab.draft.answers
    assert answers.wish_to_move is WishToMove.YES_IF
    assert answers.words.wish_to_move == "Ikke i Vestbyen"
    assert answers.support_wish == "nej"
    assert answers.priorities == ("B3", "B9"), "the same area counts once"
    assert answers.requirements == {"tryghed"}
    assert answers.requirement_details == {"tryghed": "Ikke tæt på banen"}
    assert answers.transitions == {"foerste_bolig"}
    assert answers.declined == {"A5"}
    qtbot.waitUntil(lambda: "Ikke i Vestbyen" in words_of(tab.result))


def test_undoing_a_finished_one_gives_the_text_back(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(qtbot, desk)
    tab.begin()
    qtbot.keyClicks(tab.table, "2")
    qtbot.keyClicks(tab.foot.words, "Ro om natten")
    tab.finish()
    assert not kept(desk)
    desk.session.undo()
    assert tab.editing
    assert tab.foot.words.text == "Ro om natten"
    assert "Ro om natten" in kept(desk)


def test_an_empty_one_is_refused_with_a_sentence(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(qtbot, desk)
    tab.begin()
    tab.finish()
    assert tab.editing
    assert desk.services.overviews.versions(desk.ole) == ()


def test_a_thrown_away_draft_can_be_taken_back(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(qtbot, desk)
    tab.begin()
    qtbot.keyClicks(tab.table, "2")
    offered: list[object] = []
    desk.session.spoke.connect(lambda _words, _action, then: offered.append(then))
    menu = tab._menu()
    next(act for act in menu.actions() if act.text() == "Kassér kladden").trigger()
    assert not kept(desk)
    take_back = offered[-1]
    assert callable(take_back)
    take_back()
    assert tab.draft.answers.resident[0] == 2
    assert kept(desk)


def test_names_and_words_are_hidden(qtbot: QtBot, desk: Desk) -> None:
    desk.services.overviews.finish(desk.stay, LAST, BEFORE)
    tab = opened(qtbot, desk)
    privacy().set_on(on=True)
    tab.privacy_changed(on=True)
    assert "Ole" not in words_of(tab)
    assert not tab.foot.words.isVisible()
    assert tab.table.areas.index(0, NOTE).data() == ""


def test_a_temp_reads_only(qtbot: QtBot, desk: Desk) -> None:
    desk.services.overviews.finish(desk.stay, LAST, BEFORE)
    temp = residents.session(houses.services(desk.house, "temp"), desk.clock)
    tab = MovingTab(temp)
    qtbot.addWidget(tab)
    tab.resize(1150, 540)
    tab.show()
    tab.load(desk.ole, temp.services.people.open(desk.ole))
    assert tab.table.isVisible()
    assert not tab.foot.again.isVisible()
    temp.tasks.close()


def test_the_referral_and_the_frame_are_at_hand(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(qtbot, desk)
    tab.begin()
    went: list[Target] = []
    tab.navigate.connect(went.append)
    qtbot.keyClick(tab.foot.letter, Qt.Key.Key_Return)
    assert went == [Target("letter", {"person_id": desk.ole, "kind": "referral"})]
    assert tab._menu().actions()[0].text() == "Sådan vurderer vi"


@pytest.mark.parametrize("zoom", [100, 150])
def test_names_targets_and_words(qtbot: QtBot, desk: Desk, zoom: int) -> None:
    desk.services.overviews.finish(desk.stay, LAST, BEFORE)
    tab = opened(qtbot, desk)
    tab.begin()
    if zoom != 100:
        theme().use(Look(zoom=zoom))
    for section in ("areas", "answers"):
        tab._pick_section(section)
        assert problems_of(tab) == []
    tab._pick_section("areas")
    tab._open_area(0)
    assert problems_of(tab) == []
    assert not kept(desk), "looking and zooming change no answer"


def test_the_rows_keep_qts_rules_and_are_read_aloud(qtbot: QtBot, desk: Desk) -> None:
    tab = opened(qtbot, desk)
    model = tab.table.areas
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, tab
    )
    assert tester.model() is model
    tab.begin()
    qtbot.keyClicks(tab.table, "2")
    spoken = model.index(0, RESIDENT).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Bo i og passe på en bolig, Ole siger: 2, moderat"
