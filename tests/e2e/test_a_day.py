"""Must show 2: a day in the house, from the first start to the next log-in, all by keyboard."""

from __future__ import annotations

import re
from io import BytesIO
from uuid import UUID

import pypdfium2

from boform_app.services.views.people import ResidentFilter
from tests.e2e.person import spoken
from tests.e2e.running import Running
from tests.query_watch import QueryWatch

CODE = "ti grønne både på vej"


def words_in(pdf: bytes) -> str:
    """All text of a document, page after page."""
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return "\n".join(pages)


def test_a_day(running: Running, queries: QueryWatch) -> None:
    running.start()
    first_start(running)
    admit(running)
    note(running)
    overview(running)


def first_start(running: Running) -> None:
    """House, leader, a sheet whose groups are read from the paper, rooms by range."""
    person = running.person
    person.fill("Husets navn", "Fyrtårnet")
    person.fill("Vej og nummer", "Kajgade 12")
    person.fill("Postnummer og by", "9000 Aalborg")
    person.fill("Telefon", "12 34 56 78")
    person.pick("Husets kommune", "Aalborg")
    person.push("Næste: første leder")
    person.fill("Fornavn", "Mette")
    person.fill("Efternavn", "Krogh")
    person.choose("Koden", "Min egen kode")
    person.fill("Din egen kode", CODE)
    person.fill("Koden igen", CODE)
    person.push("Næste: gendannelsesark")
    groups = print_sheet(running)
    for number in asked_groups(running):
        person.fill(f"Gruppe {number}", groups[number - 1])
    person.fill("Hvor ligger arket?", "I pengeskabet")
    person.push("Næste: værelser")
    person.await_text("Der er ingen værelser endnu. Du kan også gøre det senere.")
    person.fill("Første nummer", "1")
    person.fill("Sidste nummer", "6")
    person.fill("Etage", "stuen")
    person.push("Opret værelserne")
    person.await_text("6 værelser med 6 pladser er oprettet.")
    person.push("Åbn Boform")
    running.await_desk()


def print_sheet(running: Running) -> list[str]:
    """Print, and read the fourteen groups from what came to the printer."""
    person, printer = running.person, running.printer
    person.await_text("Mangler: print arket")
    wizard = running.running._wizard
    assert wizard is not None
    person.wait(lambda: bool(wizard.sheet._pdf), "the sheet")
    person.push("Print arket")
    person.wait(lambda: len(printer.jobs) == 1, "the printer")
    pdf, title = printer.jobs[0]
    assert "Mette" not in title
    assert not [path for path in running.folder.root.rglob("*") if path.is_file()]
    lines = re.findall(r"^(\d+) ([0-9A-Z](?: [0-9A-Z]){3})\r?$", words_in(pdf), re.MULTILINE)
    assert [int(number) for number, _ in lines] == list(range(1, 15))
    return [group.replace(" ", "") for _, group in lines]


def asked_groups(running: Running) -> list[int]:
    """The two numbers that the wizard asks for, read from the screen."""
    asked = next(t for t in running.person.screen() if t.startswith("Skriv gruppe"))
    return [int(number) for number in re.findall(r"\d+", asked)]


def admit(running: Running) -> None:
    """Ctrl+Shift+N, the two answers that must be there, Ctrl+Enter."""
    person = running.person
    person.press("Ctrl+Shift+N")
    person.fill("Fornavn eller kaldenavn", "Åse Sørensen")
    person.tab_to("Værelse")
    person.press("Right")
    person.dialogs = ("Åse er indskrevet",)
    person.press("Ctrl+Return")
    person.await_text("Åse er indskrevet")
    person.press("Esc")
    person.dialogs = ()
    person.wait(lambda: not person.sees("Vil du lave et brev nu?"), "the offer to be gone")
    person.press("Ctrl+Z")
    person.await_text("Fortrudt: indskrivning af Åse Sørensen")
    assert running.services.residents.rows(ResidentFilter()) == ()
    person.press("Ctrl+Y")
    person.await_text("Gjort igen: indskrivning af Åse Sørensen")


NOTE = "Åse er faldet til og har fået nøgle. Hun vil gerne i egen bolig."


def note(running: Running) -> None:
    """A note, locked in the middle of it, and the named undo once."""
    person = running.person
    person.press("Ctrl+N")
    half = len(NOTE) // 2
    person.type(NOTE[:half])
    person.press("Ctrl+L")
    assert not person.sees("Åse")
    unlock(running)
    person.type(NOTE[half:])
    assert running.services.notes.for_person(whom(running)) == ()
    person.press("Ctrl+Return")
    person.await_text("Notatet er gemt.")
    # What is signed stands; nothing older is taken back by the same key without being named.
    person.press("Ctrl+Z")
    person.await_text("Notat om Åse Sørensen bliver stående.")
    assert person.sees(NOTE)


def unlock(running: Running) -> None:
    """The cursor stands in the code field of the person who locked."""
    person = running.person
    person.await_text("Hvem er du?")
    person.type(CODE)
    person.press("Return")
    person.wait(lambda: not running.desk.locker.is_locked, "the cover to go")


def whom(running: Running) -> UUID:
    """The one resident."""
    (row,) = running.services.residents.rows(ResidentFilter())
    return row.person_id


def overview(running: Running) -> None:
    """Udflytning: both voices, own words, finished."""
    person = running.person
    person.tab_to("Faneblade")
    walked(person)


def walked(person):
    from PySide6.QtWidgets import QApplication
    seen=[]
    for _ in range(70):
        w=QApplication.focusWidget(); seen.append(w); person.press("Tab")
        if QApplication.focusWidget() is seen[0]: break
    print([(type(w).__name__, spoken(w)) for w in seen if w])
    print(person.screen())
