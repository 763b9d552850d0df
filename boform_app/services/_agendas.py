"""What a meeting should talk about, made from what is open; edited by hand afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.rules import prerequisites
from boform_app.services import _prerequisites
from boform_app.services.views.contacts import AgendaItem, Agreement
from models import tables
from models.values import dates
from models.values.lists import label

# What only the municipality can give: on a cooperation meeting's agenda even while nobody knows.
_ASKED_FIRST = {"C6", "C7"}
_STATED = {"in_progress", "missing"}


def for_stay(
    session: Session, stay: tables.Stay, today: date, starts_at: datetime | None = None
) -> list[AgendaItem]:
    """Open prerequisites, what is known to be missing and waited for longest first; then follow-ups.

    Args:
        session: An open session.
        stay: Whom the meeting is about.
        today: Days are counted until here.
        starts_at: Follow-ups due until then are on the agenda, all that have a day for None.
    """
    rows = _prerequisites.rows_of(session, [stay.id]).get(stay.id, [])
    items = [_item(row, today) for row in rows if _prerequisites.facts(row).is_open]
    known = {row.code: row.status in _STATED for row in rows}
    items.sort(key=lambda item: (not known[item.code], -item.days))
    until = local_date(starts_at) if starts_at else None
    return items + [AgendaItem(text) for text in _follow_ups(session, stay.id, until)]


def for_municipality(session: Session, code: str, today: date) -> list[AgendaItem]:
    """What the residents of a municipality wait for from others; residents in order of arrival.

    Items with us are our own work. Of those that nobody knows about only handleplan and support
    decision are taken, which the municipality alone can answer; else 40 residents would fill pages.
    """
    stays = session.scalars(
        select(tables.Stay)
        .where(
            tables.Stay.acting_municipality_code == code,
            tables.Stay.ended_at.is_(None),
            tables.Stay.annulled_at.is_(None),
        )
        .order_by(tables.Stay.arrived_at)
    ).all()
    rows = _prerequisites.rows_of(session, [stay.id for stay in stays])
    return [
        _item(row, today, stay.id)
        for stay in stays
        for row in rows.get(stay.id, [])
        if row.owner != "us" and (row.status in _STATED or _nobody_knows(row))
    ]


def _nobody_knows(row: tables.Prerequisite) -> bool:
    return row.code in _ASKED_FIRST and row.status == "unknown"


def _item(row: tables.Prerequisite, today: date, stay_id: UUID | None = None) -> AgendaItem:
    days = prerequisites.days_waited(_prerequisites.facts(row), today)
    owner = _prerequisites.owner_label(row.owner)
    waited = f"{owner}, {days} døgn" if days else owner
    text = f"{label('prerequisites', row.code)} ({waited})"
    return AgendaItem(text, row.code, stay_id, owner_label=owner, days=days)


def _follow_ups(session: Session, stay_id: UUID, until: date | None) -> Iterator[str]:
    plan = session.scalars(
        select(tables.StayPlan).where(tables.StayPlan.stay_id == stay_id)
    ).one_or_none()
    if plan is None:
        return
    if _due(plan.follow_up_on, until):
        yield f"Opholdsplan, opfølgning {dates.short(plan.follow_up_on or date.max)}"
    goals = session.scalars(
        select(tables.Goal)
        .where(tables.Goal.stay_plan_id == plan.id, tables.Goal.status == "active")
        .order_by(tables.Goal.sort)
    )
    for goal in goals:
        if _due(goal.follow_up_on, until):
            yield f"Mål: {goal.title}, opfølgning {dates.short(goal.follow_up_on or date.max)}"


def _due(day: date | None, until: date | None) -> bool:
    return day is not None and (until is None or day <= until)


def stored(item: AgendaItem) -> dict[str, Any]:
    """An agenda item as the row keeps it: no name, so that nobody is named twice."""
    kept: dict[str, Any] = {"code": item.code, "text": item.text.strip()}
    return {**kept, "stay_id": str(item.stay_id)} if item.stay_id else kept


def stored_agreement(made: Agreement, stay_id: UUID | None) -> dict[str, Any]:
    """An agreement as the row keeps it; ``stay_id`` is the case meeting's own."""
    about = made.stay_id or stay_id
    return {
        "what": made.what.strip(),
        "who": made.who.strip(),
        "by": made.by.isoformat() if made.by else "",
        "stay_id": str(about) if about else "",
        "code": made.code,
    }


def stays_in(row: tables.Meeting) -> set[UUID]:
    """Every stay that a meeting's agenda or agreements are about."""
    about = {item.get("stay_id") for item in (*row.agenda, *row.agreements)}
    return {UUID(i) for i in about if i} | ({row.stay_id} if row.stay_id else set())


def read_agenda(kept: Iterable[dict[str, Any]], names: dict[UUID, str]) -> tuple[AgendaItem, ...]:
    """Agenda items with the residents' names as this log-in may see them."""
    return tuple(
        AgendaItem(item["text"], item.get("code", ""), about, names.get(about, "") if about else "")
        for item in kept
        for about in [_stay_id(item)]
    )


def read_agreements(
    kept: Iterable[dict[str, Any]], names: dict[UUID, str]
) -> tuple[Agreement, ...]:
    """Agreements with the residents' names as this log-in may see them."""
    return tuple(
        Agreement(
            what=item["what"],
            who=item.get("who", ""),
            by=date.fromisoformat(item["by"]) if item.get("by") else None,
            code=item.get("code", ""),
            stay_id=about,
            name=names.get(about, "") if about else "",
        )
        for item in kept
        for about in [_stay_id(item)]
    )


def _stay_id(item: dict[str, Any]) -> UUID | None:
    return UUID(item["stay_id"]) if item.get("stay_id") else None
