from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boform_app.rules.refund import (
    GUIDANCE,
    RefundClock,
    RefundFacts,
    RefundPeriod,
    RefundWindow,
    refund_clock,
)
from boform_app.rules.rows import RuleBook, RuleRow, shipped_book, shipped_rows
from boform_app.rules.spans import after_months, after_years
from models.values.periods import Nights

TODAY = date(2026, 11, 23)
BOOK = shipped_book()
REFORM = date(2023, 10, 1)


def here(came: date, left: date | None = None) -> RefundPeriod:
    return RefundPeriod(first_night=came, until=left)


def house(key: str, value: bool | int) -> RuleBook:
    row = RuleRow(
        key=key, title="Husets", value=value, unit="", valid_from=date(2020, 1, 1), is_house=True
    )
    return RuleBook(shipped_rows(), [row])


def clock(
    *periods: RefundPeriod,
    today: date = TODAY,
    book: RuleBook = BOOK,
    asked: bool = True,
    absences: tuple[Nights, ...] = (),
) -> RefundClock:
    facts = RefundFacts(periods=periods, elsewhere_asked=asked, absences=absences)
    found = refund_clock(facts, book, today)
    assert found is not None
    return found


def current(found: RefundClock) -> RefundWindow:
    assert found.current is not None
    return found.current


def spans(found: RefundClock) -> list[tuple[date, date, int]]:
    return [(window.start, window.end, window.used) for window in found.windows]


def test_one_stay_counts_the_nights_before_today() -> None:
    found = clock(here(date(2026, 11, 1)))
    assert spans(found) == [(date(2026, 11, 1), date(2027, 11, 1), 22)]
    assert (found.used, found.days_to_reset, found.guidance) == (22, 343, GUIDANCE)
    # Days with today in them, for the tooltip.
    assert current(found).calendar_days == 23
    assert "refund_cap_nights@2026-04-01" in found.because
    assert "refund_window_years@2023-10-01" in found.because


def test_admission_and_discharge_day_both_count_as_calendar_days() -> None:
    found = clock(here(date(2026, 11, 1), date(2026, 11, 4)), here(date(2026, 11, 4)))
    assert found.used == 22
    assert current(found).calendar_days == 23
    short = clock(here(date(2026, 11, 4), date(2026, 11, 4)))
    assert (short.used, current(short).calendar_days) == (0, 1)


def test_stays_and_nights_elsewhere_add_up_in_one_year() -> None:
    found = clock(
        here(date(2026, 5, 1), date(2026, 5, 11)),
        RefundPeriod.elsewhere(date(2026, 7, 1), date(2026, 7, 5), "Kirkens hus"),
        here(date(2026, 11, 13)),
    )
    assert spans(found) == [(date(2026, 5, 1), date(2027, 5, 1), 10 + 5 + 10)]
    assert current(found).told == 5


def test_a_night_that_two_houses_claim_counts_once() -> None:
    found = clock(
        here(date(2026, 11, 1), date(2026, 11, 11)),
        RefundPeriod.elsewhere(date(2026, 11, 8), date(2026, 11, 14), "Kirkens hus"),
    )
    window = current(found)
    assert (window.used, window.overlapped, window.told) == (14, 3, 4)


def test_three_houses_claiming_a_night_are_one_overlapped_night() -> None:
    night = RefundPeriod.elsewhere(date(2026, 11, 8), date(2026, 11, 8))
    assert current(clock(night, night, here(date(2026, 11, 8), date(2026, 11, 9)))).overlapped == 1


def test_at_least_until_somebody_asked() -> None:
    assert clock(here(date(2026, 11, 1)), asked=False).at_least
    assert not clock(here(date(2026, 11, 1)), asked=True).at_least


def test_a_told_admission_without_nights_opens_the_year() -> None:
    facts = RefundFacts(periods=(here(date(2026, 11, 1)),), admitted_elsewhere_on=date(2026, 2, 3))
    found = refund_clock(facts, BOOK, TODAY)
    assert found is not None
    assert spans(found) == [(date(2026, 2, 3), date(2027, 2, 3), 22)]
    assert found.at_least


def test_anniversary_within_a_stay_begins_the_new_year_that_day() -> None:
    found = clock(here(date(2025, 11, 1)))
    assert spans(found) == [
        (date(2025, 11, 1), date(2026, 11, 1), 365),
        (date(2026, 11, 1), date(2027, 11, 1), 22),
    ]


@pytest.mark.parametrize("left", [date(2026, 3, 1), date(2026, 11, 1)])
def test_without_a_stay_on_the_anniversary_the_next_admission_begins_it(left: date) -> None:
    # A stay that ends on the anniversary has no night of that day.
    found = clock(here(date(2025, 11, 1), left), here(date(2026, 11, 20)))
    assert [window.start for window in found.windows] == [date(2025, 11, 1), date(2026, 11, 20)]
    assert found.used == 3


def test_admission_on_the_anniversary_begins_it() -> None:
    found = clock(here(date(2025, 11, 1), date(2025, 12, 1)), here(date(2026, 11, 1)))
    assert [window.start for window in found.windows] == [date(2025, 11, 1), date(2026, 11, 1)]


def test_between_two_years_no_window_runs() -> None:
    found = clock(here(date(2025, 2, 1), date(2025, 3, 1)))
    assert (found.current, found.used, found.days_to_reset) == (None, 0, None)
    assert spans(found) == [(date(2025, 2, 1), date(2026, 2, 1), 28)]


def test_a_house_can_let_the_year_run_by_itself() -> None:
    book = house("refund_restart_automatic", value=True)
    found = clock(here(date(2025, 2, 1), date(2025, 3, 1)), here(date(2026, 11, 20)), book=book)
    assert spans(found)[-1] == (date(2026, 2, 1), date(2027, 2, 1), 3)


def test_nothing_counts_before_the_reform() -> None:
    old = RefundFacts(periods=(here(date(2023, 5, 1), REFORM),))
    assert refund_clock(old, BOOK, TODAY) is None
    assert refund_clock(RefundFacts(periods=()), BOOK, TODAY) is None


def test_a_stay_running_over_the_reform_begins_its_year_with_it() -> None:
    found = clock(here(date(2023, 5, 1), date(2023, 10, 11)), today=date(2024, 1, 1))
    assert spans(found) == [(REFORM, date(2024, 10, 1), 10)]


def test_a_house_can_switch_the_clock_off() -> None:
    facts = RefundFacts(periods=(here(date(2026, 11, 1)),))
    assert refund_clock(facts, house("refund_counted", value=False), TODAY) is None


def test_what_has_not_begun_does_not_count() -> None:
    future = RefundPeriod.elsewhere(date(2026, 12, 1), date(2026, 12, 5))
    assert refund_clock(RefundFacts(periods=(future,)), BOOK, TODAY) is None
    running = RefundPeriod.elsewhere(date(2026, 11, 20), date(2026, 11, 30))
    assert clock(running).used == 3


def test_leap_day_is_a_night() -> None:
    found = clock(here(date(2024, 2, 28), date(2024, 3, 2)), today=date(2024, 6, 1))
    assert spans(found) == [(date(2024, 2, 28), date(2025, 2, 28), 3)]


def test_a_year_from_the_leap_day_ends_with_28_february() -> None:
    found = clock(here(date(2024, 2, 29)), today=date(2026, 4, 1))
    assert [window.start for window in found.windows] == [
        date(2024, 2, 29),
        date(2025, 3, 1),
        date(2026, 3, 1),
    ]
    assert found.windows[0].used == 366


@pytest.mark.parametrize(
    ("start", "years", "after"),
    [
        (date(2024, 2, 29), 1, date(2025, 3, 1)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2023, 2, 28), 1, date(2024, 2, 28)),
        (date(2026, 4, 1), 2, date(2028, 4, 1)),
    ],
)
def test_first_day_after_a_year(start: date, years: int, after: date) -> None:
    assert after_years(start, years) == after


def test_first_day_after_months() -> None:
    assert after_months(date(2026, 8, 31), 6) == date(2027, 3, 1)
    assert after_months(date(2026, 8, 30), 3) == date(2026, 11, 30)


# before, over and after 1 April 2026
@pytest.mark.parametrize(
    ("start", "today", "marks"),
    [
        (date(2025, 3, 31), date(2026, 3, 1), [(120, "safe")]),
        (date(2025, 4, 1), date(2026, 3, 1), [(120, "safe")]),
        (date(2025, 4, 2), date(2026, 3, 1), [(90, "safe"), (120, "possible")]),
        (date(2026, 3, 31), TODAY, [(90, "safe"), (120, "possible")]),
        (date(2026, 4, 1), TODAY, [(90, "safe")]),
    ],
)
def test_marks_around_the_transition(
    start: date, today: date, marks: list[tuple[int, str]]
) -> None:
    found = clock(here(start, start + timedelta(days=30)), today=today)
    assert [(mark.nights, mark.role) for mark in current(found).marks] == marks


@pytest.mark.parametrize(("keeps", "nights"), [(True, 120), (False, 90)])
def test_one_mark_once_the_transition_is_clear(keeps: bool, nights: int) -> None:
    rows = [
        RuleRow(key=key, title="", value=value, unit="", valid_from=date(2026, 6, 1), is_house=True)
        for key, value in (
            ("refund_transition_open", False),
            ("refund_transition_keeps_cap", keeps),
        )
    ]
    found = clock(here(date(2026, 3, 1)), book=RuleBook(shipped_rows(), rows))
    assert [(mark.nights, mark.role) for mark in current(found).marks] == [(nights, "safe")]


def test_when_both_marks_are_reached_if_the_stay_goes_on() -> None:
    found = clock(here(date(2026, 3, 1)), today=date(2026, 5, 1))
    safe, possible = current(found).marks
    # 31 nights of March, 30 of April: 61 used.
    assert (found.used, safe.left, possible.left) == (61, 29, 59)
    assert (safe.last_night, safe.reached_on) == (date(2026, 5, 29), date(2026, 5, 30))
    assert (possible.last_night, possible.reached_on) == (date(2026, 6, 28), date(2026, 6, 29))
    assert not safe.is_reached
    assert current(clock(here(date(2026, 3, 1)), today=date(2026, 5, 30))).marks[0].is_reached


def test_earlier_nights_bring_the_mark_nearer() -> None:
    found = clock(
        RefundPeriod.elsewhere(date(2026, 5, 1), date(2026, 5, 30)), here(date(2026, 10, 1))
    )
    # 30 told, then the 60th night from 1 October is 29 November.
    assert current(found).marks[0].last_night == date(2026, 11, 29)


def test_no_day_for_a_mark_where_nobody_lives_here_or_the_year_ends_first() -> None:
    assert current(clock(here(date(2026, 11, 1), date(2026, 11, 9)))).marks[0].last_night is None
    late = clock(here(date(2026, 1, 1), date(2026, 1, 5)), here(date(2026, 11, 1)))
    assert current(late).marks[0].last_night is None
    reached = clock(here(date(2026, 4, 1), date(2026, 9, 1)))
    assert current(reached).marks[0].reached_on == date(2026, 6, 30)


def test_absences_count_and_stand_apart() -> None:
    away = (Nights(date(2026, 11, 5), date(2026, 11, 8)),)
    found = current(clock(here(date(2026, 11, 1)), absences=away))
    assert (found.used, found.absent) == (22, 3)


def test_a_house_that_does_not_count_absences() -> None:
    away = (Nights(date(2026, 11, 5), date(2026, 11, 8)),)
    book = house("refund_absence_counts", value=False)
    found = current(clock(here(date(2026, 11, 1)), absences=away, book=book))
    assert (found.used, found.absent, found.calendar_days) == (19, 3, 23)
    # A night away that another house tells of is still a night.
    told = RefundPeriod.elsewhere(date(2026, 11, 6), date(2026, 11, 6))
    assert clock(here(date(2026, 11, 1)), told, absences=away, book=book).used == 20


def test_an_absence_does_not_end_the_stay_on_the_anniversary() -> None:
    away = (Nights(date(2026, 10, 30), date(2026, 11, 5)),)
    book = house("refund_absence_counts", value=False)
    found = clock(here(date(2025, 11, 1)), absences=away, book=book)
    assert [window.start for window in found.windows] == [date(2025, 11, 1), date(2026, 11, 1)]


def test_a_gap_of_unknown_nights_does_not_part_the_year() -> None:
    found = clock(here(date(2026, 1, 10), date(2026, 1, 20)), here(date(2026, 11, 13)), asked=False)
    assert spans(found) == [(date(2026, 1, 10), date(2027, 1, 10), 20)]
    assert found.at_least


def test_periods_that_end_before_they_begin_are_refused() -> None:
    with pytest.raises(ValueError, match="ends before"):
        RefundPeriod.elsewhere(date(2026, 5, 5), date(2026, 5, 3))


dates = st.dates(date(2023, 1, 1), date(2028, 12, 31))
period = st.builds(
    lambda start, length, told: RefundPeriod(
        first_night=start,
        until=None if length is None else start + timedelta(days=length),
        told=told,
    ),
    dates,
    st.none() | st.integers(0, 500),
    st.booleans(),
)
facts = st.builds(
    RefundFacts,
    periods=st.lists(period, max_size=5).map(tuple),
    admitted_elsewhere_on=st.none() | dates,
)


@given(facts, dates)
def test_no_night_is_counted_twice_or_outside_its_year(known: RefundFacts, today: date) -> None:
    found = refund_clock(known, BOOK, today)
    if found is None:
        return
    nights = {
        day
        for one in known.periods
        for day in Nights(one.first_night, max(one.first_night, min(one.until or today, today)))
        if REFORM <= day < today
    }
    for window in found.windows:
        inside = {day for day in nights if window.start <= day < window.end}
        assert window.used == len(inside) <= (window.end - window.start).days
        assert 0 <= window.told <= window.used
        assert window.overlapped <= window.used
        assert window.used <= window.calendar_days
    # Every night lies in exactly one year: nothing is lost between them, nothing is in two.
    assert sum(window.used for window in found.windows) == len(nights)
    for earlier, later in zip(found.windows, found.windows[1:], strict=False):
        assert earlier.end <= later.start


@given(facts, dates, st.integers(0, 400))
def test_as_time_goes_on_a_year_only_grows(known: RefundFacts, today: date, on: int) -> None:
    before = refund_clock(known, BOOK, today)
    after = refund_clock(known, BOOK, today + timedelta(days=on))
    if before is None:
        return
    assert after is not None
    grown = {window.start: window.used for window in after.windows}
    for window in before.windows:
        assert grown[window.start] >= window.used


@given(facts, dates)
def test_the_order_of_the_facts_says_nothing(known: RefundFacts, today: date) -> None:
    turned = RefundFacts(
        periods=tuple(reversed(known.periods)), admitted_elsewhere_on=known.admitted_elsewhere_on
    )
    assert refund_clock(known, BOOK, today) == refund_clock(turned, BOOK, today)


@given(st.builds(here, dates), st.integers(0, 200))
def test_the_mark_comes_on_the_day_it_was_said(stay: RefundPeriod, days: int) -> None:
    today = stay.first_night + timedelta(days=days)
    found = refund_clock(RefundFacts(periods=(stay,)), BOOK, today)
    if found is None or found.current is None:
        return
    for mark in found.current.marks:
        assert mark.last_night is not None
        assert mark.reached_on is not None
        there = refund_clock(RefundFacts(periods=(stay,)), BOOK, mark.reached_on)
        assert there is not None
        assert there.used == mark.nights
        assert mark.is_reached == (today >= mark.reached_on)
