"""A cooperation meeting (*samarbejdsmøde*) with a municipality: planned, and its minute."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from boform_app.services.views.contacts import AgendaItem, MeetingView
from boform_app.services.views.cooperation import CooperationView
from ui import messages
from ui.pages.board.agreement_table import AgreementTable
from ui.pages.resident.doing import Refused
from ui.pages.resident.meeting_form import About, MeetingForm, PrintingForm, minute_form
from ui.session import Session


def open_cooperation(
    session: Session, page: QWidget, code: str, meeting: MeetingView | None = None
) -> MeetingForm | None:
    """Plan a meeting with a municipality, or change one; its agenda is what stands on the sheet."""
    view = _sheet(session, page, code, meeting)
    if view is None:
        return None
    about = About(
        municipality_code=code, municipality=view.municipality,
        always=tuple(
            AgendaItem(f"{one.what} ({one.party}, {one.days} døgn)", one.code, one.stay_id)
            for one in view.items
        ),
    )  # fmt: skip
    form = MeetingForm(session, page, about, meeting)
    others = [item for item in meeting.agenda if item.stay_id is None] if meeting else []
    form.fill(others)
    form.keep(f"cooperation:{meeting.id if meeting else code}", "")
    form.start("day")
    return form


def open_cooperation_minute(
    session: Session, page: QWidget, meeting: MeetingView
) -> PrintingForm | None:
    """Write what came of a cooperation meeting, with a row for each resident's open items."""
    view = _sheet(session, page, meeting.municipality_code, meeting)
    if view is None:
        return None
    table = AgreementTable(session, view.items, meeting.agreements)
    points = "\n".join(item.text for item in meeting.agenda if item.stay_id is None)
    panel = minute_form(session, page, meeting, table, points)
    panel.keep(f"cooperation_minute:{meeting.id}", "")
    panel.start("minute")
    return panel


def _sheet(
    session: Session, page: QWidget, code: str, meeting: MeetingView | None
) -> CooperationView | None:
    try:
        return session.services.cooperation.view(code, meeting.id if meeting else None)
    except Refused as refused:
        messages.present(refused, page)
        return None
