"""Orientering om dine oplysninger: what GDPR articles 13 and 14 give the resident, in plain words.

Handed over at admission. What only the house knows comes from its settings; nothing is invented.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.values.information import InformationKind
from reports.contexts import (
    Fact,
    Facts,
    LetterContext,
    Section,
    SignatureBlock,
    SignField,
    Steps,
    Text,
    Tick,
    Ticks,
    plain,
)
from reports.letters.base import Composer, LetterFacts

KIND = "data_information"
_NAME_WIDTH = 45.0


@dataclass(frozen=True, slots=True)
class DataInformationFacts:
    """Facts of the sheet; all but the letter come from the settings of the house.

    Attributes:
        letter: House and person.
        controller: Data controller (*dataansvarlig*), "" takes the house.
        controller_address, controller_phone: Of the controller, "" take those of the house; of a
            protected resident's house only the telephone.
        officer: Data protection officer with telephone or mail (*databeskyttelsesrådgiver*).
        basis_more: A further sentence on the basis, as the controller words it.
        recipients_more: Other recipients, and transfers out of the EU if there are any.
        keeping: How long, as the controller has set it; "" says that the controller sets it.
    """

    letter: LetterFacts
    controller: str = ""
    controller_address: str = ""
    controller_phone: str = ""
    officer: str = ""
    basis_more: str = ""
    recipients_more: str = ""
    keeping: str = ""


def compose(facts: DataInformationFacts) -> LetterContext:
    """The sheet as it would be printed."""
    values = {
        "ansvarlig": facts.controller or facts.letter.house.name,
        "dpo": facts.officer,
        "grundlag": facts.basis_more,
        "modtagere": facts.recipients_more,
        "slettefrist": facts.keeping,
    }
    made = Composer(KIND, facts.letter, values)
    keeping = "text" if facts.keeping else "text_open"
    sections = [
        made.section("short", editable=False),
        made.section("controller", _controller(made, facts), editable=False),
        made.section("purpose", editable=False),
        made.section("kinds", _items(made, "kinds"), editable=False),
        *(made.section(key, editable=False) for key in ("origin", "voluntary", "recipients")),
        made.section("keeping", variant=keeping, editable=False),
        made.section("rights", _items(made, "rights"), _answer(made), editable=False),
        made.section("complaint", editable=False),
        _handed(made, facts),
    ]
    return made.context(sections)


def _controller(made: Composer, facts: DataInformationFacts) -> Facts:
    names, house = made.texts["sections"]["controller"], facts.letter.house
    # Where the house lies is where a protected resident lives, and the sheet is handed over: the
    # telephone is how the controller is reached (law.md 9.6). Another controller's address is no secret.
    lives = () if facts.letter.person.protected else house.address
    rows = (
        (names["controller"], facts.controller or house.name),
        (names["address"], facts.controller_address or ", ".join(lives)),
        (names["phone"], facts.controller_phone or house.phone),
        (names["officer"], made.fill(names["officer_text"]) if facts.officer else ""),
    )
    return Facts(tuple(Fact(name, value) for name, value in rows if value), _NAME_WIDTH)


def _items(made: Composer, key: str) -> Steps:
    return Steps(tuple(plain(text) for text in made.texts["sections"][key]["items"]))


def _answer(made: Composer) -> Text:
    return Text((plain(made.texts["sections"]["rights"]["after"]),))


def _handed(made: Composer, facts: DataInformationFacts) -> Section:
    names = made.texts["sections"]["handed"]
    how = (
        Tick(names["read"]),
        Tick(names["aloud"]),
        Tick(names["interpreter"], line=19.0),
    )
    signed = (SignField(names["date"], 34.0), SignField(facts.letter.person.name))
    return made.section(
        "handed",
        Ticks(how, columns=3, across=True),
        SignatureBlock(signed),
        discloses=(InformationKind.IDENTITY,),
        editable=False,
    )
