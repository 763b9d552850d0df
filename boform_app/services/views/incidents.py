"""What the window knows of incidents, conflicts and expulsions: three things with words of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from boform_app.services.views.day_log import Subject
from boform_app.services.views.people import StaffName
from boform_app.services.views.records import NoteView


@dataclass(frozen=True, slots=True)
class IncidentCommand:
    """Something that happened (*hændelse*), as it was seen.

    Attributes:
        what: What was seen.
        person_ids: Residents who were there; () for none.
        happened_at: UTC; None is now.
        done: What was done.
        harm: ``none``, ``near``, ``person`` or ``things``.
        adverse_event: UTH: ``not_relevant``, ``to_report`` or ``reported``.
        reported_on: The day it was reported.
        force: What was done in self-defence or emergency, in words; "" for nothing.
    """

    what: str
    person_ids: tuple[UUID, ...] = ()
    happened_at: datetime | None = None
    place: str = ""
    done: str = ""
    harm: str = "none"
    adverse_event: str = "not_relevant"
    reported_on: date | None = None
    force: str = ""
    police_called: bool = False


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An incident with what was written about it afterwards.

    Attributes:
        about: Who was there; () is nobody, or only people a temp may not see.
        hidden: Somebody it is about is protected and closed: the words are empty.
        corrections: Notes that correct it, oldest first.
        review_due: The house's own day for the leader to read it, None once it is read.
    """

    id: UUID
    version: int
    happened_at: datetime
    place: str
    what: str
    done: str
    harm: str
    adverse_event: str
    reported_on: date | None
    force: str
    police_called: bool
    about: tuple[Subject, ...]
    hidden: bool
    author: StaffName
    written_at: datetime
    note_id: UUID | None
    corrections: tuple[NoteView, ...]
    review_due: date | None
    reviewed_on: date | None
    reviewed_by: StaffName | None
    review: str


@dataclass(frozen=True, slots=True)
class ConflictView:
    """Two residents who should not live side by side for now (*konflikt*).

    Attributes:
        first: As seen from a resident's page, the other one stands in ``second``.
        hidden: One of them is protected and closed: the words are empty.
    """

    id: UUID
    version: int
    first: Subject
    second: Subject
    since: date
    note: str
    hidden: bool
    author: StaffName
    ended_on: date | None
    ended_by: StaffName | None


@dataclass(frozen=True, slots=True)
class ExpulsionCommand:
    """A time in which somebody may not be here (*bortvisning, karantæne*).

    Attributes:
        stops: What it stops: ``admission``, ``visits``, ``meals``.
        until_on: Last day; None until the leader ends it.
        id, version: Of a proposal that is changed.
    """

    person_id: UUID
    from_on: date
    until_on: date | None
    stops: tuple[str, ...]
    reason: str
    id: UUID | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class ExpulsionView:
    """A proposal, a decision, or one that was lifted.

    Attributes:
        state: ``proposed``, ``decided``, ``lifted``, or ``over`` when its last day has passed.
        living_here: The person lives here now.
    """

    id: UUID
    version: int
    who: Subject
    state: str
    from_on: date
    until_on: date | None
    stops: tuple[str, ...]
    reason: str
    proposed_by: StaffName
    decided_on: date | None
    decided_by: StaffName | None
    lifted_on: date | None
    lifted_reason: str
    living_here: bool

    @property
    def hidden(self) -> bool:
        """Whether the words stay hidden because of whom it is about."""
        return self.who.closed
