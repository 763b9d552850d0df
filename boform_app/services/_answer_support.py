"""What an answer says of support; a method that is not decided is never a decision."""

from __future__ import annotations

from collections.abc import Iterable

from boform_app.exchange.answer_form import Answers
from boform_app.services import _support, _support_view
from boform_app.services._answer_facts import Facts
from boform_app.services._answer_words import (
    DAY_AHEAD,
    DAY_PASSED,
    NO_CROSS,
    UNKNOWN,
    Side,
    day_words,
    joined,
    option,
    owned,
)
from boform_app.services.views.answers import Follow
from models import tables
from models.values import dates


def support(answers: Answers, facts: Facts) -> Side:
    """The decision on support, or when it is expected."""
    row = facts.support
    have, have_more = _support_have(facts)
    more = [
        f"afgørelse {day_words(answers.support_decided_on)}" if answers.support_decided_on else "",
        f"afgørelse senest {day_words(answers.support_expected)}"
        if answers.support_expected
        else "",
    ]
    return Side(
        came=_support_came(answers),
        came_more=joined(more),
        have=have,
        have_more=have_more,
        known=row is not None and bool(row.decision or row.promised_on),
        equal=_support_equal(answers, facts),
        why_not=_support_stop(answers, facts),
        goes_to="Støtte",
        follows=tuple(_support_follows(answers, facts)),
    )


def _support_came(answers: Answers) -> str:
    method, decision = answers.support_method, answers.support_decision
    what = method_label(method or "")
    if decision is None:
        if answers.support_expected:
            return f"{what}, ikke afgjort endnu" if what else "Ikke afgjort endnu"
        return what or ("Afgørelse" if answers.support_decided_on else "")
    if decision == "undecided":
        return f"{what}, ikke afgjort endnu" if what else "Ikke afgjort endnu"
    words = option("support.decision", decision)
    return f"{words}: {what}" if what else words


def method_label(key: str) -> str:
    """A method as staff read it."""
    return "Bostøtte, § 85" if key == "section_85" else _support.method_label(key)


def _support_have(facts: Facts) -> tuple[str, str]:
    row = facts.support
    if row is None:
        return UNKNOWN, facts.referral
    if row.decision:
        what = _support.granted_label(row)
        words = f"Bevilget: {what}" if what else "Afslag"
        return words, f"afgørelse {dates.short(row.decided_on)}" if row.decided_on else ""
    applied = f"søgt {dates.short(row.applied_on)}" if row.applied_on else ""
    more = f"afgørelse senest {day_words(row.promised_on)}" if row.promised_on else ""
    have = f"Foreslået {method_label(row.method)}" if row.method else UNKNOWN
    return have, more or facts.referral or applied


def decision_of(answers: Answers, facts: Facts) -> tuple[str, str]:
    """Our key of the decision and of what was granted instead; "" while nothing was decided.

    A partial grant is another one than was asked for: it can be appealed and needs its reason.
    Where the house proposed nothing, nothing else was granted.
    """
    method = answers.support_method or ""
    proposed = facts.support.method if facts.support else ""
    match answers.support_decision:
        case "refused":
            return "refused", ""
        case "partly":
            return "granted_otherwise", method or proposed or "other"
        case "granted" if method and proposed and method != proposed:
            return "granted_otherwise", method
        case "granted":
            return "granted", ""
    return "", ""


def _support_equal(answers: Answers, facts: Facts) -> bool:
    row = facts.support
    decision, granted = decision_of(answers, facts)
    if decision:
        return row is not None and (row.decision, row.decided_on, row.granted_method) == (
            decision,
            answers.support_decided_on,
            granted,
        )
    if row is not None and row.decision:
        return False
    if answers.support_expected is not None:
        return row is not None and row.promised_on == answers.support_expected
    return answers.support_decision == "undecided" and facts.status("C7") == "in_progress"


def _support_stop(answers: Answers, facts: Facts) -> str:
    decision, _ = decision_of(answers, facts)
    decided, expected = answers.support_decided_on, answers.support_expected
    if decision and decided is None:
        return "Afgørelsens dato mangler. Ret det, eller spørg kommunen."
    if decision and decided is not None and decided > facts.received_on:
        return DAY_AHEAD
    if decision:
        return ""
    if facts.support is not None and facts.support.decision:
        return "Vi har afgørelsen."
    if answers.support_decision is None and expected is None:
        return NO_CROSS
    return DAY_PASSED if expected is not None and expected < facts.received_on else ""


def _support_follows(answers: Answers, facts: Facts) -> Iterable[Follow]:
    decision, granted = decision_of(answers, facts)
    expected = answers.support_expected
    if not decision and expected is not None:
        yield Follow("open", f"Afgørelsen ventes {dates.dense(expected)}")
    if decision and decision != "refused":
        yield Follow("decision", "Afgørelsen om støtte er på plads")
    if decision == "refused":
        yield Follow("open", "Støtten er ikke bevilget. Bolden er hos kommunen")
    if not decision or answers.support_decided_on is None:
        return
    told = tables.Support(
        decision=decision,
        granted_method=granted,
        decided_on=answers.support_decided_on,
        received_on=facts.received_on,
    )
    appeal = _support_view.appeal_of(told, facts.book, facts.today)
    if appeal is not None:
        yield Follow("today", f"Klagefristen er {dates.short(appeal.last_day)}")


def supplier(answers: Answers, facts: Facts) -> Side:
    """Who gives the support, and from when."""
    row, starts = facts.support, answers.support_starts_on
    have = (row.supporter or row.supplier) if row else ""
    wish = joined((row.wished_person, row.wished_supplier)) if row else ""
    begins = f"begynder {day_words(starts)}" if starts else ""
    came = answers.support_supplier or begins.capitalize()
    given = row is not None and row.supplier.casefold() == answers.support_supplier.casefold()
    same = row is not None and starts in {None, row.starts_on}
    more = dates.short(row.starts_on) if row and row.starts_on else ""
    return Side(
        came=came,
        came_more=begins if answers.support_supplier else "",
        have=have or wish or UNKNOWN,
        have_more=f"begynder {more}"
        if more
        else (owned(facts.first_name) if wish and not have else ""),
        known=bool(have or more),
        equal=bool(came) and same and (given or not answers.support_supplier),
        goes_to="Støtte",
    )
