"""What the window knows of the sheet for a cooperation meeting (*samarbejdsark*)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CooperationItem:
    """Something that waits for one resident.

    Attributes:
        column: ``municipality``, ``housing`` or ``us``: who has the ball; ``party`` in words.
        days: From ``since`` to the day of the sheet.
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


@dataclass(frozen=True, slots=True)
class CooperationView:
    """The sheet as it would be printed now.

    Attributes:
        unit: The department our letters go to, "" for none.
        meeting_id: The meeting it is for, None before one is agreed; ``starts_at`` its start.
        previous: Day of the last cooperation meeting that was held.
        items: Open items by party, the longest wait first.
        solved: What was solved since the last meeting, a sentence each.
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


@dataclass(frozen=True, slots=True)
class CooperationMunicipality:
    """A municipality with residents here: how many of them, and the next meeting with it."""

    code: str
    name: str
    residents: int
    next_meeting: date | None
