"""What the window knows of moving a resident to another Boform."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from boform_app.services.views.people import PersonHit
from boform_app.services.views.records import ConsentView
from models.values.changes import Changes


@dataclass(frozen=True, slots=True)
class TransferGroup:
    """A part of what is known that is sent or not sent as a whole.

    Attributes:
        key: ``identity``, ``health``, ``network``, ``stays``, ``case``, ``plan``, ``overviews``,
            ``letters`` or ``documents``.
        label: Danish words.
        count: How many records would travel under the consent.
        left_out: How many stay here because the consent does not cover what is in them.
        needs: Ticks of the consent form (short words) that are missing for the rest.
        fixed: Always sent: without it the file tells nothing.
    """

    key: str
    label: str
    count: int
    left_out: int
    needs: tuple[str, ...]
    fixed: bool

    @property
    def chosen(self) -> bool:
        """Whether it is ticked to begin with: it is covered, and there is something."""
        return self.fixed or self.count > 0


@dataclass(frozen=True, slots=True)
class TransferOffer:
    """What can be sent about a resident, and on which consent.

    Attributes:
        consents: Consents to give everything to another Boform that hold today, the latest first.
        consent_id: The one that the groups were made for; None when there is none.
        excepted: What the resident asked not to be told, in words; somebody must read it.
        protected: The address is protected; the file says so to the receiver.
        living_here: The stay goes on; the receiver gets it as past from the day of the file.
        never: What never travels, in words.
    """

    person_id: UUID
    person_name: str
    consents: tuple[ConsentView, ...]
    consent_id: UUID | None
    excepted: str
    groups: tuple[TransferGroup, ...]
    protected: bool
    living_here: bool
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TransferCommand:
    """Send a resident's papers to another Boform.

    Attributes:
        other_house: The receiver as the consent names it.
        groups: Keys of ``TransferGroup``; the fixed ones go along in any case.
    """

    person_id: UUID
    other_house: str
    consent_id: UUID
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TransferSent:
    """A file that was made; it is not kept here.

    Attributes:
        data: The bytes to save.
        name: Proposed file name; it says nothing about anybody.
        code: Six groups of four, shown once, to be told by telephone.
        changes: The line in Historik.
    """

    data: bytes
    name: str
    code: str
    changes: Changes


@dataclass(frozen=True, slots=True)
class TransferPart:
    """Papers of one kind, in a file or here, for a look side by side.

    Attributes:
        key: As in ``TransferGroup``.
        label: Danish words.
        lines: What each record is recognised by, the newest first; a name may stand in any.
    """

    key: str
    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TransferFound:
    """What a file holds, before anything is kept.

    Attributes:
        house: Who sent it; ``made_by`` is whom to ask, at ``phone``.
        meant_for: The house that the consent names; somebody compares it with this one.
        counts: Danish words and how many, in the order of the page.
        known_id: This very person is here already, from an earlier file or stay.
        similar: Persons here who may be the same.
        same_number: Somebody here has the CPR number: the file is joined to that person.
        read_before: When this file was read here, None when it was not.
        parts: What is in it, in the order of the page.
    """

    file_id: UUID
    house: str
    made_by: str
    phone: str
    made_at: datetime
    meant_for: str
    person_name: str
    birth_date: date | None
    protected: bool
    counts: tuple[tuple[str, int], ...]
    known_id: UUID | None
    similar: tuple[PersonHit, ...]
    same_number: UUID | None
    read_before: datetime | None
    parts: tuple[TransferPart, ...] = ()
