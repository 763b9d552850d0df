"""The end of a letter: greeting, signature, a field beside it, enclosures, copies, small print."""

from __future__ import annotations

from collections.abc import Sequence

from reports.blocks import paragraph
from reports.contexts import ClosingField, LetterContext, Para, plain, strong
from reports.flowables import Drawing, Placed, Strip, draw_frame, draw_rule, set_text
from reports.page import (
    FORM_RULE,
    FULL_WIDTH,
    LEFT,
    RIGHT,
    SECTION_RULE,
    SMALL,
    TEXT_WIDTH,
    TEXT_X,
    Sheet,
    Style,
)
from reports.tagging import Element

_SIGNATURE_GAP, _ENCLOSURE_GAP, _SMALL_PRINT_GAP = 12.0, 4.2, 1.7
_STAMP_GAP, _RECEIPT_GAP = 16.0, 9.2
_LABEL_PAD = 2.1
_LINE_DROP, _LABEL_DROP = 4.0, 0.95


def closing_strips(context: LetterContext, root: Element, sheet: Sheet) -> list[Strip]:
    """Strips of the closing, kept together; none for a document nobody signs."""
    signer, meta = context.signer, context.meta
    if signer is None:
        return []
    body = root.add("Sect")
    beside = context.closing_field
    gap = _SIGNATURE_GAP
    if beside is not None:
        gap = _STAMP_GAP if beside.height else _RECEIPT_GAP
    pad = sheet.pad_bottom + sheet.pad_top
    strips = _text(body, plain("Med venlig hilsen"), sheet.body, pad)
    strips[0].rule, strips[0].rule_x, strips[0].rule_width = SECTION_RULE, LEFT, FULL_WIDTH
    name = len(strips)
    strips += _text(body, strong(signer.name), sheet.body, gap)
    strips += _text(body, plain(signer.title), sheet.body, 0.0)
    if beside is not None:
        _beside(beside, body.add("P"), strips, 0 if beside.height else name)
    gap = _ENCLOSURE_GAP
    for text in (enclosure_line(meta.enclosures), _after("Kopi til: ", meta.copies_to)):
        if text:
            strips += _text(body, plain(text), SMALL, gap)
            gap = 0.0
    for text in meta.small_print:
        strips += _text(body, plain(text), SMALL, max(gap, _SMALL_PRINT_GAP))
        gap = 0.0
    for strip in strips[:-1]:
        strip.keep = True
    return strips


def enclosure_line(enclosures: Sequence[str]) -> str:
    """``Bilag: 1. Opholdsplan · 2. Svarark``; a single one has no number."""
    if len(enclosures) < 2:
        return _after("Bilag: ", enclosures)
    numbered = (f"{number}. {text}" for number, text in enumerate(enclosures, 1))
    return "Bilag: " + " · ".join(numbered)


def _beside(field: ClosingField, element: Element, strips: list[Strip], at: int) -> None:
    """The field from strip ``at`` on; the last strip grows until nothing below can meet it."""
    x = RIGHT - field.width
    inner = field.width - 2 * _LABEL_PAD if field.height else field.width
    lines = set_text(field.label, SMALL, inner)
    if field.height:
        drawn, top, left = draw_frame(x, 0.0, field.width, field.height, SECTION_RULE), 1.6, x
        left, low = x + _LABEL_PAD, field.height
    else:
        drawn, left = draw_rule(x, _LINE_DROP, field.width, FORM_RULE), x
        top = _LINE_DROP + _LABEL_DROP
        low = top + len(lines) * SMALL.height
    strips[at].drawings.append(Drawing(drawn))
    strips[at].items += [
        Placed(line, SMALL, element, left, top + nth * SMALL.height)
        for nth, line in enumerate(lines)
    ]
    reached = sum(one.height + one.before for one in strips[at:]) - strips[at].before
    strips[-1].height += max(0.0, low - reached)


def _text(body: Element, para: Para, style: Style, before: float) -> list[Strip]:
    return paragraph(para, body.add("P"), TEXT_X, TEXT_WIDTH, style, before=before)


def _after(lead: str, texts: Sequence[str]) -> str:
    return lead + ", ".join(texts) if texts else ""
