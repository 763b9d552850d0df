"""A letter that is too long: what it could do without is shown, and goes only when it is asked for."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from boform_app.clock import FixedClock
from boform_app.services.views.letter_length import (
    ExcessView,
    LeftOutView,
    SectionLengthView,
    ShorteningView,
)
from boform_app.services.views.letters import LetterEdits
from tests.boform_app.services import letter_case as case
from tests.boform_app.services import letter_house as given
from tests.ui.checks import problems_of
from ui.pages.letter.page import LetterPage
from ui.pages.letter.shorten import ShortenPanel
from ui.session import Session
from ui.widgets.buttons import Button

LONG = "Har brugt formiddagen på at ordne papirer, ringe til banken og gøre rent på værelset"
NOTES = 45


@pytest.fixture
def kim(session: Session, clock: FixedClock) -> UUID:
    """Marked notes of six weeks, and a consent that everything may rest on."""
    services = session.services
    person = given.consenting(services)
    for number in range(NOTES):
        kind = ("day", "conversation", "health")[number % 3]
        case.noted(services, person, text=f"{LONG}, gang {number}.", kind=kind, readers=("status",))
        clock.set(clock.now() + timedelta(days=1))
    return person


def written(qtbot: QtBot, session: Session, kim: UUID) -> LetterPage:
    """The status note with everything it needs but brevity."""
    page = LetterPage(session)
    qtbot.addWidget(page)
    page.resize(1182, 616)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.restore({"person_id": kim, "kind": "status_note"})
    rested(qtbot, session, page)
    edits = given.rested(session.services, "status_note", kim, LetterEdits())
    assert page._writing is not None
    page._writing.begin_with(edits)
    rested(qtbot, session, page)
    return page


def rested(qtbot: QtBot, session: Session, page: LetterPage) -> None:
    qtbot.waitUntil(lambda: not session.tasks.busy and not page.waiting, timeout=20_000)


def asked(qtbot: QtBot, session: Session, page: LetterPage) -> ShortenPanel:
    link = next(b for b in page.strip.findChildren(Button) if b.text() == "Forslag til at korte")
    qtbot.keyClick(link, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.shortener.panel is not None, timeout=20_000)
    panel = page.shortener.panel
    assert panel is not None
    qtbot.waitUntil(panel.isVisible)
    return panel


def said(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def button(panel: ShortenPanel, words: str) -> Button:
    return next(one for one in panel.findChildren(Button) if one.text() == words)


def test_what_could_go_is_shown_and_goes_by_one_press(
    qtbot: QtBot, session: Session, kim: UUID
) -> None:
    page = written(qtbot, session, kim)
    assert "Brevet fylder for meget" in said(page.strip)
    assert not page.strip.button("print").isEnabled()
    panel = asked(qtbot, session, page)
    assert panel.heading.text().endswith(" ting kan gå ud")
    assert "Så passer brevet." in panel.text.text()
    words = said(panel)
    assert "Ændringer i perioden" in words
    assert "ældre notat" in words
    assert "gang 0" in words
    assert f"gang {NOTES - 1}" not in words, "the newest stays"
    assert problems_of(panel) == []
    qtbot.keyClick(button(panel, "Kort brevet"), Qt.Key.Key_Return)
    rested(qtbot, session, page)
    assert "Brevet fylder for meget" not in said(page.strip)
    assert page.strip.button("print").isEnabled()
    assert page._writing is not None
    assert "gang 0" not in page._writing.edits.texts["changes"]


def test_esc_takes_nothing_out(qtbot: QtBot, session: Session, kim: UUID) -> None:
    page = written(qtbot, session, kim)
    assert page._writing is not None
    before = page._writing.edits
    panel = asked(qtbot, session, page)
    with qtbot.waitSignal(panel.finished):
        qtbot.keyClick(panel, Qt.Key.Key_Escape)
    rested(qtbot, session, page)
    assert page._writing.edits == before
    assert not page.strip.button("print").isEnabled()


@pytest.fixture
def where(qtbot: QtBot) -> QWidget:
    """What the panel lies over."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


def panel_of(where: QWidget, *left_out: LeftOutView, lines_over: int) -> ShortenPanel:
    longest = (
        SectionLengthView("works", "Det, der virker", 30, editable=True),
        SectionLengthView("stay", "Borgeren og opholdet", 20, editable=False),
    )
    excess = ExcessView(4 if lines_over else 3, 3, lines_over, longest)
    taken: list[LetterEdits] = []
    return ShortenPanel(where, ShorteningView(LetterEdits(), left_out, excess), taken.append)


def test_own_words_can_only_be_written_shorter(where: QWidget) -> None:
    panel = panel_of(where, lines_over=12)
    assert panel.heading.text() == "Der er ikke noget, Boform kan tage ud"
    assert panel.text.text() == "Skriv selv kortere. De længste afsnit er: Det, der virker."
    assert [one.text() for one in panel.findChildren(Button)] == ["Tilbage"]


def test_what_is_not_enough_says_how_much_is_left(where: QWidget) -> None:
    row = LeftOutView("changes", "Ændringer i perioden", "Hverdagen", "Lavede mad.", "small_theme")
    panel = panel_of(where, row, lines_over=5)
    assert panel.heading.text() == "1 ting kan gå ud"
    assert "stadig cirka 5 linjer for langt bagefter" in panel.text.text()
    assert "Ændringer i perioden · Hverdagen · samles i én linje" in said(panel)
