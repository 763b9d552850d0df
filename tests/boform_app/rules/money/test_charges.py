"""What a resident owes the house, and what the handlekommune collects; calculated by hand."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from boform_app.clock import COPENHAGEN, local_date
from boform_app.rules.money.charges import ChargeLine, daily_food_ore, month_charges
from boform_app.rules.money.facts import TermFacts, month_nights
from boform_app.rules.money.lodging import lodging
from boform_app.rules.rows import shipped_book
from models.values.periods import Period
from tests.boform_app.rules.money.cases import book, house_row, stay

OCTOBER = month_nights(date(2026, 10, 1))
ALL_MONTH = (date(2026, 10, 1), date(2026, 11, 1))


def counts(lines: tuple[ChargeLine, ...]) -> dict[str, int]:
    return {line.what: line.count for line in lines}


def total(lines: tuple[ChargeLine, ...]) -> int:
    return sum(line.amount_ore for line in lines)


def test_a_whole_month_of_food_and_laundry() -> None:
    # 31 days of 15,00 + 25,00 + 40,00 = 80,00: 2.480,00. Washes on day 1, 8, 15, 22, 29: 5 x 20,00
    # = 100,00. Together 2.580,00.
    lines = month_charges(stay(*ALL_MONTH), OCTOBER, book())
    assert counts(lines) == {"breakfast": 31, "lunch": 31, "dinner": 31, "wash": 5}
    assert total(lines) == 258_000


def test_nights_away_are_not_charged() -> None:
    # Away 8..10 October: 28 days x 80,00 = 2.240,00; the wash of the 8th falls away: 4 x 20,00.
    away = stay(*ALL_MONTH, (date(2026, 10, 8), date(2026, 10, 10)))
    lines = month_charges(away, OCTOBER, book())
    assert counts(lines) == {"breakfast": 28, "lunch": 28, "dinner": 28, "wash": 4}
    assert total(lines) == 232_000


def test_single_meals_are_opted_out_of_within_a_month() -> None:
    # All meals until the 10th: 10 x 80,00 = 800,00. From the 11th dinner alone: 21 x 40,00 =
    # 840,00. Washes 5 x 20,00 = 100,00. Together 1.740,00.
    only_dinner = TermFacts(part="food", kind="agreed", first=date(2026, 10, 11), meals=("dinner",))
    lines = month_charges(stay(*ALL_MONTH, terms=(only_dinner,)), OCTOBER, book())
    assert counts(lines) == {"breakfast": 10, "lunch": 10, "dinner": 31, "wash": 5}
    assert total(lines) == 174_000


def test_food_and_laundry_are_opted_out_of_apart() -> None:
    # Laundry out from the 9th: washes on the 1st and the 8th. Food out 1..30: the 31st is charged.
    terms = (
        TermFacts(part="laundry", kind="opted_out", first=date(2026, 10, 9)),
        TermFacts(part="food", kind="opted_out", first=date(2026, 10, 1), last=date(2026, 10, 30)),
    )
    lines = month_charges(stay(*ALL_MONTH, terms=terms), OCTOBER, book())
    assert counts(lines) == {"breakfast": 1, "lunch": 1, "dinner": 1, "wash": 2}


def test_an_agreed_price_a_day_is_for_all_meals() -> None:
    # 31 x 50,00 = 1.550,00 and 5 washes of 20,00.
    agreed = TermFacts(part="food", kind="agreed", first=date(2026, 10, 1), rate_ore=5_000)
    assert total(month_charges(stay(*ALL_MONTH, terms=(agreed,)), OCTOBER, book())) == 165_000


def test_a_new_price_holds_from_its_day() -> None:
    # Dinner 40,00 for 15 days and 42,50 for 16: 600,00 + 680,00.
    dearer = book(house_row("food_dinner", 4_250, date(2026, 10, 16)))
    dinners = [
        line for line in month_charges(stay(*ALL_MONTH), OCTOBER, dearer) if line.what == "dinner"
    ]
    assert [(line.count, line.price_ore) for line in dinners] == [(15, 4_000), (16, 4_250)]


def test_washes_are_counted_from_the_arrival_over_the_edge_of_a_month() -> None:
    # Came 28 September; every seventh day: 28 September, then 5, 12, 19, 26 October.
    living = stay(date(2026, 9, 28), date(2026, 11, 10))
    assert counts(month_charges(living, OCTOBER, book()))["wash"] == 4
    by_hand = book(house_row("laundry_days", 0, date(2020, 1, 1)))
    assert "wash" not in counts(month_charges(living, OCTOBER, by_hand))


def test_what_has_no_price_is_not_charged() -> None:
    assert month_charges(stay(*ALL_MONTH), OCTOBER, shipped_book()) == ()
    assert daily_food_ore(stay(*ALL_MONTH), date(2026, 10, 5), book()) == 8_000


def test_one_who_came_and_went_on_a_day_owes_nothing() -> None:
    day = date(2026, 10, 5)
    assert month_charges(stay(day, day), OCTOBER, book()) == ()


@pytest.mark.parametrize(
    ("came", "went", "nights"),
    [
        # Enrolled at 24.00 on the 5th, although one minute after arrival.
        ((5, 23, 59), (6, 9, 0), 1),
        # Half past midnight is the 6th: the night of the 5th was not here.
        ((6, 0, 30), (6, 23, 59), 0),
        ((6, 0, 30), (7, 0, 0), 1),
    ],
)
def test_arrival_near_midnight(
    came: tuple[int, int, int], went: tuple[int, int, int], nights: int
) -> None:
    start = datetime(2026, 10, *came, tzinfo=COPENHAGEN)
    end = datetime(2026, 10, *went, tzinfo=COPENHAGEN)
    assert Period(start, end).nights(local_date(end)).count == nights


# -- lodging: the handlekommune's ----------------------------------------------------------------


def lodged(
    first: date, until: date, month: date, *terms: TermFacts
) -> list[tuple[str, int, int | None]]:
    lines = lodging(stay(first, until, terms=terms), month_nights(month), shipped_book())
    return [(one.kind, one.nights, one.amount_ore) for one in lines]


def test_the_known_rates_of_lodging() -> None:
    # December 2020: 31 x 91,00 = 2.821,00; January 2021: 31 x 93,00 = 2.883,00;
    # January 2023: 31 x 96,71 = 2.998,01.
    living = date(2018, 1, 1), date(2027, 1, 1)
    assert lodged(*living, date(2019, 2, 1)) == [("", 28, 249_200)]
    assert lodged(*living, date(2020, 12, 1)) == [("", 31, 282_100)]
    assert lodged(*living, date(2021, 1, 1)) == [("", 31, 288_300)]
    assert lodged(*living, date(2023, 1, 1)) == [("", 31, 299_801)]


@pytest.mark.parametrize("year", [2018, 2022, 2024, 2025, 2026])
def test_a_year_without_a_rate_is_not_guessed(year: int) -> None:
    living = date(2018, 1, 1), date(2027, 1, 1)
    assert lodged(*living, date(year, 3, 1)) == [("", 31, None)]


def test_the_rate_the_house_writes_in_holds() -> None:
    # 102,35 a night from 1 October 2026: 31 x 102,35 = 3.172,85.
    rules = book(house_row("own_payment_rate", 102.35, date(2026, 10, 1)))
    (line,) = lodging(stay(*ALL_MONTH), OCTOBER, rules)
    assert line.amount_ore == 317_285


def test_an_own_home_that_is_kept_and_an_exemption() -> None:
    # January 2023. Own home kept until the 10th: 10 nights, nothing. Then 96,71 for 11..20 = 10
    # nights, 967,10. From the 21st reduced to 50,00: 11 nights, 550,00.
    terms = (
        TermFacts(part="lodging", kind="own_home", first=date(2022, 12, 1), last=date(2023, 1, 10)),
        TermFacts(part="lodging", kind="exempt", first=date(2023, 1, 21), rate_ore=5_000),
    )
    assert lodged(date(2022, 12, 1), date(2023, 3, 1), date(2023, 1, 1), *terms) == [
        ("own_home", 10, 0),
        ("", 10, 96_710),
        ("exempt", 11, 55_000),
    ]


def test_two_terms_of_one_day_the_last_one_holds() -> None:
    out = TermFacts(part="food", kind="opted_out", first=date(2026, 10, 1))
    back = TermFacts(part="food", kind="agreed", first=date(2026, 10, 20))
    lines = month_charges(stay(*ALL_MONTH, terms=(out, back)), OCTOBER, book())
    assert counts(lines)["dinner"] == 12
