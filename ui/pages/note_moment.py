"""When something happened that is written now: a time of day, and the day it can only mean."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from boform_app.clock import from_local, local_time

FURTHEST = timedelta(hours=16)
"""A time later than now is one of the day before, as long as it is not further back than this."""


def moment_of(typed: time, now: datetime) -> datetime | None:
    """The last instant that bears this time of day; None where it has not come yet.

    At 00.30 "23.50" is yesterday's; at 10.00 "14.00" is a slip.

    Args:
        typed: Danish wall-clock time.
        now: Aware instant.
    """
    today = local_time(now).date()
    found = from_local(today, typed.hour, typed.minute)
    if found > now:
        found = from_local(today - timedelta(days=1), typed.hour, typed.minute)
    return found if now - found <= FURTHEST else None
