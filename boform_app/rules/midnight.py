"""An arrival after midnight may be counted as the night before (*midnatsreglen*); pure."""

from __future__ import annotations

from datetime import datetime, timedelta

LAST_MINUTE = (23, 59)


def night_before(came: datetime, until_hour: int) -> datetime | None:
    """23.59 of the date before, for an arrival in the small hours; None for any other time.

    Args:
        came: When somebody came, in Danish wall-clock time (aware).
        until_hour: Full hour from which the new day counts, by the house's rule row.
    """
    if came.hour >= until_hour:
        return None
    hour, minute = LAST_MINUTE
    before = came.date() - timedelta(days=1)
    return came.replace(
        year=before.year, month=before.month, day=before.day,
        hour=hour, minute=minute, second=0, microsecond=0,
    )  # fmt: skip


def evening(now: datetime, until_hour: int) -> datetime:
    """An instant of the evening that the night belongs to: at two o'clock it is still yesterday's."""
    return now - timedelta(days=1) if now.hour < until_hour else now
