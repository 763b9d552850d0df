"""The leader's panel about refund nights: what it says, what it asks, and who never sees it."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

import ui
from boform_app.clock import from_local
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.refund import NightsCommand
from boform_app.services.views.stays import AdmitCommand
from tests import houses
from tests.ui import checks
from tests.ui.pages import residents
from ui.pages.board.page import BoardPage
from ui.pages.board.refund_panel import RefundPanel
from ui.session import Session
from ui.theme import Look, theme

ALLOWED = {"ui/pages/board/refund_panel.py", "ui/pages/board/refund_words.py"}


@dataclass
class Desk:
    services: Services
    session: Session
    page: BoardPage
    lise: UUID

    def open(self) -> RefundPanel | None:
        self.page.restore({"refund": self.lise})
        panel = self.page.panel
        return panel if isinstance(panel, RefundPanel) else None


def sit_down(qtbot: QtBot, house: OpenHouse, role: str = "leader") -> Desk:
    """Lise came on 17 August: 98 nights until today, 23 November."""
    lise = houses.services(house).stays.admit(
        AdmitCommand(
            "Lise", "Toft", place_id=houses.PLACES[4], acting_municipality_code="0791",
            arrived_at=from_local(date(2026, 8, 17), 14), decided_on=date(2026, 8, 17),
        )
    ).first("person")  # fmt: skip
    services = houses.services(house, role)
    session = residents.session(services, houses.make_clock())
    page = BoardPage(session)
    qtbot.addWidget(page)
    page.resize(1182, 616)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.refresh()
    qtbot.waitUntil(lambda: not session.tasks.busy)
    return Desk(services, session, page, lise)


def words_of(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_the_clock_says_at_least_until_somebody_has_asked(qtbot: QtBot, house: OpenHouse) -> None:
    desk = sit_down(qtbot, house)
    panel = desk.open()
    assert panel is not None
    said = words_of(panel)
    assert "Vejledende – handlekommunen afgør" in said
    assert "Grænsen vedrører kommunens refusion. Borgerens ret til ophold ændres ikke." in said
    assert panel.used.text() == "Mindst 98 døgn"
    assert "99 kalenderdage" in panel.beside.text()
    assert "Sikker grænse, 90 døgn: brugt søndag 15-11-2026" in panel.marks_row.words
    assert panel.track.accessibleName().startswith("Mindst 98 døgn. Sikker grænse, 90 døgn")
    assert "vejledende" in panel.track.accessibleName()
    qtbot.keyClick(panel.asked, Qt.Key.Key_Return)
    assert panel.used.text() == "98 døgn"
    assert panel.asked.text() == "Ikke spurgt alligevel"
    qtbot.keyClick(panel.asked, Qt.Key.Key_Return)
    assert panel.used.text() == "Mindst 98 døgn"


def test_nights_elsewhere_are_told_and_taken_away(qtbot: QtBot, house: OpenHouse) -> None:
    desk = sit_down(qtbot, house)
    panel = desk.open()
    assert panel is not None
    qtbot.keyClick(panel.add_nights, Qt.Key.Key_Return)
    form = panel.form
    assert form is not None
    qtbot.waitUntil(form.isActiveWindow)
    for name, text in (
        ("house", "Opdigtet Boform"), ("from_night", "01-07-2026"), ("to_night", "20-07-2026"),
        ("told_by", "Lise selv"),
    ):  # fmt: skip
        qtbot.keyClicks(form.form.field(name).control, text)
    qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert panel.used.text() == "Mindst 118 døgn"
    assert "heraf 20 døgn fortalt fra andre boformer" in panel.beside.text()
    panel.nights.setFocus()
    panel.nights.setCurrentIndex(panel.nights.model_.index(0, 0))
    qtbot.keyClick(panel.nights, Qt.Key.Key_Right)
    qtbot.keyClick(panel.nights, Qt.Key.Key_Space)
    assert desk.services.refund.nights_elsewhere(desk.lise) == ()
    assert panel.used.text() == "Mindst 98 døgn"


def test_both_marks_stand_while_the_transition_is_open(qtbot: QtBot, house: OpenHouse) -> None:
    desk = sit_down(qtbot, house)
    desk.services.refund.tell(
        NightsCommand(desk.lise, "Opdigtet Boform", date(2026, 2, 1), date(2026, 2, 3))
    )
    panel = desk.open()
    assert panel is not None
    assert "Sikker grænse, 90 døgn" in panel.marks_row.words
    assert "Mulig overgangsgrænse, 120 døgn: 19 døgn tilbage" in panel.marks_row.words


def test_only_leaders_get_at_it(qtbot: QtBot, house: OpenHouse) -> None:
    desk = sit_down(qtbot, house, "staff")
    assert desk.open() is None
    assert not desk.page.strip.refund.isVisible()


def test_a_leader_finds_it_in_the_strip(qtbot: QtBot, house: OpenHouse) -> None:
    desk = sit_down(qtbot, house)
    assert desk.page.list.choose(desk.page.rows[0].key)
    qtbot.waitUntil(desk.page.strip.more.isVisible)
    assert desk.page.strip.refund.isVisible()
    desk.page.strip.refund.trigger()
    assert isinstance(desk.page.panel, RefundPanel)


def test_no_other_part_of_the_window_knows_of_refund() -> None:
    root = Path(ui.__file__).parents[1]
    found = set()
    for path in (root / "ui").rglob("*.py"):
        names = {
            name
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom) and node.module
            for name in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))
        }
        if any(name.startswith("boform_app.") and "refund" in name for name in names):
            found.add(path.relative_to(root).as_posix())
    assert found == ALLOWED


@pytest.mark.parametrize("look", [Look(), Look("dark"), Look("light", 150)])
def test_nothing_is_cut_or_nameless(qtbot: QtBot, house: OpenHouse, look: Look) -> None:
    theme().use(look)
    desk = sit_down(qtbot, house)
    if look.zoom > 100:
        desk.page.resize(1282, 2400)
    desk.services.refund.tell(
        NightsCommand(desk.lise, "Opdigtet Boform", date(2026, 7, 1), date(2026, 7, 3), "Lise")
    )
    panel = desk.open()
    assert panel is not None
    qtbot.waitUntil(lambda: checks.problems_of(panel) == [])
