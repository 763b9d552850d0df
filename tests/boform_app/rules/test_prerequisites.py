from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from boform_app.rules.prerequisites import (
    PeriodFacts,
    PrerequisiteFacts,
    PrerequisiteStatus,
    column,
    days_waited,
    default_owner,
    holds_back_move,
    letter_kind,
    opening,
    reminder_due,
    waited_by_party,
    who_has_the_ball,
)

TODAY = date(2026, 11, 23)
HOME = PrerequisiteFacts(code="C2", status="missing", owner="housing", since=date(2026, 10, 13))


def test_a_new_stay_knows_nothing_and_has_an_owner_for_everything() -> None:
    items = opening(TODAY)
    assert [item.code for item in items] == [f"C{n}" for n in range(1, 13)]
    assert {item.status for item in items} == {"unknown"}
    assert (items[0].owner, items[1].owner, items[11].owner) == ("us", "housing", "health")


def test_days_waited_stop_when_it_is_in_place() -> None:
    assert days_waited(HOME, TODAY) == 41
    assert days_waited(replace(HOME, status="fulfilled"), TODAY) == 0
    assert days_waited(replace(HOME, since=date(2026, 12, 1)), TODAY) == 0


def test_reminder_counts_from_the_last_one_unless_a_day_was_chosen() -> None:
    assert reminder_due(HOME, 14) == date(2026, 10, 27)
    reminded = replace(HOME, reminded_on=date(2026, 11, 12))
    assert reminder_due(reminded, 14) == date(2026, 11, 26)
    assert reminder_due(replace(reminded, next_on=TODAY), 14) == TODAY


@pytest.mark.parametrize(
    "change", [{"status": "fulfilled"}, {"status": "unknown"}, {"owner": "us"}]
)
def test_nobody_is_reminded_of_this(change: dict[str, Any]) -> None:
    assert reminder_due(replace(HOME, **change), 14) is None


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"owner": "us"}, TODAY),
        ({"status": "unknown"}, TODAY),
        ({"status": "fulfilled"}, None),
        ({"status": "not_relevant"}, None),
    ],
)
def test_a_chosen_day_calls_for_an_open_item_whoever_has_it(
    change: dict[str, Any], expected: date | None
) -> None:
    assert reminder_due(replace(HOME, next_on=TODAY, **change), 14) == expected


@pytest.mark.parametrize(
    ("code", "wanted", "expected"),
    [
        ("C2", False, True),
        ("C9", False, True),
        ("C7", True, True),
        ("C7", None, True),
        ("C8", False, False),
        ("C6", True, False),
        ("C10", True, False),
    ],
)
def test_what_holds_back_a_moving_date(code: str, wanted: bool | None, expected: bool) -> None:
    item = replace(HOME, code=code)
    assert holds_back_move(item, support_wanted=wanted) is expected
    done = replace(item, status="fulfilled")
    assert not holds_back_move(done, support_wanted=wanted)


def test_ball_owners_in_order_with_the_longest_wait_first() -> None:
    items = [
        HOME,
        replace(HOME, code="C3", since=date(2026, 9, 1)),
        replace(HOME, code="C1", owner="us"),
        replace(HOME, code="C12", owner="health", status="not_relevant"),
    ]
    found = who_has_the_ball(items, TODAY)
    assert [(group.owner, group.longest_wait) for group in found] == [("us", 41), ("housing", 83)]
    assert [item.code for item in found[1].items] == ["C3", "C2"]


def test_board_columns_and_letters() -> None:
    assert [column(owner) for owner in ("us", "benefits", "housing")] == [
        "us",
        "municipality",
        "housing",
    ]
    assert letter_kind("C6") == "action_plan_request"
    assert default_owner("C7") == "municipality"
    with pytest.raises(KeyError):
        default_owner("C13")


def test_a_day_that_two_items_wait_for_one_party_is_one_day() -> None:
    def days(
        first: int, last: int, owner: str, status: PrerequisiteStatus = "missing"
    ) -> PeriodFacts:
        return PeriodFacts(
            status=status, owner=owner, from_on=date(2026, 11, first), to_on=date(2026, 11, last)
        )

    periods = [
        days(1, 5, "municipality"),
        days(3, 8, "municipality"),
        days(10, 12, "municipality", "unknown"),
        days(4, 6, "us"),
        days(1, 20, "housing", "fulfilled"),
    ]
    now = replace(HOME, owner="municipality", since=date(2026, 11, 20))
    assert waited_by_party(periods, [now], date(2026, 11, 23)) == {"us": 2, "municipality": 12}
    assert list(waited_by_party(periods, [], TODAY)) == ["us", "municipality"]
    assert waited_by_party([], [replace(HOME, status="fulfilled")], TODAY) == {}


def test_a_wait_that_begins_tomorrow_is_no_wait() -> None:
    assert waited_by_party([], [replace(HOME, since=date(2026, 11, 24))], date(2026, 11, 23)) == {}
