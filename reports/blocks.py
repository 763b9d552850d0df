"""Blocks of a section set as strips, with their elements of the structure tree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reports.beside import TICK_INDENT, beside, name_lines, tick_box
from reports.contexts import (
    Beside,
    Block,
    Facts,
    FormLine,
    NameLines,
    Observations,
    Para,
    Question,
    Run,
    SignatureBlock,
    Steps,
    Table,
    Text,
    Ticks,
    Voices,
    WritingLines,
)
from reports.danish import clean
from reports.flowables import (
    Drawing,
    Line,
    Placed,
    Strip,
    draw_box,
    draw_rule,
    set_lines,
    set_text,
)
from reports.page import (
    BOX,
    FORM_RULE,
    HEAD_RULE,
    ROW_PAD,
    ROW_RULE,
    SECTION_RULE,
    SMALL,
    SMALL_HEAD,
    WRITING_PITCH,
    Sheet,
    Style,
)
from reports.tagging import Element

_NAME_COLUMN = 38.0
_CELL_GAP, _NUMBER_GAP = 2.0, 4.1
_BELOW_DROP = 0.65
_ROW_KEPT = 12
"""Rows of up to so many lines are kept on one page; longer ones may be cut."""
_SIGN_GAP, _SIGN_END = 7.3, 0.6
_TABLE_PAD, _DENSE_PAD = 1.1, 0.9
_TITLE_GAP = 0.7


@dataclass(frozen=True, slots=True)
class Column:
    """Where blocks stand: left edge and width in millimetres, type of the sheet."""

    x: float
    width: float
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Cell:
    """Set lines of a cell at ``x``, each with its element.

    Lines from the second paragraph on are in ``below`` where it is given, ``first`` lines are not.
    A cell with a ``right`` edge is set to it.
    """

    x: float
    lines: tuple[tuple[Line, Element], ...]
    style: Style
    below: Style | None = None
    first: int = 0
    right: float = 0.0

    def placed(self, index: int) -> Placed:
        """The n-th line."""
        line, element = self.lines[index]
        x = self.right - line.width if self.right else self.x
        if self.below and index >= self.first:
            return Placed(line, self.below, element, x, _BELOW_DROP)
        return Placed(line, self.style, element, x)


def strips_of(block: Block, parent: Element, column: Column) -> list[Strip]:
    """Strips of any block but the key sheet, which has its own module."""
    if isinstance(block, WritingLines):
        return _writing_lines(block, column)
    return _SETTERS[type(block)](block, parent, column)


def paragraph(
    para: Para, element: Element, x: float, width: float, style: Style, *, before: float = 0.0
) -> list[Strip]:
    """Strips of a paragraph, one per line; first and last lines never stand alone."""
    lines = set_lines(para.runs, style, width)
    group = object()
    last = len(lines) - 1
    return [
        Strip(
            style.height,
            [Placed(line, style, element, x)],
            before=before if index == 0 else 0.0,
            keep=index < last and index in (0, last - 1),
            group=group,
        )
        for index, line in enumerate(lines)
    ]


def _text(block: Text, parent: Element, column: Column) -> list[Strip]:
    strips: list[Strip] = []
    for para in block.paragraphs:
        if not clean(para.text).strip():
            continue
        style = SMALL if para.small else column.sheet.body
        before = column.sheet.paragraph_gap if strips else 0.0
        element = parent.add("P")
        width = min(column.width, column.sheet.longest)
        strips += paragraph(para, element, column.x, width, style, before=before)
    return strips


def row(
    cells: Sequence[Cell], *, before: float = 0.0, rule: tuple[str, float, float] = ("", 0, 0)
) -> list[Strip]:
    """Strips of a row: the n-th lines of all cells side by side."""
    count = max(1, *(len(cell.lines) for cell in cells))
    height = max(cell.style.height for cell in cells)
    group = object()
    strips = []
    for index in range(count):
        items = [cell.placed(index) for cell in cells if index < len(cell.lines)]
        kept = index < count - 1 and (count <= _ROW_KEPT or index in (0, count - 2))
        strips.append(Strip(height, items, keep=kept, group=group))
    strips[0].before = before
    strips[0].rule, strips[0].rule_x, strips[0].rule_width = rule
    return strips


def _cell(text: str, element: Element, x: float, width: float, style: Style) -> Cell:
    return Cell(x, tuple((line, element) for line in set_text(text, style, width)), style)


def _facts(block: Facts, parent: Element, column: Column) -> list[Strip]:
    strips = _facts_title(block, parent, column) if block.title else []
    titled = len(strips)
    table = parent.add("Table")
    value_x = column.x + block.name_width
    for fact in block.rows:
        line = table.add("TR")
        name = _cell(
            fact.name,
            line.add("TH", scope="Row"),
            column.x,
            # Large letters need more air beside them.
            block.name_width - (_CELL_GAP if block.ruled else 1),
            column.sheet.body if block.ruled else column.sheet.name,
        )
        element, width = line.add("TD"), column.width - block.name_width
        said = set_lines(fact.weights or (Run(fact.value),), column.sheet.body, width)
        value = Cell(value_x, tuple((one, element) for one in said), column.sheet.body)
        if block.ruled:
            rule = (ROW_RULE, column.x, column.width) if strips else ("", 0.0, 0.0)
            strips += row((name, value), before=2 * ROW_PAD if strips else 0.0, rule=rule)
        else:
            strips += row((name, value), before=column.sheet.fact_gap if strips else 0.0)
    if titled and len(strips) <= _ROW_KEPT * 2:
        for strip in strips[:-1]:
            strip.keep = True
    return strips


def _facts_title(block: Facts, parent: Element, column: Column) -> list[Strip]:
    """The title with its note at the right, under a hairline where rows stand above it."""
    style, element = column.sheet.bold, parent.add("H3")
    noted = set_text(block.note, SMALL, column.width / 2)
    room = column.width - max((line.width for line in noted), default=0.0) - 2 * _CELL_GAP
    group = object()
    strips = [
        Strip(style.height, [Placed(line, style, element, column.x)], keep=True, group=group)
        for line in set_text(block.title, style, room)
    ]
    strips[-1].height += _TITLE_GAP
    strips[0].before, strips[0].rule = 2 * ROW_PAD, ROW_RULE
    strips[0].rule_x, strips[0].rule_width = column.x, column.width
    if noted:
        right, note = column.x + column.width, parent.add("P")
        top = style.baseline - SMALL.baseline
        strips[0].items += [
            Placed(line, SMALL, note, right - line.width, top + index * SMALL.height)
            for index, line in enumerate(noted)
        ]
    return strips


def _observations(block: Observations, parent: Element, column: Column) -> list[Strip]:
    table = parent.add("Table")
    strips: list[Strip] = []
    for one in block.rows:
        line = table.add("TR")
        theme = _cell(
            one.theme, line.add("TH", scope="Row"), column.x, _NAME_COLUMN - 1, column.sheet.bold
        )
        cell = line.add("TD")
        width = column.width - _NAME_COLUMN
        said = tuple(
            (set_line, element)
            for para, element in ((para, cell.add("P")) for para in one.lines)
            for set_line in set_lines(para.runs, column.sheet.body, width)
        )
        said_cell = Cell(column.x + _NAME_COLUMN, said, column.sheet.body)
        rule = (ROW_RULE, column.x, column.width)
        strips += row((theme, said_cell), before=2 * ROW_PAD if strips else 0.0, rule=rule)
    return strips


def _table(block: Table, parent: Element, column: Column) -> list[Strip]:
    table = parent.add("Table")
    edges = [column.x + sum(block.widths[:index]) for index in range(len(block.widths))]
    head = _head(block, table, column, edges)
    pad = _DENSE_PAD if block.dense else _TABLE_PAD
    strips = [head]
    for index, texts in enumerate(block.rows):
        line = table.add("TR")
        sum_row = index in block.strong or (block.total and index == len(block.rows) - 1)
        sheet = replace(column.sheet, body=column.sheet.bold) if sum_row else column.sheet
        cells = [
            _table_cell((block, nth), text, line.add("TD"), edges[nth], sheet)
            for nth, text in enumerate(texts)
        ]
        rule = ("", 0.0, 0.0) if index == 0 else (ROW_RULE, column.x, column.width)
        made = row(cells, before=pad if index == 0 else 2 * pad, rule=rule)
        if index < block.ticks:
            made[0].drawings.append(tick_box(line, column))
        if block.row_height:
            made = [
                Strip(
                    block.row_height,
                    before=0.0,
                    rule=rule[0],
                    rule_x=column.x,
                    rule_width=column.width,
                )
            ]
        for strip in made:
            strip.head = head
        strips += made
    if not block.open_end:
        _close_table(strips[-1], column, SECTION_RULE if block.row_height else ROW_RULE)
    return strips


def _table_cell(
    place: tuple[Table, int], text: str, element: Element, x: float, sheet: Sheet
) -> Cell:
    """A cell: plain, a number set to the right, or a name with small grey lines below it."""
    block, nth = place
    width = block.widths[nth] - _CELL_GAP
    if block.ticks and nth == 0:
        return _cell(text, element, x + TICK_INDENT, width - TICK_INDENT, sheet.body)
    if nth in block.numbers:
        cell = _cell(text, element, x, width, sheet.body)
        return replace(cell, right=x + _number_width(block, nth))
    if nth not in block.names:
        last = nth == len(block.widths) - 1  # no column stands at its right
        return _cell(text, element, x, block.widths[nth] if last else width, sheet.body)
    name, _, more = text.partition("\n")
    upper = set_text(name, sheet.bold, width)
    lower = set_text(more, SMALL, width) if more else []
    if upper and lower:
        # Read aloud, the name and what stands below it are two words.
        upper[-1] = replace(upper[-1], continues=True)
    lines = tuple((line, element) for line in (*upper, *lower))
    return Cell(x, lines, sheet.bold, SMALL, len(upper))


def _number_width(block: Table, nth: int) -> float:
    """Numbers of the last column end where the table ends."""
    last = nth == len(block.widths) - 1
    return block.widths[nth] - (0.0 if last else _NUMBER_GAP)


def _head(block: Table, table: Element, column: Column, edges: Sequence[float]) -> Strip:
    line = table.add("TR")
    cells = []
    for nth, text in enumerate(block.columns):
        width, element = block.widths[nth] - _CELL_GAP, line.add("TH", scope="Column")
        cell = _cell(text, element, edges[nth], width, SMALL_HEAD)
        right = edges[nth] + _number_width(block, nth) if nth in block.numbers else 0.0
        if block.ticks and nth == 0:
            cell = replace(cell, x=cell.x + TICK_INDENT)
        cells.append(replace(cell, right=right))
    (head,) = row(cells)
    below = head.height + ROW_PAD
    head.height = below
    head.drawings.append(Drawing(draw_rule(column.x, below, column.width, HEAD_RULE)))
    head.keep = True
    return head


def _close_table(last: Strip, column: Column, colour: str) -> None:
    last.height += 0.0 if colour == SECTION_RULE else _TABLE_PAD
    last.drawings.append(Drawing(draw_rule(column.x, last.height, column.width, colour)))


def _ticks(block: Ticks, parent: Element, column: Column) -> list[Strip]:
    listed = parent.add("L")
    pitch = column.sheet.tick_pitch
    style = column.sheet.body
    rows = -(-len(block.items) // block.columns)
    step = column.width / block.columns
    gap = pitch - style.height
    strips = [
        Strip(style.height, keep=True, group=block, before=gap if index else 0.0)
        for index in range(rows)
    ]
    for index, tick in enumerate(block.items):
        line, place = divmod(index, block.columns) if block.across else divmod(index, rows)[::-1]
        item = listed.add("LI")
        box = item.add("Lbl", actual="afkrydset:" if tick.ticked else "ikke afkrydset:")
        x = column.x + place * step
        drawn = draw_box(x, (style.height - BOX) / 2, ticked=tick.ticked)
        strips[line].drawings.append(Drawing(drawn, box))
        set_label = set_text(tick.label, style, step - BOX - 3)
        label_x = x + BOX + 2.15
        body = item.add("LBody")
        strips[line].items += [
            Placed(one, style, body, label_x, nth * style.height)
            for nth, one in enumerate(set_label)
        ]
        strips[line].height = max(strips[line].height, len(set_label) * style.height)
        if tick.line:
            start = label_x + set_label[-1].width + 1.6
            end = x + step
            strips[line].drawings.append(
                Drawing(draw_rule(start, style.height, end - start, FORM_RULE))
            )
    strips[-1].keep = False
    return strips


def _writing_lines(block: WritingLines, column: Column) -> list[Strip]:
    strips = []
    for index in range(block.count):
        height = WRITING_PITCH if index else block.first
        rule = draw_rule(column.x, height, column.width, FORM_RULE)
        strips.append(Strip(height, drawings=[Drawing(rule)], keep=index < block.count - 1))
    return strips


def _signature(block: SignatureBlock, parent: Element, column: Column) -> list[Strip]:
    taken = sum(one.width for one in block.fields) + 5.0 * (len(block.fields) - 1)
    free = sum(1 for one in block.fields if not one.width)
    strip = Strip(_SIGN_GAP + 0.95 + SMALL.height + _SIGN_END, group=block)
    x = column.x
    for one in block.fields:
        width = one.width or (column.width - taken) / free
        strip.drawings.append(Drawing(draw_rule(x, _SIGN_GAP, width, FORM_RULE)))
        element = parent.add("P")
        strip.items += [
            Placed(line, SMALL, element, x, _SIGN_GAP + 0.95 + nth * SMALL.height)
            for nth, line in enumerate(set_text(one.label, SMALL, width))
        ]
        lowest = strip.items[-1].top + SMALL.height + _SIGN_END
        strip.height = max(strip.height, lowest)
        x += width + 5.0
    return [strip]


def _steps(block: Steps, parent: Element, column: Column) -> list[Strip]:
    listed = parent.add("L")
    indent = 6.0 if block.numbered else 4.0
    strips: list[Strip] = []
    for index, para in enumerate(block.items):
        item = listed.add("LI")
        style = column.sheet.bold if block.numbered else column.sheet.body
        label = _cell(
            f"{index + 1}." if block.numbered else "–", item.add("Lbl"), column.x, indent, style
        )
        body = item.add("LBody")
        lines = tuple(
            (line, body) for line in set_lines(para.runs, column.sheet.body, column.width - indent)
        )
        text = Cell(column.x + indent, lines, column.sheet.body)
        strips += row((label, text), before=0.64 if strips else 0.0)
    return strips


def _voices(block: Voices, parent: Element, column: Column) -> list[Strip]:
    from reports.overview_blocks import voices  # noqa: PLC0415 - that module stands on this one

    return voices(block, parent, column)


def _question(block: Question, parent: Element, column: Column) -> list[Strip]:
    from reports.overview_blocks import question  # noqa: PLC0415 - that module stands on this one

    return question(block, parent, column)


def _form_line(block: FormLine, parent: Element, column: Column) -> list[Strip]:
    from reports.overview_blocks import form_line  # noqa: PLC0415 - that module stands on this one

    return form_line(block, parent, column)


_SETTERS: dict[type[Block], Callable[[Any, Element, Column], list[Strip]]] = {
    Text: _text,
    Facts: _facts,
    Observations: _observations,
    Table: _table,
    Beside: lambda block, parent, column: beside(block, parent, column, _table),
    NameLines: name_lines,
    Ticks: _ticks,
    SignatureBlock: _signature,
    Steps: _steps,
    Voices: _voices,
    Question: _question,
    FormLine: _form_line,
}
