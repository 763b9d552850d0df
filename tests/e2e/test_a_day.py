"""Must show 2: a day in the house, from the first start to the next log-in, all by keyboard."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import UUID

from boform_app.services.views.people import ResidentFilter
from reports.preview import opened
from tests.e2e.running import Running
from tests.query_watch import QueryWatch

CODE = "ti grønne både på vej"


def words_in(pdf: bytes) -> str:
    """All text of a document, page after page."""
    with opened(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_a_day(running: Running, queries: QueryWatch, tmp_path: Path) -> None:
    running.start()
    first_start(running)
    admit(running)
    note(running)
    overview(running)
    consent(running)
    plan_request(running)
    referral(running, tmp_path / "usb.pdf")
    end_stay(running)
    next_day(running)
    everything_there(running)


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
    person.fill("Fornavn eller kaldenavn", "Åse")
    person.tab_to("Værelse")
    person.press("Right")
    person.dialogs = ("Åse er indskrevet",)
    person.press("Ctrl+Return")
    person.await_text("Åse er indskrevet")
    person.press("Esc")
    person.dialogs = ()
    person.wait(lambda: not person.sees("Vil du lave et brev nu?"), "the offer to be gone")
    person.press("Ctrl+Z")
    person.await_text("Fortrudt: indskrivning af Åse")
    assert running.services.residents.rows(ResidentFilter()) == ()
    person.press("Ctrl+Y")
    person.await_text("Gjort igen: indskrivning af Åse")


NOTE = "Åse er faldet til og har fået nøgle. Hun vil gerne i egen bolig."


def note(running: Running) -> None:
    """A note, locked in the middle of it, and the named undo once."""
    person = running.person
    person.press("Ctrl+N")
    half = len(NOTE) // 2
    person.write(NOTE[:half])
    person.press("Ctrl+L")
    assert not person.sees("Åse")
    unlock(running)
    person.write(NOTE[half:])
    assert running.services.notes.for_person(whom(running)) == ()
    person.press("Ctrl+Return")
    person.await_text("Notatet er gemt.")
    # What is signed stands; nothing older is taken back by the same key without being named.
    person.press("Ctrl+Z")
    person.await_text("Notat om Åse bliver stående.")
    assert person.sees(NOTE)


def unlock(running: Running) -> None:
    """The cursor stands in the code field of the person who locked."""
    person = running.person
    person.await_text("Hvem er du?")
    person.write(CODE)
    person.press("Return")
    person.wait(lambda: not running.desk.locker.is_locked, "the cover to go")


def whom(running: Running) -> UUID:
    """The one resident."""
    (row,) = running.services.residents.rows(ResidentFilter())
    return row.person_id


HOPES = "Min egen nøgle og ro om natten."


def overview(running: Running) -> None:
    """Udflytning: both voices in all fourteen areas, the resident's own words, finished."""
    person = running.person
    person.open_tab("Udflytning")
    person.push("Start")
    person.tab_to("14 områder, to stemmer")
    for row in range(14):
        person.write("1" if row else "2")
        person.press("Tab")
        person.write("2")
        person.press("Tab")
    person.fill("Åses egne ord", HOPES)
    person.choose("Del af overblikket", "Åses svar")
    person.choose("Vil du gerne flytte i din egen bolig?", "ja")
    person.press("Ctrl+Return")
    person.await_text("Gemt: ")
    assert len(running.services.overviews.versions(whom(running))) == 1


def consent(running: Running) -> None:
    """What may be sent to the municipality, given in writing."""
    person = running.person
    person.open_tab("Overblik")
    person.push("Mere")
    person.menu("Samtykke")
    person.pick("Til", "Aalborg")
    for area in CONSENTED:
        person.tick(area)
    person.choose("Hvordan", "Skriftligt")
    person.press("Ctrl+Return")
    person.await_text("Gemt: samtykke fra Åse")
    person.press("Alt+Left")


CONSENTED = (
    "Bolig og ønsker til bolig", "Økonomi og gæld", "Helbred", "Rusmidler", "Netværk",
    "Arbejde og uddannelse", "Udflytningsoverblik",
)  # fmt: skip


def plan_request(running: Running) -> None:
    """Anmodning om handleplan: Print is off until the basis is chosen; printed, marked as sent."""
    person, printer = running.person, running.printer
    printed = len(printer.jobs)
    person.push("Brev")
    person.menu("Anmodning om handleplan")
    person.await_text("Brevet kan ikke printes endnu.")
    person.press("Ctrl+P")
    person.choose("Hjemmel", "Lov")
    person.await_text("Klar til print")
    assert len(printer.jobs) == printed
    person.press("Ctrl+P")
    person.wait(lambda: len(printer.jobs) > printed, "the printer")
    (letter,) = running.services.register.letters(whom(running))
    pdf, title = printer.jobs[-1]
    assert pdf == running.services.register.pdf(letter.id)
    assert "Åse" not in title
    person.push("Ja, sendt med Digital Post")
    person.await_text("Sendt 23-11-2026 med Digital Post.")
    person.press("Alt+Left")


def referral(running: Running, file: Path) -> None:
    """The referral: previewed, saved as PDF, the file the very bytes that are stored."""
    person = running.person
    person.push("Brev")
    person.menu("Henvisning og indstilling")
    person.await_text("Side 1 af 2")
    person.choose("Hjemmel", "Samtykke")
    person.await_text("Klar til print")
    running.files.answer = file
    person.push("Gem som PDF")
    person.wait(file.exists, "the file")
    newest = running.services.register.letters(whom(running))[0]
    assert newest.kind == "referral"
    saved = file.read_bytes()
    assert saved == running.services.register.pdf(newest.id)
    assert "Åse" not in running.files.asked[-1][1]
    words = " ".join(words_in(saved).split())
    assert "Navn og CPR-nummer Åse, CPR ikke oplyst" in words
    assert "Hvad vi beder om Vi beder om, at I senest mandag den 7. december 2026" in words
    assert HOPES in words
    person.press("Alt+Left")


def end_stay(running: Running) -> None:
    """To a home of her own, by the menu of what is done more rarely."""
    person = running.person
    person.push("Mere")
    person.menu("Afslut ophold")
    person.choose("Hvordan slutter opholdet?", "Flyttet til egen bolig")
    person.pick("Flytter til", "Egen almen bolig")
    person.fill("Adresse", "Nygade 3, 9000 Aalborg")
    person.dialogs = ("Afslut Åses ophold",)
    person.press("Ctrl+Return")
    person.push("Afslut ophold")
    person.dialogs = ()
    person.await_text("Egen almen bolig")
    (stay,) = running.services.stays.for_person(whom_past(running))
    assert stay.ended_at is not None


def whom_past(running: Running) -> UUID:
    """The one who moved out."""
    residents = running.services.residents
    assert residents.rows(ResidentFilter()) == ()
    (person_id,) = residents.past_ids(ResidentFilter(show="past"))
    return person_id


def next_day(running: Running) -> None:
    """Ctrl+Q, and in again with the passphrase."""
    person = running.person
    person.press("Ctrl+Q")
    running.end()
    running.start()
    assert not person.sees("Åse")
    person.write(CODE)
    person.press("Return")
    running.await_desk()


def everything_there(running: Running) -> None:
    """Note, overview, consent, letters and the ended stay, each where one looks for it."""
    person = running.person
    person.search("Åse")
    person.open_tab("Overblik")
    person.await_text("Egen almen bolig")
    person.open_tab("Notater")
    person.await_text(NOTE)
    person.open_tab("Udflytning")
    person.await_text(HOPES)
    person.open_tab("Dokumenter")
    person.await_text("Anmodning om handleplan")
    assert person.sees("Henvisning til ICM-støtte")
    person.push("Mere")
    person.menu("Samtykke")
    person.await_text("Gælder til 23-05-2027")
