"""Documents that came in: kept as encrypted files, looked at only through the door for foreign ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import NotFound, Problem, ValidationFailed
from boform_app.exchange import foreign
from boform_app.services import _documents, _families, _saved_copies
from boform_app.services._blobs import read_blob
from boform_app.services._changed import check_version
from boform_app.services._letter_rows import staff_names
from boform_app.services._sight import SightService
from boform_app.services._stay_checks import key_problem
from boform_app.services._texts import LONGEST_LINE, text_problems
from boform_app.services.views.contacts import DocumentCommand, DocumentView, PagePicture
from boform_app.services.views.people import StaffName
from models import tables
from models.values.changes import Changes
from models.values.lists import label

_FACTS = {
    "letter_id": "brev",
    "title": "dokumentets navn",
    "kind": "slags dokument",
    "sender": "afsender",
    "received_on": "dag for modtagelsen",
}

DocumentFact = str | date | UUID | None


class DocumentsService(SightService):
    """Received plans, decisions, answers and scans of a resident."""

    def of_person(self, person_id: UUID) -> tuple[DocumentView, ...]:
        """All documents, of joined records too, the latest received first.

        Raises:
            NotAllowed: The actor sees present residents only.
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            family = _families.family(session, self._opened(session, person_id).id)
            rows = session.execute(
                select(tables.Document, tables.Blob.size)
                .join(tables.Blob, tables.Blob.id == tables.Document.blob_id)
                .where(tables.Document.person_id.in_(family))
                .order_by(tables.Document.received_on.desc(), tables.Document.added_at.desc())
            ).all()
            staff = staff_names(session, (row.added_by_id for row, _ in rows))
            copies = _saved_copies.paths(session, (row.id for row, _ in rows))
            return tuple(
                replace(view(row, size, staff[row.added_by_id]), copies=copies.get(row.id, ()))
                for row, size in rows
            )

    def keep(self, command: DocumentCommand) -> Changes:
        """Keep a file; it is looked at in a child process first. A worker's work.

        Raises:
            DiskFull: No room; nothing was kept.
            ForeignFile: It cannot be opened safely, or is neither PDF nor picture; nothing changed.
            NotAllowed: The role reads the plan and changes nothing.
            ReasonNeeded: A protected resident that is not open.
            ValidationFailed: ``required`` or ``unknown_choice`` at ``kind``, ``in_future`` at
                ``received_on``, ``unknown_choice`` at ``stay_id`` or ``letter_id``.
        """
        self._require_change()
        with self._read() as session:
            self._check(session, command)
        found = _documents.look_at(command.data)
        with self._write("document.keep", "dokument") as unit:
            stay = self._check(unit.session, command)
            incoming = _documents.Incoming(
                data=command.data,
                kind=command.kind,
                title=command.title.strip() or label("document_kinds", command.kind),
                media_type=found.media_type,
                received_on=command.received_on or self._house.clock.today(),
                file_name=command.file_name.strip(),
                sender=command.sender.strip(),
                page_count=found.page_count,
                letter_id=command.letter_id,
            )
            row = _documents.keep(
                self._house.blobs,
                unit.session,
                incoming,
                stay=stay,
                by_id=self._actor.staff_id,
                at=self._house.clock.now(),
            )
            unit.relabel(f"{row.title} om {self._name(unit.session, stay.person_id)}")
            unit.about(stay.person_id)
            return unit.commit()

    def data(self, document_id: UUID) -> bytes:
        """The exact bytes that came in.

        Raises:
            BlobDamaged: The stored file is missing or was changed.
            NotFound: There is no such document, or it was taken away.
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            row = self._document(session, document_id)
            blob = session.get(tables.Blob, row.blob_id) if row.blob_id else None
        if blob is None:
            raise NotFound("document")
        return read_blob(self._house.blobs, blob)

    def pages(self, document_id: UUID, first: int = 0) -> tuple[PagePicture, ...]:
        """Ten pages at most as pictures from ``first`` (from 0), made in the child. A worker's work.

        Raises:
            BlobDamaged: The stored file is missing or was changed.
            ForeignFile: It cannot be opened safely.
            NotFound: There is no such document.
            ReasonNeeded: A protected resident that is not open.
        """
        found = foreign.inspect(self.data(document_id), first=first)
        return tuple(PagePicture(page.width, page.height, page.rgb) for page in found.pages)

    def set_fact(self, document_id: UUID, version: int, field: str, value: DocumentFact) -> Changes:
        """Change one fact; raises as ``change``."""
        return self.change(document_id, version, {field: value})

    def change(self, document_id: UUID, version: int, facts: Mapping[str, DocumentFact]) -> Changes:
        """Change ``title``, ``kind``, ``sender``, ``received_on`` or ``letter_id``; bytes never change.

        Raises:
            Conflict: Somebody changed it since it was read.
            NotAllowed: The role reads the plan and changes nothing.
            ReasonNeeded: A protected resident that is not open.
            ValidationFailed: ``unknown_field``; ``required`` or ``unknown_choice`` at the field;
                ``in_future`` at ``received_on``.
        """
        self._require_change()
        unknown = [Problem(field, "unknown_field") for field in facts if field not in _FACTS]
        if unknown:
            raise ValidationFailed(*unknown)
        kept = {
            field: value.strip() if isinstance(value, str) else value
            for field, value in facts.items()
        }
        with self._write("document.set_fact", "dokument") as unit:
            row = self._document(unit.session, document_id)
            check_version(unit.session, row, version)
            if row.blob_id is None:
                raise NotFound("document")
            problems = [
                problem
                for field, value in kept.items()
                for problem in self._problems_of(unit.session, row, field, value)
            ]
            if problems:
                raise ValidationFailed(*problems)
            for field, value in kept.items():
                setattr(row, field, value)
            what = [_FACTS[field] for field in kept]
            unit.relabel(f"{what[0] if len(what) == 1 else 'oplysninger'} for {row.title}")
            unit.about(row.person_id)
            return unit.commit()

    def _problems_of(
        self, session: Session, row: tables.Document, field: str, value: DocumentFact
    ) -> Iterator[Problem]:
        if field == "letter_id":
            return _letter_problems(session, row, value)
        return self._fact_problems(field, value)

    def _require_change(self) -> None:
        if self._require("action_plan") != "yes":
            self._refuse("action_plan")

    def _document(self, session: Session, document_id: UUID) -> tables.Document:
        row = self._get(session, tables.Document, document_id)
        self._opened(session, row.person_id)
        return row

    def _check(self, session: Session, command: DocumentCommand) -> tables.Stay:
        """The stay the document belongs to."""
        person = self._opened(session, command.person_id)
        family = _families.family(session, person.id)
        problems = [*self._problems(session, command, family)]
        stay = self._stay_of(session, command, family)
        if stay is None:
            problems.append(Problem("stay_id", "unknown_choice"))
        if problems or stay is None:
            raise ValidationFailed(*problems)
        return stay

    @staticmethod
    def _stay_of(
        session: Session, command: DocumentCommand, family: tuple[UUID, ...]
    ) -> tables.Stay | None:
        stays = _families.stays_of(session, family)
        wanted = (s for s in stays if command.stay_id is None or s.id == command.stay_id)
        return next(wanted, None)

    def _problems(
        self, session: Session, command: DocumentCommand, family: tuple[UUID, ...]
    ) -> Iterator[Problem]:
        if command.received_on is not None:
            yield from self._fact_problems("received_on", command.received_on)
        yield from self._fact_problems("kind", command.kind)
        for field in ("title", "sender", "file_name"):
            yield from text_problems(field, getattr(command, field), LONGEST_LINE)
        if command.letter_id is not None:
            letter = session.get(tables.Letter, command.letter_id)
            if letter is None or letter.person_id not in family:
                yield Problem("letter_id", "unknown_choice")

    def _fact_problems(self, field: str, value: DocumentFact) -> Iterator[Problem]:
        if not value and field != "sender":
            yield Problem(field, "required")
        if isinstance(value, date) != (field == "received_on"):
            yield Problem(field, "not_understood")
        elif isinstance(value, date) and value > self._house.clock.today():
            yield Problem(field, "in_future")
        elif isinstance(value, str):
            yield from text_problems(field, value, LONGEST_LINE)
        if field == "kind" and isinstance(value, str):
            problem = key_problem(field, "document_kinds", value)
            if problem is not None:
                yield problem

    @staticmethod
    def _name(session: Session, person_id: UUID) -> str:
        return _families.full_name(_families.kept(session, person_id))


def _letter_problems(
    session: Session, row: tables.Document, letter_id: DocumentFact
) -> Iterator[Problem]:
    """A document belongs to a letter about the same resident, or to none."""
    if letter_id is None:
        return
    letter = session.get(tables.Letter, letter_id)
    if letter is None or letter.person_id not in _families.family(session, row.person_id):
        yield Problem("letter_id", "unknown_choice")


def view(row: tables.Document, size: int, added_by: StaffName) -> DocumentView:
    """A document for the window."""
    return DocumentView(
        id=row.id,
        version=row.version,
        person_id=row.person_id,
        stay_id=row.stay_id,
        kind=row.kind,
        kind_label=label("document_kinds", row.kind),
        title=row.title,
        sender=row.sender,
        received_on=row.received_on,
        file_name=row.file_name,
        media_type=row.media_type,
        page_count=row.page_count,
        size=size,
        letter_id=row.letter_id,
        added_at=row.added_at,
        added_by=added_by,
        reason=row.reason,
    )
