"""A letter and its page limit: how much must go, and a proposal of what could go first.

Nothing is left out silently. ``excess`` tells the editor how far a letter is over its limit and
where it is longest; ``shorten`` proposes, always in the same order, and names all it would leave
out. The author takes the proposal or not.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from reports.contexts import Block, LetterContext, Observation, Observations, Section, Table, plain
from reports.letters.required import page_limit
from reports.texts import letter_texts

Why = Literal["older_note", "goal", "small_theme"]


@dataclass(frozen=True, slots=True)
class Leavable:
    """A line that may be left out: where it stands, its words as printed, the day it is about.

    ``theme`` is that of the observation, or the first cell of a table row; ``why`` what it is.
    """

    section_key: str
    theme: str
    text: str
    day: date
    why: Why = "older_note"


@dataclass(frozen=True, slots=True)
class SmallTheme:
    """A theme that may become one line, and the words of that line."""

    section_key: str
    theme: str
    summary: str


@dataclass(frozen=True, slots=True)
class Candidates:
    """What a letter could do without, as its own module knows from the facts."""

    notes: tuple[Leavable, ...] = ()
    small: tuple[SmallTheme, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line of the proposal: which words would go (or be summed up), and why these."""

    section_key: str
    theme: str
    text: str
    why: Why


@dataclass(frozen=True, slots=True)
class SectionLength:
    """How long a section is, in lines of running text."""

    key: str
    heading: str
    lines: int
    editable: bool


@dataclass(frozen=True, slots=True)
class Excess:
    """How far a letter is over its limit.

    Attributes:
        limit: Most pages of the kind, 0 without one.
        pages: Pages it has.
        lines: Lines that must go before it fits, about; 0 when it fits.
        longest: Its sections, longest first.
    """

    limit: int
    pages: int
    lines: int
    longest: tuple[SectionLength, ...]

    @property
    def over(self) -> int:
        """Pages over the limit."""
        return max(0, self.pages - self.limit) if self.limit else 0


@dataclass(frozen=True, slots=True)
class Shortening:
    """A proposal.

    Attributes:
        context: The letter as it would be.
        left_out: What would go or be summed up, in the order it was chosen.
        excess: Of the shortened letter; it may still be too long, then the author must write less.
    """

    context: LetterContext
    left_out: tuple[LeftOut, ...]
    excess: Excess


def excess(context: LetterContext, limit: int = 0) -> Excess:
    """How far the letter is over its limit.

    Args:
        context: The letter.
        limit: Most pages; 0 takes that of the kind.
    """
    from reports.letter import measure  # noqa: PLC0415 - only what prints pays for it

    most = limit or page_limit(context.meta.kind)
    found = measure(context)
    lines = {
        key: max(1, round(height / found.line_height)) for key, height in found.heights.items()
    }
    lengths = [
        SectionLength(one.key, one.heading, lines[one.key], one.editable)
        for one in context.sections
        if one.key in lines
    ]
    beyond = sum(found.page_heights[most:]) if most else 0.0
    if beyond:
        # What was kept together and moved on finds room again when so much has gone.
        beyond = max(found.line_height, beyond - max(0.0, found.page_rooms[most - 1]))
    return Excess(
        most,
        len(found.page_heights),
        math.ceil(beyond / found.line_height),
        tuple(sorted(lengths, key=lambda one: -one.lines)),
    )


def shorten(context: LetterContext, candidates: Candidates, limit: int = 0) -> Shortening:
    """The least of a fixed order that makes the letter fit, or all of it when that is not enough.

    Older notes go first, the oldest of all themes before the next; the newest note of a theme
    stays. Then small themes are summed up in one row. Words that the author has changed or taken
    away meanwhile are not touched.
    """
    steps = _steps(context, candidates)
    least, most = 0, len(steps)
    while least < most:
        middle = (least + most) // 2
        if excess(_after(context, steps[:middle]), limit).over:
            least = middle + 1
        else:
            most = middle
    made = _after(context, steps[:least])
    named: dict[tuple[str, str, str], LeftOut] = {}
    for step in steps[:least]:
        for one in _named(step, context):
            named.setdefault((one.section_key, one.theme, one.text), one)
    return Shortening(made, tuple(named.values()), excess(made, limit))


Step = Leavable | SmallTheme


def _steps(context: LetterContext, candidates: Candidates) -> list[Step]:
    """In the order of the proposal, only what the letter still says."""
    said = {
        (section.key, row.theme, line.text) for section, row in _rows(context) for line in row.lines
    }
    themes = {(section.key, row.theme) for section, row in _rows(context)}
    notes = [one for one in candidates.notes if (one.section_key, one.theme, one.text) in said]
    small = [one for one in candidates.small if (one.section_key, one.theme) in themes]
    return [*sorted(notes, key=lambda one: one.day), *small]


def _rows(context: LetterContext) -> list[tuple[Section, Observation]]:
    """Themes, and rows of tables as if they were themes of one line."""
    return [
        (section, row)
        for section in context.sections
        for block in section.blocks
        for row in _themes(block)
    ]


def _themes(block: Block) -> tuple[Observation, ...]:
    if isinstance(block, Observations):
        return block.rows
    if isinstance(block, Table):
        return tuple(Observation(row[0], (plain(row[1]),)) for row in block.rows)
    return ()


def _named(step: Step, context: LetterContext) -> list[LeftOut]:
    if isinstance(step, Leavable):
        return [LeftOut(step.section_key, step.theme, step.text, step.why)]
    return [
        LeftOut(section.key, row.theme, line.text, "small_theme")
        for section, row in _rows(context)
        if (section.key, row.theme) == (step.section_key, step.theme)
        for line in row.lines
    ]


def _after(context: LetterContext, steps: Sequence[Step]) -> LetterContext:
    if not steps:
        return context
    sections = tuple(
        replace(
            section, blocks=tuple(_block(block, section.key, steps) for block in section.blocks)
        )
        if any(step.section_key == section.key for step in steps)
        else section
        for section in context.sections
    )
    return replace(context, sections=sections)


def _block(block: Block, key: str, steps: Sequence[Step]) -> Block:
    gone = {
        (one.theme, one.text)
        for one in steps
        if isinstance(one, Leavable) and one.section_key == key
    }
    if isinstance(block, Table):
        return replace(block, rows=tuple(row for row in block.rows if row[:2] not in gone))
    if not isinstance(block, Observations):
        return block
    small = {
        one.theme: one for one in steps if isinstance(one, SmallTheme) and one.section_key == key
    }
    rows = [
        Observation(
            row.theme, tuple(line for line in row.lines if (row.theme, line.text) not in gone)
        )
        for row in block.rows
        if row.theme not in small
    ]
    summed = [small[row.theme] for row in block.rows if row.theme in small]
    return Observations((*(row for row in rows if row.lines), *_summed_up(summed)))


def _named_together(themes: Sequence[str]) -> str:
    """``Søvn og døgnrytme, mad og indkøb``."""
    first, *others = themes
    return ", ".join((first, *(one[:1].lower() + one[1:] for one in others)))


def _summed_up(themes: Sequence[SmallTheme]) -> Iterator[Observation]:
    """One row; themes that say the same share a line."""
    if not themes:
        return
    texts = letter_texts("notes")
    names: dict[str, list[str]] = {}
    for one in themes:
        names.setdefault(one.summary, []).append(one.theme)
    lines = tuple(plain(f"{_named_together(same)}: {words}") for words, same in names.items())
    yield Observation(texts["others"] if len(themes) > 1 else texts["other"], lines)
