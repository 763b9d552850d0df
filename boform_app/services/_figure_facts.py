"""What the figures of the house are counted from; only the columns that are counted are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from boform_app.clock import from_local, local_date
from boform_app.rules.figures.groups import LEAST
from boform_app.rules.figures.lengths import Lived, Spell, spells
from boform_app.rules.figures.nights import Night, nights
from boform_app.services import _ends, _families, _occupancy
from boform_app.services.views.figures import Asked, Entry
from models import tables
from models.values import municipalities

_DAY = timedelta(days=1)
FIRST_FIGURES = 3
"""So many stays must have ended before anything is shown (design/ux.md 3.11)."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A stay that ended in the period, re-entries within a day put together."""

    spell: Spell
    person_id: UUID
    municipality_code: str


def midnight(day: date) -> datetime:
    """The instant at which a day begins in Denmark."""
    return from_local(day, 0)


def enough(session: Session) -> bool:
    """Whether three stays have ended in this house."""
    some = select(tables.Stay.id).where(*_counted(), tables.Stay.ended_at.is_not(None))
    found = session.scalar(select(func.count()).select_from(some.limit(FIRST_FIGURES).subquery()))
    return int(found or 0) >= FIRST_FIGURES


def ended(session: Session, asked: Asked, today: date) -> tuple[Ended, ...]:
    """Stays that ended in the period, the longest first."""
    start, stop = midnight(asked.first), midnight(asked.last + _DAY)
    pointing = _families.pointers(session)
    leavers = select(tables.Stay.person_id).where(
        *_counted(), tables.Stay.ended_at >= start, tables.Stay.ended_at < stop
    )
    rows = session.execute(
        select(
            tables.Stay.person_id,
            tables.Stay.id,
            tables.Stay.arrived_at,
            tables.Stay.ended_at,
            tables.Stay.acting_municipality_code,
        ).where(
            *_counted(),
            # Joined records are few; a stay of one may go on under the other.
            or_(
                tables.Stay.person_id.in_(leavers),
                tables.Stay.person_id.in_({*pointing, *pointing.values()}),
            ),
        )
    ).all()
    codes = {str(stay): code for _, stay, _, _, code in rows}
    persons = {str(stay): _families.root(pointing, person) for person, stay, *_ in rows}
    lived = (
        Lived(str(persons[str(stay)]), str(stay), starts, ends) for _, stay, starts, ends, _ in rows
    )
    found = [
        Ended(spell, persons[spell.stay], codes[spell.stay])
        for spell in spells(lived, today)
        if spell.ended is not None and start <= spell.ended < stop
    ]
    wanted = asked.municipality_code
    found = [one for one in found if not wanted or one.municipality_code == wanted]
    return tuple(sorted(found, key=lambda one: (-one.spell.nights, one.spell.stay)))


def nights_of(session: Session, asked: Asked, last_night: date) -> tuple[Night, ...]:
    """Every night of the period that has gone."""
    last = min(asked.last, last_night)
    uses = _occupancy.uses_within(
        session, midnight(asked.first + _DAY), midnight(last + _DAY), asked.municipality_code
    )
    return nights(uses, _occupancy.offered(session), asked.first, last, midnight)


def slept(session: Session, asked: Asked, night: date) -> tuple[Entry, ...]:
    """Who had a place at the midnight of a night, the longest stay first."""
    at = midnight(night + _DAY)
    query = (
        select(tables.Stay.person_id, tables.Stay.arrived_at, tables.Stay.acting_municipality_code)
        .join(tables.PlacePeriod, tables.PlacePeriod.stay_id == tables.Stay.id)
        .where(
            tables.Stay.annulled_at.is_(None),
            tables.PlacePeriod.starts_at <= at,
            tables.PlacePeriod.ends_at.is_(None) | (tables.PlacePeriod.ends_at > at),
        )
        .order_by(tables.Stay.arrived_at)
    )
    if asked.municipality_code:
        query = query.where(tables.Stay.acting_municipality_code == asked.municipality_code)
    pointing = _families.pointers(session)
    return tuple(
        Entry(_families.root(pointing, person), code, (night + _DAY - local_date(came)).days)
        for person, came, code in session.execute(query)
    )


def large_municipalities(session: Session, asked: Asked) -> tuple[tuple[str, str], ...]:
    """Handlekommuner of at least ``LEAST`` residents of the period, by name."""
    start, stop = midnight(asked.first), midnight(asked.last + _DAY)
    people = func.count(tables.Stay.person_id.distinct())
    rows: Mapping[str, int] = dict(
        session.execute(
            select(tables.Stay.acting_municipality_code, people)
            .where(*_counted(), tables.Stay.arrived_at < stop, _ends.not_ended_before(start))
            .group_by(tables.Stay.acting_municipality_code)
            .having(people >= LEAST)
        ).all()
    )
    return tuple(
        (one.code, one.name) for one in municipalities.municipalities() if one.code in rows
    )


def _counted() -> tuple[ColumnElement[bool], ...]:
    """Stays in this house that were not annulled."""
    return tables.Stay.annulled_at.is_(None), tables.Stay.other_house == ""
