from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boform_app.rules.appeals import appeal_period, appeal_rule
from boform_app.rules.rows import shipped_book
from boform_app.rules.weekdays import is_working_day

BOOK = shipped_book()
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("kind", "appealable", "via"),
    [
        ("admission_refused", True, "house"),
        ("house_decision_target_group", True, "house"),
        ("expulsion", False, "house"),
        ("municipal_decision", True, "municipality"),
        ("support", True, "municipality"),
        ("residential_offer_decision", True, "municipality"),
        ("own_payment", True, "municipality"),
    ],
)
def test_who_gets_the_appeal(kind: str, appealable: bool, via: str) -> None:
    found = appeal_rule(kind, TODAY, BOOK)
    assert found is not None
    assert (found.appealable, found.via) == (appealable, via)
    assert all(BOOK.row(row_id).paragraph for row_id in found.because)
    assert (appeal_period(kind, TODAY, BOOK) is not None) is appealable


@pytest.mark.parametrize("kind", ["moved_own_wish", "own_home", "did_not_return", "deceased", ""])
def test_where_nobody_decided_there_is_nothing_to_appeal(kind: str) -> None:
    assert appeal_rule(kind, TODAY, BOOK) is None
    assert appeal_period(kind, TODAY, BOOK) is None


@pytest.mark.parametrize(
    ("received", "last", "open_again"),
    [
        (date(2026, 11, 23), date(2026, 12, 21), date(2026, 12, 21)),
        # Christmas Eve, and Friday 25 and Saturday 26 after it: Monday.
        (date(2026, 11, 26), date(2026, 12, 24), date(2026, 12, 28)),
        (date(2026, 11, 27), date(2026, 12, 25), date(2026, 12, 28)),
        # A Saturday and a Sunday.
        (date(2026, 10, 31), date(2026, 11, 28), date(2026, 11, 30)),
        (date(2026, 11, 1), date(2026, 11, 29), date(2026, 11, 30)),
        # Skærtorsdag 2027 to Easter Monday.
        (date(2027, 2, 25), date(2027, 3, 25), date(2027, 3, 30)),
        # Over the turn of the year and a leap day.
        (date(2026, 12, 10), date(2027, 1, 7), date(2027, 1, 7)),
        (date(2028, 2, 1), date(2028, 2, 29), date(2028, 2, 29)),
    ],
)
def test_four_weeks_as_counted(received: date, last: date, open_again: date) -> None:
    found = appeal_period("support", received, BOOK)
    assert found is not None
    assert (found.last_day, found.next_working_day) == (last, open_again)
    assert (found.weeks, found.days, found.received_on) == (4, 28, received)
    assert found.paragraph == "retssikkerhedslovens kapitel 10"


@given(st.dates(date(2024, 1, 1), date(2040, 1, 1)))
def test_the_day_is_never_moved(received: date) -> None:
    found = appeal_period("admission_refused", received, BOOK)
    assert found is not None
    assert (found.last_day - received).days == 28
    assert found.next_working_day >= found.last_day
    assert is_working_day(found.next_working_day)
