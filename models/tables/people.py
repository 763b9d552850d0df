"""Persons, their alerts and next of kin, notes and consents."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Entity
from models.types import UtcDateTime


class Person(Entity, Base):
    """A person across stays (*person*, *beboer* while living here).

    Two records of one person are joined by ``merged_into_id``; taking the pointer away undoes it.
    """

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("cpr_kind in ('cpr','ecpr','none','unknown')", name="cpr_kind"),
        CheckConstraint(
            "allergy_status in ('not_asked','none_known','known')", name="allergy_status"
        ),
        CheckConstraint("merged_into_id is null or merged_into_id != id", name="merged_into"),
    )

    first_name: Mapped[str]
    last_name: Mapped[str] = mapped_column(default="")
    preferred_name: Mapped[str] = mapped_column(default="")
    alias: Mapped[str] = mapped_column(default="")
    cpr_kind: Mapped[str] = mapped_column(default="unknown")
    cpr: Mapped[str] = mapped_column(default="", index=True)
    no_cpr_reason: Mapped[str] = mapped_column(default="")
    birth_date: Mapped[date | None]
    nationality: Mapped[str] = mapped_column(default="")
    id_seen: Mapped[str] = mapped_column(default="")
    id_seen_on: Mapped[date | None]
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    interpreter: Mapped[str] = mapped_column(default="")
    key_worker_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    protected_address: Mapped[bool] = mapped_column(default=False)
    protected_since: Mapped[date | None]
    protected_until: Mapped[date | None]
    allergy_status: Mapped[str] = mapped_column(default="not_asked")
    allergy: Mapped[str] = mapped_column(default="")
    medicine: Mapped[str] = mapped_column(default="")
    # What the one who gets them out must know, written with the resident; never a diagnosis.
    evacuation_help: Mapped[str] = mapped_column(default="")
    merged_into_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)


class Alert(Entity, Base):
    """A consideration shown on the identity bar (*hensyn*); kinds in ``resources/lists``."""

    __tablename__ = "alert"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    ended_on: Mapped[date | None]


class NextOfKin(Entity, Base):
    """Somebody close to the resident (*pårørende*) and whether they may be contacted."""

    __tablename__ = "next_of_kin"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str]
    relation: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    may_contact: Mapped[str] = mapped_column(default="")


class Note(Entity, Base):
    """A finished note: signed, dated and not edited; a correction is a linked new note.

    ``moment`` orders notes by what they tell and is the number their words are found under
    (``models.note_words``, which also sets it).
    """

    __tablename__ = "note"

    kind: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    important: Mapped[bool] = mapped_column(default=False)
    readers: Mapped[list[str]] = mapped_column(default=list)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    written_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    happened_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    corrects_id: Mapped[UUID | None] = mapped_column(ForeignKey("note.id"), index=True)
    moment: Mapped[int] = mapped_column(BigInteger, unique=True)


class NotePerson(Entity, Base):
    """Which person a note is about; a moved note leaves its time and actor behind, not its text."""

    __tablename__ = "note_person"

    note_id: Mapped[UUID] = mapped_column(ForeignKey("note.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    moved_to_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    moved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    moved_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    moved_reason: Mapped[str] = mapped_column(default="")


class Consent(Entity, Base):
    """Consent to share (*samtykke*): what, from whom, to whom, why, until, noted how, withdrawn when."""

    __tablename__ = "consent"
    __table_args__ = (
        CheckConstraint("form in ('written','oral')", name="form"),
        CheckConstraint("valid_to >= valid_from", name="period"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    information: Mapped[list[str]]
    excepted: Mapped[str] = mapped_column(default="")
    municipality_code: Mapped[str] = mapped_column(default="")
    recipient: Mapped[str]
    recipient_unit: Mapped[str] = mapped_column(default="")
    purpose: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date]
    form: Mapped[str]
    given_on: Mapped[date]
    noted_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    read_how: Mapped[str] = mapped_column(default="")
    interpreter: Mapped[str] = mapped_column(default="")
    # The consent that this one renews; both stay in the register.
    renews_id: Mapped[UUID | None] = mapped_column(ForeignKey("consent.id"), index=True)
    withdrawn_on: Mapped[date | None]
    withdrawn_noted_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
