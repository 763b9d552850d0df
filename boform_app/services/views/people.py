"""What the window knows of persons: identity, facts, lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class StaffName:
    """A member of staff as shown beside what they wrote."""

    id: UUID
    first_name: str
    name: str
    initials: str


@dataclass(frozen=True, slots=True)
class AlertView:
    """A consideration (*hensyn*) on the identity bar."""

    id: UUID
    kind: str
    text: str
    version: int


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity bar: always the same facts in the same order.

    Attributes:
        cpr_masked: "140682-••••", "" when there is none; the whole number comes from ``people.reveal_cpr``.
        cpr_kind: ``cpr``, ``ecpr``, ``none`` or ``unknown``.
        room: Room number of the present stay, "" after the stay.
        closed: A protected resident that this person has not opened yet: names are empty.
        opened_at: When this person opened a protected resident (UTC), None otherwise.
        opened_reason: The reason they gave; shown to nobody else.
    """

    person_id: UUID
    stay_id: UUID | None
    first_name: str
    last_name: str
    preferred_name: str
    birth_date: date | None
    age: int | None
    cpr_kind: str
    cpr_masked: str
    room: str
    key_worker: StaffName | None
    allergy_status: str
    allergy: str
    alerts: tuple[AlertView, ...]
    protected: bool
    closed: bool = False
    opened_at: datetime | None = None
    opened_reason: str = ""

    @property
    def call_name(self) -> str:
        """The name used in running text: the preferred name when there is one."""
        return self.preferred_name or self.first_name

    @property
    def list_name(self) -> str:
        """*Efternavn, Fornavn* as lists show it."""
        return f"{self.last_name}, {self.first_name}" if self.last_name else self.first_name

    @property
    def full_name(self) -> str:
        """*Fornavn Efternavn* as text shows it."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True, slots=True)
class KinView:
    """Somebody close to the resident (*pårørende*)."""

    id: UUID
    name: str
    relation: str
    phone: str
    may_contact: str
    version: int


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Stamdata of one person; field names are those that ``people.set_fact`` takes.

    Attributes:
        joined: Records that were joined into this one, as id and full name.
    """

    id: UUID
    version: int
    first_name: str
    last_name: str
    preferred_name: str
    alias: str
    cpr_kind: str
    cpr_masked: str
    no_cpr_reason: str
    birth_date: date | None
    nationality: str
    id_seen: str
    id_seen_on: date | None
    phone: str
    email: str
    language: str
    interpreter: str
    key_worker: StaffName | None
    protected_address: bool
    protected_since: date | None
    protected_until: date | None
    allergy_status: str
    allergy: str
    medicine: str
    # What whoever helps the resident out in a fire must do; written with the resident.
    evacuation_help: str
    alerts: tuple[AlertView, ...]
    kin: tuple[KinView, ...]
    merged_into_id: UUID | None
    last_changed: LastChange | None
    joined: tuple[tuple[UUID, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LastChange:
    """Who changed a record last, and when (UTC)."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class HeldExpulsion:
    """A bortvisning that holds today.

    Attributes:
        until_on: Its last day; None until the leader ends it.
        stops: Keys of the list ``expulsion_stops``.
    """

    until_on: date | None
    stops: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonHit:
    """Somebody we may know already ("har boet her før").

    Attributes:
        closed: A protected resident: whether and when they lived here is left out.
        expulsion: What the leader has decided and holds today, before all what stops an admission.
    """

    person_id: UUID
    full_name: str
    birth_date: date | None
    last_stay_ended_on: date | None
    in_house: bool
    closed: bool = False
    expulsion: HeldExpulsion | None = None


@dataclass(frozen=True, slots=True)
class FormerResident:
    """Somebody who lived here and does not now, with what tells two of one name apart.

    Attributes:
        list_name: *Efternavn, Fornavn*.
        left_on: Last day of the last stay here.
    """

    person_id: UUID
    list_name: str
    birth_date: date | None
    left_on: date


@dataclass(frozen=True, slots=True)
class ResidentRow:
    """One row of the list *Beboere*.

    Attributes:
        room: Room number, "" for former residents.
        arrived_on: First day of the present (or last) stay.
        nights: Nights of it so far.
        badge_kind: ``over``, ``soon``, ``wait``, ``ok``, ``none`` or "" when there is nothing next.
        badge_text: What stands in the badge, e.g. "Overskredet 1 hverdag".
        closed: A protected resident: names are empty until opened with a reason.
    """

    person_id: UUID
    stay_id: UUID
    list_name: str
    full_name: str
    room: str
    arrived_on: date
    nights: int
    municipality: str
    key_worker: str
    key_worker_id: UUID | None
    category: str
    badge_kind: str
    badge_text: str
    protected: bool
    closed: bool


@dataclass(frozen=True, slots=True)
class ResidentFilter:
    """What the list shows.

    Attributes:
        show: ``present``, ``mine``, ``deadline``, or ``past`` for ids of former residents alone.
        text: Free text, matched as the search matches.
        municipality_code: "" for all.
        key_worker_id: None for all.
        category: "K1" to "K4", "none" for not talked about yet, "" for all.
    """

    show: str = "present"
    text: str = ""
    municipality_code: str = ""
    key_worker_id: UUID | None = None
    category: str = ""
