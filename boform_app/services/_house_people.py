"""Persons as they stand in lists of the house: name and room, a closed one as a room."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.services import _families
from boform_app.services._deadline_rows import display_name
from boform_app.services._rooms import current_places
from boform_app.services.views.day_log import Subject
from models import tables


def subjects(
    session: Session, person_ids: Iterable[UUID], closed: Callable[[tables.Person], bool]
) -> dict[UUID, Subject]:
    """Whom ids mean, by the id that was asked; joined records are one person."""
    wanted = set(person_ids)
    if not wanted:
        return {}
    pointing = _families.pointers(session)
    roots = {one: _families.root(pointing, one) for one in wanted}
    people = {
        person.id: person
        for person in session.scalars(
            select(tables.Person).where(tables.Person.id.in_(set(roots.values())))
        )
    }
    rooms = present_rooms(session)
    return {one: _subject(people[root], rooms.get(root, ""), closed) for one, root in roots.items()}


def present_rooms(session: Session) -> dict[UUID, str]:
    """Room number of everybody who lives here, "" for who has no place; by kept record."""
    pointing = _families.pointers(session)
    stays: dict[UUID, UUID] = dict(
        session.execute(
            select(tables.Stay.id, tables.Stay.person_id).where(
                tables.Stay.ended_at.is_(None), tables.Stay.annulled_at.is_(None)
            )
        ).all()
    )
    places = current_places(session, list(stays))
    return {
        _families.root(pointing, person): places[stay][2].number if stay in places else ""
        for stay, person in stays.items()
    }


def _subject(person: tables.Person, room: str, closed: Callable[[tables.Person], bool]) -> Subject:
    hidden = closed(person)
    return Subject(person.id, display_name(person, room, closed=hidden), room, hidden)
