"""Money in the demo house: prices, agreements, payments, and a month that was settled. All invented."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from boform_app.clock import FixedClock, from_local, local_date
from boform_app.services._settlement_months import PROTECTED
from boform_app.services.context import OpenHouse
from boform_app.services.facade import Services
from boform_app.services.views.economy import MoneyCommand, TermCommand
from models import tables
from models.values.dates import add_months

SOURCE = "Husets takstblad (opdigtet)"
PRICES = {
    "food_breakfast": 1_800,
    "food_lunch": 2_500,
    "food_dinner": 4_200,
    "laundry_wash": 2_000,
}
RATES = ((1, 144_800), (0, 146_200))
"""Years before this one, and øre a night."""

_PAYS = (
    # First name, last name, share of what is owed in percent, method; 0 pays 60,00 kr. too much.
    ("Jonas", "Lund", 90, "mobile"),
    ("Ole", "Bach", 100, "cash"),
    ("Kim", "Dahl", 0, "card"),
)


class MoneyBook:
    """Two months of food and laundry, some payments, and the basis of the month before last."""

    def __init__(
        self, house: OpenHouse, services: Services, clock: FixedClock, today: date
    ) -> None:
        self._house, self._services, self._clock, self._today = house, services, clock, today
        self._last = add_months(today.replace(day=1), -1)
        self._before = add_months(self._last, -1)

    def write(self, *, papers: bool) -> None:
        """Write it in the order it happened; ``papers`` makes documents, too."""
        now = self._clock.now()
        self._prices()
        self._agree()
        for month in (self._before, self._last):
            self._clock.set(from_local(add_months(month, 1) + timedelta(days=1), 10))
            if lines := self._services.month_runs.proposed(month):
                self._services.month_runs.book(month, lines)
            self._most_pay(month)
            if papers and month == self._before:
                self._settle(month, keep=None)
                self._absent_after_all()
        self._pay()
        if papers:
            self._settle(self._last, keep="0751")
        self._clock.set(now)

    def _prices(self) -> None:
        first = date(self._before.year - 1, 1, 1)
        self._clock.set(from_local(add_months(self._before, -1), 9))
        for years, ore in RATES:
            day = date(self._today.year - years, 1, 1)
            self._services.rules.save_house_row("bed_rate", ore, day, SOURCE, "V", "")
        for key, ore in PRICES.items():
            self._services.rules.save_house_row(key, ore, first, SOURCE, "V", "")

    def _agree(self) -> None:
        """Opt-outs and an own home that is kept, where the resident is here."""
        for who, part, kind, meals, note in (
            (("Jonas", "Lund"), "food", "agreed", ("dinner",), "Spiser morgenmad på værestedet"),
            (("Ole", "Bach"), "laundry", "opted_out", (), "Vasker hos sin søster"),
            (("Kim", "Dahl"), "lodging", "own_home", (), "Lejligheden bliver sat i stand"),
        ):
            stay = self._stay(*who)
            if stay is None:
                continue
            arrived = local_date(stay.arrived_at)
            since = max(arrived, min(self._last + timedelta(days=11), self._today))
            first = arrived if part == "lodging" else since
            self._services.economy.set_term(
                TermCommand(stay.id, part, kind, first, None, meals, None, note)  # type: ignore[arg-type]  # words of the table above
            )

    def _most_pay(self, month: date) -> None:
        """Four of five pay what they owe within the week; the rest comes later, or does not."""
        self._clock.set(from_local(add_months(month, 1) + timedelta(days=3), 15))
        named = {f"{first} {last}" for first, last, _, _ in _PAYS}
        for place, row in enumerate(self._services.month_runs.house(month).balances):
            if place % 5 and row.balance_ore > 0 and row.name not in named | {PROTECTED}:
                how = ("mobile", "cash", "transfer")[place % 3]
                self._services.economy.book(
                    MoneyCommand(row.person_id, "payment", row.balance_ore, "food", how)
                )

    def _pay(self) -> None:
        for place, (first, last, percent, method) in enumerate(_PAYS):
            stay = self._stay(first, last)
            if stay is None:
                continue
            day = min(self._today, add_months(self._last, 1) + timedelta(days=3 + 4 * place))
            self._clock.set(from_local(day, 11))
            owed = self._services.economy.account(stay.person_id).balance_ore
            paid = owed * percent // 10_000 * 100 if percent else max(0, owed) + 6_000
            if paid > 0:
                self._services.economy.book(
                    MoneyCommand(stay.person_id, "payment", paid, "food", method)
                )

    def _settle(self, month: date, keep: str | None) -> None:
        """Make and send the basis of every municipality, or of one alone."""
        settlements = self._services.settlements
        self._clock.set(from_local(add_months(month, 1) + timedelta(days=4), 13))
        for row in settlements.month(month).rows:
            if keep is not None and row.code != keep:
                continue
            key = settlements.make(row.code, month).first("settlement")
            today = local_date(self._clock.now())
            version = self._version(key)
            settlements.mark_sent(key, version, today, "digital_post")

    def _absent_after_all(self) -> None:
        """Three nights away that nobody had told when the month was settled."""
        start, end = self._before + timedelta(days=4), self._before + timedelta(days=6)
        with self._house.database.read() as session:
            stays = session.scalars(
                select(tables.Stay)
                .where(
                    tables.Stay.annulled_at.is_(None),
                    tables.Stay.arrived_at < from_local(start, 0),
                    tables.Stay.ended_at > from_local(end + timedelta(days=1), 23),
                    tables.Stay.acting_municipality_code != "",
                    tables.Stay.other_house == "",
                )
                .order_by(tables.Stay.case_number)
            ).all()
        for stay in stays[:1]:
            self._services.absences.add_absence(stay.id, "family", start, end)

    def _version(self, key: UUID) -> int:
        with self._house.database.read() as session:
            return session.get_one(tables.Settlement, key).version

    def _stay(self, first: str, last: str) -> tables.Stay | None:
        with self._house.database.read() as session:
            return session.scalars(
                select(tables.Stay)
                .join(tables.Person, tables.Person.id == tables.Stay.person_id)
                .where(
                    tables.Person.first_name == first,
                    tables.Person.last_name == last,
                    tables.Stay.ended_at.is_(None),
                    tables.Stay.annulled_at.is_(None),
                )
            ).first()
