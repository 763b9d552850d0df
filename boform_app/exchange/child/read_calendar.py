"""A calendar file, read in the child."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import icalendar

from boform_app.exchange.child.frame import Found, Reader
from boform_app.exchange.child.kinds import LONGEST_TEXT, MOST_EVENTS
from boform_app.exchange.child.plain import plain

_DENMARK = ZoneInfo("Europe/Copenhagen")
_LONGEST = LONGEST_TEXT // 10

# With a zone of the sender's own making, as Outlook writes them.
_WARM = b"""BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VTIMEZONE
TZID:Danmark
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:1
DTSTART;TZID=Danmark:20260301T100000
DTEND;TZID=Europe/Paris:20260301T110000
SUMMARY:x
END:VEVENT
END:VCALENDAR
"""


def reader() -> Reader:
    """What reads a calendar."""
    # What the library imports at its first file is imported now, before the fence closes.
    read(_WARM)
    return read


def read(data: bytes) -> Found:
    """The events of a calendar, in the file's order.

    Raises:
        ValueError: It is no calendar, or more than one.
    """
    calendar = icalendar.Calendar.from_ical(data)
    return Found(events=[_event(event) for event in calendar.walk("VEVENT")[:MOST_EVENTS]])


def _event(event: icalendar.Component) -> tuple[str, str, str, str, str]:
    uid, summary, place = (
        plain(str(event.get(name, "")), _LONGEST) for name in ("UID", "SUMMARY", "LOCATION")
    )
    start, end = (_moment(event.get(name)) for name in ("DTSTART", "DTEND"))
    return uid, summary, start, end, place


def _moment(value: object) -> str:
    """A day as it is; a time as UTC, read as Danish where the file names no zone."""
    when = getattr(value, "dt", None)
    if isinstance(when, datetime):
        aware = when if when.tzinfo else when.replace(tzinfo=_DENMARK)
        return aware.astimezone(UTC).isoformat(timespec="seconds")
    return when.isoformat() if isinstance(when, date) else ""
