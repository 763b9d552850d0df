"""Prose of a section as text to edit, and back, without losing weight and leads."""

from __future__ import annotations

import re
from dataclasses import replace

from reports.contexts import (
    Block,
    Observation,
    Observations,
    Para,
    Section,
    Text,
    led,
    plain,
    strong,
)

_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Paragraphs parted by blank lines; empty ones fall out."""
    parts = _BLANK_LINES.split(text.replace("\r\n", "\n").replace("\r", "\n"))
    return tuple(part.strip() for part in parts if part.strip())


def plain_text(section: Section) -> str:
    """What the editor shows: blank lines between paragraphs, themes on a line of their own."""
    parts: list[str] = []
    for block in section.blocks:
        if isinstance(block, Text):
            parts.extend(para.text for para in block.paragraphs)
        elif isinstance(block, Observations):
            parts.extend(
                "\n".join((row.theme, *(line.text for line in row.lines))) for row in block.rows
            )
    return "\n\n".join(parts)


def with_text(section: Section, text: str) -> Section:
    """The section with other prose; blocks that are no prose stay where they are.

    Raises:
        ValueError: The section is not editable.
    """
    if not section.editable:
        raise ValueError(f"section {section.key} is not editable")
    parts = paragraphs_of(text)
    prose = _observations(parts) if _holds_observations(section) else _text(section, parts)
    others = tuple(one for one in section.blocks if not isinstance(one, Text | Observations))
    first = next(
        (i for i, one in enumerate(section.blocks) if isinstance(one, Text | Observations)), 0
    )
    return replace(section, blocks=(*others[:first], prose, *others[first:]))


def _holds_observations(section: Section) -> bool:
    return any(isinstance(block, Observations) for block in section.blocks)


def _text(section: Section, parts: tuple[str, ...]) -> Block:
    old = [para for block in section.blocks if isinstance(block, Text) for para in block.paragraphs]
    leads = {para.lead for para in old if para.lead}
    made = [_led_or_plain(part, leads) for part in parts]
    if made and old and old[0].bold:
        made[0] = strong(parts[0])
    return Text(tuple(made))


def _observations(parts: tuple[str, ...]) -> Block:
    rows = []
    for part in parts:
        theme, *lines = (line.strip() for line in part.split("\n"))
        made = tuple(_led_or_plain(line, _OBSERVED) for line in lines if line)
        rows.append(Observation(theme, made))
    return Observations(tuple(rows))


_OBSERVED = {"Set:", "Fortalt:", "Vurderet:"}


def _led_or_plain(text: str, leads: set[str]) -> Para:
    for lead in leads:
        if text.startswith(f"{lead} "):
            return led(lead, text[len(lead) + 1 :].strip())
    return plain(text)
