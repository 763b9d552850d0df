"""Whom one may see: a temp the present residents, anybody a protected one only with a reason."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from boform_app.errors import ReasonNeeded
from boform_app.services import _families
from boform_app.services.context import OpenedPerson, Service
from models import tables


class SightService(Service):
    """Root of the services about persons."""

    def _seen(self, session: Session, person_id: UUID) -> tables.Person:
        """The kept record of a person the actor may see; a protected one may still be closed.

        Raises:
            NotAllowed: The actor sees present residents only, and this person is none.
            NotFound: There is no such person.
        """
        extent = self._require("see_residents")
        person = _families.kept(session, person_id)
        if extent == "present_only":
            family = _families.family(session, person.id)
            if _families.open_stay(session, family) is None:
                self._refuse("see_residents")
        return person

    def _opened(self, session: Session, person_id: UUID) -> tables.Person:
        """As ``_seen``, and open.

        Raises:
            ReasonNeeded: A protected resident that was not opened in this log-in.
        """
        person = self._seen(session, person_id)
        if self._closed(person):
            raise ReasonNeeded(person.id)
        return person

    def _closed(self, person: tables.Person) -> bool:
        return person.protected_address and self._opening(person.id) is None

    def _opening(self, person_id: UUID) -> OpenedPerson | None:
        return self._house.opened_persons.get(self._actor.session_id, {}).get(person_id)

    def _log_view(self, person_id: UUID, what: str, reason: str = "") -> None:
        with self._house.database.write_unjournaled() as session:
            session.add(
                tables.AccessLog(
                    person_id=person_id,
                    actor_id=self._actor.staff_id,
                    at=self._house.clock.now(),
                    what=what,
                    reason=reason,
                )
            )
