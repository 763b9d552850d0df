"""Reading a letter text that somebody typed: its fields, and where its notation does not hold.

The notation is that of ``reports.texts``. A typed text parts its paragraphs by line breaks, a stored
one by ``¶``; both are read here. Pure, and never raises.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LIMIT = 1500
"""Most characters of a text; the longest that is shipped has a third of it."""

_PARAGRAPH = re.compile(r"[^¶\n\r]+")
_BREAKS = re.compile(r"\s*(?:¶|\r\n?|\n)(?:\s|¶)*")
_FIELD = re.compile(r"\{([^{}\[\]*]*)\}")
_TOKEN = re.compile(r"\[[^\[\]]*\]|\*\*[^*]*\*\*|\{[^{}\[\]*]*\}")
_STRAY = re.compile(r"[{}\[\]]|\*\*")
_CODES = {"{": "brace", "}": "brace", "[": "bracket", "]": "bracket", "**": "bold"}


@dataclass(frozen=True, slots=True)
class FieldUse:
    """A field in a text: its name, where its ``{`` stands, and whether it stands in brackets."""

    name: str
    position: int
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Slip:
    """Where the notation does not hold: ``brace``, ``bracket``, ``bold``, ``nested``, ``control``."""

    code: str
    position: int


def stored(text: str) -> str:
    """A typed text as it is kept: paragraphs parted by ``¶``."""
    return _BREAKS.sub(" ¶ ", text.strip()).strip(" ¶")


def typed(text: str) -> str:
    """A kept text as it is typed: paragraphs parted by a blank line."""
    return re.sub(r"\s*¶\s*", "\n\n", text)


def uses(text: str) -> tuple[FieldUse, ...]:
    """The fields of a text, from the left."""
    found: list[FieldUse] = []
    for token in _TOKEN.finditer(text):
        optional = token[0].startswith("[")
        found += [
            FieldUse(one[1], token.start() + one.start(), optional)
            for one in _FIELD.finditer(token[0])
        ]
    return tuple(found)


def slips(text: str) -> Iterator[Slip]:
    """Where braces, brackets or stars do not pair, and characters that cannot be printed."""
    for at, char in enumerate(text):
        if unicodedata.category(char) in {"Cc", "Cs"} and char not in "\n\r\t":
            yield Slip("control", at)
    for part in _PARAGRAPH.finditer(text):
        yield from _slips(part[0], part.start())


def _slips(part: str, start: int) -> Iterator[Slip]:
    position = 0
    for token in _TOKEN.finditer(part):
        yield from _stray(part[position : token.start()], start + position)
        yield from _inside(token[0], start + token.start())
        position = token.end()
    yield from _stray(part[position:], start + position)


def _inside(token: str, start: int) -> Iterator[Slip]:
    """Nothing but fields may stand in brackets and between stars."""
    if token.startswith("{"):
        return
    edge = 1 if token.startswith("[") else 2
    inner = token[edge:-edge]
    blank = _FIELD.sub(lambda found: " " * len(found[0]), inner)
    for one in _STRAY.finditer(blank):
        code = "brace" if one[0] in "{}" else "nested"
        yield Slip(code, start + edge + one.start())


def _stray(text: str, start: int) -> Iterator[Slip]:
    for one in _STRAY.finditer(text):
        yield Slip(_CODES[one[0]], start + one.start())


def is_one_sentence(text: str) -> bool:
    """Whether it can stand in the midst of another text: no paragraphs, nothing bold."""
    return not re.search(r"[¶\n\r]|\*\*", text) and not text.lstrip().startswith("!")


def bold_parts(text: str) -> str:
    """The paragraphs that are printed bold."""
    return " ".join(part for part in re.split(r"[¶\n\r]", text) if part.lstrip().startswith("!"))


def words_of(text: str) -> str:
    """What stands outside the fields."""
    return _FIELD.sub("", text)
