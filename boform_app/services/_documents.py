"""Files that came in: the row of a document with its bytes in the blob store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.errors import ForeignFile
from boform_app.exchange import foreign
from boform_app.exchange.foreign import Kind
from boform_app.services._blobs import store_blob
from boform_app.vault.blobs import BlobStore
from models import tables
from models.values.files import MOST_BYTES

# Word, Excel and whatever else is packed: the new and the old way of writing them.
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")
_MEGABYTE = 1_000_000

# What the door calls a picture may be one of these; the first bytes tell which.
_PICTURES = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What the door for foreign files saw of a file that may be kept.

    Attributes:
        page_count: None where it is not known.
    """

    media_type: str
    page_count: int | None


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file to keep.

    Attributes:
        kind: Key of the list ``document_kinds``.
        media_type: ``application/pdf``, ``image/png`` …; the bytes were looked at by the caller.
    """

    data: bytes
    kind: str
    title: str
    media_type: str
    received_on: date
    file_name: str = ""
    sender: str = ""
    page_count: int | None = None
    letter_id: UUID | None = None


def keep(
    store: BlobStore,
    session: Session,
    incoming: Incoming,
    *,
    stay: tables.Stay,
    by_id: UUID,
    at: datetime,
) -> tables.Document:
    """Store the bytes and their row in the open transaction.

    Raises:
        DiskFull: No room; nothing was kept.
    """
    blob = store_blob(store, session, incoming.data, incoming.media_type, at)
    row = tables.Document(
        person_id=stay.person_id,
        stay_id=stay.id,
        kind=incoming.kind,
        title=incoming.title,
        sender=incoming.sender,
        received_on=incoming.received_on,
        file_name=incoming.file_name,
        media_type=incoming.media_type,
        page_count=incoming.page_count,
        blob_id=blob.id,
        letter_id=incoming.letter_id,
        added_at=at,
        added_by_id=by_id,
    )
    session.add(row)
    session.flush()
    return row


def look_at(data: bytes) -> LookedAt:
    """Let the child process open a file before it is kept. A worker's work.

    Raises:
        ForeignFile: It cannot be opened safely, or is neither PDF nor picture.
    """
    if len(data) > MOST_BYTES:
        raise ForeignFile("file_too_large", megabytes=MOST_BYTES // _MEGABYTE)
    if data.startswith(_OFFICE):
        raise ForeignFile("file_office")
    found = foreign.inspect(data, pages=False)
    return LookedAt(media_type(data, found.kind), found.page_count or None)


def media_type(data: bytes, kind: Kind) -> str:
    """What a stored file is, by what the door for foreign files saw.

    Raises:
        ForeignFile: It is something that is not kept as a document.
    """
    if kind == "pdf":
        return "application/pdf"
    if kind == "picture":
        return next(name for start, name in _PICTURES if data.startswith(start))
    raise ForeignFile("file_other_kind")
