"""Must show 2: a day of three shifts by keyboard alone; all pages agree with a recount from the deeds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from boform_app.clock import FixedClock
from boform_app.services.views.admin import StaffCommand
from boform_app.services.views.records import NoteCommand
from boform_app.services.views.stays import AdmitCommand
from tests import houses
from tests.e2e import case_steps as steps
from tests.e2e.person import spoken
from tests.e2e.running import Running
from tests.e2e.shift_book import Book, Deed, at
from tests.e2e.shift_checks import Day, accounts_agree, agrees, history_on_screen
from tests.query_watch import QueryWatch
from ui.application import make_application
from ui.theme import Look, theme

CODES = {
    "Mette": houses.PASSPHRASE,
    "Sara": "fyrtårn gulerod tæppe sommer",
    "Ib": "paraply hejre kompas rugbrød",
}
"""Mette leads and has the evening, Sara the night, Ib the day."""
LIVED_HERE = (("Ole", "Bach", 2, 1), ("Lise", "Toft", 9, 2), ("Jonas", "Lund", 16, 3))
"""First name, last name, day of November they came, room."""


@pytest.fixture
def day(qapp: QApplication, tmp_path: Path, queries: QueryWatch) -> Iterator[Day]:
    """Three residents and three colleagues; Mette's evening ends a little after midnight."""
    make_application()
    clock, book = FixedClock(at(1, 12)), Book()
    house = houses.make_house(tmp_path, clock)
    services, ids = houses.services(house), {}
    for first, last, came, room in LIVED_HERE:
        clock.set(at(came, 14))
        command = AdmitCommand(
            first, last, place_id=houses.PLACES[room], came="self", cpr_unknown=True,
            arrived_at=clock.now(), decided_on=clock.today(), acting_municipality_code="0851",
        )  # fmt: skip
        ids[first] = services.stays.admit(command).first("person")
        name = f"{first} {last}"
        book.write(Deed(at(came, 14), "Mette", "arrival", name, room=str(room)))
    services.staff.add(StaffCommand("Sara", "Bæk", "SB", "staff", CODES["Sara"]))
    services.staff.add(StaffCommand("Ib", "Holm", "IH", "staff", CODES["Ib"]))
    clock.set(at(24, 0, 10))
    services.notes.finish(NoteCommand("Stille aften.", (ids["Ole"],)))
    book.write(Deed(clock.now(), "Mette", "note", "Ole Bach", "Stille aften.", quiet=True))
    houses.close(house)
    running = Running(house.folder.root, clock)
    yield Day(running, clock, book)
    running.end()
    theme().use(Look())


@pytest.mark.timeout(400)  # half a minute alone; beside other tests on a small machine, longer
def test_three_shifts(day: Day) -> None:
    night(day)
    daytime(day)
    evening(day)
    next_night(day)


# -- the shifts ------------------------------------------------------------------------------------


def night(day: Day) -> None:
    """Somebody at the door after midnight, two notes, another room, something that happened."""
    day.clock.set(at(24, 0, 15))
    day.running.start()
    log_in(day, "Sara")
    day.now(at(24, 0, 40))
    admit(day)
    day.now(at(24, 1, 10))
    note(day, "Ole har ondt i brystet. Vagtlægen kommer kl. 8.", whom="Ole Bach", flagged=True)
    day.now(at(24, 1, 20))
    note(day, "Vasken på badet drypper.")
    day.now(at(24, 2, 5))
    move(day, "Kim Dahl", "6")
    day.now(at(24, 3, 15))
    incident(day, "Jonas Lund", "Ruden i køkkenet gik i stykker, da døren smækkede.")
    agrees(day)


def daytime(day: Day) -> None:
    """What the night left is read; money with a receipt; the notice about the admission."""
    day.now(at(24, 7, 5))
    relieve(day, "Ib")
    handed_over(day)
    day.now(at(24, 9, 30))
    payment(day, "Ole Bach", 500_00)
    day.now(at(24, 10, 15))
    notice(day, "Kim Dahl")
    agrees(day)


def evening(day: Day) -> None:
    """The leader reads, and somebody moves into a home of their own."""
    day.now(at(24, 15, 5))
    relieve(day, "Mette")
    handed_over(day)
    day.now(at(24, 17, 30))
    discharge(day, "Lise Toft")
    agrees(day)
    accounts_agree(day)


def next_night(day: Day) -> None:
    """Sara comes back to what happened since she left."""
    day.now(at(24, 23, 5))
    relieve(day, "Sara")
    handed_over(day)
    agrees(day)
    for room in ("4", "6", "2"):
        history_on_screen(day, room)


# -- who is in -------------------------------------------------------------------------------------


def log_in(day: Day, who: str) -> None:
    """A tile, the code, Enter."""
    person = day.person
    person.await_text("Hvem er du?")
    choose_tile(day, who)
    person.write(CODES[who])
    person.press("Return")
    day.running.await_desk()
    day.who = who
    person.await_text("Siden sidste vagt")


def relieve(day: Day, who: str) -> None:
    """Ctrl+Shift+L: the colleague takes over at the same screen."""
    person, before = day.person, day.running.desk
    person.press("Ctrl+Shift+L")
    person.await_text("Hvem er du?")
    assert not person.sees("Kim")
    choose_tile(day, who)
    person.write(CODES[who])
    person.press("Return")
    person.wait(lambda: day.running.running.shell.session is not before, f"the desk of {who}")
    day.running.await_desk()
    day.who = who
    person.await_text("Siden sidste vagt")


def choose_tile(day: Day, who: str) -> None:
    """Back from the code field to the tiles, along them with the arrows, Enter."""
    person = day.person
    person.press("Shift+Tab")
    names = [spoken(person.focused())]
    assert names[0] in CODES
    for arrow in ("Right", "Left"):
        while spoken(person.focused()) != who:
            person.press(arrow)
            if spoken(person.focused()) == names[-1]:
                break
            names.append(spoken(person.focused()))
    assert spoken(person.focused()) == who, names
    person.press("Return")
    assert spoken(person.focused()) == f"{who}s kode"


def handed_over(day: Day) -> None:
    """The card says what the book says, each line can be read; then all is marked as read."""
    person, handover = day.person, day.running.services.handover
    now = day.clock.now()
    wanted = day.book.said(day.book.told(day.who, now))
    view = handover.view()
    assert view.since == day.book.since(day.who, now)
    found = [(x.kind, x.at, " ".join(who.name for who in x.about), x.text) for x in view.items]
    assert found == wanted
    assert view.unread == len(wanted) > 0
    for _, _, whom, words in wanted:
        person.await_text(words)
        assert person.sees(whom or "Huset")
    day.now(now + timedelta(minutes=5))
    person.push("Markér alle som læst")
    person.await_text("Alt er markeret som læst.")
    assert handover.view().unread == 0
    day.did("read")


# -- what is done ----------------------------------------------------------------------------------


def admit(day: Day) -> None:
    """At 00.40; the night before is counted, for the house's day begins later."""
    person = day.person
    person.press("Ctrl+Shift+N")
    person.fill("Fornavn eller kaldenavn", "Kim")
    person.fill("Efternavn", "Dahl")
    person.tab_to("Værelse")
    person.press("Right")
    person.await_text("Personen kom efter midnat.")
    person.tick("Tæl natten før med")
    person.fill("Sådan står det i orienteringen", "Kim har mistet sit værelse.")
    person.pick("Send orientering til", "Aalborg")
    person.dialogs = ("Kim er indskrevet",)
    person.press("Ctrl+Return")
    person.await_text("Kim er indskrevet")
    person.press("Esc")
    person.dialogs = ()
    day.did("arrival", whom="Kim Dahl", room="4", counts_from=at(23, 23, 59))


def note(day: Day, words: str, *, whom: str = "", flagged: bool = False) -> None:
    """From the start page: whom it is about, the words, the flag."""
    person = day.person
    person.press("Ctrl+1", "Ctrl+N")
    person.await_text("Nyt notat")
    person.write(first_name(whom).lower())
    person.press("Return")
    person.write(words)
    if flagged:
        person.tick("Vigtig")
    person.press("Ctrl+Return")
    person.await_text("Notatet er gemt.")
    day.did("note", whom=whom, words=words)


def move(day: Day, whom: str, room: str) -> None:
    """Ctrl+M on the resident's page."""
    person = day.person
    steps_to(day, whom, "Overblik")
    person.dialogs = (f"Flyt {first_name(whom)} til andet værelse",)
    person.press("Ctrl+M")
    person.await_text("Til værelse")
    person.write(room)
    person.await_text(f"Vær. {room} er ledig.")
    person.press("Return")
    person.wait(lambda: QApplication.activeModalWidget() is None, "the move")
    person.dialogs = ()
    day.did("move", whom=whom, room=room)


def incident(day: Day, whom: str, words: str) -> None:
    """By the search; who was there, what happened."""
    person = day.person
    person.search("hændelse")
    person.await_text("Ny hændelse")
    person.press("Ctrl+N")
    person.write(words)
    person.tab_to("Om: skriv et navn", back=True)
    person.write(first_name(whom).lower())
    person.press("Return", "Ctrl+Return")
    person.await_text("Hændelsen er gemt og står i dagbogen.")
    day.did("note", whom=whom, words=words)


def payment(day: Day, whom: str, ore: int) -> None:
    """Økonomi, the amount, and the receipt to the printer."""
    person, printer = day.person, day.running.printer
    steps_to(day, whom, "Økonomi")
    title, printed = "Tag imod betaling", len(printer.jobs)
    person.dialogs = (title, "Kvittering")
    person.push(title)
    person.fill("Beløb", str(ore // 100))
    person.press("Ctrl+Return")
    person.wait(lambda: can_print(person.focused().window()), "the pages of the receipt")
    person.push("Print")
    person.wait(lambda: len(printer.jobs) > printed, "the receipt")
    person.dialogs = ()
    day.did("payment", whom=whom, ore=ore)


def can_print(window: QWidget) -> bool:
    """Whether Print stands there and can be pressed."""
    buttons = window.findChildren(QAbstractButton)
    return any(one.isEnabled() for one in buttons if spoken(one) == "Print")


def notice(day: Day, whom: str) -> None:
    """The orientering, from Brev on the resident's page; printed and marked as sent."""
    person, printer = day.person, day.running.printer
    steps_to(day, whom, "Overblik")
    printed = len(printer.jobs)
    steps.letter(day.running, "Orientering om optagelse")
    person.await_text("Klar til print")
    person.press("Ctrl+P")
    person.wait(lambda: len(printer.jobs) > printed, "the printer")
    person.push("Ja, sendt med Digital Post")
    person.await_text("Sendt 24-11-2026 med Digital Post.")
    day.did("letter", whom=whom)


def discharge(day: Day, whom: str) -> None:
    """Afslut ophold, behind Mere."""
    person = day.person
    steps_to(day, whom, "Overblik")
    person.push("Mere")
    person.menu("Afslut ophold")
    person.choose("Hvordan slutter opholdet?", "Flyttet til egen bolig")
    person.pick("Flytter til", "Egen almen bolig")
    person.fill("Adresse", "Nygade 3, 9000 Aalborg")
    person.dialogs = ("Afslut Lises ophold",)
    person.press("Ctrl+Return")
    person.push("Afslut ophold")
    person.dialogs = ()
    person.await_text("ophold er afsluttet")
    day.did("departure", whom=whom, words="Ophold afsluttet: Flyttet til egen bolig")


def first_name(whom: str) -> str:
    """The first name of a full one."""
    return whom.partition(" ")[0]


def steps_to(day: Day, whom: str, tab: str) -> None:
    """By the search to somebody's page, and along its tabs."""
    day.person.search(whom)
    day.person.open_tab(tab)
