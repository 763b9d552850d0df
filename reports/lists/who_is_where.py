"""Hvem er hvor (40): for fire and power failure; top floor first, a box only for who is in.

One page for up to 44 places, then more. Help is an instruction to the helper, never a diagnosis;
the reason for an absence is never printed, and a protected resident has no name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from reports.danish import long_date
from reports.flowables import draw_frame
from reports.fonts import unit_width
from reports.lists.grid import BODY, BOLD, GROUP, ROWS_END, SOFT, SOFT_BOLD, Grid
from reports.page import (
    HOUSE,
    HOUSE_TOP,
    INK,
    LEFT,
    MM,
    NEXT_PAGE_TOP,
    RIGHT,
    SMALL,
    TAGLINE_TOP,
    TITLE,
    Style,
)
from reports.tagging import Element
from reports.texts import fill, letter_texts

KIND = "who_is_where"
ONE_PAGE = 44
"""Places that stand on one page, with up to four floors."""

_TITLE_TOP, _SUBTITLE_TOP, _COUNT_TOP, _TICK_TOP, _ROWS_TOP = 29.4, 35.6, 41.6, 46.5, 53.0
_FOOT_TOP = 272.4
_PITCH, _LEAST_PITCH = 4.66, 4.05
_NUMBER_X, _NAME_X, _HELP_X = 27.0, 37.0, 99.0
_FRAME_X, _FRAME_TOP, _FRAME_HIGH = 138.2, 15.2, 21.3
_CALL = Style(19, 24, bold=True)


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


def texts_of(facts: WhoIsWhereFacts) -> Iterator[str]:
    """Everything that is written on the page, in reading order; for the fonts and for tests."""
    texts, values = letter_texts(KIND), values_of(facts)
    yield facts.house
    yield tagline(facts)
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


def values_of(facts: WhoIsWhereFacts) -> dict[str, str]:
    """What the sentences of the folder are filled with."""
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


def tagline(facts: WhoIsWhereFacts) -> str:
    """Below the name of the house."""
    return facts.tagline or str(letter_texts("common")["tagline"])


def _counted(facts: WhoIsWhereFacts) -> str:
    texts, values = letter_texts(KIND), values_of(facts)
    meet = fill(texts["meet"], values) if facts.assembly_point else ""
    return f"{fill(texts['count'], values)} {meet}".strip()


def _beside(floor: WhereFloor) -> str:
    inside = sum(row.state == "in" for row in floor.rows)
    outside = sum(row.state == "out" for row in floor.rows)
    words = letter_texts(KIND)["outside" if outside else "inside"]
    return fill(words, {"inde": str(inside), "ude": str(outside)})


def _foot_words(facts: WhoIsWhereFacts) -> str:
    texts = letter_texts(KIND)
    of = fill(texts["of"], values_of(facts))
    return f"{texts['counted']} {of} {texts['guests']} {texts['clock']} {texts['name']}"


@dataclass(frozen=True, slots=True)
class _Part:
    """Rows of a floor on one page."""

    floor: WhereFloor
    rows: tuple[WhereRow, ...]
    continued: bool


class WherePages:
    """The pages on their way to the grid."""

    def __init__(self, facts: WhoIsWhereFacts, grid: Grid) -> None:
        self.facts = facts
        self.grid = grid
        self.texts, self.values = letter_texts(KIND), values_of(facts)
        labels = [row.label for floor in facts.floors for row in floor.rows]
        widest = max((unit_width(one, bold=True) for one in labels), default=0.0)
        self.name_x = max(_NAME_X, _NUMBER_X + widest * BOLD.size / MM + 2.5)

    def pages(self) -> list[Callable[[], None]]:
        """What draws each page but its footer."""
        pitch = self._pitch()
        found = list(self._parts(pitch))
        last = len(found) - 1
        return [
            partial(self._page, parts, pitch, first=number == 0, last=number == last)
            for number, parts in enumerate(found)
        ]

    def _page(self, parts: list[_Part], pitch: float, *, first: bool, last: bool) -> None:
        top = NEXT_PAGE_TOP
        if first:
            self._head()
            top = _ROWS_TOP
        for part in parts:
            top = self._floor(part, top, pitch)
        if last:
            self._foot()

    def _pitch(self) -> float:
        """Rows as in the picture, or closer where that keeps everything on one page."""
        floors = self.facts.floors
        rows = sum(len(floor.rows) for floor in floors)
        room = ROWS_END - _ROWS_TOP - len(floors) * GROUP
        fitting = room / max(1, rows)
        return min(_PITCH, fitting) if fitting >= _LEAST_PITCH else _PITCH

    def _parts(self, pitch: float) -> Iterator[list[_Part]]:
        page: list[_Part] = []
        top = _ROWS_TOP
        for floor in self.facts.floors:
            left, continued = list(floor.rows), False
            while left:
                fits = int((ROWS_END - top - GROUP + 0.01) / pitch)
                if fits < min(2, len(left)):
                    yield page
                    page, top = [], NEXT_PAGE_TOP
                    continue
                taken = tuple(left[:fits])
                page.append(_Part(floor, taken, continued))
                left, continued = left[fits:], True
                top += GROUP + len(taken) * pitch
        yield page

    # --- the head -----------------------------------------------------------------------------

    def _head(self) -> None:
        facts, texts, say = self.facts, self.texts, self.grid.say
        root = self.grid.root
        head = root.add("Sect")
        say(head.add("P"), facts.house, HOUSE, (LEFT, HOUSE_TOP), _FRAME_X - LEFT - 4)
        say(head.add("P"), tagline(facts), SMALL, (LEFT, TAGLINE_TOP), _FRAME_X - LEFT - 4)
        self._call(head)
        say(root.add("H1"), texts["title"], TITLE, (LEFT, _TITLE_TOP))
        subtitle = fill(texts["subtitle"], self.values)
        say(root.add("P"), subtitle, SOFT, (LEFT, _SUBTITLE_TOP))
        say(root.add("P"), _counted(facts), BOLD, (LEFT, _COUNT_TOP))
        say(root.add("P"), texts["tick"], BODY, (LEFT, _TICK_TOP))

    def _call(self, head: Element) -> None:
        wide, painter = RIGHT - _FRAME_X, self.grid.painter
        with painter.marker.artifact():
            draw_frame(_FRAME_X, 0, wide, _FRAME_HIGH, INK)(painter, _FRAME_TOP)
        x, room = _FRAME_X + 3.2, wide - 6.4
        self.grid.say(head.add("P"), self.texts["call"], _CALL, (x, _FRAME_TOP + 1.9), room)
        top = _FRAME_TOP + 10.1
        self.grid.say(head.add("P"), ", ".join(self.facts.address), BODY, (x, top), room)
        if self.facts.leader_phone:
            leader = fill(self.texts["leader"], self.values)
            self.grid.say(head.add("P"), leader, BODY, (x, top + 4.5), room)

    # --- the floors ---------------------------------------------------------------------------

    def _floor(self, part: _Part, top: float, pitch: float) -> float:
        section = self.grid.root.add("Sect")
        name = part.floor.name[:1].upper() + part.floor.name[1:]
        if part.continued:
            name = fill(self.texts["continued"], {"etage": name})
        top = self.grid.group(section, name, _beside(part.floor), top)
        table = section.add("Table")
        for row in part.rows:
            self._row(table, row, top, pitch)
            top += pitch
            self.grid.rule(top)
        return top

    def _row(self, table: Element, row: WhereRow, top: float, pitch: float) -> None:
        line, say = table.add("TR"), self.grid.say
        text = top + (pitch - BODY.height) / 2
        empty = row.state in {"empty", "closed"}
        box = line.add("TD")
        if row.state == "in":
            self.grid.box(box, LEFT, top, pitch)
        number = line.add("TH", scope="Row")
        say(number, row.label, SOFT_BOLD if empty else BOLD, (_NUMBER_X, text))
        # A very long name stays large where nothing stands beside it.
        room = (_HELP_X if row.words else RIGHT) - self.name_x - 2
        say(line.add("TD"), row.name or "–", SOFT if empty else BODY, (self.name_x, text), room)
        if row.words:
            style = BOLD if row.state == "in" else SOFT
            say(line.add("TD"), row.words, style, (_HELP_X, text), RIGHT - _HELP_X)
        else:
            line.add("TD")

    # --- the foot -----------------------------------------------------------------------------

    def _foot(self) -> None:
        """Lines for the pen: how many were counted outside, who else, when and by whom."""
        foot = self.grid.root.add("Sect").add("P")
        of = fill(self.texts["of"], self.values)
        x = LEFT
        for words, line in (
            (self.texts["counted"], 14.0), (of, 0.0), (self.texts["guests"], 14.0),
            (self.texts["clock"], 14.0), (self.texts["name"], RIGHT),
        ):  # fmt: skip
            self.grid.say(foot, f"{words} ", BODY, (x, _FOOT_TOP), 80)
            x += unit_width(words, bold=False) * BODY.size / MM + 1.0
            end = min(RIGHT, x + line)
            if line:
                self.grid.line(_FOOT_TOP + 4.4, x, end)
                x = end + (1.0 if words == self.texts["counted"] else 4.0)
            else:
                x += 4.0
