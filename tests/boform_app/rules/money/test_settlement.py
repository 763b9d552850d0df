"""Nights a handlekommune pays for, against cases calculated by hand."""

from __future__ import annotations

from datetime import date

import pytest

from boform_app.rules.money.facts import month_nights
from boform_app.rules.money.settlement import Billed, NightLine, changes, month_lines
from boform_app.rules.rows import shipped_book
from models.values.periods import Nights
from tests.boform_app.rules.money.cases import book, house_row, stay

OCTOBER = month_nights(date(2026, 10, 17))


def figures(lines: tuple[NightLine, ...]) -> list[tuple[int, int, int, int]]:
    return [(one.nights, one.away, one.paid, one.amount_ore) for one in lines]


def test_the_sheet_of_the_picture() -> None:
    # Ole Bach came 10 October and lives here: nights 10..31 = 22; 22 x 1.462,00 = 32.164,00.
    # Karl Holst left 14 October: nights 1..13 = 13; 13 x 1.462,00 = 19.006,00.
    # Ibrahim Said lived here all month, 31 nights, 3 away and not paid: 28 x 1.462,00 = 40.936,00.
    # Vibeke Sandgren: 31 x 1.462,00 = 45.322,00. Sum 137.428,00 for 94 nights.
    people = (
        stay(date(2026, 10, 10), date(2026, 11, 23)),
        stay(date(2026, 8, 3), date(2026, 10, 14)),
        stay(date(2026, 9, 1), date(2026, 11, 23), (date(2026, 10, 20), date(2026, 10, 22))),
        stay(date(2026, 5, 1), date(2026, 11, 23)),
    )
    lines = [line for one in people for line in month_lines(one, OCTOBER, book())]
    assert figures(tuple(lines)) == [
        (22, 0, 22, 3_216_400),
        (13, 0, 13, 1_900_600),
        (31, 3, 28, 4_093_600),
        (31, 0, 31, 4_532_200),
    ]
    assert sum(line.amount_ore for line in lines) == 13_742_800
    assert sum(line.paid for line in lines) == 94
    assert (lines[1].first, lines[1].last) == (date(2026, 10, 1), date(2026, 10, 13))


@pytest.mark.parametrize(
    ("first", "until", "nights"),
    [
        # Arrival 31 October, departure 1 November: the night of the 31st is October's.
        (date(2026, 10, 31), date(2026, 11, 1), 1),
        # Departure on 1 October: the last night was 30 September.
        (date(2026, 9, 1), date(2026, 10, 1), 0),
        # Arrival on 1 November.
        (date(2026, 11, 1), date(2026, 11, 9), 0),
        # Arrival and departure on one day: not enrolled at 24.00 on any evening.
        (date(2026, 10, 5), date(2026, 10, 5), 0),
        # The whole month, which has 31 evenings.
        (date(2026, 9, 1), date(2026, 12, 1), 31),
    ],
)
def test_the_edges_of_a_month(first: date, until: date, nights: int) -> None:
    lines = month_lines(stay(first, until), OCTOBER, book())
    assert sum(line.nights for line in lines) == nights


def test_february_of_a_leap_year_has_29_nights() -> None:
    # 29 x 1.462,00 = 42.398,00; in 2027 28 x 1.462,00 = 40.936,00.
    living = stay(date(2027, 1, 1), date(2028, 12, 1))
    leap = month_lines(living, month_nights(date(2028, 2, 1)), book())
    common = month_lines(living, month_nights(date(2027, 2, 1)), book())
    assert figures(leap) == [(29, 0, 29, 4_239_800)]
    assert figures(common) == [(28, 0, 28, 4_093_600)]


def test_a_new_rate_within_a_stay_begins_a_line() -> None:
    # 1.462,00 until 15 October, 1.500,50 from the 16th. Nights 10..15 = 6 x 1.462,00 = 8.772,00;
    # nights 16..31 = 16 x 1.500,50 = 24.008,00. Away 14..17: two nights unpaid on each side:
    # 4 x 1.462,00 = 5.848,00 and 14 x 1.500,50 = 21.007,00.
    dearer = book(house_row("bed_rate", 150_050, date(2026, 10, 16)))
    since = date(2026, 10, 10)
    assert figures(month_lines(stay(since, date(2026, 11, 3)), OCTOBER, dearer)) == [
        (6, 0, 6, 877_200),
        (16, 0, 16, 2_400_800),
    ]
    away = stay(since, date(2026, 11, 3), (date(2026, 10, 14), date(2026, 10, 17)))
    assert figures(month_lines(away, OCTOBER, dearer)) == [
        (6, 2, 4, 584_800),
        (16, 2, 14, 2_100_700),
    ]


def test_the_same_rate_written_again_is_one_line() -> None:
    again = book(house_row("bed_rate", 146_200, date(2026, 10, 16)))
    (line,) = month_lines(stay(date(2026, 10, 1), date(2026, 11, 1)), OCTOBER, again)
    assert line.nights == 31
    assert len(line.rows) == 2


@pytest.mark.parametrize(
    ("allowed", "paid"),
    [
        # Away 28 September to 4 October: a run of seven nights, of which 1..4 October are the
        # fourth to the seventh. 31 nights in October.
        (0, 27),  # none is paid: 31 - 4
        (3, 27),  # the first three were 28, 29 and 30 September
        (5, 29),  # the fourth and fifth are 1 and 2 October
        (999, 31),  # all are
    ],
)
def test_paid_nights_away_count_from_the_first_night_of_the_run(allowed: int, paid: int) -> None:
    rules = book(house_row("absence_paid_nights", allowed, date(2020, 1, 1)))
    away = stay(date(2026, 9, 1), date(2026, 11, 1), (date(2026, 9, 28), date(2026, 10, 4)))
    (line,) = month_lines(away, OCTOBER, rules)
    assert (line.nights, line.away, line.paid) == (31, 4, paid)


def test_two_absences_that_meet_are_one_run_and_two_apart_are_two() -> None:
    # The first two nights in a row are paid. 5..6 and 7..8 meet: one run of four, two paid.
    # 5..6 and 8..9 have a night here between them: two runs of two, four paid.
    rules = book(house_row("absence_paid_nights", 2, date(2020, 1, 1)))

    def paid(*away: tuple[date, date]) -> int:
        lines = month_lines(stay(date(2026, 10, 1), date(2026, 11, 1), *away), OCTOBER, rules)
        return sum(line.paid for line in lines)

    first = (date(2026, 10, 5), date(2026, 10, 6))
    assert paid(first, (date(2026, 10, 7), date(2026, 10, 8))) == 29
    assert paid(first, (date(2026, 10, 8), date(2026, 10, 9))) == 31


def test_two_stays_in_one_month_are_two_lines() -> None:
    # 1..7 October = 7 nights, 20..31 October = 12 nights; together 19 x 1.462,00 = 27.778,00.
    early = stay(date(2026, 9, 20), date(2026, 10, 8), key="early")
    late = stay(date(2026, 10, 20), date(2026, 11, 10), key="late")
    lines = (*month_lines(early, OCTOBER, book()), *month_lines(late, OCTOBER, book()))
    assert [line.nights for line in lines] == [7, 12]
    assert sum(line.amount_ore for line in lines) == 2_777_800


def test_a_stay_that_moves_to_another_handlekommune_is_counted_once() -> None:
    # The first until 14 October (13 nights), the second from then (18 nights): 31 together.
    living = stay(date(2026, 9, 1), date(2026, 11, 10))
    former = month_lines(living, Nights(date(2026, 10, 1), date(2026, 10, 14)), book())
    present = month_lines(living, Nights(date(2026, 10, 14), date(2026, 11, 1)), book())
    assert [former[0].nights, present[0].nights] == [13, 18]


def test_without_a_rate_nothing_is_computed() -> None:
    (line,) = month_lines(stay(date(2026, 10, 1), date(2026, 11, 1)), OCTOBER, shipped_book())
    assert line.rate_ore is None
    assert line.amount_ore == 0
    assert line.nights == 31


def test_a_rate_of_the_house_may_be_nothing() -> None:
    free = book(house_row("bed_rate", 0, date(2026, 1, 1)))
    (line,) = month_lines(stay(date(2026, 10, 1), date(2026, 11, 1)), OCTOBER, free)
    assert line.rate_ore == 0


def test_what_changed_since_a_basis_was_sent() -> None:
    # Sent: 31 nights, 45.322,00. Then two nights away were told: 29 nights, 42.398,00.
    # Difference: -2 nights, -2.924,00. Asked once, there is nothing more to ask.
    sent = Billed("a", 31, 4_532_200)
    living = stay(date(2026, 9, 1), date(2026, 12, 1), (date(2026, 10, 3), date(2026, 10, 4)))
    now = month_lines(living, OCTOBER, book())
    (found,) = changes(now, [sent])
    assert found == Billed("a", -2, -292_400)
    assert changes(now, [sent, found]) == ()


def test_who_is_no_longer_the_municipalitys_is_given_back_in_full() -> None:
    assert changes([], [Billed("a", 31, 4_532_200)]) == (Billed("a", -31, -4_532_200),)
