"""What the window knows of the sheet for a cooperation meeting (*samarbejdsark*)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AgreedStep:
    """What was agreed and is not done.

    Attributes:
        what: The step; "" where only a day was agreed.
        who: Who does it, as typed.
        name: Of the resident where it stands outside the resident's own row, "" for none.
    """

    what: str
    who: str
    by: date | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class CooperationItem:
    """Something that waits for one resident.

    Attributes:
        column: ``municipality``, ``housing`` or ``us``: who has the ball; ``party`` in words.
        code: One of C1 to C12.
        days: From ``since`` to the day of the sheet.
        agreed: What was agreed about it before, None for nothing.
    """

    person_id: UUID
    name: str
    case_number: str
    column: str
    party: str
    what: str
    since: date
    days: int
    reminded_on: date | None
    stay_id: UUID
    code: str
    agreed: AgreedStep | None = None


@dataclass(frozen=True, slots=True)
class CooperationView:
    """The sheet as it would be printed now.

    Attributes:
        unit: The department our letters go to, "" for none.
        meeting_id: The meeting it is for, None before one is agreed; ``starts_at`` its start.
        previous: Day of the last cooperation meeting that was held.
        items: Open items by party, the longest wait first.
        solved: What was solved since the last meeting, a sentence each.
        also_agreed: What the last meeting agreed beside the open items.
        points: What else is on the agenda.
        hidden: Protected residents who are not open and stand on no sheet; for the screen alone.
        unsaid: Open items about money or treatment, which such a sheet never tells; likewise.
    """

    municipality_code: str
    municipality: str
    unit: str
    today: date
    meeting_id: UUID | None
    starts_at: datetime | None
    previous: date | None
    items: tuple[CooperationItem, ...]
    solved: tuple[str, ...]
    hidden: int
    unsaid: int
    also_agreed: tuple[AgreedStep, ...] = ()
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CooperationMunicipality:
    """A municipality with residents here: how many of them, and the next meeting with it."""

    code: str
    name: str
    residents: int
    next_meeting: date | None
