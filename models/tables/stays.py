"""Stays (*ophold*), the places they use, absences and open tasks."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Entity
from models.types import UtcDateTime


class Stay(Entity, Base):
    """One period in the house, from the leader's decision to its end (§ 110 stk. 3-8).

    ``ended_at`` null means that the resident lives here; ``annulled_at`` that it never counted.
    A stay with ``other_house`` was read from another Boform: it is past, is shown beside our own
    and is counted in none of this house's numbers (``boform_app.services._families``).
    """

    __tablename__ = "stay"
    __table_args__ = (
        CheckConstraint("ended_at is null or ended_at >= arrived_at", name="end_after_start"),
        Index(
            "uq_stay_open",
            "person_id",
            unique=True,
            sqlite_where=text("ended_at is null and annulled_at is null"),
            postgresql_where=text("ended_at is null and annulled_at is null"),
        ),
        # Annulled ones are left out: an index of both would be asked for "not annulled", which is all.
        Index(
            "ix_stay_open",
            "ended_at",
            sqlite_where=text("annulled_at is null"),
            postgresql_where=text("annulled_at is null"),
        ),
        # A person's last stay, of ten thousand persons at once, without reading the stays themselves.
        Index(
            "ix_stay_person_id",
            "person_id",
            "annulled_at",
            "other_house",
            "arrived_at",
            "ended_at",
            "acting_municipality_code",
            "id",
        ),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    case_number: Mapped[str] = mapped_column(unique=True)
    decided_on: Mapped[date]
    decided_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    delegated: Mapped[bool] = mapped_column(default=False)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    confirmed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    registered_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    registered_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    arrived_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    # When somebody really came, where the night before is counted (``arrived_at`` is then 23.59 of it).
    came_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    came: Mapped[str] = mapped_column(default="")
    referred_by: Mapped[str] = mapped_column(default="")
    reasons: Mapped[list[str]] = mapped_column(default=list)
    reason_text: Mapped[str] = mapped_column(default="")
    situation_before: Mapped[str] = mapped_column(default="")
    acting_municipality_code: Mapped[str] = mapped_column(default="")
    residence_municipality_code: Mapped[str] = mapped_column(default="")
    fact_registered_code: Mapped[str] = mapped_column(default="")
    fact_lived_code: Mapped[str] = mapped_column(default="")
    fact_wished_code: Mapped[str] = mapped_column(default="")
    fact_sought_code: Mapped[str] = mapped_column(default="")
    acute: Mapped[str] = mapped_column(default="")
    information_given_on: Mapped[date | None]
    # Highest rent the resident can pay, whole kroner a month; from the talk, shown and never weighed.
    max_rent_kr: Mapped[int | None]
    # When somebody asked for nights in other boformer; until then the count is "at least".
    nights_elsewhere_asked_on: Mapped[date | None]
    planned_end_on: Mapped[date | None]
    planned_end_time: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    end_kind: Mapped[str] = mapped_column(default="")
    destination: Mapped[str] = mapped_column(default="")
    destination_text: Mapped[str] = mapped_column(default="")
    new_address: Mapped[str] = mapped_column(default="")
    end_reason: Mapped[str] = mapped_column(default="")
    end_situation: Mapped[str] = mapped_column(default="")
    end_decided_on: Mapped[date | None]
    end_decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    end_registered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    heard_on: Mapped[date | None]
    heard_statement: Mapped[str] = mapped_column(default="")
    not_heard_reason: Mapped[str] = mapped_column(default="")
    annulled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    annulled_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    annulled_reason: Mapped[str] = mapped_column(default="")
    # Name of the boform where the stay was, when it came with a transfer file; "" for this house.
    other_house: Mapped[str] = mapped_column(default="")


class PlacePeriod(Entity, Base):
    """A stay's time on one place; a move closes one period and opens the next."""

    __tablename__ = "place_period"
    __table_args__ = (CheckConstraint("ends_at is null or ends_at >= starts_at", name="period"),)

    stay_id: Mapped[UUID] = mapped_column(ForeignKey("stay.id"), index=True)
    place_id: Mapped[UUID] = mapped_column(ForeignKey("place.id"), index=True)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)


class Absence(Entity, Base):
    """Nights a resident does not sleep in the house; the place is kept."""

    __tablename__ = "absence"
    __table_args__ = (CheckConstraint("to_night is null or to_night >= from_night", name="period"),)

    stay_id: Mapped[UUID] = mapped_column(ForeignKey("stay.id"), index=True)
    kind: Mapped[str]
    from_night: Mapped[date]
    to_night: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")


class Task(Entity, Base):
    """Something left open on purpose, e.g. the CPR number after a notice without it."""

    __tablename__ = "task"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    stay_id: Mapped[UUID | None] = mapped_column(ForeignKey("stay.id"), index=True)
    kind: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None]
    opened_on: Mapped[date]
    done_on: Mapped[date | None]
    done_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
