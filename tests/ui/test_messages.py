from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from boform_app import errors
from boform_app.errors import NotAllowed, Problem, RecoveryKeyMistyped, ValidationFailed
from ui import messages
from ui.dialogs.panel import Panel
from ui.sentences import PROBLEMS, TROUBLES

ROOT = Path(__file__).resolve().parents[2]
# "fejl" also hides in no other word that we use.
UNWANTED = re.compile(r"!|\bfejl|ugyldig|venligst|udskriv\b|underretning|klient", re.IGNORECASE)


def test_every_code_that_services_raise_has_a_sentence() -> None:
    codes = set()
    for source in (ROOT / "boform_app").rglob("*.py"):
        text = source.read_text(encoding="utf-8")
        codes |= set(re.findall(r'Problem\(\s*"[a-z_0-9]*",\s*"([a-z_0-9.]+)"', text))
    assert codes, "the pattern finds nothing any more"
    assert codes - set(PROBLEMS) == set()


def test_every_trouble_of_the_computer_has_a_sentence() -> None:
    named = {
        name
        for name in errors.__all__
        if issubclass(getattr(errors, name), errors.EnvironmentTrouble)
        if getattr(errors, name) is not errors.EnvironmentTrouble
    } if hasattr(errors, "__all__") else set()  # fmt: skip
    classes = {n for n in named if n != "Problem"}
    assert classes <= set(TROUBLES)


def test_the_sentences_keep_the_tone() -> None:
    texts = [*PROBLEMS.values(), *(part for pair in TROUBLES.values() for part in pair)]
    assert [text for text in texts if UNWANTED.search(text)] == []


def test_a_sentence_with_a_fact_missing_still_reads() -> None:
    assert "{" not in messages.words("too_long")
    assert messages.words("too_long", {"longest": 80}).endswith("80 tegn.")


@pytest.mark.parametrize(
    ("error", "part"),
    [
        (NotAllowed("economy", ("Mette", "Ib")), "Mette eller Ib kan gøre det."),
        (ValidationFailed(Problem("on", "in_future")), "ude i fremtiden"),
        (RecoveryKeyMistyped((3, 9)), "gruppe 3 eller 9"),
        (errors.DiskFull(), "Din tekst er her stadig"),
        (errors.WrongPassphrase(), "Koden passer ikke."),
    ],
)
def test_errors_say_whose_they_are(error: Exception, part: str) -> None:
    assert part in messages.describe(error).text


def test_an_unknown_file_names_only_what_can_be_read() -> None:
    """A calendar is written and never read."""
    said = messages.words("file_unknown")
    assert "PDF" in said
    assert "kalender" not in said


def test_an_unexpected_error_has_a_number_and_no_content() -> None:
    said = messages.describe(KeyError("Ole Bach 140682-0000"))
    assert re.fullmatch(r"[0-9A-F]{4}", said.number)
    assert "Ole" not in said.text


def test_a_confirmation_has_the_safe_button_in_focus_and_does_it_once(qtbot: QtBot) -> None:
    page, done = QWidget(), []
    qtbot.addWidget(page)
    page.show()
    panel = messages.confirm(
        page, "Afslut Lises ophold i dag kl. 11.00?", "Vær. 4 bliver ledig.", "Afslut ophold",
        lambda: done.append(1), lines=("orientering oprettes",),
    )  # fmt: skip
    assert isinstance(panel, Panel)
    qtbot.waitUntil(panel.isVisible)
    verb, back = (b for b in panel.findChildren(type(panel.add_button("x"))) if b.text() != "x")
    assert back.text() == "Tilbage"
    verb.click()
    assert done == [1]
