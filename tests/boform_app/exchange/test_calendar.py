"""Calendar files, read back with another reader: Danish time, whole days, no names unless asked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest

from boform_app.exchange.calendar import CalendarEvent, calendar_file

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
MEETING = CalendarEvent(
    uid="0196",
    start=datetime(2026, 11, 24, 9, tzinfo=UTC),
    end=datetime(2026, 11, 24, 10, tzinfo=UTC),
    summary_without_name="Opfølgningsmøde, sag 2026-0163; Aarhus, æøå",
    summary_with_name="Opfølgningsmøde, Samira Yusuf",
    place="Rådhuset, lokale 3",
    note="Samira tager sin bror med",
)


def made(*events: CalendarEvent, names: bool = False) -> list[Any]:
    data = calendar_file(events, now=NOW, names=names)
    assert b"\r\n" in data
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_a_meeting_stands_at_danish_time() -> None:
    (event,) = made(MEETING)
    assert event["DTSTART"].dt == MEETING.start
    assert event["DTEND"].dt == MEETING.end
    assert event["DTSTART"].params["TZID"] == "Europe/Copenhagen"
    assert event["DTSTART"].dt.hour == 10
    assert str(event["SUMMARY"]) == MEETING.summary_without_name
    assert str(event["LOCATION"]) == MEETING.place
    assert str(event["CLASS"]) == "PRIVATE"
    assert event["DTSTAMP"].dt == NOW


@pytest.mark.parametrize(("month", "hours"), [(1, 1), (3, 1), (4, 2), (7, 2), (10, 2), (11, 1)])
def test_the_zone_in_the_file_knows_summer_time(month: int, hours: int) -> None:
    data = calendar_file([MEETING], now=NOW)
    (zone,) = icalendar.Calendar.from_ical(data).walk("VTIMEZONE")
    told: Any = zone
    noon = datetime(2026, month, 15, 12, tzinfo=told.to_tz())
    assert noon.utcoffset() == timedelta(hours=hours)


def test_no_name_and_no_note_unless_asked_for() -> None:
    data = calendar_file([MEETING], now=NOW)
    assert b"Samira" not in data
    assert b"Yusuf" not in data
    (event,) = made(MEETING, names=True)
    assert str(event["SUMMARY"]) == MEETING.summary_with_name
    assert str(event["DESCRIPTION"]) == MEETING.note


def test_a_deadline_is_a_whole_day_and_makes_nobody_busy() -> None:
    (event,) = made(CalendarEvent("2", date(2026, 12, 31), None, "Frist", "Frist"))
    assert event["DTSTART"].dt == date(2026, 12, 31)
    assert event["DTEND"].dt == date(2027, 1, 1)
    assert str(event["TRANSP"]) == "TRANSPARENT"


def test_several_days_end_with_the_last_one() -> None:
    (event,) = made(CalendarEvent("2", date(2026, 12, 1), date(2026, 12, 3), "x", "x"))
    assert event["DTEND"].dt == date(2026, 12, 4)


def test_the_same_records_make_the_same_file() -> None:
    assert calendar_file([MEETING], now=NOW) == calendar_file([MEETING], now=NOW)
    (event,) = made(MEETING)
    assert str(event["UID"]) == "0196@boform"


def test_text_cannot_break_out_of_its_line() -> None:
    wicked = CalendarEvent("3", date(2026, 1, 1), None, "a\r\nEND:VEVENT\r\nX:\x00b", "a")
    (event,) = made(wicked)
    assert str(event["SUMMARY"]) == "a\nEND:VEVENT\nX:b"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (datetime(2026, 1, 1, 9), None),  # noqa: DTZ001 - that is the point
        (date(2026, 1, 1), datetime(2026, 1, 1, 9, tzinfo=UTC)),
        (datetime(2026, 1, 1, 9, tzinfo=UTC), date(2026, 1, 1)),
    ],
)
def test_times_that_mean_nothing_are_refused(start: date, end: date | None) -> None:
    with pytest.raises(ValueError, match="time"):
        calendar_file([CalendarEvent("4", start, end, "x", "x")], now=NOW)
