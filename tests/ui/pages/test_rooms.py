"""Værelser, driven by keys and mouse on a real house."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from boform_app.clock import FixedClock
from boform_app.services.context import OpenHouse
from boform_app.services.views.rooms import ReserveCommand, WaitCommand
from tests import houses
from tests.doubles import RecordingPrinter
from tests.houses import PLACES, ROOMS
from tests.ui.checks import problems_of
from tests.ui.pages import residents
from tests.ui.pages.rooms_board import admit, drag, middle, read, shown, tile
from ui.pages.admit.known import KnownStrip
from ui.pages.base import Target
from ui.pages.resident.doing import FormPanel
from ui.pages.rooms import words
from ui.pages.rooms.move_panel import MovePanel
from ui.pages.rooms.page import RoomsPage
from ui.privacy import privacy
from ui.session import Session
from ui.theme import Look, theme
from ui.widgets.buttons import Button
from ui.widgets.line_edit import LineEdit


@pytest.fixture
def per(session: Session) -> UUID:
    """Per lives in room 5, Ole in room 2; the others are free."""
    admit(session.services, "Ole", "Bach", 2)
    return admit(session.services, "Per", "Holm", 5)


class Counted:
    """Presses that are counted, wherever the focus is."""

    def __init__(self, page: RoomsPage) -> None:
        self.page, self.keys = page, 0

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        self.keys += 1 if modifier is None else 2
        focus = QApplication.focusWidget() or self.page.board
        if modifier is None:
            QTest.keyClick(focus, key)
        elif key == Qt.Key.Key_M:
            # The window's own shortcut; the page answers it.
            assert self.page.command("move_room")

    def typed(self, text: str) -> None:
        for letter in text:
            self.key(Qt.Key(ord(letter.upper())))


def test_task_8_by_keys_within_its_budget(qtbot: QtBot, session: Session, per: UUID) -> None:
    """ "Per skal flytte til vær. 1.": the number, Ctrl+M, the other number, Enter."""
    page = shown(qtbot, session)
    hand = Counted(page)
    page.board.setFocus()
    hand.typed("5")
    assert page.tile is not None
    assert page.tile.stay_id == per
    hand.key(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(page.panel, MovePanel)
    page.panel.number.setFocus()
    QTest.keyClicks(page.panel.number, "1")
    QTest.keyClick(page.panel.number, Qt.Key.Key_Return)
    hand.keys += 2
    assert hand.keys <= 12
    assert session.services.stays.get(per).room == "1"
    read(qtbot, session, page)
    assert (tile(page, "1").name, tile(page, "5").state) == ("Per Holm", "dirty")
    session.undo()
    assert session.services.stays.get(per).room == "5"


def test_task_8_by_dragging_is_one_press_and_one_release(
    qtbot: QtBot, session: Session, per: UUID
) -> None:
    page = shown(qtbot, session)
    drag(page, "5", "1", let_go=False)
    assert page.board.target == page.board.model_.index_of(PLACES[1])
    QTest.mouseRelease(page.board.viewport(), Qt.MouseButton.LeftButton, pos=middle(page, "1"))
    assert session.services.stays.get(per).room == "1"
    assert not page.board.target.isValid()


def test_let_go_over_a_taken_place_says_who_lives_there(
    qtbot: QtBot, session: Session, per: UUID
) -> None:
    page = shown(qtbot, session)
    drag(page, "5", "2")
    panel = page.panel
    assert isinstance(panel, MovePanel)
    assert "her bor Ole Bach" in panel.says.text()
    assert panel.verb.isHidden()
    panel.extra.click()
    assert session.services.stays.get(per).places[-1].place_label == "2 ekstra"
    read(qtbot, session, page)
    assert tile(page, "2 ekstra").name == "Per Holm"
    assert page._many.text() == "1 er på en ekstra plads."


def test_two_residents_swap_from_the_panel(qtbot: QtBot, session: Session, per: UUID) -> None:
    page = shown(qtbot, session)
    page.choose("5")
    page.act("move")
    assert isinstance(page.panel, MovePanel)
    page.panel.number.setText("2")
    page.panel.swap.click()
    assert session.services.stays.get(per).room == "2"
    session.undo()
    assert session.services.stays.get(per).room == "5"


def test_a_reserved_place_warns_before_a_drag_takes_it(
    qtbot: QtBot, session: Session, per: UUID, clock: FixedClock
) -> None:
    session.services.reservations.reserve(
        ReserveCommand(PLACES[1], clock.today(), "23.30", from_whom="Randers")
    )
    page = shown(qtbot, session)
    drag(page, "5", "1")
    panel = page.panel
    assert isinstance(panel, MovePanel)
    said = " ".join(
        label.text() for label in panel.warns.findChildren(QWidget) if hasattr(label, "text")
    )
    assert "Reservationen bliver stående" in said
    panel.verb.click()
    assert session.services.stays.get(per).room == "1"


def test_arrow_keys_cross_floors_and_digits_jump(qtbot: QtBot, session: Session, per: UUID) -> None:
    del per
    page = shown(qtbot, session)
    board = page.board
    board.setFocus()
    page.choose("3")
    QTest.keyClick(board, Qt.Key.Key_Right)
    assert page.tile is not None
    assert page.tile.label == "4"
    QTest.keyClick(board, Qt.Key.Key_Up)
    assert page.tile.label == "1"
    QTest.keyClick(board, Qt.Key.Key_Down)
    assert page.tile.label == "4"
    QTest.keyClick(board, Qt.Key.Key_Left)
    assert page.tile.label == "3"
    QTest.keyClick(board, Qt.Key.Key_6)
    assert page.tile.label == "6"
    # There is no room 62, so the digit begins anew.
    QTest.keyClick(board, Qt.Key.Key_2)
    assert page.tile.label == "2"
    board._forget_typed()
    QTest.keyClicks(board, "hol")
    assert page.tile.label == "5"
    with qtbot.waitSignal(page.navigate) as went:
        QTest.keyClick(board, Qt.Key.Key_Return)
    assert went.args == [Target("resident", {"person_id": page.tile.person_id})]


def test_a_free_place_opens_indskriv_with_the_place(
    qtbot: QtBot, session: Session, per: UUID
) -> None:
    del per
    page = shown(qtbot, session)
    page.choose("1")
    with qtbot.waitSignal(page.navigate) as went:
        page.bar.button("admit").click()
    assert went.args == [Target("admit", {"place_id": PLACES[1]})]
    with qtbot.waitSignal(page.navigate):
        QTest.mouseDClick(page.board.viewport(), Qt.MouseButton.LeftButton, pos=middle(page, "3"))


def test_who_comes_to_a_reserved_place_takes_it_over(
    qtbot: QtBot, session: Session, clock: FixedClock
) -> None:
    made = session.services.reservations.reserve(
        ReserveCommand(PLACES[4], clock.today(), "14", for_whom="mand", from_whom="Randers")
    )
    page = shown(qtbot, session)
    page.choose("4")
    assert words.face(tile(page, "4")).foot == "mand fra Randers"
    with qtbot.waitSignal(page.navigate) as went:
        page.bar.button("came").click()
    facts = went.args[0].facts
    assert facts["reservation_id"] == made.first("reservation")
    assert facts["place_id"] == PLACES[4]
    page.act("did_not_come")
    read(qtbot, session, page)
    assert tile(page, "4").state == "free"


def reserved_for_per(qtbot: QtBot, session: Session, per: UUID) -> tuple[FormPanel, LineEdit]:
    """The panel after *Ja, samme* to the question who Per is, and its field with the name."""
    session.services.stays.annul(per, "Kom ikke alligevel")
    page = shown(qtbot, session)
    page.choose("4")
    page.act("reserve")
    panel = page.panel
    assert isinstance(panel, FormPanel)
    field, strip = panel.form.field("for_whom").control, panel.findChild(KnownStrip)
    assert isinstance(field, LineEdit)
    assert strip is not None
    qtbot.keyClicks(field, "Per Holm")
    qtbot.waitUntil(strip.isVisible)
    next(b for b in strip.findChildren(Button) if b.text() == "Ja, samme").click()
    return panel, field


def test_a_place_is_kept_for_somebody_who_has_papers_here(
    qtbot: QtBot, session: Session, per: UUID
) -> None:
    person = session.services.stays.get(per).person_id
    panel, _ = reserved_for_per(qtbot, session, per)
    panel.verb.click()
    (kept,) = session.services.reservations.holding()
    assert (kept.person_id, kept.name, kept.for_whom) == (person, "Per Holm", "")


def test_a_name_that_was_changed_after_the_answer_is_a_name_alone(
    qtbot: QtBot, session: Session, per: UUID
) -> None:
    panel, field = reserved_for_per(qtbot, session, per)
    field.setText("Per Holmgaard")
    panel.verb.click()
    (kept,) = session.services.reservations.holding()
    assert (kept.person_id, kept.for_whom) == (None, "Per Holmgaard")


def test_names_are_hidden_and_a_protected_resident_always_is(
    qtbot: QtBot, session: Session, house: OpenHouse, clock: FixedClock, per: UUID
) -> None:
    person = session.services.stays.get(per).person_id
    session.services.people.set_fact(person, 1, "protected_address", value=True)
    # Whoever noted the protection has the page open; a colleague has not.
    other = residents.session(houses.services(house, "staff"), clock)
    page = shown(qtbot, other)
    assert words.face(tile(page, "5")).middle == "Navn skjult"
    assert words.face(tile(page, "2")).middle == "O. Bach"
    privacy().set_on(on=True)
    page.privacy_changed(on=True)
    assert words.face(tile(page, "2")).middle == "Beboer"
    page.choose("2")
    assert "Bach" not in page.bar._head.text()
    said = page.board.model_.data(page.board.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)
    assert "Bach" not in said
    other.tasks.close()


def test_closing_cleaning_and_opening_again(qtbot: QtBot, session: Session, per: UUID) -> None:
    del per
    page = shown(qtbot, session)
    page.choose("1")
    page.act("close")
    panel = page.panel
    assert isinstance(panel, FormPanel)
    panel.form.write("why", "Vandskade")
    panel.form.write("until", date(2026, 11, 26))
    panel.verb.click()
    read(qtbot, session, page)
    face = words.face(tile(page, "1"))
    assert (face.corner, face.middle, face.foot) == ("til 26-11", "Lukket", "vandskade")
    assert "1 lukket" in page._title._facts.text()
    page.choose("1")
    page.bar.button("reopen").click()
    read(qtbot, session, page)
    page.choose("1")
    page.act("dirty")
    read(qtbot, session, page)
    page.board.setFocus()
    QTest.keyClick(page.board, Qt.Key.Key_Space)
    read(qtbot, session, page)
    assert tile(page, "1").state == "free"


def test_away_tonight_shows_on_the_tile_and_ends_when_somebody_is_back(
    qtbot: QtBot, session: Session, per: UUID
) -> None:
    page = shown(qtbot, session)
    page.choose("5")
    page.act("away")
    assert isinstance(page.panel, FormPanel)
    page.panel.verb.click()
    read(qtbot, session, page)
    assert words.face(tile(page, "5")).foot == "Ude i nat"
    page.choose("5")
    page.bar.button("back").click()
    read(qtbot, session, page)
    assert tile(page, "5").away is None
    assert session.services.stays.get(per).absences == ()


def test_another_day_is_only_looked_at(
    qtbot: QtBot, session: Session, per: UUID, clock: FixedClock
) -> None:
    before = clock.now()
    clock.set(before + timedelta(days=3))
    session.services.rooms.transfer(per, PLACES[1])
    page = shown(qtbot, session)
    page.show_at(before + timedelta(days=1))
    qtbot.waitUntil(lambda: page.view is not None and not page.view.live)
    assert tile(page, "5").name == "Per Holm"
    assert page._past.isVisibleTo(page)
    page.choose("5")
    assert not page.bar.button("move").isVisibleTo(page.bar)
    assert not page.command("move_room")
    drag(page, "5", "3")
    assert session.services.stays.get(per).room == "1"
    page.now.click()
    qtbot.waitUntil(lambda: page.view is not None and page.view.live)
    assert tile(page, "1").name == "Per Holm"


def test_the_waiting_list_leads_to_indskriv(
    qtbot: QtBot, session: Session, clock: FixedClock
) -> None:
    services = session.services
    services.waiting.add(WaitCommand("Ida Lund", clock.now() - timedelta(days=2)))
    services.waiting.add(WaitCommand("Bo Skov", clock.now() - timedelta(days=4)))
    page = shown(qtbot, session, "waiting")
    assert [row.name for row in page.waiting.rows.model_.rows] == ["Bo Skov", "Ida Lund"]
    first = page.waiting.rows.model_.rows[0]
    with qtbot.waitSignal(page.navigate) as went:
        page.waiting.rows.pressed.emit(first, "do")
    assert went.args == [Target("admit", {"waiting_id": first.id, "name": "Bo Skov"})]
    texts = [action.text() for action in page.waiting.menu_of(first).actions()]
    assert texts == ["Reservér en plads …", "", "Fandt et andet sted", "Ingen kontakt"]


def test_a_refused_contact_needs_a_reason_and_no_name(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session, "refused")
    page.refusals.add.click()
    panel = page.refusals.findChild(FormPanel)
    assert panel is not None
    panel.verb.click()
    assert session.services.refused_contacts.months()[0].number == 0
    panel.form.write("reason", "full")
    panel.form.write("referred_to", "Natvarmestuen")
    panel.verb.click()
    assert session.services.refused_contacts.months()[0].number == 1
    assert page.refusals.counts.text() == "1 i alt · Optaget 1"


def test_the_board_is_printed_as_the_emergency_folder(qtbot: QtBot, session: Session, per: UUID) -> None:
    del per
    page = shown(qtbot, session)
    page.print_button.click()
    printer = session.ports.printer
    assert isinstance(printer, RecordingPrinter)
    qtbot.waitUntil(lambda: bool(printer.jobs))
    assert printer.jobs[0][0].startswith(b"%PDF")
    assert printer.jobs[0][1] == "Nødmappe"


def test_an_empty_house_leads_to_its_rooms(
    qtbot: QtBot, session: Session, house: OpenHouse
) -> None:
    from models import tables  # noqa: PLC0415 (only this test takes rooms away)

    with house.database.write("test", "tomt", actor_id=None, at=house.clock.now()) as unit:
        for place in unit.session.query(tables.Place):
            unit.session.delete(place)
        unit.session.flush()
        for room in unit.session.query(tables.Room):
            unit.session.delete(room)
        unit.commit()
    page = shown(qtbot, session)
    with qtbot.waitSignal(page.navigate) as went:
        page.make_rooms.click()
    assert went.args == [Target("settings", {"tab": "places"})]


def test_a_member_of_staff_is_not_offered_what_only_a_leader_may(
    qtbot: QtBot, house: OpenHouse, clock: FixedClock
) -> None:
    session = residents.session(houses.services(house, "staff"), clock)
    page = shown(qtbot, session)
    page.choose("1")
    menu = page.bar.menu
    assert menu is not None
    assert "Luk værelset …" not in [action.text() for action in menu.actions()]
    session.tasks.close()


def test_nothing_is_cut_and_everything_has_a_name(
    qtbot: QtBot, session: Session, per: UUID
) -> None:
    del per
    session.services.rooms.set_state(ROOMS[3], 1, "closed", "vandskade")
    page = shown(qtbot, session)
    page.choose("5")
    for show in ("board", "list", "waiting", "refused"):
        page.show_as.choose(show)
        page._switch(show)
        assert problems_of(page) == []


def test_in_large_type_nothing_is_cut_and_nothing_pushes_the_page_wide(
    qtbot: QtBot, session: Session, per: UUID, clock: FixedClock
) -> None:
    admit(session.services, "Mogens Christian Alexander", "Friis-Vestergaard-Rasmussen", 6)
    session.services.absences.away_tonight(per, "leave", clock.today() + timedelta(days=2))
    theme().use(Look(zoom=150))
    page = shown(qtbot, session)
    page.resize(1282, 616)
    for label in ("5", "6", "1"):
        page.choose(label)
        qtbot.wait(0)
        page.resize(1282, 616)
        assert page.width() == 1282
        assert problems_of(page) == []
