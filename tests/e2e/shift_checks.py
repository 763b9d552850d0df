"""Do the pages, the tables and the book say the same? Everything that is read after a shift."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import text

from boform_app.clock import COPENHAGEN, FixedClock
from boform_app.services.views.people import ResidentFilter
from models.values.money import kroner
from tests import houses
from tests.e2e.running import Running
from tests.e2e.shift_book import Book, Deed
from ui.pages.rooms.page import RoomsPage

ROOMS = 6
_BACK = (0, 1, 6, 9, 24, 24 * 9, 24 * 20)
"""Hours back at which the house is counted again."""


class Day:
    """The house on this day: the program, the clock, and the book of what was done."""

    def __init__(self, running: Running, clock: FixedClock, book: Book) -> None:
        self.running, self.clock, self.book = running, clock, book
        self.person = running.person
        self.who = ""

    def now(self, moment: datetime) -> datetime:
        """The clock goes on."""
        assert moment > self.clock.now()
        self.clock.set(moment)
        return moment

    def did(self, kind: str, **facts: object) -> None:
        """Write down what was just done."""
        self.book.write(Deed(self.clock.now(), self.who, kind, **facts))  # type: ignore[arg-type]  # fields of Deed


def agrees(day: Day) -> None:
    """Board, history of every room, accounts and the raw rows, each against the book."""
    occupancy_agrees(day)
    rooms_agree(day)
    raw_rows_agree(day)
    money_agrees(day)


def occupancy_agrees(day: Day) -> None:
    """The board now and at hours before, the title of I dag, the title of Værelser."""
    person, services, now = day.person, day.running.services, day.clock.now()
    here = day.book.living(now)
    board = services.room_board.view()
    found = {tile.room: tile.name for tile in board.tiles if tile.stay_id is not None}
    assert found == here
    assert (board.tally.residents, board.tally.places) == (len(here), ROOMS)
    assert services.today.view().tally.residents == len(here)
    for hours in _BACK:
        then = now - timedelta(hours=hours)
        assert services.room_board.tally(then).residents == len(day.book.living(then)), then
    person.press("Ctrl+1")
    person.await_text(f"{len(here)} af {ROOMS} pladser i brug")
    person.press("Ctrl+3")
    person.await_text(f"{len(here)} af {ROOMS} i brug")
    for room, who in here.items():
        person.wait(partial(tile_says, day, room, who), f"{who} on {room}")


def tile_says(day: Day, room: str, who: str) -> bool:
    """Whether the board reads so aloud."""
    name = f"{who[0]}. {who.rpartition(' ')[2]}"
    return any(words.startswith(f"Vær. {room}. {name}.") for words in day.person.screen())


def rooms_agree(day: Day) -> None:
    """Who had each room from when to when."""
    board = day.running.services.room_board
    lived = day.book.lived()
    for number, room_id in houses.ROOMS.items():
        found = [
            (event.who, event.starts_at, event.ends_at)
            for event in board.history(room_id) if event.kind == "lived"
        ]  # fmt: skip
        wanted = [(x.who, x.starts, x.ends) for x in lived if x.room == str(number)]
        assert found == sorted(wanted, key=lambda row: row[1], reverse=True)


def history_on_screen(day: Day, room: str) -> None:
    """The number on the board, Historik; the panel has every time of the book in that room."""
    person = day.person
    person.press("Ctrl+3")
    page = day.running.desk.window.navigator.current
    assert isinstance(page, RoomsPage)
    # A board that is read anew makes the menu below it anew, also under a hand.
    person.wait(lambda: not page._reading, "the board")
    person.tab_to("Tavle over værelser")
    person.write(room)
    person.dialogs = (f"Vær. {room} over tid",)
    person.push("Mere")
    person.menu("Historik")
    person.await_text(f"Vær. {room} over tid")
    for one in (lived for lived in day.book.lived() if lived.room == room):
        for words in (one.who, _stamp(one.starts), _stamp(one.ends)):
            assert person.sees(words), (one, person.screen())
    person.press("Esc")
    person.dialogs = ()


def _stamp(when: datetime | None) -> str:
    """As the panel writes it; a time that goes on has no end."""
    return f"{when.astimezone(COPENHAGEN):%d-%m-%Y %H.%M}" if when else ""


def raw_rows_agree(day: Day) -> None:
    """Counted in the tables with plain SQL."""
    with day.running.desk.opened.house.database.read() as session:

        def count(query: str) -> int:
            return int(session.execute(text(query)).scalar() or 0)

        here = day.book.living(day.clock.now())
        assert count("select count(*) from place_period where ends_at is null") == len(here)
        assert count("select count(*) from place_period") == len(day.book.lived())
        arrivals = [deed for deed in day.book.deeds if deed.kind == "arrival"]
        assert count("select count(*) from stay where annulled_at is null") == len(arrivals)
        notes = [deed for deed in day.book.deeds if deed.kind == "note"]
        assert count("select count(*) from note") == len(notes)
        assert count("select sum(amount_ore) from ledger_entry") == -day.book.received()
        letters = [deed for deed in day.book.deeds if deed.kind == "letter"]
        assert count("select count(*) from letter where sent_on is not null") == len(letters)


def money_agrees(day: Day) -> None:
    """Everybody's account."""
    economy = day.running.services.economy
    for row in day.running.services.residents.rows(ResidentFilter()):
        account = economy.account(row.person_id)
        assert account.balance_ore == -day.book.received(row.full_name)
        paid = [-deed.ore for deed in day.book.deeds if deed.ore and deed.whom == row.full_name]
        assert [line.amount_ore for line in account.lines] == paid
        assert [line.receipt for line in account.lines] == [1] * len(paid)


def accounts_agree(day: Day) -> None:
    """What a leader sees: the house's ledger, and the nights each municipality pays for."""
    person, services = day.person, day.running.services
    ledger = services.month_runs.house(day.clock.today())
    assert ledger.paid_ore == ledger.closing_ore == -day.book.received()
    assert (ledger.opening_ore, ledger.charged_ore, ledger.paid_out_ore) == (0, 0, 0)
    (month,) = services.settlements.month(day.clock.today()).rows
    tonight = day.clock.today()
    nights = day.book.nights(date(2026, 11, 1), tonight)
    assert {line.name: line.nights for line in month.lines} == nights
    person.search("afregning")
    person.await_text("Beboernes konti i huset")
    person.push("Måneden efter")
    person.await_text("November 2026")
    person.await_text(kroner(-day.book.received()))
    assert person.sees("Ole Bach")
