"""Bekræftelse på ophold (36): where somebody stays and since when, for a third party.

No reason, room, health, kind of house or case number: the letterhead drops the line about § 110,
and the confirmation has a number of its own series.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from models.values.information import InformationKind
from reports.contexts import ClosingField, Fact, Facts, LetterContext
from reports.danish import long_date
from reports.errors import MissingField
from reports.letters.base import Composer, LetterFacts
from reports.letters.decisions import require, to_person
from reports.texts import fill, letter_texts

KIND = "stay_confirmation"

_STAMP_WIDTH, _STAMP_HEIGHT = 50.0, 36.0
_CPR_DIGITS = 6


@dataclass(frozen=True, slots=True)
class StayConfirmationFacts:
    """Facts of the confirmation.

    Attributes:
        letter: House and person, signer. Without a recipient it is addressed to the person here.
        number: Of the series of confirmations (``2026-0412``).
        admitted: First day of the stay.
        ended: Last day, None while the stay goes on.
        purpose: What it is for, without full stop; may be empty.
        job_centre: The job centre that gets the CPR in full because the resident has said yes;
            "" masks the last four digits.
        leader_confirmed: The leader has confirmed that a protected address may be printed.
    """

    letter: LetterFacts
    number: str
    admitted: date
    ended: date | None = None
    purpose: str = ""
    job_centre: str = ""
    leader_confirmed: bool = False


def compose(facts: StayConfirmationFacts) -> LetterContext:
    """The confirmation as it would be printed.

    Raises:
        MissingField: ``leader_confirmed`` for a protected address; the number, the
            signer or the telephone that the third party rings is missing.
    """
    require(number=facts.number, house_phone=facts.letter.house.phone, signer=facts.letter.signer)
    person = facts.letter.person
    if person.protected and not facts.leader_confirmed:
        raise MissingField("leader_confirmed")
    letter = replace(facts.letter, person=replace(person, protected=False), case_number="")
    made = _composer(facts, to_person(letter))
    who = (InformationKind.IDENTITY, InformationKind.STAY, InformationKind.PLACE)
    cpr = (InformationKind.CPR,) if person.cpr and facts.job_centre else ()
    sections = [
        made.section(
            "confirm",
            variant="text_ended" if facts.ended else "text",
            discloses=who,
            editable=False,
        ),
        made.section("facts", _rows(made, facts), discloses=(*who, *cpr), editable=False),
        made.section("use", editable=False),
        made.section("note", editable=False),
    ]
    return _dressed(made.context(sections), made, facts)


def masked_cpr(cpr: str) -> str:
    """``140682-****``; "" when there is no number."""
    return f"{cpr[:_CPR_DIGITS]}-****" if cpr else ""


def _composer(facts: StayConfirmationFacts, letter: LetterFacts) -> Composer:
    values = {
        "husadresse": ", ".join(letter.house.address),
        "optaget": long_date(facts.admitted),
        "slut": long_date(facts.ended) if facts.ended else "",
        "formål": facts.purpose.strip().rstrip("."),
        "jobcenter": facts.job_centre,
        "nr": facts.number,
    }
    return Composer(KIND, letter, values)


def _rows(made: Composer, facts: StayConfirmationFacts) -> Facts:
    names, person = made.texts["sections"]["facts"], facts.letter.person
    cpr = person.cpr if facts.job_centre else masked_cpr(person.cpr)
    rows = [
        Fact(names["name"], person.name),
        Fact(names["cpr"], cpr),
        Fact(names["place"], made.fill(names["place_text"])),
        Fact(names["from"], long_date(facts.admitted)),
        Fact(names["to"], long_date(facts.ended) if facts.ended else names["goes_on"]),
    ]
    return Facts(tuple(row for row in rows if row.value))


def _dressed(context: LetterContext, made: Composer, facts: StayConfirmationFacts) -> LetterContext:
    """Without the line about § 110, with its own number, for the hand of the resident."""
    given = fill(letter_texts("decisions")["given_to"], {"navn": facts.letter.person.name})
    meta = replace(
        context.meta,
        number=made.fill(made.texts["number"]),
        reference_lines=(made.fill(made.texts["number_line"]),),
        channel_line=context.meta.channel_line or given,
        protected=facts.letter.person.protected,
    )
    stamp = ClosingField(str(made.texts["stamp"]), _STAMP_WIDTH, _STAMP_HEIGHT)
    sender = replace(context.sender, tagline="")
    return replace(context, sender=sender, meta=meta, closing_field=stamp)
