"""Bytes in the blob store together with the row that holds their key."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.errors import BlobDamaged
from boform_app.vault.blobs import BlobRef, BlobStore
from models import tables


def store_blob(
    store: BlobStore, session: Session, data: bytes, media_type: str, at: datetime
) -> tables.Blob:
    """Put bytes into the store and their row into the open transaction.

    The bytes are on disk before the row is committed; a rolled-back row leaves an orphan file whose
    key is gone, which ``boform check`` lists.

    Raises:
        DiskFull: No room; nothing was kept.
    """
    ref = store.put(data)
    row = tables.Blob(
        id=UUID(ref.id),
        key=ref.key,
        size=ref.size,
        sha256=ref.sha256,
        media_type=media_type,
        created_at=at,
    )
    session.add(row)
    session.flush()
    return row


def read_blob(store: BlobStore, row: tables.Blob) -> bytes:
    """The bytes behind a row, compared with the stored hash.

    Raises:
        BlobDamaged: The file is missing or was changed.
    """
    data = store.get(BlobRef(row.id.hex, row.key, row.size, row.sha256))
    if hashlib.sha256(data).hexdigest() != row.sha256:
        raise BlobDamaged(str(row.id))
    return data
