"""The answer form (*svarark*, 32): a page the municipality fills in with any PDF reader or a pen.

It names nobody: the context has no field for a person, and the case code is drawn at random.
A plain tagged PDF with form fields; it makes no claim to be PDF/A, which a form to be changed
cannot keep. The same context always gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from typing import Any

from models.values.case_codes import qr_content
from reports.contexts import MAX_ADDRESS_LINES
from reports.danish import long_date
from reports.errors import MissingCharacters
from reports.flowables import Line, Painter, Placed, draw_box, draw_frame
from reports.fonts import faces, lacking, unit_width
from reports.form_fields import SECTIONS, TICK_COLUMNS, FieldKind, FormField, FormSection, Row
from reports.form_pdf import Rect, Widget, finish_form
from reports.page import (
    ADDRESS,
    ADDRESS_TOP,
    ADDRESS_WIDTH,
    BOX,
    CONFIDENTIAL_TOP,
    FOOTER_RULE,
    FOOTER_TOP,
    FORM_RULE,
    FULL_WIDTH,
    HEIGHT,
    HOUSE,
    HOUSE_TOP,
    INK,
    LEFT,
    MM,
    NORMAL,
    REGULAR,
    RIGHT,
    SECTION_RULE,
    SENDER_X,
    SMALL,
    TAGLINE_TOP,
    TITLE,
    TITLE_TOP,
    WIDTH,
    Style,
)
from reports.qr_code import draw_code
from reports.tagging import Element, Marker
from reports.texts import fill, letter_texts

_QR, _QR_TOP = 24.0, 33.3
_CODE = Style(12.4, 16, INK, bold=True)
_CODE_LABEL_TOP, _CODE_TOP, _CODE_NOTE_TOP = 60.17, 63.25, 69.35
_NOTE_PITCH = 3.75
_SUBTITLE_GAP, _FIRST_RULE = 0.55, 101.6
_PAD_TICKS, _PAD_HEADING, _PAD_END = 1.95, 1.7, 2.5
_LABEL, _ROW_GAP, _TICK_PITCH = 4.05, 1.6, 6.4
_TICK_TEXT = 5.3
_TICK_MARGIN = 0.5
"""A box is clicked a little outside its frame, too."""


@dataclass(frozen=True, slots=True)
class AnswerFormContext:
    """All that stands on an answer form.

    Attributes:
        house: Name of the house (*hus*).
        address: Street line, then postcode and city; with the name at most five lines.
        code: Case code as printed (``HVN-7K4P-92QD``).
        letter_date: Date of the letter it lies beside; also the date of the PDF.
        tagline: Line below the name; "" takes *Boform efter servicelovens § 110*.

    Raises:
        ValueError: More lines than the window of an envelope shows.
    """

    house: str
    address: tuple[str, ...]
    code: str
    letter_date: date
    tagline: str = ""

    def __post_init__(self) -> None:
        if len(self.address) >= MAX_ADDRESS_LINES:
            raise ValueError("a window address has at most five lines")


def render_answer_form(context: AnswerFormContext) -> bytes:
    """The form as PDF of exactly one page.

    Raises:
        MissingCharacters: The fonts lack characters of the house's name or address.
    """
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - only what prints pays for it

    missing = lacking((context.house, *context.address, context.tagline, context.code))
    if missing:
        raise MissingCharacters(missing)
    faces()
    buffer = BytesIO()
    canvas = Canvas(
        buffer,
        pagesize=(WIDTH * MM, HEIGHT * MM),
        pageCompression=0,
        invariant=1,
        initialFontName=REGULAR,  # type: ignore[arg-type] # the stub says float
    )
    form = _Form(context, Painter(canvas, Marker(canvas)))
    form.draw()
    canvas.showPage()
    canvas.save()
    title = fill(form.texts["title"], {"hus": context.house})
    return finish_form(
        buffer.getvalue(), form.root, form.widgets, title=title, day=context.letter_date
    )


class _Form:
    """The page on its way to the canvas, and the places of its fields."""

    def __init__(self, context: AnswerFormContext, painter: Painter) -> None:
        self.context = context
        self.painter = painter
        self.root = Element("Document")
        self.widgets: list[Widget] = []
        self.texts: dict[str, Any] = letter_texts("answer_form")

    def draw(self) -> None:
        self._head()
        self._code()
        self._title()
        top = _FIRST_RULE
        for section in SECTIONS:
            top = self._section(section, top)
        self._footer()

    def _head(self) -> None:
        head = self.root.add("Sect")
        house, tagline = self.context.house, self.context.tagline or self.texts["tagline"]
        self._lines(head, (house,), _fitted(HOUSE, (house,), 115.0), LEFT, HOUSE_TOP)
        self._lines(head, (tagline,), _fitted(SMALL, (tagline,), 115.0), LEFT, TAGLINE_TOP)
        back = self.texts["return_lines"]
        self._lines(head, back, SMALL, RIGHT, CONFIDENTIAL_TOP, to_the_right=True)
        lines = (house, *self.context.address)
        self._lines(head, lines, _fitted(ADDRESS, lines, ADDRESS_WIDTH), LEFT, ADDRESS_TOP)

    def _code(self) -> None:
        code, group = self.context.code, self.root.add("Sect")
        alt = fill(self.texts["code_alt"], {"kode": code})
        figure = group.add("Figure", alt=alt)
        draw_code(self.painter, figure, qr_content(code), (SENDER_X, _QR_TOP, _QR))
        self._lines(group, (self.texts["code_label"],), SMALL, SENDER_X, _CODE_LABEL_TOP)
        self._lines(group, (code,), _fitted(_CODE, (code,), RIGHT - SENDER_X), SENDER_X, _CODE_TOP)
        notes = self.texts["code_notes"]
        self._lines(group, notes, SMALL, SENDER_X, _CODE_NOTE_TOP, pitch=_NOTE_PITCH)

    def _title(self) -> None:
        title = fill(self.texts["title"], {"hus": self.context.house})
        day = long_date(self.context.letter_date)
        below = fill(self.texts["subtitle"], {"dato": day})
        style = _fitted(TITLE, (title,), FULL_WIDTH)
        self._lines(self.root, (title,), style, LEFT, TITLE_TOP, tag="H1")
        top = TITLE_TOP + TITLE.height + _SUBTITLE_GAP
        self._lines(self.root, (below,), NORMAL.name, LEFT, top)

    # --- sections ---------------------------------------------------------------------------

    def _section(self, section: FormSection, top: float) -> float:
        """Rule, heading and rows; returns where the next rule stands."""
        with self.painter.marker.artifact():
            self.painter.rule(LEFT, top, FULL_WIDTH, SECTION_RULE)
        group = self.root.add("Sect")
        ticks_first = section.rows[0][0].kind is FieldKind.CHOICE
        heading_top = top + (_PAD_TICKS if ticks_first else _PAD_HEADING)
        heading = self.texts["headings"][section.key]
        self._lines(group, (heading,), NORMAL.bold, LEFT, heading_top, tag="H2")
        top += _PAD_TICKS
        after_choice = False
        for index, row in enumerate(section.rows):
            is_choice = row[0].kind is FieldKind.CHOICE
            if index:
                top += _TICK_PITCH - NORMAL.body.height if is_choice and after_choice else _ROW_GAP
            top = self._row(group, row, top)
            after_choice = is_choice
        return top + _PAD_END

    def _row(self, group: Element, row: Row, top: float) -> float:
        first = row[0]
        if first.kind is FieldKind.CHOICE:
            return self._choice(group, first, top)
        label = _LABEL if any(self._label(one) for one in row if not _is_tick(one)) else 0.0
        for field in row:
            if _is_tick(field):
                line = top + (row[-1].height - NORMAL.body.height) / 2
                self._tick(group, field, ("", self._label(field)), field.x, line)
            else:
                self._text_field(group, field, top, label)
        return top + label + max(field.height for field in row)

    def _text_field(self, group: Element, field: FormField, top: float, label: float) -> None:
        if words := self._label(field):
            self._lines(group, (words,), SMALL, field.x, top)
        frame = draw_frame(field.x, label, field.width, field.height, FORM_RULE)
        with self.painter.marker.artifact():
            frame(self.painter, top)
        inside = 0.15
        size = (field.width - 2 * inside, field.height - 2 * inside)
        rect = _rect(field.x + inside, top + label + inside, *size)
        self._widget(group, field, "", self._spoken(field), rect)

    def _choice(self, group: Element, field: FormField, top: float) -> float:
        labels = self.texts["options"][field.key]
        for choice, x in zip(field.choices, TICK_COLUMNS, strict=False):
            self._tick(group, field, (choice, labels[choice]), x, top)
        return top + NORMAL.body.height

    def _tick(
        self, group: Element, field: FormField, option: tuple[str, str], x: float, top: float
    ) -> None:
        """A box and its words; the box comes first when it is read aloud."""
        choice, words = option
        below = (NORMAL.body.height - BOX) / 2
        with self.painter.marker.artifact():
            draw_box(x, below, ticked=False)(self.painter, top)
        said = f"{self._spoken(field)}: {words}" if choice else self._spoken(field)
        side = BOX + 2 * _TICK_MARGIN
        rect = _rect(x - _TICK_MARGIN, top + below - _TICK_MARGIN, side, side)
        self._widget(group, field, choice, said, rect)
        self._lines(group, (words,), NORMAL.body, x + _TICK_TEXT, top)

    def _widget(self, group: Element, field: FormField, choice: str, said: str, rect: Rect) -> None:
        element = group.add("Form", alt=said)
        self.widgets.append(Widget(field, choice, self._spoken(field), said, rect, element))

    def _label(self, field: FormField) -> str:
        return str(self.texts["fields"][field.key]["label"])

    def _spoken(self, field: FormField) -> str:
        """What stands for the field where its place on paper is not seen."""
        question = str(self.texts["fields"][field.key]["question"])
        hint = self.texts.get(f"{field.kind.value}_hint", "")
        return f"{question}, {hint}" if hint else question

    # --- text -------------------------------------------------------------------------------

    def _lines(
        self,
        parent: Element,
        lines: Sequence[str],
        style: Style,
        x: float,
        top: float,
        *,
        tag: str = "P",
        pitch: float = 0.0,
        to_the_right: bool = False,
    ) -> None:
        """Lines of one element as they are given, never broken."""
        element = parent.add(tag)
        placed = []
        for index, words in enumerate(lines):
            wide = unit_width(words, bold=style.bold) * style.size / MM
            line = Line(((words, style.bold),), wide, continues=index < len(lines) - 1)
            placed.append(Placed(line, style, element, x - wide if to_the_right else x))
        tops = [top + index * (pitch or style.height) for index in range(len(placed))]
        with self.painter.marker.content(element):
            self.painter.text(placed, tops)

    def _footer(self) -> None:
        page = self.texts["page"]
        x = RIGHT - unit_width(page, bold=False) * SMALL.size / MM
        subject = fill(self.texts["footer"], {"kode": self.context.code})
        with self.painter.marker.artifact("Pagination"):
            self.painter.rule(LEFT, FOOTER_RULE, FULL_WIDTH, SECTION_RULE)
            self.painter.single(None, subject, SMALL, LEFT, FOOTER_TOP)
            self.painter.single(None, page, SMALL, x, FOOTER_TOP)


def _rect(x: float, top: float, width: float, height: float) -> Rect:
    """Millimetres from the top left as the PDF's left, low, right and high edge in points."""
    low = HEIGHT - top - height
    return (x * MM, low * MM, (x + width) * MM, (low + height) * MM)


def _is_tick(field: FormField) -> bool:
    return field.kind is FieldKind.TICK


def _fitted(style: Style, lines: Sequence[str], width: float) -> Style:
    """The style, or smaller type on the same line where a line would be wider than ``width``."""
    widest = max(unit_width(line, bold=style.bold) for line in lines) * style.size / MM
    return style if widest <= width else replace(style, size=style.size * width / widest)
