"""Pages of the *nødmappe* with groups of rows: telephones, and what is due today."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from reports.flowables import Line, Placed, set_text
from reports.lists.grid import BODY, GROUP, ROWS_END, SOFT, Grid
from reports.page import GREY, LEFT, NEXT_PAGE_TOP, TITLE, Style
from reports.tagging import Element
from reports.texts import fill, letter_texts

_LEADING = 12.2
_PAD = 0.8
_PEN = 8.0
_SUBTITLE, _SUBTITLE_PITCH, _HEAD_GAP = 6.6, 4.8, 2.6
_BOX_PITCH = 4.66


@dataclass(frozen=True, slots=True)
class GridColumn:
    """Where a column stands, how wide it is in millimetres, and its weight."""

    x: float
    width: float
    bold: bool = False
    soft: bool = False

    @property
    def style(self) -> Style:
        """Type of its cells."""
        return Style(BODY.size, _LEADING, GREY if self.soft else BODY.colour, bold=self.bold)


@dataclass(frozen=True, slots=True)
class GridRow:
    """Cells of a row.

    Attributes:
        pen: An empty row to write on.
        plain: A sentence instead of a row: no box, and it may take the whole width.
    """

    cells: tuple[str, ...]
    pen: bool = False
    plain: bool = False


@dataclass(frozen=True, slots=True)
class GridGroup:
    """Rows under a heading, with small words beside it."""

    name: str
    rows: tuple[GridRow, ...]
    beside: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    """Rows of a group on one page with their lines."""

    group: GridGroup
    rows: list[tuple[GridRow, list[list[Line]], float]]
    continued: bool


class TablePages:
    """Groups of rows over as many pages as they take; each begins with the heading."""

    def __init__(
        self, grid: Grid | None, title: str, under: tuple[str, ...],
        columns: tuple[GridColumn, ...], groups: tuple[GridGroup, ...], *, boxes: bool = False,
    ) -> None:  # fmt: skip
        self._grid = grid
        self._title, self._under = title, under
        self._columns, self._groups = columns, groups
        self._boxes = boxes
        self._top = NEXT_PAGE_TOP + _SUBTITLE + len(under) * _SUBTITLE_PITCH + _HEAD_GAP

    def texts(self) -> Iterator[str]:
        """Everything written, in reading order."""
        yield self._title
        yield from self._under
        for group in self._groups:
            yield group.name
            if group.beside:
                yield group.beside
            for row in group.rows:
                if any(row.cells):
                    yield "  ".join(cell for cell in row.cells if cell)

    def pages(self) -> list[Callable[[], None]]:
        """What draws each page but its footer."""
        return [
            partial(self._page, parts, first=number == 0)
            for number, parts in enumerate(self._parts())
        ]

    def _parts(self) -> Iterator[list[_Part]]:
        page: list[_Part] = []
        top = self._top
        for group in self._groups:
            part = _Part(group, [], continued=False)
            top += GROUP
            for row in group.rows:
                lines, high = self._set(row)
                if top + high > ROWS_END:
                    if part.rows:
                        page.append(part)
                    yield page
                    part = _Part(group, [], continued=bool(part.rows))
                    page, top = [], self._top + GROUP
                part.rows.append((row, lines, high))
                top += high
            page.append(part)
        yield page

    def _set(self, row: GridRow) -> tuple[list[list[Line]], float]:
        """Lines of each cell, and how high the row is."""
        if row.pen:
            return [], _PEN
        lines = [
            set_text(cell, column.style, column.width) if cell else []
            for cell, column in zip(row.cells, self._columns, strict=False)
        ]
        most = max((len(one) for one in lines), default=1)
        return lines, max(1, most) * self._columns[0].style.height + _PAD

    def _page(self, parts: list[_Part], *, first: bool) -> None:
        grid = self._grid
        if grid is None:
            return
        title = self._title
        if not first:
            title = fill(letter_texts("emergency_folder")["continued"], {"navn": title})
        grid.say(grid.root.add("H1"), title, TITLE, (LEFT, NEXT_PAGE_TOP))
        for number, words in enumerate(self._under):
            top = NEXT_PAGE_TOP + _SUBTITLE + number * _SUBTITLE_PITCH
            grid.say(grid.root.add("P"), words, SOFT if number == 0 else BODY, (LEFT, top))
        top = self._top
        for part in parts:
            section = grid.root.add("Sect")
            name = part.group.name
            if part.continued:
                name = fill(letter_texts("emergency_folder")["continued"], {"navn": name})
            top = grid.group(section, name, part.group.beside, top)
            table = None if part.group.rows[0].pen else section.add("Table")
            for row, lines, high in part.rows:
                if table is not None:
                    self._row(grid, table, row, lines, top)
                top += high
                if row.pen:
                    grid.line(top, LEFT, self._columns[-1].x + self._columns[-1].width)
                else:
                    grid.rule(top)

    def _row(
        self, grid: Grid, table: Element, row: GridRow, lines: list[list[Line]], top: float
    ) -> None:
        made = table.add("TR")
        if self._boxes:
            box = made.add("TD")
            if not row.plain:
                grid.box(box, LEFT, top, _BOX_PITCH)
        for number, (column, cell) in enumerate(zip(self._columns, lines, strict=False)):
            element = made.add("TH", scope="Row") if number == 0 else made.add("TD")
            if not cell:
                continue
            pitch = column.style.height
            placed = tuple(Placed(line, column.style, element, column.x) for line in cell)
            tops = tuple(top + _PAD / 2 + n * pitch for n in range(len(cell)))
            with grid.painter.marker.content(element):
                grid.painter.text(placed, tops)
