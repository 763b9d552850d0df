"""Texts of the letters: TOML templates filled with facts.

Notation of a template: ``{felt}`` must be given; ``[… {felt} …]`` falls out when a field in it is
empty; ``¶`` parts paragraphs; ``!`` at the start of a paragraph makes it bold; ``**…**`` makes
words bold. The template is taken apart before anything is filled in, so nothing a user writes is
read as notation.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from reports.contexts import Para, Run
from reports.editing import paragraphs_of
from reports.errors import MissingField
from resources import access

_PARTS = re.compile(r"(\[[^\]]*\]|\*\*[^*]*\*\*|\{[^}]*\})")


@cache
def letter_texts(kind: str) -> dict[str, Any]:
    """The TOML of a letter kind."""
    return tomllib.loads(access.read_text("letters", f"{kind}.toml"))


def with_own(kind: str, own: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """The texts of a kind with the house's own in their places.

    Args:
        kind: Key of the letter kind.
        own: Text by place (``sections.ask.text``); a place that is no more is passed over.

    Returns:
        The texts, shipped ones shared and never changed; and the shipped text of each own one.
    """
    texts, instead_of = letter_texts(kind), {}
    for place, text in own.items():
        shipped = _text_at(texts, place)
        if isinstance(shipped, str):
            texts = _replaced(texts, place.split("."), text)
            instead_of[text] = shipped
    return texts, instead_of


def _text_at(texts: Any, place: str) -> Any:
    for key in place.split("."):
        texts = texts.get(key) if isinstance(texts, dict) else None
    return texts


def _replaced(texts: dict[str, Any], path: list[str], text: str) -> dict[str, Any]:
    first, *rest = path
    return {**texts, first: _replaced(texts[first], rest, text) if rest else text}


def field_names(template: str) -> set[str]:
    """Names of the fields of a template that must be known; those in brackets may be missing."""
    return set(re.findall(r"\{([^}]*)\}", re.sub(r"\[[^\]]*\]", "", template)))


def fill(template: str, values: Mapping[str, str]) -> str:
    """A template as one plain text, for headings and values."""
    return "\n\n".join(para.text for para in paragraphs(template, values))


def paragraphs(template: str, values: Mapping[str, str]) -> tuple[Para, ...]:
    """Paragraphs of a template; empty ones fall out.

    Raises:
        MissingField: A required field is not among the values.
    """
    made: list[Para] = []
    for part in template.split("¶"):
        text = part.strip()
        bold = text.startswith("!")
        made += _filled(text.removeprefix("!"), values, bold=bold)
    return tuple(made)


def _filled(text: str, values: Mapping[str, str], *, bold: bool) -> Iterator[Para]:
    runs = [Run(value, bold or is_bold) for value, is_bold in _runs(text.strip(), values) if value]
    if len(runs) > 1 and any(run.bold != runs[0].bold for run in runs):
        yield Para(_tidy(runs))
        return
    for paragraph in paragraphs_of("".join(run.text for run in runs)):
        yield Para((Run(_single_spaced(paragraph), bold),))


def _runs(text: str, values: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    for part in _PARTS.split(text):
        if part.startswith("["):
            yield _optional(part[1:-1], values), False
        elif part.startswith("**"):
            yield _plain(part[2:-2], values), True
        elif part.startswith("{"):
            yield _field(part[1:-1], values), False
        else:
            yield part, False


def _plain(text: str, values: Mapping[str, str]) -> str:
    return "".join(
        _field(part[1:-1], values) if part.startswith("{") else part for part in _PARTS.split(text)
    )


def _optional(text: str, values: Mapping[str, str]) -> str:
    names = re.findall(r"\{([^}]*)\}", text)
    if any(not values.get(name, "").strip() for name in names):
        return ""
    return _plain(text, values)


def _field(name: str, values: Mapping[str, str]) -> str:
    try:
        return values[name]
    except KeyError as unknown:
        raise MissingField(name) from unknown


def _tidy(runs: list[Run]) -> tuple[Run, ...]:
    merged: list[Run] = []
    for run in runs:
        if merged and merged[-1].bold == run.bold:
            merged[-1] = Run(merged[-1].text + run.text, run.bold)
        else:
            merged.append(run)
    return tuple(merged)


def _single_spaced(text: str) -> str:
    """Without the double space that an optional sentence leaves where it fell out."""
    return re.sub(r"  +", " ", text).strip()
