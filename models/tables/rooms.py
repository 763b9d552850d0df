"""The rooms over time: reserved, closed and cleaned; who waits for a place and who got none."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Entity
from models.types import UtcDateTime


class RoomPeriod(Entity, Base):
    """A time in which a room was closed or had to be cleaned; what holds now stands on the room too."""

    __tablename__ = "room_period"
    __table_args__ = (
        CheckConstraint("state in ('closed','dirty')", name="state"),
        CheckConstraint("ended_at is null or ended_at >= started_at", name="period"),
        Index(
            "uq_room_period_open",
            "room_id",
            unique=True,
            sqlite_where=text("ended_at is null"),
            postgresql_where=text("ended_at is null"),
        ),
    )

    room_id: Mapped[UUID] = mapped_column(ForeignKey("room.id"), index=True)
    state: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    started_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    # The day it is expected to open again ("til 26-11"); it opens when somebody says so.
    expected_until: Mapped[date | None]
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))


class Reservation(Entity, Base):
    """A place kept for somebody who is expected (*reserveret*); it says so and forbids nothing.

    ``outcome`` is "" while it holds, then ``came`` (with the stay), ``did_not_come`` or ``given_up``.
    """

    __tablename__ = "reservation"
    __table_args__ = (
        CheckConstraint("outcome in ('','came','did_not_come','given_up')", name="outcome"),
    )

    place_id: Mapped[UUID] = mapped_column(ForeignKey("place.id"), index=True)
    expected_on: Mapped[date] = mapped_column(index=True)
    expected_time: Mapped[str] = mapped_column(default="")
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    # What is known of who comes, where there is no record yet: "mand fra Randers".
    for_whom: Mapped[str] = mapped_column(default="")
    from_whom: Mapped[str] = mapped_column(default="")
    waiting_id: Mapped[UUID | None] = mapped_column(ForeignKey("waiting.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    outcome: Mapped[str] = mapped_column(default="")
    ended_on: Mapped[date | None]
    stay_id: Mapped[UUID | None] = mapped_column(ForeignKey("stay.id"), index=True)


class Waiting(Entity, Base):
    """Somebody who asked for a place and waits for one; in the order they asked, never ranked."""

    __tablename__ = "waiting"
    __table_args__ = (
        CheckConstraint("outcome in ('','admitted','found_other','no_contact')", name="outcome"),
    )

    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    name: Mapped[str]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    contact: Mapped[str] = mapped_column(default="")
    from_whom: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    written_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    outcome: Mapped[str] = mapped_column(default="")
    ended_on: Mapped[date | None]


class RefusedContact(Entity, Base):
    """A contact that led to no place (*afvist henvendelse*): when, why, where they were sent.

    A name is not needed: most contacts are a voice on the telephone. The leader's decision on a
    refusal is a letter about a person and stands there (§ 110 stk. 4).
    """

    __tablename__ = "refused_contact"

    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    reason: Mapped[str]
    reason_text: Mapped[str] = mapped_column(default="")
    referred_to: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    note: Mapped[str] = mapped_column(default="")
    written_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
