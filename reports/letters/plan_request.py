"""Anmodning om handleplan (31): asks the municipality for the plan that § 142 says it must make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from models.values.danish import listed
from models.values.information import InformationKind
from reports.contexts import LetterContext, Observation, Observations, Para, Section, plain
from reports.danish import long_date, weekday_date
from reports.letters.base import Composer, LetterFacts, may_read_cpr
from reports.letters.stay import ReadFacts, StayFacts, meeting, stay_kinds, stay_rows

KIND = "plan_request"

Kinds = frozenset[InformationKind]


@dataclass(frozen=True, slots=True)
class GoalProposal:
    """A goal of the opholdsplan, proposed for the plan in the structure of FFB.

    Attributes:
        theme: Primary sub-theme (*undertema*); goal_type: *måltype*, "" leaves it out.
        goal: The goal itself; stands under *Formål*.
        effort: What it takes; stands under *Indsats*.
        duration: How long; special: other matters; each under its own point.
    """

    theme: str
    goal: str
    goal_type: str = ""
    effort: str = ""
    duration: str = ""
    special: str = ""


@dataclass(frozen=True, slots=True)
class PlanProposal:
    """The four points of § 141, stk. 3, and the wished supporter; empty points fall out.

    Attributes:
        purpose, effort, duration, special: In own words, before what the goals say.
        supporter: Wished supplier (§ 142, stk. 4); support_person: a person there.
        themes: Themes for the plan, in the resident's order.
        goals: Goals of the opholdsplan, each a line under the points it speaks to.
    """

    purpose: str = ""
    effort: str = ""
    duration: str = ""
    special: str = ""
    supporter: str = ""
    support_person: str = ""
    themes: tuple[str, ...] = ()
    goals: tuple[GoalProposal, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanRequestFacts:
    """Facts of the request.

    Attributes:
        letter: House, person, recipient, signer.
        stay: Admission, nights, notice and consent. Without consent only the first three
            sections are printed.
        reply_by: The date we ask for.
        meetings: Proposed meetings in local time, normally two.
        own_words: What the resident says; most_important: in the resident's order.
        what_works: Marked notes, edited by the author; meanwhile and unknown likewise.
        proposal: Points for the plan.
        discloses: Further kinds of information by section key, beyond those always there.
        read: How the resident has seen the letter, None when not.
        joins_meeting: The resident wants to be there.
        answer_sheet: A *svarark* lies beside the letter.
    """

    letter: LetterFacts
    stay: StayFacts
    reply_by: date
    meetings: tuple[datetime, ...] = ()
    own_words: str = ""
    most_important: tuple[str, ...] = ()
    what_works: str = ""
    proposal: PlanProposal = PlanProposal()
    meanwhile: str = ""
    unknown: str = ""
    discloses: Mapping[str, Kinds] = field(default_factory=dict)
    read: ReadFacts | None = None
    joins_meeting: bool = False
    answer_sheet: bool = False


def compose(facts: PlanRequestFacts) -> LetterContext:
    """The letter as it would be printed."""
    made = _composer(facts)
    cpr = may_read_cpr(facts.letter)
    rows = stay_rows(facts.letter.person, facts.stay, full_cpr=cpr)
    sections = [
        made.section("ask", discloses=(InformationKind.IDENTITY,)),
        made.section("stay", rows, discloses=stay_kinds(facts.stay, full_cpr=cpr), editable=False),
        made.section("why", discloses=(InformationKind.IDENTITY,)),
    ]
    if facts.stay.consent:
        sections += _with_consent(made, facts)
    return made.context(sections)


def _with_consent(made: Composer, facts: PlanRequestFacts) -> list[Section]:
    def kinds(key: str, *always: InformationKind) -> Kinds:
        return frozenset(always) | facts.discloses.get(key, frozenset())

    words = kinds("own_words", InformationKind.OWN_WORDS)
    works = kinds("works", InformationKind.EVERYDAY)
    proposal = kinds("proposal", InformationKind.SUPPORT)
    sections = [
        made.section("own_words", discloses=words),
        made.free_text("works", facts.what_works, discloses=works),
        made.section("proposal", _proposal(made, facts), discloses=proposal),
        made.free_text("meanwhile", facts.meanwhile, discloses=kinds("meanwhile")),
        made.section("unknown", discloses=kinds("unknown")),
    ]
    if facts.read:
        sections.append(made.section("agreed"))
    return sections


def _composer(facts: PlanRequestFacts) -> Composer:
    values = {
        "svardato": weekday_date(facts.reply_by),
        "møder": " eller ".join(meeting(one) for one in facts.meetings),
        "egneord": facts.own_words.strip(),
        "vigtigst": listed(facts.most_important),
        "vedikke": facts.unknown,
        "leverandør": facts.proposal.supporter,
        "person": facts.proposal.support_person,
        "læst": facts.read.words if facts.read else "",
        "læstdato": long_date(facts.read.day) if facts.read else "",
        "svararksætning": "",
        "mødesætning": "",
    }
    made = Composer(KIND, facts.letter, values)
    sections = made.texts["sections"]
    if facts.answer_sheet:
        made.add(svararksætning=made.fill(sections["ask"]["answer_sheet"]))
    if facts.joins_meeting:
        made.add(mødesætning=made.fill(sections["agreed"]["meeting"]))
    return made


def _proposal(made: Composer, facts: PlanRequestFacts) -> Observations:
    names, points = made.texts["sections"]["proposal"], facts.proposal
    supporter = made.fill(names["supporter_text"]) if points.supporter else ""
    rows = (
        (names["themes"], _sentence(listed(points.themes))),
        (names["purpose"], _with_goals(made, points, "purpose")),
        (names["effort"], _with_goals(made, points, "effort")),
        (names["duration"], _with_goals(made, points, "duration")),
        (names["special"], _with_goals(made, points, "special")),
        (names["supporter"], supporter),
    )
    return Observations(
        tuple(Observation(name, _lines(text)) for name, text in rows if text.strip())
    )


def _with_goals(made: Composer, points: PlanProposal, point: str) -> str:
    """Own words first, then a line for each goal that says something on the point."""
    lines = [str(getattr(points, point))]
    template = made.texts["sections"]["proposal"]["goal"]
    for goal in points.goals:
        text = goal.goal if point == "purpose" else str(getattr(goal, point))
        kind = goal.goal_type[:1].lower() + goal.goal_type[1:] if point == "purpose" else ""
        if point == "special":  # says itself what it is about: boform, work, aids
            lines.append(text.strip())
        elif text.strip():
            made.add(tema=goal.theme, type=kind, tekst=text.strip())
            lines.append(made.fill(template))
    return "\n".join(line for line in lines if line.strip())


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _lines(text: str) -> tuple[Para, ...]:
    """One paragraph per line, as the editor reads them back."""
    return tuple(plain(line.strip()) for line in text.splitlines() if line.strip())
