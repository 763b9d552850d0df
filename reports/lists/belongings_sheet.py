"""Ting i opbevaring: what stands where and until when, with lines for both signatures, in and out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.values.information import InformationKind
from reports.contexts import (
    Block,
    LetterContext,
    LetterMeta,
    Section,
    Sender,
    SignatureBlock,
    SignField,
    Table,
    Text,
)
from reports.danish import long_date, numeric_date
from reports.letters.base import HouseFacts
from reports.texts import fill, letter_texts, paragraphs

KIND = "belongings_sheet"
_WIDTHS = (64.0, 58.0, 24.0, 24.0)
_LEAST = 8.0


@dataclass(frozen=True, slots=True)
class Belonging:
    """One thing in the store.

    Attributes:
        what: As it was written; where: its place, "" where nobody wrote one.
        until: Last day it is kept, None for no day.
    """

    what: str
    where: str
    came: date
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BelongingsFacts:
    """Facts of the sheet."""

    house: HouseFacts
    name: str
    day: date
    things: tuple[Belonging, ...]


def compose(facts: BelongingsFacts) -> LetterContext:
    """The sheet as it would be printed."""
    texts, common = letter_texts(KIND), letter_texts("common")
    house = facts.house
    values = {
        "navn": facts.name,
        "hus": house.name,
        "tlf": house.phone,
        "dato": long_date(facts.day),
    }
    meta = LetterMeta(
        kind=KIND,
        title=texts["title"],
        subtitle=fill(texts["subtitle"], values),
        subject=texts["subject"],
        number=long_date(facts.day),
        date=facts.day,
        confidentiality=common["confidential"],
    )
    sender = Sender(house.name, house.tagline or common["tagline"], house.address, house.phone)
    sections = (
        _things(facts, values),
        _agreed(values),
        _sign("given", values),
        _sign("back", values),
    )
    return LetterContext(sender, None, meta, sections)


def _things(facts: BelongingsFacts, values: dict[str, str]) -> Section:
    texts = letter_texts(KIND)["sections"]["things"]
    rows = tuple(
        (
            one.what,
            one.where,
            numeric_date(one.came),
            numeric_date(one.until) if one.until else texts["open"],
        )
        for one in facts.things
    )
    block: Block = Table(tuple(texts["columns"]), _WIDTHS, rows, least=_LEAST)
    if not rows:
        block = Text(paragraphs(fill(texts["none"], values), {}))
    kinds = frozenset({InformationKind.IDENTITY})
    return Section("things", texts["heading"], (block,), discloses=kinds, wide=True)


def _agreed(values: dict[str, str]) -> Section:
    texts = letter_texts(KIND)["sections"]["agreed"]
    words = texts["text"] if values["tlf"] else texts["text_no_phone"]
    return Section("agreed", texts["heading"], (Text(paragraphs(words, values)),))


def _sign(key: str, values: dict[str, str]) -> Section:
    texts = letter_texts(KIND)["sections"][key]
    fields = (SignField(fill(texts["house"], values), 60.0), SignField(texts["resident"], 60.0))
    return Section(key, texts["heading"], (SignatureBlock(fields),), together=True)
