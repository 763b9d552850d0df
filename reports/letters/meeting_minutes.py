"""Referat: what was agreed at a meeting, by whom, by when; then what was talked about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from models.values.information import InformationKind
from reports.contexts import LetterContext, Table
from reports.danish import count_word, numeric_date
from reports.letters.base import Composer, LetterFacts
from reports.letters.decisions import require
from reports.letters.meeting_agenda import MeetingFacts, meeting_rows, moment_words
from reports.texts import fill

KIND = "meeting_minutes"

_WIDTHS = (68.0, 34.0, 24.0)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed, who does it, by when, and what it discloses."""

    what: str
    who: str
    due: date | None
    kind: InformationKind


@dataclass(frozen=True, slots=True)
class MeetingMinutesFacts:
    """Facts of the minute.

    Attributes:
        letter: House, person, recipient (the municipality) or none for a sheet.
        meeting: When, where, who was there.
        agreements: What was agreed; may be empty.
        talked: What was talked about, prose; talked_kinds: what it discloses.
        own_words: What the resident said, in our sentence or as a quotation.
        next_meeting: Start of the next meeting in local time; next_place: where.
        written_by: Who wrote it; phone: whom to ring when something is wrong.
    """

    letter: LetterFacts
    meeting: MeetingFacts
    agreements: tuple[Agreement, ...]
    written_by: str
    phone: str
    talked: str = ""
    talked_kinds: frozenset[InformationKind] = frozenset({InformationKind.SUPPORT})
    own_words: str = ""
    next_meeting: datetime | None = None
    next_place: str = ""


def compose(facts: MeetingMinutesFacts) -> LetterContext:
    """The minute as it would be printed.

    Raises:
        MissingField: The meeting has no subject, or nobody wrote the minute.
    """
    require(subject=facts.meeting.subject, written_by=facts.written_by)
    made = _composer(facts)
    who = (InformationKind.IDENTITY,)
    kinds = frozenset(one.kind for one in facts.agreements)
    agreed = (_agreed(made, facts),) if facts.agreements else ()
    variant = "text" if facts.agreements else "text_none"
    rows = meeting_rows(made, facts.meeting)
    sections = [
        made.section("agreements", *agreed, variant=variant, discloses=kinds, editable=False),
        made.section("meeting", rows, discloses=who, editable=False),
        made.section("own_words", discloses=(InformationKind.OWN_WORDS,)),
        made.free_text("talked", facts.talked, discloses=facts.talked_kinds),
        made.section("next", editable=False),
        made.section("correct", editable=False),
    ]
    return made.context(sections)


def _composer(facts: MeetingMinutesFacts) -> Composer:
    count = len(facts.agreements)
    values = {
        "emne": facts.meeting.subject,
        "egneord": facts.own_words,
        "næste": _next(facts),
        "skrevet_af": facts.written_by,
        "direkte": facts.phone or facts.letter.house.phone,
        "antal": "",
    }
    made = Composer(KIND, facts.letter, values)
    texts = made.texts["sections"]["agreements"]
    more = fill(texts["more"], {"tal": count_word(count)})
    made.add(antal=texts["one"] if count == 1 else more)
    return made


def _next(facts: MeetingMinutesFacts) -> str:
    if facts.next_meeting is None:
        return ""
    words = (moment_words(facts.next_meeting), facts.next_place.strip())
    return ", ".join(one for one in words if one) + "."


def _agreed(made: Composer, facts: MeetingMinutesFacts) -> Table:
    columns = tuple(made.texts["sections"]["agreements"]["columns"])
    rows = tuple(
        (one.what, one.who, numeric_date(one.due) if one.due else "") for one in facts.agreements
    )
    return Table(columns, _WIDTHS, rows, open_end=True)
