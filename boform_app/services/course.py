"""Overviews of one resident over time (*Over tid*): lines for both voices, and what happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from boform_app.rules.readiness.course import changes, courses
from boform_app.services._sight import SightService
from boform_app.services.overviews import OverviewsService
from boform_app.services.timeline import TimelineService
from boform_app.services.views.overviews import CourseEvent, CourseView
from boform_app.services.views.records import TimelineItem

_SHOWN = {"admission", "end", "past_stay", "move", "support", "home", "absence"}
# Who said no to a home is not counted anywhere (readiness.md 3.9), so it is no mark on an axis.
_NOT_SHOWN = ("Sagde nej tak", "Så på bolig", "Aftalt at se")
_PLAN = ("Handleplan modtaget", "Handleplan i gang")
_TALK = "Notat – samtale"
_MOST = 500


class CourseService(SightService):
    """One resident's course; reads what overviews and timeline know."""

    def of(self, person_id: UUID) -> CourseView:
        """Every finished overview with what happened since the first stay began.

        Raises:
            ReasonNeeded: A protected resident that is not open.
        """
        overviews = OverviewsService(self._house, self._actor)
        finished = [overviews.get(one.id) for one in reversed(overviews.versions(person_id))]
        timeline = TimelineService(self._house, self._actor).items(person_id, limit=_MOST)
        changed = changes(finished[-2].answers, finished[-1].answers) if len(finished) > 1 else ()
        return CourseView(
            versions=tuple(one.version for one in finished),
            courses=courses((one.version.assessed_on, one.answers) for one in finished),
            events=tuple(events(reversed(timeline))),
            changes=changed,
        )


def events(items: Iterable[TimelineItem]) -> Iterator[CourseEvent]:
    """What may stand on the axis; titles alone, never what a note says."""
    seen: set[CourseEvent] = set()
    for item in items:
        title = _title(item)
        made = CourseEvent(item.day, item.kind, title)
        if title and made not in seen:
            seen.add(made)
            yield made


def _title(item: TimelineItem) -> str:
    if item.kind == "note":
        return "Samtale" if item.title == _TALK else ""
    if item.kind == "plan":
        return item.title if item.title in _PLAN else ""
    if item.kind not in _SHOWN or item.title.startswith(_NOT_SHOWN):
        return ""
    return item.title
