"""What the resident page knows about the person it shows, read once for all its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from boform_app.services.views.people import Identity
from boform_app.services.views.stays import StayView
from boform_app.services.views.today import DeadlineRow
from ui.session import Session


@dataclass(frozen=True, slots=True)
class Case:
    """A resident and what the person at the keyboard may do.

    Attributes:
        stay: The present stay, or the last one; None when every stay was annulled.
        joined: Records joined into this one, as id and full name.
        allowed: Extents by permission.
    """

    identity: Identity
    stay: StayView | None = None
    deadlines: tuple[DeadlineRow, ...] = ()
    joined: tuple[tuple[UUID, str], ...] = ()
    allowed: Mapping[str, str] = field(default_factory=dict)

    @property
    def present(self) -> bool:
        """Whether the resident lives here now."""
        return self.stay is not None and self.stay.ended_at is None

    def may(self, permission: str) -> bool:
        """Whether the role has the permission at all."""
        return self.allowed.get(permission, "no") != "no"

    def decides(self, permission: str) -> bool:
        """Whether the role has the permission without a limit."""
        return self.allowed.get(permission) == "yes"


def papers(session: Session, person_id: UUID) -> int:
    """How many lines *Dokumenter* has: letters, what came in, and what was taken away."""
    services = session.services
    return (
        len(services.register.letters(person_id))
        + len(services.documents.of_person(person_id))
        + len(services.filing.taken_away(person_id))
    )


def read(session: Session, identity: Identity) -> Case:
    """Everything of an open resident."""
    services, person_id = session.services, identity.person_id
    stays = services.stays.for_person(person_id)
    return Case(
        identity,
        stay=stays[0] if stays else None,
        deadlines=services.today.deadlines(person_id),
        joined=services.people.facts(person_id).joined,
        allowed=services.staff.permissions(),
    )
