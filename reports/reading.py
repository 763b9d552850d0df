"""What a screen reader should say for a context, in order: the reading order as the letter means it.

Written from the context alone, apart from the renderer, so that it can catch the renderer.
"""

from __future__ import annotations

from collections.abc import Iterator

from reports.contexts import (
    Beside,
    Block,
    Facts,
    FormLine,
    KeySheet,
    LetterContext,
    NameLines,
    Observations,
    Question,
    Section,
    SignatureBlock,
    Steps,
    Table,
    Text,
    Ticks,
    Voices,
)
from reports.danish import long_date


def spoken(context: LetterContext) -> tuple[str, ...]:
    """Texts in reading order; boxes and codes that are drawn are left out."""
    return tuple(text for text in _all(context) if text.strip())


def _all(context: LetterContext) -> Iterator[str]:
    meta, sender = context.meta, context.sender
    yield from (sender.house, sender.tagline, meta.confidentiality)
    if context.recipient is None:
        yield meta.channel_line
    else:
        yield from context.recipient.lines
        yield from sender.address
        yield f"Telefon {sender.phone}" if sender.phone else ""
        yield long_date(meta.date)
        yield from (*meta.reference_lines, *meta.contact_lines, meta.channel_line)
        yield from ("Sagskode", meta.case_code) if meta.case_code else ()
    yield from (meta.title, meta.subtitle)
    for section in context.sections:
        if not section.empty:
            yield from _section(section)
    if context.signer:
        yield from _closing(context)


def _section(section: Section) -> Iterator[str]:
    yield from (section.note, section.heading, section.aside if section.wide else "")
    for block in section.blocks:
        yield from _block(block)


def _closing(context: LetterContext) -> Iterator[str]:
    meta = context.meta
    if context.signer:
        yield from ("Med venlig hilsen", context.signer.name, context.signer.title)
    if context.closing_field:
        yield context.closing_field.label
    if len(meta.enclosures) == 1:
        yield f"Bilag: {meta.enclosures[0]}"
    elif meta.enclosures:
        yield "Bilag: " + " · ".join(f"{n}. {text}" for n, text in enumerate(meta.enclosures, 1))
    if meta.copies_to:
        yield "Kopi til: " + ", ".join(meta.copies_to)
    yield from meta.small_print


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Text):
        yield from (para.text for para in block.paragraphs)
    elif isinstance(block, Facts):
        yield from (block.title, block.note)
        yield from (text for fact in block.rows for text in (fact.name, fact.value))
    elif isinstance(block, Observations):
        yield from (t for row in block.rows for t in (row.theme, *(one.text for one in row.lines)))
    elif isinstance(block, Table):
        yield from (*block.columns, *(text for row in block.rows for text in row))
    elif isinstance(block, Steps | KeySheet):
        yield from _numbered(block)
    elif isinstance(block, Ticks):
        yield from (tick.label for tick in block.items)
    elif isinstance(block, SignatureBlock | FormLine):
        yield from (one.label for one in block.fields)
    else:
        yield from _of_a_sheet(block)


def _of_a_sheet(block: Block) -> Iterator[str]:
    """Blocks that stand on sheets, not in letters."""
    if isinstance(block, Voices):
        yield from _voices(block)
    elif isinstance(block, Beside):
        for half in block.halves:
            if half.table.rows:
                yield half.heading
                yield from _block(half.table)
    elif isinstance(block, NameLines):
        yield block.label
    elif isinstance(block, Question):
        asked = f"{block.text} {block.hint}" if block.hint else block.text
        yield from (block.number, asked, *block.answers)


def _voices(block: Voices) -> Iterator[str]:
    """Each row as a table says it: of the scale only what was chosen."""
    yield from block.columns
    for row in block.rows:
        yield from (str(row.number), row.area, row.resident, row.staff, row.before, row.note)


def _numbered(block: Steps | KeySheet) -> Iterator[str]:
    if isinstance(block, Steps):
        for number, item in enumerate(block.items, 1):
            yield from (f"{number}." if block.numbered else "–", item.text)
        return
    for number, group in enumerate(block.groups, 1):
        yield from (str(number), group)
    yield from (block.qr_heading, *block.notes)
