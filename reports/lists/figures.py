"""Ledelsestal on paper: numbers, tables and counting rules; no name and no list of persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models.values.dates import short
from reports.contexts import (
    LetterContext,
    LetterMeta,
    Section,
    Sender,
    Table,
    Text,
    led,
    plain,
)
from reports.letters.base import HouseFacts
from reports.texts import fill, letter_texts

KIND = "figures"

_NUMBER_WIDTHS = (28.0, 66.0, 76.0)
_CHART_WIDTHS = (86.0, 34.0, 25.0, 25.0)


@dataclass(frozen=True, slots=True)
class NumberLine:
    """One of the four numbers: "74 døgn", what it counts, what stands in small type."""

    big: str
    words: str
    below: str


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One bar."""

    label: str
    count: str
    of: str
    share: str


@dataclass(frozen=True, slots=True)
class ChartPart:
    """A chart as a table; without rows its note says why.

    Attributes:
        group: Heading of its rows; ``unit`` of their number.
    """

    key: str
    title: str
    note: str
    group: str
    unit: str
    rows: tuple[ChartRow, ...]


@dataclass(frozen=True, slots=True)
class FiguresFacts:
    """All that stands on the sheet.

    Attributes:
        counted_at: Local time.
        municipality: The one that was asked for, "" for all.
        least: Fewest residents of a group that is shown alone.
        rules: What was counted, and how.
    """

    house: HouseFacts
    period: str
    municipality: str
    counted_at: datetime
    least: int
    numbers: tuple[NumberLine, ...]
    charts: tuple[ChartPart, ...]
    rules: tuple[tuple[str, str], ...]


def compose(facts: FiguresFacts) -> LetterContext:
    """The sheet as it would be printed."""
    texts, values = letter_texts(KIND), _values(facts)
    meta = LetterMeta(
        kind=KIND,
        title=texts["title"],
        subtitle=fill(texts["subtitle"], values),
        subject=fill(texts["subject"], values),
        number="",
        date=facts.counted_at.date(),
        confidentiality="",
        channel_line=fill(texts["channel"], values),
    )
    tagline = facts.house.tagline or str(letter_texts("common")["tagline"])
    sender = Sender(facts.house.name, tagline, facts.house.address, facts.house.phone)
    sections = (_numbers(facts), *(_chart(part) for part in facts.charts), _rules(facts))
    return LetterContext(sender, None, meta, sections)


def _values(facts: FiguresFacts) -> dict[str, str]:
    at = facts.counted_at
    return {
        "periode": facts.period,
        "kommune": facts.municipality or letter_texts(KIND)["everywhere"],
        "talt": f"{short(at.date())} kl. {at.hour:02}.{at.minute:02}",
        "mindst": str(facts.least),
    }


def _numbers(facts: FiguresFacts) -> Section:
    texts = letter_texts(KIND)["sections"]["numbers"]
    rows = tuple((one.big, one.words, one.below) for one in facts.numbers)
    table = Table(tuple(texts["columns"]), _NUMBER_WIDTHS, rows, names=(0,), open_end=True)
    return Section("numbers", texts["heading"], (table,), wide=True)


def _chart(part: ChartPart) -> Section:
    if not part.rows:
        return Section(part.key, part.title, (Text((plain(part.note),)),), wide=True)
    texts = letter_texts(KIND)["sections"]["chart"]
    values = {"gruppe": part.group, "enhed": part.unit}
    columns = tuple(fill(one, values) for one in texts["columns"])
    rows = tuple((one.label, one.count, one.of, one.share) for one in part.rows)
    table = Table(columns, _CHART_WIDTHS, rows, numbers=(1, 2, 3), open_end=True, dense=True)
    return Section(part.key, part.title, (table,), wide=True, aside=part.note, together=True)


def _rules(facts: FiguresFacts) -> Section:
    texts = letter_texts(KIND)["sections"]["counted"]
    said = tuple(led(f"{what}:", rule) for what, rule in facts.rules)
    return Section("counted", texts["heading"], (Text(said),), wide=True)
