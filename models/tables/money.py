"""Money in whole øre: what a resident pays, the ledger, and the monthly basis for invoices."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Entity
from models.types import UtcDateTime


class PaymentTerm(Entity, Base):
    """How one part of a stay is paid for a time (*betalingsvilkår*); without one the rule rows hold.

    Attributes:
        part: ``lodging`` (BEK 1244 § 2), ``food`` or ``laundry`` (stk. 3).
        kind: ``own_home`` keeps an own home and as a rule pays no lodging (§ 163 stk. 2); ``exempt``
            waived or reduced by the municipality; ``opted_out`` of food or laundry; ``agreed`` pays.
        meals: With food: the meals that are taken; all when empty.
        rate_ore: Øre a day or a wash, where it differs from the dated rate.
        to_on: Last day; None while it holds.
    """

    __tablename__ = "payment_term"
    __table_args__ = (
        CheckConstraint("part in ('lodging','food','laundry')", name="part"),
        CheckConstraint("kind in ('agreed','own_home','exempt','opted_out')", name="kind"),
        CheckConstraint("to_on is null or to_on >= from_on", name="period"),
        CheckConstraint("rate_ore is null or rate_ore >= 0", name="rate"),
    )

    stay_id: Mapped[UUID] = mapped_column(ForeignKey("stay.id"), index=True)
    part: Mapped[str]
    kind: Mapped[str]
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    meals: Mapped[list[str]] = mapped_column(default=list)
    rate_ore: Mapped[int | None]
    note: Mapped[str] = mapped_column(default="")


class LedgerEntry(Entity, Base):
    """One line of a resident's account with the house (*regnskab*); corrected by a line, never edited.

    Attributes:
        kind: ``charge`` is owed, ``payment`` was received, ``payout`` was paid back.
        amount_ore: Above 0 for what the resident owes more, below 0 for what is owed less.
        month: First day of the month a charge is for, None otherwise.
        receipt: Number of the receipt, without gaps, of payments and payouts.
        reverses_id: The line that this one takes back.
    """

    __tablename__ = "ledger_entry"
    __table_args__ = (
        CheckConstraint("kind in ('charge','payment','payout')", name="kind"),
        CheckConstraint("amount_ore != 0", name="amount"),
        UniqueConstraint("receipt"),
        UniqueConstraint("reverses_id"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    stay_id: Mapped[UUID | None] = mapped_column(ForeignKey("stay.id"), index=True)
    booked_on: Mapped[date] = mapped_column(index=True)
    kind: Mapped[str]
    part: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    amount_ore: Mapped[int]
    month: Mapped[date | None]
    method: Mapped[str] = mapped_column(default="")
    receipt: Mapped[int | None]
    reverses_id: Mapped[UUID | None] = mapped_column(ForeignKey("ledger_entry.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))


class Settlement(Entity, Base):
    """The basis for an invoice to one handlekommune for one month (*afregningsgrundlag*), as sent.

    Attributes:
        number: "2026-10-851", with a letter after it for a later one of the same month.
        lines: One for each resident, as printed: nights, absences, rate and amount in øre.
    """

    __tablename__ = "settlement"
    __table_args__ = (UniqueConstraint("number"),)

    municipality_code: Mapped[str] = mapped_column(index=True)
    month: Mapped[date] = mapped_column(index=True)
    number: Mapped[str]
    lines: Mapped[list[Any]]
    corrections: Mapped[list[Any]] = mapped_column(default=list)
    rule_rows: Mapped[list[str]] = mapped_column(default=list)
    total_ore: Mapped[int]
    blob_id: Mapped[UUID | None] = mapped_column(ForeignKey("blob.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    sent_on: Mapped[date | None]
    channel: Mapped[str] = mapped_column(default="")
    annulled_on: Mapped[date | None]
    annulled_reason: Mapped[str] = mapped_column(default="")
