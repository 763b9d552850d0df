from __future__ import annotations

from datetime import date

import pytest

from boform_app.rules.refund import RefundPeriod
from boform_app.rules.rows import shipped_book
from boform_app.rules.support_refund import own_home_support, residential_support, timing

BOOK = shipped_book()
LEFT = date(2026, 11, 30)


def stay(came: date, left: date | None = None) -> RefundPeriod:
    return RefundPeriod(first_night=came, until=left)


LAST = stay(date(2026, 8, 1), LEFT)


@pytest.mark.parametrize(
    ("decided", "found", "cover", "note"),
    [
        (None, "not_decided", "open", ""),
        (date(2026, 11, 29), "before", "yes", ""),
        (LEFT, "same_day", "ask", "samme dag – afklar med kommunen"),
        (date(2026, 12, 1), "after", "no", ""),
    ],
)
def test_the_decision_against_the_discharge(
    decided: date | None, found: str, cover: str, note: str
) -> None:
    home = own_home_support([LAST], BOOK, decided_on=decided, discharged_on=LEFT)
    offer = residential_support([LAST], BOOK, decided_on=decided, discharged_on=LEFT)
    for one in (home, offer):
        assert (one.timing, one.cover, one.note) == (found, cover, note)


def test_two_years_from_the_first_discharge() -> None:
    found = own_home_support([LAST], BOOK, decided_on=date(2026, 11, 2), discharged_on=LEFT)
    assert (found.starts_on, found.ends, found.last_day) == (
        LEFT,
        date(2028, 11, 30),
        date(2028, 11, 29),
    )
    assert found.because == ("support_refund_years@2023-10-01",)
    assert found.paragraph == "servicelovens § 176 a, stk. 1"
    assert found.guidance.startswith("vejledende")


def test_readmission_within_the_period_does_not_begin_it_anew() -> None:
    again = [stay(date(2025, 1, 10), date(2025, 3, 1)), LAST]
    found = own_home_support(again, BOOK, decided_on=date(2026, 11, 2), discharged_on=LEFT)
    assert (found.starts_on, found.ends) == (date(2025, 3, 1), date(2027, 3, 1))


@pytest.mark.parametrize(
    ("back", "starts"), [(date(2026, 2, 28), date(2024, 3, 1)), (date(2026, 3, 1), LEFT)]
)
def test_readmission_after_the_period_begins_a_new_one(back: date, starts: date) -> None:
    stays = [stay(date(2024, 1, 1), date(2024, 3, 1)), stay(back, LEFT)]
    assert own_home_support(stays, BOOK, decided_on=None, discharged_on=LEFT).starts_on == starts


def test_the_botilbuds_year_is_its_own() -> None:
    stays = [stay(date(2025, 1, 10), date(2025, 3, 1)), LAST]
    found = residential_support(stays, BOOK, decided_on=date(2026, 11, 2), discharged_on=LEFT)
    # Back in August 2026: after one year, but within two.
    assert (found.starts_on, found.ends) == (LEFT, date(2027, 11, 30))


@pytest.mark.parametrize(
    ("moved_in", "latest"),
    [
        (LEFT, date(2027, 5, 30)),
        (date(2027, 8, 31), date(2027, 11, 30)),
        (date(2027, 3, 31), date(2027, 10, 1)),
        (None, date(2027, 11, 30)),
    ],
)
def test_six_months_within_the_year(moved_in: date | None, latest: date) -> None:
    found = residential_support(
        [LAST], BOOK, decided_on=date(2026, 11, 2), discharged_on=LEFT, moved_in_on=moved_in
    )
    assert (found.ends, found.latest_end) == (date(2027, 11, 30), latest)


def test_by_way_of_a_botilbud_the_decision_may_come_later() -> None:
    found = own_home_support(
        [LAST],
        BOOK,
        decided_on=date(2027, 4, 1),
        discharged_on=LEFT,
        by_way_of_residential=True,
    )
    assert (found.timing, found.cover, found.starts_on) == ("after", "yes", LEFT)
    nothing = own_home_support(
        [LAST], BOOK, decided_on=None, discharged_on=LEFT, by_way_of_residential=True
    )
    assert nothing.cover == "open"


def test_while_the_stay_runs_there_is_no_period_and_a_decision_is_before() -> None:
    running = own_home_support(
        [stay(date(2026, 8, 1))], BOOK, decided_on=date(2026, 11, 2), discharged_on=None
    )
    assert (running.starts_on, running.last_day, running.cover) == (None, None, "yes")


def test_a_discharge_before_the_reform_begins_nothing() -> None:
    found = own_home_support(
        [stay(date(2023, 1, 1), date(2023, 9, 30)), LAST], BOOK, decided_on=None, discharged_on=LEFT
    )
    assert found.starts_on == LEFT


def test_a_leap_day_gives_the_last_of_february() -> None:
    leap = stay(date(2024, 1, 1), date(2024, 2, 29))
    found = own_home_support([leap], BOOK, decided_on=None, discharged_on=date(2024, 2, 29))
    assert found.last_day == date(2026, 2, 28)


def test_timing_of_a_planned_day() -> None:
    assert timing(date(2026, 11, 2), None) == "before"
    assert timing(None, None) == "not_decided"
