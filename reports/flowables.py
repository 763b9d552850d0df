"""The only place that turns text into set lines and puts them on a canvas.

User text is never markup here: it is broken into lines and written as text, so that ``<b>`` and
``&`` are printed as they were typed. That is why ReportLab's own paragraph, which parses its input
as XML, is not used (measured: this is also three times quicker, which pays for the tags).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from reports.contexts import Run
from reports.danish import clean, glue
from reports.fonts import font_name, unit_width
from reports.page import BOX, HEIGHT, INK, MM, RULE, Style
from reports.tagging import Element, Marker

Chunk = tuple[str, bool]
_BREAKS = re.compile(r"( +|\n)")
_JOINTS = "-/"


@dataclass(frozen=True, slots=True)
class Line:
    """A set line: chunks of one weight each, its width in millimetres, whether text follows."""

    chunks: tuple[Chunk, ...]
    width: float
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A line at ``x`` from the left of the page and ``top`` below the top of its strip."""

    line: Line
    style: Style
    element: Element | None
    x: float
    top: float = 0.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """Lines and boxes at ``top`` below the top of the strip, of an element or an artifact."""

    draw: Callable[[Any, float], None]
    element: Element | None = None


@dataclass(slots=True)
class Strip:
    """What stands side by side in a band of the page; the page is never cut inside it.

    Attributes:
        height: Of the band, in millimetres.
        items: Set lines.
        drawings: Rules, boxes, codes.
        before: Space above, with ``rule`` in its middle; both fall away at the top of a page.
        keep: The next strip must stand on the same page.
        group: Strips of one paragraph or row; their text is written element by element.
        head: Table head that is repeated when the page is cut above this strip.
    """

    height: float
    items: list[Placed] = field(default_factory=list)
    drawings: list[Drawing] = field(default_factory=list)
    before: float = 0.0
    rule: str = ""
    rule_x: float = 0.0
    rule_width: float = 0.0
    keep: bool = False
    group: object = None
    head: Strip | None = None


def set_lines(runs: Sequence[Run], style: Style, width: float) -> list[Line]:
    """Break runs into lines of at most ``width`` millimetres, left aligned.

    Breaks at spaces and newlines, never at hard spaces; a word wider than the line is cut.
    """
    limit = width * MM / style.size
    lines: list[Line] = []
    for words in _paragraph_lines(_words(runs, bold=style.bold), limit):
        chunks = _joined(words)
        wide = sum(unit_width(text, bold=bold) for text, bold in chunks) * style.size / MM
        lines.append(Line(chunks, wide, continues=True))
    if lines:
        lines[-1] = Line(lines[-1].chunks, lines[-1].width)
    return lines


def set_text(text: str, style: Style, width: float) -> list[Line]:
    """``set_lines`` for text of one weight."""
    return set_lines((Run(text),), style, width)


Word = tuple[Chunk, ...]


def _words(runs: Iterable[Run], *, bold: bool) -> Iterator[Word | None]:
    """Words as chunks; None where a line must end."""
    word: list[Chunk] = []
    for run in runs:
        for part in _BREAKS.split(glue(clean(run.text))):
            if part and part.strip(" \n"):
                word.append((part, run.bold or bold))
            elif part:
                if word:
                    yield tuple(word)
                    word = []
                if part == "\n":
                    yield None
    if word:
        yield tuple(word)


def _paragraph_lines(words: Iterable[Word | None], limit: float) -> Iterator[list[Word]]:
    line: list[Word] = []
    used = 0.0
    for word in words:
        if word is None:
            yield line
            line, used = [], 0.0
            continue
        for piece in _cut(word, limit):
            wide = _width(piece)
            space = unit_width(" ", bold=line[-1][-1][1]) if line else 0.0
            if line and used + space + wide > limit:
                yield line
                line, used, space = [], 0.0, 0.0
            line.append(piece)
            used += space + wide
    if line:
        yield line


def _width(word: Word) -> float:
    return sum(unit_width(text, bold=bold) for text, bold in word)


def _cut(word: Word, limit: float) -> Iterator[Word]:
    """The word, or as many pieces as it takes when it is wider than a line.

    A double name is parted at its hyphen and an address at its slash, before anything is cut.
    """
    if _width(word) <= limit:
        yield word
        return
    piece: list[Chunk] = []
    used = 0.0
    for letter, bold in ((one, bold) for text, bold in word for one in text):
        wide = unit_width(letter, bold=bold)
        while piece and used + wide > limit:
            end = _joint(piece)
            yield _merged(piece[:end])
            piece = piece[end:]
            used = _width(tuple(piece))
        piece.append((letter, bold))
        used += wide
    yield _merged(piece)


def _joint(letters: Sequence[Chunk]) -> int:
    """Where letters are parted: after the last hyphen or slash between others, else at the end."""
    places = [place for place, (letter, _bold) in enumerate(letters[1:], 2) if letter in _JOINTS]
    return places[-1] if places else len(letters)


def _joined(words: Sequence[Word]) -> tuple[Chunk, ...]:
    """Words with a space between them; the space takes the weight before it."""
    chunks: list[Chunk] = []
    for word in words:
        if chunks:
            text, bold = chunks[-1]
            chunks[-1] = (f"{text} ", bold)
        chunks.extend(word)
    return _merged(chunks)


def _merged(chunks: Iterable[Chunk]) -> tuple[Chunk, ...]:
    merged: list[Chunk] = []
    for text, bold in chunks:
        if merged and merged[-1][1] == bold:
            merged[-1] = (merged[-1][0] + text, bold)
        else:
            merged.append((text, bold))
    return tuple(merged)


class Painter:
    """Writes set text and artifacts at millimetres from the top left corner of a page."""

    def __init__(self, canvas: Any, marker: Marker) -> None:
        self.canvas = canvas
        self.marker = marker

    def text(self, placed: Sequence[Placed], tops: Sequence[float]) -> None:
        """Lines of one element as one text object; a line that goes on ends with its space.

        Without that space readers of the tag tree glue the words at the line ends together.
        """
        text = self.canvas.beginText()
        colour = font = None
        for one, top in zip(placed, tops, strict=True):
            style = one.style
            if style.colour != colour:
                colour = style.colour
                text.setFillColorRGB(*_rgb(colour))
            text.setTextOrigin(one.x * MM, (HEIGHT - top - style.baseline) * MM)
            for index, (words, bold) in enumerate(one.line.chunks):
                if (bold, style.size) != font:
                    font = (bold, style.size)
                    text.setFont(font_name(bold=bold), style.size)
                last = index == len(one.line.chunks) - 1
                text.textOut(f"{words} " if last and one.line.continues else words)
        self.canvas.drawText(text)

    def single(
        self, element: Element | None, words: str, style: Style, x: float, top: float
    ) -> None:
        """One line of an element (``None``: of the artifact that is open)."""
        placed = Placed(Line(((clean(words), style.bold),), 0.0), style, element, x)
        if element is None:
            self.text((placed,), (top,))
        else:
            with self.marker.content(element):
                self.text((placed,), (top,))

    def rule(
        self, x: float, top: float, width: float, colour: str, *, dashed: bool = False
    ) -> None:
        """A horizontal rule."""
        self.canvas.setStrokeColorRGB(*_rgb(colour))
        self.canvas.setLineWidth(RULE * MM)
        self.canvas.setDash([0.9 * MM, 0.6 * MM] if dashed else [])
        y = (HEIGHT - top) * MM
        self.canvas.line(x * MM, y, (x + width) * MM, y)


def draw_rule(
    x: float, below: float, width: float, colour: str
) -> Callable[[Painter, float], None]:
    """A rule ``below`` the top of its strip."""
    return lambda painter, top: painter.rule(x, top + below, width, colour)


def draw_box(x: float, below: float, *, ticked: bool) -> Callable[[Painter, float], None]:
    """A box to tick, with a cross when it is ticked."""

    def draw(painter: Painter, top: float) -> None:
        canvas = painter.canvas
        canvas.setStrokeColorRGB(*_rgb(INK))
        canvas.setDash([])
        canvas.setLineWidth(0.25 * MM)
        left, low = x * MM, (HEIGHT - top - below - BOX) * MM
        canvas.rect(left, low, BOX * MM, BOX * MM)
        if ticked:
            canvas.setLineWidth(0.45 * MM)
            near, far = 0.6 * MM, (BOX - 0.6) * MM
            canvas.line(left + near, low + near, left + far, low + far)
            canvas.line(left + near, low + far, left + far, low + near)

    return draw


def draw_frame(
    x: float, below: float, width: float, height: float, colour: str
) -> Callable[[Painter, float], None]:
    """An empty rectangle."""

    def draw(painter: Painter, top: float) -> None:
        painter.canvas.setStrokeColorRGB(*_rgb(colour))
        painter.canvas.setDash([])
        painter.canvas.setLineWidth(RULE * 1.2 * MM)
        painter.canvas.rect(x * MM, (HEIGHT - top - below - height) * MM, width * MM, height * MM)

    return draw


def draw_modules(
    matrix: Sequence[Sequence[int]], x: float, below: float, size: float
) -> Callable[[Painter, float], None]:
    """The dark modules of a QR code as one filled path, ``size`` millimetres wide."""

    def draw(painter: Painter, top: float) -> None:
        module = size / len(matrix)
        path = painter.canvas.beginPath()
        for row, line in enumerate(matrix):
            low = (HEIGHT - top - below - (row + 1) * module) * MM
            for start, length in _dark_runs(line):
                path.rect((x + start * module) * MM, low, length * module * MM, module * MM)
        painter.canvas.setFillColorRGB(0, 0, 0)
        painter.canvas.drawPath(path, stroke=0, fill=1)

    return draw


def _dark_runs(line: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Start and length of each run of dark modules in a row."""
    start = None
    for index, dark in enumerate((*line, 0)):
        if dark and start is None:
            start = index
        elif not dark and start is not None:
            yield start, index - start
            start = None


def _rgb(colour: str) -> tuple[float, float, float]:
    return (
        int(colour[1:3], 16) / 255,
        int(colour[3:5], 16) / 255,
        int(colour[5:7], 16) / 255,
    )
