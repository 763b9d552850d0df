"""The questions of an answer form beside what we have: one row each (mockup 17).

A row says what came, what we have, whether taking it over changes anything, and why it cannot be
taken over where it cannot. Nothing is guessed: a decision without its day, a meeting without its
time and a cross that is missing are left to a person, who can type what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping

from boform_app.exchange.answer_form import Answers
from boform_app.services import _answer_home, _answer_people, _answer_plan, _answer_support
from boform_app.services._answer_facts import Facts
from boform_app.services._answer_words import NO_CROSS, UNKNOWN, Side
from boform_app.services.views.answers import AnswerRow, Follow

FIELDS: Mapping[str, tuple[str, ...]] = {
    "caseworker": ("caseworker.name",),
    "unit": ("caseworker.unit",),
    "phone": ("caseworker.phone",),
    "mail": ("caseworker.mail",),
    "plan": ("plan.state", "plan.date", "plan.expected"),
    "follow_up": ("plan.follow_up",),
    "support": ("support.decision", "support.method", "support.decided_on", "support.expected"),
    "supplier": ("support.supplier", "support.starts_on"),
    "home": ("home.state", "home.from", "home.rent", "home.listed_on"),
    "meeting": ("meeting.date", "meeting.time", "meeting.place"),
    "message": ("other.text",),
    "acting": ("other.not_acting", "other.acting"),
}
"""Keys of the form's fields by row; who filled it in stands above the rows."""

LABELS: Mapping[str, str] = {
    "caseworker": "Rådgiver",
    "unit": "Afdeling",
    "phone": "Telefon",
    "mail": "Sikker mail",
    "plan": "Handleplan",
    "follow_up": "Opfølgning",
    "support": "Støtte",
    "supplier": "Støtteperson",
    "home": "Bolig",
    "meeting": "Næste møde",
    "message": "Besked",
    "acting": "Handlekommune",
}
_ONLY_WHEN_ANSWERED = {"unit", "follow_up", "acting"}


def rows(answers: Answers, facts: Facts) -> tuple[AnswerRow, ...]:
    """All rows in the order of the screen; three are there only when they were answered."""
    sides = {
        "caseworker": _answer_people.caseworker(answers, facts),
        "unit": _answer_people.unit(answers, facts),
        "phone": _answer_people.reached(answers, facts, "phone"),
        "mail": _answer_people.reached(answers, facts, "mail"),
        "plan": _answer_plan.plan(answers, facts),
        "follow_up": _answer_plan.follow_up(answers, facts),
        "support": _answer_support.support(answers, facts),
        "home": _answer_home.home(answers, facts),
        "meeting": _answer_home.meeting(answers, facts),
        "supplier": _answer_support.supplier(answers, facts),
        "message": _message(answers, facts),
        "acting": _acting(answers, facts),
    }
    unread = dict(answers.unread)
    made = (_row(key, side, _typed(key, unread)) for key, side in sides.items())
    return tuple(
        row for row in made if row.state != "unanswered" or row.key not in _ONLY_WHEN_ANSWERED
    )


def _typed(key: str, unread: Mapping[str, str]) -> list[str]:
    return [unread[field] for field in FIELDS[key] if field in unread]


def _row(key: str, side: Side, unread: list[str]) -> AnswerRow:
    more = [side.came_more] if side.came_more else []
    more += [f"Kunne ikke læses: ”{text}”" for text in unread]
    state = _state(key, side, unread)
    can_take = state in {"new", "changes", "note"} and not side.why_not
    return AnswerRow(
        key=key,
        label=LABELS[key],
        came=side.came,
        came_more=", ".join(more),
        have=side.have,
        have_more=side.have_more,
        state=state,
        can_take=can_take,
        ticked=can_take,
        why_not=side.why_not if side.came and state != "equal" else "",
        goes_to=side.goes_to,
        follows=side.follows if can_take else (),
        fields=FIELDS[key],
    )


def _state(key: str, side: Side, unread: list[str]) -> str:
    if not side.came:
        return "unread" if unread else "unanswered"
    if side.equal:
        return "equal"
    if key == "message":
        return "note"
    return "changes" if side.known else "new"


# --- words ------------------------------------------------------------------------------------


def _message(answers: Answers, facts: Facts) -> Side:
    text = answers.other_text
    follow = Follow("note", f"Beskeden bliver et notat om {facts.first_name}")
    return Side(
        came=f"”{text}”" if text else "",
        equal=text in facts.noted,
        goes_to="Notater",
        follows=(follow,),
    )


def _acting(answers: Answers, facts: Facts) -> Side:
    """They say that another municipality acts: to be cleared up, never changed by itself."""
    if not answers.other_not_acting and not answers.other_acting:
        return Side()
    words = acting_words(answers, facts)
    item = facts.items.get("C9")
    same = item is not None and item.status == "missing" and item.evidence == words
    return Side(
        came="Er ikke handlekommune" if answers.other_not_acting else answers.other_acting,
        came_more=_believed(answers),
        have=facts.municipality if facts.is_acting else UNKNOWN,
        known=facts.is_acting,
        equal=same,
        why_not="" if answers.other_not_acting else NO_CROSS,
        goes_to="Forudsætninger",
        follows=(Follow("open", "Handlekommunen skal afklares. Den ændres ikke af svaret"),),
    )


def _believed(answers: Answers) -> str:
    if not answers.other_not_acting or not answers.other_acting:
        return ""
    return f"mener, det er {answers.other_acting}"


def acting_words(answers: Answers, facts: Facts) -> str:
    """What C9 says: "Aalborg Kommune mener, det er Randers"."""
    if answers.other_acting:
        return f"{facts.municipality} mener, det er {answers.other_acting}"
    return f"{facts.municipality} mener ikke, den er handlekommune"
