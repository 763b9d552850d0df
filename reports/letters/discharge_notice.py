"""Orientering om udskrivning: the statutory notice of the end of a stay (30, variant)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.values.information import InformationKind
from reports.contexts import Fact, Facts, LetterContext
from reports.danish import long_date
from reports.letters.base import Composer, LetterFacts, cpr_or_words

KIND = "discharge_notice"


@dataclass(frozen=True, slots=True)
class DischargeNoticeFacts:
    """Facts of the notice.

    Attributes:
        letter: House, person, recipient, signer.
        ended: Last day of the stay (*slut*); after the date of the letter it *bliver* udskrevet.
        reason: Neutral sentence, seen and perhaps changed by the staff member.
        municipality: Handlekommune of the stay; "" when it is not settled.
        why_this_municipality: End of "Vi skriver til jer, fordi …" while it is not settled.
        new_address: Only with consent, otherwise "". Never for a protected address unless the
            recipient is statutory.
        informed: The resident knows of the letter and has a copy.
        deceased: The stay ended with a death; nothing is agreed with anyone.
    """

    letter: LetterFacts
    ended: date
    reason: str
    municipality: str = ""
    why_this_municipality: str = ""
    new_address: str = ""
    informed: bool = True
    deceased: bool = False


def compose(facts: DischargeNoticeFacts) -> LetterContext:
    """The letter as it would be printed."""
    address = _address(facts)
    made = _composer(facts, address)
    sections = [
        made.section(
            "ask",
            variant="text_deceased" if facts.deceased else "text",
            discloses=(InformationKind.IDENTITY, InformationKind.STAY),
        ),
        made.section("facts", _lawful(made, facts), discloses=_LAWFUL, editable=False),
        made.section(
            "why",
            variant="text" if facts.municipality else "text_unclear",
            discloses=(InformationKind.MUNICIPALITY,),
        ),
    ]
    if address:
        new = made.section("address", discloses=(InformationKind.ADDRESS,), editable=False)
        sections.insert(2, new)
    basis = "text_deceased" if facts.deceased else "text_address" if address else "text"
    sections.append(made.section("basis", variant=basis, editable=False))
    if facts.informed and not facts.deceased:
        sections.append(made.section("agreed"))
    return made.context(sections)


_LAWFUL = (
    InformationKind.IDENTITY,
    InformationKind.CPR,
    InformationKind.STAY,
    InformationKind.REASON,
)


def _address(facts: DischargeNoticeFacts) -> str:
    statutory = facts.letter.recipient is not None and facts.letter.recipient.statutory
    hidden = facts.letter.person.protected and not statutory
    return "" if hidden or facts.deceased else facts.new_address


def _composer(facts: DischargeNoticeFacts, address: str) -> Composer:
    values = {
        "slut": long_date(facts.ended),
        "kommune": facts.municipality,
        "hvorfor": facts.why_this_municipality,
        "adresse": address,
    }
    made = Composer(KIND, facts.letter, values)
    made.add(bliver=made.texts["becomes" if facts.ended > facts.letter.day else "is"])
    return made


def _lawful(made: Composer, facts: DischargeNoticeFacts) -> Facts:
    names = made.texts["sections"]["facts"]
    return Facts(
        (
            Fact(names["name"], facts.letter.person.name),
            Fact(names["cpr"], cpr_or_words(facts.letter.person)),
            Fact(names["ended" if facts.deceased else "discharged"], long_date(facts.ended)),
            Fact(names["reason"], facts.reason),
        )
    )
