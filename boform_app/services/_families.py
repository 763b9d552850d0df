"""Records of one person that were joined by a pointer (``person.merged_into_id``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from boform_app.errors import NotFound, Problem, ValidationFailed
from models import tables


def kept(session: Session, person_id: UUID) -> tables.Person:
    """The record under which everything of this person is shown.

    Raises:
        NotFound: There is no such person.
    """
    row = session.get(tables.Person, person_id)
    while row is not None and row.merged_into_id is not None:
        row = session.get(tables.Person, row.merged_into_id)
    if row is None:
        raise NotFound(str(person_id))
    return row


def family(session: Session, person_id: UUID) -> tuple[UUID, ...]:
    """The kept record and all that were joined into it, the kept one first."""
    found = [kept(session, person_id).id]
    level = list(found)
    while level:
        joined = select(tables.Person.id).where(tables.Person.merged_into_id.in_(level))
        level = list(session.scalars(joined))
        found += level
    return tuple(found)


def pointers(session: Session) -> Mapping[UUID, UUID]:
    """Every joined record and where it points; there are few."""
    rows = session.execute(
        select(tables.Person.id, tables.Person.merged_into_id).where(
            tables.Person.merged_into_id.is_not(None)
        )
    )
    return {joined: target for joined, target in rows if target is not None}


def root(pointing: Mapping[UUID, UUID], person_id: UUID) -> UUID:
    """The kept record by the pointers read before."""
    while person_id in pointing:
        person_id = pointing[person_id]
    return person_id


class Kept:
    """The kept records behind many others; the pointers are read once, and the records of ``ids`` with them.

    Whoever shows a name, or asks whether somebody is closed, asks this record: a stay or a letter
    hangs on the one it was written on, and that may be joined to a protected one.
    """

    def __init__(self, session: Session, ids: Iterable[UUID] = ()) -> None:
        self._session = session
        self._pointing = pointers(session)
        wanted = {root(self._pointing, one) for one in ids}
        self._people: dict[UUID, tables.Person] = {}
        if wanted:
            query = select(tables.Person).where(tables.Person.id.in_(wanted))
            self._people = {one.id: one for one in session.scalars(query)}

    def of(self, person_id: UUID) -> tables.Person:
        """The record everything of this person is shown under."""
        kept = root(self._pointing, person_id)
        return self._people.get(kept) or self._session.get_one(tables.Person, kept)


def open_stay(session: Session, person_ids: Iterable[UUID]) -> tables.Stay | None:
    """The stay that goes on now, if there is one."""
    return session.scalars(
        select(tables.Stay).where(
            tables.Stay.person_id.in_(set(person_ids)),
            tables.Stay.ended_at.is_(None),
            tables.Stay.annulled_at.is_(None),
        )
    ).first()


def stays_of(session: Session, person_ids: Iterable[UUID]) -> list[tables.Stay]:
    """Stays in this house that count, newest first."""
    return list(session.scalars(_stays(person_ids).where(tables.Stay.other_house == "")))


def stays_elsewhere(session: Session, person_ids: Iterable[UUID]) -> list[tables.Stay]:
    """Stays that came from another Boform, newest first: shown, never counted, never changed."""
    return list(session.scalars(_stays(person_ids).where(tables.Stay.other_house != "")))


def check_here(stay: tables.Stay) -> None:
    """Refuse to change a stay that was in another house.

    Raises:
        ValidationFailed: ``other_house_stay``.
    """
    if stay.other_house:
        raise ValidationFailed(Problem("", "other_house_stay"))


def keep_elsewhere(session: Session, *_: object) -> None:
    """Before anything is written: what hangs on a stay in another house stays as it came.

    Raises:
        ValidationFailed: ``other_house_stay``.
    """
    for row in (*session.new, *session.dirty, *session.deleted):
        stay_id = row.id if isinstance(row, tables.Stay) else getattr(row, "stay_id", None)
        stay = session.get(tables.Stay, stay_id) if stay_id is not None else None
        if stay is not None:
            check_here(stay)


def _stays(person_ids: Iterable[UUID]) -> Select[tables.Stay]:
    return (
        select(tables.Stay)
        .where(tables.Stay.person_id.in_(set(person_ids)), tables.Stay.annulled_at.is_(None))
        .order_by(tables.Stay.arrived_at.desc())
    )


def full_name(person: tables.Person) -> str:
    """*Fornavn Efternavn*."""
    return f"{person.first_name} {person.last_name}".strip()


def list_name(person: tables.Person) -> str:
    """*Efternavn, Fornavn*, as lists show it."""
    first = person.preferred_name or person.first_name
    return f"{person.last_name}, {first}" if person.last_name else first
