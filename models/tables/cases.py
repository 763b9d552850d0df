"""The municipality's part: handleplan, prerequisites C1 to C12, and the Udflytningsoverblik."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Entity
from models.types import UtcDateTime


class ActionPlan(Entity, Base):
    """The municipality's handleplan for one stay (§§ 141, 142); never the house's opholdsplan."""

    __tablename__ = "action_plan"
    __table_args__ = (
        CheckConstraint(
            "status in ('not_requested','requested','reminded','received','active','follow_up')",
            name="status",
        ),
        UniqueConstraint("stay_id"),
    )

    stay_id: Mapped[UUID] = mapped_column(ForeignKey("stay.id"), index=True)
    status: Mapped[str] = mapped_column(default="not_requested")
    requested_on: Mapped[date | None]
    reminded_on: Mapped[date | None]
    promised_for: Mapped[date | None]
    received_on: Mapped[date | None]
    active_from: Mapped[date | None]
    follow_up_on: Mapped[date | None]
    holistic: Mapped[bool] = mapped_column(default=False)
    # Where in the plan each of the four points of § 141 stk. 3 stands ("s. 2"); "" when it is not there.
    purpose_at: Mapped[str] = mapped_column(default="")
    effort_at: Mapped[str] = mapped_column(default="")
    duration_at: Mapped[str] = mapped_column(default="")
    special_at: Mapped[str] = mapped_column(default="")
    caseworker_id: Mapped[UUID | None] = mapped_column(ForeignKey("caseworker.id"), index=True)
    municipal_case_number: Mapped[str] = mapped_column(default="")
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"), index=True)


class Prerequisite(Entity, Base):
    """One of C1 to C12 for one stay: status, who has the ball, since when (readiness.md 3.5)."""

    __tablename__ = "prerequisite"
    __table_args__ = (
        CheckConstraint(
            "status in ('fulfilled','in_progress','missing','unknown','not_relevant')",
            name="status",
        ),
        UniqueConstraint("stay_id", "code"),
    )

    stay_id: Mapped[UUID] = mapped_column(ForeignKey("stay.id"), index=True)
    code: Mapped[str]
    status: Mapped[str] = mapped_column(default="unknown")
    owner: Mapped[str]
    since: Mapped[date]
    reminded_on: Mapped[date | None]
    next_on: Mapped[date | None]
    evidence: Mapped[str] = mapped_column(default="")
    evidence_on: Mapped[date | None]
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"), index=True)
    confirmed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))


class PrerequisitePeriod(Entity, Base):
    """A status and owner that a prerequisite had before: the days waited per party, and its history.

    What holds now stands on the prerequisite itself, ``since`` its last change.
    """

    __tablename__ = "prerequisite_period"
    __table_args__ = (CheckConstraint("to_on >= from_on", name="period"),)

    prerequisite_id: Mapped[UUID] = mapped_column(ForeignKey("prerequisite.id"), index=True)
    status: Mapped[str]
    owner: Mapped[str]
    from_on: Mapped[date]
    to_on: Mapped[date]
    evidence: Mapped[str] = mapped_column(default="")
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))


class Overview(Entity, Base):
    """A finished Udflytningsoverblik; unfinished ones are drafts. Finished versions never change."""

    __tablename__ = "overview"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    stay_id: Mapped[UUID] = mapped_column(ForeignKey("stay.id"), index=True)
    assessed_on: Mapped[date]
    finished_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    # Who else rated it with the resident (*to vurderere*, readiness.md 3.10); both sign it.
    second_assessor_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    instrument_version: Mapped[str]
    answers: Mapped[dict[str, Any]]
    result: Mapped[dict[str, Any]]
    rule_rows: Mapped[list[str]] = mapped_column(JSON)
    category: Mapped[str]
    next_on: Mapped[date | None]


class ServiceInUse(Entity, Base):
    """Help that a resident gets today (*indsats eller ydelse*): what, from whom, since when.

    Attributes:
        domains: Which of B1 to B14 it helps with; a need without any is seen beside them.
        from_whom: Municipality, region, doctor, place or person, as the resident says it.
        how_often: In words ("hver tirsdag").
        until_on: Last day; None while it goes on.
    """

    __tablename__ = "service_in_use"
    __table_args__ = (CheckConstraint("until_on is null or until_on >= since_on", name="period"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    stay_id: Mapped[UUID | None] = mapped_column(ForeignKey("stay.id"), index=True)
    kind: Mapped[str]
    what: Mapped[str] = mapped_column(default="")
    from_whom: Mapped[str] = mapped_column(default="")
    how_often: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    domains: Mapped[list[str]] = mapped_column(default=list)
    since_on: Mapped[date | None]
    until_on: Mapped[date | None]
    written_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
