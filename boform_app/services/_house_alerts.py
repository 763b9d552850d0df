"""What holds between a resident and the house for a time, as it stands on the identity bar.

A conflict names the room of the other one, never the name: the bar is read over shoulders.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from boform_app.services import _families
from boform_app.services._expulsions import holding
from boform_app.services._house_people import present_rooms
from boform_app.services.views.people import AlertView
from models import tables
from models.values import dates

_KIND = "contact_rule"


def house_alerts(session: Session, person: tables.Person, today: date) -> tuple[AlertView, ...]:
    """Expulsions that hold today, then a conflict with each resident who lives here now."""
    return (*_expulsions(session, person, today), *_conflicts(session, person))


def _expulsions(session: Session, person: tables.Person, today: date) -> Iterator[AlertView]:
    for row in holding(session, person.id, today):
        until = f"til {dates.short(row.until_on)}" if row.until_on else "indtil lederen ophæver den"
        yield AlertView(row.id, _KIND, f"bortvisning {until}", row.version)


def _conflicts(session: Session, person: tables.Person) -> list[AlertView]:
    family = set(_families.family(session, person.id))
    rows = session.scalars(
        select(tables.Conflict).where(
            tables.Conflict.ended_on.is_(None),
            or_(tables.Conflict.first_id.in_(family), tables.Conflict.second_id.in_(family)),
        )
    ).all()
    rooms = present_rooms(session) if rows else {}
    found = []
    for row in rows:
        other = row.second_id if row.first_id in family else row.first_id
        room = rooms.get(_families.kept(session, other).id)
        if room is not None:
            words = f"konflikt med vær. {room}" if room else "konflikt med en anden beboer"
            found.append(AlertView(row.id, _KIND, words, row.version))
    return sorted(found, key=lambda one: one.text)
