"""Every place, tab and panel of the program that has a text field, in the order of a working day."""

from __future__ import annotations

import re

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QRadioButton,
)

from tests.e2e.canary.marks import Marks
from tests.e2e.canary.tour_case import board, homes, one, plan, refund, support
from tests.e2e.canary.tour_day import apart, asked, day_log, incidents, rooms
from tests.e2e.canary.tour_house import (
    documents,
    economy,
    figures,
    house,
    medicine,
    overview,
    settlement,
)
from tests.e2e.canary.tour_letters import answer, letters, turned_away
from tests.e2e.canary.writer import Writer
from tests.e2e.test_a_day import words_in
from ui.pages.consent_parts import ConsentList
from ui.pages.resident.facts import FactsTab
from ui.widgets.text_area import TextArea
from ui.widgets.who import CodePanel


def first_start(w: Writer) -> None:
    """House, leader, recovery sheet, rooms."""
    w.sweep()
    w.pick("Husets kommune", 98)
    w.push("Næste: første leder")
    w.sweep()
    w.push("Koden: Min egen kode")
    w.sweep()
    w.fill("Koden igen", code_of(w.marks))
    w.push("Næste: gendannelsesark")
    _prove_sheet(w)
    w.push("Næste: værelser")
    _rooms(w)
    w.push("Åbn Boform")
    w.running.await_desk()


def _prove_sheet(w: Writer) -> None:
    person, printer = w.person, w.running.printer
    person.wait(lambda: person.sees("Print arket"), "the sheet")
    w.settle()
    w.push("Print arket")
    person.wait(lambda: bool(printer.jobs), "the printer")
    text = words_in(printer.jobs[-1][0])
    lines = re.findall(r"^(\d+) ([0-9A-Z](?: [0-9A-Z]){3})\r?$", text, re.MULTILINE)
    groups = {int(number): group.replace(" ", "") for number, group in lines}
    w.sweep()
    asked = next(words for words in person.screen() if words.startswith("Skriv gruppe"))
    for number in map(int, re.findall(r"\d+", asked)):
        w.fill(f"Gruppe {number}", groups[number])


def _rooms(w: Writer) -> None:
    w.sweep()
    w.fill("Første nummer", "1")
    w.fill("Sidste nummer", "4")
    w.push("Opret værelserne")
    w.person.await_text("4 værelser")


def at_the_door(w: Writer) -> None:
    """Out, the code field and the recovery sheet at the log-in, and in again."""
    w.running.running.shell.log_out()
    w.running.come_forward()
    w.sweep()
    w.push("Brug gendannelsesarket")
    w.sweep()
    w.push("Tilbage")
    _enter(w)
    w.running.await_desk()
    w.person.press("Ctrl+L")
    w.sweep()
    _enter(w)
    w.person.wait(lambda: not w.running.desk.locker.is_locked, "the cover to go")


def _enter(w: Writer) -> None:
    panel = w.find(CodePanel, "")
    panel.edit.setFocus()
    w.person.press("Ctrl+A")
    w.person.write(code_of(w.marks))
    w.person.press("Return")
    w.settle()


def code_of(marks: Marks) -> str:
    """The passphrase of the house: the mark of its field."""
    return next(mark for mark, where in marks.where.items() if " Din egen kode [" in where)


def admit(w: Writer) -> None:
    """Two residents: one with every field, one with a name and a place."""
    w.go("admit")
    w.push("Har ikke CPR")
    w.push("Besluttet en anden dag?")
    w.find(QRadioButton, "Hvordan kom personen: Henvist").click()
    w.sweep()
    w.choose_row("Værelse")
    w.submit()
    _leave_offer(w)
    w.go("admit")
    w.fill("Fornavn eller kaldenavn", "Bo")
    w.choose_row("Værelse")
    w.submit()
    _leave_offer(w)


def _leave_offer(w: Writer) -> None:
    w.person.wait(lambda: QApplication.activeModalWidget() is not None, "the offer of a letter")
    w.person.press("Esc")


def notes(w: Writer) -> None:
    """A note, a search in the notes, and the form that moves one."""
    w.go("resident", person_id=one(w), tab="notes")
    w.sweep()
    w.find(TextArea, "Notat").setFocus()
    w.submit()
    w.person.await_text("Notatet er gemt.")
    w.sweep()
    w.fill("Søg i notater", "")
    w.go("residents")
    w.sweep()
    w.fill("Søg i listen", "")


def facts(w: Writer) -> None:
    """Stamdata: every fact that can be turned into a field, and the small forms beside them."""
    w.go("resident", person_id=one(w), tab="facts")
    tab = w.find(FactsTab, "")
    for card in range(len(tab.views())):
        for row in range(tab.views()[card].model().rowCount()):
            _edit_fact(w, tab, card, row)
    for words in ("Tilføj nærmeste", "Tilføj hensyn"):
        w.push(words)
        w.sweep()
        if w.see(QComboBox, "Slags"):
            w.pick("Slags")
        w.submit()


def _edit_fact(w: Writer, tab: FactsTab, card: int, row: int) -> None:
    view = tab.views()[card]
    if row >= view.model().rowCount():
        return
    view.setFocus()
    view.setCurrentIndex(view.model().index(row, 0))
    w.person.press("F2")
    w.settle()
    modal = QApplication.activeModalWidget()
    w.sweep()
    if modal is not None:
        w.person.press("Esc")
    elif w.running.desk.window.navigator.current_place.key != "resident":  # type: ignore[union-attr]  # a page is shown
        w.go("resident", person_id=one(w), tab="facts")
    else:
        # Leaving a field is what stores it.
        w.find(TextArea, "Notat").setFocus()
        w.settle()


def moving(w: Writer) -> None:
    """Udflytning: notes of an area, the resident's own answers, requirements with their details."""
    w.go("resident", person_id=one(w), tab="moving")
    w.push("Start")
    w.sweep()
    w.push(next(name for name in w.names(QAbstractButton) if name.endswith("svar")))
    w.tick_all()
    w.sweep()
    w.submit()
    w.person.await_text("Gemt: ")


def consent(w: Writer) -> None:
    """A consent with everything that can be written in it, and the form that withdraws it."""
    w.go("consent", person_id=one(w))
    w.pick("Til", 2)
    w.sweep()
    w.pick("Til", 2)
    w.tick_all()
    w.find(QRadioButton, "Hvordan: Skriftligt").click()
    w.submit()
    w.person.await_text("Gemt: samtykke")
    w.find(ConsentList, "Samtykker").setFocus()
    w.push(next(name for name in w.names(QAbstractButton) if name.startswith("Forny samtykke")))
    w.sweep()
    w.find(QRadioButton, "Hvordan: Mundtligt, noteret af mig").click()
    w.submit()
    w.person.await_text("Gemt: fornyet samtykke")
    w.pick("Slags modtager", 1)
    w.sweep()
    w.find(ConsentList, "Samtykker").setFocus()
    w.push("Tilbagekald")
    w.sweep()
    w.person.press("Esc")
    w.go("resident", person_id=one(w), tab="facts")
    w.choose_row("Samtykker")
    # The row's own link: the same form once more, from Stamdata.
    w.person.press("Space")
    w.sweep()
    w.person.press("Esc")


def transfer(w: Writer) -> None:
    """A file from another house: its code is a key and is forgotten."""
    w.go("transfer_take")
    w.sweep()


def rarely(w: Writer) -> None:
    """The small forms behind Mere, and what is done with a note that stands wrong."""
    w.go("resident", person_id=one(w), tab="overview")
    for words in ("Fravær …", "Fravær …", "Saml to personer til én …", "Annullér indskrivning …"):
        w.push("Mere")
        w.menu(words)
        w.sweep()
        if words == "Fravær …" and w.see(QComboBox, "Hvor"):
            w.pick("Hvor")
            w.submit()
        else:
            w.person.press("Esc")
    w.go("resident", person_id=one(w), tab="notes")
    w.choose_row("Notater")
    w.push("Flyt notat")
    w.sweep()
    w.person.press("Esc")


def ending(w: Writer) -> None:
    """Afslut ophold: where to, and the house's own decision with its hearing; both stay drafts."""
    w.go("end_stay", person_id=one(w))
    w.choose_row("Fem betingelser", 3)
    w.person.press("Return")
    w.sweep()
    w.submit()
    for kind in w.names(QRadioButton):
        w.find(QRadioButton, kind).click()
        w.settle()
        w.sweep()
        for box in w.names(QCheckBox):
            w.push(box)
            w.sweep()
        if w.see(QComboBox, "Flytter til"):
            w.pick("Flytter til", 15)
            w.sweep()


def settings(w: Writer) -> None:
    """Indstillinger: own account, staff, house, rooms, contacts, rules."""
    w.go("settings", tab="account")
    w.sweep()
    w.push("Koden: Min egen kode")
    w.sweep()
    w.go("settings", tab="house")
    w.sweep()
    w.go("settings", tab="places")
    w.sweep()
    w.fill("Første nummer", "5")
    w.fill("Sidste nummer", "6")
    w.push("Opret værelserne")
    rooms = w.find(QAbstractItemView, "Værelser")
    rooms.setFocus()
    w.person.press("Down", "Down", "Down", "Right", "Space")
    w.sweep()
    w.push("Luk værelse")
    for tab, begin in (
        ("municipalities", "Ny kontakt"), ("rules", "Ny række"), ("staff", "Ny medarbejder"),
    ):  # fmt: skip
        w.go("settings", tab=tab)
        w.push(begin)
        w.sweep()
        if w.see(QComboBox, "Kommune"):
            w.pick("Kommune", 2)
            w.fill("EAN-nummer til faktura", "5790000000005")
        if w.see(QAbstractButton, "Koden: Min egen kode"):
            w.push("Koden: Min egen kode")
            w.sweep()
            w.fill("Koden igen", w.marks.latest("Din egen kode"))
            w.fill("Initialer", "KX")
        if w.see(QLineEdit, "Værdi"):
            w.fill("Værdi", "3")
        w.submit()
    w.go("settings", tab="letter_texts")
    w.sweep()
    w.go("settings", tab="municipalities")
    w.push("Ny rådgiver")
    w.sweep()
    w.pick("Kommune", 2)
    w.submit()


def protected(w: Writer) -> None:
    """A protected resident: the page asks why."""
    services = w.running.services
    person_id = one(w)
    facts_now = services.people.facts(person_id)
    services.people.set_fact(person_id, facts_now.version, "protected_address", value=True)
    w.running.running.shell.log_out()
    w.running.come_forward()
    _enter(w)
    w.running.await_desk()
    w.go("resident", person_id=person_id)
    w.sweep()
    w.person.press("Return")
    w.settle()


def left_open(w: Writer) -> None:
    """The last words are only a draft when the program is killed."""
    w.find(TextArea, "Notat").setFocus()
    w.person.write(w.marks.new("draft only"))
    w.person.wait(lambda: not w.running.desk.opened.house.drafts.pending, "the draft on disk")


STOPS = (
    first_start, at_the_door, admit, notes, facts, moving, plan, support, homes, refund, board, consent,
    letters, turned_away, answer, transfer, rarely, ending, settings, day_log,
    rooms, asked, incidents, apart, house, medicine, economy, documents, overview, settlement, figures,
    protected, left_open,
)  # fmt: skip
