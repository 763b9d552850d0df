"""What is owed for a month against what was booked for it: the difference is what a run books.

So the same month twice books nothing new, and a later opt-out, absence or annulled stay becomes a
line that gives back. A line that somebody took back by hand stays taken back: the run counts what it
has booked itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

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

_BACK_MONTHS = 12
_Booked = dict[tuple[UUID, date, str], int]


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
    months = sorted({first, *(key[1] for key in booked)})
    stays = _stays(session, first, booked, wanted)
    facts = _money_facts.of_stays(session, stays, today)
    run = _Run(session, first, rule_book(session), booked)
    made = [
        line for stay in stays for one in months for line in run.lines(stay, facts[stay.id], one)
    ]
    return tuple(sorted(made, key=lambda line: (sort_key(line.name), line.month, line.part)))


def month_name(month: date) -> str:
    """``oktober 2026``."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def _booked(session: Session, month: date, people: set[UUID] | None) -> _Booked:
    """What runs have booked by stay, month and part; what was taken back by hand is not seen."""
    entry = tables.LedgerEntry
    query = (
        select(entry.stay_id, entry.month, entry.part, func.sum(entry.amount_ore))
        .where(
            entry.month.is_not(None),
            entry.month <= month,
            entry.month >= add_months(month, -_BACK_MONTHS),
            entry.stay_id.is_not(None),
        )
        .group_by(entry.stay_id, entry.month, entry.part)
    )
    if people is not None:
        query = query.where(entry.person_id.in_(people))
    rows = session.execute(query).all()
    return {
        (stay, day, part): int(ore)
        for stay, day, part, ore in rows
        if stay is not None and day is not None
    }


def _stays(
    session: Session, month: date, booked: _Booked, people: set[UUID] | None
) -> Sequence[tables.Stay]:
    query = select(tables.Stay).where(
        _money_facts.during(month_nights(month)) | tables.Stay.id.in_({key[0] for key in booked})
    )
    if people is not None:
        query = query.where(tables.Stay.person_id.in_(people))
    return session.scalars(query).all()


@dataclass(frozen=True, slots=True)
class _Run:
    """What the lines of a run are made from."""

    session: Session
    month: date
    book: RuleBook
    booked: _Booked

    def lines(self, stay: tables.Stay, facts: StayMoney, month: date) -> Iterator[RunLine]:
        """What one stay owes for a month beside what was booked for it."""
        owed = month_charges(facts, month_nights(month), self.book)
        for part in ("food", "laundry"):
            before = self.booked.get((stay.id, month, part))
            # A former month that was never run for this stay is run by its own name.
            if before is None and month != self.month:
                continue
            lines = [one for one in owed if one.part == part]
            difference = sum(one.amount_ore for one in lines) - (before or 0)
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
