"""Campaign ``ledger``: random sequences of money on a real encrypted house, against a recount.

Each round is a resident: charges, payments, payouts, lines taken back, opt-outs, absences, months
that are run, months that are run again after something changed, an end and an annulled stay. What
must be is kept beside it in plain sums and day by day, in code that shares nothing with the rules.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from boform_app.clock import COPENHAGEN, FixedClock
from boform_app.errors import ValidationFailed
from boform_app.services import _ledger
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.economy import MoneyCommand, TermCommand
from models import tables
from tests import houses

SMALL_N = 15
FULL_N = 10_000

ROUNDS_OF_A_HOUSE = 100
TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
MONTHS = (date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1))
CHANGE = date(2026, 10, 16)
MEALS = ("breakfast", "lunch", "dinner")
# Øre before and from CHANGE.
PRICES = {
    "food_breakfast": (1_500, 1_550),
    "food_lunch": (2_500, 2_500),
    "food_dinner": (4_000, 4_275),
    "laundry_wash": (2_000, 2_105),
}


def run(n: int, seed: int, report: Callable[[str], None]) -> bool:
    """Do ``n`` sequences; true when no sum was ever another than the recount's."""
    rng = random.Random(seed)  # noqa: S311 - made-up money, no secret
    wrong = steps = 0
    for start in range(0, n, ROUNDS_OF_A_HOUSE):
        rounds = min(ROUNDS_OF_A_HOUSE, n - start)
        with tempfile.TemporaryDirectory() as folder:
            house = houses.make_house(Path(folder), FixedClock(_at(TODAY)))
            try:
                found, done = _house(house, rounds, rng, report)
            finally:
                houses.close(house)
        wrong, steps = wrong + found, steps + done
        report(f"{start + rounds} sequences, {wrong} sums that differ")
    report(f"{n} sequences, {steps} steps, {wrong} sums that differ")
    return wrong == 0


def _house(
    house: OpenHouse, rounds: int, rng: random.Random, report: Callable[[str], None]
) -> tuple[int, int]:
    services = houses.services(house)
    for key, (before, after) in PRICES.items():
        services.rules.save_house_row(key, before, date(2026, 1, 1), "Prøve", "V", "")
        services.rules.save_house_row(key, after, CHANGE, "Prøve", "V", "")
    wrong = steps = total = 0
    receipts = 0
    charged: set[date] = set()
    for number in range(rounds):
        one = _Resident(services, house, rng, number, charged)
        for _ in range(rng.randrange(4, 14)):
            one.step()
        steps += one.steps
        total, receipts = total + sum(one.lines.values()), receipts + one.receipts
        for problem in one.problems():
            wrong += 1
            report(f"sequence {number}: {problem}: {'; '.join(one.told)}")
    for problem in _of_the_house(services, house, total, receipts):
        wrong += 1
        report(problem)
    return wrong, steps


def _of_the_house(services: Services, house: OpenHouse, total: int, receipts: int) -> Iterator[str]:
    ledger = services.month_runs.house(TODAY)
    if ledger.closing_ore != total:
        yield f"the house: {ledger.closing_ore} and not {total}"
    if sum(row.balance_ore for row in ledger.balances) != total:
        yield "the residents' accounts are not the house's"
    with house.database.read() as session:
        numbers = sorted(
            one for one in session.scalars(select(tables.LedgerEntry.receipt)) if one is not None
        )
    if numbers != list(range(1, receipts + 1)):
        yield f"receipts: {len(numbers)} numbers for {receipts} times money changed hands"


@dataclass
class _Resident:
    """One sequence, and what must come of it."""

    services: Services
    house: OpenHouse
    rng: random.Random
    number: int
    charged: set[date]
    """Months that anybody of the house was charged for."""
    lines: dict[UUID, int] = field(default_factory=dict)
    taken_back: set[UUID] = field(default_factory=set)
    money: set[UUID] = field(default_factory=set)
    by_run: dict[tuple[date, str], int] = field(default_factory=dict)
    run_lines: dict[UUID, tuple[date, str]] = field(default_factory=dict)
    waived: dict[tuple[date, str], int] = field(default_factory=dict)
    away: set[date] = field(default_factory=set)
    terms: dict[tuple[str, date], TermCommand] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    receipts: int = 0
    steps: int = 0

    def __post_init__(self) -> None:
        self.came = date(2026, 8, 20) + DAY * self.rng.randrange(90)
        self.until = TODAY
        self.ended = self.annulled = False
        actor = houses.STAFF["leader"][0]
        with self.house.database.write("campaign", "beboer", actor_id=actor, at=_at(TODAY)) as unit:
            person = tables.Person(first_name=f"Prøve{self.number}")
            unit.session.add(person)
            unit.session.flush()
            stay = tables.Stay(
                person_id=person.id,
                case_number=f"2026-{self.number:04}",
                decided_on=self.came,
                decided_by_id=actor,
                registered_by_id=actor,
                registered_at=_at(TODAY),
                arrived_at=_at(self.came, 9),
                acting_municipality_code="0851",
            )
            unit.session.add(stay)
            unit.session.flush()
            self.person_id, self.stay_id = person.id, stay.id
            unit.commit()

    def step(self) -> None:
        """Something happens, and the account is looked at."""
        self.steps += 1
        act = self.rng.choice(
            (
                *(self._money, self._money, self._take_back),
                *(self._term, self._absence, self._run, self._run, self._end),
            )
        )
        self.told.append(act.__name__.strip("_"))
        act()
        with self.house.database.read() as session:
            balance = _ledger.balance(session, (self.person_id,))
        if balance != sum(self.lines.values()):
            self.wrong.append(f"{balance} and not {sum(self.lines.values())}")

    def problems(self) -> list[str]:
        """Every sum that was another, and the months run once more."""
        account = self.services.economy.account(self.person_id)
        if account.balance_ore != sum(self.lines.values()):
            self.wrong.append("the account shows another balance")
        if {one.id: one.amount_ore for one in account.lines} != self.lines:
            self.wrong.append("other lines than were booked")
        running = 0
        for one in reversed(account.lines):
            running += one.amount_ore
            if one.balance_ore != running:
                self.wrong.append("an account after a line is not the sum up to it")
        return self.wrong

    def _money(self) -> None:
        kind = self.rng.choice(["payment", "payment", "payout", "charge"])
        ore = self.rng.randrange(1, 400_000)
        part = self.rng.choice(["food", "laundry", "key_deposit"])
        credit = max(0, -sum(self.lines.values()))
        command = MoneyCommand(self.person_id, kind, ore, part, "" if kind == "charge" else "cash")
        try:
            line = self.services.economy.book(command).first("ledger_entry")
        except ValidationFailed:
            if kind != "payout" or ore <= credit:
                self.wrong.append(f"{kind} of {ore} was refused")
            return
        if kind == "payout" and ore > credit:
            self.wrong.append("more was paid back than was owed")
        self.lines[line] = -ore if kind == "payment" else ore
        if kind != "charge":
            self.money.add(line)
            self.receipts += 1

    def _take_back(self) -> None:
        if not self.lines:
            return
        old = self.rng.choice(sorted(self.lines))
        try:
            line = self.services.economy.reverse(old, "Prøve").first("ledger_entry")
        except ValidationFailed:
            if old not in self.taken_back:
                self.wrong.append("a line could not be taken back")
            return
        if old in self.taken_back:
            self.wrong.append("a line was taken back twice")
        self.lines[line] = -self.lines[old]
        self.taken_back |= {old, line}
        if old in self.run_lines:
            key = self.run_lines[old]
            self.waived[key] = self.waived.get(key, 0) + self.lines[old]
        if old in self.money:
            self.money.add(line)
            self.receipts += 1

    def _term(self) -> None:
        first = self.came + DAY * self.rng.randrange(60)
        if self.ended and first > self.until:
            return
        last = self.rng.choice([None, first + DAY * self.rng.randrange(20)])
        part = self.rng.choice(["food", "laundry"])
        kind = self.rng.choice(["agreed", "agreed", "opted_out", "exempt"])
        meals = tuple(meal for meal in MEALS if self.rng.random() < 0.6) if part == "food" else ()
        rate = self.rng.choice([None, None, 3_333])
        command = TermCommand(
            self.stay_id,
            part,  # type: ignore[arg-type]  # one of the two words
            kind,  # type: ignore[arg-type]  # one of the three words
            first,
            last,
            meals,
            rate,
        )
        self.services.economy.set_term(command)
        for step in range(200):
            day = first + DAY * step
            if last is None or day <= last:
                self.terms[part, day] = command

    def _absence(self) -> None:
        first = self.came + DAY * self.rng.randrange(60)
        nights = [first + DAY * step for step in range(self.rng.randrange(1, 6))]
        if nights[-1] >= self.until or self.away & set(nights):
            return
        self.services.absences.add_absence(self.stay_id, "family", first, nights[-1])
        self.away |= set(nights)

    def _end(self) -> None:
        if self.ended or self.rng.random() < 0.5:
            return
        self.ended, self.annulled = True, self.rng.random() < 0.3
        latest = max([self.came, *(day + DAY for day in self.away)])
        self.until = latest + DAY * self.rng.randrange(max(1, (TODAY - latest).days))
        actor = houses.STAFF["leader"][0]
        with self.house.database.write("campaign", "slut", actor_id=actor, at=_at(TODAY)) as unit:
            stay = unit.session.get_one(tables.Stay, self.stay_id)
            if self.annulled:
                stay.annulled_at, stay.annulled_by_id = _at(TODAY), actor
            else:
                stay.ended_at = _at(self.until, 15)
            unit.commit()

    def _run(self) -> None:
        month = self.rng.choice(MONTHS)
        lines = self.services.month_runs.proposed(month, self.person_id)
        if not lines:
            self._check(month)
            return
        changes = self.services.month_runs.book(month, lines, self.person_id)
        with self.house.database.read() as session:
            for key in changes.ids["ledger_entry"]:
                row = session.get_one(tables.LedgerEntry, key)
                self.lines[row.id] = row.amount_ore
                assert row.month is not None
                had = self.by_run.get((row.month, row.part), 0)
                self.by_run[row.month, row.part] = had + row.amount_ore
                self.run_lines[row.id] = (row.month, row.part)
                self.charged.add(row.month)
        self._check(month)
        if self.rng.random() < 0.3 and self.services.month_runs.proposed(month, self.person_id):
            self.wrong.append("the same month twice books something new")

    def _check(self, month: date) -> None:
        """A month that was run, and those before it that were, are what the days come to.

        What was taken back by hand is off for good, and the house never owes money for it.
        """
        for part in ("food", "laundry"):
            for one in MONTHS:
                if one == month or (one < month and one in self.charged):
                    waived = self.waived.get((one, part), 0)
                    stands = self.by_run.get((one, part), 0) - waived
                    owed = max(0, self._owed(one, part) - waived)
                    if stands != owed:
                        self.wrong.append(f"{part} of {one:%Y-%m}: {stands} and not {owed}")

    def _owed(self, month: date, part: str) -> int:
        """Day by day, with nothing of the rules in it."""
        total, day = 0, month
        while day.month == month.month:
            here = self.came <= day < self.until and day not in self.away and not self.annulled
            if here:
                total += self._food(day) if part == "food" else self._laundry(day)
            day += DAY
        return total

    def _food(self, day: date) -> int:
        term = self.terms.get(("food", day))
        if term is not None and term.kind == "opted_out":
            return 0
        if term is not None and term.rate_ore is not None:
            return term.rate_ore
        if term is not None and term.kind == "exempt":
            return 0
        taken = (term.meals or MEALS) if term is not None else MEALS
        return sum(PRICES[f"food_{meal}"][day >= CHANGE] for meal in taken)

    def _laundry(self, day: date) -> int:
        term = self.terms.get(("laundry", day))
        if (day - self.came).days % 7 or (term is not None and term.kind == "opted_out"):
            return 0
        if term is not None and term.rate_ore is not None:
            return term.rate_ore
        if term is not None and term.kind == "exempt":
            return 0
        return PRICES["laundry_wash"][day >= CHANGE]


def _at(day: date, hour: int = 21) -> datetime:
    return datetime(day.year, day.month, day.day, hour, 40, tzinfo=COPENHAGEN)
