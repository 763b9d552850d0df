"""Marks: sixteen letters with æ, ø and å that nobody else would write, one for each field."""

from __future__ import annotations

import base64
import json
import random
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

_LETTERS = "bcdfghjklmnprstv"
STEM_LENGTH = 12


def new_stem(seed: int) -> str:
    """Twelve random letters, the Danish ones among them."""
    draw = random.Random(seed)  # noqa: S311 - a mark, no secret
    signs = [*"æøå", *draw.choices(_LETTERS, k=STEM_LENGTH - 3)]
    draw.shuffle(signs)
    return "".join(signs)


@dataclass(slots=True)
class Marks:
    """Gives every field a mark of its own: the same stem and four letters that count.

    Attributes:
        stem: Common to all marks.
        where: Mark -> the field it was typed into.
    """

    stem: str
    where: dict[str, str] = field(default_factory=dict)

    def new(self, where: str) -> str:
        """A mark for a field."""
        number, letters = len(self.where), ""
        for _ in range(4):
            number, place = divmod(number, len(_LETTERS))
            letters += _LETTERS[place]
        mark = self.stem + letters
        self.where[mark] = where
        return mark

    def latest(self, name: str) -> str:
        """The mark that was written last into a field of this name."""
        return next(mark for mark, at in reversed(self.where.items()) if f" {name} [" in at)


def forms(text: str) -> frozenset[bytes]:
    """A text as it may stand in a file: encodings, case, JSON escapes, base64, hexadecimal."""
    found: set[bytes] = set()
    for written in {text, text.upper(), text.title(), unicodedata.normalize("NFD", text)}:
        escaped = json.dumps(written)[1:-1]
        for spelled in (written, escaped):
            found |= {spelled.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")}
    raw = text.encode()
    found |= {raw.hex().encode(), raw.hex().upper().encode(), text.encode("cp1252")}
    for shift in range(3):
        # Whole groups of three bytes, so that what stands before and after does not matter.
        inner = raw[shift : shift + (len(raw) - shift) // 3 * 3]
        found.add(base64.b64encode(inner))
    return frozenset(found)


def marks_in(pieces: Iterable[bytes], stem: str, marks: Mapping[str, str]) -> set[str]:
    """Marks that stand in any of the pieces; the bare stem where part of a mark stands."""
    found: set[str] = set()
    parts, whole = forms(stem), dict[bytes, str]()
    for piece in pieces:
        starts = {at for part in parts for at in _places(part, piece)}
        if starts and not whole:
            # Each way of writing a mark begins as the stem does in that way.
            whole = {form: mark for mark in marks for form in forms(mark)}
        lengths = {len(form) for form in whole}
        here = (piece[at : at + length] for at in starts for length in lengths)
        hits = {whole[words] for words in here if words in whole}
        found |= hits or ({stem} if starts else set())
    return found


def _places(part: bytes, piece: bytes) -> Iterator[int]:
    at = piece.find(part)
    while at >= 0:
        yield at
        at = piece.find(part, at + 1)
