"""Samarbejdsark pr. kommune (42): what waits, with whom, and how long, before a meeting.

Only residents with this handlekommune, longest wait first. No CPR, health, economy or level of
support, no refund, and nothing that compares persons or case workers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from models.values.information import InformationKind
from reports.contexts import (
    Block,
    LetterContext,
    LetterMeta,
    Section,
    Sender,
    Table,
    Text,
    WritingLines,
    plain,
)
from reports.danish import count_word, long_date, numeric_date
from reports.letters.base import HouseFacts
from reports.letters.stay import meeting
from reports.texts import fill, letter_texts

KIND = "cooperation_sheet"

_WIDTHS = (30.0, 31.0, 22.0, 11.9, 21.0, 28.0, 26.1)
_ROW_HEIGHT = 11.7
_NIGHTS = 3
_PEN_LINES, _FIRST_PEN_LINE = 3, 8.8


@dataclass(frozen=True, slots=True)
class Step:
    """What was agreed before.

    Attributes:
        what: The step; "" where only the day is known.
        who: Who does it; by: until when.
        name: Of the resident, "" in the resident's own row or where it is about nobody.
    """

    what: str
    who: str
    by: date | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Something that waits for one resident.

    Attributes:
        name: Of the resident; case_number: ours.
        missing: Short name of the prerequisite (``Handleplan``).
        since: Day it began to wait; nights: from then to the day of the sheet.
        reminded: Day of the last reminder, None when there was none.
        kind: What the row discloses beside the name.
        agreed: What was agreed about it; None leaves its cells to the pen.
    """

    name: str
    case_number: str
    missing: str
    since: date
    nights: int
    reminded: date | None = None
    kind: InformationKind = InformationKind.SUPPORT
    agreed: Step | None = None


@dataclass(frozen=True, slots=True)
class CooperationSheetFacts:
    """Facts of the sheet.

    Attributes:
        house: Sender.
        day: Day the items were counted.
        municipality: The handlekommune; unit: its department, "" for none.
        with_municipality, with_housing, with_house: Open items by who has the ball.
        meeting: Start of the meeting in local time, None before one is agreed.
        previous: Day of the last meeting with the same municipality.
        solved: What was solved since then, one sentence each.
        channel: ``Digital Post``; "" prints no line.
        agreed: What was agreed at the last meeting beside the open items.
        points: What else is on the agenda of this meeting.
    """

    house: HouseFacts
    day: date
    municipality: str
    with_municipality: tuple[OpenItem, ...]
    with_housing: tuple[OpenItem, ...]
    with_house: tuple[OpenItem, ...]
    unit: str = ""
    meeting: datetime | None = None
    previous: date | None = None
    solved: tuple[str, ...] = ()
    channel: str = ""
    agreed: tuple[Step, ...] = ()
    points: tuple[str, ...] = ()

    @property
    def items(self) -> tuple[OpenItem, ...]:
        """All open items."""
        return (*self.with_municipality, *self.with_housing, *self.with_house)


def compose(facts: CooperationSheetFacts) -> LetterContext:
    """The sheet as it would be printed."""
    texts, values = letter_texts(KIND), _values(facts)
    common = letter_texts("common")
    sections = (
        _group("municipality", facts.with_municipality, values),
        _group("housing", facts.with_housing, values),
        _group("house", facts.with_house, values),
        _solved(facts),
        _other(facts, values),
    )
    meta = LetterMeta(
        kind=KIND,
        title=fill(texts["title"], values),
        subtitle=fill(texts["subtitle"], values),
        subject=fill(texts["subject"], values),
        number=long_date(facts.day),
        date=facts.day,
        confidentiality=common["confidential"],
        channel_line=fill(texts["channel"], {"kanal": facts.channel}) if facts.channel else "",
    )
    tagline = facts.house.tagline or str(common["tagline"])
    sender = Sender(facts.house.name, tagline, facts.house.address, facts.house.phone)
    return LetterContext(sender, None, meta, sections)


def _values(facts: CooperationSheetFacts) -> dict[str, str]:
    texts, items = letter_texts(KIND), facts.items
    people = {(one.name, one.case_number) for one in items}
    when = _meeting(facts.meeting) if facts.meeting else ""
    return {
        "kommune": facts.municipality,
        "afdeling": facts.unit,
        "hus": facts.house.name,
        "dato": long_date(facts.day),
        "møde": when,
        "opgjort": texts["counted_after" if when else "counted_alone"],
        "punkter": _counted(len(items), texts["point"], texts["points"]),
        "borgere": _counted(len(people), texts["citizen"], texts["citizens"]),
    }


def _meeting(moment: datetime) -> str:
    """``onsdag 25. november 2026 kl. 10``."""
    day, _, clock = meeting(moment).partition(" kl. ")
    return f"{day.replace(' den ', ' ')} {moment.year} kl. {clock}"


def _counted(number: int, one: str, more: str) -> str:
    return one if number == 1 else fill(more, {"antal": str(number)})


def _group(key: str, items: Sequence[OpenItem], values: dict[str, str]) -> Section:
    """A party with its items; that of the house stands there also when it has none."""
    texts = letter_texts(KIND)
    names = texts["sections"][key]
    blocks: tuple[Block, ...] = ()
    if items:
        blocks = (_table(items),)
    elif "none" in names:
        blocks = (Text((plain(names["none"]),)),)
    kinds = frozenset(one.kind for one in items)
    if items:
        kinds |= {InformationKind.IDENTITY, InformationKind.MUNICIPALITY}
    return Section(key, fill(names["heading"], values), blocks, discloses=kinds, wide=True)


def _table(items: Sequence[OpenItem]) -> Table:
    texts = letter_texts(KIND)
    longest_first = sorted(items, key=lambda one: (-one.nights, one.name))
    rows = tuple(
        (
            f"{one.name}\n{one.case_number}",
            one.missing,
            numeric_date(one.since),
            str(one.nights),
            numeric_date(one.reminded) if one.reminded else texts["never"],
            one.agreed.what if one.agreed else "",
            _who_and_when(one.agreed),
        )
        for one in longest_first
    )
    return Table(
        tuple(texts["columns"]),
        _WIDTHS,
        rows,
        open_end=True,
        numbers=(_NIGHTS,),
        names=(0,),
        least=_ROW_HEIGHT,
    )


def _solved(facts: CooperationSheetFacts) -> Section:
    texts = letter_texts(KIND)["sections"]["solved"]
    solved = [one.strip() for one in facts.solved if one.strip()]
    blocks: tuple[Block, ...] = ()
    if solved:
        many = fill(texts["more"], {"tal": count_word(len(solved))})
        said = {"antal": texts["one"] if len(solved) == 1 else many, "løst": " ".join(solved)}
        blocks = (Text((plain(fill(texts["text"], said)),)),)
    when = long_date(facts.previous) if facts.previous else ""
    kinds = {InformationKind.IDENTITY, InformationKind.SUPPORT, InformationKind.HOUSING}
    return Section(
        "solved",
        texts["heading"],
        blocks,
        editable=True,
        discloses=frozenset(kinds),
        wide=True,
        aside=fill(texts["aside"], {"sidste": when}) if when else "",
    )


def _who_and_when(agreed: Step | None) -> str:
    if agreed is None:
        return ""
    day = numeric_date(agreed.by) if agreed.by else ""
    return ", ".join(part for part in (agreed.who, day) if part)


def _other(facts: CooperationSheetFacts, values: dict[str, str]) -> Section:
    """What was agreed beside the rows, what else shall be talked about, and lines for the pen."""
    texts = letter_texts(KIND)["sections"]["other"]
    said = [fill(texts["step"], _step(one)) for one in facts.agreed]
    when = long_date(facts.previous) if facts.previous else ""
    lines = (
        fill(texts["before"], {"sidste": when, "aftaler": " ".join(said)}) if said else "",
        fill(texts["points"], {"punkter": " ".join(f"{one.rstrip('.')}." for one in facts.points)})
        if facts.points
        else "",
    )
    told: tuple[Block, ...] = tuple(Text((plain(line),)) for line in lines if line)
    agreed = said or any(one.agreed for one in facts.items)
    note = Text((plain(texts["note_agreed" if agreed else "note"], small=True),))
    kinds = {InformationKind.IDENTITY, InformationKind.SUPPORT} if told else set()
    return Section(
        "other",
        fill(texts["heading"], values),
        # What is printed takes the room of a line, so that the sheet keeps to its page.
        (*told, WritingLines(_PEN_LINES - len(told), _FIRST_PEN_LINE), note),
        discloses=frozenset(kinds),
        wide=True,
        together=True,
    )


def _step(one: Step) -> dict[str, str]:
    return {
        "navn": one.name,
        "aftale": one.what.rstrip("."),
        "hvem": one.who,
        "inden": long_date(one.by) if one.by else "",
    }
