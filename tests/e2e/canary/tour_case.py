"""The stops about the case with the municipality: plan, talks, support, home, and the nights elsewhere."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QRadioButton

from boform_app.services.views.people import ResidentFilter
from tests.e2e.canary.writer import Writer
from ui.widgets.list_view import ListView

_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478"
    "9c6360606060000000050001a5f645400000000049454e44ae426082"
)
"""A picture of one pixel, as a scanner would send it."""


def one(w: Writer) -> UUID:
    """The resident with the marks."""
    if w.resident is None:
        rows = w.running.services.residents.rows(ResidentFilter())
        w.resident = next(row.person_id for row in rows if row.full_name != "Bo")
    return w.resident


def plan(w: Writer) -> None:
    """Handleplan: case worker, the house's own plan, talks, meetings, a file, a received plan."""
    stays = w.running.services.stays
    stay = stays.for_person(one(w))[0]
    # A case worker is kept with a municipality, and nobody has said yet which one it is.
    stays.set_fact(stay.id, stay.version, "acting_municipality_code", "0851")
    w.go("resident", person_id=one(w), tab="plan")
    w.push("Ret rådgiver")
    w.sweep()
    w.submit()
    w.push("Begynd opholdsplan")
    w.sweep()
    _goals(w)
    _talks(w)
    w.push("Mere")
    w.menu("Registrér plan …")
    w.submit()
    w.sweep()
    w.push("Vis i kortet: Forudsætninger")
    w.choose_row("Forudsætninger C1 til C12")
    w.person.press("Return")
    w.sweep()
    w.submit()


def _goals(w: Writer) -> None:
    """A goal with a step, a task below it, and how it goes."""
    w.push("Mål")
    w.sweep()
    w.pick("Tema")
    w.submit()
    w.push("Delmål")
    w.sweep()
    w.submit()
    w.choose_row("Mål og delmål")
    w.person.press("Down")
    w.push("Mere om målet")
    w.menu("Ny opgave …")
    w.sweep()
    w.submit()
    w.push(next(name for name in w.names(QAbstractButton) if name.startswith("Evaluér med")))
    w.sweep()
    w.submit()


def _talks(w: Writer) -> None:
    """A call, an answer that agrees on a meeting, a meeting with its minute, and a file."""
    w.push("Telefonnotat")
    w.sweep()
    w.submit()
    w.push("Registrér svar")
    w.pick("Svaret", 3)
    w.sweep()
    w.fill("Mødet er den", "+3")
    w.fill("Kl.", "10")
    w.submit()
    w.push("Vis i kortet: Kontakt")
    w.push("Planlæg møde")
    w.sweep()
    w.fill("Dag", "i dag")
    w.fill("Fra kl.", "8")
    w.submit()
    w.pick("Vis", 3)
    w.choose_row("Kontakt", 1)
    w.person.press("Right", "Return")
    w.settle()
    w.sweep()
    w.submit()
    with TemporaryDirectory() as folder:
        scan = Path(folder) / "scan.png"
        scan.write_bytes(_PIXEL)
        before, w.running.files.answer = w.running.files.answer, scan
        w.push("Læg dokument ind")
        w.sweep()
        w.submit()
        w.running.files.answer = before


def support(w: Writer) -> None:
    """Støtte: the proposal with its wish, a refusal with reasons, who gives the support."""
    w.go("resident", person_id=one(w), tab="plan", show="support")
    w.push("Ret det, vi foreslår")
    w.sweep()
    w.submit()
    w.push("Registrér afgørelse")
    for end in (": Ikke bevilget", ": Ikke fulgt"):
        name = next(name for name in w.names(QRadioButton) if name.endswith(end))
        w.find(QRadioButton, name).click()
        w.settle()
    w.sweep()
    w.fill("Afgørelsens dato", "i dag")
    w.submit()
    w.push("Ret, hvem der giver støtten")
    w.sweep()
    w.submit()


def homes(w: Writer) -> None:
    """Bolig: what is looked for, the rent, an offered home, its visit, and a no."""
    w.go("resident", person_id=one(w), tab="plan", show="homes")
    for words in ("Ret, hvad der søges", "Ret huslejebudgettet", "Registrér tilbud"):
        w.push(words)
        w.sweep()
        w.submit()
    w.choose_row("Tilbudte boliger")
    for words in ("Fremvisning", "Siger nej, beboeren vil ikke have boligen"):
        w.push(words)
        w.sweep()
        w.submit()


def refund(w: Writer) -> None:
    """The leader's panel: a stay in another house."""
    w.go("board", refund=one(w))
    w.push("Tilføj ophold")
    w.sweep()
    w.fill("Første nat", "01-07-2026")
    w.fill("Sidste nat", "03-07-2026")
    w.submit()
    w.person.press("Esc")


def board(w: Writer) -> None:
    """The strip of Handleplaner: the day to come back to a matter."""
    w.go("board")
    # Only a matter about a prerequisite has a day to choose; others have their own.
    rows = w.find(ListView, "Sager").model_.rows
    w.choose_row("Sager", next(at for at, row in enumerate(rows) if row.code.startswith("C")))
    w.person.await_text("Følg op")
    w.sweep()
    _cooperation(w)


def _cooperation(w: Writer) -> None:
    """A meeting with a municipality, and its minute with an agreement beside the rows."""
    w.push("Samarbejdsark")
    w.menu("Planlæg samarbejdsmøde …")
    w.sweep()
    w.fill("Dag", "i dag")
    w.fill("Fra kl.", "8")
    w.submit()
    w.push("Samarbejdsark")
    w.menu(next(name for name in _entries() if name.startswith("Referat af mødet")))
    w.push("Anden aftale")
    w.sweep()
    w.submit()


def _entries() -> list[str]:
    """The entries of the menu that is open."""
    menu = QApplication.activePopupWidget()
    return [action.text() for action in menu.actions()] if isinstance(menu, QMenu) else []
