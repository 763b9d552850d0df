"""Afgørelse om bortvisning (37, variant): rests on the house rules, cannot be appealed (L5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from models.values.information import InformationKind
from reports.contexts import LetterContext
from reports.danish import long_date, short_date, weekday_date
from reports.letters.base import Composer, LetterFacts
from reports.letters.decisions import (
    HearingFacts,
    clock,
    dashes,
    handed_line,
    hearing_section,
    require,
    to_person,
    with_receipt,
)

KIND = "expulsion_decision"


@dataclass(frozen=True, slots=True)
class ExpulsionFacts:
    """Facts of the decision; the ground is conduct against the house rules (*husorden*).

    Attributes:
        letter: House with leader and telephone, person, signer (the leader).
        starts: From when, in local time.
        incident_on: Day of what happened.
        incident: Only what was seen, goes on after "Den 21. november": ``slog du en rude i stykker.``
        house_rule: Number of the point of the house rules.
        hearing: What the person said.
        other_places: Offer, address and telephone of where to go; at least one.
        until: Last day, None when it has no end.
        facts: Further things the decision rests on, each with its date.
        municipality: Who is told, "" while it is not settled.
        handed_over: Given by hand.
    """

    letter: LetterFacts
    starts: datetime
    incident_on: date
    incident: str
    house_rule: str
    hearing: HearingFacts | None
    other_places: tuple[str, ...]
    until: date | None = None
    facts: tuple[str, ...] = ()
    municipality: str = ""
    handed_over: bool = True


def compose(facts: ExpulsionFacts) -> LetterContext:
    """The letter as it would be printed.

    Raises:
        MissingField: What happened, the rule, another place or the person's view is missing.
    """
    require(
        facts=facts.incident,
        house_rule=facts.house_rule,
        other_place=any(one.strip() for one in facts.other_places),
        leader=facts.letter.signer,
        house_leader=facts.letter.house.leader,
        leader_phone=facts.letter.house.leader_phone,
    )
    made = _composer(facts)
    reason = (InformationKind.REASON,)
    told = (InformationKind.MUNICIPALITY,) if facts.municipality else ()
    rules = "text_municipality" if facts.municipality else "text"
    who = (InformationKind.IDENTITY, InformationKind.STAY)
    sections = [
        made.section("decision", discloses=who, editable=False),
        made.section("ground", discloses=reason, editable=False),
        made.section("weight", dashes(facts.facts), discloses=reason, editable=False),
        hearing_section(made, facts.hearing, facts.letter.day),
        made.section("other", dashes(facts.other_places), editable=False),
        made.section("rules", variant=rules, discloses=told, editable=False),
        made.section("appeal", editable=False),
    ]
    context = with_receipt(made.context(sections))
    return handed_line(context, handed_over=facts.handed_over)


def _composer(facts: ExpulsionFacts) -> Composer:
    values = {
        "slut": long_date(facts.starts.date()),
        "slutdag": weekday_date(facts.starts.date()),
        "tid": clock(facts.starts),
        "til": weekday_date(facts.until) if facts.until else "",
        "dato_hændelse": short_date(facts.incident_on, facts.letter.day),
        "hændelse": facts.incident,
        "punkt": facts.house_rule,
        "kommune": facts.municipality,
    }
    return Composer(KIND, to_person(facts.letter), values)
