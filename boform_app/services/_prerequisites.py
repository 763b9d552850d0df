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
from boform_app.services.views.cases import PrerequisiteView
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
    )
