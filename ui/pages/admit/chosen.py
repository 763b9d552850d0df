"""Indskriv for somebody who is here on paper already, e.g. from a file of another house."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QTimer

from boform_app.errors import ReasonNeeded
from boform_app.services.views.people import PersonHit
from ui import messages
from ui.pages.base import Page
from ui.pages.resident.doing import Refused
from ui.session import Session


def wanted(session: Session, page: Page, person_id: UUID) -> PersonHit | None:
    """The person as *Ja, samme* takes them; None for one who lives here already.

    A protected person is opened with a reason first, on their own page.
    """
    services = session.services
    try:
        facts = services.people.facts(person_id)
        who = services.people.identity(facts.id)
        stays = services.stays.for_person(facts.id)
    except ReasonNeeded:
        QTimer.singleShot(0, page, lambda: page.go("resident", person_id=person_id))
        return None
    except Refused as refused:
        messages.present(refused, page)
        return None
    if any(stay.ended_at is None for stay in stays):
        return None
    return PersonHit(facts.id, who.full_name, facts.birth_date, None, in_house=False)


def may_be(hit: PersonHit, first: str, last: str) -> bool:
    """Whether what is typed is this person's name, or nothing yet."""
    typed = f"{first} {last}".casefold().split()
    return set(typed) <= set(hit.full_name.casefold().split())
