"""What the window knows of the change of shift."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from boform_app.services.views.day_log import Subject
from boform_app.services.views.people import StaffName


@dataclass(frozen=True, slots=True)
class HandoverItem:
    """One thing that happened since the last shift.

    Attributes:
        kind: ``note``, ``correction``, ``arrival``, ``departure`` or ``move``.
        at: When it happened.
        about: Whom it is about; () is the house.
        text: What happened; "" while somebody it is about is closed.
        important: Flagged by whoever wrote it.
        read: Whether this person has marked it as read.
        note_id: The note, None for what the program saw itself.
        written_at: When it was written down, None where that is when it happened.
        by_id: Who wrote or did it, None where nobody knows.
    """

    kind: str
    at: datetime
    about: tuple[Subject, ...]
    text: str
    author: StaffName | None = None
    important: bool = False
    read: bool = False
    note_id: UUID | None = None
    written_at: datetime | None = None
    by_id: UUID | None = None

    @property
    def known_at(self) -> datetime:
        """Since when it could be read: a receipt from before does not cover it."""
        return max(self.at, self.written_at or self.at)


@dataclass(frozen=True, slots=True)
class HandoverView:
    """*Siden sidste vagt*, computed for the person who reads it.

    Attributes:
        since: When this person was last here before the hours off that came last; a day before
            the first step for who never was.
        items: The latest first.
        older: How many more there are.
        unread: How many of all are not marked as read.
        left_from: Since when there is something from before ``since`` that this person has never
            marked as read, None when there is nothing.
    """

    since: datetime
    items: tuple[HandoverItem, ...]
    older: int
    unread: int
    left_from: datetime | None = None

    @property
    def shown_from(self) -> datetime:
        """From when on all that the handover tells stands among the items."""
        return self.items[-1].at if self.older else self.left_from or self.since
