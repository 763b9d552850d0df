"""Udflytningsoverblik (43): what is proposed and why, both voices side by side, what the move waits for.

No total, no percentage, no colour, no refund, and nobody is *ikke klar*. What a recipient may not
read is not there; the paper never says that something was left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.values.danish import listed
from models.values.information import InformationKind
from reports.contexts import (
    Block,
    LetterContext,
    Observation,
    Observations,
    Para,
    Section,
    Table,
    Text,
    VoiceRow,
    Voices,
    led,
    plain,
    strong,
)
from reports.danish import long_date
from reports.letters.base import Composer, LetterFacts
from reports.texts import paragraphs

KIND = "overview"

_WAITING_WIDTHS = (42.0, 68.0, 16.0)
_NIGHTS = 2
_SHORT_NOTE = 30
"""Letters of a note that stands beside its row; a longer one is told below the table."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the move waits for, who has the ball, and for how many days (None: not known)."""

    what: str
    who: str
    nights: int | None
    kind: InformationKind = InformationKind.SUPPORT


@dataclass(frozen=True, slots=True)
class AreaFacts:
    """One of the fourteen areas.

    Attributes:
        kind: What it discloses.
        resident, staff: ``0`` to ``4``, ``?`` for a reason, "" for not asked.
        before: What both said last time (``1 / 2``), "" without a last time.
        seen, strength, helps: The note.
        talk: The voices are at least two levels apart.
    """

    number: int
    title: str
    kind: InformationKind
    resident: str
    staff: str
    before: str = ""
    seen: str = ""
    strength: str = ""
    helps: str = ""
    talk: bool = False


@dataclass(frozen=True, slots=True)
class OverviewFacts:
    """Facts of a finished version; every sentence is that of the rules on its day.

    Attributes:
        letter: House, person, day, law.
        assessed: Day of the overview.
        version: Of the instrument.
        made_by: Who made it, the resident first where the resident answered.
        headline: The proposal; more: its condition and the home, one paragraph each.
        more_kinds: What ``more`` discloses.
        waiting: What blocks a moving date; in_place: said where nothing does.
        method: Name of the support (``ICM``), "" where none is proposed.
        why: Why this support, with the id of its rule; "" where it may not be told.
        own_method, own_rule: What the resident's own answers give, where it is something else.
        own_words, priorities: The resident's words, and what matters most.
        areas: Those that may be told, in the order of the instrument.
        before: Day of the version before, None without one.
        basis: How much it rests on.
        raters: The staff who rated, where there were two; ``apart`` whether each did alone.
        next_on: Day of the next overview.
        decides: Who decides on support and home.
    """

    letter: LetterFacts
    assessed: date
    version: str
    made_by: tuple[str, ...]
    headline: str
    next_on: date
    more: tuple[str, ...] = ()
    more_kinds: frozenset[InformationKind] = frozenset({InformationKind.HOUSING})
    waiting: tuple[Waiting, ...] = ()
    in_place: str = ""
    method: str = ""
    why: str = ""
    own_method: str = ""
    own_rule: str = ""
    own_words: str = ""
    priorities: tuple[str, ...] = ()
    areas: tuple[AreaFacts, ...] = ()
    before: date | None = None
    basis: str = ""
    raters: tuple[str, ...] = ()
    apart: bool = False
    decides: str = ""


def compose(facts: OverviewFacts) -> LetterContext:
    """The paper as it would be printed."""
    made = Composer(KIND, facts.letter, _values(facts))
    sections = [
        _proposal(made, facts),
        _waiting(made, facts),
        _why(made, facts),
        _own(made, facts),
        _areas(made, facts),
        _notes(made, facts),
        _basis(made, facts),
        made.section("honest", editable=False, discloses=(InformationKind.IDENTITY,)),
    ]
    return made.context(sections)


def _values(facts: OverviewFacts) -> dict[str, str]:
    last = facts.before
    return {
        "version": facts.version,
        "vurderet": long_date(facts.assessed),
        "lavet_af": listed(facts.made_by),
        "metode": facts.method,
        "hvorfor": facts.why,
        "egneord": facts.own_words.strip(),
        "vigtigst": listed(facts.priorities),
        "sidst": f"{last.day}-{last.month}" if last else "",
        "grundlag": facts.basis,
        "næste": long_date(facts.next_on),
        "afgør": facts.decides,
        "vurderere": "",
    }


def _proposal(made: Composer, facts: OverviewFacts) -> Section:
    names = made.texts["sections"]["proposal"]
    words = (strong(facts.headline), *(plain(one) for one in facts.more))
    kinds = frozenset({InformationKind.IDENTITY, InformationKind.OVERVIEW})
    if facts.more:
        kinds |= facts.more_kinds
    return Section("proposal", names["heading"], (Text(words),), discloses=kinds)


def _waiting(made: Composer, facts: OverviewFacts) -> Section:
    names = made.texts["sections"]["waiting"]
    blocks: tuple[Block, ...] = ()
    if facts.waiting:
        unknown = names["unknown"]
        rows = tuple(
            (one.what, one.who, unknown if one.nights is None else str(one.nights))
            for one in facts.waiting
        )
        columns = tuple(names["columns"])
        blocks = (Table(columns, _WAITING_WIDTHS, rows, open_end=True, numbers=(_NIGHTS,)),)
    elif facts.in_place:
        blocks = (Text((plain(facts.in_place),)),)
    kinds = frozenset(one.kind for one in facts.waiting)
    if blocks:
        kinds |= {InformationKind.OVERVIEW}
    return Section("waiting", names["heading"], blocks, discloses=kinds)


def _why(made: Composer, facts: OverviewFacts) -> Section:
    names = made.texts["sections"]["why"]
    heading = made.fill(names["heading"]) if facts.method else names["heading_none"]
    blocks = (Text(paragraphs(names["text"], {"hvorfor": facts.why})),) if facts.why else ()
    kinds = (
        frozenset({InformationKind.SUPPORT, InformationKind.OVERVIEW}) if blocks else frozenset()
    )
    return Section("why", heading, blocks, discloses=kinds)


def _own(made: Composer, facts: OverviewFacts) -> Section:
    names = made.texts["sections"]["own"]
    said: list[Para] = []
    if facts.own_method:
        made.add(metode=facts.own_method, regel=facts.own_rule)
        said.append(plain(made.fill(names["result"])))
    words = made.fill(names["words"]).strip()
    if words:
        said.append(plain(words))
    kinds = {InformationKind.OVERVIEW} if said else set()
    if words:
        kinds.add(InformationKind.OWN_WORDS)
    return Section(
        "own", made.fill(names["heading"]), (Text(tuple(said)),), discloses=frozenset(kinds)
    )


def _areas(made: Composer, facts: OverviewFacts) -> Section:
    names = made.texts["sections"]["areas"]
    blocks: tuple[Block, ...] = ()
    if facts.areas:
        columns = [made.fill(one) for one in names["columns"]]
        if facts.before is None:
            columns[3] = names["no_last"]
        rows = tuple(_row(one, names["talk"]) for one in facts.areas)
        scale = Text((plain(names["scale"], small=True),))
        blocks = (scale, Voices(tuple(columns), rows))
    kinds = frozenset(one.kind for one in facts.areas) | {InformationKind.OVERVIEW}
    heading = made.fill(names["heading"])
    return Section("areas", heading, blocks, discloses=kinds if blocks else frozenset(), wide=True)


def _row(one: AreaFacts, talk: str) -> VoiceRow:
    words = talk if one.talk else _beside(one)
    return VoiceRow(
        one.number, one.title, one.resident, one.staff, one.before, words, talk=one.talk
    )


def _beside(one: AreaFacts) -> str:
    """The note where it is one short piece; else it stands below."""
    parts = _parts(one)
    return parts[0].rstrip(".") if _fits(parts) else ""


def _parts(one: AreaFacts) -> list[str]:
    return [" ".join(text.split()) for text in (one.seen, one.strength, one.helps) if text.strip()]


def _fits(parts: list[str]) -> bool:
    return len(parts) == 1 and len(parts[0]) <= _SHORT_NOTE


def _notes(made: Composer, facts: OverviewFacts) -> Section:
    """Notes that no row has room for, area by area."""
    names = made.texts["sections"]["notes"]
    told = [one for one in facts.areas if _parts(one) and (one.talk or not _fits(_parts(one)))]
    rows = tuple(Observation(one.title, tuple(_lines(one, names))) for one in told)
    kinds = frozenset(one.kind for one in told)
    return Section(
        "notes", names["heading"], (Observations(rows),), discloses=kinds, wide=True, editable=True
    )


def _lines(one: AreaFacts, names: dict[str, str]) -> Iterator[Para]:
    for key in ("seen", "strength", "helps"):
        text = " ".join(getattr(one, key).split())
        if text:
            yield led(names[key], text)


def _basis(made: Composer, facts: OverviewFacts) -> Section:
    names = made.texts["sections"]["basis"]
    if len(facts.raters) > 1:
        key = "apart" if facts.apart else "together"
        made.add(navne=listed(facts.raters))
        made.add(vurderere=made.fill(names[key]))
    return made.section("basis", discloses=(InformationKind.OVERVIEW,), editable=False)
