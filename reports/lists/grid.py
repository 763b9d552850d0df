"""The grid of the *nødmappe*: single lines, hair rules, boxes to tick and lines to write on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

from reports.danish import clean
from reports.flowables import Line, Painter, Placed, draw_box, set_text
from reports.fonts import faces, unit_width
from reports.page import (
    BOX,
    FOOTER_RULE,
    FOOTER_TOP,
    FORM_RULE,
    FULL_WIDTH,
    GREY,
    HEIGHT,
    INK,
    LEFT,
    MM,
    REGULAR,
    RIGHT,
    ROW_RULE,
    SECTION_RULE,
    SMALL,
    WIDTH,
    Style,
)
from reports.tagging import Element, Marker

BODY, BOLD = Style(9.6, 13.4), Style(9.6, 13.4, bold=True)
SOFT, SOFT_BOLD = Style(9.6, 13.4, GREY), Style(9.6, 13.4, GREY, bold=True)
GROUP_HEAD = Style(10.5, 14.4, bold=True)
GROUP, ROWS_END = 7.2, 271.2
"""Height of a group's heading; where the rows of a page end."""

_HEAD_TEXT = 1.75
_SMALLEST = 6.0


class Grid:
    """A document on its way to the canvas; everything on it is tagged."""

    def __init__(self) -> None:
        from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - only what prints pays for it

        faces()
        self._buffer = BytesIO()
        self.canvas = Canvas(
            self._buffer,
            pagesize=(WIDTH * MM, HEIGHT * MM),
            pageCompression=0,
            invariant=1,
            initialFontName=REGULAR,  # type: ignore[arg-type] # the stub says float
        )
        self.painter = Painter(self.canvas, Marker(self.canvas))
        self.root = Element("Document")

    def say(
        self, element: Element, words: str, style: Style, at: tuple[float, float],
        room: float = FULL_WIDTH,
    ) -> None:  # fmt: skip
        """One line, in smaller type where it would not fit; nothing is cut before that is too small."""
        x, top = at
        shown = clean(words) if words.strip() == words else words
        wide = unit_width(shown, bold=style.bold) * style.size / MM
        fitted = style if wide <= room else replace(style, size=style.size * room / wide)
        if fitted.size < _SMALLEST:
            fitted = replace(style, size=_SMALLEST)
            shown = _cut(shown, fitted, room)
        # Smaller type keeps the line it stands on.
        drop = style.baseline - fitted.baseline
        placed = Placed(Line(((shown, style.bold),), 0.0), fitted, element, x)
        with self.painter.marker.content(element):
            self.painter.text((placed,), (top + drop,))

    def group(self, section: Element, name: str, beside: str, top: float) -> float:
        """Heading of a group with small words at its right; where its rows begin."""
        self.say(section.add("H2"), name, GROUP_HEAD, (LEFT, top + _HEAD_TEXT - 0.2), 120)
        if beside:
            x = RIGHT - unit_width(beside, bold=False) * SMALL.size / MM
            at = (x, top + _HEAD_TEXT + 0.9)
            self.say(section.add("P"), beside, SMALL, at, RIGHT - x + 1)
        self.rule(top + GROUP, INK)
        return top + GROUP

    def rule(self, top: float, colour: str = ROW_RULE, x: float = LEFT, end: float = RIGHT) -> None:
        """A rule that says nothing."""
        with self.painter.marker.artifact():
            self.painter.rule(x, top, end - x, colour)

    def line(self, top: float, x: float, end: float) -> None:
        """A line for the pen."""
        self.rule(top, FORM_RULE, x, end)

    def box(self, element: Element, x: float, top: float, pitch: float) -> None:
        """An empty box in the middle of a row."""
        ticked = element.add("Span", actual="ikke afkrydset:")
        with self.painter.marker.content(ticked):
            draw_box(x, (pitch - BOX) / 2, ticked=False)(self.painter, top)

    def footer(self, left: str, right: str) -> None:
        """What stands at the foot of every page, and the next page."""
        x = RIGHT - unit_width(right, bold=False) * SMALL.size / MM
        with self.painter.marker.artifact("Pagination"):
            self.painter.rule(LEFT, FOOTER_RULE, FULL_WIDTH, SECTION_RULE)
            self.painter.single(None, left, SMALL, LEFT, FOOTER_TOP)
            self.painter.single(None, right, SMALL, x, FOOTER_TOP)
        self.canvas.showPage()
        self.painter.marker.next_page()

    def finish(self, title: str, day: date) -> bytes:
        """Tagged PDF/A-3.

        Raises:
            NotConforming: What was written does not pass the validator.
        """
        from reports.pdf import conforming, finish  # noqa: PLC0415 - only what prints pays for it

        self.canvas.save()
        return conforming(finish(self._buffer.getvalue(), self.root, title=title, day=day))


def _cut(words: str, style: Style, room: float) -> str:
    """As much of it as there is room for."""
    (first, *_) = set_text(words.replace(" ", "\u00a0"), style, room - 2)
    return "".join(text for text, _ in first.chunks).replace("\u00a0", " ") + "…"
