"""What the button of a deadline does: one place, so that a deadline means the same everywhere."""

from __future__ import annotations

from boform_app.errors import BoformError
from boform_app.services.views.cases import DeadlineRow
from ui import messages
from ui.pages.base import Page
from ui.pages.resident.tab import Tab
from ui.session import Session

_RESIDENT: dict[str, dict[str, str]] = {
    "open:overview": {"tab": "moving"},
    "open:overview_page": {"tab": "overview"},
    "open:action_plan": {"tab": "plan"},
    "open:stay_plan": {"tab": "plan"},
    "open:master_data": {"tab": "facts"},
    "register:support_decision": {"tab": "plan", "open": "C7"},
    "register:acting_municipality": {"tab": "facts", "field": "acting_municipality_code"},
}


def run(session: Session, page: Page | Tab, row: DeadlineRow) -> None:
    """Do what solves a deadline: go where it is solved, or do it at once."""
    verb, _, what = row.action.partition(":")
    if verb == "letter":
        page.go("letter", person_id=row.person_id, kind=what)
    elif row.action == "confirm:admission" and row.stay_id is not None:
        try:
            session.done(session.services.stays.confirm(row.stay_id))
        except BoformError as error:
            messages.present(error, page)
    else:
        page.go("resident", person_id=row.person_id, **_RESIDENT.get(row.action, {}))
