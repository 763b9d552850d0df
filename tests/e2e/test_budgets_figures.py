"""Task 12 of ux.md 5.2 on the real window: how long people live here this year, saved as a PDF.

Budget 4 clicks and 1 key. The dialog of the system, where the file goes, is the one key (Enter).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests import houses
from tests.boform_app.services import money_house as given
from tests.boform_app.services.letter_house import text_of_document
from tests.e2e import case_steps as steps
from tests.e2e.hand import Counter, click, click_entry
from tests.e2e.running import Running
from tests.query_watch import QueryWatch
from ui.application import make_application
from ui.pages.figures.numbers import NumberCard
from ui.theme import Look, theme

NIGHTS = (20, 30, 40, 50, 60)
DIALOG = 1
"""Enter in the system's own dialog, which the program does not see."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five stays ended this year, and five a year ago; a closed house."""
    house = houses.make_house(tmp_path_factory.mktemp("figures"))
    services = houses.services(house)
    for year, factor in ((2025, 2), (2026, 1)):
        for number, nights in enumerate(NIGHTS):
            came = date(year, 3, 1)
            stay = given.living(services, f"Beboer Nummer{year}{number}", number + 1, came)
            given.left(services, stay, came + timedelta(days=nights * factor))
    houses.close(house)
    return house.folder.root


@pytest.fixture
def desk(
    qapp: QApplication, template: Path, tmp_path: Path, queries: QueryWatch
) -> Iterator[Running]:
    """The leader of that house is in."""
    make_application()
    running = Running(Path(shutil.copytree(template, tmp_path / "house")))
    running.start()
    steps.log_in(running)
    running.person.await_text("Frister")
    running.files.answer = tmp_path / "tal.pdf"
    yield running
    running.end()
    theme().use(Look())


def reads(desk: Running, words: str) -> None:
    """Wait until one of the four numbers says so."""
    cards = desk.desk.window.findChildren
    desk.person.wait(
        lambda: any(
            card.isVisible() and card.accessibleName().startswith(words)
            for card in cards(NumberCard)
        ),
        words,
    )


def test_how_long_people_live_here_is_saved_with_two_clicks(desk: Running, tmp_path: Path) -> None:
    """Task 12 as it is asked: the page opens with this year."""
    person = desk.person
    counter = Counter(desk.printer)
    click(person, "Ledelsestal")
    reads(desk, "40 døgn boede folk her i snit. Median 40 døgn, 5 ophold i perioden")
    click(person, "Gem som PDF")
    clicks, keys = counter.stop()
    person.await_text("Ledelsestallene er gemt. Arket viser ingen navne.")
    assert (clicks, keys + DIALOG) == (2, 1)
    said = text_of_document((tmp_path / "tal.pdf").read_bytes())
    assert "40 døgn boede folk her i snit" in said
    assert "1-1 til 22-11-2026" in said
    assert "Nummer" not in said


def test_another_year_takes_four_clicks(desk: Running, tmp_path: Path) -> None:
    """Task 12 with its step "period": the whole budget."""
    person = desk.person
    counter = Counter(desk.printer)
    click(person, "Ledelsestal")
    click(person, "Periode: 1-1 til 22-11-2026")
    click_entry(person, "Sidste år")
    reads(desk, "80 døgn boede folk her i snit")
    click(person, "Gem som PDF")
    clicks, keys = counter.stop()
    person.await_text("Ledelsestallene er gemt. Arket viser ingen navne.")
    assert (clicks, keys + DIALOG) == (4, 1)
    assert "1-1 til 31-12-2025" in text_of_document((tmp_path / "tal.pdf").read_bytes())


def test_the_same_by_keys(desk: Running, tmp_path: Path) -> None:
    person = desk.person
    person.press("Ctrl+6")
    reads(desk, "40 døgn")
    person.push("Gem som PDF")
    person.await_text("Ledelsestallene er gemt. Arket viser ingen navne.")
    assert (tmp_path / "tal.pdf").read_bytes().startswith(b"%PDF")
