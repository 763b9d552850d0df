"""What the window knows of notes, consents, history and the timeline."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from boform_app.services.views.people import StaffName


@dataclass(frozen=True, slots=True)
class NoteCommand:
    """A note to finish; an empty ``person_ids`` means the house itself."""

    text: str
    person_ids: tuple[UUID, ...]
    kind: str = ""
    important: bool = False
    readers: tuple[str, ...] = ()
    happened_at: datetime | None = None
    corrects_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class NoteView:
    """A finished note, or the trace that a moved one leaves (``text`` is then "").

    Attributes:
        corrected_by: Ids of notes that correct this one, oldest first.
        moved_reason: Why it was moved away; "" when it stands where it belongs.
    """

    id: UUID
    kind: str
    text: str
    important: bool
    readers: tuple[str, ...]
    author: StaffName
    written_at: datetime
    happened_at: datetime
    corrects_id: UUID | None
    corrected_by: tuple[UUID, ...]
    persons: tuple[UUID, ...]
    moved_at: datetime | None = None
    moved_by: StaffName | None = None
    moved_reason: str = ""


@dataclass(frozen=True, slots=True)
class ConsentCommand:
    """A consent that was given: one sender, one recipient, one purpose (retssikkerhedsloven § 11 a)."""

    person_id: UUID
    information: tuple[str, ...]
    recipient: str
    purpose: str
    valid_from: date
    valid_to: date
    form: str
    given_on: date
    municipality_code: str = ""
    recipient_unit: str = ""
    excepted: str = ""
    read_how: str = ""
    interpreter: str = ""


@dataclass(frozen=True, slots=True)
class RenewalCommand:
    """The same yes once more: same information, recipient and purpose for a new period.

    Attributes:
        version: Of the consent that is renewed, as read.
        valid_to: None takes the longest period.
    """

    consent_id: UUID
    version: int
    form: str
    given_on: date
    valid_to: date | None = None
    read_how: str = ""
    interpreter: str = ""


@dataclass(frozen=True, slots=True)
class ConsentView:
    """One row of the consent register.

    Attributes:
        state: ``valid``, ``expired``, ``withdrawn`` or ``coming`` on the day asked for.
        renews_id: The consent that this one renews.
        renewed: A later consent renews this one, so nobody needs to ask again.
    """

    id: UUID
    version: int
    person_id: UUID
    information: tuple[str, ...]
    excepted: str
    recipient: str
    recipient_unit: str
    municipality_code: str
    purpose: str
    valid_from: date
    valid_to: date
    form: str
    given_on: date
    noted_by: StaffName
    read_how: str
    interpreter: str
    withdrawn_on: date | None
    state: str
    renews_id: UUID | None = None
    renewed: bool = False


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One item of the timeline, newest first.

    Attributes:
        at: Instant in UTC; ``day`` alone is shown when the time is not known.
        has_time: False for facts that only have a date.
        kind: ``note``, ``admission``, ``end``, ``move``, ``absence``, ``consent``, ``letter``, ``plan``,
            ``overview``, ``goal``, ``contact``, ``meeting``, ``document``, ``municipality``,
            ``support``, ``home`` or ``past_stay``.
        important: Shown by the switch "Kun vigtige".
    """

    at: datetime
    day: date
    has_time: bool
    kind: str
    title: str
    text: str
    author: str
    important: bool
    ref_id: UUID


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """One operation or view in Historik.

    Attributes:
        label: The step's Danish name; "" when its content was erased.
        fields: (field key, before, after) as text, for changes of facts.
        is_view: Somebody looked; nothing changed.
    """

    at: datetime
    by: str
    kind: str
    label: str
    fields: tuple[tuple[str, str, str], ...] = ()
    is_view: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class UndoState:
    """What Ctrl+Z and Ctrl+Y would do now; "" when there is nothing.

    Attributes:
        standing: Names of legal events newer than the step that would be undone, oldest first:
            they are not undone but annulled with a reason.
    """

    undo_label: str = ""
    redo_label: str = ""
    standing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftView:
    """One unfinished text or form of this person.

    Attributes:
        kind: ``note``, ``admission``, ``overview``, ``letter:<kind>``, ``end_stay``, ``consent`` …
        fields: Text by field name.
    """

    kind: str
    person_id: UUID | None
    updated_at: datetime
    title: str
    fields: dict[str, str] = field(default_factory=dict)
    cursor: int = 0
    scroll: int = 0


@dataclass(frozen=True, slots=True)
class DraftOfOther:
    """A colleague has a draft here; the text is theirs alone."""

    staff_name: str
    kind: str
    since: datetime
