"""The case with the municipality: who is asked, what was said, when we meet, what came in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Entity
from models.types import UtcDateTime


class Caseworker(Entity, Base):
    """A case worker (*rådgiver*) in a unit of a municipality; typed once and found again."""

    __tablename__ = "caseworker"

    municipality_code: Mapped[str] = mapped_column(index=True)
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey("municipality_contact.id"))
    name: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    phone_hours: Mapped[str] = mapped_column(default="")
    mail: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None]


class MunicipalityPeriod(Entity, Base):
    """A former handlekommune or opholdskommune of a stay; the present ones stand on the stay."""

    __tablename__ = "municipality_period"
    __table_args__ = (
        CheckConstraint("role in ('acting','residence')", name="role"),
        CheckConstraint("to_on >= from_on", name="period"),
    )

    stay_id: Mapped[UUID] = mapped_column(ForeignKey("stay.id"), index=True)
    role: Mapped[str]
    code: Mapped[str]
    from_on: Mapped[date]
    to_on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")


class ContactEntry(Entity, Base):
    """One line of the contact log: a call, a meeting, a letter or a mail, its outcome and the next step.

    Our own letters stand in the letter register and are not written here again.
    """

    __tablename__ = "contact_entry"
    __table_args__ = (
        CheckConstraint("kind in ('call','meeting','letter','mail')", name="kind"),
        CheckConstraint("direction in ('in','out')", name="direction"),
    )

    stay_id: Mapped[UUID] = mapped_column(ForeignKey("stay.id"), index=True)
    kind: Mapped[str]
    direction: Mapped[str] = mapped_column(default="out")
    happened_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    # Who the talk was with: a key of the list ``ball_owners`` and, where known, the person.
    party: Mapped[str] = mapped_column(default="municipality")
    municipality_code: Mapped[str] = mapped_column(default="")
    caseworker_id: Mapped[UUID | None] = mapped_column(ForeignKey("caseworker.id"), index=True)
    with_whom: Mapped[str] = mapped_column(default="")
    outcome: Mapped[str]
    next_step: Mapped[str] = mapped_column(default="")
    next_on: Mapped[date | None]
    next_done_on: Mapped[date | None]
    prerequisite_codes: Mapped[list[str]] = mapped_column(default=list)
    meeting_id: Mapped[UUID | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"), index=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))


class Meeting(Entity, Base):
    """A meeting about one resident, or with one municipality about all of its residents.

    Attributes:
        agenda: Items ``{"code": "C6", "text": …}``; made from the open prerequisites, edited by hand.
        agreements: What was agreed: ``{"what", "who", "by" (ISO date or ""), "stay_id", "code"}``.
    """

    __tablename__ = "meeting"
    __table_args__ = (
        CheckConstraint("kind in ('case','cooperation')", name="kind"),
        CheckConstraint("kind = 'cooperation' or stay_id is not null", name="about"),
        CheckConstraint("ends_at is null or ends_at >= starts_at", name="period"),
    )

    kind: Mapped[str] = mapped_column(default="case")
    stay_id: Mapped[UUID | None] = mapped_column(ForeignKey("stay.id"), index=True)
    municipality_code: Mapped[str] = mapped_column(default="", index=True)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    ends_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    place: Mapped[str] = mapped_column(default="")
    participants: Mapped[str] = mapped_column(default="")
    agenda: Mapped[list[Any]] = mapped_column(default=list)
    agreements: Mapped[list[Any]] = mapped_column(default=list)
    minute: Mapped[str] = mapped_column(default="")
    minute_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    held_on: Mapped[date | None]
    cancelled_on: Mapped[date | None]


class Document(Entity, Base):
    """A file that came in: the received plan, a decision, an answer, a scan. Bytes in the blob store."""

    __tablename__ = "document"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    stay_id: Mapped[UUID | None] = mapped_column(ForeignKey("stay.id"), index=True)
    kind: Mapped[str]
    title: Mapped[str]
    sender: Mapped[str] = mapped_column(default="")
    received_on: Mapped[date]
    file_name: Mapped[str] = mapped_column(default="")
    media_type: Mapped[str]
    page_count: Mapped[int | None]
    # None once it was taken away: the row of the bytes went, and their key with it.
    blob_id: Mapped[UUID | None] = mapped_column(ForeignKey("blob.id"), index=True)
    # The letter that it answers, found by the code on it or chosen by hand.
    letter_id: Mapped[UUID | None] = mapped_column(ForeignKey("letter.id"), index=True)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    added_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    # Why it was moved here from another resident's papers, or why it was taken away.
    reason: Mapped[str] = mapped_column(default="")
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    removed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))


class Answer(Entity, Base):
    """An answer form that came back: what the municipality wrote and what we took over."""

    __tablename__ = "answer"
    __table_args__ = (CheckConstraint("state in ('open','taken','kept')", name="state"),)

    letter_id: Mapped[UUID] = mapped_column(ForeignKey("letter.id"), index=True)
    document_id: Mapped[UUID] = mapped_column(ForeignKey("document.id"), index=True)
    state: Mapped[str] = mapped_column(default="open")
    fields: Mapped[dict[str, Any]] = mapped_column(default=dict)
    taken: Mapped[list[str]] = mapped_column(default=list)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    taken_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))


class Transfer(Entity, Base):
    """A resident that was sent to another Boform or read from one; reading a file twice changes nothing."""

    __tablename__ = "transfer"
    __table_args__ = (CheckConstraint("direction in ('out','in')", name="direction"),)

    file_id: Mapped[UUID] = mapped_column(index=True)
    direction: Mapped[str]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    other_house: Mapped[str] = mapped_column(default="")
    consent_id: Mapped[UUID | None] = mapped_column(ForeignKey("consent.id"), index=True)
    sha256: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
