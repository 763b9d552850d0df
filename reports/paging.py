"""Sections cut into pages: what is kept together, what is repeated after a cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from reports.flowables import Drawing, Line, Placed, Strip, set_text
from reports.page import LEFT, NEXT_PAGE_TOP, TEXT_END, WIDTH, Sheet
from reports.tagging import Element

NOTE_TOP = 1.2
"""From a dashed rule to the note below it."""
CONTINUED = "fortsat"
"""Below or beside a heading that is said again on the next page."""
_DASHED_GAP = 2.0
_KEPT_PADS = 8.0


@dataclass(slots=True)
class SetSection:
    """A section ready for the page: heading lines, strips, whether a dashed rule opens it."""

    heading: list[Line]
    element: Element
    strips: list[Strip]
    dashed: bool = False
    bare: bool = False
    new_page: bool = False


@dataclass(slots=True)
class Part:
    """What of a section stands on one page, from ``top``."""

    section: SetSection
    strips: list[Strip]
    top: float
    continued: bool


@dataclass(slots=True)
class Page:
    """Parts of a page."""

    parts: list[Part] = field(default_factory=list)


def keep_tail(strips: list[Strip]) -> None:
    """Let the end of the last section follow the signature to the next page, never alone."""
    whole = len(strips) <= 12
    for index, strip in enumerate(strips):
        strip.keep = strip.keep or whole or index >= len(strips) - 3


def repeat_heading(strips: list[Strip], heading: Sequence[Line], sheet: Sheet) -> None:
    """Where a table of a wide section is cut, its heading is said again above the columns."""
    heads = {id(one.head): one.head for one in strips if one.head is not None}
    made = {key: _with_heading(head, heading, sheet) for key, head in heads.items()}
    for one in strips:
        if one.head is not None:
            one.head = made[id(one.head)]


def _with_heading(head: Strip, heading: Sequence[Line], sheet: Sheet) -> Strip:
    if not heading:
        return head
    height = sheet.bold.height
    drop = len(heading) * height
    again = [Placed(line, sheet.bold, None, LEFT, nth * height) for nth, line in enumerate(heading)]
    (more,) = set_text(CONTINUED, sheet.name, WIDTH)
    again.append(Placed(more, sheet.name, None, LEFT + heading[-1].width + 1.5, drop - height))
    columns = [replace(one, top=one.top + drop) for one in head.items]
    drawings = [Drawing(_lowered(one, drop), one.element) for one in head.drawings]
    return Strip(head.height + drop, [*again, *columns], drawings, keep=True)


def _lowered(drawing: Drawing, drop: float) -> Callable[[Any, float], None]:
    return lambda painter, top: drawing.draw(painter, top + drop)


def keep_whole(strips: list[Strip]) -> None:
    """Keep a section on one page; one that no page holds is cut where it is full."""
    if height_of(strips) <= TEXT_END - NEXT_PAGE_TOP - _KEPT_PADS:
        for strip in strips[:-1]:
            strip.keep = True


def with_tops(strips: Sequence[Strip], top: float) -> Iterator[tuple[Strip, float, bool]]:
    """Each strip with its top in millimetres and whether it is the first of its part."""
    for index, strip in enumerate(strips):
        if index:
            top += strip.before
        yield strip, top, index == 0
        top += strip.height


def height_of(strips: Sequence[Strip]) -> float:
    """Height of strips on one page in millimetres."""
    return sum(one.height + (one.before if index else 0.0) for index, one in enumerate(strips))


def paginate(sections: Sequence[SetSection], top: float, sheet: Sheet) -> list[Page]:
    """Cut the sections into pages."""
    pages = [Page()]
    for section in sections:
        if section.new_page and pages[-1].parts:
            pages.append(Page())
            top = NEXT_PAGE_TOP
        top += _DASHED_GAP if section.dashed else 0.0
        rest, continued = section.strips, False
        while rest:
            inner = top + (NOTE_TOP if section.dashed else sheet.pad_top)
            fitting = _fitting(rest, TEXT_END - inner, sheet.pad_bottom)
            if fitting == 0 and pages[-1].parts:
                pages.append(Page())
                top = NEXT_PAGE_TOP
                continue
            count = fitting or _forced(rest, TEXT_END - inner)
            pages[-1].parts.append(Part(section, rest[:count], top, continued))
            head = (len(section.heading) + 1) * sheet.bold.height if continued else 0.0
            top = inner + max(height_of(rest[:count]), head) + sheet.pad_bottom
            rest, continued = _after_cut(rest, count), True
            if rest:
                pages.append(Page())
                top = NEXT_PAGE_TOP
    return pages


def _fitting(strips: Sequence[Strip], room: float, end: float) -> int:
    """How many strips fit, not counting those that must stay with what does not.

    ``end`` is the space below a section that is finished on the page.
    """
    used, count = 0.0, 0
    for index, strip in enumerate(strips):
        used += strip.height + (strip.before if index else 0.0)
        if used + (end if index == len(strips) - 1 else 0.0) > room:
            break
        if not strip.keep or index == len(strips) - 1:
            count = index + 1
    return count


def _forced(strips: Sequence[Strip], room: float) -> int:
    """Strips that fit a whole page although they should be kept with more; at least one."""
    used, count = 0.0, 0
    for strip in strips:
        used += strip.height + strip.before
        if used > room:
            break
        count += 1
    return max(1, count)


def _after_cut(strips: list[Strip], count: int) -> list[Strip]:
    """The rest, below a repeated table head where the cut went through a table."""
    rest = strips[count:]
    if not rest or rest[0].head is None:
        return rest
    head = rest[0].head
    again = [Placed(one.line, one.style, None, one.x, one.top) for one in head.items]
    repeated = Strip(head.height, again, list(head.drawings), keep=True, group=object())
    rest[0].rule = ""
    rest[0].before = min(rest[0].before, 1.2) if rest[0].items else 0.0
    return [repeated, *rest]
