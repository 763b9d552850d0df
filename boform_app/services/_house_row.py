"""A row of the house's own among the deadlines of *I dag*, and the words of its badge."""

from __future__ import annotations

from datetime import date

from boform_app.rules.deadlines.item import SOON_DAYS
from boform_app.rules.weekdays import weekdays_between
from boform_app.services.views.today import HOUSE, DeadlineRow
from models.values import dates

OWN = "Husets egen påmindelse"


def badge(due: date | None, today: date, since: date | None = None) -> tuple[str, str]:
    """Kind and words of the badge; our own reminders never turn red.

    Args:
        due: The day, None for what is open until somebody does it.
        today: The day of the question.
        since: How long something without a day has been open.
    """
    if due is None:
        days = (today - since).days if since else 0
        return "none", f"Åben {days} døgn" if days else "Åbnet i dag"
    ahead = (due - today).days
    if ahead < 0:
        late = weekdays_between(due, today)
        words = f"For {late} {'hverdag' if late == 1 else 'hverdage'} siden"
        return "soon", words if late else "I weekenden"
    if ahead <= 1:
        return "soon", "I morgen" if ahead else "I dag"
    return ("soon", f"Om {ahead} dage") if ahead <= SOON_DAYS else ("none", dates.dense(due))


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
