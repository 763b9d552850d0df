"""Checks on typed text that every form shares."""

from __future__ import annotations

from collections.abc import Iterator

from boform_app.errors import Problem

LONGEST = 4000
"""Characters of a running text; what is longer does not fit a page of a plan."""
LONGEST_LINE = 200
"""Characters of a title, a name or a list of names."""


def text_problems(field: str, text: str, longest: int = LONGEST) -> Iterator[Problem]:
    """What keeps a text from being stored as it was typed; it is never cut or cleaned in silence."""
    if "\x00" in text:
        yield Problem(field, "nul_character")
    if len(text.strip()) > longest:
        yield Problem(field, "too_long", {"longest": longest})


def required_problems(field: str, text: str, longest: int = LONGEST_LINE) -> Iterator[Problem]:
    """As ``text_problems``, and something must stand there."""
    if not text.strip():
        yield Problem(field, "required")
    yield from text_problems(field, text, longest)
