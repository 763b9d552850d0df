"""Dated sentences of law for letters: one row each, with its source and whether it is verified."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from resources import access


@dataclass(frozen=True, slots=True)
class LawSentence:
    """One dated row.

    Attributes:
        row_id: Stable id of the row, stored with each letter that used it.
        key: ``L1`` … as the letters name it.
        text: The sentence; ``{fornavn}`` and other fields are filled in by the letter.
        valid_from: First day it may be printed.
        source: Where it comes from.
        verified: A person has checked it against Retsinformation.
        valid_to: Last day, None while it is in force.
    """

    row_id: str
    key: str
    text: str
    valid_from: date
    source: str
    verified: bool = False
    valid_to: date | None = None


@cache
def shipped_sentences() -> tuple[LawSentence, ...]:
    """All rows the program ships."""
    rows = tomllib.loads(access.read_text("letters", "law_sentences.toml"))["sentence"]
    return tuple(LawSentence(**row) for row in rows)


def in_force(rows: Iterable[LawSentence], day: date) -> dict[str, LawSentence]:
    """The row of each key that is in force on a day; the latest ``valid_from`` wins."""
    chosen: dict[str, LawSentence] = {}
    for row in sorted(rows, key=lambda one: one.valid_from):
        if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to):
            chosen[row.key] = row
    return chosen
