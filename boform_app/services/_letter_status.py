"""Statusnotat (34): marked notes, goals and the latest overview, with author and date kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from boform_app.services import (
    _letter_goals,
    _letter_overview,
    _letter_parts,
    _letter_required,
    _support,
)
from boform_app.services._letter_common import (
    Composed,
    Draft,
    answer_date,
    answer_field,
    covered,
    date_field,
    letter_facts,
    read_facts,
    read_fields,
    rule_rows,
    sheet_field,
    text_field,
)
from boform_app.services.views.letters import LetterField
from boform_app.services.views.stay_plans import GoalView
from models import tables
from models.values.information import InformationKind
from reports.letters import status_note
from reports.letters.status_facts import NextStep, StatusNoteFacts, WayFacts
from reports.texts import letter_texts

_ARRIVED = frozenset({"received", "active", "follow_up"})
_STEPS: tuple[NextStep, ...] = ("continue", "change", "end")


@dataclass(frozen=True, slots=True)
class _Period:
    first: date
    last: date


def compose(draft: Draft) -> Composed:
    """The note about a period; since the last one, or since admission."""
    period = _period(draft)
    facts = _facts(draft, period)
    warned = _letter_parts.warnings(draft)
    if draft.sources.case.shared_notes:
        warned = (*warned, "shared_notes")
    return Composed(
        status_note.compose(facts),
        _fields(draft, facts, period),
        warned,
        _letter_overview.left_out(draft),
        facts.reply_by or facts.meeting,
        rule_rows(draft, "answer_days"),
        missing=_letter_required.missing("status_note", draft, _given()),
        candidates=status_note.candidates(facts),
    )


def _facts(draft: Draft, period: _Period) -> StatusNoteFacts:
    sources, overview = draft.sources, draft.sources.overview
    tells_home = InformationKind.HOUSING in covered(draft)
    method = _letter_overview.method(overview)
    goals, own_goals = _goals(draft)
    goals = tuple(goal for goal in goals if not _letter_goals.is_over(goal, period.first))
    noted = _letter_goals.noted(draft, goals, period.first, period.last)
    in_period = tuple(_letter_parts.marked(draft, period.first, period.last))
    under_goals = [note for notes in noted.values() for note in notes]
    uses, _ = _letter_overview.uses_help(draft)
    meeting = draft.day("meeting_on", sources.case.next_meeting)
    plan_date, received = _plan(sources.plan)
    support = sources.case.support
    wanted = overview is not None and overview.result.support_wanted
    return StatusNoteFacts(
        letter=letter_facts(draft, statutory=False),
        stay=_letter_parts.stay_facts(draft),
        occasion=draft.value("occasion").strip() or _occasion(draft),
        begins=period.first,
        ends=period.last,
        next_step=_step(draft),
        meeting=meeting,
        reply_by=None if meeting else answer_date(draft),
        asks_more=draft.value("asks_more", _asks_more(draft)).strip().rstrip("."),
        plan_date=plan_date,
        plan_received=received,
        own_words=_own_words(draft),
        most_important=_letter_overview.most_important(draft),
        what_works=_letter_overview.what_works(draft),
        goals=tuple(_letter_goals.status_facts(goals, noted)),
        own_goals=own_goals,
        changes=_letter_parts.marked_themes(draft, period.first, period.last, under_goals),
        housing=_letter_overview.housing(overview) if tells_home else "",
        method=method.label if method and wanted else "",
        method_law=_letter_overview.support_law(overview),
        criterion=_because(draft, uses) if method and wanted else "",
        way=tuple(_way(draft)) if tells_home else (),
        support_wanted=bool(wanted) and not (support and support.decision),
        disagreement=_letter_overview.differences(draft),
        meanwhile=_letter_parts.meanwhile(draft, in_period),
        unknown=_letter_overview.unknown(draft),
        read=read_facts(draft),
        answer_sheet=bool(draft.case_code),
        uses_overview=overview is not None,
        discloses=_letter_overview.disclosed(draft),
    )


def _fields(draft: Draft, facts: StatusNoteFacts, period: _Period) -> tuple[LetterField, ...]:
    labels = letter_texts("status_note")["next_steps"]
    steps = tuple((key, labels[key]["label"]) for key in _STEPS)
    first, last = period.first, period.last
    wrong = "end_before_start" if last < first else ""
    occasion = draft.value("occasion", _occasion(draft))
    answer = () if facts.reply_by is None else (answer_field(draft, facts.reply_by),)
    return (
        LetterField(
            "occasion", "Anledning", "text", occasion, "" if occasion.strip() else "required"
        ),
        date_field("period_from", "Periode fra", first),
        date_field("period_to", "Periode til", last, wrong),
        date_field("meeting_on", "Mødet, hvor vi spørger", facts.meeting),
        *answer,
        LetterField("next_step", "Næste skridt", "choice", facts.next_step, "", steps),
        text_field(draft, "asks_more", "Vi beder også om, at I", _asks_more(draft)),
        text_field(draft, "criterion", "Vi foreslår metoden, fordi", facts.criterion),
        sheet_field(draft),
        *read_fields(draft),
    )


def _given() -> set[str]:
    """The request, the step and the period are always proposed; an empty occasion says so itself."""
    return {"request", "next_step", "period", "occasion"}


def _period(draft: Draft) -> _Period:
    sources = draft.sources
    sent = [
        letter.sent_on
        for letter in sources.case.letters
        if letter.kind == "status_note" and letter.sent_on is not None
    ]
    first = max(sent, default=sources.admitted_on)
    return _Period(
        draft.day("period_from", first) or first,
        draft.day("period_to", sources.today) or sources.today,
    )


def _occasion(draft: Draft) -> str:
    plan = draft.sources.plan
    arrived = plan is not None and plan.status in _ARRIVED
    return "opfølgning på handleplanen" if arrived else "opfølgning på opholdet"


def _step(draft: Draft) -> NextStep:
    chosen = draft.value("next_step", "continue")
    return next((step for step in _STEPS if step == chosen), "continue")


def _asks_more(draft: Draft) -> str:
    """While support is applied for and nobody has decided, the note asks for the day."""
    row = draft.sources.case.support
    waits = row is not None and row.applied_on is not None and not row.decision
    return "sætter dato på afgørelsen om støtte i egen bolig" if waits else ""


def _plan(plan: tables.ActionPlan | None) -> tuple[date | None, date | None]:
    """Date of the received plan, and when it came."""
    if plan is None or plan.status not in _ARRIVED:
        return None, None
    return plan.active_from or plan.received_on, plan.received_on


def _goals(draft: Draft) -> tuple[tuple[GoalView, ...], bool]:
    """Goals as the municipality set them; while there are none, those of the opholdsplan."""
    found = _letter_goals.tellable(draft)
    municipal = tuple(goal for goal in found if goal.origin == "municipality")
    return (municipal, False) if municipal else (found, True)


def _own_words(draft: Draft) -> str:
    """What the resident said when the plan for the stay was made, else in the overview."""
    plan = draft.sources.case.plan
    return (plan.own_words.strip() if plan else "") or _letter_overview.own_words(draft)


def _because(draft: Draft, uses: str) -> str:
    """After *fordi*: as the author writes it, without full stop."""
    name = draft.sources.first_name
    said = uses.partition(". ")[0]
    proposed = f"{name} {said[:1].lower()}{said[1:]}" if said else ""
    return draft.value("criterion", proposed).strip().rstrip(".")


# -- the way to a home ---------------------------------------------------------------------------


def _way(draft: Draft) -> Iterator[WayFacts]:
    """Plan, home, support and lease: who has the ball, and since when."""
    yield _plan_way(draft)
    yield _home_way(draft)
    yield _support_way(draft)
    home = draft.sources.case.home
    signed = home.contract_on if home else None
    status = "Underskrevet" if signed else "Følger boligen"
    yield WayFacts("lease", _owner(draft, "C2"), status, signed)


def _plan_way(draft: Draft) -> WayFacts:
    plan, who = draft.sources.plan, _owner(draft, "C6")
    if plan is None or plan.status == "not_requested":
        return WayFacts("plan", who, "Mangler")
    if plan.status in _ARRIVED:
        return WayFacts("plan", who, "Modtaget", plan.received_on)
    return WayFacts("plan", who, "Bedt om", plan.requested_on, waiting=True)


def _home_way(draft: Draft) -> WayFacts:
    case, who = draft.sources.case, _owner(draft, "C2")
    if case.home is not None:
        return WayFacts("home", who, "Aftalt", case.home.offered_on)
    search = case.search
    if search is not None and search.listed_on:
        return WayFacts("home", who, "Skrevet op", search.listed_on, waiting=True)
    if search is not None and search.nominated_on:
        return WayFacts("home", who, "Indstillet", search.nominated_on, waiting=True)
    return WayFacts("home", who, "Mangler")


def _support_way(draft: Draft) -> WayFacts:
    row, who = draft.sources.case.support, _owner(draft, "C7")
    if row is None or (row.applied_on is None and not row.decision):
        return WayFacts("support", who, "Mangler")
    if row.decision in _support.GRANTED:
        return WayFacts("support", who, "Bevilget", row.decided_on)
    if row.decision == "refused":
        return WayFacts("support", who, "Ikke bevilget", row.decided_on)
    return WayFacts("support", who, "Søgt", row.applied_on, waiting=True)


def _owner(draft: Draft, code: str) -> str:
    row = _letter_parts.item(draft, code)
    return _letter_parts.owner(draft, row) if row is not None else ""
