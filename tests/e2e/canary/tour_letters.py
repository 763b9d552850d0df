"""The stops about letters: every kind, somebody who got no place, and an answer that came on paper."""

from __future__ import annotations

from PIL import Image
from PySide6.QtWidgets import QAbstractButton, QRadioButton

from boform_app.services.views.letters import LetterEdits
from tests.boform_app.services.answer_house import scanned
from tests.e2e.canary.tour_case import one
from tests.e2e.canary.writer import Writer
from ui.pages.answer.page import AnswerPage
from ui.pages.letter.page import LetterPage
from ui.pages.letter.sections import Row


def letters(w: Writer) -> None:
    """Every kind of letter with its sections, its choices and the reason for acute danger."""
    for kind in w.running.services.letters.kinds():
        _open_letter(w, kind.key)
        for number in range(len(w.names(Row))):
            w.push(w.names(Row)[number], rest=False)
            w.sweep()
    _open_letter(w, "plan_request")
    w.find(QRadioButton, "Hjemmel: Akut fare").click()
    w.settle()
    w.sweep()
    w.person.wait(w.find(QAbstractButton, "Print").isEnabled, "the letter to be ready")
    printed = len(w.running.printer.jobs)
    w.person.press("Ctrl+P")
    w.person.wait(lambda: len(w.running.printer.jobs) > printed, "the printer")
    _register(w)


def _open_letter(w: Writer, kind: str) -> None:
    w.about = kind
    w.go("letter", person_id=one(w), kind=kind)
    page = w.running.desk.window.navigator.current
    assert isinstance(page, LetterPage)
    w.person.wait(lambda: bool(page.proof_bytes) and not page.waiting, "the proof of the letter")
    # New sections get their places when the event loop comes round.
    w.person.turn_to_it()


def turned_away(w: Writer) -> None:
    """Somebody who got no place: who it is, and the letter to them."""
    w.go("turned_away")
    w.sweep()
    w.push("Kendes ikke endnu")
    w.submit()
    page = w.running.desk.window.navigator.current
    assert isinstance(page, LetterPage), "the letter comes after"
    w.about = "admission_refusal"
    w.person.wait(lambda: bool(page.proof_bytes) and not page.waiting, "the proof of the letter")
    w.sweep()


def _register(w: Writer) -> None:
    """Sent, annulled, and a new letter from the register."""
    w.go("resident", person_id=one(w), tab="letters")
    w.push("Vis: Breve 1")
    w.choose_row("Dokumenter")
    for words in ("Markér som sendt", "Annullér"):
        w.push(words)
        w.sweep()
        w.person.press("Esc")
    w.go("letters")
    w.push("Vis: Ikke sendt")
    w.choose_row("Breve")
    w.push("Annullér brevet")
    w.sweep()
    w.submit()
    w.push("Nyt brev")
    w.sweep()
    w.push("Tilbage")


def answer(w: Writer) -> None:
    """A scan without a code: whose it is, which letter, and an answer typed by hand."""
    notice = w.running.services.letters.make("admission_notice", one(w), LetterEdits())
    assert notice.municipality_code, "a letter that can be answered"
    scan = w.running.desk.opened.house.folder.root.parent / "scan.pdf"
    scan.write_bytes(scanned(Image.new("L", (620, 877), 255)))
    w.running.desk.window.file_dropped.emit(scan)
    page = w.running.desk.window.navigator.current
    assert isinstance(page, AnswerPage)
    w.person.wait(lambda: not page.busy, "the file to be read")
    w.sweep()
    page.sheet.which.who.set_value(one(w))
    page.sheet.which.who.changed.emit()
    w.settle()
    w.push("Det er svar på det brev")
    for row in list(page.sheet.table.model_.rows):
        page.sheet.table.choose(row.key)
        w.push("Skriv svaret af")
        w.sweep()
        w.submit()
    w.push("Gem kun filen")
    w.person.wait(lambda: not page.busy, "the file to be kept")
    scan.unlink()
