"""The key of the recovery sheet (45): fourteen groups of four in boxes, and the same as QR code."""

from __future__ import annotations

from reports.contexts import KeySheet
from reports.flowables import (
    Drawing,
    Line,
    Painter,
    Placed,
    Strip,
    draw_frame,
    draw_modules,
    set_text,
)
from reports.fonts import unit_width
from reports.page import (
    HEIGHT,
    KEY,
    LEFT,
    MM,
    RIGHT,
    SECTION_RULE,
    SMALL,
    Sheet,
)
from reports.qr_code import modules
from reports.tagging import Element

_PITCH, _CELL, _CELL_HEIGHT = 9.2, 9.2, 7.6
_COLUMNS = ((20.0, 27.9), (86.0, 94.0))
"""Left edge of the number and of the first box, for groups 1 to 7 and 8 to 14."""
_ROWS = 7
_QR = 40.0
_HEAD_GAP, _NOTE_GAP, _END_GAP = 3.1, 2.3, 1.5


def key_sheet(block: KeySheet, heading: str, section: Element, sheet: Sheet) -> list[Strip]:
    """One strip with headings, groups and code, then the notes; never parted."""
    head = sheet.bold.height + _HEAD_GAP
    strip = Strip(head + _ROWS * _PITCH - (_PITCH - _CELL_HEIGHT), keep=True, group=block)
    title = section.add("H2")
    strip.items += [
        Placed(one, sheet.bold, title, LEFT) for one in set_text(heading, sheet.bold, 80)
    ]
    groups = section.add("L")
    for index, group in enumerate(block.groups):
        _group(strip, groups.add("LI"), index, group, head)
    _code(strip, block, section, sheet, head)
    notes = [
        Strip(
            SMALL.height,
            [Placed(set_text(note, SMALL, 120)[0], SMALL, section.add("P"), LEFT)],
            before=0.0 if index else _NOTE_GAP,
            keep=index < len(block.notes) - 1,
            group=object(),
        )
        for index, note in enumerate(block.notes)
    ]
    notes[-1].height += _END_GAP
    return [strip, *notes]


def _group(strip: Strip, item: Element, index: int, group: str, head: float) -> None:
    number_x, box_x = _COLUMNS[index // _ROWS]
    top = head + (index % _ROWS) * _PITCH
    label, body = item.add("Lbl"), item.add("LBody", actual=group)
    (number,) = set_text(str(index + 1), SMALL, 6)
    strip.items.append(
        Placed(number, SMALL, label, number_x, top + (_CELL_HEIGHT - SMALL.height) / 2)
    )
    for place, letter in enumerate(group):
        x = box_x + place * _CELL
        strip.drawings.append(Drawing(draw_frame(x, top, _CELL, _CELL_HEIGHT, SECTION_RULE)))
        wide = unit_width(letter, bold=True) * KEY.size / MM
        strip.items.append(
            Placed(
                Line(((letter, True),), wide),
                KEY,
                body,
                x + (_CELL - wide) / 2,
                top + (_CELL_HEIGHT - KEY.height) / 2,
            )
        )


def _code(strip: Strip, block: KeySheet, section: Element, sheet: Sheet, head: float) -> None:
    x = RIGHT - _QR
    title = section.add("H3")
    strip.items += [
        Placed(one, sheet.bold, title, x) for one in set_text(block.qr_heading, sheet.bold, _QR)
    ]
    figure = section.add("Figure", alt=block.alt)
    dark = draw_modules(modules(block.qr), x, head, _QR)

    def draw(painter: Painter, top: float) -> None:
        low = HEIGHT - top - head - _QR
        figure.bbox = (x * MM, low * MM, RIGHT * MM, (low + _QR) * MM)
        dark(painter, top)

    strip.drawings.append(Drawing(draw, figure))
