from __future__ import annotations

from datetime import date, timedelta

import pytest

from boform_app.rules.prerequisites import PrerequisiteFacts, PrerequisiteStatus, waits_on_system
from boform_app.rules.refund import SENTENCE, RefundClock, RefundFacts, RefundPeriod, refund_clock
from boform_app.rules.refund_flags import for_overview, refund_assessment, refund_flags
from boform_app.rules.rows import shipped_book

BOOK = shipped_book()
CAME = date(2026, 3, 1)  # over 1 April: both marks


def after(nights: int, *, asked: bool = True) -> RefundClock | None:
    facts = RefundFacts(periods=(RefundPeriod(first_night=CAME),), elsewhere_asked=asked)
    return refund_clock(facts, BOOK, CAME + timedelta(days=nights))


def rules(nights: int, category: str = "K1", *, waits: bool = True) -> list[tuple[str, int]]:
    flags = refund_flags(after(nights), BOOK, category=category, waits_on_system=waits)
    assert all(flag.sentence == SENTENCE for flag in flags)
    return [(flag.rule, flag.nights) for flag in flags]


@pytest.mark.parametrize(
    ("nights", "said"),
    [
        (59, []),
        (60, [("E1", 60)]),
        (74, [("E1", 60)]),
        (75, [("E1", 60), ("E2", 90)]),
        (89, [("E1", 60), ("E2", 90)]),
        (90, [("E1", 60), ("E3", 90)]),
        (105, [("E1", 60), ("E3", 90), ("E2", 120)]),
        (120, [("E1", 60), ("E3", 90), ("E3", 120)]),
    ],
)
def test_the_flags_of_a_stay(nights: int, said: list[tuple[str, int]]) -> None:
    assert rules(nights) == said


@pytest.mark.parametrize(
    ("category", "waits"), [("K3", True), ("K4", True), ("", True), ("K2", False)]
)
def test_e1_is_for_those_who_are_ready_and_wait(category: str, waits: bool) -> None:
    assert rules(60, category, waits=waits) == []
    assert rules(60, "K2") == [("E1", 60)]


def test_silent_where_nights_are_unknown_or_no_year_runs() -> None:
    assert refund_flags(None, BOOK, category="K1", waits_on_system=True) == ()
    left = RefundPeriod(first_night=CAME, until=CAME + timedelta(days=100))
    over = refund_clock(RefundFacts(periods=(left,)), BOOK, CAME + timedelta(days=400))
    assert refund_flags(over, BOOK, category="K1", waits_on_system=True) == ()
    assert refund_assessment(over, BOOK, None) is None
    assert for_overview(over) is None


def test_at_least_so_many_nights_speaks_when_the_limit_is_reached() -> None:
    found = refund_flags(after(90, asked=False), BOOK, category="", waits_on_system=False)
    assert [flag.rule for flag in found] == ["E3"]


def test_the_day_a_flag_began() -> None:
    found = refund_flags(after(110), BOOK, category="K1", waits_on_system=True)
    assert [flag.since for flag in found] == [
        CAME + timedelta(days=60),
        CAME + timedelta(days=90),
        CAME + timedelta(days=105),
    ]


@pytest.mark.parametrize(
    ("overview", "due"),
    [
        (None, CAME + timedelta(days=59)),
        (CAME + timedelta(days=53), CAME + timedelta(days=59)),
        # The 55th night is the one of 1 March and 54 days.
        (CAME + timedelta(days=54), None),
        (CAME + timedelta(days=59), None),
        (CAME + timedelta(days=70), None),
    ],
)
def test_an_overview_on_night_55_to_60_counts(overview: date | None, due: date | None) -> None:
    found = refund_assessment(after(75), BOOK, overview)
    assert (found.due if found else None) == due


def test_night_60_that_will_not_come_asks_for_nothing() -> None:
    left = RefundPeriod(first_night=CAME, until=CAME + timedelta(days=30))
    clock = refund_clock(RefundFacts(periods=(left,)), BOOK, CAME + timedelta(days=40))
    assert refund_assessment(clock, BOOK, None) is None


def test_the_overview_reads_the_safe_mark() -> None:
    found = for_overview(after(70))
    assert found is not None
    assert (found.nights, found.limit, found.limit_row) == (70, 90, "refund_cap_nights@2026-04-01")


@pytest.mark.parametrize(
    ("code", "status", "wanted", "waits"),
    [
        ("C2", "missing", None, True),
        ("C2", "unknown", None, True),
        ("C2", "in_progress", None, False),
        ("C6", "missing", None, False),
        ("C7", "missing", True, True),
        ("C7", "missing", False, False),
        ("C10", "missing", None, False),
    ],
)
def test_waiting_on_the_system(
    code: str, status: PrerequisiteStatus, wanted: bool | None, waits: bool
) -> None:
    item = PrerequisiteFacts(code=code, status=status, owner="housing", since=CAME)
    assert waits_on_system([item], support_wanted=wanted) is waits
