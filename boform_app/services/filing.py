"""Putting the papers of a resident in order: twins, wrong folders, taken away, copies outside."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import ForeignFile, NotFound, Problem, ValidationFailed
from boform_app.exchange import foreign, photographs
from boform_app.services import _documents, _families, _saved_copies
from boform_app.services._changed import check_version
from boform_app.services._letter_rows import staff_names
from boform_app.services._sight import SightService
from boform_app.services._texts import LONGEST_LINE, text_problems
from boform_app.services.documents import view
from boform_app.services.views.contacts import DocumentView, RemovedView
from models import tables
from models.values.changes import Changes
from models.values.lists import label

# What a document can be evidence for.
_EVIDENCE: Final[tuple[Any, ...]] = (
    tables.ActionPlan,
    tables.ContactEntry,
    tables.DischargeEvidence,
    tables.HomeOffer,
    tables.Prerequisite,
    tables.Support,
)


class FilingService(SightService):
    """What becomes of a document after it came in, and what is asked before."""

    def looked_at(self, person_id: UUID, data: bytes) -> DocumentView | int | None:
        """Look at a file before it is kept. A worker's work.

        Returns:
            The document with the same bytes that lies here already; else the number of pages, None
            where it is not known.

        Raises:
            ForeignFile: It cannot be kept; the code tells why.
            ReasonNeeded: A protected resident that is not open.
        """
        found = _documents.look_at(data)
        with self._read() as session:
            family = _families.family(session, self._opened(session, person_id).id)
            twin = session.execute(
                select(tables.Document, tables.Blob.size)
                .join(tables.Blob, tables.Blob.id == tables.Document.blob_id)
                .where(
                    tables.Blob.sha256 == hashlib.sha256(data).hexdigest(),
                    tables.Document.person_id.in_(family),
                )
                .limit(1)
            ).first()
            if twin is None:
                return found.page_count
            row, size = twin
            return view(row, size, staff_names(session, [row.added_by_id])[row.added_by_id])

    def together(self, photos: Sequence[bytes]) -> bytes:
        """Photographs of a letter as one PDF, in their order and upright. A worker's work.

        Each picture is opened in the child process; the pages are made from its dots alone, so that
        nothing else of the file (place, telephone, time) comes along.

        Raises:
            ForeignFile: One of them cannot be opened, or is no picture; there is no PDF then.
        """
        dots = []
        for photo in photos:
            found = foreign.inspect(photo, want="picture", first=0)
            if not found.pages:
                raise ForeignFile("file_damaged")
            dots += [(page.width, page.height, page.rgb) for page in found.pages]
        return photographs.one_document(dots)

    def taken_away(self, person_id: UUID) -> tuple[RemovedView, ...]:
        """What is left of documents whose bytes were destroyed: the line, who, when and why.

        Raises:
            NotAllowed: The actor sees present residents only.
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            family = _families.family(session, self._opened(session, person_id).id)
            rows = session.scalars(
                select(tables.Document)
                .where(
                    tables.Document.person_id.in_(family), tables.Document.removed_at.is_not(None)
                )
                .order_by(tables.Document.received_on.desc(), tables.Document.added_at.desc())
            ).all()
            staff = staff_names(session, (row.removed_by_id for row in rows if row.removed_by_id))
            return tuple(
                RemovedView(
                    row.id, label("document_kinds", row.kind), row.title, row.sender,
                    row.received_on, row.page_count, row.removed_at, staff[row.removed_by_id],
                    row.reason,
                )
                for row in rows
                if row.removed_at is not None and row.removed_by_id is not None
            )  # fmt: skip

    def move(self, document_id: UUID, version: int, to_person_id: UUID, reason: str) -> Changes:
        """Give a document to the resident it is about; it shows nothing of the other one any more.

        Raises:
            Conflict: Somebody changed it since it was read.
            NotAllowed: The role files no documents.
            ReasonNeeded: One of the two is a protected resident that is not open.
            ValidationFailed: ``reason_required`` at ``reason``; ``same_person``, or ``unknown_choice``
                for somebody who never stayed here, at ``to_person_id``; ``document_answers`` for an
                answer that was taken over.
        """
        with self._write("document.move", "dokument") as unit:
            session = unit.session
            row = self._changing(session, document_id, version, reason)
            target = self._opened(session, to_person_id)
            before, family = row.person_id, _families.family(session, target.id)
            stays = _families.stays_of(session, family)
            if before in family:
                raise ValidationFailed(Problem("to_person_id", "same_person"))
            if not stays:
                raise ValidationFailed(Problem("to_person_id", "unknown_choice"))
            answered = select(tables.Answer.id).where(tables.Answer.document_id == row.id)
            if session.scalars(answered).first() is not None:
                raise ValidationFailed(Problem("", "document_answers"))
            _forget_evidence(session, row.id)
            row.person_id, row.stay_id, row.letter_id = target.id, stays[0].id, None
            row.reason = reason.strip()
            # Neither name: the line stands on the history of both.
            unit.relabel(f"{row.title} flyttet til en anden beboer")
            unit.about(before, target.id)
            return unit.commit()

    def take_away(self, document_id: UUID, version: int, reason: str) -> Changes:
        """Destroy the bytes; the line stays with who, when and why. A leader's work, never undone.

        Raises:
            Conflict: Somebody changed it since it was read.
            NotAllowed: The role does not annul.
            ReasonNeeded: A protected resident that is not open.
            ValidationFailed: ``reason_required`` at ``reason``; ``copies_left`` while a saved copy
                cannot be taken away.
        """
        if self._require("annul") != "yes":
            self._refuse("annul")
        with self._write("document.take_away", "dokument", undoable=False) as unit:
            session = unit.session
            row = self._changing(session, document_id, version, reason)
            blob = session.scalars(select(tables.Blob).where(tables.Blob.id == row.blob_id)).one()
            left = self._clear_copies(session, row.id, blob.sha256)
            if left:
                raise ValidationFailed(Problem("", "copies_left", {"paths": left}))
            _forget_evidence(session, row.id)
            row.blob_id, row.reason = None, reason.strip()
            row.removed_at, row.removed_by_id = self._house.clock.now(), self._actor.staff_id
            session.flush()
            session.delete(blob)
            unit.relabel(f"{row.title} taget væk")
            unit.about(row.person_id)
            changes = unit.commit()
        # The key went with the row; the file is only noise now.
        self._house.blobs.remove(blob.id.hex)
        return changes

    def note_saved_copy(self, document_id: UUID, path: Path) -> Changes:
        """Remember a copy outside the data folder, so that it can be removed again."""
        with self._write("document.save_copy", "gemt kopi", undoable=False) as unit:
            row = self._there(unit.session, document_id)
            saved_at = self._house.clock.now()
            unit.session.add(
                tables.SavedCopy(document_id=row.id, path=str(path), saved_at=saved_at)
            )
            unit.about(row.person_id)
            return unit.commit()

    def remove_copies(self, document_id: UUID) -> tuple[str, ...]:
        """Remove saved copies from disk; returns the paths that are still there, as for letters."""
        with self._write("document.remove_copies", "fjernet gemte kopier", undoable=False) as unit:
            row = self._there(unit.session, document_id)
            session = unit.session
            blob = session.scalars(select(tables.Blob).where(tables.Blob.id == row.blob_id)).one()
            left = self._clear_copies(session, row.id, blob.sha256)
            unit.about(row.person_id)
            unit.commit()
        return left

    def _clear_copies(self, session: Session, document_id: UUID, sha256: str) -> tuple[str, ...]:
        left = []
        for copy in _saved_copies.standing(session, [document_id]):
            if _saved_copies.removed_copy(Path(copy.path), sha256):
                copy.removed_at = self._house.clock.now()
            else:
                left.append(copy.path)
        return tuple(left)

    def _there(self, session: Session, document_id: UUID) -> tables.Document:
        row = self._get(session, tables.Document, document_id)
        self._opened(session, row.person_id)
        if row.blob_id is None:
            raise NotFound(str(document_id))
        return row

    def _changing(
        self, session: Session, document_id: UUID, version: int, reason: str
    ) -> tables.Document:
        if self._require("action_plan") != "yes":
            self._refuse("action_plan")
        row = self._there(session, document_id)
        check_version(session, row, version)
        if not reason.strip():
            raise ValidationFailed(Problem("reason", "reason_required"))
        problems = tuple(text_problems("reason", reason, LONGEST_LINE))
        if problems:
            raise ValidationFailed(*problems)
        return row


def _forget_evidence(session: Session, document_id: UUID) -> None:
    """Nothing of the resident leans on the document any more."""
    for row_class in _EVIDENCE:
        for row in session.scalars(select(row_class).where(row_class.document_id == document_id)):
            row.document_id = None
