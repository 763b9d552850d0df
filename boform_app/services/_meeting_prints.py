"""What can be printed of a meeting."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.services import _agendas, _families, _meeting_documents, _meeting_views
from boform_app.services._sight import SightService
from boform_app.services.cooperation import CooperationService
from boform_app.services.views.contacts import MeetingView
from models import tables
from reports.contexts import LetterContext


class MeetingPrints(SightService):
    """Root of the meetings: their agenda and their minute on paper."""

    def agenda_document(self, meeting_id: UUID) -> bytes:
        """The agenda as PDF; of a cooperation meeting it is the municipality's sheet.

        Raises:
            MissingCharacters: The fonts lack a character.
            NotAllowed: A cooperation meeting, and the role writes no letters to municipalities.
            NotFound: There is no such meeting.
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            view, _hidden = self._to_print(session, meeting_id)
            if view.kind == "case":
                today = self._house.clock.today()
                context = _meeting_documents.agenda(session, view, self._actor, today)
                return _rendered(context)
        sheets = CooperationService(self._house, self._actor)
        return sheets.sheet(view.municipality_code, meeting_id)

    def minutes_document(self, meeting_id: UUID) -> bytes:
        """The minute as PDF.

        Raises:
            MissingCharacters: The fonts lack a character.
            NotFound: There is no such meeting.
            ReasonNeeded: A protected resident that is not open.
            ValidationFailed: ``required`` at ``minute``: nobody has written it yet.
        """
        with self._read() as session:
            view, hidden = self._to_print(session, meeting_id)
            today = self._house.clock.today()
            context = _meeting_documents.minutes(session, view, self._actor, today, hidden)
        return _rendered(context)

    def _to_print(self, session: Session, meeting_id: UUID) -> tuple[MeetingView, set[UUID]]:
        """The meeting, and the stays on it that are about protected residents who are not open."""
        self._require("see_residents")
        row = self._get(session, tables.Meeting, meeting_id)
        if row.stay_id is not None:
            self._opened(session, session.get_one(tables.Stay, row.stay_id).person_id)
        stays = [session.get_one(tables.Stay, one) for one in _agendas.stays_in(row)]
        hidden = {
            stay.id for stay in stays if self._closed(_families.kept(session, stay.person_id))
        }
        (view,) = _meeting_views.views(session, [row], self._house.clock.now(), self._closed)
        return view, hidden


def _rendered(context: LetterContext) -> bytes:
    from reports.render import render  # noqa: PLC0415 - only whoever prints pays for it

    return render(context)
