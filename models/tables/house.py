"""The house itself: settings, staff, roles, rooms and places (*pladser*)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Entity


class House(Entity, Base):
    """The boform and what its letters say about it; one row."""

    __tablename__ = "house"

    name: Mapped[str]
    street: Mapped[str] = mapped_column(default="")
    postcode_city: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    secure_mail: Mapped[str] = mapped_column(default="")
    leader_name: Mapped[str] = mapped_column(default="")
    leader_phone: Mapped[str] = mapped_column(default="")
    data_protection_contact: Mapped[str] = mapped_column(default="")
    own_municipality_code: Mapped[str] = mapped_column(default="")
    # Where a notice goes when nobody knows the handlekommune yet ("husets valg").
    unknown_municipality_code: Mapped[str] = mapped_column(default="")
    recovery_sheet_place: Mapped[str] = mapped_column(default="")
    # Where everybody meets in a fire ("gården ved cykelskuret").
    assembly_point: Mapped[str] = mapped_column(default="")
    # First letters of every case code ("HVN"); "" takes them from the name.
    code_prefix: Mapped[str] = mapped_column(default="")


class Staff(Entity, Base):
    """A member of staff; closing the access keeps the name on everything they wrote."""

    __tablename__ = "staff"
    __table_args__ = (CheckConstraint("role in ('leader','staff','temp')", name="role"),)

    first_name: Mapped[str]
    last_name: Mapped[str] = mapped_column(default="")
    initials: Mapped[str]
    role: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    until: Mapped[date | None]
    closed_on: Mapped[date | None]


class StaffSetting(Entity, Base):
    """One setting of one member of staff: zoom, density, theme, last opened residents."""

    __tablename__ = "staff_setting"
    __table_args__ = (UniqueConstraint("staff_id", "key"),)
    __journaled__ = False

    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    key: Mapped[str]
    value: Mapped[dict[str, Any]] = mapped_column(default=dict)


class RolePermission(Entity, Base):
    """Roles are rows: which role has which named permission, and how far (permissions.md).

    ``extent`` is ``yes``, ``no`` or the key of a limit such as ``delegation`` or ``present_only``.
    """

    __tablename__ = "role_permission"
    __table_args__ = (UniqueConstraint("role", "permission"),)

    role: Mapped[str]
    permission: Mapped[str]
    extent: Mapped[str]


class Room(Entity, Base):
    """A room (*værelse*); it holds one or more places."""

    __tablename__ = "room"
    __table_args__ = (
        UniqueConstraint("number"),
        CheckConstraint("state in ('open','closed','dirty')", name="state"),
    )

    number: Mapped[str]
    floor: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="open")
    state_note: Mapped[str] = mapped_column(default="")
    sort: Mapped[int] = mapped_column(default=0)


class Place(Entity, Base):
    """A place (*plads*), the unit of capacity; an extra place is opened for one night of need."""

    __tablename__ = "place"
    __table_args__ = (UniqueConstraint("room_id", "label"),)

    room_id: Mapped[UUID] = mapped_column(ForeignKey("room.id"), index=True)
    label: Mapped[str] = mapped_column(default="")
    extra: Mapped[bool] = mapped_column(default=False)
    active_from: Mapped[date]
    active_to: Mapped[date | None]


class MunicipalityContact(Entity, Base):
    """A unit of a municipality that letters go to; typed once and found again."""

    __tablename__ = "municipality_contact"

    municipality_code: Mapped[str] = mapped_column(index=True)
    # What the unit does: ``municipality`` (myndighed), ``housing``, ``benefits`` or ``provider``.
    party: Mapped[str] = mapped_column(default="municipality")
    unit: Mapped[str] = mapped_column(default="")
    line1: Mapped[str] = mapped_column(default="")
    line2: Mapped[str] = mapped_column(default="")
    line3: Mapped[str] = mapped_column(default="")
    line4: Mapped[str] = mapped_column(default="")
    line5: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    digital_post_recipient: Mapped[str] = mapped_column(default="")
    digital_post_mailbox: Mapped[str] = mapped_column(default="")
    digital_post_subject: Mapped[str] = mapped_column(default="")
    secure_mail: Mapped[str] = mapped_column(default="")
    # 13 digits with their check digit (GS1); the invoices of the monthly basis go there.
    ean: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    is_default: Mapped[bool] = mapped_column(default=False)
    closed_on: Mapped[date | None]


class RuleRow(Entity, Base):
    """A rule row of the house; shipped rows live in ``resources/rules`` and are never copied."""

    __tablename__ = "rule_row"
    __table_args__ = (CheckConstraint("valid_to is null or valid_to >= valid_from", name="period"),)

    key: Mapped[str] = mapped_column(index=True)
    value: Mapped[dict[str, Any]]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    source: Mapped[str] = mapped_column(default="")
    verified: Mapped[str] = mapped_column(default="P")
    note: Mapped[str] = mapped_column(default="")
