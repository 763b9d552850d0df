"""Who has the ball: one matter per open thing, ours first, then the longest wait."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from boform_app.rules.board import COLUMNS, Matter, by_column, matters, presses
from boform_app.rules.deadlines import deadlines
from boform_app.rules.prerequisites import PrerequisiteFacts, PrerequisiteStatus
from boform_app.rules.rows import shipped_book
from boform_app.rules.stay_facts import StayFacts

TODAY = date(2026, 11, 23)
BOOK = shipped_book()


def back(days: int) -> date:
    return TODAY - timedelta(days=days)


def item(code: str, status: PrerequisiteStatus, owner: str, days: int) -> PrerequisiteFacts:
    return PrerequisiteFacts(code=code, status=status, owner=owner, since=back(days))


STAY = StayFacts(
    stay_id="s", person_id="p", decided_on=back(60), arrived_on=back(60),
    admission_notice_sent=back(59), acting_municipality="0851", overview_on=back(2),
)  # fmt: skip


def board(*stays: StayFacts) -> tuple[Matter, ...]:
    return matters(stays, deadlines(stays, BOOK, TODAY), TODAY)


def placed(*stays: StayFacts) -> dict[str, list[str]]:
    return {
        column: [matter.what for matter in rows]
        for column, rows in by_column(board(*stays)).items()
        if rows
    }


def test_a_plan_that_nobody_asked_for_is_ours_and_an_asked_one_the_municipalitys() -> None:
    assert placed(STAY) == {"us": ["C6"]}
    asked = replace(STAY, plan_status="requested", plan_requested_on=back(20))
    assert placed(asked) == {"municipality": ["C6"]}
    assert board(asked)[0].days == 20
    assert placed(replace(asked, plan_status="received")) == {}


@pytest.mark.parametrize(
    ("code", "status", "owner", "column"),
    [
        ("C2", "in_progress", "housing", "housing"),
        ("C2", "missing", "housing", "housing"),
        ("C4", "missing", "municipality", "municipality"),
        ("C5", "in_progress", "benefits", "municipality"),
        ("C8", "missing", "provider", "municipality"),
        ("C10", "missing", "us", "us"),
        # Nobody has asked for the decision yet: whoever decides, the next step is ours.
        ("C7", "missing", "municipality", "us"),
        ("C7", "in_progress", "municipality", "municipality"),
    ],
)
def test_an_item_stands_with_who_has_it(
    code: str, status: PrerequisiteStatus, owner: str, column: str
) -> None:
    stay = replace(STAY, plan_status="received", prerequisites=(item(code, status, owner, 9),))
    assert placed(stay) == {column: [code]}
    assert board(stay)[0].days == 9


@pytest.mark.parametrize("status", ["fulfilled", "unknown", "not_relevant"])
def test_what_is_done_or_unknown_is_no_matter(status: PrerequisiteStatus) -> None:
    stay = replace(STAY, plan_status="received", prerequisites=(item("C2", status, "housing", 9),))
    assert placed(stay) == {}


def test_a_day_chosen_for_what_nobody_knows_brings_it_up_with_us() -> None:
    chosen = replace(item("C2", "unknown", "housing", 9), next_on=TODAY)
    stay = replace(STAY, plan_status="received", prerequisites=(chosen,))
    (matter,) = board(stay)
    assert (matter.what, matter.column, matter.next_on) == ("C2", "us", TODAY)
    assert presses(matter, TODAY)


def test_our_own_item_presses_on_the_chosen_day_and_not_before() -> None:
    ours = replace(item("C10", "missing", "us", 9), next_on=TODAY)
    stay = replace(STAY, plan_status="received", prerequisites=(ours,))
    assert [presses(one, TODAY) for one in board(stay)] == [True]
    later = replace(ours, next_on=TODAY + timedelta(days=9))
    assert [presses(one, TODAY) for one in board(replace(stay, prerequisites=(later,)))] == [False]


def test_one_person_can_stand_in_two_columns() -> None:
    stay = replace(
        STAY, plan_status="requested", plan_requested_on=back(30),
        prerequisites=(item("C2", "in_progress", "housing", 41),),
    )  # fmt: skip
    assert placed(stay) == {"housing": ["C2"], "municipality": ["C6"]}


def test_what_needs_us_comes_first_and_then_the_longest_wait() -> None:
    late = replace(STAY, stay_id="late", person_id="late", admission_notice_sent=None)
    near = replace(
        STAY, stay_id="near", plan_status="requested", plan_requested_on=back(90),
        plan_answer_by=TODAY + timedelta(days=2),
    )  # fmt: skip
    past = replace(STAY, stay_id="past", plan_status="requested", plan_requested_on=back(20))
    rows = [(matter.stay_id, matter.what) for matter in board(near, past, late)]
    assert rows[0] == ("late", "admission_notice")
    assert rows.index(("past", "C6")) < rows.index(("near", "C6"))


def test_an_agreed_move_says_what_is_missing_or_that_all_is_there() -> None:
    plan = replace(STAY, plan_status="received", planned_end=TODAY, end_kind="own_home")
    (alarm,) = (m for m in board(plan) if m.column == "moving")
    assert alarm.deadline is not None
    assert alarm.deadline.rank == 0
    decided = replace(plan, support_decided_on=back(3))
    (ready,) = (m for m in board(decided) if m.column == "moving")
    assert ready.deadline is None
    assert ready.all_set
    held = replace(decided, prerequisites=(item("C4", "missing", "municipality", 2),))
    (waits,) = (m for m in board(held) if m.column == "moving")
    assert not waits.all_set


def test_after_the_end_only_the_notice_is_left() -> None:
    ended = replace(STAY, ended_on=back(1), prerequisites=(item("C2", "missing", "housing", 9),))
    assert placed(ended) == {"us": ["discharge_notice"]}


def test_every_column_is_there() -> None:
    assert tuple(by_column([])) == COLUMNS


def test_what_presses_is_due_today_or_late_and_a_move_on_its_day() -> None:
    plain = replace(STAY, admission_notice_sent=None, decided_on=TODAY, arrived_on=TODAY)
    assert not any(presses(one, TODAY) for one in board(plain)), "three hverdage are left"
    late = replace(plain, decided_on=back(20), arrived_on=back(20))
    assert [one.what for one in board(late) if presses(one, TODAY)] == ["admission_notice"]
    moving = replace(STAY, planned_end=TODAY, support_wanted=False)
    assert "move" in [one.what for one in board(moving) if presses(one, TODAY)]
    later = replace(moving, planned_end=TODAY + timedelta(days=20))
    assert "move" not in [one.what for one in board(later) if presses(one, TODAY)]
