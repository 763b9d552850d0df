"""Letters, stored bytes and copies saved outside the data folder."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Entity
from models.types import UtcDateTime


class Blob(Entity, Base):
    """Bytes in the blob store; the key lives only here, so deleting the row destroys the content."""

    __tablename__ = "blob"

    key: Mapped[bytes] = mapped_column(LargeBinary, info={"journal": False})
    size: Mapped[int]
    sha256: Mapped[str]
    media_type: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Letter(Entity, Base):
    """A printed or saved letter: the exact bytes, the context, what it discloses and on which basis."""

    __tablename__ = "letter"
    __table_args__ = (
        CheckConstraint("status in ('made','sent','annulled')", name="status"),
        UniqueConstraint("register_number"),
        UniqueConstraint("case_code"),
    )

    register_number: Mapped[str]
    kind: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    stay_id: Mapped[UUID | None] = mapped_column(ForeignKey("stay.id"), index=True)
    status: Mapped[str] = mapped_column(default="made")
    recipient_name: Mapped[str]
    recipient: Mapped[dict[str, Any]]
    municipality_code: Mapped[str] = mapped_column(default="")
    letter_date: Mapped[date]
    answer_by: Mapped[date | None]
    blob_id: Mapped[UUID] = mapped_column(ForeignKey("blob.id"), index=True)
    context_blob_id: Mapped[UUID] = mapped_column(ForeignKey("blob.id"), index=True)
    sha256: Mapped[str]
    context_sha256: Mapped[str]
    # Code and file of the answer form that goes with a request; the code says nothing about anybody.
    case_code: Mapped[str | None]
    answer_form_blob_id: Mapped[UUID | None] = mapped_column(ForeignKey("blob.id"), index=True)
    answered_on: Mapped[date | None]
    # The letter this one is about: what a reminder reminds of, what a receipt is for.
    about_id: Mapped[UUID | None] = mapped_column(ForeignKey("letter.id"), index=True)
    disclosures: Mapped[list[Any]]
    rule_rows: Mapped[list[str]]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    printed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sent_on: Mapped[date | None]
    channel: Mapped[str] = mapped_column(default="")
    sent_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    annulled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    annulled_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    annulled_reason: Mapped[str] = mapped_column(default="")


class SavedCopy(Entity, Base):
    """A file saved outside the data folder, so that it can be found and removed again."""

    __tablename__ = "saved_copy"
    __table_args__ = (CheckConstraint("(letter_id is null) <> (document_id is null)", name="whose"),)

    # A letter of the house or a document that came in: one of the two.
    letter_id: Mapped[UUID | None] = mapped_column(ForeignKey("letter.id"), index=True)
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"), index=True)
    path: Mapped[str]
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class LetterText(Entity, Base):
    """The house's own words in place of a shipped template; one row for each place."""

    __tablename__ = "letter_text"
    __table_args__ = (UniqueConstraint("kind", "place"),)

    kind: Mapped[str]
    place: Mapped[str]
    text: Mapped[str]
