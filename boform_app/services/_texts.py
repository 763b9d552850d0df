"""Checks on typed text that every form shares."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from boform_app.errors import Problem

LONGEST = 4000
"""Characters of a running text; what is longer does not fit a page of a plan."""
LONGEST_LINE = 200
"""Characters of a title, a name or a list of names."""
LONGEST_NAME = 100
"""Characters of a person's first or last name; with both, a letter still has room for its text."""

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_WHITE = frozenset("\t\n\r\v\f\x85")
# These turn the order of the letters after them: the screen would show another text than the paper.
_TURNING = frozenset("\u202b\u202e\u2067")


def plain_lines(text: str) -> str:
    """The same text with one kind of line end, as pasted from anywhere."""
    return _LINE_ENDS.sub("\n", text)


def unprintable(text: str) -> bool:
    """Whether a character stands in it that no paper and no file can hold: NUL, controls, half signs."""
    if text.isprintable():
        return False
    return any(
        one in _TURNING or (one not in _WHITE and unicodedata.category(one) in {"Cc", "Cs"})
        for one in text
    )


def character_problems(field: str, text: str) -> Iterator[Problem]:
    """``nul_character`` where a character cannot be kept; running text of any length."""
    if unprintable(text):
        yield Problem(field, "nul_character")


def text_problems(field: str, text: str, longest: int = LONGEST) -> Iterator[Problem]:
    """What keeps a text from being stored as it was typed; it is never cut or cleaned in silence."""
    yield from character_problems(field, text)
    if len(text.strip()) > longest:
        yield Problem(field, "too_long", {"longest": longest})


def printed_problems(field: str, text: str, longest: int = LONGEST_LINE) -> Iterator[Problem]:
    """As ``text_problems``, and ``glyph_missing``: for what is printed and never changed again."""
    from reports import fonts  # noqa: PLC0415 - reads fonts; most texts need none

    found = tuple(text_problems(field, text, longest))
    yield from found
    if not found and not text.isascii():
        for one in fonts.lacking((text,)):
            yield Problem(field, "glyph_missing", {"character": one})


def required_problems(field: str, text: str, longest: int = LONGEST_LINE) -> Iterator[Problem]:
    """As ``text_problems``, and something must stand there."""
    if not text.strip():
        yield Problem(field, "required")
    yield from text_problems(field, text, longest)
