"""Stays by when they end: the few that go on or ended lately, not all who ever came."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, select, union_all

from models import tables


def not_ended_before(at: datetime) -> ColumnElement[bool]:
    """Stays that were not annulled and go on at an instant, or ended at it or later.

    Two questions to the index of ends; as a part of a longer question the database would look
    through everybody who came before the instant.
    """
    stay = tables.Stay
    counts = select(stay.id).where(stay.annulled_at.is_(None))
    goes_on, ended = counts.where(stay.ended_at.is_(None)), counts.where(stay.ended_at >= at)
    return stay.id.in_(union_all(goes_on, ended))
