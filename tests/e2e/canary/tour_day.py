"""The stops of a shift: the day log, the rooms and who asks for one, and what happens in the house."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView

from tests.e2e.canary.writer import Writer
from ui.pages.day_log.list import LogList
from ui.widgets.buttons import Button
from ui.widgets.text_area import TextArea


def day_log(w: Writer) -> None:
    """A note with its phrase, a search in every note, and a correction."""
    w.go("day_log")
    w.sweep()
    w.fill("Søg i alle notater", "")
    _name(w, "Bo")
    w.push("Fraser")
    w.menu("Gem teksten som frase …")
    w.sweep()
    w.submit()
    w.find(TextArea, "Notat").setFocus()
    w.submit()
    w.person.await_text("Notatet er gemt.")
    w.find(LogList, "Notater").setFocus()
    w.person.press("F2")
    w.about = "correction"
    w.sweep()
    w.submit()
    w.person.await_text("Rettelsen er gemt.")


def _name(w: Writer, name: str) -> None:
    """Take a resident into the field that finds them by their letters."""
    w.fill("Om: skriv et navn", name)
    w.person.press("Return")


def rooms(w: Writer) -> None:
    """Værelser: kept, closed, away tonight, moved, and the board of another hour."""
    w.go("rooms", show="list")
    _tile(w, "free")
    w.push("Reservér …")
    w.sweep()
    w.submit()
    _tile(w, "reserved")
    w.push("Flyt …")
    w.sweep()
    w.person.press("Esc")
    _tile(w, "free")
    w.push("Mere")
    w.menu("Luk værelset …")
    w.sweep()
    w.submit()
    _tile(w, "occupied")
    w.push("Mere")
    w.menu("Fravær i nat …")
    w.sweep()
    w.submit()
    w.push("Flyt …")
    w.push("Flyttede tidligere?")
    w.sweep()
    w.person.press("Esc")
    w.push("I dag", Button)
    w.menu("En anden dag …")
    w.sweep()
    w.person.press("Esc")


def _tile(w: Writer, state: str) -> None:
    rows = w.find(QAbstractItemView, "Værelser").model_.rows
    w.choose_row(
        "Værelser", next(n for n, row in enumerate(rows) if row.state == state and not row.away)
    )


def asked(w: Writer) -> None:
    """The waiting list with its reservation, and a contact that led to no place."""
    w.go("rooms", show="waiting")
    w.push("Skriv på listen")
    w.sweep()
    w.submit()
    w.choose_row("Venteliste")
    w.person.press("Right", "Right", "Space")
    w.menu("Reservér en plads …")
    w.pick("Plads")
    w.sweep()
    w.submit()
    w.go("rooms", show="refused")
    w.push("Ny henvendelse")
    w.pick("Grund", 1)
    w.sweep()
    w.submit()


def incidents(w: Writer) -> None:
    """Hændelser: written, corrected, gone through, reported."""
    w.go("incidents", write=True)
    w.pick("Utilsigtet hændelse (UTH)", 2)
    w.tick_all()
    w.sweep()
    w.fill("Indberettet den", "i dag")
    _name(w, "Bo")
    w.submit()
    w.person.await_text("Hændelsen er gemt")
    for words in ("Tilføj rettelse", "UTH …", "Gennemgået …"):
        w.push(words)
        w.sweep()
        w.submit()


def apart(w: Writer) -> None:
    """A conflict, and a bortvisning: proposed, changed, decided, ended."""
    w.go("incidents", what="conflicts")
    w.push("Ny konflikt")
    w.sweep()
    w.pick("Beboer")
    w.pick("Og beboer", 1)
    w.submit()
    w.go("incidents", what="expulsions")
    w.push("Foreslå bortvisning")
    w.sweep()
    w.pick("Hvem")
    w.submit()
    w.push("Ret …")
    w.sweep()
    w.submit()
    w.push("Beslut")
    w.push("Ophæv …")
    w.sweep()
    w.submit()
