"""Tasks 4 and 7 of ux.md 5.2 on the real window: a short note, and what happened in the night."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication

from boform_app.clock import FixedClock
from boform_app.services.facade import Services
from boform_app.services.views.records import NoteCommand
from boform_app.services.views.stays import AdmitCommand
from tests import houses
from tests.e2e import case_steps as steps
from tests.e2e.hand import Counter, click
from tests.e2e.running import Running
from ui.application import make_application
from ui.theme import Look, theme

NOTE = (
    "Ole har ringet til Hanne Riis. Han vil gerne have mødet herude, så Ali kan være med. "
    "Restancen: afdrag på 400 kr. fra december, aftalt med boligselskabet."
)


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Running]:
    """Two residents; the night has written; the leader is in, on the start page."""
    make_application()
    clock = FixedClock(houses.OPENED_AT.replace(hour=3, minute=10))
    house = houses.make_house(tmp_path, clock)
    services = houses.services(house)
    admitted(services, "Ole", "Bach", 1)
    jonas = admitted(services, "Jonas", "Lund", 2)
    # The leader has gone home; the night goes on.
    clock.set(houses.OPENED_AT.replace(hour=4, minute=20))
    ali = houses.services(house, "staff")
    ali.notes.finish(NoteCommand("Urolig nat. Talt på gangen.", (jonas,), "night", important=True))
    ali.notes.finish(NoteCommand("Vasken på vær. 7 drypper.", ()))
    houses.close(house)
    running = Running(house.folder.root)
    running.start()
    steps.log_in(running)
    running.person.await_text("Frister")
    yield running
    running.end()
    theme().use(Look())


def admitted(services: Services, first: str, last: str, room: int) -> UUID:
    command = AdmitCommand(first, last, place_id=houses.PLACES[room], cpr_unknown=True)
    return services.stays.admit(command).first("person")


def test_a_short_note_takes_eight_keys_and_its_text(desk: Running) -> None:
    """Task 4: from the start page, without the mouse."""
    person = desk.person
    counter = Counter(desk.printer)
    person.press("Ctrl+N")
    person.await_text("Nyt notat")
    person.write("ole")
    person.press("Return")
    person.write(NOTE)
    person.press("Ctrl+Return")
    clicks, keys = counter.stop()
    person.await_text("Notatet er gemt.")
    # A capital letter is one key more: Shift is held.
    capitals = sum(letter.isupper() for letter in NOTE)
    signs = sum(letter == ":" for letter in NOTE)
    assert clicks == 0
    assert keys <= 8 + len(NOTE) + capitals + signs
    (note,) = desk.services.day_log.search("hanne riis").notes
    assert [subject.name for subject in note.about] == ["Ole Bach"]
    assert note.note.text == NOTE


def test_what_happened_in_the_night_is_read_with_one_click(desk: Running) -> None:
    """Task 7: everything stands on the start page; one click says that it was read."""
    person = desk.person
    card = "Siden sidste vagt"
    person.await_text(card)
    assert person.sees("Urolig nat. Talt på gangen.")
    assert person.sees("Vasken på vær. 7 drypper.")
    assert desk.services.handover.view().unread
    counter = Counter(desk.printer)
    click(person, "Markér alle som læst")
    clicks, keys = counter.stop()
    person.wait(lambda: not desk.services.handover.view().unread, "the receipt")
    assert (clicks, keys) == (1, 0)


def test_a_message_of_the_house_is_written_without_a_name(desk: Running) -> None:
    person = desk.person
    person.press("Ctrl+N")
    person.await_text("Nyt notat")
    person.press("Return")
    person.write("Brandøvelse tirsdag kl. 10.")
    person.press("Ctrl+Return")
    person.await_text("Notatet er gemt.")
    person.press("Esc")
    person.await_text("Siden sidste vagt")
    assert person.sees("Brandøvelse tirsdag kl. 10.")
