"""A letter and its page limit, as the services tell it; the measuring is in ``reports.shortening``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from boform_app.services.views.letter_length import (
    ExcessView,
    LeftOutView,
    SectionLengthView,
)
from boform_app.services.views.letters import LetterEdits
from reports.contexts import LetterContext
from reports.shortening import Candidates, Excess, Shortening


def view(found: Excess) -> ExcessView:
    """As the window shows it."""
    return ExcessView(
        pages=found.pages,
        limit=found.limit,
        lines_over=found.lines if found.over else 0,
        longest=tuple(
            SectionLengthView(one.key, one.heading, one.lines, one.editable)
            for one in found.longest
        ),
    )


def left_out(context: LetterContext, found: Shortening) -> tuple[LeftOutView, ...]:
    """What would go, with the headings the author knows."""
    return tuple(
        LeftOutView(
            one.section_key, context.section(one.section_key).heading, one.theme, one.text, one.why
        )
        for one in found.left_out
    )


def shortened(
    edits: LetterEdits, context: LetterContext, found: Shortening, candidates: Candidates
) -> LetterEdits:
    """The edits that say the same as a proposal: own text, or a later day for a table to begin.

    Args:
        edits: The author's own.
        context: The letter with them.
        found: The proposal.
        candidates: From which it was made; they know the days of what would go.
    """
    texts, fields = dict(edits.texts), dict(edits.fields)
    for before, after in zip(context.sections, found.context.sections, strict=True):
        if before.blocks == after.blocks:
            continue
        if before.editable:
            texts[before.key] = found.context.plain_text(before.key)
        elif days := list(_days(before.key, found, candidates)):
            fields[f"{before.key}_from"] = (max(days) + timedelta(days=1)).isoformat()
    return replace(edits, texts=texts, fields=fields)


def _days(key: str, found: Shortening, candidates: Candidates) -> Iterator[date]:
    gone = {(one.section_key, one.theme, one.text) for one in found.left_out}
    for one in candidates.notes:
        if one.section_key == key and (key, one.theme, one.text) in gone:
            yield one.day
