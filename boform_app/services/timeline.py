"""The timeline (*Tidslinje*) of a person: what happened, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.services import _families
from boform_app.services import _timeline_items as found
from boform_app.services._case_items import from_case
from boform_app.services._moving_items import from_moving
from boform_app.services._plan_items import from_stay_plan
from boform_app.services._sight import SightService
from boform_app.services.notes import NotesService
from boform_app.services.views.records import TimelineItem
from models import tables


class TimelineService(SightService):
    """Notes, stays, moves, consents, letters, talks, plan and overviews in one line."""

    def items(
        self, person_id: UUID, *, important_only: bool = False, limit: int = 100
    ) -> tuple[TimelineItem, ...]:
        """The latest items; the present (or last) stay in full, earlier ones as one item each.

        Args:
            person_id: The person; joined records are read with it.
            important_only: Leave out ordinary notes, moves and absences.
            limit: How many at most.
        """
        notes = NotesService(self._house, self._actor).for_person(person_id, limit=limit)
        now = self._house.clock.now()
        with self._read() as session:
            family = _families.family(session, self._opened(session, person_id).id)
            stays = _families.stays_of(session, family)
            items = [
                *found.from_notes(notes),
                *found.from_stays(session, stays),
                *found.from_consents(session, family),
                *found.from_letters(session, family),
                *found.from_overviews(session, family),
                *found.from_elsewhere(session, family),
                *(item for stay in stays[:1] for item in from_stay_plan(session, stay)),
                *_of_moving(session, stays, now),
                *(item for stay in stays[:1] for item in from_case(session, stay, now, limit)),
            ]
        kept = [item for item in items if item.important or not important_only]
        kept = found.without_doubles(kept)
        return tuple(sorted(kept, key=lambda item: item.at, reverse=True)[:limit])

    def steps(self, person_id: UUID) -> tuple[TimelineItem, ...]:
        """Stays with their moves, absences and plan, support and home: all of them, oldest first.

        Raises:
            ReasonNeeded: A protected resident that is not open.
        """
        with self._read() as session:
            family = _families.family(session, self._opened(session, person_id).id)
            stays = _families.stays_of(session, family)
            items = [
                *found.from_stays(session, stays),
                *found.from_elsewhere(session, family),
                *_of_moving(session, stays, self._house.clock.now()),
            ]
        return tuple(sorted(items, key=lambda item: item.at))


def _of_moving(
    session: Session, stays: Sequence[tables.Stay], now: datetime
) -> Iterator[TimelineItem]:
    """Support and home of the present (or last) stay."""
    for stay in stays[:1]:
        yield from from_moving(session, stay, local_date(now))
