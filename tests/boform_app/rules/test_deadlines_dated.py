"""What has a day of its own: plans, support, consent, meetings, letters, homes, appeals, refund."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boform_app.rules.dated_facts import (
    ConsentFacts,
    DecisionFacts,
    FollowUpFacts,
    GoalFacts,
    LetterFacts,
    MeetingFacts,
    OfferFacts,
)
from boform_app.rules.deadlines import Counted, Deadline, deadlines
from boform_app.rules.prerequisites import PrerequisiteFacts
from boform_app.rules.refund import RefundFacts, RefundPeriod
from boform_app.rules.rows import shipped_book
from boform_app.rules.stay_facts import StayFacts, refused_facts

TODAY = date(2026, 11, 23)  # a Monday
BOOK = shipped_book()


def on(days: int) -> date:
    return TODAY + timedelta(days=days)


def stay(**facts: Any) -> StayFacts:
    calm = StayFacts(
        stay_id="stay",
        person_id="jonas",
        decided_on=on(-6),
        arrived_on=on(-6),
        admission_notice_sent=on(-6),
        acting_municipality="0851",
        plan_status="received",
        overview_on=TODAY,
    )
    return replace(calm, **facts)


def all_of(facts: StayFacts, today: date = TODAY, *, leader: bool = False) -> list[Deadline]:
    found = deadlines([facts], BOOK, today, for_leader=leader)
    return [one for one in found if one.kind != "overview"]


def one(kind: str, facts: StayFacts, today: date = TODAY, *, leader: bool = False) -> Deadline:
    (found,) = (item for item in all_of(facts, today, leader=leader) if item.kind == kind)
    return found


def kinds(facts: StayFacts, today: date = TODAY, *, leader: bool = False) -> list[str]:
    return [item.kind for item in all_of(facts, today, leader=leader)]


# -- the municipality's decisions


def test_refused_support_is_decided_and_stays_open() -> None:
    refused = stay(
        planned_end=on(9),
        end_kind="own_home",
        support_decided_on=on(-4),
        support_decision="refused",
        discharge_notice_sent=TODAY,
    )
    found = one("support_refused", refused)
    assert (found.status, found.days, found.action) == ("open", 4, "open:support")
    assert kinds(refused) == ["support_refused"]
    assert kinds(replace(refused, support_decision="granted")) == []
    assert kinds(replace(refused, support_decision="", support_decided_on=None)) == [
        "support_decision"
    ]


def test_a_promised_decision_waits_once_the_day_has_come() -> None:
    promised = stay(support_promised_on=on(2))
    assert one("support_promised", promised).status == "soon"
    late = one("support_promised", promised, on(5))
    assert (late.status, late.days, late.action) == ("wait", 3, "letter:reminder")
    assert kinds(replace(promised, support_decided_on=TODAY)) == []
    assert kinds(replace(promised, support_wanted=False)) == []


def test_a_promised_plan_takes_the_place_of_the_reminder() -> None:
    promised = stay(plan_status="reminded", plan_requested_on=on(-40), plan_promised_for=on(-2))
    found = one("action_plan_promised", promised)
    assert (found.status, found.days, found.action) == ("wait", 40, "letter:reminder")
    assert kinds(promised) == ["action_plan_promised"]
    assert kinds(replace(promised, plan_status="received")) == []


@pytest.mark.parametrize(
    ("kind", "found", "action", "paragraph"),
    [
        ("support", "municipal_appeal", "open:support", "retssikkerhedslovens kapitel 10"),
        ("municipal_decision", "municipal_appeal", "open:case", "retssikkerhedslovens kapitel 10"),
        ("house_decision_target_group", "appeal", "open:letters", "retssikkerhedslovens kapitel 10"),
        ("admission_refused", "appeal", "open:letters", "retssikkerhedslovens kapitel 10"),
    ],
)
def test_an_appeal_period_runs_to_its_last_day(
    kind: str, found: str, action: str, paragraph: str
) -> None:
    decision = DecisionFacts(decision_id="d", kind=kind, received_on=on(-27))
    facts = stay(decisions=(decision,), ended_on=on(-3), discharge_notice_sent=on(-3))
    running = one(found, facts)
    assert (running.due, running.status, running.action) == (on(1), "soon", action)
    assert (running.is_law, running.paragraph) == (True, paragraph)
    assert running.counted == Counted(on(-27), 4, "weeks")
    assert one(found, facts, on(1)).status == "today"
    assert kinds(facts, on(2)) == []
    assert kinds(replace(facts, decisions=(replace(decision, appealed=True),))) == []


def test_who_was_refused_has_the_appeal_period_and_nothing_else() -> None:
    decision = DecisionFacts(
        decision_id="d", kind="admission_refused", received_on=on(-27), decided_on=on(-30)
    )
    found = deadlines([refused_facts("p", decision)], BOOK, TODAY, for_leader=True)
    assert [(one.kind, one.stay_id, one.due) for one in found] == [("appeal", "", on(1))]


def test_an_expulsion_has_no_appeal_period() -> None:
    expelled = DecisionFacts(decision_id="d", kind="expulsion", received_on=TODAY)
    assert kinds(stay(decisions=(expelled,))) == []


# -- the house's own days


def test_a_consent_is_said_thirty_days_before_it_runs_out() -> None:
    def with_consent(days: int | None) -> StayFacts:
        valid_to = None if days is None else on(days)
        return stay(consents=(ConsentFacts(consent_id="c", valid_to=valid_to),))

    assert kinds(with_consent(31)) == []
    assert kinds(with_consent(None)) == []
    soon = one("consent", with_consent(30))
    assert (soon.status, soon.rank, soon.due) == ("planned", 7, on(30))
    assert (soon.counted, soon.is_law) == (Counted(on(30), -30, "days"), False)
    assert one("consent", with_consent(0)).status == "today"
    over = one("consent", with_consent(-4))
    assert (over.status, over.days, over.action) == ("open", 4, "open:consent")


def test_a_meeting_and_its_minute() -> None:
    meeting = MeetingFacts(meeting_id="m", starts_on=on(1))
    facts = stay(meetings=(meeting,))
    assert (one("meeting", facts).rank, one("meeting", facts).subject) == (3, "m")
    assert one("meeting", facts, on(1)).status == "today"
    held = one("meeting_minute", facts, on(4))
    assert (held.status, held.days, held.action) == ("open", 3, "open:meeting")
    written = replace(facts, meetings=(replace(meeting, minute_missing=False),))
    assert kinds(written, on(4)) == []
    gone = replace(facts, ended_on=TODAY, discharge_notice_sent=TODAY)
    assert kinds(gone) == []
    assert kinds(gone, on(4)) == ["meeting_minute"]


def test_a_next_step_of_the_contact_log() -> None:
    step = FollowUpFacts(follow_up_id="f", kind="call", due=on(-1))
    found = one("follow_up", stay(follow_ups=(step,)))
    assert (found.status, found.days, found.is_law, found.action) == ("over", 1, False, "open:case")


def test_a_prerequisite_and_a_step_about_it_on_one_day_are_said_once() -> None:
    item = PrerequisiteFacts(
        code="C2", status="missing", owner="housing", since=on(-30), next_on=on(2)
    )
    step = FollowUpFacts(follow_up_id="f", kind="call", due=on(2), codes=("C2",))
    assert kinds(stay(prerequisites=(item,), follow_ups=(step,))) == ["follow_up"]
    later = replace(step, due=on(3))
    assert kinds(stay(prerequisites=(item,), follow_ups=(later,))) == ["prerequisite", "follow_up"]


def test_an_unanswered_letter_waits_unless_something_else_already_does() -> None:
    letter = LetterFacts(letter_id="l", sent_on=on(-20), answer_by=on(-6))
    found = one("letter_answer", stay(letters=(letter,)))
    assert (found.status, found.days, found.action) == ("wait", 20, "letter:reminder")
    assert one("letter_answer", stay(letters=(replace(letter, answer_by=on(2)),))).status == "soon"

    about_plan = replace(letter, about=("C6",))
    asked = stay(letters=(about_plan,), plan_status="requested", plan_requested_on=on(-20))
    assert kinds(asked) == ["action_plan_reminder"]
    assert kinds(stay(letters=(about_plan,))) == ["letter_answer"]

    about_home = replace(letter, about=("C2",))
    item = PrerequisiteFacts(code="C2", status="missing", owner="housing", since=on(-30))
    assert kinds(stay(letters=(about_home,), prerequisites=(item,))) == ["prerequisite"]

    about_support = replace(letter, about=("C7",))
    promised = stay(letters=(about_support,), support_promised_on=on(1))
    assert kinds(promised) == ["support_promised"]


def test_c7_is_not_said_beside_its_promise() -> None:
    item = PrerequisiteFacts(code="C7", status="missing", owner="municipality", since=on(-30))
    assert kinds(stay(prerequisites=(item,), support_promised_on=on(1))) == ["support_promised"]
    assert kinds(stay(prerequisites=(item,))) == ["prerequisite"]


def test_goals_on_the_plans_own_day_are_looked_at_with_it() -> None:
    goals = (GoalFacts(goal_id="a", next_on=on(5)), GoalFacts(goal_id="b", next_on=on(6)))
    found = all_of(stay(stay_plan_follow_up_on=on(5), goals=goals))
    assert [(item.kind, item.subject) for item in found] == [
        ("stay_plan_follow_up", ""),
        ("goal_follow_up", "b"),
    ]
    assert {item.action for item in found} == {"open:stay_plan"}


def test_a_home_is_seen_and_answered() -> None:
    offer = OfferFacts(offer_id="o", answer_by=on(4), visit_on=on(1))
    found = all_of(stay(home_offers=(offer,)))
    assert [(item.kind, item.due, item.action) for item in found] == [
        ("home_visit", on(1), "open:homes"),
        ("home_offer", on(4), "open:homes"),
    ]
    assert kinds(stay(home_offers=(OfferFacts(offer_id="o"),))) == []
    ours = PrerequisiteFacts(
        code="C2", status="in_progress", owner="us", since=TODAY, next_on=on(4)
    )
    assert all_of(stay(home_offers=(offer,), prerequisites=(ours,))) == found, "said once"


def test_after_the_stay_only_what_still_can_be_done() -> None:
    busy = stay(
        ended_on=on(-1),
        discharge_notice_sent=on(-1),
        consents=(ConsentFacts(consent_id="c", valid_to=TODAY),),
        letters=(LetterFacts(letter_id="l", sent_on=on(-20), answer_by=TODAY),),
        goals=(GoalFacts(goal_id="g", next_on=TODAY),),
        home_offers=(OfferFacts(offer_id="o", answer_by=TODAY),),
        support_promised_on=TODAY,
        stay_plan_follow_up_on=TODAY,
        refund=RefundFacts(periods=(RefundPeriod(first_night=on(-200)),)),
    )
    assert kinds(busy, leader=True) == []


# -- refund: leaders only


def nights(so_far: int, **facts: Any) -> StayFacts:
    came = on(-so_far)
    period = RefundPeriod(first_night=came)
    return stay(refund=RefundFacts(periods=(period,)), **facts)


C2 = PrerequisiteFacts(code="C2", status="missing", owner="us", since=TODAY)


def test_nothing_of_refund_unless_a_leader_asks() -> None:
    facts = nights(95, overview_on=on(-60), overview_category="K1", prerequisites=(C2,))
    assert kinds(facts) == []
    mine = all_of(facts, leader=True)
    assert {item.kind for item in mine} == {"refund_overview", "refund_waiting", "refund_reached"}
    assert {item.audience for item in mine} == {"leader"}
    assert not any(item.is_law for item in mine)


def test_the_overview_for_all_does_not_move_with_refund() -> None:
    facts = nights(50, overview_on=on(-1))
    plain = [item for item in deadlines([facts], BOOK, TODAY) if item.kind == "overview"]
    leader = deadlines([facts], BOOK, TODAY, for_leader=True)
    assert [item for item in leader if item.kind == "overview"] == plain
    assert plain[0].due == on(27)
    assert one("refund_overview", facts, leader=True).due == on(9)


def test_night_60_asks_for_an_overview_and_is_never_over() -> None:
    found = one("refund_overview", nights(70, overview_on=on(-40)), leader=True)
    assert (found.status, found.days, found.action) == ("wait", 11, "open:overview")
    assert found.counted == Counted(on(-70), 60, "nights")
    assert "refund_overview" not in kinds(nights(70, overview_on=on(-15)), leader=True)


def test_the_mark_comes_near_and_is_reached() -> None:
    near = one("refund_warning", nights(80), leader=True)
    assert (near.due, near.subject, near.action) == (on(9), "90", "open:refund")
    assert near.because == ("refund_warning_nights@2000-01-01", "refund_cap_nights@2026-04-01")
    last_night = one("refund_warning", nights(89), leader=True)
    assert (last_night.status, last_night.due) == ("today", TODAY)
    reached = one("refund_reached", nights(93), leader=True)
    assert (reached.status, reached.days, reached.subject) == ("open", 3, "90")


def test_ready_and_waiting_on_the_system_at_night_60() -> None:
    facts = nights(66, overview_on=TODAY, overview_category="K2", prerequisites=(C2,))
    assert one("refund_waiting", facts, leader=True).days == 6
    assert kinds(replace(facts, overview_category="K3"), leader=True) == []
    assert kinds(replace(facts, prerequisites=()), leader=True) == []


# -- the engine


near = st.integers(-130, 40).map(on)
maybe = st.none() | near
KINDS = st.sampled_from(["support", "expulsion", "admission_refused", "own_payment"])
any_stay = st.builds(
    StayFacts,
    stay_id=st.just("s"),
    person_id=st.just("p"),
    decided_on=near,
    arrived_on=near,
    ended_on=maybe,
    planned_end=maybe,
    plan_status=st.sampled_from(["not_requested", "requested", "received"]),
    plan_promised_for=maybe,
    support_decision=st.sampled_from(["", "granted", "refused"]),
    support_promised_on=maybe,
    stay_plan_follow_up_on=maybe,
    overview_on=maybe,
    overview_category=st.sampled_from(["", "K1", "K3"]),
    consents=st.tuples(st.builds(ConsentFacts, consent_id=st.just("c"), valid_to=maybe)),
    meetings=st.tuples(st.builds(MeetingFacts, meeting_id=st.just("m"), starts_on=near)),
    follow_ups=st.tuples(
        st.builds(FollowUpFacts, follow_up_id=st.just("f"), kind=st.just("call"), due=near)
    ),
    letters=st.tuples(st.builds(LetterFacts, letter_id=st.just("l"), sent_on=near, answer_by=near)),
    goals=st.tuples(st.builds(GoalFacts, goal_id=st.just("g"), next_on=near)),
    home_offers=st.tuples(st.builds(OfferFacts, offer_id=st.just("o"), answer_by=maybe)),
    decisions=st.tuples(
        st.builds(DecisionFacts, decision_id=st.just("d"), kind=KINDS, received_on=near)
    ),
    refund=st.none()
    | st.builds(RefundFacts, periods=st.tuples(st.builds(RefundPeriod, first_night=near))),
)


@settings(max_examples=40)
@given(st.lists(any_stay, max_size=3))
def test_every_item_is_whole_and_the_order_of_the_stays_says_nothing(
    drawn: list[StayFacts],
) -> None:
    today = TODAY
    stays = [replace(facts, stay_id=str(number)) for number, facts in enumerate(drawn)]
    found = deadlines(stays, BOOK, today, for_leader=True)
    assert found == deadlines(list(reversed(stays)), shipped_book(), today, for_leader=True)
    assert [item.rank for item in found] == sorted(item.rank for item in found)
    for item in found:
        assert item.action.partition(":")[0] in {"letter", "open", "register"}
        assert all(BOOK.row(row_id) for row_id in item.because)
        assert item.days >= 0
        assert (item.status == "open") == (item.due is None)
        assert item.status != "wait" or not item.is_law
        assert item.source or not item.because
        assert (item.audience == "leader") == item.kind.startswith("refund_")
    plain = deadlines(stays, BOOK, today)
    assert list(plain) == [item for item in found if item.audience == "all"]
