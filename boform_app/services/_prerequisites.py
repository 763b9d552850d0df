"""Prerequisite rows (C1 to C12) as the rules and the window know them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.rules import instrument, prerequisites
from boform_app.rules.readiness.answers import Status, SystemItem
from boform_app.services._letter_rows import staff_names
from boform_app.services.views.contacts import PeriodView
from boform_app.services.views.plans import PrerequisiteView
from models import tables
from models.values.lists import label

STATUS = {
    "fulfilled": Status.FULFILLED,
    "in_progress": Status.UNDER_WAY,
    "missing": Status.MISSING,
    "unknown": Status.UNKNOWN,
    "not_relevant": Status.NOT_RELEVANT,
}


def owner_label(owner: str) -> str:
    """Danish name of the party that has the ball."""
    return label("ball_owners", owner)


def new_rows(stay_id: UUID, on: date) -> list[tables.Prerequisite]:
    """The twelve rows a stay begins with: unknown, with the default owner, since admission."""
    return [
        tables.Prerequisite(
            stay_id=stay_id, code=item.code, status=item.status, owner=item.owner, since=on
        )
        for item in prerequisites.opening(on)
    ]


def move(
    session: Session,
    row: tables.Prerequisite,
    *,
    on: date,
    status: str = "",
    owner: str = "",
    by_id: UUID | None = None,
) -> None:
    """Give a prerequisite another status or owner; what it was before is kept as a period.

    Args:
        on: The day of the change; a day before the last change counts as that day.
        status: "" leaves it; ``owner`` likewise.
        by_id: Who changed it, None when a letter or an answer did.
    """
    status, owner = status or row.status, owner or row.owner
    if (status, owner) == (row.status, row.owner):
        return
    last = max(row.since, on)
    session.add(
        tables.PrerequisitePeriod(
            prerequisite_id=row.id,
            status=row.status,
            owner=row.owner,
            from_on=row.since,
            to_on=last,
            evidence=row.evidence,
            ended_by_id=by_id,
        )
    )
    row.status, row.owner, row.since = status, owner, last


def reminded(row: tables.Prerequisite, on: date) -> None:
    """Somebody was reminded of it; the day that was chosen to come back has done its work."""
    row.reminded_on = max(on, row.reminded_on or on)
    if row.next_on is not None and row.next_on <= on:
        row.next_on = None


def item(session: Session, stay_id: UUID, code: str) -> tables.Prerequisite | None:
    """One of the twelve rows of a stay."""
    return session.scalars(
        select(tables.Prerequisite).where(
            tables.Prerequisite.stay_id == stay_id, tables.Prerequisite.code == code
        )
    ).one_or_none()


def rows_of(session: Session, stay_ids: Iterable[UUID]) -> dict[UUID, list[tables.Prerequisite]]:
    """Rows by stay in the order C1 to C12, in one query."""
    found: dict[UUID, list[tables.Prerequisite]] = {}
    for row in session.scalars(
        select(tables.Prerequisite).where(tables.Prerequisite.stay_id.in_(set(stay_ids)))
    ):
        found.setdefault(row.stay_id, []).append(row)
    for rows in found.values():
        rows.sort(key=lambda row: int(row.code[1:]))
    return found


def system_items(rows: Iterable[tables.Prerequisite]) -> dict[str, SystemItem]:
    """Rows as the readiness rules read them; ``sent`` is the last letter about an item in progress."""
    return {
        row.code: SystemItem(
            id=row.code,
            status=STATUS[row.status],
            since=row.since,
            sent=(row.reminded_on or row.since) if row.status == "in_progress" else row.reminded_on,
            owner=owner_label(row.owner),
        )
        for row in rows
    }


def facts(row: tables.Prerequisite) -> prerequisites.PrerequisiteFacts:
    """A row as the deadline rules read it."""
    return prerequisites.PrerequisiteFacts(
        code=row.code,
        status=cast("prerequisites.PrerequisiteStatus", row.status),
        owner=row.owner,
        since=row.since,
        reminded_on=row.reminded_on,
        next_on=row.next_on,
    )


def view(row: tables.Prerequisite, today: date) -> PrerequisiteView:
    """A row as the window shows it; days count since the party got the ball, 0 when nothing is open."""
    texts = instrument.load().prerequisite(row.code)
    return PrerequisiteView(
        id=row.id,
        version=row.version,
        code=row.code,
        title=texts.title,
        status=row.status,
        owner=row.owner,
        owner_label=owner_label(row.owner),
        since=row.since,
        days=prerequisites.days_waited(facts(row), today),
        reminded_on=row.reminded_on,
        next_on=row.next_on,
        evidence=row.evidence,
        evidence_on=row.evidence_on,
        blocks=texts.blocks != "nej",
        document_id=row.document_id,
    )


def periods_of(
    session: Session, ids: Iterable[UUID]
) -> dict[UUID, list[tables.PrerequisitePeriod]]:
    """What prerequisites were before, oldest first, by prerequisite in one query."""
    found: dict[UUID, list[tables.PrerequisitePeriod]] = {}
    rows = session.scalars(
        select(tables.PrerequisitePeriod)
        .where(tables.PrerequisitePeriod.prerequisite_id.in_(set(ids)))
        .order_by(tables.PrerequisitePeriod.from_on, tables.PrerequisitePeriod.to_on)
    )
    for row in rows:
        found.setdefault(row.prerequisite_id, []).append(row)
    return found


def period_facts(row: tables.PrerequisitePeriod) -> prerequisites.PeriodFacts:
    """A former period as the rules read it."""
    return prerequisites.PeriodFacts(
        status=cast("prerequisites.PrerequisiteStatus", row.status),
        owner=row.owner,
        from_on=row.from_on,
        to_on=row.to_on,
    )


def history(session: Session, row: tables.Prerequisite, today: date) -> tuple[PeriodView, ...]:
    """Who had the ball when, oldest first; the last one is what holds now."""
    former = periods_of(session, [row.id]).get(row.id, [])
    staff = staff_names(session, (period.ended_by_id for period in former))
    seen = [
        PeriodView(
            status=period.status,
            status_label=label("prerequisite_states", period.status),
            owner=period.owner,
            owner_label=owner_label(period.owner),
            from_on=period.from_on,
            to_on=period.to_on,
            days=period_facts(period).days,
            evidence=period.evidence,
            by=staff[period.ended_by_id].name if period.ended_by_id in staff else "",
        )
        for period in former
    ]
    now = PeriodView(
        status=row.status,
        status_label=label("prerequisite_states", row.status),
        owner=row.owner,
        owner_label=owner_label(row.owner),
        from_on=row.since,
        to_on=None,
        days=prerequisites.days_waited(facts(row), today),
        evidence=row.evidence,
    )
    return (*seen, now)


def waited(session: Session, stay_ids: Iterable[UUID], today: date) -> dict[UUID, dict[str, int]]:
    """Days each party had the ball, by stay, in two queries for as many stays as one likes."""
    rows = rows_of(session, stay_ids)
    periods = periods_of(session, (row.id for found in rows.values() for row in found))
    return {
        stay_id: dict(
            prerequisites.waited_by_party(
                (period_facts(p) for row in found for p in periods.get(row.id, [])),
                (facts(row) for row in found),
                today,
            )
        )
        for stay_id, found in rows.items()
    }
