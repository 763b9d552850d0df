"""What the window knows of the house's own things: tasks, appointments, keys, post, storage, medicine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from boform_app.services.views.day_log import Subject
from boform_app.services.views.people import StaffName


@dataclass(frozen=True, slots=True)
class TaskCommand:
    """Something the house must do, once or again and again.

    Attributes:
        every_days: None is once.
        id, version: Of a task that is changed.
    """

    title: str
    note: str = ""
    due_on: date | None = None
    due_time: str = ""
    every_days: int | None = None
    room_id: UUID | None = None
    assigned_id: UUID | None = None
    id: UUID | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class DoneView:
    """One time a task was done, and the day it had been due."""

    at: datetime
    by: StaffName
    was_due_on: date | None


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task with the times it was done, the latest first."""

    id: UUID
    version: int
    title: str
    note: str
    due_on: date | None
    due_time: str
    every_days: int | None
    room_id: UUID | None
    room: str
    assigned: StaffName | None
    author: StaffName
    closed_on: date | None
    done: tuple[DoneView, ...]


@dataclass(frozen=True, slots=True)
class AppointmentCommand:
    """An appointment of a resident, of staff, or of the house.

    Attributes:
        remind_days: Days before it that it stands on *I dag*; None for no reminder.
        id, version: Of an appointment that is changed.
    """

    title: str
    starts_at: datetime
    ends_at: datetime | None = None
    all_day: bool = False
    place: str = ""
    note: str = ""
    person_id: UUID | None = None
    staff_id: UUID | None = None
    remind_days: int | None = None
    id: UUID | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class CalendarItem:
    """An appointment or a meeting in the calendar of the house.

    Attributes:
        kind: ``appointment`` or ``meeting``; a meeting is changed where it was planned.
        staff_id: Who goes along or answers for it.
        words: Title as it may be seen; "" where it is about somebody closed.
        with_whom: Participants of a meeting, or who goes along.
        municipality_code: Of a cooperation meeting.
    """

    kind: str
    id: UUID
    version: int
    words: str
    starts_at: datetime
    ends_at: datetime | None
    all_day: bool
    place: str
    note: str
    who: Subject | None
    staff: StaffName | None
    with_whom: str
    remind_days: int | None = None

    @property
    def hidden(self) -> bool:
        """Whether the words stay hidden because of whom it is about."""
        return self.who is not None and self.who.closed


@dataclass(frozen=True, slots=True)
class ThingCommand:
    """A key that is handed out, post that came, or belongings that are stored.

    Attributes:
        detail: Number of a key, sender of post, place in the store.
        id, version: Of a thing whose facts are changed.
    """

    kind: str
    person_id: UUID
    what: str
    detail: str = ""
    note: str = ""
    until_on: date | None = None
    id: UUID | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class ThingView:
    """Something kept for a resident or lent to one.

    Attributes:
        living_here: The person lives here now.
        outcome: ``handed_over``, ``returned``, ``lost`` or ``thrown_away``; "" while it is here, or
            a key is out.
    """

    id: UUID
    version: int
    kind: str
    who: Subject
    what: str
    detail: str
    note: str
    until_on: date | None
    came_at: datetime
    came_by: StaffName
    gone_at: datetime | None
    gone_by: StaffName | None
    outcome: str
    living_here: bool


@dataclass(frozen=True, slots=True)
class MedicineCommand:
    """What is taken into the cabinet, as its label says, counted by two."""

    person_id: UUID
    label: str
    number: int
    second_id: UUID
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MoveCommand:
    """Medicine that came in, was handed out or was counted, by two.

    Attributes:
        kind: ``in``, ``out`` or ``count``.
        number: How many came in or went out; for a count what was counted.
        second_id: The colleague who saw it; the first is who is logged in.
        seen: How many were left when the screen was read: nobody counts from an old number.
    """

    medicine_id: UUID
    seen: int
    kind: str
    number: int
    second_id: UUID
    note: str = ""


@dataclass(frozen=True, slots=True)
class MedicineMoveView:
    """A line of the list, with both initials."""

    kind: str
    at: datetime
    change: int
    left: int
    note: str
    first: StaffName
    second: StaffName


@dataclass(frozen=True, slots=True)
class MedicineView:
    """What is kept for somebody; ``left`` always equals the sum of its moves.

    Attributes:
        outcome: ``handed_over`` or ``pharmacy`` once it is ended.
    """

    id: UUID
    version: int
    who: Subject
    label: str
    unit: str
    note: str
    left: int
    kept_since: datetime
    last: MedicineMoveView | None
    ended_at: datetime | None
    outcome: str
    living_here: bool
