"""What a step back must leave true: others have worked on meanwhile, on rows of their own."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.errors import Conflict, Problem
from boform_app.services import _families, _moves, _rooms, absences
from boform_app.services._changed import last_changed_by
from boform_app.services._stay_checks import overlap_problem
from models import tables
from models.base import Entity
from models.journal import entity_name


def check(session: Session, row: Entity, written: Collection[str]) -> None:
    """What somebody else did since must go together with a row that is as it was before.

    Args:
        session: The open transaction, with every row of the step already back.
        row: One of them.
        written: The columns that were brought back.

    Raises:
        Conflict: With the ``problem`` that stands in the way.
    """
    if isinstance(row, tables.PlacePeriod):
        _place(session, row)
    elif isinstance(row, tables.Room) and "state" in written:
        _room(session, row)
    elif isinstance(row, tables.Person) and "merged_into_id" in written:
        _joined(session, row)
    elif isinstance(row, tables.Reservation | tables.Waiting) and "outcome" in written:
        _expected(session, row)
    elif isinstance(row, tables.Reservation) and row.outcome:
        # Another place for a reservation that is over would change what was.
        by = last_changed_by(session, "reservation", row.id)
        raise _conflict(row, Problem("", "kept_no_longer"), by)
    elif isinstance(row, tables.Absence):
        _absence(session, row)


def _place(session: Session, row: tables.PlacePeriod) -> None:
    """One place, one resident; and nobody comes back to a room that was closed."""
    stay = session.get_one(tables.Stay, row.stay_id)
    if stay.annulled_at is not None:
        return
    place = session.get_one(tables.Place, row.place_id)
    room = session.get_one(tables.Room, place.room_id)
    facts = {"place": _rooms.place_label(room, place)}
    taken = _rooms.taken_from(session, place.id, row.starts_at, until=row.ends_at, but=stay.id)
    if taken is not None:
        by = last_changed_by(session, "place_period", taken.period.id)
        raise _conflict(row, Problem("", "place_used_since", {**facts, "by": by}), by)
    if row.ends_at is None and room.state == "closed":
        by = last_changed_by(session, "room", room.id)
        raise _conflict(row, Problem("", "place_closed_since", facts), by)


def _room(session: Session, row: tables.Room) -> None:
    if row.state == "closed" and _moves.living(session, {row.id}):
        raise _conflict(row, Problem("", "room_in_use", {"room": row.number}))


def _joined(session: Session, row: tables.Person) -> None:
    """One person cannot live here twice at one time, under two records that are joined again."""
    if row.merged_into_id is None:
        return
    family = _families.family(session, _families.kept(session, row.id).id)
    for stay in _families.stays_of(session, family):
        if overlap_problem(session, family, stay.arrived_at, stay.ended_at, but=stay.id):
            raise _conflict(row, Problem("", "admitted_since"))


def _expected(session: Session, row: tables.Reservation | tables.Waiting) -> None:
    """Nobody is expected, or waits, who lives here by now."""
    if row.outcome == "" and (_lives_here(session, row.person_id) or _came(session, row)):
        raise _conflict(row, Problem("", "admitted_since"))


def _lives_here(session: Session, person_id: UUID | None) -> bool:
    if person_id is None:
        return False
    kept = _families.kept(session, person_id)
    return _families.open_stay(session, _families.family(session, kept.id)) is not None


def _came(session: Session, row: tables.Reservation | tables.Waiting) -> bool:
    if isinstance(row, tables.Waiting) or row.waiting_id is None:
        return False
    return session.get_one(tables.Waiting, row.waiting_id).outcome == "admitted"


def _absence(session: Session, row: tables.Absence) -> None:
    stay = session.get_one(tables.Stay, row.stay_id)
    ended_on = local_date(stay.ended_at) if stay.ended_at else None
    after = ended_on is not None and (row.to_night is None or row.to_night >= ended_on)
    if after or absences.overlaps(session, stay.id, row.from_night, row.to_night, row.id):
        raise _conflict(row, Problem("", "away_since"))


def _conflict(row: Entity, problem: Problem, by: str = "") -> Conflict:
    return Conflict(entity_name(row), str(row.id), changed_by=by, problem=problem)
