"""What an answer says of the handleplan; a plan that is made is not one that is here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from boform_app.exchange.answer_form import Answers
from boform_app.services import _answer_facts
from boform_app.services._answer_facts import Facts
from boform_app.services._answer_words import (
    DAY_PASSED,
    NO_CROSS,
    UNKNOWN,
    Side,
    day_words,
    joined,
    known_day,
    option,
)
from boform_app.services.views.answers import Follow
from models import tables
from models.values import dates
from models.values.lists import label

_RECEIVED = {"received", "active", "follow_up"}


def plan(answers: Answers, facts: Facts) -> Side:
    """How far the plan is, and when it is promised for."""
    plan, state, expected = facts.plan, answers.plan_state, answers.plan_expected
    if plan is None:
        return Side()
    received = plan.status in _RECEIVED
    came = option("plan.state", state) or ("Ventes klar" if expected else "")
    more = [
        f"dateret {day_words(answers.plan_date)}" if answers.plan_date else "",
        f"ventes klar {day_words(expected)}" if expected else "",
    ]
    return Side(
        came=came or ("Dateret" if answers.plan_date else ""),
        came_more=joined(more),
        have=_plan_have(plan),
        have_more="" if received else f"lovet til: {known_day(plan.promised_for)}",
        known=received or plan.promised_for is not None,
        equal=_plan_equal(answers, facts, plan),
        why_not=_plan_stop(answers, facts, received=received),
        goes_to="Handleplan",
        follows=tuple(_plan_follows(answers, facts)),
    )


def _plan_have(plan: tables.ActionPlan) -> str:
    days = {
        "requested": plan.requested_on,
        "reminded": plan.reminded_on,
        "received": plan.received_on,
        "active": plan.active_from,
        "follow_up": plan.follow_up_on,
    }
    day = days.get(plan.status)
    words = label("action_plan_states", plan.status)
    return f"{words} {dates.short(day)}" if day else words


def _plan_equal(answers: Answers, facts: Facts, plan: tables.ActionPlan) -> bool:
    if plan.status in _RECEIVED:
        return answers.plan_state == "made"
    if answers.plan_state == "made":
        item = facts.items.get("C6")
        return item is not None and item.evidence == made_words(answers)
    if answers.plan_expected is not None:
        return answers.plan_expected == plan.promised_for
    return answers.plan_state == "in_progress" and facts.status("C6") == "in_progress"


def _plan_stop(answers: Answers, facts: Facts, *, received: bool) -> str:
    if received:
        return "Vi har planen."
    if answers.plan_state is None and answers.plan_expected is None:
        return NO_CROSS
    late = answers.plan_expected is not None and answers.plan_expected < facts.received_on
    return DAY_PASSED if late and answers.plan_state != "made" else ""


def made_words(answers: Answers) -> str:
    """What C6 says of a plan that is made and not here: "Lavet 20-11-2026, ikke modtaget"."""
    day = f" {dates.short(answers.plan_date)}" if answers.plan_date else ""
    return f"Lavet{day}, ikke modtaget"


def promised(answers: Answers, facts: Facts) -> date | None:
    """The day the plan is promised for by this answer; a day that has passed promises nothing."""
    day = answers.plan_expected
    return day if day is not None and day >= facts.received_on else None


def _plan_follows(answers: Answers, facts: Facts) -> Iterable[Follow]:
    if answers.plan_state == "made":
        yield Follow("open", "Handleplanen står som lavet. Læg den ind, når den er her")
    day = promised(answers, facts)
    if day is None:
        return
    after, before = _answer_facts.day_after(day), facts.remind_on
    if before is None:
        yield Follow("reminder", f"Ryk kommer {dates.dense(after)}")
    elif before != after:
        yield Follow("reminder", f"Ryk flyttes fra {before:%d-%m} til {dates.dense(after)}")


def follow_up(answers: Answers, facts: Facts) -> Side:
    """The next follow-up on the plan."""
    day, have = answers.plan_follow_up, facts.plan.follow_up_on if facts.plan else None
    return Side(
        came=day_words(day) if day else "",
        have=dates.short(have) if have else UNKNOWN,
        known=have is not None,
        equal=day is not None and day == have,
        why_not=DAY_PASSED if day is not None and day < facts.received_on else "",
        goes_to="Handleplan",
    )
