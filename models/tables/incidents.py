"""Four different things that are often mixed up: incident, conflict, expulsion; refusals are contacts."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Entity
from models.types import UtcDateTime


class Incident(Entity, Base):
    """Something that happened (*hændelse*), told as it was seen; the leader reads each one.

    Attributes:
        harm: ``none``, ``near``, ``person`` or ``things``; what happened, not how bad somebody is.
        adverse_event: Whether it is reported as an *utilsigtet hændelse* (DPSD): ``not_relevant``,
            ``to_report``, ``reported``; with the day.
        force: What was done in self-defence or emergency (*nødværge, nødret*), in words; "" when no
            force was used. § 110 gives no other right to it (domain/law.md 11).
    """

    __tablename__ = "incident"
    __table_args__ = (
        CheckConstraint("harm in ('none','near','person','things')", name="harm"),
        CheckConstraint(
            "adverse_event in ('not_relevant','to_report','reported')", name="adverse_event"
        ),
    )

    happened_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    place: Mapped[str] = mapped_column(default="")
    what: Mapped[str]
    done: Mapped[str] = mapped_column(default="")
    harm: Mapped[str] = mapped_column(default="none")
    adverse_event: Mapped[str] = mapped_column(default="not_relevant")
    reported_on: Mapped[date | None]
    force: Mapped[str] = mapped_column(default="")
    police_called: Mapped[bool] = mapped_column(default=False)
    note_id: Mapped[UUID | None] = mapped_column(ForeignKey("note.id"), index=True)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    written_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    reviewed_on: Mapped[date | None]
    reviewed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    review: Mapped[str] = mapped_column(default="")


class IncidentPerson(Entity, Base):
    """Somebody an incident is about; who was hurt, took part or saw it is told in its words."""

    __tablename__ = "incident_person"

    incident_id: Mapped[UUID] = mapped_column(ForeignKey("incident.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)


class Conflict(Entity, Base):
    """Two residents who should not live side by side for now (*konflikt*); it warns and forbids nothing."""

    __tablename__ = "conflict"
    __table_args__ = (CheckConstraint("first_id != second_id", name="two_persons"),)

    first_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    second_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    since: Mapped[date]
    note: Mapped[str] = mapped_column(default="")
    incident_id: Mapped[UUID | None] = mapped_column(ForeignKey("incident.id"), index=True)
    written_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    ended_on: Mapped[date | None]
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))


class Expulsion(Entity, Base):
    """A time in which somebody may not be here (*bortvisning, karantæne*), decided by the leader.

    Attributes:
        stops: What it stops: ``admission``, ``visits``, ``meals``.
        until_on: Last day; None until the leader ends it.
    """

    __tablename__ = "expulsion"
    __table_args__ = (
        CheckConstraint("until_on is null or until_on >= from_on", name="period"),
        CheckConstraint("state in ('proposed','decided','lifted')", name="state"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    stay_id: Mapped[UUID | None] = mapped_column(ForeignKey("stay.id"), index=True)
    incident_id: Mapped[UUID | None] = mapped_column(ForeignKey("incident.id"), index=True)
    state: Mapped[str] = mapped_column(default="proposed")
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    stops: Mapped[list[str]] = mapped_column(default=list)
    reason: Mapped[str]
    proposed_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    decided_on: Mapped[date | None]
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    lifted_on: Mapped[date | None]
    lifted_reason: Mapped[str] = mapped_column(default="")
