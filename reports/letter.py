"""Base renderer of the letter family: furniture of the pages, sections, cut into pages, drawn.

Pages are laid out before anything is drawn, so that "Side x af y" needs no second pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import groupby
from typing import Any

from models.values.case_codes import qr_content
from reports.blocks import Column, paragraph, strips_of
from reports.closing import closing_strips
from reports.contexts import KeySheet, LetterContext, Section, TextSize, plain, strong
from reports.danish import long_date
from reports.flowables import Drawing, Line, Painter, Placed, Strip, draw_rule, set_text
from reports.fonts import faces, unit_width
from reports.keysheet import key_sheet
from reports.page import (
    ADDRESS,
    ADDRESS_LINES,
    ADDRESS_TOP,
    ADDRESS_WIDTH,
    CONFIDENTIAL_TOP,
    FOLD_MARKS,
    FOLD_X,
    FOLDER,
    FOOTER_RULE,
    FOOTER_TOP,
    FORM_RULE,
    FULL_WIDTH,
    HEAD_RULE,
    HEADING_WIDTH,
    HEIGHT,
    HOUSE,
    HOUSE_TOP,
    LARGE,
    LEFT,
    MM,
    NEXT_PAGE_TOP,
    NORMAL,
    REGULAR,
    RIGHT,
    SECTION_RULE,
    SENDER_TOP,
    SENDER_X,
    SMALL,
    SMALL_INK,
    TAGLINE_TOP,
    TALK,
    TEXT_END,
    TEXT_WIDTH,
    TEXT_X,
    TITLE_TOP,
    TITLE_TOP_NO_ADDRESS,
    WIDTH,
    Style,
)
from reports.paging import (
    CONTINUED,
    NOTE_TOP,
    Part,
    SetSection,
    height_of,
    keep_tail,
    keep_whole,
    paginate,
    repeat_heading,
    with_tops,
)
from reports.qr_code import draw_code
from reports.tagging import Element, Marker

_SHEETS = {
    TextSize.NORMAL: NORMAL,
    TextSize.LARGE: LARGE,
    TextSize.FOLDER: FOLDER,
    TextSize.TALK: TALK,
}
_PAGE_OF = {"da": "Side {number} af {count}", "en": "Page {number} of {count}"}
_GROUP_GAP = 2.35
_SUBTITLE_GAP, _TITLE_END_GAP = 0.55, 4.3
_NOTE_GAP = 1.5
_CODE_X, _CODE_TOP, _CODE_SIZE, _CODE_TEXT_TOP = 120.5, 37.0, 18.0, 56.9
"""The code stands level with the sender's first line; below it four white modules."""


def draw(context: LetterContext) -> tuple[bytes, Element]:
    """The document as untagged bytes with marks in them, and the tree the marks belong to."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - only what prints pays for it

    faces()
    buffer = BytesIO()
    canvas = Canvas(
        buffer,
        pagesize=(WIDTH * MM, HEIGHT * MM),
        pageCompression=0,
        invariant=1,
        initialFontName=REGULAR,  # type: ignore[arg-type] # the stub says float
    )
    letter = _Letter(context, Painter(canvas, Marker(canvas)))
    letter.draw()
    canvas.save()
    return buffer.getvalue(), letter.root


@dataclass(frozen=True, slots=True)
class Measure:
    """How long a document is, in millimetres.

    Attributes:
        heights: Of each printed section by key, wherever it is cut.
        page_heights: Of what stands on each page, the closing included.
        page_rooms: What is free at the end of each page.
        line_height: Of a line of running text.
    """

    heights: dict[str, float]
    page_heights: tuple[float, ...]
    page_rooms: tuple[float, ...]
    line_height: float


def measure(context: LetterContext) -> Measure:
    """The document laid out, not drawn: what the editor asks while somebody writes."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - only what prints pays for it

    faces()
    canvas = Canvas(BytesIO(), initialFontName=REGULAR)  # type: ignore[arg-type] # stub says float
    letter = _Letter(context, Painter(canvas, Marker(canvas)))
    return letter.measured()


class _Letter:
    """One document on its way to the canvas."""

    def __init__(self, context: LetterContext, painter: Painter) -> None:
        self.context = context
        self.painter = painter
        self.root = Element("Document")
        self.sheet = _SHEETS[context.meta.size]

    def draw(self) -> None:
        top = self._furniture()
        sections = self._sections()
        pages = paginate(sections, top, self.sheet)
        for number, page in enumerate(pages, 1):
            for part in page.parts:
                self._part(part)
            self._footer(number, len(pages))
            self.painter.canvas.showPage()
            self.painter.marker.next_page()

    def measured(self) -> Measure:
        top = self._furniture()
        shown = [one.key for one in self.context.sections if not one.empty]
        sections = self._sections()
        sheet = self.sheet
        heights = {
            key: height_of(section.strips) for key, section in zip(shown, sections, strict=True)
        }
        if sections:
            closing = closing_strips(self.context, self.root, sheet)
            heights[shown[-1]] -= height_of(closing)
        pages = paginate(sections, top, sheet)
        pads = sheet.pad_top + sheet.pad_bottom
        on_pages = tuple(
            sum(height_of(part.strips) + pads for part in page.parts) for page in pages
        )
        tops = (top, *(NEXT_PAGE_TOP for _ in pages[1:]))
        rooms = tuple(TEXT_END - at - high for at, high in zip(tops, on_pages, strict=True))
        return Measure(heights, on_pages, rooms, sheet.body.height)

    # --- the first page ---------------------------------------------------------------------

    def _furniture(self) -> float:
        """Letterhead, address, sender block, title; returns where the sections begin."""
        meta, sender = self.context.meta, self.context.sender
        head = self.root.add("Sect")
        self.painter.single(head.add("P"), sender.house, HOUSE, LEFT, HOUSE_TOP)
        if sender.tagline:
            self.painter.single(head.add("P"), sender.tagline, SMALL, LEFT, TAGLINE_TOP)
        x = RIGHT - unit_width(meta.confidentiality, bold=False) * SMALL.size / MM
        self.painter.single(head.add("P"), meta.confidentiality, SMALL, x, CONFIDENTIAL_TOP)
        if self.context.recipient is None:
            if meta.channel_line:
                x = RIGHT - unit_width(meta.channel_line, bold=False) * SMALL.size / MM
                below = CONFIDENTIAL_TOP + SMALL.height
                self.painter.single(head.add("P"), meta.channel_line, SMALL, x, below)
            return self._title(TITLE_TOP_NO_ADDRESS)
        with self.painter.marker.artifact():
            for top, length in FOLD_MARKS:
                self.painter.rule(FOLD_X, top, length, HEAD_RULE)
        lines = _broken(self.context.recipient.lines, ADDRESS, ADDRESS_WIDTH)
        self._lines(head, lines, _fitted(ADDRESS, lines, ADDRESS_WIDTH), LEFT, ADDRESS_TOP)
        self._sender_block(head)
        return self._title(TITLE_TOP)

    def _sender_block(self, head: Element) -> None:
        meta, sender = self.context.meta, self.context.sender
        phone = (f"Telefon {sender.phone}",) if sender.phone else ()
        contact = (
            (*meta.contact_lines, meta.channel_line) if meta.channel_line else meta.contact_lines
        )
        top = SENDER_TOP
        top = self._lines(head, (*sender.address, *phone), SMALL, SENDER_X, top) + _GROUP_GAP
        top = self._lines(head, (long_date(meta.date),), SMALL_INK, SENDER_X, top)
        top = self._lines(head, meta.reference_lines, SMALL, SENDER_X, top) + _GROUP_GAP
        self._lines(head, contact, SMALL, SENDER_X, top)
        if meta.case_code:
            self._case_code(head, meta.case_code)

    def _case_code(self, head: Element, code: str) -> None:
        """Between window and sender, where nothing else stands: the letter is not pushed by it."""
        figure = head.add("Figure", alt=f"QR-kode med sagskoden {code}")
        draw_code(self.painter, figure, qr_content(code), (_CODE_X, _CODE_TOP, _CODE_SIZE))
        style = _fitted(SMALL_INK, (code,), SENDER_X - _CODE_X - 2.5)
        top = self._lines(head, ("Sagskode",), SMALL, _CODE_X, _CODE_TEXT_TOP)
        self._lines(head, (code,), style, _CODE_X, top)

    def _lines(
        self, parent: Element, lines: Sequence[str], style: Style, x: float, top: float
    ) -> float:
        """Lines of one block as one paragraph of the tree; returns where it ends."""
        set_in = [one for line in lines for one in set_text(line, style, RIGHT - x)]
        if not set_in:
            return top
        element = parent.add("P")
        placed = [
            Placed(
                Line(one.chunks, one.width, continues=index < len(set_in) - 1), style, element, x
            )
            for index, one in enumerate(set_in)
        ]
        tops = [top + index * style.height for index in range(len(placed))]
        with self.painter.marker.content(element):
            self.painter.text(placed, tops)
        return top + len(placed) * style.height

    def _title(self, top: float) -> float:
        meta = self.context.meta
        top = self._block(self.root.add("H1"), meta.title, self.sheet.title, top)
        if meta.subtitle:
            element = self.root.add("P")
            top = self._block(element, meta.subtitle, self.sheet.subtitle, top + _SUBTITLE_GAP)
        return top + _TITLE_END_GAP

    def _block(self, element: Element, text: str, style: Style, top: float) -> float:
        placed = [Placed(line, style, element, LEFT) for line in set_text(text, style, FULL_WIDTH)]
        tops = [top + index * style.height for index in range(len(placed))]
        with self.painter.marker.content(element):
            self.painter.text(placed, tops)
        return top + len(placed) * style.height

    # --- sections ---------------------------------------------------------------------------

    def _sections(self) -> list[SetSection]:
        made = [self._section(one) for one in self.context.sections if not one.empty]
        closing = closing_strips(self.context, self.root, self.sheet)
        if closing and made:
            last = made[-1]
            keep_tail(last.strips)
            last.strips += closing
        return made

    def _section(self, section: Section) -> SetSection:
        element = self.root.add("Sect")
        column = Column(LEFT, FULL_WIDTH, self.sheet) if section.wide else self._column()
        strips: list[Strip] = []
        if section.note:
            strips += paragraph(plain(section.note), element.add("P"), LEFT, FULL_WIDTH, SMALL)
        if section.wide:
            strips += self._wide_heading(section, element)
        heading = element if section.wide else element.add("H2")
        blocks = [self._block_strips(one, section, element, column) for one in section.blocks]
        for index, made in enumerate(one for one in blocks if one):
            if index:
                made[0].before = max(made[0].before, self.sheet.paragraph_gap)
            strips += made
        room = self.sheet.heading_width if section.wide else HEADING_WIDTH
        lines = set_text(section.heading, self.sheet.bold, room)
        if not section.wide:
            self._head_room(strips, lines, heading, note=1 if section.note else 0)
        if section.together:
            keep_whole(strips)
        if section.wide:
            repeat_heading(strips, lines, self.sheet)
            return SetSection([], element, strips, bare=section.bare, new_page=section.new_page)
        return SetSection(lines, element, strips, dashed=bool(section.note))

    def _wide_heading(self, section: Section, element: Element) -> list[Strip]:
        """The heading above the blocks, small words at its right; the key sheet has its own."""
        if not section.heading or isinstance(section.blocks[0], KeySheet):
            return []
        made = paragraph(
            strong(section.heading),
            element.add("H2"),
            LEFT,
            self.sheet.heading_width,
            self.sheet.heading,
        )
        if section.aside:
            (line,) = set_text(section.aside, SMALL, 80)
            beside = element.add("P")
            drop = self.sheet.heading.baseline - SMALL.baseline
            made[0].items.append(Placed(line, SMALL, beside, RIGHT - line.width, drop))
        for strip in made:
            strip.keep = True
        made[-1].height += self.sheet.heading_gap
        return made

    def _block_strips(
        self, block: Any, section: Section, element: Element, column: Column
    ) -> list[Strip]:
        if isinstance(block, KeySheet):
            return key_sheet(block, section.heading, element, self.sheet)
        return strips_of(block, element, column)

    def _column(self) -> Column:
        return Column(TEXT_X, TEXT_WIDTH, self.sheet)

    def _head_room(
        self, strips: list[Strip], lines: list[Line], heading: Element, *, note: int
    ) -> None:
        """Put the heading beside the first strip and keep as many strips as it has lines."""
        style = self.sheet.bold
        first = strips[note]
        first.before = _NOTE_GAP if note else 0.0
        first.items[:0] = [
            Placed(line, style, heading, LEFT, index * style.height)
            for index, line in enumerate(lines)
        ]
        tall = len(lines) * style.height
        reached = 0.0
        for strip in strips[note:]:
            reached += strip.height + (strip.before if reached else 0.0)
            if reached >= tall:
                return
            strip.keep = True
        strips[-1].height += tall - reached
        strips[-1].keep = False

    # --- drawing ----------------------------------------------------------------------------

    def _part(self, part: Part) -> None:
        if not part.section.bare:
            with self.painter.marker.artifact():
                colour = FORM_RULE if part.section.dashed else SECTION_RULE
                self.painter.rule(LEFT, part.top, FULL_WIDTH, colour, dashed=part.section.dashed)
        top = part.top + (NOTE_TOP if part.section.dashed else self.sheet.pad_top)
        if part.continued:
            self._continued(part, top)
        for _, run in groupby(
            with_tops(part.strips, top), key=lambda pair: pair[0].group or id(pair[0])
        ):
            self._group(list(run))

    def _continued(self, part: Part, top: float) -> None:
        """The heading again with *fortsat* below; the tree has it already."""
        style = self.sheet.bold
        with self.painter.marker.artifact("Pagination"):
            lines = [Placed(line, style, None, LEFT) for line in part.section.heading]
            if not lines:
                return
            self.painter.text(lines, [top + i * style.height for i in range(len(lines))])
            below = top + len(lines) * style.height
            self.painter.single(None, CONTINUED, self.sheet.name, LEFT, below)

    def _group(self, run: list[tuple[Strip, float, bool]]) -> None:
        """Strips of one paragraph or row: rules first, then text element by element."""
        texts: dict[int, list[tuple[Placed, float]]] = {}
        repeated: list[tuple[Placed, float]] = []
        for strip, top, at_top in run:
            self._drawings(strip, top, at_top=at_top)
            for one in strip.items:
                if one.element is None:
                    repeated.append((one, top + one.top))
                else:
                    texts.setdefault(id(one.element), []).append((one, top + one.top))
        if repeated:
            with self.painter.marker.artifact("Pagination"):
                self.painter.text(*zip(*repeated, strict=True))
        for pairs in texts.values():
            element = pairs[0][0].element
            if element is not None:
                with self.painter.marker.content(element):
                    self.painter.text(*zip(*pairs, strict=True))

    def _drawings(self, strip: Strip, top: float, *, at_top: bool) -> None:
        if strip.rule and not at_top:
            rule = draw_rule(strip.rule_x, -strip.before / 2, strip.rule_width, strip.rule)
            strip = Strip(0, drawings=[Drawing(rule), *strip.drawings])
        for one in strip.drawings:
            if one.element is None:
                with self.painter.marker.artifact():
                    one.draw(self.painter, top)
            else:
                with self.painter.marker.content(one.element):
                    one.draw(self.painter, top)

    def _footer(self, number: int, count: int) -> None:
        meta = self.context.meta
        subject = f"{meta.subject} · {meta.number}" if meta.number else meta.subject
        page = _PAGE_OF[meta.language].format(number=number, count=count)
        x = RIGHT - unit_width(page, bold=False) * SMALL.size / MM
        with self.painter.marker.artifact("Pagination"):
            self.painter.rule(LEFT, FOOTER_RULE, FULL_WIDTH, SECTION_RULE)
            self.painter.single(None, subject, SMALL, LEFT, FOOTER_TOP)
            self.painter.single(None, page, SMALL, x, FOOTER_TOP)


def _broken(lines: Sequence[str], style: Style, width: float) -> Sequence[str]:
    """A long name goes on in the next line, as long as the window has a line for it."""
    broken = [
        "".join(text for text, _bold in one.chunks)
        for line in lines
        for one in set_text(line, style, width)
    ]
    return broken if len(broken) <= ADDRESS_LINES else lines


def _fitted(style: Style, lines: Sequence[str], width: float) -> Style:
    """The style, or smaller type when a line would leave the window of the envelope."""
    widest = max(unit_width(line, bold=style.bold) for line in lines) * style.size / MM
    return style if widest <= width else replace(style, size=style.size * width / widest)
