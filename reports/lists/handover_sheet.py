"""Overleveringsark for vagtskifte (39): one page for the table in the staff room.

First name, initial and room; no CPR, birth date or case number; a protected resident is only a room,
and why somebody is away is never printed. What does not fit stays in the program, oldest notes first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reports.contexts import (
    Beside,
    Block,
    Half,
    LetterContext,
    LetterMeta,
    NameLines,
    Section,
    Sender,
    Table,
    Text,
    WritingLines,
    plain,
)
from reports.danish import long_date, weekday_date
from reports.letters.base import HouseFacts
from reports.texts import fill, letter_texts

KIND = "handover_sheet"

_TODAY = (22.0, 34.0, 90.0, 24.0)
_SINCE = (22.0, 34.0, 98.0, 16.0)
_REMEMBER, _AWAY = (12.0, 69.0), (12.0, 43.2, 25.8)
_NEXT = (28.0, 34.0, 84.0, 24.0)
_PEN_LINES, _FIRST_PEN_LINE, _READERS = 3, 6.0, 5
_ORDERS: tuple[tuple[tuple[str, int], ...], ...] = (
    (("since", 4), ("next", 2), ("away", 3), ("remember", 4), ("today", 6)),
    (("next", 1), ("today", 5), ("away", 2), ("since", 3), ("remember", 3)),
    (("next", 1), ("away", 1), ("today", 1), ("since", 1), ("remember", 1)),
)
"""In which order sections give way, oldest notes first, and how many rows each keeps at first."""
_MOST = {"since": 14, "next": 6, "remember": 10, "away": 10, "today": 14}
"""More rows than these never fit, so nobody tries."""
_LONGEST = 170
"""Letters of a note; what is longer ends in …, for the whole of it stands in the log."""


@dataclass(frozen=True, slots=True)
class Doing:
    """Something to be done.

    Attributes:
        when: ``kl. 11``, ``i dag``, ``i morgen``, ``fre. 27-11``.
        who: ``Vær. 4 Lise T.``, or the house.
        what: A sentence.
        by: First name of who does it, "" leaves it to the pen.
        strong: A move without a support decision.
    """

    when: str
    who: str
    what: str
    by: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Happened:
    """Something since the last shift; ``by`` is the first name of who wrote it."""

    when: str
    who: str
    what: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class HandoverSheetFacts:
    """Facts of the sheet.

    Attributes:
        house: Sender.
        at: Local time of print; since: local time of the last shift of who prints.
        to: Key of the shift it is for; by: of the shift it comes from, "" when that is over.
        name: Who prints.
        in_use, places: How full the house is.
        today, coming: What is to be done, most pressing first.
        happened: The latest first; earlier: how many more there are.
        remember: Room and consideration; away: room, what, until when.
    """

    house: HouseFacts
    at: datetime
    since: datetime
    to: str
    by: str
    name: str
    in_use: int
    places: int
    today: tuple[Doing, ...] = ()
    happened: tuple[Happened, ...] = ()
    remember: tuple[tuple[str, str], ...] = ()
    away: tuple[tuple[str, str, str], ...] = ()
    coming: tuple[Doing, ...] = ()
    earlier: int = 0


Limits = dict[str, int]
"""How many rows of each section are printed."""


def compose(facts: HandoverSheetFacts) -> LetterContext:
    """The sheet as it would be printed: what does not fit the page has given way."""
    rows = _rows(facts)
    limits = {key: min(len(found), _MOST[key]) for key, found in rows.items()}
    context = _composed(facts, limits)
    for key, least in (step for order in _ORDERS for step in order):
        while limits[key] > least and not _fits(context):
            # The line that counts what is left out takes the room of a row.
            whole = limits[key] == len(rows[key])
            limits[key] = max(least, limits[key] - (2 if whole else 1))
            context = _composed(facts, limits)
    return context


def _rows(facts: HandoverSheetFacts) -> dict[str, Sequence[object]]:
    return {
        "today": facts.today,
        "since": facts.happened,
        "remember": facts.remember,
        "away": facts.away,
        "next": facts.coming,
    }


def _fits(context: LetterContext) -> bool:
    from reports.letter import measure  # noqa: PLC0415 - only what prints pays for it

    return len(measure(context).page_heights) == 1


def _composed(facts: HandoverSheetFacts, limits: Limits) -> LetterContext:
    texts, values = letter_texts(KIND), _values(facts)
    meta = LetterMeta(
        kind=KIND,
        title=fill(texts["title"], values),
        subtitle=fill(texts["subtitle"], values),
        subject=texts["subject"],
        number=fill(texts["number"], values),
        date=facts.at.date(),
        confidentiality=texts["confidential"],
        channel_line=texts["shred"],
    )
    tagline = facts.house.tagline or str(letter_texts("common")["tagline"])
    sender = Sender(facts.house.name, tagline, facts.house.address, facts.house.phone)
    sections = (
        _doing("today", facts.today, limits["today"], _TODAY),
        _since(facts, limits["since"], values),
        _beside(facts, limits),
        _doing("next", facts.coming, limits["next"], _NEXT),
        _write(),
    )
    return LetterContext(sender, None, meta, sections)


def _values(facts: HandoverSheetFacts) -> dict[str, str]:
    texts = letter_texts(KIND)
    day = weekday_date(facts.at.date()).replace(" den ", " ")
    return {
        "vagten": texts["to"][facts.to],
        "dag": day[:1].upper() + day[1:],
        "dato": long_date(facts.at.date()),
        "klokken": _clock(facts.at),
        "navn": facts.name,
        "fra": texts["by"].get(facts.by, ""),
        "brugt": str(facts.in_use),
        "pladser": str(facts.places),
    }


def _doing(key: str, rows: Sequence[Doing], most: int, widths: tuple[float, ...]) -> Section:
    texts = letter_texts(KIND)["sections"][key]
    shown, today = rows[:most], key == "today"
    cells = [(one.when, one.who, one.what, one.by) for one in shown]
    if len(rows) > most:
        cells.append(("", "", _more(len(rows) - most), ""))
    bold = tuple(place for place, one in enumerate(shown) if one.strong)
    table = Table(
        tuple(texts["columns"]),
        widths,
        tuple(cells),
        open_end=True,
        ticks=len(shown) if today else 0,
        strong=bold,
        dense=True,
    )
    blocks: tuple[Block, ...] = (table,) if cells else _none(texts)
    return Section(key, texts["heading"], blocks, wide=True, together=True)


def _since(facts: HandoverSheetFacts, most: int, values: dict[str, str]) -> Section:
    texts = letter_texts(KIND)["sections"]["since"]
    shown = facts.happened[:most]
    cells = [(one.when, one.who, _short(one.what), one.by) for one in shown]
    left = len(facts.happened) - len(shown) + facts.earlier
    if left:
        cells.append(("", "", _more(left), ""))
    table = Table(tuple(texts["columns"]), _SINCE, tuple(cells), open_end=True, dense=True)
    said = {"fra": _moment(facts.since, facts.at.date()), "til": _moment(facts.at, facts.at.date())}
    blocks: tuple[Block, ...] = (table,) if cells else _none(texts)
    aside = fill(texts["aside"], values | said)
    return Section("since", texts["heading"], blocks, wide=True, aside=aside, together=True)


def _beside(facts: HandoverSheetFacts, limits: Limits) -> Section:
    halves = (
        _half("remember", facts.remember, limits["remember"], _REMEMBER),
        _half("away", facts.away, limits["away"], _AWAY),
    )
    return Section("beside", "", (Beside(halves),), wide=True, bare=True)


def _half(key: str, rows: Sequence[tuple[str, ...]], most: int, widths: tuple[float, ...]) -> Half:
    texts = letter_texts(KIND)["sections"][key]
    cells = list(rows[:most])
    if len(rows) > most:
        cells.append(("", _more(len(rows) - most), *("" for _ in widths[2:])))
    table = Table(tuple(texts["columns"]), widths, tuple(cells), open_end=True, dense=True)
    return Half(texts["heading"], table)


def _write() -> Section:
    texts = letter_texts(KIND)["sections"]["write"]
    blocks = (
        WritingLines(_PEN_LINES, _FIRST_PEN_LINE),
        NameLines(texts["read"], _READERS),
    )
    return Section("write", texts["heading"], blocks, wide=True, together=True)


def _none(texts: dict[str, str]) -> tuple[Block, ...]:
    return (Text((plain(texts["none"]),)),) if "none" in texts else ()


def _more(count: int) -> str:
    return fill(letter_texts(KIND)["more"], {"antal": str(count)})


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1].rstrip()}…"


def _moment(at: datetime, today: date) -> str:
    """``søndag 22. november kl. 15.30``, or ``i dag kl. 7.00``."""
    if at.date() == today:
        return f"i dag kl. {_clock(at)}"
    day = weekday_date(at.date()).replace(" den ", " ").rpartition(" ")[0]
    return f"{day} kl. {_clock(at)}"


def _clock(at: datetime) -> str:
    """``7.00``: as the heading of a shift says it."""
    return f"{at.hour}.{at.minute:02}"
