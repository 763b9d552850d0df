"""Afgørelse om udskrivning (37): the leader ends a stay because the target group is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.values.information import InformationKind
from reports.contexts import LetterContext
from reports.danish import long_date, weekday_date
from reports.letters.base import Composer, LetterFacts
from reports.letters.decisions import (
    AppealFacts,
    HearingFacts,
    appeal_section,
    appeal_values,
    clock,
    dashes,
    handed_line,
    hearing_section,
    require,
    to_person,
    with_receipt,
)

KIND = "discharge_decision"

Kinds = frozenset[InformationKind]


@dataclass(frozen=True, slots=True)
class DischargeDecisionFacts:
    """Facts of the decision; the ground is the target group (§ 110, stk. 4 and 1).

    Attributes:
        letter: House, person, signer (the leader). Without a recipient it goes to the person here.
        ends: End of the stay in local time.
        ground: Sentence or two to *du* that say why the person has left the target group.
        facts: What the decision rests on, each with its date.
        hearing: What the person said.
        appeal: Receipt and last day of appeal.
        home: ``din egen bolig``, "" when the person does not move into a home that day.
        home_address: Address of the home, never printed for a protected person.
        municipality: Who is told, "" while it is not settled.
        discloses: Kinds of information in ``facts`` beyond the reason.
    """

    letter: LetterFacts
    ends: datetime
    ground: str
    facts: tuple[str, ...]
    hearing: HearingFacts | None
    appeal: AppealFacts
    home: str = ""
    home_address: str = ""
    municipality: str = ""
    discloses: Kinds = frozenset()


def compose(facts: DischargeDecisionFacts) -> LetterContext:
    """The letter as it would be printed.

    Raises:
        MissingField: The decision has no ground, no facts or not the person's view.
    """
    require(
        ground=facts.ground,
        facts=any(one.strip() for one in facts.facts),
        house_phone=facts.letter.house.phone,
        leader=facts.letter.signer,
    )
    address = "" if facts.letter.person.protected else facts.home_address
    made = _composer(facts, address)
    rules = "text_municipality" if facts.municipality else "text"
    told = (InformationKind.MUNICIPALITY,) if facts.municipality else ()
    weight = (InformationKind.REASON, *facts.discloses)
    sections = [
        made.section("decision", discloses=_decided(facts, address), editable=False),
        made.section("ground", discloses=(InformationKind.REASON,), editable=False),
        made.section("weight", dashes(facts.facts), discloses=weight, editable=False),
        hearing_section(made, facts.hearing, facts.letter.day),
        made.section("rules", variant=rules, discloses=told, editable=False),
        appeal_section(made),
    ]
    context = with_receipt(made.context(sections))
    return handed_line(context, handed_over=facts.appeal.handed_over)


def _decided(facts: DischargeDecisionFacts, address: str) -> Kinds:
    kinds = {InformationKind.IDENTITY, InformationKind.STAY}
    if facts.home:
        kinds.add(InformationKind.HOUSING)
    if facts.home and address:
        kinds.add(InformationKind.ADDRESS)
    return frozenset(kinds)


def _composer(facts: DischargeDecisionFacts, address: str) -> Composer:
    values = {
        "slut": long_date(facts.ends.date()),
        "slutdag": weekday_date(facts.ends.date()),
        "tid": clock(facts.ends),
        "bolig": facts.home,
        "adresse": address,
        "begrundelse": facts.ground,
        "kommune": facts.municipality,
        **appeal_values(facts.appeal),
    }
    made = Composer(KIND, to_person(facts.letter), values)
    at = made.texts["sections"]["decision"]["at"]
    made.add(påadresse=f" {made.fill(at)}" if address else "")
    return made
