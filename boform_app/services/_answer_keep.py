"""The file of an answer as a document; the same bytes are kept once for one resident."""

from __future__ import annotations

import hashlib
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.services import _answer_facts, _documents, _families
from boform_app.services.context import OpenHouse
from boform_app.services.views.answers import AnswerFound
from models import tables


def kept_file(session: Session, data: bytes, person_id: UUID) -> tables.Document | None:
    """The document with these bytes, None when it is new."""
    return session.scalars(
        select(tables.Document)
        .join(tables.Blob, tables.Blob.id == tables.Document.blob_id)
        .where(
            tables.Blob.sha256 == hashlib.sha256(data).hexdigest(),
            tables.Document.person_id.in_(_families.family(session, person_id)),
        )
    ).first()


def keep_file(
    house: OpenHouse,
    session: Session,
    found: AnswerFound,
    *,
    stay: tables.Stay,
    letter: tables.Letter | None,
    by_id: UUID,
) -> tables.Document:
    """Keep the file of an answer in the open transaction.

    Raises:
        DiskFull: No room; nothing was kept.
    """
    asked = _answer_facts.asked(letter) if letter else ""
    incoming = _documents.Incoming(
        data=found.data,
        kind="answer",
        title=f"Svar på {asked}" if asked else "Svar",
        media_type=found.media_type,
        received_on=found.received_on,
        file_name=found.name,
        sender=found.municipality,
        page_count=found.page_count or None,
        letter_id=letter.id if letter else None,
    )
    return _documents.keep(
        house.blobs, session, incoming, stay=stay, by_id=by_id, at=house.clock.now()
    )
