"""Days of support and home that the deadline rules read: one query per table.

What is settled is left out, as ``boform_app.rules.dated_facts`` asks: an offer that was answered, a
visit that was held.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.clock import local_date
from boform_app.rules.dated_facts import OfferFacts
from models import tables


def home_offers(
    session: Session, stay_ids: Collection[UUID]
) -> Mapping[UUID, tuple[OfferFacts, ...]]:
    """Homes that wait for an answer or a visit, by stay."""
    rows = session.scalars(
        select(tables.HomeOffer)
        .where(tables.HomeOffer.stay_id.in_(stay_ids), tables.HomeOffer.answer == "")
        .order_by(tables.HomeOffer.offered_on)
    )
    found: dict[UUID, tuple[OfferFacts, ...]] = {}
    for row in rows:
        visit = row.visit_at if row.visited_on is None else None
        if visit is None and row.answer_by is None:
            continue
        offer = OfferFacts(
            offer_id=str(row.id),
            answer_by=row.answer_by,
            visit_on=local_date(visit) if visit else None,
        )
        found[row.stay_id] = (*found.get(row.stay_id, ()), offer)
    return found


def support_decided_on(row: tables.Support | None, item: tables.Prerequisite | None) -> date | None:
    """The day of the decision; C7 alone for data from before there was a row.

    A refusal is a decision, too: what is left to do about it is told by an item of its own.
    """
    if row is not None and row.decision:
        return row.decided_on
    if item is None or item.status != "fulfilled":
        return None
    return item.evidence_on or item.since
