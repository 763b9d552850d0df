"""The letter register (*brevregister*): stored bytes, sent or not, annulled, copies on disk."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.errors import Conflict, Problem, ValidationFailed
from boform_app.services import _sent_effects
from boform_app.services._blobs import read_blob
from boform_app.services._letter_rows import letter_views
from boform_app.services.context import Service
from boform_app.services.views.cases import LetterView
from models import tables
from models.values.changes import Changes

# Letters a temp may handle (permissions.md, "the two statutory notices").
STATUTORY = frozenset({"admission_notice", "discharge_notice"})


class RegisterService(Service):
    """Letters that were made: their exact bytes and what became of them."""

    def letters(
        self,
        person_id: UUID | None = None,
        status: str = "",
        before: datetime | None = None,
        limit: int = 100,
    ) -> tuple[LetterView, ...]:
        """Letters, newest first; ``status`` is ``made``, ``sent``, ``annulled`` or "" for all."""
        query = select(tables.Letter).order_by(tables.Letter.made_at.desc()).limit(limit)
        if person_id is not None:
            query = query.where(tables.Letter.person_id == person_id)
        if status:
            query = query.where(tables.Letter.status == status)
        if before is not None:
            query = query.where(tables.Letter.made_at < before)
        with self._read() as session:
            return letter_views(session, session.scalars(query))

    def get(self, letter_id: UUID) -> LetterView:
        """One letter.

        Raises:
            NotFound: There is no such letter.
        """
        with self._read() as session:
            return letter_views(session, [self._get(session, tables.Letter, letter_id)])[0]

    def pdf(self, letter_id: UUID) -> bytes:
        """The exact bytes that were previewed, printed and filed; never rendered again.

        Raises:
            BlobDamaged: The stored file is missing or was changed.
        """
        with self._read() as session:
            blob = self._get(
                session, tables.Blob, self._get(session, tables.Letter, letter_id).blob_id
            )
        return read_blob(self._house.blobs, blob)

    def mark_printed(self, letter_id: UUID, version: int) -> Changes:
        """Note that the letter left the printer; whether it was sent is asked afterwards."""
        with self._write("letter.print", "print af brev", undoable=False) as unit:
            letter = self._checked(unit.session, letter_id, version)
            letter.printed_at = self._house.clock.now()
            unit.about(letter.person_id)
            return unit.commit()

    def mark_sent(self, letter_id: UUID, version: int, channel: str, on: date) -> Changes:
        """Mark as sent: closes the deadline and moves plan and prerequisites on (issue F).

        Raises:
            ValidationFailed: ``on`` is before the letter or after today, or no channel was chosen.
        """
        with self._write("letter.send", "brev sendt", undoable=False) as unit:
            letter = self._checked(unit.session, letter_id, version)
            self._check_sending(letter, channel, on)
            letter.status, letter.sent_on, letter.channel = "sent", on, channel
            letter.sent_by_id = self._actor.staff_id
            unit.relabel(f"{letter.title} sendt til {letter.recipient_name}")
            unit.about(letter.person_id)
            _sent_effects.apply(unit.session, letter, today=self._house.clock.today())
            return unit.commit()

    def annul(self, letter_id: UUID, version: int, reason: str) -> Changes:
        """Annul a letter with a reason; both lines stay in the register."""
        self._require("annul")
        if not reason.strip():
            raise ValidationFailed(Problem("reason", "required"))
        with self._write("letter.annul", "annulleret brev", undoable=False) as unit:
            letter = self._checked(unit.session, letter_id, version)
            letter.status, letter.annulled_reason = "annulled", reason.strip()
            letter.annulled_at, letter.annulled_by_id = (
                self._house.clock.now(),
                self._actor.staff_id,
            )
            unit.about(letter.person_id)
            return unit.commit()

    def note_saved_copy(self, letter_id: UUID, path: Path) -> Changes:
        """Remember a PDF that was saved outside the data folder, so that it can be removed again."""
        with self._write("letter.save_copy", "gemt PDF", undoable=False) as unit:
            letter = self._get(unit.session, tables.Letter, letter_id)
            unit.session.add(
                tables.SavedCopy(
                    letter_id=letter.id, path=str(path), saved_at=self._house.clock.now()
                )
            )
            unit.about(letter.person_id)
            return unit.commit()

    def remove_copies(self, letter_id: UUID) -> tuple[str, ...]:
        """Remove saved PDFs from disk; returns the paths that could not be removed."""
        left: list[str] = []
        with self._write("letter.remove_copies", "fjernet gemte PDF'er", undoable=False) as unit:
            copies = unit.session.scalars(
                select(tables.SavedCopy).where(
                    tables.SavedCopy.letter_id == letter_id, tables.SavedCopy.removed_at.is_(None)
                )
            )
            for copy in copies:
                try:
                    Path(copy.path).unlink(missing_ok=True)
                except OSError:
                    left.append(copy.path)
                else:
                    copy.removed_at = self._house.clock.now()
            unit.commit()
        return tuple(left)

    def _checked(self, session: Session, letter_id: UUID, version: int) -> tables.Letter:
        letter = self._get(session, tables.Letter, letter_id)
        extent = self._require("write_letters")
        if extent == "notices_only" and letter.kind not in STATUTORY:
            self._refuse("write_letters")
        if letter.version != version:
            raise Conflict("letter", str(letter_id))
        if letter.status == "annulled":
            raise ValidationFailed(Problem("", "letter_annulled"))
        return letter

    def _check_sending(self, letter: tables.Letter, channel: str, on: date) -> None:
        problems: list[Problem] = []
        if not channel:
            problems.append(Problem("channel", "required"))
        if on < letter.letter_date:
            problems.append(Problem("on", "sent_before_letter"))
        if on > self._house.clock.today():
            problems.append(Problem("on", "in_future"))
        if letter.status == "sent":
            problems.append(Problem("", "already_sent"))
        if problems:
            raise ValidationFailed(*problems)
