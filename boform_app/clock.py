"""The one place that knows what time it is.

Instants are timezone-aware UTC; nights and legal days are local dates in Europe/Copenhagen.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


class Clock(Protocol):
    """What services need to know about time."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...

    def today(self) -> date:
        """The present local date in Denmark."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The present local date in Denmark."""
        return local_date(self.now())


class FixedClock:
    """A clock that stands where it was put: tests, the demo house and the screens use it."""

    def __init__(self, instant: datetime) -> None:
        self._instant = instant.astimezone(UTC)

    def now(self) -> datetime:
        """The instant it was set to, in UTC."""
        return self._instant

    def today(self) -> date:
        """The local date of the instant."""
        return local_date(self._instant)

    def set(self, instant: datetime) -> None:
        """Move the clock; forward or back."""
        self._instant = instant.astimezone(UTC)


def local_date(instant: datetime) -> date:
    """The Danish calendar day an instant falls on."""
    return instant.astimezone(COPENHAGEN).date()


def local_time(instant: datetime) -> datetime:
    """The instant as Danish wall-clock time (aware)."""
    return instant.astimezone(COPENHAGEN)


def from_local(day: date, hour: int = 12, minute: int = 0) -> datetime:
    """The UTC instant of a Danish wall-clock time; in the repeated hour of October the first one."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=COPENHAGEN).astimezone(UTC)
