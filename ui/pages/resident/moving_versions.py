"""Which finished overview is read, which one came before it, and the one that was just finished."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from boform_app.rules.readiness import Answers
from boform_app.services.overviews import FinishedOverview, OverviewsService
from boform_app.services.views.overviews import OverviewVersion


@dataclass(frozen=True, slots=True)
class JustFinished:
    """What was typed into a version, for when finishing it is undone.

    Attributes:
        person_id: Whom it is about.
        version_id: The version that was made.
        answers: Every answer of it.
        talked_on: Day of the talk.
        second: Id of the colleague who rated as well, "" for nobody.
        talked_with: Who talked with the resident, in words.
    """

    person_id: UUID
    version_id: UUID
    answers: Answers
    talked_on: date
    second: str
    talked_with: str


class Versions:
    """The finished overviews of one person, newest first.

    Attributes:
        all: What there is to choose from.
        shown: The one that is read; None while one is being filled in, or where there is none.
        before: What it is compared with.
        finished: The newest one made at this log-in, as long as it has not been undone.
    """

    def __init__(self, overviews: OverviewsService) -> None:
        self._overviews = overviews
        self.all: tuple[OverviewVersion, ...] = ()
        self.shown: FinishedOverview | None = None
        self.before: FinishedOverview | None = None
        self.finished: JustFinished | None = None

    def read(self, person_id: UUID) -> None:
        """What is kept about a person now."""
        self.all = self._overviews.versions(person_id)

    def choose(self, wanted: UUID | None) -> None:
        """Read one, the newest where it is not named or not there any more."""
        ids = [version.id for version in self.all]
        place = ids.index(wanted) if wanted in ids else 0
        self.shown = self._at(place)
        self.before = self._at(place + 1)

    def choose_again(self) -> None:
        """The one that was read, as it is now."""
        self.choose(self.shown.version.id if self.shown else None)

    def newest(self) -> FinishedOverview | None:
        """The last one, with its answers."""
        return self._at(0)

    def take_undone(self, person_id: UUID | None) -> JustFinished | None:
        """The one that was just finished, once, when it is not there any more."""
        made = self.finished
        if made is None or made.person_id != person_id:
            return None
        if made.version_id in {version.id for version in self.all}:
            return None
        self.finished = None
        return made

    def _at(self, place: int) -> FinishedOverview | None:
        return self._overviews.get(self.all[place].id) if place < len(self.all) else None
