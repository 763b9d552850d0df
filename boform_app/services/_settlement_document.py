"""The basis of one month and municipality as its document and its spreadsheet say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.rules.money import rates
from boform_app.rules.money.facts import month_nights
from boform_app.rules.rows import RuleBook
from boform_app.rules.weekdays import working_day_on_or_after
from boform_app.services._letterhead import letterhead
from boform_app.services._rule_rows import rule_book
from boform_app.services.views.settlements import CorrectionLine, SettlementLine
from models import tables
from models.values import municipalities
from models.values.money import Ore
from reports.lists.settlement import (
    AwayRule,
    CorrectionRow,
    NightsRow,
    RatePeriod,
    SettlementFacts,
    month_name,
)
from reports.texts import letter_texts

_DAY = timedelta(days=1)
Cell: TypeAlias = str | int | date | Ore | None


@dataclass(frozen=True, slots=True)
class Basis:
    """What a basis is made of."""

    code: str
    month: date
    number: str
    lines: tuple[SettlementLine, ...]
    corrections: tuple[CorrectionLine, ...]
    rows: tuple[str, ...]

    @property
    def everything(self) -> tuple[SettlementLine | CorrectionLine, ...]:
        """Lines and corrections."""
        return (*self.lines, *self.corrections)

    @property
    def total_ore(self) -> int:
        """What is asked for."""
        return sum(one.amount_ore for one in self.everything)


def facts(session: Session, basis: Basis, today: date) -> SettlementFacts:
    """The document; without a unit of the municipality its name alone is the address."""
    book = rule_book(session)
    place = municipalities.municipality(basis.code).display
    house = session.scalars(select(tables.House)).one()
    answer = working_day_on_or_after(
        today + timedelta(days=book.select("answer_days", today).number)
    )
    return SettlementFacts(
        house=letterhead(house),
        municipality=place,
        recipient=address(session, basis.code) or (place,),
        month=basis.month,
        number=basis.number,
        day=today,
        answer_by=answer,
        rows=tuple(_row(line) for line in basis.lines),
        corrections=tuple(
            CorrectionRow(one.month, one.name, one.paid, one.amount_ore)
            for one in basis.corrections
        ),
        rates=tuple(_rates(book, basis)),
        away=tuple(_away(book, basis.month)),
        own_home=tuple(dict.fromkeys(one.name for one in basis.lines if one.own_home)),
        channel="Digital Post",
        ean=_ean(session, basis.code),
    )


def address(session: Session, code: str) -> tuple[str, ...]:
    """Lines of the unit that letters go to; none where the house has written none in."""
    rows = _units(session, code)
    if not rows:
        return ()
    one = rows[0]
    return tuple(
        line for line in (one.line1, one.line2, one.line3, one.line4, one.line5) if line.strip()
    )


def _ean(session: Session, code: str) -> str:
    """Of the unit that the sheet goes to, else of another one of the authority that has a number."""
    return next((one.ean for one in _units(session, code) if one.ean), "")


def _units(session: Session, code: str) -> Sequence[tables.MunicipalityContact]:
    return session.scalars(
        select(tables.MunicipalityContact)
        .where(
            tables.MunicipalityContact.municipality_code == code,
            tables.MunicipalityContact.party == "municipality",
            tables.MunicipalityContact.closed_on.is_(None),
        )
        .order_by(
            tables.MunicipalityContact.is_default.desc(),
            tables.MunicipalityContact.unit,
            tables.MunicipalityContact.id,
        )
    ).all()


def table(basis: Basis) -> tuple[str, Sequence[str], list[list[Cell]]]:
    """Name, headings and rows of the spreadsheet, with the sum of exactly these rows last."""
    texts = letter_texts("settlement")["spreadsheet"]
    name = month_name(basis.month)
    rows: list[list[Cell]] = [
        [
            name, one.name, one.cpr, one.first, one.last, one.nights, one.away, one.paid,
            Ore(one.rate_ore or 0), Ore(one.amount_ore), "",
        ]
        for one in basis.lines
    ]  # fmt: skip
    rows += [
        [
            month_name(one.month), one.name, "", None, None, None, None, one.paid, None,
            Ore(one.amount_ore), texts["correction"],
        ]
        for one in basis.corrections
    ]  # fmt: skip
    paid = sum(one.paid for one in basis.everything)
    rows.append(
        [
            texts["total"], "", "", None, None, None, None, paid, None,
            Ore(basis.total_ore), "",
        ]
    )  # fmt: skip
    return texts["name"], texts["columns"], rows


def _row(line: SettlementLine) -> NightsRow:
    return NightsRow(
        name=line.name,
        cpr=line.cpr,
        first=line.first,
        last=line.last,
        nights=line.nights,
        away=line.away,
        paid=line.paid,
        rate_ore=line.rate_ore or 0,
        amount_ore=line.amount_ore,
    )


def _rates(book: RuleBook, basis: Basis) -> Iterator[RatePeriod]:
    """The rates of the month with their own first and last days, oldest first."""
    seen: set[str] = set()
    history = book.history(rates.BED)
    for day in month_nights(basis.month):
        found = book.find(rates.BED, day)
        if found is None or not rates.known(found.row) or found.row.row_id in seen:
            continue
        row = found.row
        seen.add(row.row_id)
        later = [
            one.valid_from - _DAY
            for one in history
            if rates.known(one) and one.valid_from > row.valid_from
        ]
        ends = [end for end in (row.valid_to, min(later, default=None)) if end is not None]
        yield RatePeriod(rates.ore_of(row), row.valid_from, min(ends, default=None))


def _away(book: RuleBook, month: date) -> Iterator[AwayRule]:
    before: int | None = None
    for day in month_nights(month):
        nights = book.select(rates.AWAY_PAID, day).number
        if nights != before:
            yield AwayRule(nights, day)
        before = nights
