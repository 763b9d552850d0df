"""The month's charges for food and laundry, booked in one go; and the accounts of the house."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from boform_app.errors import Problem, ValidationFailed
from boform_app.services import _families, _ledger, _month_charges
from boform_app.services._settlement_months import PROTECTED
from boform_app.services._sight import SightService
from boform_app.services.views.economy import BalanceRow, HouseLedger, RunLine
from models import tables
from models.unit_of_work import UnitOfWork
from models.values.changes import Changes
from models.values.danish import sort_key
from models.values.dates import add_months


class MonthRunsService(SightService):
    """Proposed, seen, booked: the same month twice books nothing new."""

    def proposed(self, month: date, person_id: UUID | None = None) -> tuple[RunLine, ...]:
        """What a run would book now, with corrections of months that were run before.

        Args:
            month: Any day of it; nights before today count.
            person_id: One resident alone, who wants to pay before leaving.

        Raises:
            NotAllowed: The house's run is the leader's, one resident's is the desk's.
        """
        self._require("economy" if person_id is None else "take_payment")
        with self._read() as session:
            return self._named(session, self._lines(session, month, person_id))

    def book(self, month: date, seen: Sequence[RunLine], person_id: UUID | None = None) -> Changes:
        """Book exactly what was seen.

        Raises:
            ValidationFailed: ``run_changed`` where it would be something else by now;
                ``nothing_to_book`` where there is nothing.
        """
        self._require("economy" if person_id is None else "take_payment")
        name = _month_charges.month_name(month)
        with self._write("economy.run", f"opkrævning for {name}", undoable=False) as unit:
            lines = self._lines(unit.session, month, person_id)
            if not lines:
                raise ValidationFailed(Problem("", "nothing_to_book"))
            if _without_names(lines) != _without_names(seen):
                raise ValidationFailed(Problem("", "run_changed"))
            self._add(unit, lines)
            return unit.commit()

    def house(self, month: date) -> HouseLedger:
        """The accounts of the house over a month.

        Raises:
            NotAllowed: Only leaders see it.
        """
        self._require("economy")
        first = month.replace(day=1)
        with self._read() as session:
            opening = _sum_before(session, first)
            booked = _sums(session, first, add_months(first, 1))
            return HouseLedger(
                month=first,
                opening_ore=opening,
                charged_ore=booked["charge"][0],
                paid_ore=booked["payment"][0],
                paid_out_ore=booked["payout"][0],
                closing_ore=opening + sum(ore for ore, _ in booked.values()),
                lines=sum(count for _, count in booked.values()),
                balances=tuple(self._balances(session)),
            )

    def _lines(self, session: Session, month: date, person_id: UUID | None) -> tuple[RunLine, ...]:
        people = None
        if person_id is not None:
            people = _families.family(session, self._opened(session, person_id).id)
        today = self._house.clock.today()
        return _month_charges.proposed(session, month, today, people)

    def _named(self, session: Session, lines: Sequence[RunLine]) -> tuple[RunLine, ...]:
        """As they are shown: a protected resident that is not open has no name."""
        ids = {line.person_id for line in lines}
        people = session.scalars(select(tables.Person).where(tables.Person.id.in_(ids)))
        names = {one.id: self._name(one) for one in people}
        return _month_charges.ordered(replace(line, name=names[line.person_id]) for line in lines)

    def _add(self, unit: UnitOfWork, lines: Iterable[RunLine]) -> None:
        for line in lines:
            _ledger.add(
                unit.session,
                person_id=line.person_id,
                stay_id=line.stay_id,
                kind="charge",
                part=line.part,
                amount_ore=line.amount_ore,
                text=line.text,
                month=line.month,
                today=self._house.clock.today(),
                at=self._house.clock.now(),
                by_id=self._actor.staff_id,
            )
            unit.about(line.person_id)

    def _balances(self, session: Session) -> list[BalanceRow]:
        """Accounts that are not 0 today, the largest debt first; a closed one has no name."""
        entry = tables.LedgerEntry
        sums = session.execute(
            select(entry.person_id, func.sum(entry.amount_ore)).group_by(entry.person_id)
        ).all()
        pointing = _families.pointers(session)
        totals: dict[UUID, int] = {}
        for person_id, ore in sums:
            kept = _families.root(pointing, person_id)
            totals[kept] = totals.get(kept, 0) + int(ore)
        people = session.scalars(
            select(tables.Person).where(
                tables.Person.id.in_([k for k, ore in totals.items() if ore])
            )
        )
        rows = [BalanceRow(one.id, self._name(one), totals[one.id]) for one in people]
        return sorted(rows, key=lambda row: (-row.balance_ore, sort_key(row.name)))

    def _name(self, person: tables.Person) -> str:
        return PROTECTED if self._closed(person) else _families.full_name(person)


def _without_names(lines: Iterable[RunLine]) -> set[RunLine]:
    """What would be booked: whether a name was shown or hidden meanwhile changes nothing of it."""
    return {replace(line, name="") for line in lines}


def _sum_before(session: Session, day: date) -> int:
    entry = tables.LedgerEntry
    total = session.scalar(select(func.sum(entry.amount_ore)).where(entry.booked_on < day))
    return int(total or 0)


def _sums(session: Session, first: date, until: date) -> dict[str, tuple[int, int]]:
    entry = tables.LedgerEntry
    rows = session.execute(
        select(entry.kind, func.sum(entry.amount_ore), func.count())
        .where(entry.booked_on >= first, entry.booked_on < until)
        .group_by(entry.kind)
    ).all()
    found = {kind: (int(ore), int(count)) for kind, ore, count in rows}
    return {kind: found.get(kind, (0, 0)) for kind in ("charge", "payment", "payout")}
