"""What the window knows of the municipality's handleplan and of the prerequisites C1 to C12."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

PLAN_POINTS = ("purpose", "effort", "duration", "special")
"""What a handleplan must contain (§ 141 stk. 3): formål, indsats, varighed, særlige forhold."""


@dataclass(frozen=True, slots=True)
class PlanView:
    """The municipality's handleplan for one stay (§§ 141, 142).

    Attributes:
        status: ``not_requested``, ``requested``, ``reminded``, ``received``, ``active`` or ``follow_up``.
        waited_days: Days since the request (or since admission when nobody has asked), None when received.
        contents: Where each of ``PLAN_POINTS`` stands in the received plan ("s. 2"), "" when it does not.
    """

    stay_id: UUID
    version: int
    status: str
    requested_on: date | None
    reminded_on: date | None
    promised_for: date | None
    received_on: date | None
    active_from: date | None
    follow_up_on: date | None
    holistic: bool
    caseworker: str
    caseworker_phone: str
    caseworker_mail: str
    municipal_case_number: str
    document_id: UUID | None
    document_name: str
    municipality: str
    waited_days: int | None
    contents: tuple[str, ...] = ("", "", "", "")


@dataclass(frozen=True, slots=True)
class PlanCommand:
    """New facts about the handleplan; None leaves a fact as it is, ``status`` moves the plan on.

    Attributes:
        document: Bytes of the plan, kept with it; ``document_id`` links one that is kept already.
    """

    stay_id: UUID
    version: int
    status: str | None = None
    on: date | None = None
    promised_for: date | None = None
    follow_up_on: date | None = None
    holistic: bool | None = None
    caseworker: str | None = None
    caseworker_phone: str | None = None
    caseworker_mail: str | None = None
    municipal_case_number: str | None = None
    purpose_at: str | None = None
    effort_at: str | None = None
    duration_at: str | None = None
    special_at: str | None = None
    document_name: str | None = None
    document: bytes | None = None
    document_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class PrerequisiteView:
    """One of C1 to C12: who has the ball, since when.

    Attributes:
        owner: Key of the party: ``us``, ``municipality``, ``housing``, ``provider``, ``benefits``,
            ``health`` or ``resident_and_us``.
        owner_label: Danish name of the party.
        status: ``fulfilled``, ``in_progress``, ``missing``, ``unknown`` or ``not_relevant``.
    """

    id: UUID
    version: int
    code: str
    title: str
    status: str
    owner: str
    owner_label: str
    since: date
    days: int
    reminded_on: date | None
    next_on: date | None
    evidence: str
    evidence_on: date | None
    blocks: bool
    document_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class PrerequisiteCommand:
    """A change to one prerequisite; what it was before is kept as a period.

    Attributes:
        document_id: The evidence as a kept document of the resident; None leaves it.
    """

    id: UUID
    version: int
    status: str
    owner: str
    since: date
    evidence: str = ""
    evidence_on: date | None = None
    next_on: date | None = None
    document_id: UUID | None = None
