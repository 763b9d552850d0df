"""Overviews of one resident over time (*Over tid*): lines for both voices, and what happened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from boform_app.clock import local_date
from boform_app.rules.readiness.course import changes, courses
from boform_app.services._sight import SightService
from boform_app.services.notes import NotesService
from boform_app.services.overviews import OverviewsService
from boform_app.services.timeline import TimelineService
from boform_app.services.views.overviews import CourseEvent, CourseView
from boform_app.services.views.records import TimelineItem

_SHOWN = {"admission", "end", "past_stay", "move", "support", "home", "absence"}
# Who said no to a home is not counted anywhere (readiness.md 3.9), so it is no mark on an axis.
_NOT_SHOWN = ("Sagde nej tak", "Så på bolig", "Aftalt at se")
_PLAN = ("Handleplan modtaget", "Handleplan i gang")
_TALK = "Samtale"


class CourseService(SightService):
    """One resident's course; reads what overviews and timeline know."""

    def of(self, person_id: UUID) -> CourseView:
        """Every finished overview with what happened since the first stay began.

        Raises:
            ReasonNeeded: A protected resident that is not open.
        """
        overviews = OverviewsService(self._house, self._actor)
        finished = [overviews.get(one.id) for one in reversed(overviews.versions(person_id))]
        steps = TimelineService(self._house, self._actor).steps(person_id)
        talks = NotesService(self._house, self._actor).moments(person_id, "conversation")
        changed = changes(finished[-2].answers, finished[-1].answers) if len(finished) > 1 else ()
        return CourseView(
            versions=tuple(one.version for one in finished),
            courses=courses((one.version.assessed_on, one.answers) for one in finished),
            events=_events(steps, talks),
            changes=changed,
        )


def _events(steps: Iterable[TimelineItem], talks: Iterable[datetime]) -> tuple[CourseEvent, ...]:
    """What may stand on the axis, oldest first; titles alone, never what a note says."""
    found = [
        (item.at, CourseEvent(item.day, item.kind, item.title))
        for item in steps
        if _has_place(item)
    ]
    found += [(at, CourseEvent(local_date(at), "note", _TALK)) for at in talks]
    ordered = sorted(found, key=lambda one: one[0])
    return tuple(dict.fromkeys(event for _, event in ordered))


def _has_place(item: TimelineItem) -> bool:
    if item.kind == "plan":
        return item.title in _PLAN
    return item.kind in _SHOWN and not item.title.startswith(_NOT_SHOWN)
