"""Strips of the overview's own blocks: both voices on a scale (43), questions for the pen (44)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from reports.blocks import Cell, Column, row
from reports.contexts import FormLine, Question, Run, VoiceRow, Voices
from reports.flowables import Drawing, Line, Painter, Placed, Strip, draw_rule, set_lines, set_text
from reports.fonts import unit_width
from reports.page import (
    FORM_RULE,
    GREY,
    HEAD_RULE,
    HEIGHT,
    INK,
    MM,
    ROW_RULE,
    SMALL,
    SMALL_HEAD,
    WRITING_PITCH,
    Style,
)
from reports.tagging import Element

SCALE = ("0", "1", "2", "3", "4", "?")
_AREA_X, _RESIDENT_X, _STAFF_X, _BEFORE_X, _NOTE_X = 6.5, 57.0, 90.0, 122.9, 141.0
_NUMBER_RIGHT = 4.1
_STEP, _CELL_WIDTH, _CELL_HEIGHT, _ROUND = 5.03, 4.9, 4.4, 0.5
_ROW_GAP = 0.62
_SCALE_STYLE = Style(9.6, 13.4, GREY)
_CHOSEN = Style(9.6, 13.4, "#FFFFFF", bold=True)

_BOX, _BOX_GAP = 4.0, 1.4
_NUMBERED = 9.0
_ANSWER = Style(9.2, 11.4)
_ANSWER_LARGE = Style(10.5, 14)
_ANSWER_TOP, _BETWEEN = 0.9, 5.0
_FIRST_LINE = 6.6
_QUESTION_END = 6.3


# --- both voices ----------------------------------------------------------------------------------


def voices(block: Voices, parent: Element, column: Column) -> list[Strip]:
    """Rows of the fourteen areas; what was not chosen is decoration, what was chosen is text."""
    table = parent.add("Table")
    head = _head(block.columns, table, column)
    strips = [head]
    for index, one in enumerate(block.rows):
        made = _voice_row(one, table.add("TR"), column, first=index == 0)
        for strip in made:
            strip.head = head
        strips += made
    return strips


def _head(columns: Sequence[str], table: Element, column: Column) -> Strip:
    line = table.add("TR")
    edges = (_AREA_X, _RESIDENT_X, _STAFF_X, _BEFORE_X, _NOTE_X)
    ends = (*edges[1:], column.width)
    cells = []
    for text, edge, end in zip(columns, edges, ends, strict=True):
        element = line.add("TH", scope="Column")
        lines = set_text(text, SMALL_HEAD, end - edge - 1)
        cells.append((column.x + edge, lines, element))
    tall = max(len(lines) for _, lines, _ in cells)
    height = tall * SMALL_HEAD.height
    placed = [
        Placed(one, SMALL_HEAD, element, x, height - (len(lines) - nth) * SMALL_HEAD.height)
        for x, lines, element in cells
        for nth, one in enumerate(lines)
    ]
    below = height + 0.9
    rule = Drawing(draw_rule(column.x, below, column.width, HEAD_RULE))
    return Strip(below, placed, [rule], keep=True)


def _voice_row(one: VoiceRow, line: Element, column: Column, *, first: bool) -> list[Strip]:
    sheet, style = column.sheet, column.sheet.body
    number, area = line.add("TD"), line.add("TH", scope="Row")
    voices_ = ((one.resident, _RESIDENT_X, line.add("TD")), (one.staff, _STAFF_X, line.add("TD")))
    before, note = line.add("TD"), line.add("TD")
    note_style = sheet.bold if one.talk else style
    width = column.width - _NOTE_X
    cells = [
        _cell(str(one.number), number, column.x, 6.0, style, right=column.x + _NUMBER_RIGHT),
        _cell(one.area, area, column.x + _AREA_X, _RESIDENT_X - _AREA_X - 1, style),
        _cell(one.before, before, column.x + _BEFORE_X, _NOTE_X - _BEFORE_X - 1, style),
        _cell(one.note, note, column.x + _NOTE_X, width, note_style),
    ]
    rule = ("", 0.0, 0.0) if first else (ROW_RULE, column.x, column.width)
    strips = row(cells, before=_ROW_GAP, rule=rule)
    top = strips[0]
    for rating, x, element in voices_:
        scale = list(_scale(rating, column.x + x, style))
        top.drawings += [Drawing(draw) for draw in scale]
        if rating:
            place = column.x + x + SCALE.index(rating) * _STEP
            top.items.append(_centred(rating, element, place))
    # Read as the columns stand: the table's order, not that in which the cells were set.
    order = {id(made): nth for nth, made in enumerate(line.kids)}
    top.items.sort(key=lambda placed: order.get(id(placed.element), 0))
    return strips


def _cell(
    text: str, element: Element, x: float, width: float, style: Style, *, right: float = 0.0
) -> Cell:
    lines = tuple((line, element) for line in set_text(text, style, width))
    return Cell(x, lines, style, right=right)


def _centred(text: str, element: Element, x: float) -> Placed:
    width = unit_width(text, bold=True) * _CHOSEN.size / MM
    line = Line(((text, True),), width)
    return Placed(line, _CHOSEN, element, x + (_CELL_WIDTH - width) / 2)


def _scale(rating: str, x: float, style: Style) -> Iterator[Callable[[Any, float], None]]:
    """The black cell of what was chosen, and the other figures in grey."""
    for nth, figure in enumerate(SCALE):
        left = x + nth * _STEP
        if figure == rating:
            yield _filled(left, (style.height - _CELL_HEIGHT) / 2)
            continue
        width = unit_width(figure, bold=False) * _SCALE_STYLE.size / MM
        yield _figure(figure, left + (_CELL_WIDTH - width) / 2)


def _filled(x: float, below: float) -> Callable[[Any, float], None]:
    def draw(painter: Painter, top: float) -> None:
        canvas = painter.canvas
        canvas.setFillColorRGB(*(int(INK[at : at + 2], 16) / 255 for at in (1, 3, 5)))
        low = (HEIGHT - top - below - _CELL_HEIGHT) * MM
        canvas.roundRect(
            x * MM, low, _CELL_WIDTH * MM, _CELL_HEIGHT * MM, _ROUND * MM, stroke=0, fill=1
        )

    return draw


def _figure(figure: str, x: float) -> Callable[[Any, float], None]:
    return lambda painter, top: painter.single(None, figure, _SCALE_STYLE, x, top)


# --- questions for the pen ------------------------------------------------------------------------


def question(block: Question, parent: Element, column: Column) -> list[Strip]:
    """A question with its boxes and writing lines; it stands on one page."""
    indent = _NUMBERED if block.number else 0.0
    x, width = column.x + indent, column.width - indent
    strips = _asked(block, parent, Column(x, width, column.sheet), column.x)
    if block.answers:
        fixed = bool(block.columns)
        style = _ANSWER if fixed else _ANSWER_LARGE
        edges = [x + at for at in block.columns] if fixed else list(_spread(block, x))
        ends = [*edges[1:], column.x + column.width]
        strips.append(_boxes(block, parent, style, tuple(zip(edges, ends, strict=True))))
    first = _FIRST_LINE if block.answers else _FIRST_LINE + 0.4
    for index in range(block.lines):
        height = WRITING_PITCH if index else first
        strips.append(Strip(height, drawings=[Drawing(draw_rule(x, height, width, FORM_RULE))]))
    strips[-1].height += _QUESTION_END
    for strip in strips[:-1]:
        strip.keep = True
    return strips


def _asked(block: Question, parent: Element, text: Column, number_x: float) -> list[Strip]:
    style = text.sheet.bold
    label = parent.add("P") if block.number else None
    asked = parent.add("P")
    runs = [Run(block.text, bold=True)]
    if block.hint:
        runs.append(Run(f" {block.hint}"))
    group = object()
    strips = [
        Strip(style.height, [Placed(line, text.sheet.body, asked, text.x)], keep=True, group=group)
        for line in set_lines(runs, text.sheet.body, text.width)
    ]
    if label is not None:
        (line,) = set_text(block.number, style, _NUMBERED)
        strips[0].items.insert(0, Placed(line, style, label, number_x))
    return strips


def _spread(block: Question, x: float) -> Iterator[float]:
    """Boxes one after another, each as wide as its words."""
    for words in block.answers:
        yield x
        wide = unit_width(words, bold=False) * _ANSWER_LARGE.size / MM
        x += _BOX + _BOX_GAP + wide + _BETWEEN


def _boxes(
    block: Question, parent: Element, style: Style, places: Sequence[tuple[float, float]]
) -> Strip:
    listed = parent.add("L")
    strip = Strip(_ANSWER_TOP, group=block)
    for words, (x, end) in zip(block.answers, places, strict=True):
        item = listed.add("LI")
        box = item.add("Lbl", actual="ikke afkrydset:")
        body = item.add("LBody")
        strip.drawings.append(Drawing(_draw_box(x, _ANSWER_TOP + (style.height - _BOX) / 2), box))
        label_x = x + _BOX + _BOX_GAP
        lines = set_text(words, style, max(10.0, end - label_x - 0.5))
        strip.items += [
            Placed(line, style, body, label_x, _ANSWER_TOP + nth * style.height)
            for nth, line in enumerate(lines)
        ]
        strip.height = max(strip.height, _ANSWER_TOP + len(lines) * style.height)
    return strip


def _draw_box(x: float, below: float) -> Callable[[Any, float], None]:
    def draw(painter: Painter, top: float) -> None:
        canvas = painter.canvas
        canvas.setStrokeColorRGB(*(int(INK[at : at + 2], 16) / 255 for at in (1, 3, 5)))
        canvas.setDash([])
        canvas.setLineWidth(0.25 * MM)
        canvas.rect(x * MM, (HEIGHT - top - below - _BOX) * MM, _BOX * MM, _BOX * MM)

    return draw


def form_line(block: FormLine, parent: Element, column: Column) -> list[Strip]:
    """Fields side by side: a small name, and a line at its foot to write on."""
    gap, tall = 8.1, 5.4
    taken = sum(one.width for one in block.fields) + gap * (len(block.fields) - 1)
    free = sum(1 for one in block.fields if not one.width)
    strip = Strip(tall + 6.2, group=block)
    x = column.x
    for one in block.fields:
        width = one.width or (column.width - taken) / free
        strip.drawings.append(Drawing(draw_rule(x, tall, width, FORM_RULE)))
        element = parent.add("P")
        for nth, line in enumerate(set_text(one.label, SMALL, width)):
            strip.items.append(Placed(replace(line), SMALL, element, x, nth * SMALL.height))
        x += width + gap
    return [strip]
