"""Calendar files (.ics) of meetings and deadlines, for the house's own calendar program.

Without names unless asked for: such calendars are shared, shown on telephones and kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import icalendar

from boform_app.clock import COPENHAGEN
from boform_app.exchange.child.plain import plain

_LONGEST = 2_000
# Written out, so that programs that do not know the zone by name get it right as well.
_ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
""".replace("\n", "\r\n")


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """A meeting or a deadline.

    Attributes:
        uid: Id of the record; the same record gives the same event, so a second import moves the
            first instead of doubling it.
        start: An instant (aware) or a whole local day.
        end: Of the same sort as ``start``; for days the last one, included. None when open.
        summary_without_name: "Opfølgningsmøde, sag 2026-0163".
        summary_with_name: "Opfølgningsmøde, Samira Yusuf".
        place: Where; "" for none.
        note: Free text; it goes along with names only, because anything may stand in it.
    """

    uid: str
    start: datetime | date
    end: datetime | date | None
    summary_without_name: str
    summary_with_name: str
    place: str = ""
    note: str = ""


def calendar_file(events: Iterable[CalendarEvent], *, now: datetime, names: bool = False) -> bytes:
    """A calendar of the events.

    Args:
        events: In any order.
        now: When it is made (``Clock.now``); calendars must say so.
        names: Whether persons are named.

    Raises:
        ValueError: A time without zone, or an end of another sort than the start.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Boform//Boform//DA")
    calendar.add("version", "2.0")
    calendar.add_component(icalendar.Timezone.from_ical(_ZONE))
    for event in events:
        calendar.add_component(_event(event, now, names=names))
    return bytes(calendar.to_ical())


def _event(event: CalendarEvent, now: datetime, *, names: bool) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", f"{event.uid}@boform")
    made.add("dtstamp", now.astimezone(UTC))
    made.add("summary", _plain(event.summary_with_name if names else event.summary_without_name))
    made.add("dtstart", _start(event.start))
    end = _end(event)
    if end is not None:
        made.add("dtend", end)
    if not isinstance(event.start, datetime):
        # A deadline does not make the day busy.
        made.add("transp", "TRANSPARENT")
    if event.place:
        made.add("location", _plain(event.place))
    if event.note and names:
        made.add("description", _plain(event.note))
    made.add("class", "PRIVATE")
    return made


def _start(when: datetime | date) -> datetime | date:
    if not isinstance(when, datetime):
        return when
    if when.tzinfo is None:
        raise ValueError("a time without zone")
    return when.astimezone(COPENHAGEN)


def _end(event: CalendarEvent) -> datetime | date | None:
    """The end as calendars write it: the first moment, or the first day, after it."""
    whole_day = not isinstance(event.start, datetime)
    if event.end is None:
        return event.start + timedelta(days=1) if whole_day else None
    if whole_day == isinstance(event.end, datetime):
        raise ValueError("a day cannot end at a time, nor a time on a day")
    return event.end + timedelta(days=1) if whole_day else _start(event.end)


def _plain(text: str) -> str:
    return plain(text, _LONGEST)
