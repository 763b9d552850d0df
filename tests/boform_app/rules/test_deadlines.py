from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boform_app.rules.dated_facts import LetterFacts
from boform_app.rules.deadlines import Deadline, deadlines, ready_without_plan
from boform_app.rules.prerequisites import PrerequisiteFacts, PrerequisiteStatus
from boform_app.rules.rows import RuleBook, RuleRow, shipped_book, shipped_rows
from boform_app.rules.stay_facts import StayFacts, TaskFacts

TODAY = date(2026, 11, 23)  # a Monday
BOOK = shipped_book()


def stay(name: str = "jonas", decided: date = date(2026, 11, 17), **facts: Any) -> StayFacts:
    calm = StayFacts(
        stay_id=f"stay-{name}",
        person_id=name,
        decided_on=decided,
        arrived_on=decided,
        admission_notice_sent=decided,
        acting_municipality="0851",
        plan_status="received",
        plan_requested_on=decided,
        overview_on=TODAY,
    )
    return replace(calm, **facts)


def of(kind: str, *stays: StayFacts, book: RuleBook = BOOK, today: date = TODAY) -> list[Deadline]:
    return [found for found in deadlines(stays, book, today) if found.kind == kind]


def one(kind: str, *stays: StayFacts, book: RuleBook = BOOK, today: date = TODAY) -> Deadline:
    (found,) = of(kind, *stays, book=book, today=today)
    return found


def test_admission_notice_names_its_rule() -> None:
    found = one("admission_notice", stay(decided=TODAY, admission_notice_sent=None))
    assert (found.due, found.legal_due, found.lenient_due) == (date(2026, 11, 26),) * 3
    assert (found.status, found.days, found.is_law) == ("soon", 3, True)
    assert found.because == ("notice_days_admission@2023-10-01", "saturday_counts@2000-01-01")
    assert found.paragraph == "servicelovens § 110, stk. 6"
    assert found.action == "letter:admission_notice"


def test_tuesday_decision_is_one_weekday_late_on_monday() -> None:
    found = one("admission_notice", stay(admission_notice_sent=None))
    assert (found.status, found.due, found.days) == ("over", date(2026, 11, 20), 1)


def test_target_moved_back_is_not_late_before_the_legal_day_has_passed() -> None:
    wednesday = stay(decided=date(2026, 11, 18), admission_notice_sent=None)
    states = {
        day: one("admission_notice", wednesday, today=date(2026, 11, day)).status
        for day in (19, 20, 21, 22)
    }
    assert states == {19: "soon", 20: "today", 21: "today", 22: "over"}
    # No Monday-to-Friday day has passed on the Sunday, yet "0 hverdage" late would be nonsense.
    assert one("admission_notice", wednesday, today=date(2026, 11, 22)).days == 1


def test_decision_before_arrival_is_day_zero() -> None:
    early = stay(
        decided=date(2026, 11, 16), arrived_on=date(2026, 11, 19), admission_notice_sent=None
    )
    assert one("admission_notice", early).due == date(2026, 11, 19)


def test_house_row_moves_the_day_and_is_named() -> None:
    house = RuleRow(
        key="notice_days_admission",
        title="Orientering",
        value=2,
        unit="hverdage",
        valid_from=date(2026, 1, 1),
        is_house=True,
    )
    book = RuleBook(shipped_rows(), [house])
    found = one("admission_notice", stay(decided=TODAY, admission_notice_sent=None), book=book)
    assert found.due == date(2026, 11, 25)
    assert found.because[0] == "house:notice_days_admission@2026-01-01"


def test_notice_without_cpr_is_in_time_and_leaves_a_task() -> None:
    nameless = stay(cpr_known=False)
    assert not of("admission_notice", nameless)
    found = one("cpr_missing", nameless)
    assert (found.status, found.due, found.is_law) == ("open", None, False)
    assert found.because == ("notice_without_cpr@2000-01-01",)
    assert not of("cpr_missing", stay(cpr_known=False, admission_notice_sent=None))


def test_cpr_task_of_the_database_is_not_doubled() -> None:
    task = TaskFacts(task_id="t1", kind="cpr_missing", opened_on=date(2026, 11, 18))
    assert one("cpr_missing", stay(cpr_known=False, tasks=(task,))).subject == "t1"


def test_unknown_municipality_opens_c9_once() -> None:
    found = one("acting_municipality", stay(acting_municipality=""))
    assert found.action == "register:acting_municipality"
    c9 = PrerequisiteFacts(code="C9", status="missing", owner="municipality", since=TODAY)
    assert not of("acting_municipality", stay(acting_municipality="", prerequisites=(c9,)))


def test_discharge_notice_after_the_end() -> None:
    ended = stay(ended_on=TODAY, end_kind="own_home")
    found = one("discharge_notice", ended)
    assert (found.due, found.paragraph) == (date(2026, 11, 26), "servicelovens § 110, stk. 7")
    assert not of("discharge_notice", replace(ended, discharge_notice_sent=TODAY))


def test_discharge_notice_opens_with_the_plan() -> None:
    found = one("discharge_notice", stay(planned_end=date(2026, 12, 1), end_kind="own_home"))
    assert (found.due, found.legal_due) == (date(2026, 12, 1), date(2026, 12, 4))
    slipped = one("discharge_notice", stay(planned_end=date(2026, 11, 20)))
    assert (slipped.due, slipped.status) == (TODAY, "today")


@pytest.mark.parametrize("kind", ["", "own_home", "residential_offer"])
def test_planned_move_without_support_decision_stands_first(kind: str) -> None:
    moving = stay("lise", planned_end=date(2027, 2, 1), end_kind=kind)
    late = stay("jonas", admission_notice_sent=None)
    first = deadlines([late, moving], BOOK, TODAY)[0]
    assert (first.kind, first.person_id, first.rank) == ("support_decision", "lise", 0)
    assert (first.paragraph, first.is_law) == ("servicelovens § 176 a", True)


@pytest.mark.parametrize(
    "calm",
    [
        {"support_decided_on": date(2026, 11, 1)},
        {"support_wanted": False},
        {"end_kind": "moved_own_wish"},
        {"ended_on": TODAY},
    ],
)
def test_no_alarm_where_no_decision_is_missing(calm: dict[str, Any]) -> None:
    assert not of("support_decision", stay(planned_end=TODAY, **calm))


def test_plan_not_requested_waits_after_the_houses_interval() -> None:
    fresh = stay(plan_status="not_requested")
    assert one("action_plan_request", fresh).status == "planned"
    waiting = one(
        "action_plan_request", stay(decided=date(2026, 11, 3), plan_status="not_requested")
    )
    assert (waiting.status, waiting.days, waiting.is_law) == ("wait", 20, False)
    assert waiting.because == ("plan_reminder_first_days@2000-01-01",)
    long = one("action_plan_request", stay(decided=date(2026, 10, 1), plan_status="not_requested"))
    assert long.because[-1] == "plan_reminder_second_days@2000-01-01"


def test_unanswered_request_offers_a_reminder() -> None:
    asked = stay(plan_status="requested", plan_requested_on=date(2026, 11, 3))
    found = one("action_plan_reminder", asked)
    assert (found.status, found.days, found.action) == ("wait", 20, "letter:reminder")
    reminded = replace(asked, plan_status="reminded", plan_reminded_on=date(2026, 11, 16))
    assert one("action_plan_reminder", reminded).due == date(2026, 11, 30)
    promised = replace(asked, plan_answer_by=date(2026, 12, 7))
    assert one("action_plan_reminder", promised).status == "planned"


def test_received_plan_is_followed_up_on_its_day() -> None:
    found = one("action_plan_follow_up", stay(plan_follow_up_on=TODAY + timedelta(days=1)))
    assert (found.status, found.rank) == ("soon", 3)
    assert not of("action_plan_follow_up", stay())


def test_prerequisites_elsewhere_are_reminded_of_and_c6_is_not_said_twice() -> None:
    items = (
        PrerequisiteFacts(code="C2", status="missing", owner="housing", since=date(2026, 10, 13)),
        PrerequisiteFacts(
            code="C6", status="missing", owner="municipality", since=date(2026, 10, 13)
        ),
        PrerequisiteFacts(code="C10", status="missing", owner="us", since=date(2026, 10, 13)),
        PrerequisiteFacts(code="C4", status="unknown", owner="housing", since=date(2026, 10, 13)),
    )
    found = one("prerequisite", stay(prerequisites=items))
    assert (found.subject, found.status, found.days) == ("C2", "wait", 41)
    assert found.title_key == "prerequisite:C2"


@pytest.mark.parametrize(
    ("code", "status", "owner"),
    [("C1", "missing", "us"), ("C10", "in_progress", "us"), ("C4", "unknown", "housing")],
)
def test_a_day_chosen_for_our_own_item_is_due_on_that_day(
    code: str, status: PrerequisiteStatus, owner: str
) -> None:
    item = PrerequisiteFacts(
        code=code, status=status, owner=owner, since=date(2026, 10, 13), next_on=TODAY
    )
    found = one("prerequisite", stay(prerequisites=(item,)))
    assert (found.subject, found.status, found.due) == (code, "today", TODAY)
    assert (found.action, found.is_law, found.counted) == ("open:prerequisites", False, None)
    late = one("prerequisite", stay(prerequisites=(item,)), today=date(2026, 11, 24))
    assert late.status == "over"


def test_a_day_chosen_for_our_own_item_does_not_swallow_the_answer_to_a_letter() -> None:
    item = PrerequisiteFacts(
        code="C1", status="missing", owner="us", since=date(2026, 10, 13), next_on=TODAY
    )
    letter = LetterFacts(
        letter_id="l", sent_on=date(2026, 11, 2), answer_by=date(2026, 11, 16), about=("C1",)
    )
    assert one("letter_answer", stay(prerequisites=(item,), letters=(letter,))).subject == "l"


def test_a_chosen_day_puts_off_the_request_for_a_plan() -> None:
    chosen = date(2026, 12, 1)
    item = PrerequisiteFacts(
        code="C6", status="missing", owner="municipality", since=date(2026, 11, 1), next_on=chosen
    )
    waits = stay(plan_status="not_requested", decided=date(2026, 11, 1), prerequisites=(item,))
    found = one("action_plan_request", waits)
    assert (found.due, found.status, found.counted) == (chosen, "planned", None)
    assert one("action_plan_request", waits, today=chosen).status == "wait"
    assert not of("prerequisite", waits)


def test_overview_dates() -> None:
    first = one("overview", stay(decided=TODAY, overview_on=None))
    assert first.due == date(2026, 12, 7)
    assert one("overview", stay(overview_on=TODAY, overview_category="K2")).due == date(
        2026, 12, 21
    )
    assert one("overview", stay(overview_on=TODAY, overview_category="K3")).due == date(2026, 12, 7)
    named = stay(overview_on=TODAY, overview_next_on=date(2026, 11, 27))
    assert one("overview", named).status == "planned"
    assert one("overview", named).on_start_page


def test_order_of_the_start_page() -> None:
    stays = [
        stay("week", overview_next_on=date(2026, 11, 27)),
        stay("waits", plan_status="requested", plan_requested_on=date(2026, 10, 1)),
        stay("waits-longer", plan_status="requested", plan_requested_on=date(2026, 9, 1)),
        stay("tomorrow", plan_follow_up_on=date(2026, 11, 24)),
        stay("today", decided=date(2026, 11, 18), plan_follow_up_on=TODAY),
        stay("over", admission_notice_sent=None),
        stay("moves", planned_end=date(2026, 12, 1), discharge_notice_sent=TODAY),
        stay("later", overview_next_on=date(2027, 1, 15)),
    ]
    shown = [found.person_id for found in deadlines(stays, BOOK, TODAY) if found.rank < 6]
    assert shown == ["moves", "over", "today", "tomorrow", "waits-longer", "waits", "week"]
    later = [found for found in deadlines(stays, BOOK, TODAY) if found.person_id == "later"]
    assert not any(found.on_start_page for found in later)


def test_admission_by_delegation_is_shown_until_confirmed() -> None:
    assert one("confirm_admission", stay(unconfirmed=True)).action == "register:confirmation"


def test_tasks_with_and_without_a_day() -> None:
    tasks = (
        TaskFacts(task_id="a", kind="key", opened_on=TODAY, due=TODAY),
        TaskFacts(task_id="b", kind="key", opened_on=date(2026, 11, 20)),
    )
    found = {task.subject: task for task in of("task", stay(tasks=tasks))}
    assert (found["a"].status, found["b"].status, found["b"].days) == ("today", "open", 3)


def test_ready_without_plan_oldest_first() -> None:
    rows = ready_without_plan(
        [
            stay("tina", plan_status="requested", ready_since=date(2026, 11, 16)),
            stay("bent", plan_status="reminded", ready_since=date(2026, 11, 3)),
            stay("per", ready_since=date(2026, 10, 1)),
            stay("kim", plan_status="requested"),
        ],
        TODAY,
    )
    assert [(row.person_id, row.days) for row in rows] == [("bent", 20), ("tina", 7)]


day = st.dates(date(2023, 10, 1), date(2028, 12, 31))
maybe = st.none() | day


any_stay = st.builds(
    StayFacts,
    stay_id=st.just("s"),
    person_id=st.just("p"),
    decided_on=day,
    arrived_on=day,
    ended_on=maybe,
    planned_end=maybe,
    end_kind=st.sampled_from(["", "own_home", "expulsion"]),
    admission_notice_sent=maybe,
    discharge_notice_sent=maybe,
    cpr_known=st.booleans(),
    acting_municipality=st.sampled_from(["", "0851"]),
    plan_status=st.sampled_from(["not_requested", "requested", "reminded", "received"]),
    plan_requested_on=maybe,
    plan_reminded_on=maybe,
    plan_answer_by=maybe,
    plan_follow_up_on=maybe,
    support_decided_on=maybe,
    support_wanted=st.sampled_from([None, True, False]),
    overview_on=maybe,
    overview_category=st.sampled_from(["", "K1", "K3"]),
    overview_next_on=maybe,
)


@given(any_stay)
def test_every_deadline_says_why_and_what_to_do(facts: StayFacts) -> None:
    found = deadlines([facts], BOOK, TODAY)
    assert [row.rank for row in found] == sorted(row.rank for row in found)
    for row in found:
        assert row.action.split(":")[0] in {"letter", "open", "register"}
        assert all(BOOK.row(row_id) for row_id in row.because)
        assert row.days >= 0
        assert not row.is_law or row.paragraph
        assert (row.status == "open") == (row.due is None)
        assert row.status != "wait" or not row.is_law
        if row.due and row.legal_due and row.lenient_due:
            assert row.due <= row.legal_due <= row.lenient_due or row.due == TODAY
