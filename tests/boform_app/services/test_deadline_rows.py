"""The words of every deadline: title, button and tooltip, and none of refund where all can read."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from boform_app.rules.dated_facts import (
    ConsentFacts,
    DecisionFacts,
    FollowUpFacts,
    GoalFacts,
    LetterFacts,
    MeetingFacts,
    OfferFacts,
)
from boform_app.rules.deadlines import Counted, deadlines
from boform_app.rules.prerequisites import PrerequisiteFacts
from boform_app.rules.refund import GUIDANCE, SENTENCE, RefundFacts, RefundPeriod
from boform_app.rules.rows import shipped_book
from boform_app.rules.stay_facts import StayFacts, TaskFacts
from boform_app.services import _deadline_rows
from boform_app.services.views.today import DeadlineRow
from models import tables
from models.values.lists import load_list

TODAY = date(2026, 11, 23)  # a Monday
BOOK = shipped_book()
STAY = UUID(int=1)


def on(days: int) -> date:
    return TODAY + timedelta(days=days)


def stay(came: int = -100, **facts: Any) -> StayFacts:
    return StayFacts(
        stay_id=str(STAY), person_id="p", decided_on=on(came), arrived_on=on(came), **facts
    )


def rows(facts: StayFacts, *, leader: bool = False) -> list[DeadlineRow]:
    person = tables.Person(id=UUID(int=2), first_name="Jonas", last_name="Holm")
    return [
        _deadline_rows.row(
            found, facts, person, "12", book=BOOK, today=TODAY, mine=True, closed=False
        )
        for found in deadlines([facts], BOOK, TODAY, for_leader=leader)
    ]


# A stay over 1 April 2026, so that both marks are passed or near.
EVERYTHING = [
    stay(
        planned_end=on(5),
        plan_status="received",
        plan_follow_up_on=on(1),
        unconfirmed=True,
        overview_on=on(-90),
        stay_plan_follow_up_on=on(2),
        goals=(GoalFacts(goal_id="g", next_on=on(3)),),
        consents=(
            ConsentFacts(consent_id="a", valid_to=on(3), recipient="Aalborg Kommune"),
            ConsentFacts(consent_id="b", valid_to=on(-3)),
        ),
        meetings=(
            MeetingFacts(meeting_id="a", starts_on=on(1)),
            MeetingFacts(meeting_id="b", starts_on=on(-1)),
        ),
        follow_ups=(FollowUpFacts(follow_up_id="f", kind="call", due=TODAY),),
        letters=(LetterFacts(letter_id="l", sent_on=on(-20), answer_by=on(-6)),),
        home_offers=(OfferFacts(offer_id="o", answer_by=on(4), visit_on=on(1)),),
        decisions=(
            DecisionFacts(decision_id="a", kind="support", received_on=TODAY),
            DecisionFacts(decision_id="b", kind="house_decision_target_group", received_on=TODAY),
        ),
        tasks=(TaskFacts(task_id="t", kind="other", opened_on=TODAY),),
    ),
    stay(plan_status="not_requested", support_decision="refused", ended_on=None),
    stay(plan_status="requested", plan_requested_on=on(-40), support_promised_on=on(-1)),
    stay(
        plan_promised_for=on(-1),
        admission_notice_sent=on(-99),
        cpr_known=False,
        prerequisites=(
            PrerequisiteFacts(code="C2", status="missing", owner="housing", since=on(-30)),
        ),
    ),
]


def refund(came: int) -> StayFacts:
    c2 = PrerequisiteFacts(code="C2", status="missing", owner="us", since=TODAY)
    period = RefundPeriod(first_night=on(came))
    return stay(
        came,
        overview_on=on(came),
        overview_category="K1",
        prerequisites=(c2,),
        refund=RefundFacts(periods=(period,)),
    )


def test_every_kind_has_words_and_a_button() -> None:
    for facts in EVERYTHING:
        for row in rows(facts):
            assert row.what
            assert "{" not in row.what
            assert row.action_label
            assert row.why.startswith(("Lovens frist", "Husets egen påmindelse"))


def test_a_row_that_reminds_says_what_it_reminds_of() -> None:
    found = [row for facts in EVERYTHING for row in rows(facts)]
    about = {row.what: row.subject for row in found if row.action == "letter:reminder"}
    assert sorted(about.values()) == ["C6", "C6", "C7", "l"]


@pytest.mark.parametrize("facts", [*EVERYTHING, refund(-230), refund(-85)])
def test_what_all_can_read_says_no_word_of_refund(facts: StayFacts) -> None:
    shown = "\n".join(f"{row.what}\n{row.why}\n{row.action}" for row in rows(facts))
    # § 176 a is named as a fact where the decision on support is missing before a move.
    assert "refusion" not in shown.casefold()
    assert "refund" not in shown.casefold()


def test_a_leaders_rows_carry_the_fixed_sentence_and_are_never_red() -> None:
    mine = [row for row in rows(refund(-95), leader=True) if row.action == "open:refund"]
    assert {row.what for row in mine} == {
        "Klar, men venter på systemet",
        "Refusionsgrænsen er nået (vejledende)",
    }
    for row in mine:
        assert SENTENCE in row.why
        assert GUIDANCE.removeprefix("vejledende – ") in row.why
        assert (row.is_law, row.badge_kind) == (False, "none")


def test_the_second_mark_is_named_as_possible() -> None:
    # From 20 March: the year that was open on 1 April has both marks.
    whats = [row.what for row in rows(refund(-248), leader=True)]
    assert "Refusionsgrænsen er nået (vejledende)" in whats
    assert "Mulig overgangsgrænse ved 120 refusionsdøgn er nået (vejledende)" in whats


@pytest.mark.parametrize(
    ("counted", "text"),
    [
        (
            Counted(TODAY, 3, "weekdays"),
            "Talt: 3 hverdage efter mandag 23-11-2026, som ikke tælles med",
        ),
        (Counted(TODAY, 14, "days"), "Talt: 14 dage efter mandag 23-11-2026, som ikke tælles med"),
        (Counted(TODAY, 4, "weeks"), "Talt: 4 uger efter mandag 23-11-2026, som ikke tælles med"),
        (Counted(TODAY, -30, "days"), "Talt: 30 dage før mandag 23-11-2026, som ikke tælles med"),
        (Counted(TODAY, 60, "nights"), "Talt: døgn nr. 60 i det løbende år fra mandag 23-11-2026"),
    ],
)
def test_how_the_day_was_found(counted: Counted, text: str) -> None:
    assert _deadline_rows.counted_text(counted) == text


def test_nobody_is_reminded_ahead_of_the_day() -> None:
    def row(days: int) -> DeadlineRow:
        facts = stay(plan_status="requested", plan_requested_on=on(-40), plan_answer_by=on(days))
        return next(row for row in rows(facts) if row.what.startswith("Handleplan"))

    assert (row(2).action, row(2).action_label) == ("open:action_plan", "Åbn")
    assert (row(-2).action, row(-2).action_label) == ("letter:reminder", "Ryk")


def test_a_consent_that_has_run_out_says_so() -> None:
    whats = [row.what for row in rows(EVERYTHING[0])]
    assert "Samtykke udløber" in whats
    assert "Samtykke er udløbet" in whats


def test_no_word_that_we_do_not_use() -> None:
    words = ("fejl", "ugyldig", "afslag", "udskriv ", "case", "klient", "!")
    for entry in load_list("deadline_titles"):
        said = " ".join((entry.label, *entry.extra.values())).casefold()
        assert not [word for word in words if word in said], entry.key
