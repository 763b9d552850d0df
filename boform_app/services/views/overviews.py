"""What the window knows of finished Udflytningsoverblikke."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from boform_app.rules.readiness.course import Change, Course
from boform_app.services.views.people import StaffName


@dataclass(frozen=True, slots=True)
class OverviewVersion:
    """A finished Udflytningsoverblik in the list of versions.

    Attributes:
        second: Who else on the staff rated, None where nobody did.
        talked_with: Who talked with the resident, "" for whoever finished it.
    """

    id: UUID
    assessed_on: date
    finished_by: StaffName
    category: str
    instrument_version: str
    second: StaffName | None = None
    talked_with: str = ""


@dataclass(frozen=True, slots=True)
class CourseEvent:
    """Something that happened, on the axis of an area over time.

    Attributes:
        kind: ``admission``, ``move``, ``plan``, ``letter``, ``support``, ``home``, ``meeting``,
            ``end`` and the like, as in the timeline.
    """

    on: date
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class CourseView:
    """A resident's overviews over time; nothing is added up.

    Attributes:
        versions: Finished versions, oldest first.
        courses: The fourteen areas.
        events: Oldest first.
        changes: What changed from the version before the newest one; empty with fewer than two.
    """

    versions: tuple[OverviewVersion, ...]
    courses: tuple[Course, ...]
    events: tuple[CourseEvent, ...]
    changes: tuple[Change, ...]
