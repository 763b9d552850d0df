"""What a room is over time: closed, to be cleaned, in use; the room itself says what holds now."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import tables


def open_period(session: Session, room_id: UUID) -> tables.RoomPeriod | None:
    """The time that still runs, None for a room in use."""
    return session.scalars(
        select(tables.RoomPeriod).where(
            tables.RoomPeriod.room_id == room_id, tables.RoomPeriod.ended_at.is_(None)
        )
    ).first()


def put(
    session: Session,
    room: tables.Room,
    state: str,
    at: datetime,
    *,
    by: UUID | None = None,
    note: str = "",
    expected_until: date | None = None,
) -> None:
    """The room is something else from an instant on; what it was before is kept as a time."""
    running = open_period(session, room.id)
    room.state, room.state_note = state, note
    if running is not None and running.state == state:
        running.note, running.expected_until = note, expected_until
        return
    if running is not None:
        # A move may be written down later than it happened; no time ends before it began.
        at = max(at, running.started_at)
        running.ended_at, running.ended_by_id = at, by
        # One open time per room: the old one is closed in the file before the new one begins.
        session.flush()
    if state != "open":
        session.add(
            tables.RoomPeriod(
                room_id=room.id,
                state=state,
                note=note,
                started_at=at,
                started_by_id=by,
                expected_until=expected_until,
            )
        )
