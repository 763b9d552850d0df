"""Support and home: what was asked for, what was decided, and the way from an offer to the keys."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Entity
from models.types import UtcDateTime


class Support(Entity, Base):
    """Support in the own home (§ 85, § 85 a): proposed, applied for, decided, met, started.

    Attributes:
        method: Proposed method, a key of the instrument (``cti``, ``icm``, ``act``, ``section_85``).
        criterion: The criterion text that goes with the proposal.
        decision: "" until the municipality has decided.
        decided_on: Day of the decision; received_on: the day the appeal period (4 weeks) runs from.
        granted_method: What was granted where it differs from the proposal.
        reason: The municipality's reason for refusing or for granting something else.
        wished_supplier: Whom the resident wishes (§ 142 stk. 4); wished_person: a named person.
        wish_followed: None until the municipality has said; wish_reason: why not (§ 85 a stk. 2).
    """

    __tablename__ = "support"
    __table_args__ = (
        CheckConstraint(
            "decision in ('','granted','granted_otherwise','refused')", name="decision"
        ),
        UniqueConstraint("stay_id"),
    )

    stay_id: Mapped[UUID] = mapped_column(ForeignKey("stay.id"), index=True)
    method: Mapped[str] = mapped_column(default="")
    criterion: Mapped[str] = mapped_column(default="")
    applied_on: Mapped[date | None]
    promised_on: Mapped[date | None]
    decision: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date | None]
    received_on: Mapped[date | None]
    granted_method: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    wished_supplier: Mapped[str] = mapped_column(default="")
    wished_person: Mapped[str] = mapped_column(default="")
    wish_followed: Mapped[bool | None]
    wish_reason: Mapped[str] = mapped_column(default="")
    supplier: Mapped[str] = mapped_column(default="")
    supporter: Mapped[str] = mapped_column(default="")
    supporter_phone: Mapped[str] = mapped_column(default="")
    met_on: Mapped[date | None]
    starts_on: Mapped[date | None]
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"), index=True)


class HousingSearch(Entity, Base):
    """What home is looked for, and what rent the resident can pay (whole kroner a month)."""

    __tablename__ = "housing_search"
    __table_args__ = (UniqueConstraint("stay_id"),)

    stay_id: Mapped[UUID] = mapped_column(ForeignKey("stay.id"), index=True)
    nominated_on: Mapped[date | None]
    listed_on: Mapped[date | None]
    home_types: Mapped[list[str]] = mapped_column(default=list)
    requirements: Mapped[list[str]] = mapped_column(default=list)
    requirement_text: Mapped[str] = mapped_column(default="")
    areas: Mapped[str] = mapped_column(default="")
    areas_to_avoid: Mapped[str] = mapped_column(default="")
    household: Mapped[str] = mapped_column(default="")
    attachment: Mapped[str] = mapped_column(default="")
    deposit_finance: Mapped[str] = mapped_column(default="")
    income_source: Mapped[str] = mapped_column(default="")
    income_after_tax_kr: Mapped[int | None]
    housing_benefit_kr: Mapped[int | None]
    fixed_costs_kr: Mapped[int | None]
    instalments_kr: Mapped[int | None]
    disposable_kr: Mapped[int | None]


class HomeOffer(Entity, Base):
    """One home that was offered, from the offer to the day the resident moved in.

    A refusal keeps the resident's reason and is never counted or held against anybody.
    """

    __tablename__ = "home_offer"
    __table_args__ = (
        CheckConstraint("answer in ('','accepted','declined','withdrawn')", name="answer"),
    )

    stay_id: Mapped[UUID] = mapped_column(ForeignKey("stay.id"), index=True)
    home_type: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    landlord: Mapped[str] = mapped_column(default="")
    rent_kr: Mapped[int | None]
    deposit_kr: Mapped[int | None]
    offered_on: Mapped[date]
    answer_by: Mapped[date | None]
    visit_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    visited_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[date | None]
    resident_reason: Mapped[str] = mapped_column(default="")
    contract_on: Mapped[date | None]
    move_in_on: Mapped[date | None]
    keys_on: Mapped[date | None]
    moved_in_on: Mapped[date | None]
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"), index=True)


class DischargeEvidence(Entity, Base):
    """Evidence for one of the five conditions of § 110 stk. 5, confirmed by somebody here."""

    __tablename__ = "discharge_evidence"
    __table_args__ = (
        CheckConstraint("condition between 1 and 5", name="condition"),
        UniqueConstraint("stay_id", "condition"),
    )

    stay_id: Mapped[UUID] = mapped_column(ForeignKey("stay.id"), index=True)
    condition: Mapped[int]
    shown_on: Mapped[date]
    text: Mapped[str] = mapped_column(default="")
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"), index=True)
    confirmed_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))


class NightsElsewhere(Entity, Base):
    """Nights in another § 110 boform, as told; they count in the refund clock (leaders only)."""

    __tablename__ = "nights_elsewhere"
    __table_args__ = (CheckConstraint("to_night >= from_night", name="period"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    house: Mapped[str]
    from_night: Mapped[date]
    to_night: Mapped[date]
    told_by: Mapped[str] = mapped_column(default="")
    noted_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
