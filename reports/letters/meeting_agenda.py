"""Dagsorden: what waits in a case, for a meeting with the municipality, with room for a pen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from models.values.information import InformationKind
from reports.contexts import Fact, Facts, LetterContext, Table
from reports.danish import numeric_date, weekday_date
from reports.letters.base import Composer, LetterFacts
from reports.letters.decisions import clock, require

KIND = "meeting_agenda"

_POINT_WIDTHS = (8.0, 58.0, 38.0, 22.0)
_PEN_WIDTHS = (62.0, 36.0, 28.0)
_PEN_ROWS, _PEN_HEIGHT = 3, 9.0


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """A meeting: subject, start in local time, place or telephone, names with titles."""

    subject: str
    starts: datetime
    place: str
    participants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgendaPoint:
    """An open prerequisite: its short name, who has the ball, since when, what it discloses."""

    what: str
    who: str
    since: date | None
    kind: InformationKind


@dataclass(frozen=True, slots=True)
class MeetingAgendaFacts:
    """Facts of the agenda.

    Attributes:
        letter: House, person, recipient (the municipality) or none for a sheet.
        meeting: When, where, who.
        points: Open prerequisites, in the order they are talked about.
        aim: What we want to agree, one or two sentences; "" takes the standing one.
        own_words: What the resident wants to talk about, in our sentence.
    """

    letter: LetterFacts
    meeting: MeetingFacts
    points: tuple[AgendaPoint, ...]
    aim: str = ""
    own_words: str = ""


def compose(facts: MeetingAgendaFacts) -> LetterContext:
    """The agenda as it would be printed.

    Raises:
        MissingField: The meeting has no subject.
    """
    require(subject=facts.meeting.subject)
    made = _composer(facts)
    who = (InformationKind.IDENTITY,)
    kinds = frozenset(one.kind for one in facts.points)
    sections = [
        made.section("aim", discloses=kinds if facts.aim.strip() else ()),
        made.section("meeting", meeting_rows(made, facts.meeting), discloses=who, editable=False),
        made.section("own_words", discloses=(InformationKind.OWN_WORDS,)),
        made.section("points", _points(made, facts), discloses=kinds, editable=False),
        made.section("agreements", _pens(made), editable=False),
    ]
    return made.context(sections)


def meeting_rows(made: Composer, meeting: MeetingFacts) -> Facts:
    """When, where and who."""
    names = made.texts["sections"]["meeting"]
    rows = (
        Fact(names["when"], moment_words(meeting.starts)),
        Fact(names["where"], meeting.place),
        Fact(names["who"], "\n".join(one for one in meeting.participants if one.strip())),
    )
    return Facts(tuple(row for row in rows if row.value.strip()))


def moment_words(moment: datetime) -> str:
    """``Tirsdag den 1. december 2026 kl. 10``."""
    text = f"{weekday_date(moment.date())} kl. {clock(moment)}"
    return text[:1].upper() + text[1:]


def _composer(facts: MeetingAgendaFacts) -> Composer:
    values = {"emne": facts.meeting.subject, "egneord": facts.own_words, "mål": ""}
    made = Composer(KIND, facts.letter, values)
    made.add(mål=facts.aim or made.fill(made.texts["sections"]["aim"]["default"]))
    return made


def _points(made: Composer, facts: MeetingAgendaFacts) -> Table:
    columns = tuple(made.texts["sections"]["points"]["columns"])
    rows = tuple(
        (f"{number}.", one.what, one.who, numeric_date(one.since) if one.since else "")
        for number, one in enumerate(facts.points, 1)
    )
    return Table(columns, _POINT_WIDTHS, rows, open_end=True)


def _pens(made: Composer) -> Table:
    columns = tuple(made.texts["sections"]["agreements"]["columns"])
    rows = (("", "", ""),) * _PEN_ROWS
    return Table(columns, _PEN_WIDTHS, rows, row_height=_PEN_HEIGHT, open_end=True)
