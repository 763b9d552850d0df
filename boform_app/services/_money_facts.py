"""Stays as the money rules read them, in one query per table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import cast
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from boform_app.clock import from_local, local_date
from boform_app.rules.money.facts import Part, StayMoney, TermFacts, TermKind, away_nights
from boform_app.services import _ends
from models import tables
from models.values.periods import Nights


def of_stays(session: Session, stays: Sequence[tables.Stay], today: date) -> dict[UUID, StayMoney]:
    """Nights up to today, absences and terms; a stay that was annulled has no nights."""
    ids = {stay.id for stay in stays}
    away = _by_stay(session, ids)
    agreed = terms(session, ids)
    return {
        stay.id: StayMoney(
            stay_id=str(stay.id),
            nights=nights(stay, today),
            away=tuple(away_nights(a.from_night, a.to_night, today) for a in away.get(stay.id, ())),
            terms=tuple(term_facts(term) for term in agreed.get(stay.id, ())),
        )
        for stay in stays
    }


def nights(stay: tables.Stay, today: date) -> Nights:
    """Nights before today; none of an annulled stay."""
    first = local_date(stay.arrived_at)
    until = min(today, local_date(stay.ended_at)) if stay.ended_at else today
    return Nights(first, first if stay.annulled_at else max(first, until))


def terms(session: Session, stay_ids: Iterable[UUID]) -> dict[UUID, list[tables.PaymentTerm]]:
    """What was agreed, oldest first, by stay."""
    found: dict[UUID, list[tables.PaymentTerm]] = {}
    rows = session.scalars(
        select(tables.PaymentTerm)
        .where(tables.PaymentTerm.stay_id.in_(set(stay_ids)))
        .order_by(tables.PaymentTerm.from_on, tables.PaymentTerm.id)
    )
    for row in rows:
        found.setdefault(row.stay_id, []).append(row)
    return found


def term_facts(row: tables.PaymentTerm) -> TermFacts:
    """A term as the rules read it."""
    return TermFacts(
        part=cast("Part", row.part),
        kind=cast("TermKind", row.kind),
        first=row.from_on,
        last=row.to_on,
        meals=tuple(row.meals),
        rate_ore=row.rate_ore,
    )


def during(run: Nights) -> ColumnElement[bool]:
    """Stays of this house with a night in the run may be among these; annulled ones are not."""
    return (
        (tables.Stay.other_house == "")
        & (tables.Stay.arrived_at < from_local(run.until, 0))
        & _ends.not_ended_before(from_local(run.first, 0))
    )


def _by_stay(session: Session, ids: set[UUID]) -> dict[UUID, list[tables.Absence]]:
    found: dict[UUID, list[tables.Absence]] = {}
    for row in session.scalars(select(tables.Absence).where(tables.Absence.stay_id.in_(ids))):
        found.setdefault(row.stay_id, []).append(row)
    return found
