"""Værelser: a day and a time that are typed are the ones that count."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from boform_app.clock import FixedClock, local_time
from tests.ui.pages.rooms_board import admit, read, shown
from ui.pages.rooms.forms import OtherHour
from ui.pages.rooms.move_panel import MovePanel
from ui.pages.rooms.page import RoomsPage
from ui.session import Session


def earlier(page: RoomsPage, room: str, day: str, time: str, to: str) -> MovePanel:
    """*Flyttede tidligere?* on the panel of a room, typed as a person does."""
    page.choose(room)
    page.act("move")
    panel = page.panel
    assert isinstance(panel, MovePanel)
    panel.number.setText(to)
    panel.other_time.click()
    for field, words in ((panel.day, day), (panel.time, time)):
        field.setFocus()
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_Delete)
        QTest.keyClicks(field, words)
    return panel


@pytest.fixture
def days_ago(session: Session, clock: FixedClock) -> UUID:
    """Per came to room 5, and Ole to room 2, on 19 November; it is the 23rd, 21.40."""
    clock.set(clock.now() - timedelta(days=4))
    admit(session.services, "Ole", "Bach", 2)
    per = admit(session.services, "Per", "Holm", 5)
    clock.set(clock.now() + timedelta(days=4))
    return per


@pytest.mark.parametrize("how", [("verb", "1"), ("extra", "2"), ("swap", "2")])
@pytest.mark.parametrize(
    "typed",
    [
        ("20-11", "25.99", "Det klokkeslæt findes ikke. Skriv fx 21.40."),
        ("20-11", "kl tre", "Skriv et klokkeslæt, fx 21.40 eller nu."),
        ("dengang", "14", "Vi forstod ikke ”dengang”. Skriv en dato, fx 22-11, i dag eller +3."),
        ("", "14", "Skriv en dato, fx 22-11, i dag eller +3."),
        ("23-11", "23.00", "Det klokkeslæt er ikke kommet endnu."),
        ("18-11", "14", "Tidspunktet ligger før den seneste flytning (19-11-2026)."),
    ],
)
def test_nobody_moves_at_another_time_than_was_typed(
    qtbot: QtBot, session: Session, days_ago: UUID, how: tuple[str, str], typed: tuple[str, ...]
) -> None:
    (button, to), (day, time, said) = how, typed
    page = shown(qtbot, session)
    panel = earlier(page, "5", day, time, to)
    getattr(panel, button).click()
    assert session.services.stays.get(days_ago).room == "5"
    assert panel.when.finding is not None
    assert panel.when.finding.text == said
    # What was typed stays, and is mended where it stands.
    assert panel.time.text().replace(".00", "") == time.replace(".00", "")
    for field, words in ((panel.day, "20-11"), (panel.time, "14.30")):
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, words)
    getattr(panel, button).click()
    moved = session.services.stays.get(days_ago).places[-1]
    assert local_time(moved.starts_at).isoformat()[:16] == "2026-11-20T14:30"


def test_a_day_without_a_time_is_noon_and_today_is_now(
    qtbot: QtBot, session: Session, days_ago: UUID, clock: FixedClock
) -> None:
    page = shown(qtbot, session)
    earlier(page, "5", "20-11", "", "1").verb.click()
    (_, moved) = session.services.stays.get(days_ago).places
    assert local_time(moved.starts_at).isoformat()[:16] == "2026-11-20T12:00"
    read(qtbot, session, page)
    earlier(page, "1", "23-11", "", "3").verb.click()
    assert session.services.stays.get(days_ago).places[-1].starts_at == clock.now()


@pytest.mark.parametrize(
    "typed",
    [
        ("20-11", "25.99", "Det klokkeslæt findes ikke. Skriv fx 21.40."),
        ("", "14", "Skriv en dato, fx 22-11, i dag eller +3."),
        ("23-11", "23.00", "Det klokkeslæt er ikke kommet endnu."),
    ],
)
def test_another_hour_that_cannot_be_read_is_not_shown_as_noon(
    qtbot: QtBot, session: Session, days_ago: UUID, typed: tuple[str, str, str]
) -> None:
    del days_ago
    day, time, said = typed
    page = shown(qtbot, session)
    page._ask_day()
    panel = page.panel
    assert isinstance(panel, OtherHour)
    for field, words in ((panel.day, day), (panel.time, time)):
        field.setFocus()
        field.selectAll()
        QTest.keyClick(field, Qt.Key.Key_Delete)
        QTest.keyClicks(field, words)
    panel.verb.click()
    assert [field.finding.text for field in panel.fields if field.finding] == [said]
    assert panel.isVisible()
    assert page.state()["at"] is None
