"""Henvisning og indstilling: the eleven sections of the readiness paper 4.1, the request first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from models.values.danish import listed
from models.values.information import InformationKind
from reports.contexts import (
    LetterContext,
    Observation,
    Observations,
    Para,
    Section,
    Steps,
    Table,
    Text,
    led,
    plain,
)
from reports.danish import amount, long_date, weekday_date
from reports.letters.base import Composer, LetterFacts, may_read_cpr
from reports.letters.observed import (
    ThemeFacts,
    leavable,
    observations,
    summable,
    theme_kinds,
)
from reports.letters.stay import ReadFacts, StayFacts, stay_kinds, stay_rows
from reports.shortening import Candidates, Leavable
from reports.texts import letter_texts

KIND = "referral"

Kinds = frozenset[InformationKind]


@dataclass(frozen=True, slots=True)
class ObservationFacts:
    """A theme of the situation with what was seen, told and assessed, kept apart.

    Attributes:
        theme: Heading of the theme, in the order of VUM.
        seen: *Set*; told: *Fortalt*; assessed: *Vurderet*; empty ones fall out.
        note: A line without a lead, for themes that are only summed up.
        kind: What it discloses.
    """

    theme: str
    kind: InformationKind
    seen: str = ""
    told: str = ""
    assessed: str = ""
    note: str = ""


DimensionKey = Literal[
    "home",
    "mental_health",
    "physical_health",
    "economy",
    "daily_life",
    "network",
    "substances",
    "work",
]


@dataclass(frozen=True, slots=True)
class DimensionFacts:
    """One of the eight dimensions of CTI, ICM and ACT (domain/law.md 2.1), in a sentence or two."""

    dimension: DimensionKey
    text: str


@dataclass(frozen=True, slots=True)
class BallFacts:
    """What is missing, who has the ball, and since when (None: follows something else)."""

    what: str
    who: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class ReferralGoal:
    """A goal of the house's own plan (*opholdsplan*).

    Attributes:
        theme: Its primary sub-theme (*undertema*).
        kind: What it discloses.
        title: As it stands in the plan.
        level: Functioning 0 to 4 as the house describes it, never a VUM rating; None falls out.
    """

    theme: str
    kind: InformationKind
    title: str
    level: int | None = None


@dataclass(frozen=True, slots=True)
class ReferralFacts:
    """Facts of the referral.

    Attributes:
        letter: House, person, recipient, signer.
        stay: Admission, nights, handlekommune and consent.
        reply_by: The date we ask for.
        support: Name of the support as it is asked for (``ICM-støtte``), "" when only a home is.
        support_law: Paragraph of the support.
        asks_home: A home is asked for; max_rent: whole kroner a month, 0 when unknown.
        request: Replaces the composed request after "Vi beder om, at I senest … ", no full stop.
        own_words, wish, most_important: The resident's own words, wish and order.
        what_works: Before needs.
        observations: Themes of the situation, from the overview.
        themes: Marked notes by theme with author and date, after the observations.
        goals: What is worked on during the stay; the first that goes when the letter is too long.
        dimensions: Overview of the eight dimensions.
        criterion: Why this method: its criterion and how the resident uses help (B14).
        examples: What was seen that shows it.
        housing, support_text, support_person: The proposal.
        willing: The resident's wish for support and willingness to receive it.
        duration: How long; provider: wished supplier (§ 142, stk. 4).
        contact_starts: Day the contact can begin on the boform.
        expected_move: Expected day of the move.
        states_law: L3 on the decision before the move, instead of the short sentence.
        ball: What is missing and who has the ball.
        disagreement, meanwhile, unknown: Free text; empty ones fall out.
        read: How the resident has seen the letter, None when not; agreed_more: a further sentence.
        discloses: Further kinds of information by section key.
        uses_overview: The *Udflytningsoverblik* lies behind it, so L6 is printed.
        answer_sheet: A *svarark* lies beside the letter.
    """

    letter: LetterFacts
    stay: StayFacts
    reply_by: date
    support: str = ""
    support_law: str = "§ 85 a"
    asks_home: bool = False
    max_rent: int = 0
    request: str = ""
    own_words: str = ""
    wish: str = ""
    most_important: tuple[str, ...] = ()
    what_works: str = ""
    observations: tuple[ObservationFacts, ...] = ()
    housing: str = ""
    support_text: str = ""
    support_person: str = ""
    themes: tuple[ThemeFacts, ...] = ()
    goals: tuple[ReferralGoal, ...] = ()
    dimensions: tuple[DimensionFacts, ...] = ()
    criterion: str = ""
    examples: tuple[str, ...] = ()
    willing: str = ""
    duration: str = ""
    provider: str = ""
    contact_starts: date | None = None
    expected_move: date | None = None
    states_law: bool = False
    ball: tuple[BallFacts, ...] = ()
    disagreement: str = ""
    meanwhile: str = ""
    unknown: str = ""
    read: ReadFacts | None = None
    agreed_more: str = ""
    discloses: Mapping[str, Kinds] = field(default_factory=dict)
    uses_overview: bool = True
    answer_sheet: bool = False


def compose(facts: ReferralFacts) -> LetterContext:
    """The letter as it would be printed."""
    made = _composer(facts)
    sections = [*_request_and_person(made, facts), *_situation_and_proposal(made, facts)]
    sections += _honest_end(made, facts)
    which = "" if facts.support else "_housing"
    return made.context(
        sections,
        small_print=("{L6}",) if facts.uses_overview else (),
        title=made.fill(made.texts[f"title{which}"]),
        subject=made.fill(made.texts[f"subject{which}"]),
    )


def candidates(facts: ReferralFacts) -> Candidates:
    """What could go when it is too long: goals, older notes, then small themes become one row."""
    day = facts.letter.day
    # A goal counts as older than every note, so goals go first.
    goals = [
        Leavable("goals", row.theme, line.text, date.min, "goal")
        for row in _goals(_composer(facts), facts).rows
        for line in row.lines
    ]
    return Candidates(
        (*goals, *leavable("situation", facts.themes, day)),
        summable("situation", facts.themes, day),
    )


def _request_and_person(made: Composer, facts: ReferralFacts) -> list[Section]:
    asked = {InformationKind.IDENTITY}
    asked |= {InformationKind.SUPPORT} if facts.support else set()
    asked |= {InformationKind.HOUSING} if facts.asks_home else set()
    words = {InformationKind.OWN_WORDS}
    words |= {InformationKind.HOUSING} if facts.wish else set()
    cpr = may_read_cpr(facts.letter)
    rows = stay_rows(facts.letter.person, facts.stay, full_cpr=cpr)
    return [
        made.section("ask", discloses=_kinds(facts, "ask", asked)),
        made.section("stay", rows, discloses=stay_kinds(facts.stay, full_cpr=cpr), editable=False),
        made.section("own_words", discloses=_kinds(facts, "own_words", words)),
        made.free_text(
            "works",
            facts.what_works,
            discloses=_kinds(facts, "works", {InformationKind.EVERYDAY}),
        ),
    ]


def _situation_and_proposal(made: Composer, facts: ReferralFacts) -> list[Section]:
    situation = {one.kind for one in facts.observations} | theme_kinds(facts.themes)
    proposal = {InformationKind.SUPPORT, InformationKind.HOUSING}
    ball = {InformationKind.SUPPORT, InformationKind.HOUSING}
    return [
        made.section(
            "situation", _observations(made, facts), discloses=_kinds(facts, "situation", situation)
        ),
        made.section(
            "goals",
            _goals(made, facts),
            discloses=_kinds(facts, "goals", {one.kind for one in facts.goals}),
        ),
        *_dimensions(made, facts),
        *_criterion(made, facts),
        made.section(
            "proposal", _proposal(made, facts), discloses=_kinds(facts, "proposal", proposal)
        ),
        made.section(
            "ball", _ball(made, facts), discloses=_kinds(facts, "ball", ball), editable=False
        ),
    ]


def _honest_end(made: Composer, facts: ReferralFacts) -> list[Section]:
    sections = [
        made.free_text("disagreement", facts.disagreement, discloses=_kinds(facts, "disagreement")),
        made.free_text("meanwhile", facts.meanwhile, discloses=_kinds(facts, "meanwhile")),
        made.free_text("unknown", facts.unknown, discloses=_kinds(facts, "unknown")),
    ]
    if facts.read:
        sections.append(made.section("agreed"))
    return sections


def _goals(made: Composer, facts: ReferralFacts) -> Observations:
    """Goals by theme, in the order of the plan."""
    levels = letter_texts("stay_plan")["levels"]
    lines: dict[str, list[Para]] = {}
    for one in facts.goals:
        level = "" if one.level is None else levels[one.level]
        made.add(mål=one.title.strip().rstrip("."), niveau=level)
        said = plain(made.fill(made.texts["sections"]["goals"]["goal"]))
        lines.setdefault(one.theme, []).append(said)
    return Observations(tuple(Observation(theme, tuple(said)) for theme, said in lines.items()))


def _dimensions(made: Composer, facts: ReferralFacts) -> Iterator[Section]:
    names = made.texts["dimensions"]
    said = [one for one in facts.dimensions if one.text.strip()]
    if said:
        rows = tuple(Observation(names[one.dimension], (plain(one.text),)) for one in said)
        kinds = {_DIMENSION_KINDS[one.dimension] for one in said}
        yield made.section(
            "dimensions", Observations(rows), discloses=_kinds(facts, "dimensions", kinds)
        )


def _criterion(made: Composer, facts: ReferralFacts) -> Iterator[Section]:
    """Why this method, with examples."""
    shown = tuple(plain(one.strip()) for one in facts.examples if one.strip())
    if facts.criterion.strip() or shown:
        yield made.section(
            "criterion",
            *((Steps(shown),) if shown else ()),
            discloses=_kinds(facts, "criterion", {InformationKind.SUPPORT}),
        )


def _kinds(facts: ReferralFacts, key: str, always: set[InformationKind] | None = None) -> Kinds:
    return frozenset(always or ()) | facts.discloses.get(key, frozenset())


def _composer(facts: ReferralFacts) -> Composer:
    values = {
        "svardato": weekday_date(facts.reply_by),
        "støttenavn": facts.support,
        "støttelov": facts.support_law,
        "husleje": amount(facts.max_rent) if facts.max_rent else "",
        "egneord": facts.own_words.strip(),
        "ønske": facts.wish,
        "vigtigst": listed(facts.most_important),
        "læst": facts.read.words if facts.read else "",
        "læstdato": long_date(facts.read.day) if facts.read else "",
        "tilføjelse": facts.agreed_more,
        "støttesætning": "",
        "svararksætning": "",
        "kriterium": facts.criterion,
        "dag": long_date(facts.contact_starts) if facts.contact_starts else "",
    }
    made = Composer(KIND, facts.letter, values)
    texts = made.texts["sections"]["ask"]
    asked = [made.fill(texts["decide"])] if facts.support else []
    asked += [made.fill(texts["assign"])] if facts.asks_home else []
    made.add(anmodning=facts.request or listed(asked))
    if facts.answer_sheet:
        made.add(svararksætning=made.fill(texts["answer_sheet"]))
    if facts.support:
        made.add(støttesætning=made.fill("{L3}" if facts.states_law else texts["before"]))
    return made


def _observations(made: Composer, facts: ReferralFacts) -> Observations:
    names = made.texts["sections"]["situation"]
    rows = []
    for one in facts.observations:
        said = ((names["seen"], one.seen), (names["told"], one.told))
        lines: list[Para] = [led(lead, text) for lead, text in said if text.strip()]
        lines += [led(names["assessed"], one.assessed)] if one.assessed.strip() else []
        lines += [plain(one.note)] if one.note.strip() else []
        if lines:
            rows.append(Observation(one.theme, tuple(lines)))
    return Observations((*rows, *observations(facts.themes, facts.letter.day)))


def _proposal(made: Composer, facts: ReferralFacts) -> Text:
    names = made.texts["sections"]["proposal"]
    parts = (
        (names["housing"], facts.housing),
        (names["support"], facts.support_text),
        (names["willing"], facts.willing),
        (names["duration"], facts.duration),
        (names["provider"], _stopped(facts.provider)),
        (names["person"], _stopped(facts.support_person)),
        (names["start"], made.fill(names["start_text"]) if facts.contact_starts else ""),
        (names["move"], f"{long_date(facts.expected_move)}." if facts.expected_move else ""),
    )
    return Text(tuple(led(lead, text) for lead, text in parts if text.strip()))


def _stopped(text: str) -> str:
    """A name as a sentence of its own."""
    said = text.strip()
    return said if not said or said.endswith(".") else f"{said}."


def _ball(made: Composer, facts: ReferralFacts) -> Table:
    return ball_table(made.texts["sections"]["ball"], facts.ball, facts.letter.day)


def ball_table(names: Mapping[str, str], balls: Sequence[BallFacts], letter_day: date) -> Table:
    """The table *Hvad mangler, og hvem har bolden* of the letters that ask for something."""
    rows = tuple((one.what, one.who, since_words(one, letter_day)) for one in balls)
    return Table((names["what"], names["who"], names["since"]), (46.0, 46.0, 34.0), rows)


def since_words(ball: BallFacts, letter_day: date) -> str:
    """``2. november 2026``, *i dag*, or a dash for what follows something else."""
    texts = letter_texts(KIND)
    if ball.since is None:
        return str(texts["no_date"])
    return str(texts["today"]) if ball.since == letter_day else long_date(ball.since)


_DIMENSION_KINDS: dict[str, InformationKind] = {
    "home": InformationKind.HOUSING,
    "mental_health": InformationKind.HEALTH,
    "physical_health": InformationKind.HEALTH,
    "economy": InformationKind.ECONOMY,
    "daily_life": InformationKind.EVERYDAY,
    "network": InformationKind.NETWORK,
    "substances": InformationKind.SUBSTANCES,
    "work": InformationKind.WORK,
}
