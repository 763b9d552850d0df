"""A resident's account and terms as the window shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.rules.money import rates
from boform_app.rules.money.charges import daily_food_ore
from boform_app.rules.money.facts import MEALS, Part, StayMoney, TermKind
from boform_app.rules.rows import RuleBook
from boform_app.services import _money_facts
from boform_app.services._letter_rows import staff_names
from boform_app.services.views.economy import LedgerLine, PartView, TermView
from models import tables
from models.values import municipalities

_KEYS = {"lodging": ("day", rates.LODGING), "laundry": ("wash", rates.WASH)}


def ledger_lines(
    session: Session, rows: Sequence[tables.LedgerEntry], *, runs: bool
) -> tuple[LedgerLine, ...]:
    """Lines newest first, each with the account after it.

    Args:
        session: An open session.
        rows: In the order they were booked.
        runs: Whoever asks may take back what the month's charges booked.
    """
    names = staff_names(session, (row.by_id for row in rows))
    back = {row.reverses_id for row in rows}
    made, total = [], 0
    for row in rows:
        total += row.amount_ore
        by_run = row.month is not None
        free = row.reverses_id is None and row.id not in back
        made.append(
            LedgerLine(
                id=row.id,
                booked_on=row.booked_on,
                kind=row.kind,
                part=row.part,
                text=row.text,
                amount_ore=row.amount_ore,
                balance_ore=total,
                receipt=row.receipt,
                month=row.month,
                method=row.method,
                by=names[row.by_id].initials if row.by_id in names else "",
                reverses=row.reverses_id is not None,
                reversed=row.id in back,
                by_run=by_run,
                may_reverse=free and (runs or not by_run),
            )
        )
    return tuple(reversed(made))


def term_view(row: tables.PaymentTerm) -> TermView:
    """A term as shown."""
    return TermView(
        id=row.id,
        version=row.version,
        part=cast("Part", row.part),
        kind=cast("TermKind", row.kind),
        from_on=row.from_on,
        to_on=row.to_on,
        meals=tuple(row.meals),
        rate_ore=row.rate_ore,
        note=row.note,
    )


def parts(
    session: Session, stay: tables.Stay, terms: Sequence[TermView], book: RuleBook, day: date
) -> Iterator[PartView]:
    """Lodging, food and laundry as they are paid on a day."""
    place = municipalities.find(stay.acting_municipality_code)
    house = session.scalars(select(tables.House)).one().name
    for part in ("lodging", "food", "laundry"):
        held = [
            one
            for one in terms
            if one.part == part and one.from_on <= day and (one.to_on is None or day <= one.to_on)
        ]
        found = book.find(_KEYS[part][1], day) if part in _KEYS else None
        yield PartView(
            part=part,
            collected_by=house if part != "lodging" else (place.display if place else ""),
            by_house=part != "lodging",
            term=held[-1] if held else None,
            prices=_prices(book, part, day),
            source=found.row.source if found and rates.known(found.row) else "",
            unverified=bool(found and found.row.state == "unverified"),
        )


def ahead_ore(facts: StayMoney, book: RuleBook, day: date) -> int | None:
    """What so many days of food cost as the law lets be paid ahead; None without a price."""
    daily = daily_food_ore(facts, day, book)
    return daily * book.select("own_payment_ahead_days", day).number if daily else None


def terms_of(session: Session, stay_id: UUID) -> tuple[TermView, ...]:
    """What was agreed in a stay, oldest first."""
    return tuple(term_view(row) for row in _money_facts.terms(session, (stay_id,)).get(stay_id, ()))


def _prices(book: RuleBook, part: str, day: date) -> tuple[tuple[str, int | None], ...]:
    food = [(meal, rates.FOOD[meal]) for meal in MEALS]
    keys = food if part == "food" else [_KEYS[part]]
    found = ((name, rates.rate(book, key, day)) for name, key in keys)
    return tuple((name, one.ore if one else None) for name, one in found)
