"""What a house keeps, hands out and plans: keys, post, belongings, medicine, house tasks, appointments."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Entity
from models.types import UtcDateTime


class KeptThing(Entity, Base):
    """Something kept for a resident or lent to one: a key, post, belongings in the store.

    Attributes:
        kind: ``key`` is handed out first and comes back; ``post`` and ``belonging`` come in first.
        came_at: When it came to the house, for a key when it was handed out.
        gone_at: When it was handed over, for a key when it came back; None until then.
        outcome: Of what is gone: ``handed_over``, ``returned``, ``lost``, ``thrown_away`` (with the
            agreement in ``note``).
    """

    __tablename__ = "kept_thing"
    __table_args__ = (
        CheckConstraint("kind in ('key','post','belonging')", name="kind"),
        CheckConstraint(
            "outcome in ('','handed_over','returned','lost','thrown_away')", name="outcome"
        ),
        CheckConstraint("gone_at is null or gone_at >= came_at", name="period"),
    )

    kind: Mapped[str] = mapped_column(index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    stay_id: Mapped[UUID | None] = mapped_column(ForeignKey("stay.id"), index=True)
    what: Mapped[str]
    # Number of a key, sender of post, place in the store.
    detail: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    until_on: Mapped[date | None]
    came_at: Mapped[datetime] = mapped_column(UtcDateTime)
    came_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    gone_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    gone_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    outcome: Mapped[str] = mapped_column(default="")


class Medicine(Entity, Base):
    """What is kept in the medicine cabinet for a resident, as the label says; no dose is advised."""

    __tablename__ = "medicine"
    __table_args__ = (
        CheckConstraint("outcome in ('','handed_over','pharmacy')", name="outcome"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    label: Mapped[str]
    unit: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    kept_since: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    outcome: Mapped[str] = mapped_column(default="")


class MedicineMove(Entity, Base):
    """Medicine that came in, was handed out or was counted, with two initials.

    Attributes:
        change: Number of units in or out; 0 for a count that held.
        left: What was counted in the cabinet afterwards.
    """

    __tablename__ = "medicine_move"
    __table_args__ = (
        CheckConstraint("kind in ('in','out','count')", name="kind"),
        CheckConstraint("first_id != second_id", name="two_persons"),
        CheckConstraint("left_after >= 0", name="left_after"),
    )

    medicine_id: Mapped[UUID] = mapped_column(ForeignKey("medicine.id"), index=True)
    kind: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    change: Mapped[int]
    left_after: Mapped[int]
    note: Mapped[str] = mapped_column(default="")
    first_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    second_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))


class HouseTask(Entity, Base):
    """Something the house must do (*opgave i huset*), once or again and again.

    ``every_days`` None is once; the next day of a repeated task counts from the day it was due.
    """

    __tablename__ = "house_task"
    __table_args__ = (CheckConstraint("every_days is null or every_days > 0", name="every_days"),)

    title: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None] = mapped_column(index=True)
    due_time: Mapped[str] = mapped_column(default="")
    every_days: Mapped[int | None]
    room_id: Mapped[UUID | None] = mapped_column(ForeignKey("room.id"))
    assigned_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    written_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    closed_on: Mapped[date | None] = mapped_column(index=True)


class HouseTaskDone(Entity, Base):
    """One time a task of the house was done."""

    __tablename__ = "house_task_done"

    task_id: Mapped[UUID] = mapped_column(ForeignKey("house_task.id"), index=True)
    was_due_on: Mapped[date | None]
    done_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))


class Appointment(Entity, Base):
    """An appointment (*aftale*) of a resident, of staff, or of the house; meetings have their own table."""

    __tablename__ = "appointment"
    __table_args__ = (CheckConstraint("ends_at is null or ends_at >= starts_at", name="period"),)

    title: Mapped[str]
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    all_day: Mapped[bool] = mapped_column(default=False)
    place: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    # Who goes along or answers for it.
    staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"), index=True)
    remind_days: Mapped[int | None]
    written_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    cancelled_on: Mapped[date | None]
