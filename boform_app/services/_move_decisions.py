"""What stands of the decision that a move needs: the home that was accepted, and what was confirmed.

One query per table for as many stays as one likes; the five conditions (``_conditions``) read the
same evidence of one stay.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from boform_app.services import _homes
from models import tables

_PLACE = 2
"""Number of the condition of § 110 stk. 5 that a home is assigned, or a botilbud decided."""


class MoveDecisions:
    """Accepted homes, and places confirmed by hand, of some stays."""

    def __init__(self, session: Session, stay_ids: Collection[UUID]) -> None:
        # In this order the newest offer that was accepted stands last, and wins.
        offers = session.scalars(
            select(tables.HomeOffer)
            .where(tables.HomeOffer.stay_id.in_(stay_ids), tables.HomeOffer.answer == "accepted")
            .order_by(tables.HomeOffer.offered_on, tables.HomeOffer.id)
        ).all()
        self._branch = {row.stay_id: _homes.branch_of(row) for row in offers}
        self._residential = {
            row.stay_id for row in offers if _homes.branch_of(row) == "residential_offer"
        }
        rows = session.scalars(
            select(tables.DischargeEvidence.stay_id).where(
                tables.DischargeEvidence.stay_id.in_(stay_ids),
                tables.DischargeEvidence.condition == _PLACE,
            )
        )
        self._by_hand = set(rows)

    def branch(self, stay_id: UUID) -> str:
        """Branch of the accepted home, "" where none was accepted."""
        return self._branch.get(stay_id, "")

    def residential(self, stay_id: UUID, place: tables.Prerequisite | None) -> bool:
        """Whether a botilbud was decided; C2 alone counts only while no home was accepted."""
        if stay_id in self._residential or stay_id in self._by_hand:
            return True
        settled = place is not None and place.status == "fulfilled"
        return settled and stay_id not in self._branch
