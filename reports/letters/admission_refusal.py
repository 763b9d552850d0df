"""Afslag på optagelse: the leader's decision not to admit, with another place and the appeal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.values.information import InformationKind
from reports.contexts import LetterContext
from reports.danish import long_date
from reports.errors import MissingField
from reports.letters.base import Composer, LetterFacts
from reports.letters.decisions import (
    AppealFacts,
    HearingFacts,
    appeal_section,
    appeal_values,
    dashes,
    handed_line,
    hearing_section,
    require,
    to_person,
    with_receipt,
)
from reports.texts import letter_texts

KIND = "admission_refusal"


@dataclass(frozen=True, slots=True)
class AdmissionRefusalFacts:
    """Facts of the refusal; there is no stay, and perhaps neither name nor CPR.

    Attributes:
        letter: House, person (the name may be empty), signer (the leader).
        asked_on: Day of the contact.
        ground: Key of the list *Refusal of a contact*: ``full``, ``not_target_group`` …
        reason: The reasons in this case, in sentences to *du*.
        facts: What the decision rests on, each with its date.
        hearing: What the person said.
        other_places: Where the person can go: name, address, telephone; at least one.
        appeal: Receipt and last day of appeal.
    """

    letter: LetterFacts
    asked_on: date
    ground: str
    reason: str
    facts: tuple[str, ...]
    hearing: HearingFacts | None
    other_places: tuple[str, ...]
    appeal: AppealFacts


def grounds() -> tuple[str, ...]:
    """Keys of the grounds that may be chosen."""
    return tuple(letter_texts(KIND)["grounds"])


def compose(facts: AdmissionRefusalFacts) -> LetterContext:
    """The letter as it would be printed.

    Raises:
        MissingField: The ground is none of the list; or reason, facts, another place or the
            person's view is missing.
    """
    if facts.ground not in grounds():
        raise MissingField("ground")
    require(
        reason=facts.reason,
        facts=any(one.strip() for one in facts.facts),
        other_place=any(one.strip() for one in facts.other_places),
        house_phone=facts.letter.house.phone,
        leader=facts.letter.signer,
    )
    made = _composer(facts)
    reason = (InformationKind.REASON,)
    who = (InformationKind.IDENTITY,) if facts.letter.person.name else ()
    sections = [
        made.section("decision", discloses=who, editable=False),
        made.section("ground", discloses=reason, editable=False),
        made.section("weight", dashes(facts.facts), discloses=reason, editable=False),
        hearing_section(made, facts.hearing, facts.letter.day),
        made.section("other", dashes(facts.other_places), editable=False),
        made.section("rules", editable=False),
        appeal_section(made),
    ]
    context = with_receipt(made.context(sections))
    return handed_line(context, handed_over=facts.appeal.handed_over)


def _composer(facts: AdmissionRefusalFacts) -> Composer:
    values = {
        "dag": long_date(facts.asked_on),
        "begrundelse": facts.reason,
        **appeal_values(facts.appeal),
    }
    made = Composer(KIND, to_person(facts.letter, lives_here=False), values)
    made.add(grundsætning=made.fill(made.texts["grounds"][facts.ground]))
    return made
