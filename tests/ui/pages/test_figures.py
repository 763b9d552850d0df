"""Ledelsestal, driven by keys and mouse on a real house."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from boform_app.clock import FixedClock
from boform_app.services.context import OpenHouse
from boform_app.services.views.figures import MOST_NAMES
from boform_app.services.views.plans import PlanCommand
from tests import houses
from tests.boform_app.services import money_house as given
from tests.boform_app.services.letter_house import text_of_document
from tests.doubles import RecordingFileDialogs
from tests.ui.checks import problems_of
from tests.ui.pages import residents
from ui import places
from ui.pages.base import Target
from ui.pages.figures.page import FiguresPage
from ui.pages.figures.period import Choice
from ui.privacy import privacy
from ui.session import Session
from ui.theme import Look, theme


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenHouse]:
    """Five stays ended in the spring; six residents since October, two of them with a plan.

    Made once: the page writes nothing.
    """
    house = houses.make_house(tmp_path_factory.mktemp("figures"))
    services = houses.services(house)
    for place in range(1, 6):
        came = date(2026, 3, 1)
        stay = given.living(services, f"Rejst Nummer{place}", place, came)
        given.left(services, stay, came + timedelta(days=10 * place))
    for place in range(1, 7):
        code = "0851" if place < 6 else ""
        stay = given.living(services, f"Bor Nummer{place}", place, date(2026, 10, 1), code=code)
        if place < 3:
            plan = services.plans.get(stay)
            on = date(2026, 11, 1)
            services.plans.change(PlanCommand(stay, plan.version, status="received", on=on))
    yield house
    houses.close(house)


@pytest.fixture
def desk(filled: OpenHouse, clock: FixedClock) -> Iterator[Session]:
    """The leader's log-in to that house."""
    found = residents.session(houses.services(filled), clock)
    yield found
    found.tasks.close()


def opened(qtbot: QtBot, session: Session) -> FiguresPage:
    page = FiguresPage(session)
    qtbot.addWidget(page)
    page.resize(1182, 616)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: page.view is not None and not session.tasks.busy)
    return page


@pytest.fixture
def page(qtbot: QtBot, desk: Session) -> FiguresPage:
    found = opened(qtbot, desk)
    qtbot.waitUntil(lambda: bool(found.behind.figure))
    return found


def listed(qtbot: QtBot, page: FiguresPage, count: int) -> list[str]:
    qtbot.waitUntil(lambda: len(page.behind.list.model_.rows) == count)
    model = page.behind.list.model_
    return [str(model.index(row, 0).data()) for row in range(count)]


def test_a_number_opens_its_list_and_a_row_the_resident(qtbot: QtBot, page: FiguresPage) -> None:
    card = page.numbers.cards[3]
    assert card.accessibleName().startswith("30 døgn boede folk her i snit")
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert card.isChecked()
    assert "afsluttet i perioden" in page.behind.rule.text()
    names = listed(qtbot, page, 5)
    assert names[0] == "Nummer5, Rejst"
    page.behind.list.setCurrentIndex(page.behind.list.model_.index(0, 0))
    with qtbot.waitSignal(page.navigate) as went:
        qtbot.keyClick(page.behind.list, Qt.Key.Key_Return)
    (target,) = went.args
    assert isinstance(target, Target)
    assert target.place == "resident"


def test_bars_are_walked_with_the_arrows(qtbot: QtBot, page: FiguresPage) -> None:
    bars = page.charts.plans
    assert page.view is not None
    assert page.view.plans is not None
    assert [bar.label for bar in page.view.plans.bars] == ["Andre, samlet"]
    bars.setFocus()
    qtbot.keyClick(bars, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.behind.about.text() == "2 har, 4 mangler")
    assert listed(qtbot, page, 6)[:4] == [f"Nummer{n}, Bor" for n in (3, 4, 5, 6)]
    assert bars.chosen_here
    assert not page.numbers.cards[0].isChecked()


def test_months_are_walked_with_the_arrows(qtbot: QtBot, page: FiguresPage) -> None:
    chart = page.charts.nights
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.accessibleName() == "Overnatninger pr. døgn. januar 2026: 0 af 6, 0 %"
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert "februar 2026" in chart.accessibleName()
    assert listed(qtbot, page, 28)[0] == "søn. 1-2"
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert "november 2026: 6 af 6" in chart.accessibleName()


def test_the_table_says_what_the_bars_say(qtbot: QtBot, page: FiguresPage) -> None:
    assert page.view is not None
    bars = [bar for chart in page.view.charts for bar in chart.bars]
    page.as_table.click()
    assert page.shows_table
    assert page.as_table.text() == "Vis som søjler"
    assert [row.figure for row in page.table.model_.rows] == bars
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.behind.figure in bars)
    page.as_table.click()
    assert not page.shows_table


def test_another_period_is_counted(qtbot: QtBot, page: FiguresPage) -> None:
    menu = page.period._own
    page.period.click()
    words = [action.text() for action in menu.actions()]
    assert words == ["I år", "Sidste år", "De sidste 12 måneder", "En måned", "Egne datoer …"]
    months = menu.actions()[3].menu()
    assert months is not None
    next(one for one in months.actions() if one.text() == "marts 2026").trigger()  # type: ignore[attr-defined]  # a QMenu
    qtbot.waitUntil(lambda: page.period.text() == "1-3 til 31-3-2026")
    assert page.view is not None
    assert page.view.months is not None
    assert len(page.view.months.bars) == 31
    menu.close()


def test_own_dates_are_checked_and_kept(qtbot: QtBot, page: FiguresPage) -> None:
    panel = page.period.own()
    panel.form.write("first", date(2026, 4, 1))
    panel.form.write("last", date(2026, 3, 1))
    panel.verb.click()
    assert panel.isVisible()
    assert "Slutningen ligger før begyndelsen." in _said(panel)
    panel.form.write("last", date(2026, 4, 12))
    panel.verb.click()
    qtbot.waitUntil(lambda: page.period.text() == "1-4 til 12-4-2026")
    state = page.state()
    assert state["choice"] == Choice("own", date(2026, 4, 1), date(2026, 4, 12))


def _said(panel: object) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]  # type: ignore[attr-defined]  # a widget


def test_a_long_list_is_shown_whole_when_somebody_asks(qtbot: QtBot, page: FiguresPage) -> None:
    assert page.view is not None
    few = page.view.numbers[2].figure
    page.choose(replace(few, entries=few.entries * 50))
    listed(qtbot, page, MOST_NAMES)
    assert page.behind.all_button.text() == "Vis alle 300"
    page.behind.all_button.click()
    listed(qtbot, page, 300)


def test_one_municipality(qtbot: QtBot, page: FiguresPage) -> None:
    page.municipality.set_value("0851")
    page.municipality.changed.emit()
    qtbot.waitUntil(lambda: page.numbers.cards[1].accessibleName().startswith("2 af 5"))


def test_the_pdf_is_what_the_page_shows(
    qtbot: QtBot, desk: Session, page: FiguresPage, tmp_path: Path
) -> None:
    files = desk.ports.files
    assert isinstance(files, RecordingFileDialogs)
    spoken: list[str] = []
    desk.spoke.connect(lambda words, *_: spoken.append(words))
    page.save.click()
    assert files.asked[-1] == ("Gem ledelsestal", "ledelsestal.pdf")
    assert not spoken
    files.answer = desk.services.open_house.folder.root / "tal.pdf"
    page.save.click()
    assert spoken == ["Vælg en mappe uden for husets egne data."]
    files.answer = tmp_path / "tal"
    page.save.click()
    qtbot.waitUntil(lambda: len(spoken) == 2)
    said = text_of_document((tmp_path / "tal.pdf").read_bytes())
    for card in page.numbers.cards:
        assert card.number is not None
        assert card.number.big in said
    assert "Nummer" not in said


def test_an_empty_house_says_when_figures_come(qtbot: QtBot, session: Session) -> None:
    page = opened(qtbot, session)
    words = (
        "Der er ikke tal nok til at vise noget endnu. De første tal kommer, når tre ophold er "
        "afsluttet."
    )
    assert words in _said(page)
    assert not page.save.isEnabled()
    assert problems_of(page) == []


def test_names_are_hidden(qtbot: QtBot, page: FiguresPage) -> None:
    page.choose(page.view.numbers[2].figure)  # type: ignore[union-attr]  # it has been read
    assert "Nummer1, Bor" in listed(qtbot, page, 6)
    privacy().set_on(on=True)
    try:
        page.privacy_changed(on=True)
        assert set(listed(qtbot, page, 6)) == {f"Beboer, vær. {n}" for n in range(1, 7)}
    finally:
        privacy().set_on(on=False)


@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_nothing_is_cut(qtbot: QtBot, page: FiguresPage, zoom: int) -> None:
    theme().use(Look(zoom=zoom))
    try:
        page.resize(1182 if zoom == 100 else 1280, 616)
        assert problems_of(page) == []
        page.switch()
        assert problems_of(page) == []
    finally:
        theme().use(Look())


def test_only_leaders_have_the_place(filled: OpenHouse, desk: Session) -> None:
    assert "figures" in {place.key for place in places.places(desk)}
    staff = Session(houses.services(filled, "staff"), desk.clock, desk.ports, tasks=desk.tasks)
    assert "figures" not in {place.key for place in places.places(staff)}
