"""What the house itself must remember, as rows among the deadlines of *I dag*."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.rules.deadlines.item import HORIZON_DAYS, SOON_DAYS
from boform_app.rules.rows import RuleBook, Selected
from boform_app.services import _house_due_things
from boform_app.services.reminder_badges import badge
from boform_app.services.views.today import HOUSE, DeadlineRow
from models import tables
from models.values import dates

_OWN = "Husets egen påmindelse"
_LAST = 6
MOST = 100
"""Incidents that are remembered at once."""


@dataclass(frozen=True, slots=True)
class Asks:
    """Whose rows are wanted.

    Attributes:
        staff_id: Who looks.
        reviews: Whether incidents that no leader has read are theirs to read.
        mine: Only what is this person's own.
        everything: Also what is further ahead than a week.
        closed: Whether a protected resident is still closed to this person.
    """

    staff_id: UUID
    reviews: bool
    closed: Callable[[tables.Person], bool]
    mine: bool = False
    everything: bool = False


def house_rows(
    session: Session, book: RuleBook, today: date, asks: Asks
) -> tuple[DeadlineRow, ...]:
    """The house's own rows in the order of their days."""
    found = [
        *_incidents(session, book, today, asks),
        *_house_due_things.rows(session, today, asks.staff_id, asks.closed),
    ]
    horizon = date.max if asks.everything else today + timedelta(days=HORIZON_DAYS)
    kept = [
        row
        for row in found
        if (row.mine or not asks.mine)
        and (row.due is None or row.due <= horizon)
        # Post is for the resident's contact person, also among everybody's rows.
        and (row.mine or asks.everything or not row.subject.startswith("post:"))
    ]
    return tuple(sorted(kept, key=lambda row: row.due or date.max))


def merged(
    rows: Sequence[DeadlineRow], own: Iterable[DeadlineRow], today: date
) -> tuple[DeadlineRow, ...]:
    """Both in one order: nothing of the residents' moves, and the house's stands after its like.

    What the law asks for by today stands above everything of the house's own.
    """
    found = list(rows)
    pressing = [n for n, row in enumerate(found) if _law_presses(row, today)]
    first = pressing[-1] + 1 if pressing else 0
    for row in own:
        rank = _rank(row, today)
        place = next((n for n, other in enumerate(found) if _rank(other, today) > rank), len(found))
        found.insert(max(place, first), row)
    return tuple(found)


def _law_presses(row: DeadlineRow, today: date) -> bool:
    return row.strong or (row.is_law and row.due is not None and row.due <= today)


def _rank(row: DeadlineRow, today: date) -> int:
    """As the engine orders: the strongest alarm, the law's, ours, today, soon, waiting, ahead."""
    if row.strong:
        return 0
    if row.badge_kind == "wait" or row.due is None:
        return 5
    if row.due < today:
        return 1 if row.is_law else 2
    if row.due == today:
        return 3
    return 4 if (row.due - today).days <= SOON_DAYS else _LAST


def _incidents(session: Session, book: RuleBook, today: date, asks: Asks) -> Iterator[DeadlineRow]:
    """For leaders those nobody has read; for everybody those that shall be reported (UTH)."""
    review = book.select("incident_review_days", today)
    report = book.select("adverse_event_days", today)
    if asks.reviews:
        unread = select(tables.Incident).where(tables.Incident.reviewed_on.is_(None))
        for row in session.scalars(unread.limit(MOST)):
            words = f"Hændelse {_day(row)}: læs og gennemgå"
            yield _of_incident(row, review, today, words, ("review:incident", "Læs"))
    waiting = select(tables.Incident).where(tables.Incident.adverse_event == "to_report")
    for row in session.scalars(waiting.limit(MOST)):
        words = f"Hændelse {_day(row)} skal indberettes som UTH"
        yield _of_incident(row, report, today, words, ("open:incident", "Åbn"))


def _of_incident(
    row: tables.Incident, rule: Selected, today: date, what: str, action: tuple[str, str]
) -> DeadlineRow:
    due = local_date(row.written_at) + timedelta(days=rule.number)
    kind, words = badge(due, today)
    return DeadlineRow(
        person_id=HOUSE,
        stay_id=None,
        name="Huset",
        badge_kind=kind,
        badge_text=words,
        what=what,
        why=f"{_OWN}\n{rule.row.title}: {rule.row.source}",
        action=action[0],
        action_label=action[1],
        due=due,
        is_law=False,
        strong=False,
        mine=True,
        rule_rows=rule.reason.because,
        subject=str(row.id),
    )


def _day(row: tables.Incident) -> str:
    return dates.dense(local_date(row.happened_at))
