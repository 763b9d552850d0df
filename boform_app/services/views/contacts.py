"""What the window knows of the case with the municipality: whom we ask, what was said, when we meet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from boform_app.services.views.people import StaffName


@dataclass(frozen=True, slots=True)
class CaseworkerView:
    """A case worker (*rådgiver*); typed once and found again.

    Attributes:
        municipality: Display name, "Aalborg Kommune".
        contact_id: The unit of the municipality they work in, where known.
        unit: Name of that unit.
        closed_on: When the contact was closed; those are no longer proposed.
    """

    id: UUID
    version: int
    municipality_code: str
    municipality: str
    name: str
    title: str
    phone: str
    phone_hours: str
    mail: str
    note: str
    contact_id: UUID | None
    unit: str
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class CaseworkerCommand:
    """A new case worker (``id`` None) or the changes to one."""

    municipality_code: str
    name: str
    id: UUID | None = None
    version: int = 0
    title: str = ""
    phone: str = ""
    phone_hours: str = ""
    mail: str = ""
    note: str = ""
    contact_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class MunicipalityPeriodView:
    """Who was handlekommune or opholdskommune when.

    Attributes:
        role: ``acting`` (*handlekommune*) or ``residence`` (*opholdskommune*).
        to_on: The day the next one took over, None for the present one.
    """

    role: str
    code: str
    municipality: str
    from_on: date
    to_on: date | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class MunicipalityCommand:
    """Another handlekommune or opholdskommune from a day on; ``code`` "" is not known any more."""

    stay_id: UUID
    version: int
    role: str
    code: str
    from_on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class ContactItem:
    """One line of the contact log, whatever it was made from.

    Attributes:
        source: ``entry`` (written here), ``letter`` (the register) or ``meeting``.
        ref_id: Id of the entry, letter or meeting.
        version: Of the entry; 0 for the others.
        kind: ``call``, ``meeting``, ``letter`` or ``mail``.
        direction: ``out`` from us, ``in`` to us.
        at: Instant in UTC; ``day`` alone is shown when the time is not known.
        party: Key of the list ``ball_owners``.
        with_whom: Case worker, recipient or participants, as shown.
        outcome: What came of it; the letter's title, the meeting's minute or place.
        next_step: What comes next, "" for nothing.
        next_on: When.
        next_done_on: The day the next step was done.
        codes: The prerequisites it was about, ``C1`` to ``C12``.
        author: Who wrote it; None for a letter, whose ``outcome`` says how it was sent.
        state: Of a meeting: ``planned``, ``held`` or ``cancelled``; "" for the others.
    """

    source: str
    ref_id: UUID
    version: int
    kind: str
    direction: str
    at: datetime
    day: date
    has_time: bool
    party: str
    municipality_code: str
    with_whom: str
    outcome: str
    next_step: str = ""
    next_on: date | None = None
    next_done_on: date | None = None
    codes: tuple[str, ...] = ()
    caseworker_id: UUID | None = None
    document_id: UUID | None = None
    author: StaffName | None = None
    state: str = ""

    @property
    def is_open(self) -> bool:
        """Whether a next step was agreed and is not done yet."""
        waits = bool(self.next_step) or self.next_on is not None
        return self.source == "entry" and waits and self.next_done_on is None


@dataclass(frozen=True, slots=True)
class ContactCommand:
    """A line for the contact log.

    Attributes:
        happened_at: None for now.
        municipality_code: None for the stay's handlekommune.
        caseworker: Name; found among the municipality's case workers, or made. "" for none.
        caseworker_phone: Kept with the case worker when typed.
        with_whom: Anybody who is no case worker of a municipality.
    """

    stay_id: UUID
    kind: str
    outcome: str
    direction: str = "out"
    happened_at: datetime | None = None
    party: str = "municipality"
    municipality_code: str | None = None
    caseworker: str = ""
    caseworker_phone: str = ""
    caseworker_mail: str = ""
    with_whom: str = ""
    next_step: str = ""
    next_on: date | None = None
    prerequisite_codes: tuple[str, ...] = ()
    document_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ReplyCommand:
    """What the municipality or somebody else answered (*Registrér svar*), in one call.

    Attributes:
        what: Key of the list ``reply_kinds``: ``plan_promised``, ``caseworker``,
            ``decision_expected``, ``meeting``, ``home_listed`` or ``other``.
        on: The day promised, expected or agreed; the day of the listing for ``home_listed``.
        text: More words, or all of them for ``other``.
        kind: How the answer came: ``call``, ``meeting``, ``letter`` or ``mail``.
        time: Of an agreed meeting, as typed ("13.30").
        next_step: What we do next, "" for waiting.
        next_on: When we come back to it; None for the day promised.
        prerequisite_codes: None for those that go with the kind of answer.
        letter_id: The letter that is answered by it; it then counts as answered.
    """

    stay_id: UUID
    what: str
    on: date | None = None
    text: str = ""
    kind: str = "call"
    happened_at: datetime | None = None
    party: str = "municipality"
    caseworker: str = ""
    caseworker_phone: str = ""
    caseworker_mail: str = ""
    with_whom: str = ""
    time: str = ""
    place: str = ""
    next_step: str = ""
    next_on: date | None = None
    prerequisite_codes: tuple[str, ...] | None = None
    document_id: UUID | None = None
    letter_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item of a meeting's agenda.

    Attributes:
        text: As it stands on the agenda; edited by hand.
        code: The prerequisite it was made from, "" for any other item.
        stay_id: Whom it is about at a cooperation meeting; None at a case meeting.
        name: Of that resident, resolved when it is read; never stored with the meeting.
        owner_label: Who has the ball, as the item was proposed; "" once it is stored.
        days: Days waited, likewise.
    """

    text: str
    code: str = ""
    stay_id: UUID | None = None
    name: str = ""
    owner_label: str = ""
    days: int = 0


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a meeting agreed.

    Attributes:
        what: The step.
        who: Who does it, as typed.
        by: Until when; it becomes the day we come back to the prerequisite ``code``.
        stay_id: Whom it is about at a cooperation meeting.
        name: As in ``AgendaItem``.
    """

    what: str
    who: str = ""
    by: date | None = None
    code: str = ""
    stay_id: UUID | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting about one resident, or with one municipality about all of its residents.

    Attributes:
        kind: ``case`` or ``cooperation`` (*samarbejdsmøde*).
        person_id: Whom a case meeting is about.
        name: Of the resident; "Beskyttet" for a protected one that is not open.
        state: ``planned``, ``unminuted`` (the day has passed and nobody wrote what came of it),
            ``held`` or ``cancelled``.
    """

    id: UUID
    version: int
    kind: str
    stay_id: UUID | None
    person_id: UUID | None
    name: str
    municipality_code: str
    municipality: str
    starts_at: datetime
    ends_at: datetime | None
    day: date
    place: str
    participants: str
    agenda: tuple[AgendaItem, ...]
    agreements: tuple[Agreement, ...]
    minute: str
    minute_by: StaffName | None
    held_on: date | None
    state: str


@dataclass(frozen=True, slots=True)
class MeetingCommand:
    """A new meeting (``id`` None), or the changes to one that is still planned.

    Attributes:
        kind: ``case`` needs ``stay_id``, ``cooperation`` needs ``municipality_code``.
        starts_at: Aware instant.
        agenda: None proposes one from what is open; () is an empty one.
    """

    starts_at: datetime
    kind: str = "case"
    stay_id: UUID | None = None
    municipality_code: str = ""
    ends_at: datetime | None = None
    place: str = ""
    participants: str = ""
    agenda: tuple[AgendaItem, ...] | None = None
    id: UUID | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A file that came in.

    Attributes:
        kind: Key of the list ``document_kinds``.
        page_count: None where nobody counted.
        size: Bytes.
        letter_id: The letter that it answers.
        reason: Why it was moved here from another resident's papers; "" for one that never was.
        copies: Paths of saved copies that are still on disk.
    """

    id: UUID
    version: int
    person_id: UUID
    stay_id: UUID | None
    kind: str
    kind_label: str
    title: str
    sender: str
    received_on: date
    file_name: str
    media_type: str
    page_count: int | None
    size: int
    letter_id: UUID | None
    added_at: datetime
    added_by: StaffName
    reason: str = ""
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RemovedView:
    """What is left of a document that was taken away: the line, who, when and why.

    Attributes:
        page_count: None where nobody counted.
    """

    id: UUID
    kind_label: str
    title: str
    sender: str
    received_on: date
    page_count: int | None
    removed_at: datetime
    removed_by: StaffName
    reason: str


@dataclass(frozen=True, slots=True)
class DocumentCommand:
    """A file to keep; the bytes are foreign and go through the door for files from outside.

    Attributes:
        title: "" takes the name of the kind.
        received_on: None for today.
        stay_id: None for the person's latest stay.
        letter_id: The letter that it answers.
    """

    person_id: UUID
    data: bytes
    kind: str
    title: str = ""
    sender: str = ""
    received_on: date | None = None
    file_name: str = ""
    stay_id: UUID | None = None
    letter_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page of a document; ``rgb`` is ``width * height * 3`` bytes, row by row from the top."""

    width: int
    height: int
    rgb: bytes


@dataclass(frozen=True, slots=True)
class PeriodView:
    """Who had a prerequisite when; the last one is what holds now.

    Attributes:
        to_on: None for the present one.
        days: Days it was waited for in this period; 0 when nothing was open.
        by: Who ended the period by hand; "" when a letter or an answer did.
    """

    status: str
    status_label: str
    owner: str
    owner_label: str
    from_on: date
    to_on: date | None
    days: int
    evidence: str = ""
    by: str = ""
