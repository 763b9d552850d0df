"""Files that were saved outside the data folder: where they still are, and taking our own away."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import tables


def removed_copy(path: Path, sha256: str) -> bool:
    """Take our own file away; True when nothing of it is left at that place."""
    try:
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            return False
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def standing(session: Session, document_ids: Iterable[UUID]) -> tuple[tables.SavedCopy, ...]:
    """Copies of documents that nobody has taken away, the oldest first."""
    return tuple(
        session.scalars(
            select(tables.SavedCopy)
            .where(
                tables.SavedCopy.document_id.in_(set(document_ids)),
                tables.SavedCopy.removed_at.is_(None),
            )
            .order_by(tables.SavedCopy.saved_at)
        )
    )


def paths(session: Session, document_ids: Iterable[UUID]) -> dict[UUID, tuple[str, ...]]:
    """Where copies of documents still lie, by document."""
    found: dict[UUID, tuple[str, ...]] = {}
    for row in standing(session, document_ids):
        if row.document_id is not None and Path(row.path).is_file():
            found[row.document_id] = (*found.get(row.document_id, ()), row.path)
    return found
