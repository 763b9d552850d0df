"""Page geometry and type of the letter family (letters paper, *Grid and type*). Millimetres."""

from __future__ import annotations

from dataclasses import dataclass

MM = 72 / 25.4
"""Points per millimetre."""

WIDTH, HEIGHT = 210.0, 297.0
LEFT, RIGHT = 20.0, 190.0
FULL_WIDTH = RIGHT - LEFT
HEADING_WIDTH, COLUMN_GAP = 40.0, 4.0
TEXT_X = LEFT + HEADING_WIDTH + COLUMN_GAP
TEXT_WIDTH = RIGHT - TEXT_X

TEXT_END = 278.0
NEXT_PAGE_TOP = 16.0
ADDRESS_TOP, ADDRESS_WIDTH = 46.0, 85.0
ADDRESS_LINES = 5
SENDER_X, SENDER_TOP = 146.0, 36.0
TITLE_TOP, TITLE_TOP_NO_ADDRESS = 86.0, 34.0
HOUSE_TOP, TAGLINE_TOP, CONFIDENTIAL_TOP = 13.8, 21.9, 15.15
FOOTER_RULE, FOOTER_TOP = 281.0, 283.1
FOLD_X = 4.0
FOLD_MARKS = ((99.0, 5.0), (148.5, 3.0), (198.0, 5.0))
"""Distance from the top and length of each fold mark."""

RULE = 0.2
BOX = 3.4
WRITING_PITCH = 8.0

INK, GREY = "#1C2126", "#4A5259"
SECTION_RULE, HEAD_RULE, ROW_RULE, FORM_RULE = "#B9BDC0", "#767C82", "#DDDFE0", "#767C82"
BLACK = "#000000"

REGULAR, SEMIBOLD = "BoformRegular", "BoformSemiBold"


@dataclass(frozen=True, slots=True)
class Style:
    """Type of a piece of text: size and leading in points, colour as #RRGGBB."""

    size: float
    leading: float
    colour: str = INK
    bold: bool = False

    @property
    def height(self) -> float:
        """Height of one line in millimetres."""
        return self.leading / MM

    @property
    def baseline(self) -> float:
        """From the top of the line to its baseline in millimetres.

        The face stands 1.025 em above and 0.275 em below the baseline (hhea of IBM Plex Sans);
        what the leading leaves over is shared above and below.
        """
        return ((self.leading - 1.3 * self.size) / 2 + 1.025 * self.size) / MM


@dataclass(frozen=True, slots=True)
class Sheet:
    """Measures that differ between letters and sheets in larger type."""

    body: Style
    name: Style
    bold: Style
    pad_top: float
    pad_bottom: float
    paragraph_gap: float
    fact_gap: float
    tick_pitch: float
    title: Style
    subtitle: Style
    heading: Style
    longest: float = FULL_WIDTH
    """Longest line of running text."""
    heading_gap: float = 1.1
    """Below a heading that stands above its section."""
    heading_width: float = 120.0
    """Longest line of such a heading; beside it there may be small words."""


SMALL = Style(8, 11, GREY)
SMALL_INK = Style(8, 11)
SMALL_HEAD = Style(8, 11, GREY, bold=True)
HOUSE = Style(17, 20, bold=True)
TITLE = Style(15, 19, bold=True)
ADDRESS = Style(10.5, 12.5)
KEY = Style(13, 16, bold=True)

NORMAL = Sheet(
    body=Style(9.6, 13.4),
    name=Style(9.6, 13.4, GREY),
    bold=Style(9.6, 13.4, bold=True),
    pad_top=2.55,
    pad_bottom=2.55,
    paragraph_gap=1.6,
    fact_gap=0.28,
    tick_pitch=6.0,
    title=TITLE,
    subtitle=Style(9.6, 13.4, GREY),
    heading=Style(9.6, 13.4, bold=True),
)
LARGE = Sheet(
    body=Style(10.5, 14.4),
    name=Style(10.5, 14.4, GREY),
    bold=Style(10.5, 14.4, bold=True),
    pad_top=2.3,
    pad_bottom=2.3,
    paragraph_gap=1.6,
    fact_gap=0.32,
    tick_pitch=6.37,
    title=TITLE,
    subtitle=Style(10.5, 14.4, GREY),
    heading=Style(10.5, 14.4, bold=True),
)
FOLDER = Sheet(
    body=Style(13, 18.5),
    name=Style(13, 18.5, GREY),
    bold=Style(13, 18.5, bold=True),
    pad_top=3.0,
    pad_bottom=3.0,
    paragraph_gap=1.6,
    fact_gap=0.32,
    tick_pitch=8.0,
    title=Style(22, 28, bold=True),
    subtitle=Style(13, 18.5, GREY),
    heading=Style(15, 20, bold=True),
    longest=150.0,
    heading_width=150.0,
)
TALK = Sheet(
    body=Style(12, 16),
    name=Style(12, 16),
    bold=Style(12, 16, bold=True),
    pad_top=0.0,
    pad_bottom=0.0,
    paragraph_gap=1.6,
    fact_gap=0.32,
    tick_pitch=8.0,
    title=TITLE,
    subtitle=Style(12, 16),
    heading=TITLE,
    heading_gap=3.8,
)
ROW_PAD = 1.2
"""Above and below the text of a row between hairlines."""
