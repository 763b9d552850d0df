"""A row of the house's own among the deadlines of *I dag*."""

from __future__ import annotations

from datetime import date

from boform_app.services.reminder_badges import badge
from boform_app.services.views.today import HOUSE, DeadlineRow

OWN = "Husets egen påmindelse"


def house_row(
    *,
    due: date | None,
    today: date,
    what: str,
    words: str,
    action: tuple[str, str],
    subject: str,
    mine: bool,
    since: date | None = None,
    name: str = "Huset",
    room: str = "",
) -> DeadlineRow:
    """A reminder of the house; ``words`` are somebody's own and go with the names."""
    kind, text = badge(due, today, since)
    return DeadlineRow(
        person_id=HOUSE,
        stay_id=None,
        name=name,
        badge_kind=kind,
        badge_text=text,
        what=what,
        why=OWN,
        action=action[0],
        action_label=action[1],
        due=due,
        is_law=False,
        strong=False,
        mine=mine,
        room=room,
        subject=subject,
        words=words,
    )
