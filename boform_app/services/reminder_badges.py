"""The words of a reminder's badge, the same on *I dag* and on the page *Huset*."""

from __future__ import annotations

from datetime import date

from boform_app.rules.deadlines.item import SOON_DAYS
from boform_app.rules.weekdays import weekdays_between
from models.values import dates


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
