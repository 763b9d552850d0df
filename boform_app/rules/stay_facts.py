"""What the deadline engine is told about a stay: plain facts, no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from boform_app.rules.dated_facts import (
    ConsentFacts,
    DecisionFacts,
    FollowUpFacts,
    GoalFacts,
    LetterFacts,
    MeetingFacts,
    OfferFacts,
)
from boform_app.rules.prerequisites import PrerequisiteFacts
from boform_app.rules.refund import RefundFacts

SupportDecision = Literal["", "granted", "granted_otherwise", "refused"]
PlanStatus = Literal["not_requested", "requested", "reminded", "received", "active", "follow_up"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFacts:
    """An open task (*opgave*) of a person or stay.

    Attributes:
        task_id: Its id.
        kind: Stable key, e.g. ``cpr_missing``; ``ui`` has the words.
        due: The day, or None.
        opened_on: The day it was opened.
    """

    task_id: str
    kind: str
    opened_on: date
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StayFacts:
    """What the engine needs to know about a stay that was not annulled.

    Attributes:
        decided_on: The leader's decision on admission, day 0 of the notice; may lie before arrival.
        arrived_on: The day the resident came.
        ended_on: The day the stay ended, or None.
        planned_end: The day a move is planned for, or None.
        end_kind: Key of ``stay_end_kinds``, of the end or of the plan; "" when open.
        admission_notice_sent: The day it was sent, or None.
        discharge_notice_sent: The day it was sent, or None.
        cpr_known: Whether a CPR or replacement number stands on the person.
        acting_municipality: Code of the *handlekommune*, "" when not known.
        plan_status: State of the municipality's handleplan.
        plan_requested_on: The day it was asked for.
        plan_reminded_on: The last reminder.
        plan_answer_by: The answer day named in the last letter or promised by the municipality.
        plan_follow_up_on: The day to follow up on a received plan.
        support_decided_on: The municipality's decision on support, or None.
        support_wanted: Whether support is proposed and wanted; None when not known.
        unconfirmed: Whether a leader has yet to confirm an admission by delegation.
        overview_on: The last finished Udflytningsoverblik, or None.
        overview_category: ``K1`` to ``K4``, "" without one.
        overview_next_on: The next day that the overview itself named, or None.
        ready_since: First day in K1 or K2 without a break, or None.
        prerequisites: C1 to C12.
        tasks: Open tasks.
        plan_promised_for: The day the municipality promised the handleplan for.
        support_decision: What was decided about support, "" when not known or not decided.
        support_promised_on: The day the municipality promised a decision on support for.
        stay_plan_follow_up_on: The day to follow up on the house's opholdsplan.
        home_branch: ``own_home`` or ``residential_offer`` of the accepted home, "" without one.
        residential_decided: Whether the municipality has decided a botilbud (§ 107, § 108).
        consents, meetings, follow_ups, letters, goals, home_offers, decisions: What has a day of
            its own, see ``dated_facts``.
        refund: The person's nights in all houses, None when not asked for. Read for a leader only.
    """

    stay_id: str
    person_id: str
    decided_on: date
    arrived_on: date
    ended_on: date | None = None
    planned_end: date | None = None
    end_kind: str = ""
    admission_notice_sent: date | None = None
    discharge_notice_sent: date | None = None
    cpr_known: bool = True
    acting_municipality: str = ""
    plan_status: PlanStatus = "not_requested"
    plan_requested_on: date | None = None
    plan_reminded_on: date | None = None
    plan_answer_by: date | None = None
    plan_follow_up_on: date | None = None
    support_decided_on: date | None = None
    support_wanted: bool | None = None
    unconfirmed: bool = False
    overview_on: date | None = None
    overview_category: str = ""
    overview_next_on: date | None = None
    ready_since: date | None = None
    prerequisites: tuple[PrerequisiteFacts, ...] = ()
    tasks: tuple[TaskFacts, ...] = ()
    plan_promised_for: date | None = None
    support_decision: SupportDecision = ""
    support_promised_on: date | None = None
    stay_plan_follow_up_on: date | None = None
    home_branch: str = ""
    residential_decided: bool = False
    consents: tuple[ConsentFacts, ...] = ()
    meetings: tuple[MeetingFacts, ...] = ()
    follow_ups: tuple[FollowUpFacts, ...] = ()
    letters: tuple[LetterFacts, ...] = ()
    goals: tuple[GoalFacts, ...] = ()
    home_offers: tuple[OfferFacts, ...] = ()
    decisions: tuple[DecisionFacts, ...] = ()
    refund: RefundFacts | None = None


def refused_facts(person_id: str, decision: DecisionFacts) -> StayFacts:
    """Facts about somebody who got no place: there is no stay, only the decision that said so.

    The empty ``stay_id`` is what tells them from a stay.
    """
    on = decision.decided_on or decision.received_on
    return StayFacts(
        stay_id="", person_id=person_id, decided_on=on, arrived_on=on, decisions=(decision,)
    )
