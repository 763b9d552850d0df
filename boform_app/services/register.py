"""The letter register (*brevregister*): stored bytes, sent or not, annulled, copies on disk."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select

from boform_app.errors import NotFound, Problem, ValidationFailed
from boform_app.services import _families, _register_steps
from boform_app.services._blobs import read_blob
from boform_app.services._letter_rows import letter_views
from boform_app.services._register_steps import RegisterSteps
from boform_app.services._saved_copies import removed_copy
from boform_app.services.views.letters import LetterView
from models import tables
from models.values.changes import Changes

STATUTORY = _register_steps.STATUTORY


class RegisterService(RegisterSteps):
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
            with self._read() as session:
                person = self._opened(session, person_id)
                family = _families.family(session, person.id)
            query = query.where(tables.Letter.person_id.in_(family))
        else:
            # The register of the house: a letter that came with a resident is another house's.
            query = query.outerjoin(tables.Stay, tables.Stay.id == tables.Letter.stay_id).where(
                func.coalesce(tables.Stay.other_house, "") == ""
            )
        if self._require("write_letters") == "notices_only":
            query = query.where(tables.Letter.kind.in_(STATUTORY))
        if status:
            query = query.where(tables.Letter.status == status)
        if before is not None:
            query = query.where(tables.Letter.made_at < before)
        with self._read() as session:
            return letter_views(session, session.scalars(query), self._house.clock.today())

    def get(self, letter_id: UUID) -> LetterView:
        """One letter.

        Raises:
            NotFound: There is no such letter.
        """
        with self._read() as session:
            letter = self._get(session, tables.Letter, letter_id)
            return letter_views(session, [letter], self._house.clock.today())[0]

    def pdf(self, letter_id: UUID) -> bytes:
        """The exact bytes that were previewed, printed and filed; never rendered again.

        Raises:
            BlobDamaged: The stored file is missing or was changed.
            NotAllowed: A temp and a letter that is no statutory notice.
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            letter = self._get(session, tables.Letter, letter_id)
            self._check_kind(letter.kind)
            self._check_open(session, letter.person_id)
            blob = self._get(session, tables.Blob, letter.blob_id)
        return read_blob(self._house.blobs, blob)

    def answer_form(self, letter_id: UUID) -> bytes:
        """The answer form that goes with a request, as it was stored.

        Raises:
            BlobDamaged: The stored file is missing or was changed.
            NotFound: No form goes with this letter.
        """
        with self._read() as session:
            letter = self._get(session, tables.Letter, letter_id)
            self._check_kind(letter.kind)
            self._check_open(session, letter.person_id)
            if letter.answer_form_blob_id is None:
                raise NotFound("answer_form")
            blob = self._get(session, tables.Blob, letter.answer_form_blob_id)
        return read_blob(self._house.blobs, blob)

    def mark_printed(self, letter_id: UUID, version: int) -> Changes:
        """Note that the letter left the printer; whether it was sent is asked afterwards."""
        with self._write("letter.print", "print af brev", undoable=False) as unit:
            letter = self._checked(unit.session, letter_id, version)
            letter.printed_at = self._house.clock.now()
            unit.about(letter.person_id)
            return unit.commit()

    def mark_sent(
        self,
        letter_id: UUID,
        version: int,
        channel: str,
        on: date,
        *,
        accepted: frozenset[str] = frozenset(),
    ) -> Changes:
        """Mark as sent: closes the deadline and moves plan and prerequisites on (issue F).

        A notice without CPR says so in its text, counts as in time and leaves an open task.

        Args:
            letter_id: The letter.
            version: As it was read.
            channel: How it was sent.
            on: The day.
            accepted: ``consent_ended`` where it left the house although its consent had ended.

        Raises:
            ValidationFailed: ``on`` is before the letter or after today, or no channel was chosen;
                ``letter_consent_withdrawn`` or ``letter_consent_expired``.
        """
        with self._write("letter.send", "brev sendt", undoable=False) as unit:
            letter = self._checked(unit.session, letter_id, version)
            self._check_sending(unit.session, letter, channel, on, accepted=accepted)
            self._send(unit.session, letter, channel, on)
            unit.relabel(f"{letter.title} sendt til {letter.recipient_name}")
            unit.about(letter.person_id)
            return unit.commit()

    def annul(self, letter_id: UUID, version: int, reason: str) -> Changes:
        """Annul a letter with a reason; both lines stay in the register.

        Raises:
            NotAllowed: A sent letter, and the role only proposes; who wrote one that was never
                sent may take it back.
            ValidationFailed: ``required`` at the reason, or ``letter_annulled``.
        """
        with self._write("letter.annul", "annulleret brev", undoable=False) as unit:
            letter = self._checked(unit.session, letter_id, version)
            if letter.status == "sent" and self._require("annul") != "yes":
                self._refuse("annul")
            if not reason.strip():
                raise ValidationFailed(Problem("reason", "required"))
            unit.relabel(f"{letter.title} til {letter.recipient_name} annulleret")
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
        """Remove saved PDFs from disk; returns the paths that are still there.

        A file that is not the letter any more (somebody saved another one under its name) is not
        ours to remove: it is listed and stays.
        """
        left: list[str] = []
        with self._write("letter.remove_copies", "fjernet gemte PDF'er", undoable=False) as unit:
            letter = self._get(unit.session, tables.Letter, letter_id)
            copies = unit.session.scalars(
                select(tables.SavedCopy).where(
                    tables.SavedCopy.letter_id == letter_id, tables.SavedCopy.removed_at.is_(None)
                )
            )
            for copy in copies:
                if removed_copy(Path(copy.path), letter.sha256):
                    copy.removed_at = self._house.clock.now()
                else:
                    left.append(copy.path)
            unit.about(letter.person_id)
            unit.commit()
        return tuple(left)
