"""What the window knows of the house, its staff, municipalities and rules; and of the search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is logged in."""

    staff_id: UUID
    first_name: str
    name: str
    initials: str
    role: str
    session_id: UUID


@dataclass(frozen=True, slots=True)
class HouseFacts:
    """The house as letters and settings know it; field names are those of ``house.set_fact``."""

    version: int
    name: str
    street: str
    postcode_city: str
    phone: str
    email: str
    secure_mail: str
    leader_name: str
    leader_phone: str
    data_protection_contact: str
    own_municipality_code: str
    unknown_municipality_code: str
    recovery_sheet_place: str
    # Where everybody meets in a fire ("gården ved cykelskuret").
    assembly_point: str = ""


@dataclass(frozen=True, slots=True)
class StaffView:
    """A member of staff in Indstillinger."""

    id: UUID
    version: int
    first_name: str
    last_name: str
    initials: str
    role: str
    title: str
    phone: str
    email: str
    until: date | None
    closed_on: date | None
    last_seen: datetime | None

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class StaffCommand:
    """A new member of staff; the passphrase goes to the vault and nowhere else."""

    first_name: str
    last_name: str
    initials: str
    role: str
    passphrase: str
    title: str = ""
    phone: str = ""
    email: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ContactView:
    """A unit of a municipality that letters go to.

    Attributes:
        party: What the unit does: ``municipality`` (*myndighed*), ``housing``, ``benefits`` or
            ``provider``; keys of the list ``ball_owners``.
        digital_post_subject: What goes into the subject line; never a CPR number.
        ean: Where invoices go: 13 digits, or "".
        is_default: Letters to this party of the municipality go here unless told otherwise.
    """

    id: UUID | None
    version: int
    municipality_code: str
    unit: str
    lines: tuple[str, str, str, str, str]
    phone: str
    digital_post_recipient: str
    digital_post_mailbox: str
    secure_mail: str
    note: str
    is_default: bool
    party: str = "municipality"
    digital_post_subject: str = ""
    ean: str = ""


@dataclass(frozen=True, slots=True)
class RuleView:
    """One rule row in Indstillinger, Regler.

    Attributes:
        state: ``valid``, ``past`` or ``coming`` on the day asked for.
        origin: ``shipped`` or ``house``.
        verified: ``V``, ``V2``, ``M``, ``U`` or ``P``.
        wins: This row is the one in use today.
        value_text: The value as a person reads it.
        selected_by: Which date selects the row, in Danish.
    """

    id: str
    house_id: UUID | None
    version: int
    key: str
    title: str
    value_text: str
    value: object
    valid_from: date
    valid_to: date | None
    source: str
    verified: str
    origin: str
    state: str
    wins: bool
    selected_by: str
    note: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One row under the search field.

    Attributes:
        group: ``residents``, ``actions``, ``rooms``, ``past`` or ``letters``.
        action: Key the window carries out, e.g. ``open:person``, ``admit``, ``note``, ``letter:plan_request``.
        matched: Start and length of the matched parts of ``text``.
    """

    group: str
    text: str
    detail: str
    action: str
    ref_id: UUID | None
    matched: tuple[tuple[int, int], ...] = ()
