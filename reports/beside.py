"""What stands side by side: tables in half of the width each, and lines to sign on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reports.contexts import Beside, NameLines, Table
from reports.flowables import Drawing, Painter, Placed, Strip, draw_box, draw_rule, set_text
from reports.page import BOX, FORM_RULE, SECTION_RULE, WRITING_PITCH
from reports.tagging import Element

if TYPE_CHECKING:
    from reports.blocks import Column

TICK_INDENT = 5.8
"""From a box to the words of its row."""
_HEADING_GAP = 1.1
_LINE, _PITCH = 24.0, 30.0
_FIRST_LINE = 26.0

SetTable = Callable[[Table, Element, Any], list[Strip]]


def tick_box(line: Element, column: Column) -> Drawing:
    """An empty box at the left end of a row."""
    height = column.sheet.body.height
    said = line.add("TD") if not line.kids else line.kids[0]
    element = said.add("Span", actual="ikke afkrydset:") if isinstance(said, Element) else None
    return Drawing(draw_box(column.x, (height - BOX) / 2, ticked=False), element)


def beside(block: Beside, parent: Element, column: Column, set_table: SetTable) -> list[Strip]:
    """One strip that is never cut: the halves side by side, the lines above them included."""
    halves = [half for half in block.halves if half.table.rows]
    width = (column.width - block.gap * (len(block.halves) - 1)) / len(block.halves)
    whole = Strip(0.0, group=block)
    sheet = column.sheet
    for number, half in enumerate(halves):
        x = column.x + number * (width + block.gap)
        whole.drawings.append(Drawing(draw_rule(x, -sheet.pad_top, width, SECTION_RULE)))
        element = parent.add("Sect")
        title = set_text(half.heading, sheet.bold, width)
        heading = element.add("H2")
        whole.items += [
            Placed(line, sheet.bold, heading, x, nth * sheet.bold.height)
            for nth, line in enumerate(title)
        ]
        top = len(title) * sheet.bold.height + _HEADING_GAP
        strips = set_table(half.table, element, replace(column, x=x, width=width))
        whole.height = max(whole.height, _put(whole, strips, top))
    return [whole]


def name_lines(block: NameLines, parent: Element, column: Column) -> list[Strip]:
    """A label and as many short lines as fit beside it."""
    style, height = column.sheet.bold, WRITING_PITCH
    element = parent.add("P")
    top = height - style.height
    strip = Strip(height, group=block)
    strip.items += [
        Placed(line, style, element, column.x, top)
        for line in set_text(block.label, style, _FIRST_LINE)
    ]
    strip.drawings += [
        Drawing(draw_rule(column.x + _FIRST_LINE + nth * _PITCH, height, _LINE, FORM_RULE))
        for nth in range(block.count)
    ]
    return [strip]


def _put(whole: Strip, strips: Sequence[Strip], top: float) -> float:
    """Move strips into the whole; returns where they end."""
    for index, one in enumerate(strips):
        top += one.before if index else 0.0
        if one.rule:
            rule = draw_rule(one.rule_x, top - one.before / 2, one.rule_width, one.rule)
            whole.drawings.append(Drawing(rule))
        whole.drawings += [Drawing(_lowered(draw.draw, top), draw.element) for draw in one.drawings]
        whole.items += [
            Placed(item.line, item.style, item.element, item.x, top + item.top)
            for item in one.items
        ]
        top += one.height
    return top


def _lowered(
    draw: Callable[[Painter, float], None], drop: float
) -> Callable[[Painter, float], None]:
    return lambda painter, top: draw(painter, top + drop)
