"""Three hverdage after every kind of day that domain/law.md 12 speaks of, 2026 to 2031.

The days are worked out by hand with a calendar, not by the program.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from boform_app.rules.deadlines import StayFacts, deadlines
from boform_app.rules.rows import shipped_book
from boform_app.rules.weekdays import is_holiday, legal_date

YEARS = range(2026, 2032)
# Year: Easter Sunday as printed in the table of law.md 12.
EASTER = {
    2026: date(2026, 4, 5),
    2027: date(2027, 3, 28),
    2028: date(2028, 4, 16),
    2029: date(2029, 4, 1),
    2030: date(2030, 4, 21),
    2031: date(2031, 4, 13),
}
# Days before (-) and after Easter Sunday: decided, strict, target, lenient.
AROUND_EASTER = [
    # Monday before: Tuesday, Wednesday, Saturday; the working day before that Saturday is Wednesday.
    (-6, -1, -4, 2),
    # Tuesday before: Wednesday, Saturday, Tuesday after.
    (-5, 2, 2, 3),
    # Wednesday before (the example of 2027): Saturday, Tuesday, Wednesday.
    (-4, 3, 3, 4),
    # Skærtorsdag, langfredag: Saturday, Tuesday, Wednesday.
    (-3, 3, 3, 4),
    (-2, 3, 3, 4),
    # Easter Saturday, Sunday and Monday: Tuesday, Wednesday, Thursday.
    (-1, 4, 4, 4),
    (0, 4, 4, 4),
    (1, 4, 4, 4),
    # The week of Kristi himmelfart (day 39, a Thursday).
    (36, 40, 40, 40),
    (37, 41, 40, 43),
    (38, 43, 43, 44),
    (39, 43, 43, 44),
]


def shown(decided: date) -> tuple[date, date, date]:
    found = legal_date(decided, 3)
    return found.strict, found.target, found.lenient


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(("decided", "strict", "target", "lenient"), AROUND_EASTER)
def test_around_easter_and_ascension(
    year: int, decided: int, strict: int, target: int, lenient: int
) -> None:
    def day(after: int) -> date:
        return EASTER[year] + timedelta(days=after)

    assert shown(day(decided)) == (day(strict), day(target), day(lenient))


@pytest.mark.parametrize(
    ("decided", "strict", "target", "lenient"),
    [
        # Pinse: the Thursday and the Friday before it.
        ("2026-05-21", "2026-05-26", "2026-05-26", "2026-05-27"),
        ("2026-05-22", "2026-05-27", "2026-05-27", "2026-05-28"),
        ("2027-05-13", "2027-05-18", "2027-05-18", "2027-05-19"),
        # 2028: 2. pinsedag is grundlovsdag, a holiday all the same.
        ("2028-05-31", "2028-06-03", "2028-06-02", "2028-06-06"),
        ("2028-06-01", "2028-06-06", "2028-06-06", "2028-06-07"),
        ("2028-06-02", "2028-06-07", "2028-06-07", "2028-06-08"),
        ("2028-06-05", "2028-06-08", "2028-06-08", "2028-06-08"),
        ("2029-05-17", "2029-05-22", "2029-05-22", "2029-05-23"),
        ("2030-06-06", "2030-06-11", "2030-06-11", "2030-06-12"),
        ("2031-05-29", "2031-06-03", "2031-06-03", "2031-06-04"),
        # Grundlovsdag counts, nobody is in the office.
        ("2026-06-02", "2026-06-05", "2026-06-04", "2026-06-05"),
        ("2027-06-02", "2027-06-05", "2027-06-04", "2027-06-07"),
        ("2029-06-01", "2029-06-05", "2029-06-04", "2029-06-06"),
        ("2030-06-01", "2030-06-05", "2030-06-04", "2030-06-05"),
        ("2031-06-02", "2031-06-05", "2031-06-04", "2031-06-05"),
        # 24 December on every day of the week that it has in these years.
        ("2026-12-21", "2026-12-24", "2026-12-23", "2026-12-24"),
        ("2027-12-21", "2027-12-24", "2027-12-23", "2027-12-24"),
        ("2028-12-22", "2028-12-28", "2028-12-28", "2028-12-29"),
        ("2029-12-20", "2029-12-24", "2029-12-21", "2029-12-27"),
        ("2030-12-20", "2030-12-24", "2030-12-23", "2030-12-27"),
        ("2031-12-20", "2031-12-24", "2031-12-23", "2031-12-24"),
        # 31 December, and over New Year.
        ("2026-12-28", "2026-12-31", "2026-12-30", "2026-12-31"),
        ("2027-12-28", "2027-12-31", "2027-12-30", "2027-12-31"),
        ("2028-12-28", "2029-01-02", "2029-01-02", "2029-01-03"),
        ("2029-12-27", "2029-12-31", "2029-12-28", "2030-01-02"),
        ("2030-12-27", "2030-12-31", "2030-12-30", "2031-01-02"),
        ("2031-12-27", "2031-12-31", "2031-12-30", "2031-12-31"),
        ("2026-12-31", "2027-01-05", "2027-01-05", "2027-01-06"),
        # 1 May is a day like others; in 2026 it would have been store bededag, too.
        ("2026-04-28", "2026-05-01", "2026-05-01", "2026-05-01"),
    ],
)
def test_the_other_holidays(decided: str, strict: str, target: str, lenient: str) -> None:
    expected = tuple(date.fromisoformat(day) for day in (strict, target, lenient))
    assert shown(date.fromisoformat(decided)) == expected


# From Monday: days to the strict, the target and the lenient date.
ORDINARY = [(3, 3, 3), (3, 3, 3), (3, 2, 5), (4, 4, 5), (4, 4, 5), (4, 4, 4), (3, 3, 3)]


@pytest.mark.parametrize("year", YEARS)
def test_every_ordinary_week(year: int) -> None:
    monday = date(year, 1, 1) + timedelta(days=(7 - date(year, 1, 1).weekday()) % 7)
    weeks = 0
    while monday.year == year:
        near = [monday + timedelta(days=step) for step in range(14)]
        quiet = not any(
            is_holiday(day) or (day.month, day.day) in {(6, 5), (12, 24), (12, 31)} for day in near
        )
        if quiet:
            weeks += 1
            for weekday, steps in enumerate(ORDINARY):
                decided = monday + timedelta(days=weekday)
                assert shown(decided) == tuple(decided + timedelta(days=step) for step in steps)
        monday += timedelta(days=7)
    assert weeks > 30


@pytest.mark.parametrize(
    ("start", "due", "strict", "lenient"),
    [
        (date(2027, 3, 24), date(2027, 3, 31), date(2027, 3, 31), date(2027, 4, 1)),
        (date(2029, 12, 20), date(2029, 12, 21), date(2029, 12, 24), date(2029, 12, 27)),
    ],
)
def test_both_notices_are_counted_so(start: date, due: date, strict: date, lenient: date) -> None:
    stay = StayFacts(stay_id="s", person_id="p", decided_on=start, arrived_on=start, ended_on=start)
    found = deadlines([stay], shipped_book(), start)
    assert [one.kind for one in found] == ["admission_notice", "discharge_notice"]
    for one in found:
        assert (one.due, one.legal_due, one.lenient_due) == (due, strict, lenient)
        assert one.counted is not None
        assert (one.counted.start, one.counted.number, one.counted.unit) == (start, 3, "weekdays")
