"""What the button of a deadline does: one place, so that a deadline means the same everywhere."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from boform_app.errors import BoformError
from boform_app.services.views.today import DeadlineRow
from ui import messages
from ui.pages.base import Page
from ui.pages.resident.tab import Tab
from ui.session import Session

RESIDENT: dict[str, dict[str, str]] = {
    "open:overview": {"tab": "moving"},
    "open:overview_page": {"tab": "overview"},
    "open:task": {"tab": "overview"},
    "open:action_plan": {"tab": "plan"},
    "open:stay_plan": {"tab": "plan", "show": "plan"},
    "open:prerequisites": {"tab": "plan", "show": "prerequisites"},
    "open:case": {"tab": "plan", "show": "contact"},
    "open:meeting": {"tab": "plan", "show": "contact"},
    "open:support": {"tab": "plan", "show": "support"},
    "open:homes": {"tab": "plan", "show": "homes"},
    "open:letters": {"tab": "letters"},
    "open:master_data": {"tab": "facts"},
    "register:support_decision": {"tab": "plan", "show": "support", "do": "decide"},
    "register:acting_municipality": {"tab": "facts", "field": "acting_municipality_code"},
}
"""Where on the resident's page a matter is solved: facts of the target ``resident``."""
PLACES: dict[str, str] = {"open:consent": "consent", "open:move": "end_stay"}
"""Places of their own, opened for the person."""
CONFIRMS = frozenset({"confirm:admission", "register:confirmation"})


def run(session: Session, page: Page | Tab, row: DeadlineRow) -> None:
    """Do what solves a deadline: go where it is solved, or do it at once."""
    verb, _, what = row.action.partition(":")
    if verb == "letter":
        page.go("letter", person_id=row.person_id, kind=what, **about(what, row.subject))
    elif row.action in CONFIRMS and row.stay_id is not None:
        try:
            session.done(session.services.stays.confirm(row.stay_id))
        except BoformError as error:
            messages.present(error, page)
    elif row.action == "open:settlement":
        page.go("settlement", month=row.subject)
    elif row.action == "done:task":
        try:
            session.done(session.services.house_tasks.done(UUID(row.subject)))
        except BoformError as error:
            messages.present(error, page)
    elif row.action == "open:house":
        part, _, which = row.subject.partition(":")
        page.go("house", part=part, which=which)
    elif row.action in {"open:incident", "review:incident"}:
        page.go("incidents", incident_id=UUID(row.subject))
    else:
        open_place(page, row.person_id, row.action)


def about(kind: str, subject: str) -> dict[str, str]:
    """What a reminder is about, so that nobody chooses it again; other letters are about nothing."""
    return {"about": subject} if kind == "reminder" and subject else {}


def open_place(page: Page | Tab, person_id: UUID, action: str) -> None:
    """Go where an action that is no letter is solved."""
    facts: dict[str, Any] = {"person_id": person_id}
    if action == "open:refund":
        # For leaders only, and never on the resident's page (rule E).
        page.go("board", refund=person_id)
    elif action in PLACES:
        page.go(PLACES[action], **facts)
    else:
        page.go("resident", **facts, **RESIDENT.get(action, {}))
