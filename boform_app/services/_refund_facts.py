"""Nights of persons as the refund rules read them, in one query per table.

Read by ``refund`` and, for a leader, by ``_stay_facts``; by nobody else (a test looks).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.rules.refund import RefundFacts, RefundPeriod
from boform_app.services import _families
from models import tables
from models.values.periods import Nights

_DAY = timedelta(days=1)


def facts_of(session: Session, person_ids: Iterable[UUID], today: date) -> dict[UUID, RefundFacts]:
    """The nights of each kept person, joined records counted with them.

    Args:
        session: An open session.
        person_ids: Kept records.
        today: An absence that goes on is counted up to it.
    """
    pointing = _families.pointers(session)
    wanted = set(person_ids)
    joined = {one for one in pointing if _families.root(pointing, one) in wanted}
    people = wanted | joined
    stays: dict[UUID, list[tables.Stay]] = {}
    for stay in session.scalars(
        select(tables.Stay)
        .where(
            tables.Stay.person_id.in_(people),
            tables.Stay.annulled_at.is_(None),
            # Stays elsewhere are told as nights elsewhere, once.
            tables.Stay.other_house == "",
        )
        .order_by(tables.Stay.arrived_at)
    ):
        stays.setdefault(_families.root(pointing, stay.person_id), []).append(stay)
    told: dict[UUID, list[tables.NightsElsewhere]] = {}
    for row in session.scalars(
        select(tables.NightsElsewhere).where(tables.NightsElsewhere.person_id.in_(people))
    ):
        told.setdefault(_families.root(pointing, row.person_id), []).append(row)
    away = _absences(session, (stay.id for some in stays.values() for stay in some))
    return {
        person_id: _facts(stays.get(person_id, []), told.get(person_id, []), away, today)
        for person_id in wanted
    }


def own_periods(stays: Iterable[tables.Stay]) -> tuple[RefundPeriod, ...]:
    """Stays in this house."""
    return tuple(
        RefundPeriod(
            first_night=local_date(stay.arrived_at),
            until=local_date(stay.ended_at) if stay.ended_at else None,
        )
        for stay in stays
    )


def told_periods(rows: Iterable[tables.NightsElsewhere]) -> tuple[RefundPeriod, ...]:
    """Nights in other houses, as told."""
    return tuple(RefundPeriod.elsewhere(row.from_night, row.to_night, row.house) for row in rows)


def _absences(
    session: Session, stay_ids: Iterable[UUID]
) -> Mapping[UUID, Sequence[tables.Absence]]:
    found: dict[UUID, list[tables.Absence]] = {}
    for row in session.scalars(
        select(tables.Absence).where(tables.Absence.stay_id.in_(set(stay_ids)))
    ):
        found.setdefault(row.stay_id, []).append(row)
    return found


def _facts(
    stays: Sequence[tables.Stay],
    told: Sequence[tables.NightsElsewhere],
    away: Mapping[UUID, Sequence[tables.Absence]],
    today: date,
) -> RefundFacts:
    nights = tuple(
        Nights(row.from_night, max(row.from_night, row.to_night + _DAY if row.to_night else today))
        for stay in stays
        for row in away.get(stay.id, ())
    )
    return RefundFacts(
        periods=(*own_periods(stays), *told_periods(told)),
        absences=nights,
        elsewhere_asked=bool(stays) and stays[-1].nights_elsewhere_asked_on is not None,
    )
