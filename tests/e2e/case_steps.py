"""What a person does with one case, by keyboard: a new morning, letters, plan, support, home, end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pypdf
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication

from boform_app.services.views.letters import LetterView
from boform_app.services.views.people import ResidentFilter
from boform_app.services.views.stays import StayView
from boform_app.services.views.today import DeadlineRow
from tests import houses
from tests.e2e.person import spoken
from tests.e2e.running import Running

NAME = "Åse"


# -- days ------------------------------------------------------------------------------------------


def log_in(running: Running) -> None:
    """The leader's tile has the focus; the code, Enter."""
    person = running.person
    person.await_text("Hvem er du?")
    person.press("Return")
    person.write(houses.PASSPHRASE)
    person.press("Return")
    running.await_desk()


def morning(running: Running, day: date) -> None:
    """Ctrl+Q in the evening, in again on a later day; the page of the resident opens by a search."""
    person = running.person
    person.press("Ctrl+Q")
    running.end()
    running.clock.forward((day - running.clock.today()).days)
    running.start()
    log_in(running)


def whom(running: Running) -> UUID:
    """The one resident, or the one who was."""
    residents = running.services.residents
    rows = residents.rows(ResidentFilter())
    return rows[0].person_id if rows else residents.past_ids(ResidentFilter(show="past"))[0]


def stay(running: Running) -> StayView:
    """Their stay."""
    return running.services.stays.for_person(whom(running))[0]


def deadlines(running: Running) -> tuple[DeadlineRow, ...]:
    """All that is due."""
    return running.services.today.deadlines(whom(running))


# -- admission and letters -------------------------------------------------------------------------


def admit(running: Running) -> None:
    """Name, room, handlekommune; no letter yet."""
    person = running.person
    person.press("Ctrl+Shift+N")
    person.fill("Fornavn eller kaldenavn", NAME)
    person.tab_to("Værelse")
    person.press("Right")
    person.fill("Sådan står det i orienteringen", "Åse har mistet sin lejlighed.")
    person.pick("Send orientering til", "Aalborg")
    person.dialogs = (f"{NAME} er indskrevet",)
    person.press("Ctrl+Return")
    person.await_text(f"{NAME} er indskrevet")
    person.push("Lav orientering")
    person.dialogs = ()


def newest(running: Running) -> LetterView:
    """The latest letter."""
    return running.services.register.letters(whom(running))[0]


def print_and_send(running: Running, basis: str = "Lov") -> LetterView:
    """Choose the basis where it is asked for, print, and say that it was sent."""
    person, printer = running.person, running.printer
    printed = len(printer.jobs)
    person.wait(lambda: person.sees("Klar til print") or person.sees("kan ikke printes"), "proof")
    if not person.sees("Klar til print"):
        person.choose("Hjemmel", basis)
    person.await_text("Klar til print")
    person.press("Ctrl+P")
    person.wait(lambda: len(printer.jobs) > printed, "the printer")
    person.push("Ja, sendt med Digital Post")
    person.await_text("med Digital Post.")
    found = newest(running)
    assert found.sent_on == running.clock.today()
    return found


def letter(running: Running, title: str) -> None:
    """From the button Brev on the resident's page."""
    running.person.push("Brev")
    running.person.menu(title)


def resident(running: Running, tab: str = "Handleplan") -> None:
    """By the search, then along the tabs."""
    running.person.search(NAME)
    running.person.open_tab(tab)


@contextmanager
def form(running: Running, title: str, button: str = "") -> Iterator[None]:
    """A small form that a button opens: filled in meanwhile, Ctrl+Enter saves, it closes itself.

    Args:
        running: The program.
        title: What the form is called.
        button: Pushed first; "" where something else has opened the form.
    """
    person = running.person
    person.dialogs = (title,)
    if button:
        person.push(button)
    person.wait(lambda: QApplication.activeModalWidget() is not None, title)
    modal = QApplication.activeModalWidget()
    assert modal is not None
    assert spoken(modal).startswith(title), spoken(modal)
    yield
    person.press("Ctrl+Return")
    person.wait(lambda: QApplication.activeModalWidget() is not modal, f"{title!r} to be saved")
    person.dialogs = ()


# -- what the municipality sends back ---------------------------------------------------------------


def fill_in(pdf: bytes, answers: Mapping[str, str]) -> bytes:
    """The answer form as the municipality fills it in, with another library than ours."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(pdf))
    writer.update_page_form_field_values(writer.pages[0], dict(answers), auto_regenerate=False)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def drop(running: Running, path: Path) -> None:
    """A hand lets a file fall on the window, where Qt would hand it over."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(400, 300), Qt.DropAction.CopyAction, data,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    event.ignore()
    QApplication.sendEvent(running.desk.window.windowHandle(), event)
    assert event.isAccepted()


# -- the resident's page ---------------------------------------------------------------------------


def consent(running: Running) -> None:
    """What may be sent to the municipality, given in writing."""
    person = running.person
    resident(running, "Overblik")
    person.push("Mere")
    person.menu("Samtykke")
    person.pick("Til", "Aalborg")
    for area in CONSENTED:
        person.tick(area)
    person.choose("Hvordan", "Skriftligt")
    person.press("Ctrl+Return")
    person.await_text(f"Gemt: samtykke fra {NAME}")


CONSENTED = ("Bolig og ønsker til bolig", "Økonomi og gæld", "Netværk", "Udflytningsoverblik")


def end_stay_page(running: Running) -> None:
    """Afslut ophold, by the menu of what is done more rarely."""
    resident(running, "Overblik")
    running.person.push("Mere")
    running.person.menu("Afslut ophold")


def offer(running: Running, address: str, answer_by: str) -> None:
    """A home that was offered."""
    with form(running, "Bolig, der er tilbudt", "Registrér tilbud"):
        running.person.fill("Adresse", address)
        running.person.pick("Boligtype", "Almen bolig, anvist")
        running.person.fill("Svar senest", answer_by)
