"""Orientering om optagelse (30): the statutory notice within three weekdays of the admission.

It holds what § 110, stk. 8 asks for and nothing else of the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.values.information import InformationKind
from reports.contexts import Fact, Facts, LetterContext
from reports.danish import long_date, weekday_date
from reports.letters.base import Composer, LetterFacts, cpr_or_words

KIND = "admission_notice"


@dataclass(frozen=True, slots=True)
class AdmissionNoticeFacts:
    """Facts of the notice.

    Attributes:
        letter: House, person, recipient, signer.
        admitted: Date of the decision on admission (*optaget*).
        reason: Neutral sentence, seen and perhaps changed by the staff member.
        reply_by: The date we ask for; a wish, not a deadline of the law.
        municipality: Handlekommune of the stay; "" when it is not settled.
        why_this_municipality: End of "Vi skriver til jer, fordi …" while it is not settled.
        informed: The resident knows of the letter and has a copy.
        answer_sheet: A *svarark* lies beside the letter.
    """

    letter: LetterFacts
    admitted: date
    reason: str
    reply_by: date
    municipality: str = ""
    why_this_municipality: str = ""
    informed: bool = True
    answer_sheet: bool = False


def compose(facts: AdmissionNoticeFacts) -> LetterContext:
    """The letter as it would be printed."""
    made = _composer(facts)
    sections = [
        made.section("ask", discloses=(InformationKind.IDENTITY, InformationKind.STAY)),
        made.section("facts", _lawful(made, facts), discloses=_LAWFUL, editable=False),
        made.section(
            "why",
            variant="text" if facts.municipality else "text_unclear",
            discloses=(InformationKind.MUNICIPALITY,),
        ),
        made.section("plan"),
        made.section("basis", editable=False),
    ]
    if facts.informed:
        sections.append(made.section("agreed"))
    return made.context(sections)


_LAWFUL = (
    InformationKind.IDENTITY,
    InformationKind.CPR,
    InformationKind.STAY,
    InformationKind.REASON,
)


def _composer(facts: AdmissionNoticeFacts) -> Composer:
    values = {
        "svardato": weekday_date(facts.reply_by),
        "kommune": facts.municipality,
        "hvorfor": facts.why_this_municipality,
        "svararksætning": "",
    }
    made = Composer(KIND, facts.letter, values)
    if facts.answer_sheet:
        made.add(svararksætning=made.fill(made.texts["sections"]["ask"]["answer_sheet"]))
    return made


def _lawful(made: Composer, facts: AdmissionNoticeFacts) -> Facts:
    names = made.texts["sections"]["facts"]
    return Facts(
        (
            Fact(names["name"], facts.letter.person.name),
            Fact(names["cpr"], cpr_or_words(facts.letter.person)),
            Fact(names["admitted"], long_date(facts.admitted)),
            Fact(names["reason"], facts.reason),
        )
    )
