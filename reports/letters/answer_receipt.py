"""Kvittering for modtaget svar: what we have noted from the municipality's answer, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.values.information import InformationKind
from reports.contexts import Fact, Facts, LetterContext, Section
from reports.danish import long_date, weekday_date
from reports.letters.base import Composer, LetterFacts
from reports.letters.decisions import dashes, require

KIND = "answer_receipt"


@dataclass(frozen=True, slots=True)
class NotedAnswer:
    """A question of ours with the answer as we took it over, and the kind of information it is."""

    question: str
    answer: str
    kind: InformationKind


@dataclass(frozen=True, slots=True)
class AnswerReceiptFacts:
    """Facts of the receipt.

    Attributes:
        letter: House, person, recipient (the municipality), signer.
        received: Day the answer came.
        noted: What was taken over from it, in the order of the answer form.
        answered: Date of the answer itself, None when it bears none.
        missing: What we still lack, each a few words.
        reply_by: When we ask for the rest; required when something is missing.
        next_step: What happens now, with its date, in a sentence or two; "" falls out.
        next_kinds: Kinds of information in ``next_step`` and ``missing``.
    """

    letter: LetterFacts
    received: date
    noted: tuple[NotedAnswer, ...]
    answered: date | None = None
    missing: tuple[str, ...] = ()
    reply_by: date | None = None
    next_step: str = ""
    next_kinds: frozenset[InformationKind] = frozenset()


def compose(facts: AnswerReceiptFacts) -> LetterContext:
    """The receipt as it would be printed.

    Raises:
        MissingField: No recipient, nothing noted, or no date for what is missing.
    """
    lacking = tuple(one for one in facts.missing if one.strip())
    require(recipient=facts.letter.recipient, answers=facts.noted)
    if lacking:
        require(reply_by=facts.reply_by)
    made = _composer(facts)
    variant = "text" if lacking else "text_done"
    noted = Facts(tuple(Fact(one.question, one.answer) for one in facts.noted))
    kinds = frozenset(one.kind for one in facts.noted)
    who = (InformationKind.IDENTITY,)
    sections: list[Section] = [
        made.section("ask", variant=variant, discloses=who),
        made.section("noted", noted, discloses=kinds, editable=False),
        made.section("missing", dashes(lacking), discloses=facts.next_kinds, editable=False),
        made.section("next", discloses=facts.next_kinds),
        made.section("correct"),
    ]
    return made.context(sections)


def _composer(facts: AnswerReceiptFacts) -> Composer:
    letter = facts.letter
    values = {
        "svardato": weekday_date(facts.reply_by) if facts.reply_by else "",
        "svaret": long_date(facts.answered) if facts.answered else "",
        "modtaget": long_date(facts.received),
        "næste": facts.next_step,
        "direkte": letter.contact_phone or letter.house.phone,
    }
    made = Composer(KIND, letter, values)
    made.add(tak=made.fill(made.texts["sections"]["ask"]["thanks"]))
    return made
