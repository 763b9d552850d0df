"""What the register and the stack do with one letter: who may, whether it can be, what follows."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.errors import Conflict, Problem, ReasonNeeded, ValidationFailed
from boform_app.services import _families, _letter_consents, _sent_effects, _stored_letters
from boform_app.services._blobs import read_blob
from boform_app.services._sight import SightService
from models import tables

# Letters a temp may handle (permissions.md, "the two statutory notices").
STATUTORY = frozenset({"admission_notice", "discharge_notice"})


class RegisterSteps(SightService):
    """Root of the services about letters that were made."""

    def _checked(self, session: Session, letter_id: UUID, version: int) -> tables.Letter:
        letter = self._get(session, tables.Letter, letter_id)
        self._check_kind(letter.kind)
        self._check_open(session, letter.person_id)
        if letter.version != version:
            raise Conflict("letter", str(letter_id))
        if letter.status == "annulled":
            raise ValidationFailed(Problem("", "letter_annulled"))
        return letter

    def _about(self, session: Session, letter: tables.Letter) -> tuple[str, ...]:
        """The prerequisite that a reminder is about when no letter went before it."""
        if letter.kind != "reminder" or letter.about_id is not None:
            return ()
        blob = self._get(session, tables.Blob, letter.context_blob_id)
        _, edits = _stored_letters.unpack(read_blob(self._house.blobs, blob))
        return (edits.fields.get("about", ""),)

    def _check_kind(self, kind: str) -> None:
        if self._require("write_letters") == "notices_only" and kind not in STATUTORY:
            self._refuse("write_letters")

    def _check_open(self, session: Session, person_id: UUID) -> None:
        """A protected resident's letters need the reason; a temp also sends the last notice."""
        person = _families.kept(session, person_id)
        if self._closed(person):
            raise ReasonNeeded(person.id)

    def _send(self, session: Session, letter: tables.Letter, channel: str, on: date) -> None:
        """Mark a checked letter as sent, and move on what it moves."""
        letter.status, letter.sent_on, letter.channel = "sent", on, channel
        letter.sent_by_id = self._actor.staff_id
        today, about = self._house.clock.today(), self._about(session, letter)
        _sent_effects.apply(session, letter, today=today, codes=about)

    def _check_sending(
        self,
        session: Session,
        letter: tables.Letter,
        channel: str,
        on: date,
        *,
        accepted: frozenset[str] = frozenset(),
    ) -> None:
        problems = self._sending_problems(session, letter, channel, on)
        if _letter_consents.STILL_SENT in accepted:
            problems = [one for one in problems if not one.code.startswith("letter_consent_")]
        if problems:
            raise ValidationFailed(*problems)

    def _sending_problems(
        self, session: Session, letter: tables.Letter, channel: str, on: date
    ) -> list[Problem]:
        problems: list[Problem] = []
        if not channel:
            problems.append(Problem("channel", "required"))
        if on < letter.letter_date:
            problems.append(Problem("on", "sent_before_letter"))
        if on > self._house.clock.today():
            problems.append(Problem("on", "in_future"))
        if letter.status == "sent":
            problems.append(Problem("", "already_sent"))
        over = _letter_consents.problem(session, letter, on)
        return [*problems, over] if over else problems
