"""*Tomt indskrivningsark* of the *nødmappe*: the fields of the page Indskriv, in its order, for a pen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from models.values import lists
from reports.fonts import unit_width
from reports.lists.grid import BODY, SOFT, Grid
from reports.page import BOX, FULL_WIDTH, LEFT, MM, NEXT_PAGE_TOP, RIGHT, TITLE
from reports.tagging import Element
from reports.texts import letter_texts

_TOP = NEXT_PAGE_TOP + 12.0
_WRITE, _TICK, _GAP, _BASE = 7.9, 5.0, 1.2, 2.4
_BETWEEN = 5.0
_BOX = "□ "
"""Before what is ticked, in the texts."""
_TICKS = 2
"""Columns of boxes to tick."""


def pages(grid: Grid) -> list[Callable[[], None]]:
    """The one page."""

    def draw() -> None:
        texts = letter_texts("emergency_folder")["form"]
        grid.say(grid.root.add("H1"), texts["title"], TITLE, (LEFT, NEXT_PAGE_TOP))
        at = (LEFT, NEXT_PAGE_TOP + 6.6)
        grid.say(grid.root.add("P"), texts["subtitle"], SOFT, at)
        top = _TOP
        for part in texts["part"]:
            top = _part(grid, part, top)

    return [draw]


def texts() -> Iterator[str]:
    """Everything written, in reading order."""
    found = letter_texts("emergency_folder")["form"]
    yield found["title"]
    yield found["subtitle"]
    for part in found["part"]:
        if part["heading"]:
            yield part["heading"]
        yield from _choices(part)
        for row in part.get("rows", ()):
            words = (one.removeprefix(_BOX) for field in row for one in field.split("|"))
            yield from (one for one in words if one)


def _choices(part: dict[str, Any]) -> list[str]:
    """Labels of a short list, in the order of the page."""
    return [row.label for row in lists.load_list(part["list"])] if "list" in part else []


def _part(grid: Grid, part: dict[str, Any], top: float) -> float:
    section = grid.root.add("Sect")
    if part["heading"]:
        top = grid.group(section, part["heading"], "", top)
    choices = _choices(part)
    if choices:
        half = -(-len(choices) // _TICKS)
        wide = FULL_WIDTH / _TICKS
        for number, words in enumerate(choices):
            at = (LEFT + number // half * wide, top + _GAP / 2 + number % half * _TICK)
            _tick(grid, section, words, at, wide - BOX - 4)
        top += half * _TICK + _GAP
    for row in part.get("rows", ()):
        top = _row(grid, section, row, top)
    return top


def _row(grid: Grid, section: Element, fields: Sequence[str], top: float) -> float:
    """Fields side by side, each with its line; boxes take only the room they need."""
    if all(field.startswith(_BOX) for field in fields):
        _boxes(grid, section, fields[0], LEFT, top + _GAP)
        return top + _TICK + _GAP
    ticks = sum(_wide(field) for field in fields if field.startswith(_BOX))
    lines = [field for field in fields if not field.startswith(_BOX)]
    room = (FULL_WIDTH - ticks - _BETWEEN * (len(fields) - 1)) / len(lines)
    x = LEFT
    for field in fields:
        if field.startswith(_BOX):
            _boxes(grid, section, field, x, top + _BASE)
            x += _wide(field) + _BETWEEN
            continue
        if field:
            grid.say(section.add("P"), field, BODY, (x, top + _BASE), room)
        start = x + unit_width(field, bold=False) * BODY.size / MM + (1.5 if field else 0.0)
        grid.line(top + _WRITE - 0.6, start, min(RIGHT, x + room))
        x += room + _BETWEEN
    return top + _WRITE


def _boxes(grid: Grid, section: Element, field: str, x: float, top: float) -> None:
    for words in field.split("|"):
        shown = words.removeprefix(_BOX)
        wide = _one(shown)
        _tick(grid, section, shown, (x, top), wide)
        x += wide + _BETWEEN


def _wide(field: str) -> float:
    words = [one.removeprefix(_BOX) for one in field.split("|")]
    return sum(_one(one) for one in words) + _BETWEEN * (len(words) - 1)


def _one(words: str) -> float:
    return BOX + 2.0 + unit_width(words, bold=False) * BODY.size / MM


def _tick(grid: Grid, section: Element, words: str, at: tuple[float, float], room: float) -> None:
    x, top = at
    line = section.add("P")
    grid.box(line, x, top, BODY.height)
    grid.say(line, words, BODY, (x + BOX + 2.0, top), room)
