"""Prerequisite rows (C1 to C12) as the rules and the window know them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.rules import instrument
from boform_app.rules.readiness.answers import Status, SystemItem
from boform_app.services.views.cases import PrerequisiteView
from models import tables

STATUS = {
    "fulfilled": Status.FULFILLED,
    "in_progress": Status.UNDER_WAY,
    "missing": Status.MISSING,
    "unknown": Status.UNKNOWN,
    "not_relevant": Status.NOT_RELEVANT,
}

# Parties that can have the ball, as the window groups them (ux.md 2.4).
OWNER_LABELS = {
    "us": "Os",
    "municipality": "Kommunen",
    "housing": "Boliganvisningen",
    "supplier": "Leverandøren af støtten",
    "benefits": "Ydelsescenter eller jobcenter",
    "health": "Region, kommune eller læge",
    "debt": "Boligselskab eller gældsrådgiver",
}

DEFAULT_OWNER = {
    "C1": "us", "C2": "housing", "C3": "municipality", "C4": "municipality", "C5": "benefits",
    "C6": "municipality", "C7": "municipality", "C8": "supplier", "C9": "municipality", "C10": "us",
    "C11": "debt", "C12": "health",
}  # fmt: skip


def new_rows(stay_id: UUID, on: date) -> list[tables.Prerequisite]:
    """The twelve rows a stay begins with: unknown, with the default owner, since admission."""
    return [
        tables.Prerequisite(stay_id=stay_id, code=code, status="unknown", owner=owner, since=on)
        for code, owner in DEFAULT_OWNER.items()
    ]


def rows_of(session: Session, stay_ids: Iterable[UUID]) -> dict[UUID, list[tables.Prerequisite]]:
    """Rows by stay in the order C1 to C12, in one query."""
    found: dict[UUID, list[tables.Prerequisite]] = {}
    for row in session.scalars(select(tables.Prerequisite).where(tables.Prerequisite.stay_id.in_(set(stay_ids)))):
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
            owner=OWNER_LABELS.get(row.owner, row.owner),
        )
        for row in rows
    }


def view(row: tables.Prerequisite, today: date) -> PrerequisiteView:
    """A row as the window shows it; days are counted since the party got the ball."""
    texts = instrument.load().prerequisite(row.code)
    return PrerequisiteView(
        id=row.id,
        version=row.version,
        code=row.code,
        title=texts.title,
        status=row.status,
        owner=row.owner,
        owner_label=OWNER_LABELS.get(row.owner, row.owner),
        since=row.since,
        days=(today - row.since).days,
        reminded_on=row.reminded_on,
        next_on=row.next_on,
        evidence=row.evidence,
        evidence_on=row.evidence_on,
        blocks=texts.blocks != "nej",
    )
