"""Hvem er hvor (40): for fire and power failure; top floor first, a box only for who is in.

One page for up to 44 places, then more. Help is an instruction to the helper, never a diagnosis;
the reason for an absence is never printed, and a protected resident has no name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO

from reports.danish import clean, long_date
from reports.errors import MissingCharacters
from reports.flowables import Line, Painter, Placed, draw_box, draw_frame, set_text
from reports.fonts import faces, lacking, unit_width
from reports.page import (
    BOX,
    FOOTER_RULE,
    FOOTER_TOP,
    FORM_RULE,
    FULL_WIDTH,
    GREY,
    HEIGHT,
    HOUSE,
    HOUSE_TOP,
    INK,
    LEFT,
    MM,
    NEXT_PAGE_TOP,
    REGULAR,
    RIGHT,
    ROW_RULE,
    SECTION_RULE,
    SMALL,
    TAGLINE_TOP,
    TITLE,
    WIDTH,
    Style,
)
from reports.tagging import Element, Marker
from reports.texts import fill, letter_texts

KIND = "who_is_where"
ONE_PAGE = 44
"""Places that stand on one page, with up to four floors."""

_TITLE_TOP, _SUBTITLE_TOP, _COUNT_TOP, _TICK_TOP, _ROWS_TOP = 29.4, 35.6, 41.6, 46.5, 53.0
_ROWS_END, _FOOT_TOP = 271.2, 272.4
_FLOOR, _FLOOR_TEXT = 7.2, 1.75
_PITCH, _LEAST_PITCH = 4.66, 4.05
_NUMBER_X, _NAME_X, _HELP_X = 27.0, 37.0, 99.0
_FRAME_X, _FRAME_TOP, _FRAME_HIGH = 138.2, 15.2, 21.3
_SMALLEST = 6.0
_BODY, _BOLD = Style(9.6, 13.4), Style(9.6, 13.4, bold=True)
_SOFT, _SOFT_BOLD = Style(9.6, 13.4, GREY), Style(9.6, 13.4, GREY, bold=True)
_FLOOR_HEAD, _CALL = Style(10.5, 14.4, bold=True), Style(19, 24, bold=True)


@dataclass(frozen=True, slots=True)
class WhereRow:
    """One place.

    Attributes:
        label: ``11`` or ``11 A``.
        name: *Fornavn Efternavn*; "" for an empty place.
        state: ``in``, ``out``, ``empty`` or ``closed``.
        words: The help somebody needs to get out, until when they are out, who comes.
    """

    label: str
    name: str
    state: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class WhereFloor:
    """A floor with its places."""

    name: str
    rows: tuple[WhereRow, ...]


@dataclass(frozen=True, slots=True)
class WhoIsWhereFacts:
    """All that stands on the page.

    Attributes:
        house, address, tagline: Of the house.
        leader_phone: Below *Ring 112*; "" prints no line.
        at: When it was made, local time.
        assembly_point: Where everybody meets; "" prints no sentence.
        floors: The top floor first.
    """

    house: str
    address: tuple[str, ...]
    leader_phone: str
    at: datetime
    floors: tuple[WhereFloor, ...]
    assembly_point: str = ""
    tagline: str = ""

    @property
    def inside(self) -> int:
        """Who is in the house."""
        return sum(row.state == "in" for floor in self.floors for row in floor.rows)

    @property
    def outside(self) -> int:
        """Who lives here and is out."""
        return sum(row.state == "out" for floor in self.floors for row in floor.rows)


def sheet(facts: WhoIsWhereFacts) -> bytes:
    """The page as tagged PDF/A-3.

    Raises:
        MissingCharacters: The fonts lack characters of a name.
        NotConforming: What was written does not pass the validator.
    """
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - only what prints pays for it

    from reports.pdf import conforming, finish  # noqa: PLC0415 - only what prints pays for it

    missing = lacking(tuple(texts_of(facts)))
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
    made = _Sheet(facts, Painter(canvas, Marker(canvas)))
    made.draw()
    canvas.save()
    title = letter_texts(KIND)["title"]
    return conforming(finish(buffer.getvalue(), made.root, title=title, day=facts.at.date()))


def texts_of(facts: WhoIsWhereFacts) -> Iterator[str]:
    """Everything that is written on the page, in reading order; for the fonts and for tests."""
    texts, values = letter_texts(KIND), _values(facts)
    yield facts.house
    yield _tagline(facts)
    yield from (texts["call"], *facts.address)
    if facts.leader_phone:
        yield fill(texts["leader"], values)
    yield texts["title"]
    yield fill(texts["subtitle"], values)
    yield _counted(facts)
    yield texts["tick"]
    for floor in facts.floors:
        yield floor.name
        yield _beside(floor)
        for row in floor.rows:
            yield "  ".join(part for part in (row.label, row.name or "–", row.words) if part)
    yield _foot_words(facts)


def _values(facts: WhoIsWhereFacts) -> dict[str, str]:
    day = facts.at.date()
    weekdays = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
    return {
        "dag": f"{weekdays[day.weekday()].capitalize()} {long_date(day)}",
        "tid": f"{facts.at.hour}.{facts.at.minute:02}",
        "bor": str(facts.inside + facts.outside),
        "inde": str(facts.inside),
        "ude": str(facts.outside),
        "sted": facts.assembly_point,
        "ledertlf": facts.leader_phone,
    }


def _tagline(facts: WhoIsWhereFacts) -> str:
    return facts.tagline or str(letter_texts("common")["tagline"])


def _counted(facts: WhoIsWhereFacts) -> str:
    texts, values = letter_texts(KIND), _values(facts)
    meet = fill(texts["meet"], values) if facts.assembly_point else ""
    return f"{fill(texts['count'], values)} {meet}".strip()


def _beside(floor: WhereFloor) -> str:
    inside = sum(row.state == "in" for row in floor.rows)
    outside = sum(row.state == "out" for row in floor.rows)
    words = letter_texts(KIND)["outside" if outside else "inside"]
    return fill(words, {"inde": str(inside), "ude": str(outside)})


def _foot_words(facts: WhoIsWhereFacts) -> str:
    texts = letter_texts(KIND)
    of = fill(texts["of"], _values(facts))
    return f"{texts['counted']} {of} {texts['guests']} {texts['clock']} {texts['name']}"


@dataclass(frozen=True, slots=True)
class _Part:
    """Rows of a floor on one page."""

    floor: WhereFloor
    rows: tuple[WhereRow, ...]
    continued: bool


class _Sheet:
    """The pages on their way to the canvas."""

    def __init__(self, facts: WhoIsWhereFacts, painter: Painter) -> None:
        self.facts = facts
        self.painter = painter
        self.root = Element("Document")
        self.texts, self.values = letter_texts(KIND), _values(facts)
        labels = [row.label for floor in facts.floors for row in floor.rows]
        widest = max((unit_width(one, bold=True) for one in labels), default=0.0)
        self.name_x = max(_NAME_X, _NUMBER_X + widest * _BOLD.size / MM + 2.5)

    def draw(self) -> None:
        pitch = self._pitch()
        pages = list(self._pages(pitch))
        for number, parts in enumerate(pages, 1):
            top = NEXT_PAGE_TOP
            if number == 1:
                self._head()
                top = _ROWS_TOP
            for part in parts:
                top = self._floor(part, top, pitch)
            if number == len(pages):
                self._foot()
            self._footer(number, len(pages))
            self.painter.canvas.showPage()
            self.painter.marker.next_page()

    def _pitch(self) -> float:
        """Rows as in the picture, or closer where that keeps everything on one page."""
        floors = self.facts.floors
        rows = sum(len(floor.rows) for floor in floors)
        room = _ROWS_END - _ROWS_TOP - len(floors) * _FLOOR
        fitting = room / max(1, rows)
        return min(_PITCH, fitting) if fitting >= _LEAST_PITCH else _PITCH

    def _pages(self, pitch: float) -> Iterator[list[_Part]]:
        page: list[_Part] = []
        top = _ROWS_TOP
        for floor in self.facts.floors:
            left, continued = list(floor.rows), False
            while left:
                fits = int((_ROWS_END - top - _FLOOR + 0.01) / pitch)
                if fits < min(2, len(left)):
                    yield page
                    page, top = [], NEXT_PAGE_TOP
                    continue
                taken = tuple(left[:fits])
                page.append(_Part(floor, taken, continued))
                left, continued = left[fits:], True
                top += _FLOOR + len(taken) * pitch
        yield page

    # --- the head -----------------------------------------------------------------------------

    def _head(self) -> None:
        facts, texts = self.facts, self.texts
        head = self.root.add("Sect")
        self._say(head.add("P"), facts.house, HOUSE, (LEFT, HOUSE_TOP), _FRAME_X - LEFT - 4)
        self._say(head.add("P"), _tagline(facts), SMALL, (LEFT, TAGLINE_TOP), _FRAME_X - LEFT - 4)
        self._call(head)
        self._say(self.root.add("H1"), texts["title"], TITLE, (LEFT, _TITLE_TOP))
        subtitle = fill(texts["subtitle"], self.values)
        self._say(self.root.add("P"), subtitle, _SOFT, (LEFT, _SUBTITLE_TOP))
        self._say(self.root.add("P"), _counted(facts), _BOLD, (LEFT, _COUNT_TOP))
        self._say(self.root.add("P"), texts["tick"], _BODY, (LEFT, _TICK_TOP))

    def _call(self, head: Element) -> None:
        wide = RIGHT - _FRAME_X
        with self.painter.marker.artifact():
            draw_frame(_FRAME_X, 0, wide, _FRAME_HIGH, INK)(self.painter, _FRAME_TOP)
        x, room = _FRAME_X + 3.2, wide - 6.4
        self._say(head.add("P"), self.texts["call"], _CALL, (x, _FRAME_TOP + 1.9), room)
        top = _FRAME_TOP + 10.1
        self._say(head.add("P"), ", ".join(self.facts.address), _BODY, (x, top), room)
        if self.facts.leader_phone:
            leader = fill(self.texts["leader"], self.values)
            self._say(head.add("P"), leader, _BODY, (x, top + 4.5), room)

    # --- the floors ---------------------------------------------------------------------------

    def _floor(self, part: _Part, top: float, pitch: float) -> float:
        section = self.root.add("Sect")
        name = part.floor.name[:1].upper() + part.floor.name[1:]
        if part.continued:
            name = fill(self.texts["continued"], {"etage": name})
        self._say(section.add("H2"), name, _FLOOR_HEAD, (LEFT, top + _FLOOR_TEXT - 0.2), 100)
        beside = _beside(part.floor)
        x = RIGHT - unit_width(beside, bold=False) * SMALL.size / MM
        self._say(section.add("P"), beside, SMALL, (x, top + _FLOOR_TEXT + 0.9), RIGHT - x + 1)
        top += _FLOOR
        with self.painter.marker.artifact():
            self.painter.rule(LEFT, top, FULL_WIDTH, INK)
        table = section.add("Table")
        for row in part.rows:
            self._row(table, row, top, pitch)
            top += pitch
            with self.painter.marker.artifact():
                self.painter.rule(LEFT, top, FULL_WIDTH, ROW_RULE)
        return top

    def _row(self, table: Element, row: WhereRow, top: float, pitch: float) -> None:
        line = table.add("TR")
        text = top + (pitch - _BODY.height) / 2
        empty = row.state in {"empty", "closed"}
        box = line.add("TD")
        if row.state == "in":
            ticked = box.add("Span", actual="ikke afkrydset:")
            with self.painter.marker.content(ticked):
                side = (pitch - BOX) / 2
                draw_box(LEFT, side, ticked=False)(self.painter, top)
        number = line.add("TH", scope="Row")
        self._say(number, row.label, _SOFT_BOLD if empty else _BOLD, (_NUMBER_X, text))
        room = _HELP_X - self.name_x - 2
        self._say(
            line.add("TD"), row.name or "–", _SOFT if empty else _BODY, (self.name_x, text), room
        )
        if row.words:
            style = _BOLD if row.state == "in" else _SOFT
            self._say(line.add("TD"), row.words, style, (_HELP_X, text), RIGHT - _HELP_X)
        else:
            line.add("TD")

    # --- the foot -----------------------------------------------------------------------------

    def _foot(self) -> None:
        """Lines for the pen: how many were counted outside, who else, when and by whom."""
        foot = self.root.add("Sect").add("P")
        of = fill(self.texts["of"], self.values)
        x = LEFT
        for words, line in (
            (self.texts["counted"], 14.0), (of, 0.0), (self.texts["guests"], 14.0),
            (self.texts["clock"], 14.0), (self.texts["name"], RIGHT),
        ):  # fmt: skip
            self._say(foot, f"{words} ", _BODY, (x, _FOOT_TOP), 80)
            x += unit_width(words, bold=False) * _BODY.size / MM + 1.0
            end = min(RIGHT, x + line)
            if line:
                with self.painter.marker.artifact():
                    self.painter.rule(x, _FOOT_TOP + 4.4, end - x, FORM_RULE)
                x = end + (1.0 if words == self.texts["counted"] else 4.0)
            else:
                x += 4.0

    def _footer(self, number: int, count: int) -> None:
        left = fill(self.texts["footer"], self.values)
        right = fill(self.texts["page"], {"nr": str(number), "antal": str(count)})
        x = RIGHT - unit_width(right, bold=False) * SMALL.size / MM
        with self.painter.marker.artifact("Pagination"):
            self.painter.rule(LEFT, FOOTER_RULE, FULL_WIDTH, SECTION_RULE)
            self.painter.single(None, left, SMALL, LEFT, FOOTER_TOP)
            self.painter.single(None, right, SMALL, x, FOOTER_TOP)

    def _say(
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


def _cut(words: str, style: Style, room: float) -> str:
    """As much of it as there is room for."""
    (first, *_) = set_text(words.replace(" ", "\u00a0"), style, room - 2)
    return "".join(text for text, _ in first.chunks).replace("\u00a0", " ") + "…"
