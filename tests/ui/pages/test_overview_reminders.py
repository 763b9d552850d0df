"""A new Udflytningsoverblik is asked for: day 14, every 28 days, and at refund night 60 by leaders."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from boform_app.clock import FixedClock
from boform_app.rules.readiness.answers import Answers, WishToMove
from boform_app.services.context import OpenHouse
from boform_app.services.views.stays import AdmitCommand
from tests import houses
from tests.ui.pages import residents
from ui.pages.base import Target
from ui.pages.resident.overview import OverviewTab
from ui.pages.resident.page import ResidentPage
from ui.pages.today import TodayPage
from ui.session import Session

FIRST, AGAIN = "Første udflytningsoverblik", "Nyt udflytningsoverblik"
NIGHT_60 = "Udflytningsoverblik (refusionsdøgn)"


@pytest.fixture
def here(tmp_path: Path, clock: FixedClock) -> Iterator[OpenHouse]:
    """A house with the clock of the test."""
    house = houses.make_house(tmp_path / "reminders", clock)
    yield house
    houses.close(house)


def admitted(here: OpenHouse) -> UUID:
    command = AdmitCommand("Kim", "Dahl", place_id=houses.PLACES[1], cpr_unknown=True)
    return houses.services(here).stays.admit(command).first("person")


def assessed(here: OpenHouse, kim: UUID) -> None:
    services = houses.services(here)
    answers = Answers(wish_to_move=WishToMove.YES, staff=(1,) * 14, resident=(1,) * 14)
    stay = services.stays.for_person(kim)[0]
    services.overviews.finish(stay.id, answers, here.clock.today())


def today(qtbot: QtBot, session: Session) -> TodayPage:
    page = TodayPage(session)
    qtbot.addWidget(page)
    page.refresh()
    return page


def asked(page: TodayPage) -> dict[str, str]:
    """Words and badge of the rows about an overview."""
    rows = page.deadlines.model_.rows
    return {row.what: row.badge_text for row in rows if "overblik" in row.what.lower()}


def beside(qtbot: QtBot, session: Session, kim: UUID) -> list[str]:
    """What the resident's own page has next."""
    page = ResidentPage(session)
    qtbot.addWidget(page)
    page.restore({"person_id": kim, "tab": "overview"})
    tab = page.findChild(OverviewTab)
    assert tab is not None
    return [row.what for row in tab.next.model_.rows]


@pytest.mark.parametrize("role", ["leader", "staff", "temp"])
def test_day_14_and_every_28_days_for_everybody(
    qtbot: QtBot, here: OpenHouse, clock: FixedClock, role: str
) -> None:
    kim, came = admitted(here), clock.now()
    session = residents.session(houses.services(here, role), clock)
    seen = {}
    for day in (6, 7, 13, 14, 16):
        clock.set(came + timedelta(days=day))
        seen[day] = asked(today(qtbot, session))
    assert seen[6] == {}
    assert set(seen[7]) == {FIRST}
    assert [seen[day][FIRST] for day in (13, 14)] == ["I morgen", "I dag"]
    assert seen[16][FIRST].startswith("For ")
    assert FIRST in beside(qtbot, session, kim)
    assessed(here, kim)
    assert asked(today(qtbot, session)) == {}
    clock.set(came + timedelta(days=16 + 28))
    page = today(qtbot, session)
    assert asked(page) == {AGAIN: "I dag"}
    assert AGAIN in beside(qtbot, session, kim)
    row = next(row for row in page.deadlines.model_.rows if row.what == AGAIN)
    with qtbot.waitSignal(page.navigate) as went:
        page.deadlines.pressed.emit(row, "act")
    assert went.args == [Target("resident", {"person_id": kim, "tab": "moving"})]
    session.tasks.close()


@pytest.mark.parametrize(
    ("role", "told"), [("leader", ["I dag", "Åben 2 døgn"]), ("staff", []), ("temp", [])]
)
def test_refund_night_60_is_asked_of_leaders_on_their_start_page_alone(
    qtbot: QtBot, here: OpenHouse, clock: FixedClock, role: str, told: list[str]
) -> None:
    kim, came = admitted(here), clock.now()
    clock.set(came + timedelta(days=45))
    assessed(here, kim)
    session = residents.session(houses.services(here, role), clock)
    found = []
    for day in (59, 61):
        clock.set(came + timedelta(days=day))
        shown = asked(today(qtbot, session))
        assert AGAIN not in shown
        found += [shown[NIGHT_60]] if NIGHT_60 in shown else []
        assert NIGHT_60 not in beside(qtbot, session, kim)
    assert found == told
    # One of nights 55 to 60 is the one of night 60, and here it comes late.
    assessed(here, kim)
    assert NIGHT_60 not in asked(today(qtbot, session))
    session.tasks.close()
