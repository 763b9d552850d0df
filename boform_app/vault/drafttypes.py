"""What a draft is, and its form as a record of the drafts file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class DraftKey:
    """Which editor a draft belongs to.

    Attributes:
        staff_id: Whose draft.
        kind: What is being written, e.g. ``note``, ``admission``.
        person_id: About whom, "" when about nobody yet.
        field: Which field of a form, "" when there is one.
    """

    staff_id: str
    kind: str
    person_id: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """Unfinished text.

    Attributes:
        key: Which editor.
        text: All of it.
        cursor: Place of the cursor, in characters.
        scroll: Place of the scroll bar, in pixels.
        created: First key.
        updated: Latest key.
        seq: Rises with every change in this editor.
    """

    key: DraftKey
    text: str
    cursor: int
    scroll: int
    created: datetime
    updated: datetime
    seq: int


@dataclass(frozen=True, slots=True)
class Presence:
    """That somebody has a draft, without a word of it.

    Attributes:
        staff_id: Who.
        kind: What is being written.
        person_id: About whom.
        since: First key.
        updated: Latest key.
    """

    staff_id: str
    kind: str
    person_id: str
    since: datetime
    updated: datetime


class DraftTrouble(StrEnum):
    """Why drafts are not on disk right now."""

    NONE = ""
    DISK_FULL = "disk_full"
    NOT_WRITABLE = "not_writable"
    BUSY = "busy"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class DraftStatus:
    """For the status line.

    Attributes:
        saved_at: When drafts last reached the disk, None before the first time.
        trouble: What keeps them from it; the text is safe in memory meanwhile. ``DAMAGED`` is
            said once, at the start: a part of the old file could not be read and was put aside.
    """

    saved_at: datetime | None
    trouble: DraftTrouble


def to_record(draft: Draft) -> bytes:
    """The bytes that are encrypted."""
    fields = asdict(draft)
    fields["created"] = draft.created.isoformat()
    fields["updated"] = draft.updated.isoformat()
    return json.dumps(fields).encode("ascii")


def from_record(record: bytes) -> Draft:
    """The draft in a decrypted record."""
    fields = json.loads(record)
    return Draft(
        key=DraftKey(**fields["key"]),
        text=fields["text"],
        cursor=fields["cursor"],
        scroll=fields["scroll"],
        created=datetime.fromisoformat(fields["created"]),
        updated=datetime.fromisoformat(fields["updated"]),
        seq=fields["seq"],
    )
