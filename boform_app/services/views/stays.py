"""What the window knows of stays, rooms and the end of a stay."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from boform_app.rules.occupancy import Tally
from boform_app.services.views.people import LastChange, StaffName
from boform_app.services.views.rooms import NearView, ReservationView


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place in a room.

    Attributes:
        label: "11" or, in a room of several, "11 A".
        state: ``free``, ``occupied``, ``dirty`` or ``closed``.
        resident: Display name of who lives there; "" when free, or when the resident is protected.
    """

    id: UUID
    room_id: UUID
    room: str
    label: str
    floor: str
    state: str
    extra: bool
    resident: str = ""
    person_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class RoomView:
    """A room with its places, for Indstillinger, Pladser."""

    id: UUID
    version: int
    number: str
    floor: str
    state: str
    state_note: str
    places: tuple[PlaceView, ...]


@dataclass(frozen=True, slots=True)
class AdmitCommand:
    """Admission (*indskrivning*). Only a name and a place are required.

    Attributes:
        person_id: A known person, or None for a new one.
        place_id: A place; ignored when ``extra_place_room_id`` is given.
        extra_place_room_id: Open an extra place in this room and use it.
        cpr_text: As typed: CPR, eCPR, birth date or "".
        cpr_unknown: "Kendes ikke endnu".
        no_cpr_reason: "Har ikke CPR" with its reason.
        decided_on: Day of the leader's decision; day 0 of the notice.
        decided_by_id: A leader.
        delegated: "efter bemyndigelse fra" that leader.
        acute: ``no``, ``not_asked`` or the text of what is acute.
        note: Short note for the night; becomes a finished note.
        accepted: Codes of questions the person has answered "Det er rigtigt" to (modulus 11, overlap …).
        count_night_before: Somebody who came in the small hours is counted from the night before.
        reservation_id: The reservation that the admission takes over.
        waiting_id: Who waited, and does not any more.
    """

    first_name: str
    last_name: str = ""
    person_id: UUID | None = None
    cpr_text: str = ""
    cpr_unknown: bool = False
    no_cpr_reason: str = ""
    place_id: UUID | None = None
    extra_place_room_id: UUID | None = None
    arrived_at: datetime | None = None
    decided_on: date | None = None
    decided_by_id: UUID | None = None
    delegated: bool = False
    came: str = ""
    referred_by: str = ""
    reasons: tuple[str, ...] = ()
    reason_text: str = ""
    situation_before: str = ""
    fact_registered_code: str = ""
    fact_lived_code: str = ""
    fact_wished_code: str = ""
    fact_sought_code: str = ""
    acting_municipality_code: str = ""
    residence_municipality_code: str = ""
    acute: str = "not_asked"
    note: str = ""
    accepted: frozenset[str] = field(default_factory=frozenset)
    count_night_before: bool = False
    reservation_id: UUID | None = None
    waiting_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class AdmitPreview:
    """What will happen when the form is submitted, for the panel at the right.

    Attributes:
        notice_due: Working target of the notice ("send senest").
        notice_to: Display name of the municipality, "" when it is not clear yet.
        suggested_municipality_code: Our suggestion from the four facts; the municipalities decide.
        questions: Codes that can be kept ("Det er rigtigt").
        can_wait: Keys of what may be filled in later.
        night_before: The evening that may be counted, when the clock says so; None at other times.
        day_begins: The hour from which the new day counts, by the house's rule row.
        reservation: The place is kept for somebody else.
        near: Conflicts the person would live beside.
        expelled: The person has a bortvisning that stops an admission; it is said, and stops nothing.
        expelled_until: Its last day, None while the leader has named none.
    """

    place_label: str
    tally_after: Tally
    notice_due: date
    notice_lenient: date
    notice_to: str
    suggested_municipality_code: str
    suggestion_reason: str
    questions: tuple[str, ...]
    can_wait: tuple[str, ...]
    night_before: date | None = None
    day_begins: int = 0
    reservation: ReservationView | None = None
    near: tuple[NearView, ...] = ()
    expelled: bool = False
    expelled_until: date | None = None


@dataclass(frozen=True, slots=True)
class AbsenceView:
    """Nights away; ``to_night`` None while the resident is still away."""

    id: UUID
    kind: str
    from_night: date
    to_night: date | None
    note: str


@dataclass(frozen=True, slots=True)
class PlacePeriodView:
    """A time on a place (instants in UTC)."""

    place_label: str
    starts_at: datetime
    ends_at: datetime | None


@dataclass(frozen=True, slots=True)
class StayView:
    """One stay with everything Stamdata shows; field names are those ``stays.set_fact`` takes."""

    id: UUID
    version: int
    person_id: UUID
    case_number: str
    decided_on: date
    decided_by: StaffName
    delegated: bool
    confirmed_at: datetime | None
    registered_by: StaffName
    arrived_at: datetime
    nights: int
    came: str
    referred_by: str
    reasons: tuple[str, ...]
    reason_text: str
    situation_before: str
    acting_municipality_code: str
    residence_municipality_code: str
    fact_registered_code: str
    fact_lived_code: str
    fact_wished_code: str
    fact_sought_code: str
    acute: str
    information_given_on: date | None
    planned_end_on: date | None
    planned_end_time: str
    ended_at: datetime | None
    end_kind: str
    destination: str
    destination_text: str
    new_address: str
    end_reason: str
    heard_on: date | None
    heard_statement: str
    not_heard_reason: str
    annulled_reason: str
    room: str
    places: tuple[PlacePeriodView, ...]
    absences: tuple[AbsenceView, ...]
    last_changed: LastChange | None
    max_rent_kr: int | None = None
    # Where the stay was, when it came with a transfer file; "" for this house.
    other_house: str = ""
    # When somebody really came, where the night before is counted.
    came_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ConditionView:
    """One of the five conditions of § 110 stk. 5, as evidence.

    Attributes:
        status: ``fulfilled``, ``in_progress``, ``missing`` or ``not_relevant``.
        title_key: Key of the title in ``resources``/rules.
        evidence: What we have and from when; "" when missing.
        what: The evidence in words ("Kontrakt 09-11-2026"), also what was decided where the
            condition is missing ("Ikke bevilget 20-11-2026").
    """

    number: int
    status: str
    title: str
    subtitle: str
    evidence: str
    source: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class EndPreview:
    """What ending the stay means: conditions, alarm, appeal text and what will happen.

    Attributes:
        missing_decision: The strongest alarm, which never blocks: ``own_home`` for the decision on
            support, ``residential_offer`` for the one on a botilbud, "" when none is missing.
        kind_is_decision: A decision of the house: needs hearing (or why not) and the leader.
        appealable: Whether the decision can be appealed (bortvisning cannot).
        appeal_text: From the dated row.
        appeal_until: Four weeks after receipt, None when not appealable.
        needs_leader: The actor prepares; only a leader decides.
        support_refused: The municipality has refused support; then no decision is missing.
        expulsion: For an end by bortvisning whether its time is decided: ``decided``, ``proposed`` or
            ``missing``; "" for every other end.
        expelled_until: Its last day, None while the leader has named none.
        kept: What is still lent to the resident or kept for them, one line each.
    """

    conditions: tuple[ConditionView, ...]
    fulfilled: int
    of: int
    missing_decision: str
    kind_is_decision: bool
    appealable: bool
    appeal_text: str
    appeal_until: date | None
    notice_due: date
    notice_to: str
    needs_leader: bool
    support_refused: bool = False
    expulsion: str = ""
    expelled_until: date | None = None
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EndStayCommand:
    """The end of a stay; kinds, destinations and situations are keys of ``resources/lists``.

    Attributes:
        decided_on: Day of the house's or the municipality's decision; the latter can be unknown.
    """

    stay_id: UUID
    version: int
    ended_at: datetime
    kind: str
    destination: str = ""
    destination_text: str = ""
    new_address: str = ""
    reason: str = ""
    situation: str = ""
    decided_on: date | None = None
    decided_by_id: UUID | None = None
    heard_on: date | None = None
    heard_statement: str = ""
    not_heard_reason: str = ""
