"""Whom an answer names, and how they are reached."""

from __future__ import annotations

from boform_app.exchange.answer_form import Answers
from boform_app.services import _caseworkers
from boform_app.services._answer_facts import Facts
from boform_app.services._answer_words import UNKNOWN, Side
from models import tables


def caseworker(answers: Answers, facts: Facts) -> Side:
    """Who the case worker is."""
    name, worker = _caseworkers.tidy(answers.caseworker_name), facts.worker
    have = worker.name if worker else ""
    more = "" if facts.is_acting or not name else f"{facts.municipality} er ikke handlekommune nu"
    return Side(
        came=name,
        have=have or UNKNOWN,
        have_more=more,
        known=bool(have),
        equal=bool(name) and have.casefold() == name.casefold(),
        why_not=_no_municipality(facts),
        goes_to="Rådgivere",
    )


def unit(answers: Answers, facts: Facts) -> Side:
    """Where the case worker works; only a unit that is known can be linked."""
    name, worker = answers.caseworker_unit, spoken_of(answers, facts)
    have, found = facts.unit_of(worker), facts.unit(answers.caseworker_unit) if name else None
    missing = "" if found else "Afdelingen står ikke under kommunens kontakter."
    return Side(
        came=name,
        have=have or UNKNOWN,
        known=bool(have),
        equal=bool(name) and have.casefold() == name.casefold(),
        why_not=_nobody(answers, facts) or missing,
        goes_to="Rådgivere",
    )


def reached(answers: Answers, facts: Facts, what: str) -> Side:
    """Telephone or mail of whom the answer names, else of the case worker we know."""
    worker, came = spoken_of(answers, facts), str(getattr(answers, f"caseworker_{what}"))
    have = str(getattr(worker, what)) if worker else ""
    return Side(
        came=came,
        came_more="direkte" if came and what == "phone" else "",
        have=have or UNKNOWN,
        have_more=facts.changed(worker) if worker and have else "",
        known=bool(have),
        equal=bool(came) and _squeezed(have) == _squeezed(came),
        why_not=_nobody(answers, facts),
        goes_to="Rådgivere",
    )


def spoken_of(answers: Answers, facts: Facts) -> tables.Caseworker | None:
    """Whom a telephone number belongs to: the one the answer names, if we know that one."""
    if not answers.caseworker_name.strip():
        return facts.worker
    return facts.named(answers.caseworker_name)


def _nobody(answers: Answers, facts: Facts) -> str:
    if not answers.caseworker_name.strip() and facts.worker is None:
        return "Rådgiverens navn mangler. Ret det, eller spørg kommunen."
    return _no_municipality(facts)


def _no_municipality(facts: Facts) -> str:
    return "" if facts.code else "Vælg handlekommune først."


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold().removeprefix("+45")
