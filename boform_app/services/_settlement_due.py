"""The leader's reminder on *I dag* that a month has ended and its bases were not made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from boform_app.services import _settlement_months
from boform_app.services.views.today import HOUSE, DeadlineRow
from models.values.dates import MONTHS


def rows(session: Session, today: date) -> Iterator[DeadlineRow]:
    """At most one: of the month that ended; none in a house that has written no rate in."""
    for month, missing in _settlement_months.due_months(session, today):
        name = MONTHS[month.month - 1].capitalize()
        lack = "1 kommune mangler" if missing == 1 else f"{missing} kommuner mangler"
        yield DeadlineRow(
            person_id=HOUSE,
            stay_id=None,
            name="Afregning",
            badge_kind="soon",
            badge_text="Afventer dig",
            what=f"{name} er slut. {lack} afregningsgrundlag",
            why="Husets egen påmindelse",
            action="open:settlement",
            action_label="Afregn",
            due=None,
            is_law=False,
            strong=False,
            mine=True,
            subject=month.isoformat(),
        )
