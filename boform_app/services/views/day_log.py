"""What the window knows of the house log (*dagbog*) and of what the next shift reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from boform_app.services.views.people import StaffName
from boform_app.services.views.records import NoteView


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody a note is about.

    Attributes:
        name: As in a list; the room of a protected resident that is not open.
        room: Room number, "" for who does not live here now.
        closed: A protected resident that this person has not opened.
    """

    person_id: UUID
    name: str
    room: str
    closed: bool = False


@dataclass(frozen=True, slots=True)
class LogNote:
    """A note as it stands in the log.

    Attributes:
        note: The note; its text is "" while somebody it is about is closed.
        about: Whom it is about; () is the house.
        corrections: Notes that correct it, oldest first.
        goals: Short names of the goals among its readers.
    """

    note: NoteView
    about: tuple[Subject, ...]
    corrections: tuple[NoteView, ...] = ()
    goals: tuple[str, ...] = ()

    @property
    def hidden(self) -> bool:
        """Whether its text stays hidden because of whom it is about."""
        return any(subject.closed for subject in self.about)


@dataclass(frozen=True, slots=True)
class ShiftPart:
    """The notes of one shift on one day.

    Attributes:
        key: ``night``, ``day`` or ``evening``.
        starts: Hour of the day at which the shift begins; a night begins the evening before.
        ends: Hour at which it ends.
        authors: Who wrote in it.
        notes: What happened last first.
    """

    key: str
    starts: int
    ends: int
    authors: tuple[StaffName, ...]
    notes: tuple[LogNote, ...]


@dataclass(frozen=True, slots=True)
class OtherDay:
    """The nearest other day with notes."""

    day: date
    notes: int


@dataclass(frozen=True, slots=True)
class LogDay:
    """One day of the log.

    Attributes:
        parts: The latest shift first; shifts without notes left out.
        notes: How many, corrections not counted.
        corrections: How many of them stand under these notes.
        before: The nearest earlier day with notes.
        after: The nearest later one.
        read_by: Who marked as read what the handover showed of the whole day, its corrections too.
        unread_by: Who wrote on the day, or read the handover in the weeks around it, and has not.
    """

    day: date
    parts: tuple[ShiftPart, ...]
    notes: int
    corrections: int
    before: OtherDay | None
    after: OtherDay | None
    read_by: tuple[StaffName, ...]
    unread_by: tuple[StaffName, ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """Notes that were searched for, newest first; ``more`` is where the next page goes on."""

    notes: tuple[LogNote, ...]
    more: int | None


@dataclass(frozen=True, slots=True)
class PhraseView:
    """A text that is written often; ``own`` ones are shown to their owner alone."""

    id: UUID
    version: int
    label: str
    text: str
    own: bool


@dataclass(frozen=True, slots=True)
class GoalChoice:
    """A goal that can be chosen as a reader of a note: its key among the readers, and its title."""

    key: str
    title: str
