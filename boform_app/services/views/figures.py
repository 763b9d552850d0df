"""What the window and the printed sheet know of the house's own figures (*Ledelsestal*)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

Look = Literal["full", "hatched", "part"]
MOST_NAMES = 200
"""Lines of a list that are shown before somebody asks for all."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figures.

    Attributes:
        first, last: Days of the period, both counted.
        municipality_code: Only stays with this handlekommune; "" for all.
    """

    first: date
    last: date
    municipality_code: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list behind a figure.

    Attributes:
        person_id: Whom it opens; None for a night, which has its words in ``label``.
        municipality_code: Handlekommune, "" while it is not known.
        days: The number that is told of it; ``note`` stands there instead where it is not "".
    """

    person_id: UUID | None
    municipality_code: str
    days: int
    label: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A line of the list with the name it is shown under."""

    key: int
    person_id: UUID | None
    name: str
    room: str
    municipality: str
    value: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One counted thing, with all that lets somebody count it again.

    Attributes:
        key: Stable within the view.
        label: "Klar – venter på systemet".
        count: How many; ``of`` out of how many, 0 where there is no whole.
        behind: Beside the heading *Bag tallet*: "11 venter på bolig".
        rule: *Sådan er der talt*.
        column: Heading of the last column of the list.
        entries: The list behind it, the longest first.
        look: How its bar is drawn.
        short: Words below a narrow bar.
        share: The share in percent, "" where there is none.
    """

    key: str
    label: str
    count: int
    of: int
    behind: str
    rule: str
    column: str
    entries: tuple[Entry, ...]
    look: Look = "full"
    short: str = ""
    share: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """One of the four numbers on top.

    Attributes:
        big: "15 af 21", "74 døgn"; "–" while there are too few.
        words: What it counts; ``below`` what stands in small type.
        figure: What is behind it.
    """

    big: str
    words: str
    below: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars with a heading; ``note`` stands below them, or why there are none.

    Attributes:
        group: Heading of the bars in a table; ``unit`` what is counted of them.
        rule: How the bars were counted, for a reader who cannot open them.
    """

    key: str
    title: str
    note: str
    group: str
    unit: str
    bars: tuple[Figure, ...]
    rule: str = ""


@dataclass(frozen=True, slots=True)
class FiguresView:
    """Everything on the page, counted at one instant.

    Attributes:
        last_night: Evening of the last night that can be counted.
        enough: Three stays have ended in this house: before that nothing is shown.
        period: "1-1 til 22-11-2026".
        numbers: Four.
        stages, waits, months, plans: The charts.
        missing: Residents who lack an overview that is new enough.
        municipalities: Code and name of those large enough to ask for alone.
    """

    asked: Asked
    counted_at: datetime
    last_night: date
    enough: bool
    period: str
    numbers: tuple[Number, ...] = ()
    stages: Chart | None = None
    waits: Chart | None = None
    months: Chart | None = None
    plans: Chart | None = None
    missing: Figure | None = None
    municipalities: tuple[tuple[str, str], ...] = ()

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Those that there are, in the order of the page."""
        return tuple(one for one in (self.stages, self.waits, self.months, self.plans) if one)

    def figure(self, key: str) -> Figure | None:
        """What is behind a number or a bar."""
        found = [number.figure for number in self.numbers]
        found += [bar for chart in self.charts for bar in chart.bars]
        found += [self.missing] if self.missing else []
        return next((one for one in found if one.key == key), None)
