"""The board of Værelser as a person has it, for every test of that page."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from boform_app.services.facade import Services
from boform_app.services.views.rooms import TileView
from boform_app.services.views.stays import AdmitCommand
from tests.houses import PLACES
from ui.pages.rooms.page import RoomsPage
from ui.session import Session


def admit(services: Services, first: str, last: str, place: int) -> UUID:
    return services.stays.admit(AdmitCommand(first, last, place_id=PLACES[place])).first("stay")


def shown(qtbot: QtBot, session: Session, show: str = "board") -> RoomsPage:
    page = RoomsPage(session)
    qtbot.addWidget(page)
    page.resize(1182, 616)
    page.restore({"show": show})
    page.show()
    read(qtbot, session, page)
    # The shell tells pages of every write; here the page stands alone.
    session.bus.changed.connect(page.apply_changes)
    return page


def read(qtbot: QtBot, session: Session, page: RoomsPage) -> None:
    qtbot.waitUntil(lambda: not session.tasks.busy and page.view is not None)


def tile(page: RoomsPage, label: str) -> TileView:
    assert page.view is not None
    return next(one for one in page.view.tiles if one.label == label)


def middle(page: RoomsPage, label: str) -> QPoint:
    index = page.board.model_.index_of(tile(page, label).place_id)
    return page.board.visualRect(index).center()


def drag(page: RoomsPage, start: str, end: str, *, let_go: bool = True) -> None:
    view = page.board.viewport()
    at, to = middle(page, start), middle(page, end)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(view, at + QPoint(30, 0))
    QTest.mouseMove(view, to)
    if let_go:
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=to)
