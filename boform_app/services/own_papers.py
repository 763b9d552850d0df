"""Papers for the resident: the own folder (41), the own plan, and the empty conversation sheet (44)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.errors import Problem, ValidationFailed
from boform_app.services import _letter_sources
from boform_app.services._letter_sources import LastOverview, Sources
from boform_app.services._sight import SightService
from boform_app.services.overviews import OverviewsService
from models.values.languages import Language

if TYPE_CHECKING:
    from reports.contexts import LetterContext

PRINTED = {"own_folder": "own_folder", "own_plan": "own_plan", "overview": "overview_print"}
"""What the access log says when a paper was printed, by its kind."""


class OwnPapersService(SightService):
    """Made at any time, kept nowhere: each print is as the day is."""

    def folder(self, person_id: UUID, language: Language = "da") -> bytes:
        """The resident's own folder as PDF.

        Raises:
            NotFound: The person has never had a stay here.
            ReasonNeeded: A protected resident that is not open.
            ValidationFailed: ``glyph_missing``: the fonts lack a character.
        """
        from boform_app.services import _own_folder  # noqa: PLC0415 - only what prints pays for it
        from reports.letters import own_folder  # noqa: PLC0415 - only what prints pays for it

        now = self._house.clock.now()

        def make(session: Session, sources: Sources) -> LetterContext:
            return own_folder.compose(_own_folder.folder_facts(session, sources, now, language))

        return self._rendered(person_id, make)

    def plan(self, person_id: UUID, language: Language = "da") -> bytes:
        """The resident's own plan on one page as PDF.

        Raises:
            NotFound: The person has never had a stay here.
            ReasonNeeded: A protected resident that is not open.
            ValidationFailed: ``no_goals``: there is no goal to print yet; ``glyph_missing``.
        """
        from boform_app.services import _own_folder  # noqa: PLC0415 - only what prints pays for it
        from reports.letters import own_plan  # noqa: PLC0415 - only what prints pays for it

        def make(session: Session, sources: Sources) -> LetterContext:
            facts = _own_folder.plan_facts(session, sources, language)
            if facts is None:
                raise ValidationFailed(Problem("", "no_goals"))
            return own_plan.compose(facts)

        return self._rendered(person_id, make)

    def conversation_sheet(self) -> bytes:
        """The empty sheet as PDF; nobody's name is on it."""
        from boform_app.services import _own_folder  # noqa: PLC0415 - only what prints pays for it
        from reports.letters import conversation_sheet  # noqa: PLC0415 - only what prints pays for it

        self._require("see_residents")
        with self._read() as session:
            facts = _own_folder.conversation_facts(session, self._house.clock.today())
        return _bytes(conversation_sheet.compose(facts))

    def printed(self, person_id: UUID, kind: str) -> None:
        """Note in the access log that a paper was printed or saved.

        Args:
            person_id: Whose paper.
            kind: A key of ``PRINTED``.
        """
        with self._read() as session:
            person = self._opened(session, person_id)
        self._log_view(person.id, PRINTED[kind])

    def _rendered(
        self, person_id: UUID, make: Callable[[Session, Sources], LetterContext]
    ) -> bytes:
        last = OverviewsService(self._house, self._actor).last(person_id)
        known = LastOverview(last.version.assessed_on, last.answers, last.result) if last else None
        with self._read() as session:
            person = self._opened(session, person_id)
            sources = _letter_sources.load(
                session, person.id, self._actor, self._house.clock.today(), known
            )
            context = make(session, sources)
        return _bytes(context)


def _bytes(context: LetterContext) -> bytes:
    from reports.render import missing_characters, render  # noqa: PLC0415 - only what prints pays for it

    lacking = missing_characters(context)
    if lacking:
        raise ValidationFailed(
            *(Problem("", "glyph_missing", {"character": one}) for one in lacking)
        )
    return render(context)
