"""Værelser: a reservation goes to another place, dragged or by keys, and comes back by name."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from boform_app.clock import FixedClock
from boform_app.errors import Conflict, ValidationFailed
from boform_app.services.context import OpenHouse
from boform_app.services.views.rooms import ReserveCommand
from tests import houses
from tests.houses import PLACES, ROOMS
from tests.ui.checks import problems_of
from tests.ui.pages.rooms_board import admit, drag, middle, read, shown, tile
from ui import messages
from ui.pages.rooms.kept_panel import KeptPanel
from ui.pages.rooms.page import RoomsPage
from ui.session import Session


@pytest.fixture
def kept(session: Session, clock: FixedClock) -> UUID:
    """Room 3 is kept for a man from Randers tonight; Ole lives in room 2."""
    admit(session.services, "Ole", "Bach", 2)
    command = ReserveCommand(
        PLACES[3], clock.today(), "23.30", for_whom="mand", from_whom="Randers"
    )
    return session.services.reservations.reserve(command).first("reservation")


def where(session: Session) -> str:
    (one,) = session.services.reservations.holding()
    return one.place_label


def panel_of(page: RoomsPage) -> KeptPanel:
    assert isinstance(page.panel, KeptPanel)
    return page.panel


@pytest.mark.usefixtures("kept")
def test_a_reservation_is_dragged_to_a_free_place(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session)
    drag(page, "3", "6", let_go=False)
    assert page.board.target == page.board.model_.index_of(PLACES[6])
    QTest.mouseRelease(page.board.viewport(), Qt.MouseButton.LeftButton, pos=middle(page, "6"))
    read(qtbot, session, page)
    assert (tile(page, "3").state, tile(page, "6").state) == ("free", "reserved")
    moved = tile(page, "6").reservation
    assert moved is not None
    assert (moved.who, moved.from_whom, moved.expected_time) == ("mand", "Randers", "23.30")
    assert session.services.undo.state().undo_label == (
        "reservationen på vær. 3 er flyttet til vær. 6"
    )
    session.undo()
    assert where(session) == "3"


@pytest.mark.usefixtures("kept")
def test_a_reservation_is_moved_by_keys(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session)
    page.board.setFocus()
    QTest.keyClicks(page.board, "3")
    assert page.bar.button("move_kept").isVisibleTo(page.bar)
    assert page.command("move_room")
    panel = panel_of(page)
    assert not panel.verb.isEnabled()
    QTest.keyClicks(panel.number, "6")
    assert panel.says.text() == "Vær. 6 er ledig."
    assert not problems_of(panel)
    QTest.keyClick(panel.number, Qt.Key.Key_Return)
    assert where(session) == "6"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("2", "Vær. 2: her bor Ole Bach. Vælg en ledig plads."),
        ("3", "Vær. 3: her står den nu."),
        ("5", "Vær. 5 er lukket (vandskade). En leder kan åbne det."),
        ("77", "Der er intet værelse 77."),
    ],
)
@pytest.mark.usefixtures("kept")
def test_a_place_that_is_not_free_says_so_and_the_reservation_stays(
    qtbot: QtBot, session: Session, number: str, said: str
) -> None:
    session.services.rooms.set_state(ROOMS[5], 1, "closed", "vandskade")
    page = shown(qtbot, session)
    page.choose("3")
    page.act("move_kept")
    panel = panel_of(page)
    QTest.keyClicks(panel.number, number)
    assert panel.says.text() == said
    QTest.keyClick(panel.number, Qt.Key.Key_Return)
    assert panel.isVisible()
    assert where(session) == "3"


@pytest.mark.usefixtures("kept")
def test_let_go_over_a_taken_place_says_who_lives_there(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session)
    drag(page, "3", "2")
    assert panel_of(page).says.text() == "Vær. 2: her bor Ole Bach. Vælg en ledig plads."
    assert where(session) == "3"


@pytest.mark.usefixtures("kept")
def test_a_place_that_a_colleague_gave_away_meanwhile_is_told(
    qtbot: QtBot, session: Session, house: OpenHouse
) -> None:
    page = shown(qtbot, session)
    page.choose("3")
    page.act("move_kept")
    panel = panel_of(page)
    QTest.keyClicks(panel.number, "6")
    admit(houses.services(house, "staff"), "Kim", "Dahl", 6)
    panel.verb.click()
    assert panel.refused.finding is not None
    assert "Vær. 6 er lige blevet taget af Ali." in panel.refused.finding.text
    assert where(session) == "3"


def test_a_place_may_be_kept_for_two_and_says_so(
    qtbot: QtBot, session: Session, kept: UUID, clock: FixedClock
) -> None:
    del kept
    tomorrow = clock.today() + timedelta(days=1)
    session.services.reservations.reserve(ReserveCommand(PLACES[6], tomorrow, for_whom="Ida"))
    page = shown(qtbot, session)
    # Free today and kept for tomorrow: what is dragged from there is the reservation.
    drag(page, "6", "3")
    panel = panel_of(page)
    assert panel.warns.finding is not None
    assert panel.warns.finding.text.endswith("Så er den holdt til to.")
    panel.verb.click()
    assert {one.place_label for one in session.services.reservations.holding()} == {"3"}


def test_nobody_moves_a_reservation_that_is_over(session: Session, kept: UUID) -> None:
    reservations = session.services.reservations
    for number, code in ((3, "kept_here"), (2, "place_taken")):
        with pytest.raises(ValidationFailed) as refused:
            reservations.move(kept, PLACES[number])
        assert refused.value.problems[0].code == code
    reservations.give_up(kept)
    with pytest.raises(ValidationFailed) as refused:
        reservations.move(kept, PLACES[6])
    assert refused.value.problems[0].code == "ended_already"


def test_a_reservation_that_was_used_meanwhile_is_not_moved_back(
    session: Session, house: OpenHouse, kept: UUID
) -> None:
    ali = houses.services(house, "staff")
    session.services.reservations.move(kept, PLACES[6])
    ali.reservations.did_not_come(kept)
    with pytest.raises(Conflict) as refused:
        session.services.undo.undo()
    said = messages.describe(refused.value).text
    assert said == "Reservationen er slut i mellemtiden. Intet er ændret."
