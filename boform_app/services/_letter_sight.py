"""Who may see and write which letters, and what a stored letter says."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.errors import ReasonNeeded
from boform_app.services import _families, _letter_shape, _stored_letters
from boform_app.services._blobs import read_blob
from boform_app.services._letter_kinds import KINDS
from boform_app.services._sight import SightService
from boform_app.services.register import STATUTORY
from boform_app.services.views.letters import LetterEdits, SectionView
from models import tables
from reports.contexts import LetterContext


class LetterSight(SightService):
    """Root of the service of letters: permissions, and the letters that were made."""

    def sections(self, letter_id: UUID) -> tuple[SectionView, ...]:
        """What a stored letter says, section by section, from the stored context."""
        context, edits = self._stored(letter_id)
        return _letter_shape.sections_of(context, context, edits)

    def again(self, letter_id: UUID) -> LetterEdits:
        """The edits of a stored letter, as the start of the next (*Lav ny ud fra dette*).

        Dates are proposed anew, and so is every basis: a consent may have ended since.
        """
        return _stored_letters.anew(self._stored(letter_id)[1])

    def _stored(self, letter_id: UUID) -> tuple[LetterContext, LetterEdits]:
        with self._read() as session:
            letter = self._get(session, tables.Letter, letter_id)
            self._check_open(session, letter.person_id)
            blob = self._get(session, tables.Blob, letter.context_blob_id)
        self._check_allowed(letter.kind)
        return _stored_letters.unpack(read_blob(self._house.blobs, blob))

    def _check_open(self, session: Session, person_id: UUID) -> UUID:
        """The kept record's id. A temp may send the last notice, so presence is not asked for."""
        person = _families.kept(session, person_id)
        if self._closed(person):
            raise ReasonNeeded(person.id)
        return person.id

    def _check_allowed(self, kind: str) -> None:
        if self._require("write_letters") == "notices_only" and kind not in STATUTORY:
            self._refuse("write_letters")

    def _check_may_make(self, kind: str) -> None:
        if KINDS[kind].view.decision and self._require("decision_letters") != "yes":
            self._refuse("decision_letters")
