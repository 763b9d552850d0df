"""What is owed for a month against what was booked for it: the difference is what a run books.

So the same month twice books nothing new, and a later opt-out, absence or annulled stay becomes a
line that gives back. What somebody took back by hand stays taken back and counts: what still stands
for a month is what is owed less that, and never below 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from boform_app.rules.money.charges import ChargeLine, month_charges
from boform_app.rules.money.facts import StayMoney, month_nights
from boform_app.rules.rows import RuleBook
from boform_app.services import _families, _money_facts
from boform_app.services._money_names import MEALS
from boform_app.services._rule_rows import rule_book
from boform_app.services.views.economy import RunLine
from models import tables
from models.values.danish import sort_key
from models.values.dates import MONTHS, add_months
from models.values.lists import label
from models.values.periods import Nights

_BACK_MONTHS = 12
_Sums = dict[tuple[UUID, date, str], int]


def proposed(
    session: Session, month: date, today: date, people: Iterable[UUID] | None = None
) -> tuple[RunLine, ...]:
    """What a run of the month would book now, former months that changed with it, by name.

    Args:
        session: An open session.
        month: Any day of it.
        today: Nights before today count.
        people: Only these records' (a resident who leaves); everybody's when None.
    """
    first = month.replace(day=1)
    wanted = None if people is None else set(people)
    booked = _booked(session, first, wanted)
    months = sorted({first, *_months_run(session, first)})
    stays = _stays(session, Nights(months[0], add_months(first, 1)), booked, wanted)
    facts = _money_facts.of_stays(session, stays, today)
    run = _Run(session, rule_book(session), booked, _taken_back(session, booked))
    made = [
        line for stay in stays for one in months for line in run.lines(stay, facts[stay.id], one)
    ]
    return ordered(made)


def ordered(lines: Iterable[RunLine]) -> tuple[RunLine, ...]:
    """By name in Danish order, a resident's oldest month first."""
    return tuple(sorted(lines, key=lambda line: (sort_key(line.name), line.month, line.part)))


def month_name(month: date) -> str:
    """``oktober 2026``."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def _of_runs(month: date) -> tuple[ColumnElement[bool], ...]:
    """Lines that runs booked for the month and those before it."""
    entry = tables.LedgerEntry
    return (
        entry.month.is_not(None),
        entry.month <= month,
        entry.month >= add_months(month, -_BACK_MONTHS),
        entry.stay_id.is_not(None),
    )


def _months_run(session: Session, month: date) -> Iterator[date]:
    """Months that anybody was charged for: who turns up later with nights in them is charged, too."""
    query = select(tables.LedgerEntry.month).where(*_of_runs(month)).distinct()
    return (one for one in session.scalars(query) if one is not None)


def _booked(session: Session, month: date, people: set[UUID] | None) -> _Sums:
    """What runs have booked by stay, month and part, whether it was taken back by hand or not."""
    entry = tables.LedgerEntry
    query = (
        select(entry.stay_id, entry.month, entry.part, func.sum(entry.amount_ore))
        .where(*_of_runs(month))
        .group_by(entry.stay_id, entry.month, entry.part)
    )
    if people is not None:
        query = query.where(entry.person_id.in_(people))
    return _sums(session.execute(query).all())


def _taken_back(session: Session, booked: _Sums) -> _Sums:
    """How much of what runs have booked was taken back by hand; such a line names no month itself."""
    entry, back = tables.LedgerEntry, aliased(tables.LedgerEntry)
    query = (
        select(entry.stay_id, entry.month, entry.part, func.sum(entry.amount_ore))
        .join(back, back.reverses_id == entry.id)
        .where(entry.stay_id.in_({key[0] for key in booked}), entry.month.is_not(None))
        .group_by(entry.stay_id, entry.month, entry.part)
    )
    return _sums(session.execute(query).all())


def _sums(rows: Iterable[tuple[UUID | None, date | None, str, int]]) -> _Sums:
    return {
        (stay, day, part): int(ore)
        for stay, day, part, ore in rows
        if stay is not None and day is not None
    }


def _stays(
    session: Session, run: Nights, booked: _Sums, people: set[UUID] | None
) -> Sequence[tables.Stay]:
    query = select(tables.Stay).where(
        _money_facts.during(run) | tables.Stay.id.in_({key[0] for key in booked})
    )
    if people is not None:
        query = query.where(tables.Stay.person_id.in_(people))
    return session.scalars(query).all()


@dataclass(frozen=True, slots=True)
class _Run:
    """What the lines of a run are made from."""

    session: Session
    book: RuleBook
    booked: _Sums
    taken_back: _Sums

    def lines(self, stay: tables.Stay, facts: StayMoney, month: date) -> Iterator[RunLine]:
        """What one stay owes for a month beside what was booked for it."""
        owed = month_charges(facts, month_nights(month), self.book)
        for part in ("food", "laundry"):
            before = self.booked.get((stay.id, month, part))
            lines = [one for one in owed if one.part == part]
            # What was taken back is asked for no more, and given back no second time.
            back = self.taken_back.get((stay.id, month, part), 0)
            difference = max(sum(one.amount_ore for one in lines), back) - (before or 0)
            if difference:
                person = _families.kept(self.session, stay.person_id)
                yield RunLine(
                    person_id=person.id,
                    stay_id=stay.id,
                    name=_families.full_name(person),
                    month=month,
                    part=part,
                    text=_text(part, month, lines, correction=before is not None),
                    amount_ore=difference,
                    before_ore=before or 0,
                )


def _text(part: str, month: date, lines: Sequence[ChargeLine], *, correction: bool) -> str:
    name = f"{label('payment_parts', part)}, {month_name(month)}"
    if correction:
        return f"Rettelse: {name[:1].lower()}{name[1:]}"
    counted = [
        _counted(what, sum(one.count for one in group))
        for what, group in ((what, list(found)) for what, found in groupby(lines, lambda o: o.what))
    ]
    return f"{name}: {', '.join(counted)}"


def _counted(what: str, count: int) -> str:
    if what == "wash":
        return f"{count} vask"
    if what == "day":
        return f"{count} dag" if count == 1 else f"{count} dage"
    return f"{count} {MEALS[what]}"
