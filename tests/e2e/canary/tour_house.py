"""The stops about things, money and papers: Huset, Økonomi, Afregning, Dokumenter, help and the sheet."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtWidgets import QAbstractButton

from boform_app.clock import COPENHAGEN
from boform_app.services.views.contacts import DocumentView
from boform_app.services.views.stays import AdmitCommand
from tests.e2e.canary.tour_case import one
from tests.e2e.canary.writer import Writer
from ui.pages.resident.economy import EconomyTab
from ui.pages.resident.letters import LettersTab
from ui.pages.resident.moving import MovingTab
from ui.widgets.list_view import ListView


def house(w: Writer) -> None:
    """Huset: a task, an appointment, a key, post and belongings, and each of them put right."""
    w.go("house", part="tasks")
    w.push("Ny opgave")
    w.sweep()
    w.submit()
    _put_right(w)
    w.go("house", part="calendar")
    w.push("Ny aftale")
    w.sweep()
    w.submit()
    rows = w.find(ListView, "Kalender").model_.rows
    w.choose_row("Kalender", next(n for n, row in enumerate(rows) if row.item.kind != "meeting"))
    _put_right(w)
    for part, new in (
        ("keys", "Udlever nøgle"), ("post", "Der er kommet post"), ("storage", "Sæt i opbevaring"),
    ):  # fmt: skip
        w.go("house", part=part)
        w.push(new)
        w.sweep()
        w.pick("Hvem")
        w.submit()
        _put_right(w)
        w.push("Andet …")
        w.sweep()
        w.submit()


def _put_right(w: Writer) -> None:
    w.push("Ret …")
    w.sweep()
    w.submit()


def medicine(w: Writer) -> None:
    """The cabinet: in, handed out, counted, more of it."""
    w.go("house", part="medicine")
    w.push("Tag ind i skabet")
    w.sweep()
    w.pick("Hvem")
    w.fill("Hvor mange", "10")
    w.pick("Talt sammen med")
    w.submit()
    for words, field in (
        ("Udlever …", "Hvor mange udleveres"), ("Tæl op …", "Hvor mange er der"),
        ("Mere ind …", "Hvor mange kom ind"),
    ):  # fmt: skip
        w.push(words)
        w.sweep()
        w.fill(field, "2")
        w.pick("Sammen med")
        w.submit()


def economy(w: Writer) -> None:
    """Økonomi: owed, paid, paid back, a line put right, and what is agreed."""
    w.go("resident", person_id=one(w), tab="economy")
    for words in ("Opkræv …", "", "Udbetal …"):
        if words:
            _more(w, w.find(EconomyTab, "").more, words)
        else:
            w.push("Tag imod betaling")
        w.sweep()
        w.fill("Beløb", "100" if words else "500")
        w.submit()
        if words != "Opkræv …":
            w.person.press("Esc")
    w.choose_row("Kontoens linjer")
    w.push("Ret linjen …")
    w.sweep()
    w.submit()
    w.person.press("Esc")
    for part in ("kost", "tøjvask"):
        w.push(f"Ret {part}")
        w.sweep()
        w.submit()


def settlement(w: Writer) -> None:
    """Afregning of a month that is over, and why its basis counts no more."""
    services, came = w.running.services, datetime(2026, 10, 1, 14, tzinfo=COPENHAGEN)
    services.rules.save_house_row("bed_rate", 146_200, date(2026, 1, 1), "Takstblad", "V", "")
    place = services.rooms.places(free_only=True)[0]
    services.stays.admit(
        AdmitCommand(
            "Kaj", place_id=place.id, arrived_at=came, decided_on=came.date(),
            acting_municipality_code="0851", reasons=("no_dwelling",),
        )
    )  # fmt: skip
    w.go("settlement")
    w.push("Lav grundlag")
    w.push("Annullér …")
    w.sweep()
    w.submit()


def figures(w: Writer) -> None:
    """Ledelsestal: a period of one's own."""
    w.go("figures")
    w.push(next(name for name in w.names(QAbstractButton) if name.startswith("Periode: ")))
    w.menu("Egne datoer …")
    w.sweep()
    w.person.press("Esc")


def documents(w: Writer) -> None:
    """Dokumenter: what is known of one put right, one put to another resident, one taken away."""
    w.go("resident", person_id=one(w), tab="letters")
    w.push(next(name for name in w.names(QAbstractButton) if name.startswith("Vis: Indkommet")))
    w.choose_row("Dokumenter")
    w.push("Ret")
    w.sweep()
    w.submit()
    for words in ("Tag væk …", "Flyt til en anden beboer …"):
        rows = w.find(ListView, "Dokumenter").model_.rows
        w.choose_row(
            "Dokumenter", next(n for n, row in enumerate(rows) if isinstance(row, DocumentView))
        )
        _more(w, w.find(LettersTab, "").more_button, words)
        w.sweep()
        if words.startswith("Flyt"):
            w.pick("Til")
        w.submit()


def overview(w: Writer) -> None:
    """Udflytning: the help of today, and the answers on paper of the next overview."""
    w.go("resident", person_id=one(w), tab="moving")
    w.person.press("Alt+4")
    for words in ("Ny hjælp", "Ret", "Hjælpen er slut"):
        w.push(words)
        w.sweep()
        if words == "Ny hjælp":
            w.pick("Hjælp", 1)
        w.submit()
    _more(w, w.find(MovingTab, "").head.more, "Tast samtaleark ind")
    w.sweep()
    w.submit()


def _more(w: Writer, button: QAbstractButton, words: str) -> None:
    """Take an entry of *Mere*: the page has such a button, and the tab has its own."""
    button.setFocus()
    w.person.press("Space")
    w.menu(words)
