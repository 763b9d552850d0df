"""Samtykkeerklæring (35): one sender, one recipient, one purpose; filled in by pen or before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.values.information import ConsentTopic, InformationKind
from reports.contexts import (
    Fact,
    Facts,
    LetterContext,
    Section,
    SignatureBlock,
    SignField,
    TextSize,
    Tick,
    Ticks,
    WritingLines,
)
from reports.danish import long_date
from reports.letters.base import Composer, LetterFacts

KIND = "consent_form"

_NAME_WIDTH = 24.0
_DATE_FIELD = 34.0
_INTERPRETER_LINE = 19.0


@dataclass(frozen=True, slots=True)
class ConsentFormFacts:
    """Facts of the form.

    Attributes:
        letter: House and person; no recipient, the form has no address.
        authority: Who may get the information: a municipality (*Aalborg Kommune*), a supplier, a
            landlord or another house, by name; unit: which part of it.
        purpose: One purpose.
        valid_from, valid_to: At most six months.
        ticked: Crosses; empty before the talk, so that nothing is crossed in advance.
        read, read_aloud, interpreter: Crosses of the signature line.
        oral: The resident said yes orally.
    """

    letter: LetterFacts
    authority: str
    unit: str
    purpose: str
    valid_from: date
    valid_to: date
    ticked: frozenset[ConsentTopic] = frozenset()
    read: bool = False
    read_aloud: bool = False
    interpreter: bool = False
    oral: bool = False


def compose(facts: ConsentFormFacts) -> LetterContext:
    """The form for resident and house; ``for_sending`` gives the copy that is sent."""
    values = {
        "kommune": facts.authority,
        "afdeling": facts.unit,
        "fra": long_date(facts.valid_from),
        "til": long_date(facts.valid_to),
    }
    made = Composer(KIND, facts.letter, values)
    way = "text" if _decides(facts.authority) else "other"
    topics = tuple(Tick(one.label, one in facts.ticked) for one in ConsentTopic)
    sections = [
        made.section("ask", discloses=(InformationKind.IDENTITY,), editable=False),
        made.section("who", _who(made, facts), editable=False),
        made.section("topics", Ticks(topics, columns=2), editable=False),
        *(made.section(key, variant=way, editable=False) for key in ("no", "regret")),
        made.section("always", editable=False),
        _signature(made, facts),
        _oral(made, facts),
        made.section("private", WritingLines(2), editable=False, private=True),
    ]
    return made.context(sections, size=TextSize.LARGE)


def _decides(authority: str) -> bool:
    """Whether it is a municipality, which decides the case also after a no."""
    return any(word.endswith(("kommune", "kommunen")) for word in authority.casefold().split())


def _who(made: Composer, facts: ConsentFormFacts) -> Facts:
    names = made.texts["sections"]["who"]
    rows = (
        Fact(names["from"], facts.letter.house.name),
        Fact(names["to"], made.fill(names["to_text"])),
        Fact(names["purpose"], facts.purpose),
        Fact(names["valid"], made.fill(names["valid_text"])),
    )
    return Facts(rows, _NAME_WIDTH)


def _signature(made: Composer, facts: ConsentFormFacts) -> Section:
    names = made.texts["sections"]["signature"]
    how = (
        Tick(names["read"], facts.read),
        Tick(names["aloud"], facts.read_aloud),
        Tick(names["interpreter"], facts.interpreter, _INTERPRETER_LINE),
    )
    signed = (SignField(names["date"], _DATE_FIELD), SignField(facts.letter.person.name))
    blocks = (Ticks(how, columns=3, across=True), SignatureBlock(signed))
    kinds = (InformationKind.IDENTITY,)
    return made.section("signature", *blocks, discloses=kinds, editable=False)


def _oral(made: Composer, facts: ConsentFormFacts) -> Section:
    names = made.texts["sections"]["oral"]
    said = Ticks((Tick(made.fill(names["said"]), facts.oral),))
    noted = (SignField(names["date"], _DATE_FIELD), SignField(names["staff"]))
    return made.section("oral", said, SignatureBlock(noted), editable=False)
